// Events as lines of a list: columns that fit, and what a terminal has room for.
// SPDX-License-Identifier: EUPL-1.2
#include "event_text.hpp"
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::cli {

namespace {

std::vector<EventLine> sample_lines() {
    std::string words;
    for (int i = 0; i < 40; ++i) { words += "woord "; }
    return {{"9", "2021-01-01", "measure/8", "planning.set", "2022"},
            {"10", "2021-01-01", "event 9", "event.corrected", words}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_text)

BOOST_AUTO_TEST_CASE(columns_are_as_wide_as_they_need) {
    const auto text = event_list(sample_lines(), {.is_full = true});
    BOOST_TEST(text.find(" 9  2021-01-01  measure/8  planning.set     2022\n") == 0U);
    BOOST_TEST(text.find("\n10  2021-01-01  event 9    event.corrected  woord ") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(summaries_are_cut_on_a_terminal_only) {
    const auto cut = event_list(sample_lines(), {.width_columns = 80});
    const auto last = cut.substr(cut.find('\n') + 1);
    BOOST_TEST(last.ends_with(" \u2026\n"));
    BOOST_TEST(last.size() <= 80U + 3U);  // the ellipsis takes three bytes
    const auto whole = event_list(sample_lines(), {.width_columns = 80, .is_full = true});
    BOOST_TEST(whole.find("\u2026") == std::string::npos);
    BOOST_TEST(event_list({}, {}).empty());
}

BOOST_AUTO_TEST_CASE(a_long_subject_is_whole_and_its_line_goes_on_below) {
    auto lines = sample_lines();
    const std::string long_name = "series/1.gemeten-kaden-en-oevers-binnen-de-ring-van-de-stad";
    lines.front().subject = long_name;
    const auto list = event_list(lines, {.width_columns = 80});
    BOOST_TEST(list.find(long_name + "\n") != std::string::npos);
    for (std::size_t begin = 0; begin < list.size();) {
        const auto end = list.find('\n', begin);
        BOOST_TEST(events::display_width(list.substr(begin, end - begin)) <= 80);
        begin = end + 1;
    }
    const auto whole = event_list(lines, {.width_columns = 80, .is_full = true});
    BOOST_TEST(whole.find(long_name + "  planning.set") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lines_of_a_document_are_told_with_the_last_one) {
    BOOST_TEST(lines_in_words({100, 105}) == "lines 100-104");
    BOOST_TEST(lines_in_words({7, 8}) == "line 7");
    BOOST_TEST(lines_in_words({0, 0}).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
