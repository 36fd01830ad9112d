// Help in every size, completion, and guesses at what was meant.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace {

namespace testing = peil::cli::testing;

using testing::Words;
using testing::Workplace;

/// Names of commands as the overview lists them.
std::vector<std::string> names_in(const std::string& overview) {
    std::vector<std::string> names;
    std::istringstream lines(overview.substr(0, overview.find("For every command")));
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("  ")) { continue; }
        names.push_back(line.substr(2, line.find("  ", 2) - 2));
    }
    return names;
}

Words words_of(const std::string& name) {
    std::istringstream text(name);
    Words words;
    for (std::string word; text >> word;) { words.push_back(word); }
    return words;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(help, Workplace)

BOOST_AUTO_TEST_CASE(every_command_explains_itself) {
    const auto names = names_in(done({"help"}).output);
    BOOST_TEST(names.size() >= 30U);
    for (const auto& name : names) {
        BOOST_TEST_CONTEXT(name) {
            auto words = words_of(name);
            auto asked = words;
            asked.emplace_back("--help");
            const auto told = done(asked);
            BOOST_TEST(told.says("Usage: peil " + name), told);
            BOOST_TEST(told.says("--ledger DIR"));
            BOOST_TEST(told.errors.empty());
            words.insert(words.begin(), "help");
            BOOST_TEST(done(words).output == told.output);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_overview_is_told_to_whoever_asks) {
    const auto told = done({"--help"});
    BOOST_TEST(told.says("Usage: peil COMMAND"));
    BOOST_TEST(done({"-h"}).output == told.output);
    const auto silent = run({});
    BOOST_TEST(silent.exit_code == 2);
    BOOST_TEST(silent.says("Usage: peil COMMAND"));
}

BOOST_AUTO_TEST_CASE(the_version_is_one_line) {
    const auto told = done({"--version"});
    BOOST_TEST(told.output.find("peil ") == 0U);
    BOOST_TEST(told.output.find('\n') == told.output.size() - 1);
    BOOST_TEST(done({"-V"}).output == told.output);
}

BOOST_AUTO_TEST_CASE(topics_are_told) {
    const auto codes = done({"help", "exit-codes"}).output;
    for (const auto* code : {"  0 ", "  1 ", "  2 ", "  3 ", "  4 ", "  70 "}) {
        BOOST_TEST(codes.find(code) != std::string::npos);
    }
    BOOST_TEST(done({"help", "types"}).says("nl.peil.measure.registered"));
    BOOST_TEST(run({"help", "weather"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_group_lists_its_commands) {
    const auto told = run({"measure"});
    BOOST_TEST(told.exit_code == 2);
    BOOST_TEST(told.says("measure add-part"));
    BOOST_TEST(done({"measure", "--help"}).says("measure add-part"));
    BOOST_TEST(done({"help", "edition"}).says("edition publish"));
}

BOOST_AUTO_TEST_CASE(a_slip_of_the_pen_is_guessed_at) {
    const auto close = run({"matrx"});
    BOOST_TEST(close.exit_code == 2);
    BOOST_TEST(close.says("did you mean `peil matrix`?"));
    const auto far = run({"weather"});
    BOOST_TEST(far.exit_code == 2);
    BOOST_TEST(far.says("`peil help` lists them"));
}

BOOST_AUTO_TEST_CASE(wrong_use_says_where_right_use_is_told) {
    for (const Words& words : std::vector<Words>{{"matrix", "--colour"},
                                                 {"import", "a.txt"},
                                                 {"show"},
                                                 {"show", "1", "2"},
                                                 {"matrix", "--as-of"}}) {
        const auto told = run(words);
        BOOST_TEST(told.exit_code == 2, told);
        BOOST_TEST(told.says("`peil help " + words[0] + "`"), told);
        BOOST_TEST(told.output.empty());
    }
}

BOOST_AUTO_TEST_CASE(completion_offers_what_may_follow) {
    const auto offered = [&](const Words& words) {
        auto all = words;
        all.insert(all.begin(), "__complete");
        return done(all).output;
    };
    BOOST_TEST(offered({"ma"}) == "manual\nmatrix\n");
    BOOST_TEST(offered({"edition", ""}) == "list\npublish\nshow\n");
    BOOST_TEST(offered({"matrix", "--as"}) == "--as-of\n");
    BOOST_TEST(offered({"measure", "close", "8", "--gr"}) == "--ground\n");
    BOOST_TEST(offered({"xyz"}).empty());
    BOOST_TEST(offered({}).find("--version\n") == std::string::npos);
    BOOST_TEST(offered({"--"}).find("--version\n") != std::string::npos);
    BOOST_TEST(offered({"matrix", ""}).empty());
}

BOOST_AUTO_TEST_CASE(shells_get_their_scripts) {
    BOOST_TEST(done({"completion", "bash"}).says("complete -o default -F _peil peil"));
    BOOST_TEST(done({"completion", "zsh"}).says("#compdef peil"));
    BOOST_TEST(run({"completion", "tcsh"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
