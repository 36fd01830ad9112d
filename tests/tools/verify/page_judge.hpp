// Node, running the programs of pages over many exports at once.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "damage.hpp"

#include <boost/json/serialize.hpp>

#include <array>
#include <cstdio>
#include <memory>
#include <sstream>

namespace peil::audit::testing {

/// Takes files and gives their verdicts, in order, when it is finished. Two processes take turns.
class PageJudge {
  public:
    PageJudge() {
        for (std::size_t i = 0; i < judges_.size(); ++i) {
            const auto command = "node '" PEIL_SOURCE_DIR
                                 "/tests/tools/verify/judge_exports.mjs' >'" +
                                 output(i).string() + "'";
            judges_.at(i).reset(::popen(command.c_str(), "w"));  // NOLINT(cert-env33-c): our script
            BOOST_TEST_REQUIRE(judges_.at(i) != nullptr);
        }
    }
    void take(const File& file) {
        boost::json::object line{{"source", file.source}, {"page", nullptr}};
        if (file.is_page) { line["page"] = file.text; }
        const auto text = boost::json::serialize(line) + '\n';
        auto* const judge = judges_.at(count_++ % judges_.size()).get();
        BOOST_TEST_REQUIRE(std::fwrite(text.data(), 1, text.size(), judge) == text.size());
    }
    std::vector<std::string> finish() {
        std::array<std::istringstream, 2> outputs;
        for (std::size_t i = 0; i < judges_.size(); ++i) {
            BOOST_TEST(::pclose(judges_.at(i).release()) == 0);
            outputs.at(i).str(core::testing::read_whole(output(i)));
        }
        std::vector<std::string> verdicts(count_);
        for (std::size_t i = 0; i < count_; ++i) {
            std::getline(outputs.at(i % outputs.size()), verdicts[i]);
        }
        return verdicts;
    }

  private:
    struct Close {
        void operator()(std::FILE* pipe) const { ::pclose(pipe); }
    };
    [[nodiscard]] std::filesystem::path output(std::size_t i) const {
        return folder_ / std::to_string(i);
    }
    core::testing::TemporaryFolder folder_;
    std::array<std::unique_ptr<std::FILE, Close>, 2> judges_;
    std::size_t count_ = 0;
};

}  // namespace peil::audit::testing
