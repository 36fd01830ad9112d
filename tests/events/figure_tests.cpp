// Series of figures: vintages, breaks, what compares, the rules, and the matrix.
// SPDX-License-Identifier: EUPL-1.2
#include "content_samples.hpp"
#include <peil/events/figure_summary.hpp>
#include <peil/events/number_text.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

namespace {

namespace events = peil::events;

using events::testing::date_of;
using events::testing::day;
using events::testing::figure_at;
using events::testing::revised;

events::EventCorrected correction_of(std::uint64_t sequence, const events::Event& stated) {
    return {sequence, std::string(events::type_of(stated)), "Typefout.",
            boost::json::serialize(events::to_data(stated))};
}

events::SeriesRedefined redefinition() {
    return {.series = "1.kaden", .counts = "ook oevers", .reason = "De oevers tellen mee."};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(figure, events::testing::ContentProgramme)

BOOST_AUTO_TEST_CASE(later_values_for_a_date_stand_beside_the_earlier_one) {
    ledger.append(figure_at("77", "2 mei 2021"), "2021-05-17");
    const auto second = ledger.append(revised(figure_at("75", "2021-05-02")), "2021-11-22");
    ledger.append(figure_at("80", "2021-11-01"), "2021-11-22");
    const auto view = ledger.view();
    const auto now = events::find_figures(view.facts(), "1.kaden", view.moment());
    BOOST_TEST_REQUIRE(now.size() == 2U);
    BOOST_TEST_REQUIRE(now[0].vintages.size() == 2U);
    BOOST_TEST(now[0].vintages[0].value == "77");
    BOOST_TEST(now[0].vintages[0].reference_date->text == "2 mei 2021");
    BOOST_TEST(now[0].last().value == "75");
    BOOST_TEST(now[0].last().reason.value() == "Er was dubbel geteld.");
    BOOST_TEST(now[0].last().position.sequence == second);
    BOOST_TEST(events::newest_reference(now)->last().value == "80");

    const auto in_may =
        events::find_figures(view.facts(), "1.kaden", view.moment(day("2021-06-01")));
    BOOST_TEST_REQUIRE(in_may.size() == 1U);
    BOOST_TEST(in_may[0].last().value == "77");
    const events::Moment before{.known = second - 1};
    BOOST_TEST(events::find_figures(view.facts(), "1.kaden", before)[0].last().value == "77");
}

BOOST_AUTO_TEST_CASE(a_period_and_a_target_are_no_vintages_of_a_date) {
    auto target = figure_at("100", "2022");
    target.planned = true;
    ledger.append(target, "2021-05-17");
    ledger.append(figure_at("60", "2022"), "2022-12-31");
    events::FigureReported period{.series = "1.kaden", .value = "9"};
    period.period_from = date_of("december 2020");
    ledger.append(period, "2021-05-17");
    events::FigureReported undated{.series = "1.kaden", .value = "5"};
    ledger.append(undated, "2021-05-17");
    const auto view = ledger.view();
    const auto all = events::find_figures(view.facts(), "1.kaden", view.moment());
    BOOST_TEST_REQUIRE(all.size() == 4U);
    BOOST_TEST(all[0].last().value == "9");
    BOOST_TEST(all[0].from == "2020-12-01");
    BOOST_TEST(all[0].to == "2021-05-17");
    BOOST_TEST(all[1].last().value == "5");
    BOOST_TEST(!all[1].is_dated);
    BOOST_TEST(all[2].last().value == "60");
    BOOST_TEST(all[3].last().planned);
    const auto before =
        events::find_figures(view.facts(), "1.kaden", view.moment(day("2021-06-01")));
    const auto current = events::current_figures(before);
    BOOST_TEST_REQUIRE(current.size() == 2U);
    BOOST_TEST(current[0].value == "5");
    BOOST_TEST(current[1].value == "100");
}

BOOST_AUTO_TEST_CASE(of_targets_without_a_date_the_newest_is_current) {
    const auto report = [&](const std::string& value, bool planned, const std::string& effective) {
        events::FigureReported figure{.series = "1.kaden", .value = value};
        figure.planned = planned;
        ledger.append(figure, effective);
    };
    const auto values_of = [&](const auto& select) {
        const auto view = ledger.view();
        std::string values;
        for (const auto& each :
             select(events::find_figures(view.facts(), "1.kaden", view.moment()))) {
            values += (values.empty() ? "" : " ") + each.value;
        }
        return values;
    };
    report("100", true, "2021-05-17");
    auto dated = figure_at("150", "2023");
    dated.planned = true;
    ledger.append(dated, "2021-05-17");
    BOOST_TEST(values_of(events::current_figures) == "100 150");
    report("200", true, "2021-11-22");
    BOOST_TEST(values_of(events::current_figures) == "200 150");
    BOOST_TEST(values_of(events::past_figures) == "100");
    // A count that the same report tells does not end it; a later one does.
    report("60", false, "2021-11-22");
    BOOST_TEST(values_of(events::current_figures) == "60 200 150");
    report("70", false, "2022-05-17");
    BOOST_TEST(values_of(events::current_figures) == "70 150");
    BOOST_TEST(values_of(events::past_figures) == "100 60 200");
}

BOOST_AUTO_TEST_CASE(values_on_both_sides_of_a_break_are_not_subtracted) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    ledger.append(redefinition(), "2021-11-22");
    ledger.append(figure_at("90", "2021-11-01"), "2021-11-22");
    ledger.append(figure_at("95", "2022-05-01"), "2022-05-17");
    const auto view = ledger.view();
    const auto series = events::find_series(view.facts(), "1.kaden", view.moment());
    BOOST_TEST_REQUIRE(series.has_value());
    BOOST_TEST_REQUIRE(series->breaks.size() == 1U);
    BOOST_TEST(series->breaks[0].reason == "De oevers tellen mee.");
    BOOST_TEST(!series->breaks[0].before.counts.has_value());
    BOOST_TEST(series->definition.counts.value() == "ook oevers");
    BOOST_TEST(series->definition.label == "Gemeten kaden");
    const auto all = events::find_figures(view.facts(), "1.kaden", view.moment());
    BOOST_TEST_REQUIRE(all.size() == 3U);
    BOOST_TEST(!events::difference_of(all[0].last(), all[1].last()).value.has_value());
    BOOST_TEST(events::difference_of(all[1].last(), all[2].last()).value.value() == "5");
    BOOST_TEST(events::sparkline(all, 9) == "▁│▆█");
    using events::FigureChange;
    BOOST_TEST((events::change_between(&all[0].last(), all[1].last()) == FigureChange::redefined));
    BOOST_TEST((events::change_between(&all[1].last(), all[2].last()) == FigureChange::grown));
}

BOOST_AUTO_TEST_CASE(a_late_break_divides_by_what_holds_not_by_what_was_recorded) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    const auto known = ledger.append(figure_at("90", "2021-11-01"), "2021-11-22");
    ledger.append(redefinition(), "2021-08-01");
    const auto view = ledger.view();
    const auto all = events::find_figures(view.facts(), "1.kaden", view.moment());
    BOOST_TEST(!events::difference_of(all[0].last(), all[1].last()).value.has_value());
    const auto then = events::find_figures(view.facts(), "1.kaden", {.known = known});
    BOOST_TEST(events::difference_of(then[0].last(), then[1].last()).value.value() == "13");
}

BOOST_AUTO_TEST_CASE(a_value_stands_on_the_side_of_a_break_that_its_days_are_on) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    ledger.append(redefinition(), "2021-11-22");
    ledger.append(figure_at("90", "2021-11-01"), "2021-11-22");
    ledger.append(revised(figure_at("75", "2021-05-01")), "2022-05-17");
    ledger.append(revised(figure_at("91", "2021-11-01")), "2022-05-17");
    ledger.append(figure_at("80", "2021-08-01"), "2022-05-17");
    ledger.append(figure_at("92", "2021-11-10"), "2022-05-17");
    const auto view = ledger.view();
    std::string sides;
    for (const auto& reference : events::find_figures(view.facts(), "1.kaden", view.moment())) {
        for (const auto& vintage : reference.vintages) {
            sides += vintage.value + (vintage.break_count == 0 ? "< " : "> ");
        }
    }
    BOOST_TEST(sides == "77< 75< 80< 90> 91> 92> ");
}

BOOST_AUTO_TEST_CASE(a_value_that_a_break_was_made_for_stands_after_it) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    ledger.append(redefinition(), "2021-11-22");
    ledger.append(revised(figure_at("90", "2021-05-01")), "2021-11-22");
    ledger.append(revised(figure_at("91", "2021-05-01")), "2022-05-17");
    const auto view = ledger.view();
    const auto all = events::find_figures(view.facts(), "1.kaden", view.moment());
    BOOST_TEST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all[0].vintages[0].break_count == 0U);
    BOOST_TEST(all[0].vintages[1].break_count == 1U);
    BOOST_TEST(all[0].vintages[2].break_count == 1U);
    BOOST_TEST(all[0].vintages[2].break_reason == "De oevers tellen mee.");
}

BOOST_AUTO_TEST_CASE(numbers_are_printed_as_a_dutch_report_does) {
    BOOST_TEST(events::number_text("77") == "77");
    BOOST_TEST(events::number_text("6700000") == "6.700.000");
    BOOST_TEST(events::number_text("-1234.50") == "-1.234,50");
    BOOST_TEST(events::number_text("-123") == "-123");
    BOOST_TEST(events::number_text("-1234567.50", events::Language::en) == "-1,234,567.50");
    BOOST_TEST(events::amount_text("6700000", "EUR") == "€ 6.700.000");
    BOOST_TEST(events::amount_text("12.5", "SEK") == "SEK 12,5");
    BOOST_TEST(events::difference_text("-3.35", std::nullopt) == "−3,35");
    BOOST_TEST(events::difference_text("25", "EUR") == "+€ 25");
    BOOST_TEST(events::difference_text("0.00", std::nullopt) == "0,00");
    BOOST_TEST(events::figure_text({.value = "77", .qualifier = "circa"}) == "circa 77");
}

BOOST_AUTO_TEST_CASE(series_are_registered_once_and_named_after_their_measure) {
    const events::SeriesRegistered series{"1.kaden", "1", "Kaden", "kaden", {}, "level"};
    check(series, "2021-06-01", {"series-new /data/series"});
    auto other = series;
    other.series = "2.kaden";
    check(other, "2021-06-01", {"id-of-measure /data/series"});
    other = {"9.kaden", "9", "Kaden", "kaden", {}, "level"};
    check(other, "2021-06-01", {"measure-exists /data/measure"});
    auto again = redefinition();
    check(again, "2020-06-01", {"dates-in-order /data/series"});
    again.series = "1.sloten";
    check(again, "2021-06-01", {"series-exists /data/series"});
    check(events::SeriesRedefined{.series = "1.kaden", .unit = "kaden", .reason = "Niets."},
          "2021-06-01", {"definition-other /data"});
}

BOOST_AUTO_TEST_CASE(a_figure_up_to_a_date_is_of_a_period_whose_begin_is_not_said) {
    events::FigureReported until{.series = "1.kaden", .value = "22"};
    until.period_to = date_of("2021-01");
    check(until, "2021-06-01", {});
    auto ahead = until;
    ahead.period_to = date_of("2021-08");
    check(ahead, "2021-06-01", {"figure-past /data/periodTo"});
    const auto effective = *events::parse_moment("2021-06-01");
    BOOST_TEST(events::figure_subject(until, effective) == "figure/1.kaden/until/2021-01-31");
    ledger.append(until, "2021-06-01");
    ledger.append(figure_at("20", "2021-01"), "2021-06-01");
    const auto view = ledger.view();
    const auto all = events::find_figures(view.facts(), "1.kaden", view.moment());
    BOOST_TEST_REQUIRE(all.size() == 2U);
    BOOST_TEST(all[0].from.empty());
    BOOST_TEST(all[0].is_dated);
    BOOST_TEST(events::reference_text(all[0].last()) == "up to 2021-01");
    BOOST_TEST(events::reference_text(all[0].last(), events::Language::nl) == "tot en met 2021-01");
    BOOST_TEST((events::difference_of(all[0].last(), all[1].last()).why ==
                events::Incomparable::other_period));
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_with_a_figure_is_told_at_once) {
    auto wrong = figure_at("6.5", "2022");
    wrong.period_to = date_of("2022");
    wrong.reason = "Zomaar.";
    check(wrong, "2021-06-01",
          {"value-scale /data/value", "one-reference /data/referenceDate",
           "figure-past /data/referenceDate", "revision-reason /data/revision"});
    auto period = figure_at("6", "2021-01-01");
    period.period_from = date_of("2021-02");
    check(period, "2021-06-01", {"dates-in-order /data/periodFrom"});
    auto costs = figure_at("6.5", "2021-01-01");
    costs.series = "1.kosten";
    check(costs, "2021-06-01", {"value-scale /data/value"});
    costs.value = "6.50";
    check(costs, "2021-06-01", {});
    check(revised(figure_at("6", "2021-01-01")), "2021-06-01", {"revision-earlier /data/revision"});
}

BOOST_AUTO_TEST_CASE(another_value_for_the_same_date_says_why) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    check(figure_at("75", "1 mei 2021"), "2021-11-22", {"revision-reason /data/revision"});
    check(revised(figure_at("75", "1 mei 2021")), "2021-11-22", {});
    check(figure_at("77", "2021-05-01"), "2021-11-22", {});
    check(figure_at("77", "2021-05-01"), "2021-05-17", {"figure-new /data/value"});
    // What was reported earlier is no second value.
    check(figure_at("70", "2021-05-01"), "2021-05-10", {});
}

BOOST_AUTO_TEST_CASE(a_closed_measure_reports_nothing) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    check(events::MeasureClosed{"1", "completed", {}, {}}, "2021-04-01",
          {"dates-in-order /effective"});
    ledger.append(events::MeasureClosed{"1", "completed", {}, {}}, "2021-06-01");
    check(figure_at("80", "2021-06-01"), "2021-07-01", {"measure-open /data/series"});
    check(events::MeasureOwnerSet{"1", "Dienst Water"}, "2021-07-01",
          {"measure-open /data/measure"});
}

BOOST_AUTO_TEST_CASE(a_series_stays_registered_while_it_has_figures) {
    const auto series = ledger.append(
        events::SeriesRegistered{"2.tests", "2", "Tests", "tests", {}, "level"}, "2021-01-01");
    const events::EventCorrected retraction{series, "nl.peil.series.registered", "Dubbel.", {}};
    check(retraction, "2021-01-01", {});
    auto value = figure_at("3", "2021-05-01");
    value.series = "2.tests";
    const auto figure = ledger.append(value, "2021-05-17");
    check(retraction, "2021-01-01", {"event-needed /data/event"});
    const events::SeriesRegistered renamed{"2.tests", "2", "Proeven", "tests", {}, "level"};
    check(correction_of(series, renamed), "2021-01-01", {});
    check(correction_of(series, renamed), "2021-06-01", {"dates-in-order /effective"});
    // A correction takes the place of the value: there is no vintage of what was never meant.
    value.value = "4";
    ledger.append(correction_of(figure, value), "2021-05-17");
    const auto view = ledger.view();
    const auto all = events::find_figures(view.facts(), "2.tests", view.moment());
    BOOST_TEST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all[0].vintages.size() == 1U);
    BOOST_TEST(all[0].last().value == "4");
    const auto then = events::find_figures(view.facts(), "2.tests", {.known = figure});
    BOOST_TEST(then[0].last().value == "3");
}

BOOST_AUTO_TEST_CASE(a_measure_is_needed_by_its_series_and_milestones) {
    const auto measure = ledger.append(events::MeasureRegistered{"3", 1, "Sloten."}, "2021-01-01");
    const events::EventCorrected retraction{measure, "nl.peil.measure.registered", "Dubbel.", {}};
    check(retraction, "2021-01-01", {});
    ledger.append(events::SeriesRegistered{"3.sloten", "3", "Sloten", "sloten", {}, "level"},
                  "2021-02-01");
    check(retraction, "2021-01-01", {"event-needed /data/event"});
}

BOOST_AUTO_TEST_CASE(references_and_owner_are_fields_of_a_measure) {
    check(events::ReferencesSet{"1", {"2", "1", "99"}}, "2021-05-01",
          {"reference-other /data/to/1"});
    ledger.append(events::ReferencesSet{"1", {"2", "99"}}, "2021-05-01");
    ledger.append(events::MeasureOwnerSet{"1", "Dienst Water"}, "2021-06-01");
    const auto view = ledger.view();
    const auto measure = events::draw_measure(view.facts(), "1", view.moment(day("2021-05-17")));
    BOOST_TEST((measure->references == std::vector<std::string>{"2", "99"}));
    BOOST_TEST(!measure->owner.has_value());
    const auto now = events::draw_measure(view.facts(), "1", view.moment());
    BOOST_TEST(now->owner.value() == "Dienst Water");
    ledger.append(events::ReferencesSet{"1", {}}, "2021-07-01");
    const auto later = ledger.view();
    BOOST_TEST(events::draw_measure(later.facts(), "1", later.moment())->references.empty());
}

BOOST_AUTO_TEST_CASE(the_matrix_carries_figures_and_milestones) {
    auto figure = figure_at("77", "2021-05-02");
    figure.qualifier = "circa";
    ledger.append(figure, "2021-05-17");
    const auto view = ledger.view();
    const auto matrix = events::answer(view, {.as_of = "2021-12-01"}, 0);
    BOOST_TEST_REQUIRE(matrix.has_value());
    const auto json = events::to_json(*matrix);
    const auto& one = json.at("measures").at(0);
    BOOST_TEST(one.at("figures").as_array().size() == 1U);
    const auto& printed = one.at("figures").at(0);
    BOOST_TEST(printed.at("series").as_string() == "1.kaden");
    BOOST_TEST(printed.at("value").as_int64() == 77);
    BOOST_TEST(printed.at("unit").as_string() == "kaden");
    BOOST_TEST(printed.at("qualifier").as_string() == "circa");
    BOOST_TEST(printed.at("referenceDate").as_string() == "2021-05-02");
    BOOST_TEST(one.at("milestones").as_array().size() == 2U);
    BOOST_TEST(one.at("milestones").at(0).at("due").as_string() == "eind 2021");
    BOOST_TEST(one.at("milestones").at(0).at("state").as_string() == "expected");
    BOOST_TEST(json.at("measures").at(1).at("figures").as_array().empty());
    // The fold over all events and the index say the same.
    const auto measure = events::draw_measure(view.facts(), "1", view.moment());
    BOOST_TEST(measure->figures.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_summary_compares_with_an_edition) {
    ledger.append(figure_at("77", "2021-05-01"), "2021-05-17");
    ledger.append({events::testing::edition_at(1, "2021-05-17")});
    ledger.append(figure_at("80", "2021-11-01"), "2021-11-22");
    {
        const auto view = ledger.view();
        const auto asked = events::resolve(view, {}, day("2021-11-22"));
        const auto baseline = events::baseline_of(view.facts(), *asked);
        BOOST_TEST_REQUIRE(baseline.has_value());
        const auto all =
            events::summarise_series(view.facts(), asked->moment, events::moment_of(*baseline));
        BOOST_TEST_REQUIRE(all.size() == 2U);
        BOOST_TEST((all[0].change == events::FigureChange::grown));
        BOOST_TEST(all[0].difference.value.value() == "3");
        BOOST_TEST((all[1].change == events::FigureChange::none));
    }
    ledger.append({events::testing::edition_at(2, "2021-11-22")});
    const auto view = ledger.view();
    const auto asked = events::resolve(view, {.edition = 2}, day("2022-01-01"));
    BOOST_TEST(events::baseline_of(view.facts(), *asked)->edition.edition == 1U);
    const auto now = events::resolve(view, {}, day("2022-01-01"));
    BOOST_TEST(events::baseline_of(view.facts(), *now)->edition.edition == 1U);
    const auto first = events::resolve(view, {.edition = 1}, day("2022-01-01"));
    BOOST_TEST(!events::baseline_of(view.facts(), *first).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
