// Moments and days: texts of RFC 3339 both ways, and texts that are none.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/time.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

// The C library has a function `time` in the global namespace, where suites otherwise stand.
namespace peil::core {

BOOST_AUTO_TEST_SUITE(time)

namespace {

constexpr UnixMs day_ms = 86'400'000;
constexpr UnixMs first_ms = -62'167'219'200'000;  // 0000-01-01T00:00:00Z
constexpr UnixMs last_ms = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

}  // namespace

// The left texts are the examples of RFC 3339 §5.8 that have no leap second.
BOOST_AUTO_TEST_CASE(reads_the_examples_of_the_rfc) {
    BOOST_TEST((parse_time("1985-04-12T23:20:50.52Z") == 482'196'050'520));
    BOOST_TEST((parse_time("1996-12-19T16:39:57-08:00") == parse_time("1996-12-20T00:39:57Z")));
    BOOST_TEST(
        (parse_time("1937-01-01T12:00:27.87+00:20") == parse_time("1937-01-01T11:40:27.870Z")));
}

BOOST_AUTO_TEST_CASE(writes_utc_with_milliseconds) {
    const std::vector<std::pair<UnixMs, std::string>> cases{
        {0, "1970-01-01T00:00:00.000Z"},
        {-1, "1969-12-31T23:59:59.999Z"},
        {1, "1970-01-01T00:00:00.001Z"},
        {951'782'400'000, "2000-02-29T00:00:00.000Z"},
        {1'479'115'800'000, "2016-11-14T09:30:00.000Z"},
        {first_ms, "0000-01-01T00:00:00.000Z"},
        {last_ms, "9999-12-31T23:59:59.999Z"}};
    for (const auto& [moment, text] : cases) {
        BOOST_TEST(format_time(moment) == text);
        BOOST_TEST((parse_time(text) == moment));
        BOOST_TEST(format_date(moment) == text.substr(0, 10));
    }
}

BOOST_AUTO_TEST_CASE(gives_each_moment_back) {
    for (auto moment = first_ms; moment < last_ms; moment += 97 * day_ms + 12'345'678) {
        BOOST_TEST((parse_time(format_time(moment)) == moment));
        BOOST_TEST((parse_date(format_date(moment)) == moment - ((moment - first_ms) % day_ms)));
    }
}

BOOST_AUTO_TEST_CASE(writes_texts_that_sort_as_moments_do) {
    auto before = format_time(first_ms);
    for (auto moment = first_ms + 1; moment < last_ms; moment += 397 * day_ms + 987'654) {
        const auto text = format_time(moment);
        BOOST_TEST(before < text);
        before = text;
    }
}

BOOST_AUTO_TEST_CASE(takes_offsets_seconds_and_up_to_three_decimals_as_optional) {
    const auto moment = parse_time("2016-11-14T09:30:00.000Z");
    for (const auto* text :
         {"2016-11-14T09:30Z", "2016-11-14T09:30:00Z", "2016-11-14T09:30:00.0Z",
          "2016-11-14T09:30:00.00Z", "2016-11-14T10:30:00+01:00", "2016-11-14T09:30+00:00",
          "2016-11-14T09:30:00-00:00", "2016-11-13T23:30:00-10:00", "2016-11-15T09:29:00+23:59"}) {
        BOOST_TEST((parse_time(text) == moment), text);
    }
    BOOST_TEST((parse_time("2016-11-14T09:30:00.1Z") == *moment + 100));
    BOOST_TEST((parse_time("2016-11-14T09:30:00.12Z") == *moment + 120));
    BOOST_TEST((parse_time("2016-11-14T09:30:00.123Z") == *moment + 123));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_moment) {
    for (const auto* text : {"",
                             "2016-11-14",
                             "2016-11-14T",
                             "2016-11-14T09:30",
                             "2016-11-14T09:30:00",
                             "2016-11-14 09:30:00Z",
                             "2016-11-14t09:30:00Z",
                             "2016-11-14T09:30:00z",
                             "2016-11-14T9:30:00Z",
                             "2016-11-14T09:30:0Z",
                             "2016-11-14T0930:00Z",
                             "2016-11-14T24:00:00Z",
                             "2016-11-14T09:60:00Z",
                             "2016-11-14T09:30:60Z",
                             "2016-11-14T23:59:60Z",
                             "2016-11-14T09:30:00.Z",
                             "2016-11-14T09:30:00.1234Z",
                             "2016-11-14T09:30:00,1Z",
                             "2016-11-14T09:30:00+1:00",
                             "2016-11-14T09:30:00+24:00",
                             "2016-11-14T09:30:00+01:60",
                             "2016-11-14T09:30:00+0100",
                             "2016-11-14T09:30:00+01",
                             "2016-11-14T09:30:00ZZ",
                             "2016-11-14T09:30:00Z ",
                             " 2016-11-14T09:30:00Z",
                             "2016-11-14T-9:30:00Z",
                             "2016-11-14T09:30:-1Z",
                             "2016-02-30T09:30:00Z",
                             "16-11-14T09:30:00Z",
                             "2016-11-14T09:30:00.9999999999999999999999Z"}) {
        BOOST_TEST(!parse_time(text).has_value(), text);
    }
    BOOST_TEST(!parse_time(std::string_view("2016-11-14T09:30:00Z\0", 21)).has_value());
}

BOOST_AUTO_TEST_CASE(knows_which_days_there_are) {
    for (const auto* text :
         {"2016-02-29", "2000-02-29", "0000-02-29", "2023-12-31", "0001-01-01", "9999-12-31"}) {
        const auto day = parse_date(text);
        BOOST_TEST_REQUIRE(day.has_value(), text);
        BOOST_TEST(format_date(*day) == text);
        BOOST_TEST(format_date(*day + day_ms - 1) == text);
        BOOST_TEST(format_time(*day) == text + std::string("T00:00:00.000Z"));
    }
    for (const auto* text :
         {"2015-02-29",  "1900-02-29",           "2016-02-30",  "2016-04-31", "2016-00-01",
          "2016-13-01",  "2016-01-00",           "2016-01-32",  "2016-1-01",  "2016-01-1",
          "20160101",    "2016/01/01",           "+2016-01-01", "-001-01-01", "12016-01-01",
          "2016-01-01 ", "2016-01-01T00:00:00Z", "2016-W01-1",  "",           "-"}) {
        BOOST_TEST(!parse_date(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
