// Planning: dates in a printed planning, and dates that the text tells where no planning is
// printed.
// SPDX-License-Identifier: EUPL-1.2
#include "changes/planning.hpp"
#include "changes_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace peil::events {

namespace {

using testing::compare_texts;
using testing::find_change;
using testing::has;
using testing::report_with;
using testing::sample_matrix;

std::string dates_of(const std::string& text) {
    const auto dates = changes::dates_in(text);
    return dates ? dates->from + ".." + dates->to : "none";
}

/// The class of the planning of a measure that changes so.
std::string planned(const std::string& before, const std::string& after) {
    auto left = sample_matrix();
    auto right = left;
    left.measures[0].planning = before;
    right.measures[0].planning = after;
    for (const auto& change : events::compare(left, right).changes) {
        if (change.field == "planning") { return std::string(name_of(change.change_class)); }
    }
    return "none";
}

/// Measure 1 planned so in an edition after which no planning is printed.
Comparison compare_planned(const std::string& planning, const std::string& status,
                           const std::string& after) {
    auto before = report_with("De voorbereiding loopt.", "2031-04-01");
    before.columns.push_back({"planning", "Planning"});
    before.measures[0].planning = planning;
    before.measures[0].status = status;
    return events::compare(before, report_with(after, "2031-10-01"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_planning)

BOOST_AUTO_TEST_CASE(dates_in_a_planning_are_one_span) {
    BOOST_TEST(dates_of("2031") == "2031-01-01..2031-12-31");
    BOOST_TEST(dates_of("2031/2032") == "2031-01-01..2032-12-31");
    BOOST_TEST(dates_of("2031-2032") == "2031-01-01..2032-12-31");
    BOOST_TEST(dates_of("2031 gereed") == "2031-01-01..2031-12-31");
    BOOST_TEST(dates_of("2e kwartaal 2031") == "2031-04-01..2031-06-30");
    BOOST_TEST(dates_of("Voorjaar 2031") == "2031-03-01..2031-05-31");
    BOOST_TEST(dates_of("2031-03-15") == "2031-03-15..2031-03-15");
    BOOST_TEST(dates_of("Oostvaart: maart 2031, Westvaart: juni 2031") == "2031-03-01..2031-06-30");
    BOOST_TEST(dates_of("doorlopend") == "none");
    BOOST_TEST(dates_of("") == "none");
}

BOOST_AUTO_TEST_CASE(a_later_planning_has_slipped_and_an_earlier_one_has_advanced) {
    BOOST_TEST(planned("2031", "2032") == "planning-slipped");
    BOOST_TEST(planned("2e kwartaal 2031", "najaar 2031") == "planning-slipped");
    BOOST_TEST(planned("2032", "2031 gereed") == "planning-advanced");
    BOOST_TEST(planned("2031", "maart 2031") == "planning-changed");
    BOOST_TEST(planned("doorlopend", "2032") == "planning-changed");
    BOOST_TEST(planned("2031", "2031") == "none");
}

BOOST_AUTO_TEST_CASE(an_announced_date_that_moved_is_a_planning_that_slipped) {
    const auto comparison =
        compare_texts("De oplevering van het stuwmeer is voorzien in juni 2031.",
                      "De oplevering van het stuwmeer is voorzien in mei 2032.");
    const auto* change = find_change(comparison, "1 planning planning-slipped");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST((change->reason == ChangeReason::announcement));
    BOOST_TEST(change->is_found_in_text);
    BOOST_TEST(change->quote_before.find("juni 2031") != std::string::npos);
    BOOST_TEST(change->quote_after.find("mei 2032") != std::string::npos);
    BOOST_TEST(has(comparison, "1 milestone milestone-moved"));
}

BOOST_AUTO_TEST_CASE(what_began_later_than_announced_has_slipped_though_it_is_written_apart) {
    const auto comparison = compare_texts("Inwerkingtreding wordt op 1 mei 2031 voorzien.",
                                          "De keur is op 1 juli 2031 in werking getreden.");
    BOOST_TEST(has(comparison, "1 milestone milestone-reached"));
    BOOST_TEST(has(comparison, "1 planning planning-slipped"));
}

BOOST_AUTO_TEST_CASE(what_was_reached_in_time_has_not_slipped) {
    const auto comparison = compare_texts("Inwerkingtreding wordt in de zomer van 2031 voorzien.",
                                          "De keur is op 1 juli 2031 in werking getreden.");
    BOOST_TEST(has(comparison, "1 milestone milestone-reached"));
    BOOST_TEST(!has(comparison, "1 planning planning-slipped"));
}

BOOST_AUTO_TEST_CASE(another_subject_with_a_later_date_is_no_slip) {
    const auto comparison =
        compare_texts("De oplevering van het stuwmeer is voorzien in juni 2031.",
                      "In mei 2032 wordt een vogelkijkhut geopend.");
    BOOST_TEST(!has(comparison, "1 planning planning-slipped"));
    BOOST_TEST(has(comparison, "1 milestone milestone-silent"));
}

/// As a question about a day or an event draws it: no edition, all columns, years later.
Matrix drawn_for_a_day(const std::string& text, const std::string& told) {
    auto matrix = report_with(text, "");
    matrix.as_of = "2036-01-01";
    matrix.columns.clear();
    matrix.measures[0].progress_effective = told;
    return matrix;
}

BOOST_AUTO_TEST_CASE(a_date_without_year_is_read_on_the_day_of_its_text) {
    auto before = drawn_for_a_day("De sluis is eind april gereed.", "2030-11-01");
    auto after = drawn_for_a_day("De sluis is eind oktober gereed.", "2031-04-01");
    const auto line = "1 planning planning-slipped";
    auto comparison = events::compare(before, after);
    BOOST_TEST_REQUIRE(has(comparison, line));
    BOOST_TEST(find_change(comparison, line)->before == "2031-04");
    BOOST_TEST(find_change(comparison, line)->after == "2031-10");
    // A planning that the last edition does not print is held against what the text expects; one
    // that it prints, or that holds without editions, says itself that nothing slipped.
    before.measures[0].planning = after.measures[0].planning = "2030";
    BOOST_TEST(!has(events::compare(before, after), line));
    after.has_current_planning = false;
    comparison = events::compare(before, after);
    BOOST_TEST_REQUIRE(has(comparison, line));
    BOOST_TEST((find_change(comparison, line)->reason == ChangeReason::column));
    // What was expected so before has not slipped again.
    before.measures[0].progress = {Paragraph{"De sluis is eind oktober gereed. Er is gemaaid."}};
    before.measures[0].progress_effective = "2031-03-01";
    BOOST_TEST(!has(events::compare(before, after), line));
}

BOOST_AUTO_TEST_CASE(what_is_still_expected_after_its_planned_time_has_slipped) {
    const auto line = "1 planning planning-slipped";
    const auto* const later = "Het sluisje is naar verwachting op 1 maart 2032 klaar.";
    const auto comparison = compare_planned("2031", "planned", later);
    BOOST_TEST_REQUIRE(has(comparison, line));
    BOOST_TEST((find_change(comparison, line)->reason == ChangeReason::column));
    BOOST_TEST(find_change(comparison, line)->before == "2031");
    BOOST_TEST(!has(compare_planned("2032", "planned", later), line));
    BOOST_TEST(!has(compare_planned("doorlopend", "ongoing", later), line));
    BOOST_TEST(!has(compare_planned("doorlopend, riet: 2031", "ongoing", later), line));
    BOOST_TEST(!has(compare_planned("2031", "planned", "Het sluisje is klaar."), line));
}

BOOST_AUTO_TEST_CASE(a_printed_planning_that_stays_has_not_slipped_whatever_is_announced) {
    const auto planned_so = [](const std::string& planning, const std::string& text,
                               const std::string& date) {
        auto matrix = report_with(text, date);
        matrix.columns.push_back({"planning", "Planning"});
        matrix.measures[0].planning = planning;
        return matrix;
    };
    const auto compare_with = [&](const std::string& planning) {
        return events::compare(
            planned_so(planning, "De sluis is in juni 2031 gereed.", "2031-04-01"),
            planned_so(planning, "De sluis is in mei 2032 gereed.", "2031-10-01"));
    };
    BOOST_TEST(has(compare_with("2031"), "1 milestone milestone-moved"));
    BOOST_TEST(!has(compare_with("2031"), "1 planning planning-slipped"));
    BOOST_TEST(has(compare_with("doorlopend"), "1 planning planning-slipped"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
