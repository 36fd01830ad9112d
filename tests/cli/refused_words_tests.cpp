// What verbs refuse because nobody can have meant it: they change nothing.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

namespace {

namespace testing = peil::cli::testing;

/// A ledger with chapter 1 and measures 1, 2, 7 and 8 from 2021-01-01 (events 2 to 6).
struct SmallProgramme : testing::LedgerPlace {
    SmallProgramme() { testing::add_measures(*this); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(refused_words, SmallProgramme)

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused) {
    const auto before = size();
    const auto typed = run({"planning", "set", "1", "Syri\xeb"});
    BOOST_TEST(typed.exit_code == 2, typed);
    BOOST_TEST(typed.says("word 4 of the command is not UTF-8"), typed);
    const auto piped = run({"progress", "1", "-"}, {.input = "Een\nSyri\xeb"});
    BOOST_TEST(piped.exit_code == 2, piped);
    BOOST_TEST(piped.says("-: line 2: it is not UTF-8"), piped);
    BOOST_TEST(size() == before);
}

BOOST_AUTO_TEST_CASE(a_footnote_that_is_not_there_is_not_removed) {
    const auto refused = run({"footnote", "set", "1", "--mark", "9", "--remove"});
    BOOST_TEST(refused.exit_code == 2, refused);
    BOOST_TEST(refused.says("measure 1 has no footnote 9"), refused);
    const auto both = run({"footnote", "set", "1", "--mark", "9", "--text", "x", "--remove"});
    BOOST_TEST(both.says("either the --text, or --remove"), both);
}

BOOST_AUTO_TEST_CASE(a_report_is_published_on_its_date_and_after_the_one_before) {
    const auto early = run({"edition", "publish", "4", "--date", "2121-01-01"});
    BOOST_TEST(early.exit_code == 2, early);
    BOOST_TEST(early.says("is still to come"), early);
    BOOST_TEST(done({"edition", "publish", "4", "--date", "2021-01-15"}).exit_code == 0);
    const auto lower = run({"edition", "publish", "3", "--date", "2021-01-16"});
    BOOST_TEST(lower.exit_code == 2, lower);
    BOOST_TEST(lower.says("edition 4 is the last one"), lower);
    const auto older = run({"edition", "publish", "5", "--date", "2021-01-14"});
    BOOST_TEST(older.exit_code == 2, older);
    BOOST_TEST(older.says("--date: edition 4 is of 2021-01-15; edition 5 is not of an earlier"),
               older);
}

BOOST_AUTO_TEST_SUITE_END()
