// The sample programme, its two editions, and a folder in which their suggestions are decided.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace peil::cli::testing {

struct Reviewer : LedgerPlace {
    Outcome import(int edition, const Words& more = {}) const {
        Words words{"import",
                    PEIL_SOURCE_DIR "/tests/data/sample/report-" + std::to_string(edition) + ".txt",
                    "--edition",
                    std::to_string(edition),
                    "--date",
                    edition == 3 ? "2021-05-17" : "2021-11-22"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    void write(const std::string& name, const std::string& text) const {
        core::testing::write_whole(*this / name, text);
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        return core::testing::read_whole(*this / name);
    }
    [[nodiscard]] static std::string read_sample(int edition) {
        return core::testing::read_whole(PEIL_SOURCE_DIR "/tests/data/sample/report-" +
                                         std::to_string(edition) + ".txt");
    }
    /// An edition with everything that is found in it, unchanged.
    void accept_all(int edition) const {
        const auto name = "kept-" + std::to_string(edition) + ".json";
        BOOST_TEST_REQUIRE(import(edition, {"--review", name}).exit_code == 0);
        const auto kept = import(edition, {"--accept", name});
        BOOST_TEST_REQUIRE(kept.exit_code == 0, kept);
    }
    [[nodiscard]] json::array changes() const {
        return done({"changes", "3", "4", "--format", "json"}).json().at("changes").as_array();
    }
    /// The change of a series; null if there is none.
    [[nodiscard]] json::value change_of(std::string_view series) const {
        for (const auto& change : changes()) {
            const auto* name = change.as_object().if_contains("series");
            if (name != nullptr && name->as_string() == series) { return change; }
        }
        BOOST_ERROR("no change of " << series);
        return json::object{{"class", ""}, {"reason", ""}, {"explanation", ""}};
    }
};

}  // namespace peil::cli::testing
