// Dates as people print them: which days they may mean, and what is no date.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/partial_date.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using peil::events::parse_partial_date;

struct Expected {
    std::string text;
    std::string from;
    std::string to;
};

void check_dates(const std::vector<Expected>& all) {
    for (const auto& expected : all) {
        BOOST_TEST_CONTEXT(expected.text) {
            const auto date = parse_partial_date(expected.text);
            BOOST_TEST_REQUIRE(date.has_value());
            BOOST_TEST(date->text == expected.text);
            BOOST_TEST(date->from == expected.from);
            BOOST_TEST(date->to == expected.to);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(partial_date)

BOOST_AUTO_TEST_CASE(days_months_and_years) {
    check_dates({{"2017", "2017-01-01", "2017-12-31"},
                 {"2017-03", "2017-03-01", "2017-03-31"},
                 {"2017-03-15", "2017-03-15", "2017-03-15"},
                 {"maart 2017", "2017-03-01", "2017-03-31"},
                 {"2 november 2016", "2016-11-02", "2016-11-02"},
                 {"29 februari 2016", "2016-02-29", "2016-02-29"},
                 {"februari 2016", "2016-02-01", "2016-02-29"},
                 {"February 2015", "2015-02-01", "2015-02-28"}});
}

BOOST_AUTO_TEST_CASE(parts_of_a_year) {
    check_dates({{"begin 2017", "2017-01-01", "2017-03-31"},
                 {"medio 2017", "2017-05-01", "2017-08-31"},
                 {"eind 2017", "2017-10-01", "2017-12-31"},
                 {"eerste helft 2017", "2017-01-01", "2017-06-30"},
                 {"tweede helft 2017", "2017-07-01", "2017-12-31"},
                 {"voorjaar 2017", "2017-03-01", "2017-05-31"},
                 {"zomer 2017", "2017-06-01", "2017-08-31"},
                 {"najaar 2017", "2017-09-01", "2017-11-30"},
                 {"2e kwartaal 2017", "2017-04-01", "2017-06-30"},
                 {"laatste kwartaal 2017", "2017-10-01", "2017-12-31"},
                 {"Q3 2017", "2017-07-01", "2017-09-30"},
                 {"2017-Q4", "2017-10-01", "2017-12-31"},
                 {"end of 2017", "2017-10-01", "2017-12-31"}});
}

BOOST_AUTO_TEST_CASE(parts_of_a_month) {
    check_dates({{"begin maart 2017", "2017-03-01", "2017-03-10"},
                 {"medio maart 2017", "2017-03-11", "2017-03-20"},
                 {"eind februari 2017", "2017-02-21", "2017-02-28"}});
}

BOOST_AUTO_TEST_CASE(words_around_a_date_and_capitals_change_nothing) {
    check_dates({{"in het eerste kwartaal van 2017", "2017-01-01", "2017-03-31"},
                 {"in de tweede helft van 2017", "2017-07-01", "2017-12-31"},
                 {"per 1 januari 2017", "2017-01-01", "2017-01-01"},
                 {"Eind  2017", "2017-10-01", "2017-12-31"},
                 {"in de loop van 2017", "2017-01-01", "2017-12-31"}});
}

BOOST_AUTO_TEST_CASE(what_is_no_date_is_refused) {
    for (const auto* text : {"",
                             " ",
                             "van",
                             "ooit",
                             "november",
                             "17",
                             "20171",
                             "2017-13",
                             "2017-02-30",
                             "2017-Q5",
                             "31 april 2017",
                             "0 maart 2017",
                             "eind",
                             "winter 2017",
                             "derde helft 2017",
                             "vijfde kwartaal 2017",
                             "voorjaar maart 2017",
                             "maart 2017 2018",
                             "2017 maart",
                             "2017-03-15T00:00:00Z",
                             "eind 2017.",
                             "eind 2017 of 2018"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!parse_partial_date(text).has_value());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
