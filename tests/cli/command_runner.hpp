// Running the real command in a folder of its own, with an environment of its own.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../core/temporary_folder.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace peil::cli::testing {

namespace json = boost::json;

using Words = std::vector<std::string>;

/// What a run left behind.
struct Outcome {
    int exit_code = -1;
    std::string output;
    std::string errors;

    [[nodiscard]] bool says(std::string_view text) const {
        return output.find(text) != std::string::npos || errors.find(text) != std::string::npos;
    }
    [[nodiscard]] json::value json() const { return json::parse(output); }
    /// Lines of the output, each as JSON.
    [[nodiscard]] std::vector<json::value> json_lines() const {
        std::vector<json::value> values;
        std::istringstream lines(output);
        for (std::string line; std::getline(lines, line);) { values.push_back(json::parse(line)); }
        return values;
    }
};

inline std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
    return out << "exit code " << outcome.exit_code << "\n" << outcome.output << outcome.errors;
}

/// What surrounds a run.
struct Setting {
    std::string input{};   ///< standard input
    std::string folder{};  ///< below the workplace
    Words environment{};   ///< `NAME=value`
};

/// A folder in which the command is run; made without a ledger.
class Workplace {
  public:
    [[nodiscard]] std::filesystem::path path() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return folder_ / name;
    }

    [[nodiscard]] Outcome run(const Words& words, const Setting& setting = {}) const {
        core::testing::write_whole(aside_ / "in", setting.input);
        const auto child = ::fork();
        BOOST_TEST_REQUIRE(child >= 0);
        if (child == 0) { execute(words, setting); }
        int status = 0;
        BOOST_TEST_REQUIRE(::waitpid(child, &status, 0) == child);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
                core::testing::read_whole(aside_ / "out"),
                core::testing::read_whole(aside_ / "err")};
    }

    /// Runs what must succeed.
    [[nodiscard]] Outcome done(const Words& words, const Setting& setting = {}) const {
        auto outcome = run(words, setting);
        BOOST_TEST_REQUIRE(outcome.exit_code == 0, outcome);
        return outcome;
    }

    /// Makes the ledger `.peil` here.
    void init() const {
        const auto made =
            done({"init", "--origin", "example.nl/droge-voeten", "--title", "Droge Voeten"});
        BOOST_TEST(made.says("Publish the log key"));
    }

    [[nodiscard]] std::uint64_t size() const {
        return done({"matrix", "--format", "json"}).json().at("size").to_number<std::uint64_t>();
    }

  private:
    /// In the child: never returns.
    [[noreturn]] void execute(const Words& words, const Setting& setting) const {
        redirect(aside_ / "in", O_RDONLY, STDIN_FILENO);
        redirect(aside_ / "out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
        redirect(aside_ / "err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
        if (::chdir((folder_ / setting.folder).c_str()) != 0) { ::_exit(126); }
        auto all = words;
        all.insert(all.begin(), PEIL_BINARY_DIR "/bin/peil");
        auto environment = setting.environment;
        for (const auto* name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
            const char* value = std::getenv(name);
            if (value != nullptr) { environment.push_back(std::string(name) + "=" + value); }
        }
        const auto arguments = pointers(all);
        const auto variables = pointers(environment);
        ::execve(arguments[0], arguments.data(), variables.data());
        ::_exit(127);
    }
    static void redirect(const std::filesystem::path& file, int flags, int descriptor) {
        const int opened = ::open(file.c_str(), flags, 0600);
        if (opened < 0 || ::dup2(opened, descriptor) < 0) { ::_exit(126); }
    }
    static std::vector<char*> pointers(Words& words) {
        std::vector<char*> found;
        for (auto& word : words) { found.push_back(word.data()); }
        found.push_back(nullptr);
        return found;
    }

    core::testing::TemporaryFolder folder_;
    core::testing::TemporaryFolder aside_;  ///< what is redirected, out of the command's sight
};

/// A workplace with a ledger.
struct LedgerPlace : Workplace {
    LedgerPlace() { init(); }
};

/// A line for `peil append`.
inline std::string offered(std::string_view type, std::string_view data,
                           std::string_view more = "") {
    return R"({"type":"nl.peil.)" + std::string(type) + R"(","effective":"2021-01-01","data":)" +
           std::string(data) + std::string(more) + "}\n";
}

inline std::string chapter_line() {
    return offered("chapter.defined", R"({"chapter":1,"title":"Dijken"})");
}

inline std::string measure_line(const std::string& number) {
    return offered(
        "measure.registered",
        R"({"measure":")" + number + R"(","chapter":1,"description":"Wat )" + number + R"( is."})");
}

/// Appends chapter 1 and measures 1, 2, 7 and 8, all from 2021-01-01.
inline void add_measures(const Workplace& place) {
    std::string lines = chapter_line();
    for (const auto* number : {"1", "2", "7", "8"}) { lines += measure_line(number); }
    BOOST_TEST(place.done({"append"}, {.input = lines}).exit_code == 0);
}

}  // namespace peil::cli::testing
