// peil lint: which checks run, what they print, and what the exit code says.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Words;

/// Measures 1, 2, 7 and 8; measure 1 tells of weirs without saying when.
struct LintPlace : testing::LedgerPlace {
    LintPlace() {
        testing::add_measures(*this);
        BOOST_TEST(run({"progress", "1", "Er zijn 40 stuwen hersteld , ook grote.", "--effective",
                        "2021-02-01"})
                       .exit_code == 0);
    }

    json::value ask(Words words) const {
        words.insert(words.end(), {"--format", "json"});
        return done(words).json();
    }
    void set(const Words& words) const {
        Words all{"check", "set"};
        all.insert(all.end(), words.begin(), words.end());
        all.insert(all.end(), {"--effective", "2021-02-01"});
        BOOST_TEST(done(all).exit_code == 0);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lint_command, LintPlace)

BOOST_AUTO_TEST_CASE(findings_have_a_place_words_and_a_hint) {
    const auto told = done({"lint", "--as-of", "2021-03-01"});
    BOOST_TEST(told.says("warning figure-without-date (1, found in the text)"), told);
    BOOST_TEST(told.says("measure 1: 40 stuwen: no reference date or period"), told);
    BOOST_TEST(told.says("→ say of which day"), told);
    BOOST_TEST(told.says("none of the 4 measures has an owner"), told);
    BOOST_TEST(told.says("as of 2021-03-01: 0 errors, 1 warning, "), told);
}

BOOST_AUTO_TEST_CASE(checks_are_listed_and_selected) {
    const auto list = done({"lint", "--list"});
    BOOST_TEST(list.says("cumulative-falls"), list);
    BOOST_TEST(list.says("365 days"), list);
    BOOST_TEST(ask({"lint", "--list"}).at("checks").as_array().size() >= 17U);
    const auto only = ask({"lint", "--only", "stray-space,doubled-word"});
    BOOST_TEST(only.at("checks").as_array().size() == 2U);
    BOOST_TEST(only.at("findings").as_array().size() == 1U);
    const auto skipped =
        ask({"lint", "--only", "stray-space,doubled-word", "--skip", "stray-space"});
    BOOST_TEST(skipped.at("findings").as_array().empty());
    const auto wrong = run({"lint", "--only", "stray-spaces"});
    BOOST_TEST(wrong.exit_code == 2);
    BOOST_TEST(wrong.says("there is no check 'stray-spaces'"), wrong);
}

BOOST_AUTO_TEST_CASE(an_error_is_told_by_the_exit_code) {
    set({"stray-space", "error", "--reason", "Huisstijl."});
    const auto outcome = run({"lint", "--format", "json"});
    BOOST_TEST(outcome.exit_code == 1);
    BOOST_TEST(outcome.json().at("schema").as_string() == "peil.lint/1");
    BOOST_TEST(outcome.json().at("errors").as_int64() == 1);
    const auto skipped = run({"lint", "--skip", "stray-space"});
    BOOST_TEST(skipped.exit_code == 0);
}

BOOST_AUTO_TEST_CASE(a_check_that_is_not_there_is_refused_with_names_like_it) {
    const auto close = run({"check", "set", "stray-spaces", "off"});
    BOOST_TEST(close.exit_code == 2);
    BOOST_TEST(close.says("did you mean stray-space?"), close);
    const auto part = run({"check", "set", "milestone", "off"});
    BOOST_TEST(part.says("did you mean milestone-overdue?"), part);
    const auto other = run({"check", "set", "lalala", "error"});
    BOOST_TEST(other.exit_code == 2);
    BOOST_TEST(other.says("`peil lint --list` names them all"), other);
    BOOST_TEST(!other.says("did you mean"), other);
    const auto limit = run({"check", "set", "stray-space", "error", "--limit", "3"});
    BOOST_TEST(limit.exit_code == 2);
    BOOST_TEST(limit.says("has no limit"), limit);
    BOOST_TEST(run({"lint", "--only", "stray-spaces"}).says("did you mean stray-space?"));
}

BOOST_AUTO_TEST_CASE(a_check_that_is_off_does_not_run) {
    set({"stray-space", "off"});
    const auto outcome = run({"lint", "--only", "stray-space"});
    BOOST_TEST(outcome.exit_code == 0);
    BOOST_TEST(!outcome.says("too many"), outcome);
    BOOST_TEST(done({"lint", "--list"}).says("off"));
}

BOOST_AUTO_TEST_SUITE_END()
