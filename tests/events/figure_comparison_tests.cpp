// Which values of a series may be subtracted, why others may not, and what the difference is.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/content_words.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/number_text.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace peil::events {

namespace {

FigureScope period(const std::string& from, const std::string& to,
                   const std::string& counting = "") {
    return {.from = from, .to = to, .is_period = true, .counting = counting};
}

/// A figure of a day, or over a period if there are two.
Figure reported(const std::string& value, const std::string& from, const std::string& to = "") {
    Figure figure{.series = "1.bomen", .value = value, .unit = "bomen", .from = from, .to = to};
    if (to.empty()) {
        figure.to = from;
        figure.reference_date = partial_date_of_day(from);
    } else {
        figure.period_from = partial_date_of_day(from);
        figure.period_to = partial_date_of_day(to);
    }
    return figure;
}

Incomparable why(const Figure& before, const Figure& after) {
    return difference_of(before, after).why;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figure_comparison)

BOOST_AUTO_TEST_CASE(decimals_are_compared_as_numbers) {
    BOOST_TEST(compare_decimals("9", "10") < 0);
    BOOST_TEST(compare_decimals("6.7", "6.70") == 0);
    BOOST_TEST(compare_decimals("6.70", "6.8") < 0);
    BOOST_TEST(compare_decimals("0012", "12.0") == 0);
    BOOST_TEST(compare_decimals("-3", "2") < 0);
    BOOST_TEST(compare_decimals("-3", "-2") < 0);
    BOOST_TEST(compare_decimals("0", "") == 0);
}

BOOST_AUTO_TEST_CASE(running_totals_and_periods_of_one_length_are_comparable) {
    BOOST_TEST(
        !has_other_period(period("2029-02-01", "2030-11-01"), period("2029-02-01", "2031-03-01")));
    BOOST_TEST(
        !has_other_period(period("2030-01-01", "2030-03-31"), period("2031-01-01", "2031-03-31")));
    BOOST_TEST(!has_other_period(period("2029-02-01", ""), period("2029-02-01", "")));
    BOOST_TEST(
        has_other_period(period("2030-01-01", "2030-09-30"), period("2030-01-01", "2030-12-31")));
    BOOST_TEST(
        has_other_period(period("2030-01-01", "2030-03-31"), period("2030-01-01", "2030-12-31")));
    BOOST_TEST(has_other_period(period("2029-02-01", ""), period("2030-02-01", "")));
    BOOST_TEST(!has_other_period(FigureScope{.from = "2030-02-01", .to = "2030-02-01"},
                                 period("2030-01-01", "2030-12-31")));
}

BOOST_AUTO_TEST_CASE(how_a_series_counts_decides_what_its_periods_are) {
    const auto differs = [](const std::string& counting, const std::string& from,
                            const std::string& to) {
        return has_other_period(period("2030-01-01", "2030-12-31", counting),
                                period(from, to, counting));
    };
    BOOST_TEST(!differs("cumulative", "2030-01-01", "2031-12-31"));
    BOOST_TEST(differs("cumulative", "2031-01-01", "2031-12-31"));
    BOOST_TEST(differs("per-period", "2030-01-01", "2031-12-31"));
    BOOST_TEST(!differs("per-period", "2031-01-01", "2031-12-31"));
    const auto begin = period("2029-02-13", "2030-11-01", "per-period");
    BOOST_TEST(has_other_period(begin, period("2030-11-01", "2032-11-01", "per-period")));
    // Two periods of a series do not begin on the same day: it is one that went on.
    BOOST_TEST(!has_other_period(begin, period("2029-02-13", "2032-11-01", "per-period")));
    BOOST_TEST(!has_other_period(begin, period("2029-02-13", "2032-11-01")));
}

BOOST_AUTO_TEST_CASE(a_count_without_a_date_compares_with_one_of_a_known_period) {
    auto first = reported("29", "2028-11-01");
    auto second = reported("30", "2028-11-02", "2029-05-01");
    BOOST_TEST((why(first, second) == Incomparable::other_period));
    first.counting = second.counting = "per-period";
    BOOST_TEST((why(first, second) == Incomparable::other_period));
    first.reference_date.reset();
    BOOST_TEST(difference_of(first, second).value.value_or("") == "1");
    first.counting = second.counting = "cumulative";
    BOOST_TEST(difference_of(first, second).value.value_or("") == "1");
    first.counting = second.counting = "level";
    BOOST_TEST((why(first, second) == Incomparable::other_period));
}

BOOST_AUTO_TEST_CASE(a_day_in_a_series_per_period_hides_no_break) {
    auto quarter = reported("24", "2030-01-01", "2030-03-31");
    auto day = reported("20", "2030-06-01");
    auto half = reported("30", "2030-01-01", "2030-06-30");
    quarter.counting = day.counting = half.counting = "per-period";
    BOOST_TEST((why(quarter, day) == Incomparable::other_period));
    BOOST_TEST((why(day, half) == Incomparable::other_period));
    BOOST_TEST((why(quarter, half) == Incomparable::other_period));
    auto later = reported("23", "2030-07-01");
    later.counting = "per-period";
    BOOST_TEST(difference_of(day, later).value.value_or("") == "3");
    auto until = reported("40", "2030-01-01", "2030-07-31");
    until.counting = "per-period";
    until.period_from.reset();
    BOOST_TEST((why(half, until) == Incomparable::other_period));
}

BOOST_AUTO_TEST_CASE(what_does_not_compare_is_not_subtracted_and_says_why) {
    const auto short_period = reported("30", "2028-06-01", "2031-02-28");
    const auto long_period = reported("50", "2027-01-01", "2031-02-28");
    BOOST_TEST(!difference_of(short_period, long_period).value.has_value());
    BOOST_TEST((why(short_period, long_period) == Incomparable::other_period));
    BOOST_TEST((why(reported("3", "2031-01-01"), long_period) == Incomparable::other_period));
    const auto day = reported("30", "2031-01-01");
    auto later = reported("50", "2032-01-01");
    BOOST_TEST(difference_of(day, later).value.value() == "20");
    later.planned = true;
    BOOST_TEST((why(day, later) == Incomparable::target_and_fact));
    later.planned = false;
    later.unit = "hectare";
    BOOST_TEST((why(day, later) == Incomparable::other_unit));
    later.break_count = 1;
    BOOST_TEST((why(day, later) == Incomparable::other_definition));
    BOOST_TEST((why(day, reported("", "2032-01-01")) == Incomparable::withheld));
    BOOST_TEST(
        (why(day, reported("99999999999999999999", "2032-01-01")) == Incomparable::too_large));
    BOOST_TEST(name_of(Incomparable::other_period) == "other-period");
    BOOST_TEST(in_words(Incomparable::other_period) == "other period");
    BOOST_TEST(name_of(Incomparable::none).empty());
}

BOOST_AUTO_TEST_CASE(a_value_without_a_date_compares_with_none_over_a_period) {
    const Figure undated{.value = "5", .unit = "bomen", .from = "2031-04-01", .to = "2031-04-01"};
    BOOST_TEST(difference_of(undated, reported("7", "2032-01-01")).value.value() == "2");
    BOOST_TEST(
        (why(reported("7", "2031-01-01", "2031-12-31"), undated) == Incomparable::other_period));
}

BOOST_AUTO_TEST_CASE(differences_keep_the_decimals) {
    Figure before{.value = "6.70"};
    Figure after{.value = "10.05"};
    BOOST_TEST(difference_of(before, after).value.value() == "3.35");
    BOOST_TEST(difference_of(after, before).value.value() == "-3.35");
    before.value = "0.05";
    after.value = "0.10";
    BOOST_TEST(difference_of(after, before).value.value() == "-0.05");
    before.value = "7";
    BOOST_TEST(difference_of(after, before).value.value() == "6.90");
}

BOOST_AUTO_TEST_CASE(a_picture_parts_what_does_not_compare) {
    const auto reference = [](const Figure& figure) {
        return FigureReference{.from = figure.from, .to = figure.to, .vintages = {figure}};
    };
    BOOST_TEST(sparkline({reference(reported("1", "2030-01-01", "2030-12-31")),
                          reference(reported("8", "2031-01-01", "2031-12-31")),
                          reference(reported("4", "2031-07-01", "2031-12-31"))},
                         9) == "▁█│▄");
}

BOOST_AUTO_TEST_CASE(two_values_are_told_with_their_units) {
    using enum Language;
    BOOST_TEST(values_text({"circa 98", "1197", "bomen"}, nl) == "circa 98 → 1.197 bomen");
    BOOST_TEST(values_text({"1098", "1197", "bomen"}, en) == "1,098 → 1,197 bomen");
    BOOST_TEST(values_text({"98", "197", "bomen → struiken"}, nl) == "98 bomen → 197 struiken");
    BOOST_TEST(values_text({"", "meer dan 6700000.50", "EUR"}, nl) == "meer dan € 6.700.000,50");
    BOOST_TEST(values_text({"6700000.50", "", "EUR"}, en) == "€ 6,700,000.50");
    BOOST_TEST(values_text({"6700000", "7000000", "EUR"}, nl) == "€ 6.700.000 → € 7.000.000");
}

BOOST_AUTO_TEST_CASE(a_figure_is_told_whole) {
    auto figure = reported("1940", "2030-01-01", "2030-12-31");
    figure.qualifier = "circa";
    BOOST_TEST(figure_in_words(figure) ==
               "circa 1.940 bomen (van 2030-01-01 tot en met 2030-12-31)");
    figure.period_from.reset();
    figure.period_to.reset();
    figure.planned = true;
    figure.value = "";
    BOOST_TEST(figure_in_words(figure) == "niet openbaar (zonder datum, streefwaarde)");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
