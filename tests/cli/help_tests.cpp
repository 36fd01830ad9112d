// Help in every size, completion, and guesses at what was meant.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
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

int widest_line(const std::string& text) {
    std::istringstream lines(text);
    int width = 0;
    for (std::string line; std::getline(lines, line);) {
        width = std::max(width, peil::events::display_width(line));
    }
    return width;
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
            BOOST_TEST(widest_line(told.output) <= 80);
            words.insert(words.begin(), "help");
            BOOST_TEST(done(words).output == told.output);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_overview_is_told_to_whoever_asks) {
    const auto told = done({"--help"});
    BOOST_TEST(told.says("Usage: peil [OPTIONS] COMMAND"));
    BOOST_TEST(widest_line(told.output) <= 80);
    BOOST_TEST(done({"-h"}).output == told.output);
    const auto silent = run({});
    BOOST_TEST(silent.exit_code == 2);
    BOOST_TEST(silent.says("Usage: peil [OPTIONS] COMMAND"));
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
    const auto types = done({"help", "types"});
    BOOST_TEST(types.says("nl.peil.measure.registered"));
    BOOST_TEST(widest_line(types.output) <= 80);
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
    BOOST_TEST(!run({"foo"}).says("did you mean"));
    BOOST_TEST(run({"lag"}).says("did you mean `peil log`?"));
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

BOOST_AUTO_TEST_CASE(a_format_that_a_command_lacks_is_refused_before_it_runs) {
    for (const auto& [words, formats] : std::vector<std::pair<Words, std::string>>{
             {{"log", "--format", "csv"}, "table, json or cloudevents"},
             {{"verify", "--format", "md"}, "table or json"},
             {{"history", "1", "--format=md"}, "table or json"},
             {{"show", "1", "--format", "csv"}, "table or json"},
             {{"edition", "list", "--format", "csv"}, "table or json"},
             {{"edition", "show", "7", "--format", "pdf"}, "table, json, md or csv"},
             {{"matrix", "--format", "html"}, "table, json, md or csv"},
             {{"changes", "1", "2", "--format", "csv"}, "table, json, md or html"},
             {{"manual", "--format", "json"}, "leave out --format"}}) {
        const auto told = run(words);
        BOOST_TEST(told.exit_code == 2, told);
        BOOST_TEST(told.says(formats), told);
        BOOST_TEST(!told.says("there is no ledger"), told);
    }
    BOOST_TEST(run({"log", "--color", "blue"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(help_tells_the_formats_of_each_command) {
    BOOST_TEST(done({"help", "matrix"}).says("table, json, md or csv"));
    BOOST_TEST(done({"help", "edition", "show"}).says("table, json, md or csv"));
    BOOST_TEST(done({"help", "changes"}).says("table, json, md or html"));
    BOOST_TEST(done({"help", "log"}).says("table, json or cloudevents"));
    BOOST_TEST(!done({"help", "manual"}).says("--format"));
    BOOST_TEST(done({"manual"}).says("*--format FORMAT*: table, json, md or csv"));
}

BOOST_AUTO_TEST_CASE(what_every_command_takes_may_stand_before_it) {
    BOOST_TEST(run({"--ledger", "no", "log"}).exit_code == 3);
    BOOST_TEST(run({"--ledger=no", "--no-pager", "edition", "list"}).exit_code == 3);
    BOOST_TEST(run({"--format", "csv", "log"}).says("table, json or cloudevents"));
    BOOST_TEST(run({"--ledger", "no", "--help"}).says("Usage: peil [OPTIONS] COMMAND"));
    BOOST_TEST(run({"--ledger", "no"}).says("Usage: peil [OPTIONS] COMMAND"));
    const auto lost = run({"--as-of", "2021-01-01", "matrix"});
    BOOST_TEST(lost.exit_code == 2);
    BOOST_TEST(lost.says("--as-of does not stand before a command"), lost);
    BOOST_TEST(run({"--ledger"}).says("--ledger needs a value"));
}

BOOST_AUTO_TEST_CASE(an_option_without_its_value_is_told_in_words) {
    BOOST_TEST(run({"log", "--ledger"}).says("--ledger needs a value: --ledger DIR"));
    BOOST_TEST(run({"import", "a.txt", "--date", "2021-01-01"}).says("--edition N is missing"));
}

BOOST_AUTO_TEST_CASE(a_mistyped_option_is_told_before_what_is_missing) {
    const auto typo = run({"import", "a.txt", "--editon", "7", "--date", "2021-01-01"});
    BOOST_TEST(typo.exit_code == 2, typo);
    BOOST_TEST(typo.says("there is no option --editon (did you mean --edition?)"), typo);
    BOOST_TEST(!typo.says("missing"), typo);
    BOOST_TEST(run({"matrix", "--ass-of=2021-01-01"}).says("did you mean --as-of?"));
    BOOST_TEST(run({"matrix", "--fomrat", "md"}).says("did you mean --format?"));
    BOOST_TEST(!run({"matrix", "--zebra"}).says("did you mean"));
}

BOOST_AUTO_TEST_CASE(completion_offers_what_may_follow) {
    const auto offered = [&](const Words& words) {
        auto all = words;
        all.insert(all.begin(), "__complete");
        return done(all).output;
    };
    BOOST_TEST(offered({"ma"}) == "manual\nmatrix\n");
    BOOST_TEST(offered({"edition", ""}) == "export\nlist\npublish\nshow\n");
    BOOST_TEST(offered({"matrix", "--as"}) == "--as-of\n--as-we-now-know\n");
    BOOST_TEST(offered({"measure", "close", "8", "--gr"}) == "--ground\n");
    BOOST_TEST(offered({"xyz"}).empty());
    BOOST_TEST(offered({}).find("--version\n") == std::string::npos);
    BOOST_TEST(offered({"--"}).find("--version\n") != std::string::npos);
    BOOST_TEST(offered({"matrix", ""}).empty());
    BOOST_TEST(offered({"matrix", "--format", ""}) == "csv\njson\nmd\ntable\n");
    BOOST_TEST(offered({"log", "--format", "j"}) == "json\n");
    BOOST_TEST(offered({"--ledger", "x", "edition", "sh"}) == "show\n");
    BOOST_TEST(offered({"--le"}) == "--ledger\n");
}

BOOST_AUTO_TEST_CASE(shells_get_their_scripts) {
    BOOST_TEST(done({"completion", "bash"}).says("complete -o default -F _peil peil"));
    BOOST_TEST(done({"completion", "zsh"}).says("#compdef peil"));
    BOOST_TEST(run({"completion", "tcsh"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
