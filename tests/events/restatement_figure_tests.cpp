// Late figures and breaks of series: when they restate a published edition, and when not.
// SPDX-License-Identifier: EUPL-1.2
#include "restatement_samples.hpp"
#include <peil/events/render_restatements.hpp>

namespace peil::events {

namespace {

using testing::contains;
using testing::EditionPlace;

/// `7.kaden` of measure 7 and two figures of it before edition 4 of 2021-08-15, of two days.
struct FigureEdition : EditionPlace {
    FigureEdition() {
        append({{SeriesRegistered{"7.kaden", "7", "Kaden", "kaden", {}, "level"}, "2021-06-01"},
                {of("70", "2021-06-30"), "2021-07-01"},
                {of("77", "2021-07-31"), "2021-08-01"}});
        publish(4, "2021-08-15");
    }
    static FigureReported of(const std::string& value, const std::string& date) {
        return {.series = "7.kaden", .value = value, .reference_date = partial_date_of_day(date)};
    }
    static FigureReported revised(const std::string& value, const std::string& date) {
        auto figure = of(value, date);
        figure.revision = "revision";
        figure.reason = "Dubbel geteld.";
        return figure;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(restatement_figure, FigureEdition)

BOOST_AUTO_TEST_CASE(a_late_vintage_restates_the_edition_whenever_it_is_reported) {
    BOOST_TEST(restatements(4).empty());
    BOOST_TEST(restatements(3).empty());
    const auto event = append(revised("75", "2021-07-31"), "2021-11-22");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    const auto& one = found.front();
    BOOST_TEST(one.measure == "7");
    BOOST_TEST(one.field == "figure");
    BOOST_TEST(one.about == "7.kaden");
    BOOST_TEST(one.printed.value_or("") == "77 kaden (2021-07-31)");
    BOOST_TEST(one.known.value_or("") == "75 kaden (2021-07-31)");
    BOOST_TEST(one.changes_printed);
    BOOST_TEST(one.by.sequence == event);
    BOOST_TEST(one.by.reason.value_or("") == "Dubbel geteld.");
    BOOST_TEST(restatements(3).empty());
    const auto now = view();
    const auto four = compare_edition(now, *find_edition(now.facts(), 4));
    BOOST_TEST_REQUIRE(four.has_value());
    BOOST_TEST(four->printed.measures.front().figures.front().value == "77");
    BOOST_TEST(four->known.measures.front().figures.front().value == "75");
    BOOST_TEST(contains(render_comparison_table(*four, {.width_columns = 120}),
                        "≠ 7.kaden: 75 kaden (2021-07-31)"));
    BOOST_TEST(contains(render_comparison_csv(*four), ",figure\r\n"));
    const auto json = to_json(*four);
    BOOST_TEST(json.at("measures").at(0).at("differs").at(0).as_string() == "figure");
    BOOST_TEST(json.at("restatements").at(0).at("about").as_string() == "7.kaden");
    const auto& known = json.at("asWeNowKnow").at("measures").at(0).at("figures").at(0);
    BOOST_TEST(known.at("value").as_int64() == 75);
}

BOOST_AUTO_TEST_CASE(a_late_vintage_of_an_older_date_is_marked_as_such) {
    append(revised("69", "2021-06-30"), "2021-08-10");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(!found[0].changes_printed);
    BOOST_TEST(found[0].printed.value_or("") == "70 kaden (2021-06-30)");
    BOOST_TEST(contains(render_restatements(found, {.width_columns = 160}),
                        "not the newest value of its series"));
}

BOOST_AUTO_TEST_CASE(a_late_vintage_that_another_one_followed_is_told_as_well) {
    const auto first = append(revised("75", "2021-07-31"), "2021-08-02");
    const auto second = append(revised("76", "2021-07-31"), "2021-08-03");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 2U);
    BOOST_TEST(found[0].by.sequence == first);
    BOOST_TEST(found[0].printed.value_or("") == "77 kaden (2021-07-31)");
    BOOST_TEST(found[0].known.value_or("") == "75 kaden (2021-07-31)");
    BOOST_TEST(!found[0].changes_printed);
    BOOST_TEST(found[1].by.sequence == second);
    BOOST_TEST(found[1].changes_printed);
    BOOST_TEST(restatements(4, first).size() == 1U);
    append(revised("77", "2021-07-31"), "2021-08-04");
    BOOST_TEST(restatements(4).size() == 2U);
    BOOST_TEST(!restatements(4)[1].changes_printed);
}

BOOST_AUTO_TEST_CASE(a_late_first_value_of_a_date_before_it_restates_it) {
    append(of("80", "2021-08-14"), "2021-11-22");
    append(of("90", "2021-11-01"), "2021-11-22");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(!found[0].printed.has_value());
    BOOST_TEST(found[0].known.value_or("") == "80 kaden (2021-08-14)");
    BOOST_TEST(found[0].changes_printed);
}

BOOST_AUTO_TEST_CASE(what_is_counted_otherwise_later_restates_no_figure) {
    append(SeriesRedefined{.series = "7.kaden", .counts = "ook oevers", .reason = "Besluit."},
           "2021-10-01");
    append(revised("175", "2021-07-31"), "2021-10-01");
    BOOST_TEST(restatements(4).empty());
    append(SeriesRedefined{.series = "7.kaden", .unit = "km", .reason = "Besluit."}, "2021-08-10");
    BOOST_TEST(restatements(4).empty());
}

BOOST_AUTO_TEST_CASE(what_was_counted_before_a_break_restates_it_whenever_it_is_reported) {
    append(SeriesRedefined{.series = "7.kaden", .counts = "ook oevers", .reason = "Besluit."},
           "2021-10-01");
    append(of("175", "2021-09-15"), "2021-10-01");
    append(revised("75", "2021-07-31"), "2021-11-22");
    append(of("80", "2021-08-14"), "2021-11-22");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 2U);
    BOOST_TEST(found[0].known.value_or("") == "75 kaden (2021-07-31)");
    BOOST_TEST(found[1].known.value_or("") == "80 kaden (2021-08-14)");
}

BOOST_AUTO_TEST_CASE(a_late_break_before_a_printed_value_restates_it) {
    append(SeriesRedefined{.series = "7.kaden", .counts = "ook oevers", .reason = "Besluit."},
           "2021-07-15");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].field == "series");
    BOOST_TEST(found[0].printed.value_or("") == "kaden, level");
    BOOST_TEST(found[0].known.value_or("") == "kaden, level, counts ook oevers");
}

BOOST_AUTO_TEST_CASE(what_only_records_printed_words_restates_nothing) {
    append(ProgressReported{"7", {Paragraph{"Op 14 augustus zijn 80 kaden gemeten."}}},
           "2021-08-14");
    publish(5, "2021-08-16");
    auto figure = of("80", "2021-08-14");
    figure.quote = "zijn  80 kaden gemeten";
    append(figure, "2021-08-16");
    BOOST_TEST(restatements(5).empty());
    figure = of("81", "2021-08-13");
    figure.quote = "81 kaden gemeten";
    append(figure, "2021-08-16");
    BOOST_TEST(restatements(5).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_figure_that_is_retracted_restates_it) {
    const auto event = correct(11, "figure.reported", "", "2021-08-01");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].by.sequence == event);
    BOOST_TEST(!found[0].known.has_value());
    BOOST_TEST(found[0].printed_by == 11U);
}

BOOST_AUTO_TEST_CASE(figures_known_before_an_older_edition_was_recorded_restate_it_not) {
    append(revised("75", "2021-07-31"), "2021-11-22");
    publish(5, "2021-08-20");
    BOOST_TEST(restatements(5).empty());
    const auto five = compare_edition(view(), *find_edition(view().facts(), 5));
    BOOST_TEST_REQUIRE(five.has_value());
    BOOST_TEST(five->known.measures.front().figures.front().value == "77");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
