// Figures: grown, fallen, restated, redefined, new, and gone; in texts and in the ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "changes/page.hpp"
#include "changes_samples.hpp"
#include "content_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace peil::events {

namespace {

using testing::compare_texts;
using testing::find_change;
using testing::has;
using testing::report_with;

Figure fact(const std::string& value, const std::string& day, std::uint64_t event) {
    Figure figure;
    figure.series = "1.bomen";
    figure.value = value;
    figure.unit = "bomen";
    figure.reference_date = partial_date_of_day(day);
    figure.position.sequence = event;
    return figure;
}

Comparison compare_facts(const Figure& before, const Figure& after) {
    auto left = report_with("Er staan bomen.", "2031-04-01");
    auto right = report_with("Er staan nu andere bomen.", "2031-10-01");
    left.measures[0].figures = {before};
    right.measures[0].figures = {after};
    return compare(left, right);
}

Figure over(const std::string& counting, const std::string& from, const std::string& to,
            std::uint64_t event) {
    auto figure = fact("20", to, event);
    figure.counting = counting;
    figure.reference_date.reset();
    figure.period_from = partial_date_of_day(from);
    figure.period_to = partial_date_of_day(to);
    return figure;
}

/// What differs in a ledger between two of its events.
Comparison compare_events(testing::ContentProgramme& programme, std::uint64_t before,
                          std::uint64_t after) {
    const auto view = programme.ledger.view();
    return compare(draw_matrix(view.facts(), {.known = before}, Closed::left_out),
                   draw_matrix(view.facts(), {.known = after}, Closed::left_out));
}

FigureReported target_of(const std::string& value) {
    return {.series = "1.kaden", .value = value, .planned = true};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_figure)

BOOST_AUTO_TEST_CASE(a_figure_in_the_text_grows_or_falls) {
    const auto grown = compare_texts("Sinds maart 2030 zijn 15 bomen geplant.",
                                     "Sinds maart 2030 zijn 20 bomen geplant.");
    const auto* change = find_change(grown, "1 figure figure-grown");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST(change->before == "15");
    BOOST_TEST(change->after == "20");
    BOOST_TEST(change->is_found_in_text);
    BOOST_TEST(grown.returning_series_count == 1U);
    BOOST_TEST(has(grown, "1 progress progress"));
    BOOST_TEST(
        has(compare_texts("Er staan 15 bomen langs de vaart.", "Er staan 12 bomen langs de vaart."),
            "1 figure figure-fallen"));
}

BOOST_AUTO_TEST_CASE(a_figure_of_another_period_counts_something_else) {
    const auto comparison =
        compare_texts("In 2030 (januari tot en met september 2030) zijn 15 bomen geplant.",
                      "In 2030 zijn 20 bomen geplant.");
    const auto* change = find_change(comparison, "1 figure figure-redefined");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST((change->reason == ChangeReason::other_period));
}

BOOST_AUTO_TEST_CASE(a_figure_of_another_population_counts_something_else) {
    const auto comparison =
        compare_texts("Er zijn 15 eigenaren en pachters aangeschreven (peildatum 1 maart 2031).",
                      "Er zijn 20 percelen aangeschreven (peildatum 1 september 2031).");
    BOOST_TEST(has(comparison, "1 figure figure-redefined"));
}

BOOST_AUTO_TEST_CASE(figures_come_and_go) {
    const auto gone = compare_texts("Er staan 15 bomen langs de vaart.", "De vaart ligt stil.");
    BOOST_TEST(has(gone, "1 figure figure-disappeared"));
    const auto come = compare_texts("De vaart ligt stil.", "Er staan 15 bomen langs de vaart.");
    BOOST_TEST(has(come, "1 figure figure-new"));
    BOOST_TEST(come.returning_series_count == 0U);
}

BOOST_AUTO_TEST_CASE(figures_of_the_ledger_are_facts) {
    const auto grown = compare_facts(fact("15", "2031-03-01", 10), fact("20", "2031-09-01", 20));
    const auto* change = find_change(grown, "1 figure figure-grown");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST(!change->is_found_in_text);
    BOOST_TEST(change->series == "1.bomen");
}

BOOST_AUTO_TEST_CASE(another_value_for_the_same_day_restates_the_past) {
    auto later = fact("14", "2031-03-01", 20);
    later.revision = "correction";
    const auto restated = compare_facts(fact("15", "2031-03-01", 10), later);
    const auto* change = find_change(restated, "1 figure figure-restated");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST((change->reason == ChangeReason::correction));
}

BOOST_FIXTURE_TEST_CASE(another_value_for_a_day_before_the_newest_restates_the_past,
                        testing::ContentProgramme) {
    using testing::figure_at;
    const auto first = ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    ledger.append(FigureReported{.series = "1.kaden", .value = "5"}, "2021-06-01");
    const auto then = ledger.append(figure_at("80", "2021-11-01"), "2021-11-22");
    ledger.append(testing::revised(figure_at("78", "2021-05-01")), "2021-12-01");
    const auto line = "1 figure figure-restated";
    const auto revised = compare_events(*this, then, ledger.size());
    BOOST_TEST_REQUIRE(has(revised, line));
    BOOST_TEST(find_change(revised, line)->before == "77");
    BOOST_TEST(find_change(revised, line)->after == "78");
    BOOST_TEST((find_change(revised, line)->reason == ChangeReason::revision));
    BOOST_TEST(testing::differences_of(revised).size() == 1U);
    // The same where a newer day is new as well, and of a value without a date.
    const auto both = compare_events(*this, first, ledger.size());
    BOOST_TEST(has(both, line));
    BOOST_TEST(has(both, "1 figure figure-grown"));
    const auto size = ledger.size();
    ledger.append(testing::revised(FigureReported{.series = "1.kaden", .value = "6"}),
                  "2021-06-01");
    const auto undated = compare_events(*this, size, ledger.size());
    BOOST_TEST_REQUIRE(has(undated, line));
    BOOST_TEST(find_change(undated, line)->after == "6");
}

BOOST_FIXTURE_TEST_CASE(a_target_without_a_date_takes_the_place_of_the_one_before,
                        testing::ContentProgramme) {
    const auto first = ledger.append(target_of("100"), "2021-05-17");
    const auto second = ledger.append(target_of("200"), "2021-11-22");
    const auto line = "1 figure figure-grown";
    const auto grown = compare_events(*this, first, second);
    BOOST_TEST_REQUIRE(has(grown, line));
    BOOST_TEST(find_change(grown, line)->before == "100");
    BOOST_TEST(find_change(grown, line)->after == "200");
    BOOST_TEST(find_change(grown, line)->is_target);
    BOOST_TEST(testing::differences_of(grown).size() == 1U);
    // A target of a day beside it is another one.
    auto dated = target_of("300");
    dated.reference_date = testing::date_of("2025");
    const auto both = ledger.append(dated, "2022-01-10");
    const auto come = compare_events(*this, second, both);
    BOOST_TEST(has(come, "1 figure figure-new"));
    BOOST_TEST(testing::differences_of(come).size() == 1U);
    const auto third = ledger.append(target_of("150"), "2022-05-17");
    const auto fallen = compare_events(*this, both, third);
    BOOST_TEST_REQUIRE(has(fallen, "1 figure figure-fallen"));
    BOOST_TEST(find_change(fallen, "1 figure figure-fallen")->before == "200");
    BOOST_TEST(testing::differences_of(fallen).size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_fact_without_a_date_takes_the_place_of_the_one_before,
                        testing::ContentProgramme) {
    const auto first =
        ledger.append(FigureReported{.series = "1.kaden", .value = "9"}, "2021-05-17");
    const auto second =
        ledger.append(FigureReported{.series = "1.kaden", .value = "7"}, "2021-11-22");
    const auto fallen = compare_events(*this, first, second);
    BOOST_TEST(has(fallen, "1 figure figure-fallen"));
    BOOST_TEST(testing::differences_of(fallen).size() == 1U);
}

BOOST_AUTO_TEST_CASE(counts_of_the_time_of_a_report_compare_whatever_is_known_of_its_start) {
    const auto text = [](const std::string& total, const std::string& day,
                         const std::string& part) {
        return "Er zijn " + total + " bomen geplant (peildatum " + day + " 2031), waarvan " + part +
               " in deze verslagperiode.";
    };
    const auto other = compare_texts(text("40", "3 maart", "12"), text("55", "8 september", "15"));
    BOOST_TEST(!has(other, "1 figure figure-redefined"));
    const auto lines = testing::lines_of(other);
    BOOST_TEST(std::count(lines.begin(), lines.end(), "1 figure figure-grown") == 2);
    const auto same = compare_texts(text("40", "3 maart", "12"), text("52", "8 september", "12"));
    BOOST_TEST(!has(same, "1 figure figure-redefined"));
    BOOST_TEST(find_change(same, "1 figure figure-grown")->before == "40");
}

BOOST_AUTO_TEST_CASE(a_break_between_two_values_is_a_redefinition) {
    auto later = fact("20", "2031-09-01", 20);
    later.break_count = 1;
    BOOST_TEST(
        has(compare_facts(fact("15", "2031-03-01", 10), later), "1 figure figure-redefined"));
    later.break_count = 0;
    later.unit = "hectare";
    const auto unit = compare_facts(fact("15", "2031-03-01", 10), later);
    BOOST_TEST_REQUIRE(has(unit, "1 figure figure-redefined"));
    BOOST_TEST(find_change(unit, "1 figure figure-redefined")->unit == "bomen → hectare");
}

BOOST_AUTO_TEST_CASE(a_figure_of_the_ledger_that_the_text_leaves_out_does_not_return) {
    auto trees = fact("15", "2031-03-01", 10);
    trees.quote = "Er staan 15 bomen.";
    auto ponds = fact("3", "2031-03-01", 11);
    ponds.series = "1.poelen";
    const auto compare_with = [&](const std::string& text, const Figure& later) {
        auto left = report_with("Er staan 15 bomen. De schouw is klaar.", "2031-04-01");
        auto right = report_with(text, "2031-10-01");
        left.measures[0].figures = {trees, ponds};
        auto news = fact("4", "2031-09-01", 20);
        news.series = "1.poelen";
        right.measures[0].figures = {later, news};
        return compare(left, right);
    };
    const auto line = "1 figure figure-disappeared";
    const auto gone = compare_with("De schouw is klaar.", trees);
    BOOST_TEST_REQUIRE(has(gone, line));
    BOOST_TEST(find_change(gone, line)->series == "1.bomen");
    BOOST_TEST(gone.returning_series_count == 1U);
    BOOST_TEST(!has(compare_with("Er staan 15 bomen. Er is gesnoeid.", trees), line));
    BOOST_TEST(!has(compare_with("Langs de vaart vindt men nog 15 bomen.", trees), line));
    // An equal number of something else does not tell it again.
    BOOST_TEST(has(compare_with("Men verfde 15 banken en 8 bruggen.", trees), line));
    auto newer = trees;
    newer.position.sequence = 21;
    BOOST_TEST(!has(compare_with("De schouw is klaar.", newer), line));
    // What the text never stated is not left out by it.
    trees.quote.reset();
    BOOST_TEST(!has(compare_with("De schouw is klaar.", trees), line));
}

BOOST_AUTO_TEST_CASE(figures_of_the_ledger_over_other_periods_count_something_else) {
    const auto months = over("level", "2028-06-01", "2031-02-28", 10);
    const auto more = over("level", "2027-01-15", "2031-02-28", 20);
    const auto other = compare_facts(months, more);
    const auto* change = find_change(other, "1 figure figure-redefined");
    BOOST_TEST_REQUIRE(change != nullptr);
    BOOST_TEST((change->reason == ChangeReason::other_period));
    auto total = over("cumulative", "2030-01-01", "2031-12-31", 20);
    total.value = "21";
    BOOST_TEST(has(compare_facts(over("cumulative", "2030-01-01", "2030-12-31", 10), total),
                   "1 figure figure-grown"));
}

BOOST_AUTO_TEST_CASE(large_numbers_are_told_as_the_language_does) {
    auto before = fact("1940", "2031-03-01", 10);
    before.qualifier = "circa";
    auto after = fact("2012345", "2031-09-01", 20);
    const auto comparison = compare_facts(before, after);
    const auto* grown = find_change(comparison, "1 figure figure-grown");
    BOOST_TEST_REQUIRE(grown != nullptr);
    BOOST_TEST(changes::values_of(*grown, Language::nl) == "circa 1.940 → 2.012.345 bomen");
    BOOST_TEST(changes::values_of(*grown, Language::en) == "circa 1,940 → 2,012,345 bomen");
    after.currency = before.currency = "EUR";
    const auto amounts = compare_facts(before, after);
    const auto* spent = find_change(amounts, "1 figure figure-grown");
    BOOST_TEST_REQUIRE(spent != nullptr);
    BOOST_TEST(changes::values_of(*spent, Language::nl) == "circa € 1.940 → € 2.012.345");
    BOOST_TEST(spent->before == "circa 1940");
}

BOOST_AUTO_TEST_CASE(the_same_figure_is_no_change) {
    const auto same = compare_facts(fact("15", "2031-03-01", 10), fact("15", "2031-03-01", 10));
    for (const auto& change : same.changes) { BOOST_TEST(change.field != "figure"); }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
