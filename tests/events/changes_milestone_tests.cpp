// Announcements: moved, reached, dropped, new, or not mentioned again; in texts and in the ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "changes/word_match.hpp"
#include "changes_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace peil::events {

namespace {

using testing::compare_texts;
using testing::find_change;
using testing::has;
using testing::report_with;

Milestone milestone(const std::string& day, const std::string& state, std::uint64_t event) {
    Milestone made;
    made.id = "1.stuw";
    made.measure = "1";
    made.text = "Het stuwmeer wordt opgeleverd.";
    made.due = partial_date_of_day(day);
    made.state = state;
    made.newest.sequence = event;
    return made;
}

/// A milestone of the ledger that goes from one state to another, in measure 1.
Comparison compare_milestones(const Milestone& before, const Milestone& after,
                              const std::string& text = "Het stuwmeer wordt gegraven.") {
    auto left = report_with("Er wordt gegraven aan het stuwmeer.", "2031-04-01");
    auto right = report_with(text, "2031-10-01");
    left.measures[0].milestones = {before};
    right.measures[0].milestones = {after};
    return compare(left, right);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_milestone)

BOOST_AUTO_TEST_CASE(an_announcement_that_is_not_mentioned_again_is_silent) {
    const auto comparison = compare_texts("De evaluatie verschijnt naar verwachting in juni 2031.",
                                          "De schouw verliep rustig.");
    const auto* change = find_change(comparison, "1 milestone milestone-silent");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST(change->after.empty());
    BOOST_TEST(change->is_found_in_text);
}

BOOST_AUTO_TEST_CASE(an_announcement_that_is_told_again_without_a_date_is_not_silent) {
    const auto comparison = compare_texts("De evaluatie verschijnt naar verwachting in juni 2031.",
                                          "De evaluatie is aan het bestuur gestuurd.");
    BOOST_TEST(!has(comparison, "1 milestone milestone-silent"));
}

BOOST_AUTO_TEST_CASE(a_new_announcement_is_told) {
    BOOST_TEST(has(compare_texts("De schouw verliep rustig.",
                                 "De evaluatie verschijnt naar verwachting in juni 2032."),
                   "1 milestone milestone-new"));
}

BOOST_AUTO_TEST_CASE(the_same_announcement_is_no_change) {
    const std::string text = "De evaluatie verschijnt naar verwachting in juni 2032.";
    const auto comparison = compare_texts(text, text + " De schouw verliep rustig.");
    for (const auto& change : comparison.changes) { BOOST_TEST(change.field == "progress"); }
}

BOOST_AUTO_TEST_CASE(milestones_of_the_ledger_move_are_reached_and_are_dropped) {
    const auto before = milestone("2031-06-01", "expected", 10);
    const auto moved = compare_milestones(before, milestone("2032-06-01", "moved", 20));
    const auto* change = find_change(moved, "1 milestone milestone-moved");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST(!change->is_found_in_text);
    BOOST_TEST(change->before == "2031-06-01");
    BOOST_TEST(change->after == "2032-06-01");
    BOOST_TEST(has(moved, "1 planning planning-slipped"));
    auto reached = milestone("2031-06-01", "reached", 20);
    reached.reached = partial_date_of_day("2031-07-01");
    const auto late = compare_milestones(before, reached);
    BOOST_TEST_REQUIRE(has(late, "1 milestone milestone-reached"));
    BOOST_TEST((find_change(late, "1 milestone milestone-reached")->reason == ChangeReason::late));
    const auto dropped = compare_milestones(before, milestone("2032-06-01", "dropped", 20));
    const auto* end = find_change(dropped, "1 milestone milestone-dropped");
    BOOST_TEST_REQUIRE(end != nullptr);
    BOOST_TEST(end->before == "2032-06-01");
    BOOST_TEST(end->after.empty());
}

BOOST_AUTO_TEST_CASE(a_milestone_without_event_is_silent_where_the_text_is) {
    const auto open = milestone("2031-06-01", "expected", 10);
    BOOST_TEST(!has(compare_milestones(open, open), "1 milestone milestone-silent"));
    BOOST_TEST(has(compare_milestones(open, open, "De schouw verliep rustig."),
                   "1 milestone milestone-silent"));
}

BOOST_AUTO_TEST_CASE(words_are_the_same_but_for_their_ending_or_written_apart) {
    const auto matrix = report_with("", "2031-04-01");
    const changes::WordWeights weights(matrix, matrix);
    const auto alike = [&](std::string_view left, std::string_view right) {
        return changes::match_words(left, right, weights).is_alike();
    };
    BOOST_TEST(alike("De evaluatie volgt", "Alle evaluaties zijn klaar"));
    BOOST_TEST(alike("Inwerkingtreding volgt", "Zij is in werking getreden"));
    BOOST_TEST(!alike("De evaluatie volgt", "De schouw verliep rustig"));
    BOOST_TEST(!alike("In maart 2031", "In maart 2031 werd gemaaid"));
}

BOOST_AUTO_TEST_CASE(sentences_end_with_a_mark_before_a_capital_or_with_the_line) {
    BOOST_TEST(changes::split_sentences("Een. Twee! drie\n- vier").size() == 3U);
    BOOST_TEST(changes::split_sentences("").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
