// What happens to output that cannot be written: it is told, and never lands in the ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

using peil::cli::testing::LedgerPlace;

namespace {

struct OutputPlace : LedgerPlace {
    /// The exit code of a program whose standard descriptors the shell sets up.
    [[nodiscard]] int run_program(const std::string& program, const std::string& words,
                                  const std::string& redirection) const {
        const auto line = "cd '" + path().string() + "' && " PEIL_BINARY_DIR "/bin/" + program +
                          " " + words + " " + redirection;
        const int status = std::system(line.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    [[nodiscard]] int run_with(const std::string& words, const std::string& redirection) const {
        return run_program("peil", words, redirection);
    }
    [[nodiscard]] std::string errors() const {
        return peil::core::testing::read_whole(*this / "errors");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unwritten_output, OutputPlace)

BOOST_AUTO_TEST_CASE(a_full_disk_is_told) {
    for (const std::string words :
         {"checkpoint --show", "checkpoint", "prove event 1", "key list", "doctor", "log",
          "log --format json", "matrix", "matrix --format json", "verify --format json",
          "show 1 --bytes", "manual", "help"}) {
        BOOST_TEST(run_with(words, ">/dev/full 2>errors") == 3, words);
        BOOST_TEST(errors().find("standard output: No space left on device") != std::string::npos,
                   words << ": " << errors());
    }
}

BOOST_AUTO_TEST_CASE(the_other_programs_tell_it_too) {
    for (const std::string program : {"peil-audit", "peil-witness"}) {
        BOOST_TEST(run_program(program, "--help", "2>errors") == 0, program);
        BOOST_TEST(run_program(program, "--help", ">/dev/full 2>errors") == 3, program);
        BOOST_TEST(errors().find("cannot be written") != std::string::npos, program << errors());
    }
    static_cast<void>(done({"checkpoint", "--show", "--output", "head.txt"}));
    BOOST_TEST(run_program("peil-audit", "head.txt", ">/dev/full 2>errors") == 3, errors());
}

BOOST_AUTO_TEST_CASE(what_was_appended_before_stays_and_is_not_denied) {
    BOOST_TEST(run_with("chapter define 1 Dijken", ">/dev/full 2>errors") == 3);
    BOOST_TEST(size() == 2U);
    BOOST_TEST(errors().find("nothing was appended") == std::string::npos, errors());
    BOOST_TEST(errors().find("peil log") != std::string::npos, errors());
}

BOOST_AUTO_TEST_CASE(no_file_takes_the_place_of_a_closed_descriptor) {
    for (const std::string closed : {">&-", "<&- >&-", "<&- >&- 2>&-"}) {
        const auto before = size();
        BOOST_TEST(run_with("checkpoint --show", closed) == 3, closed);
        BOOST_TEST(run_with("chapter define " + std::to_string(before) + " Dijken", closed) == 3,
                   closed);
        BOOST_TEST(size() == before + 1, closed);
        BOOST_TEST(run({"verify"}).exit_code == 0, closed);
    }
    BOOST_TEST(run_with("append -", "<&- >/dev/null 2>errors") != 0);
}

BOOST_AUTO_TEST_CASE(a_reader_who_saw_enough_is_no_error) {
    BOOST_TEST(run_with("manual", "2>errors | head -c 10 >/dev/null") == 0);
    BOOST_TEST(errors().empty(), errors());
}

BOOST_AUTO_TEST_SUITE_END()
