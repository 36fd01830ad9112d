// Width, wrapping, and what may not reach a terminal.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <vector>

namespace peil::events {

namespace {

void check_lines(const std::vector<std::string>& lines, const std::vector<std::string>& expected) {
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_width)

BOOST_AUTO_TEST_CASE(plain_and_accented_letters_take_one_column) {
    BOOST_TEST(display_width("") == 0);
    BOOST_TEST(display_width("sloot") == 5);
    BOOST_TEST(display_width("geïnd") == 5);
    BOOST_TEST(display_width("…€’") == 3);
}

BOOST_AUTO_TEST_CASE(combining_characters_take_none_and_wide_ones_two) {
    BOOST_TEST(display_width("gei\xCC\x88nd") == 5);
    BOOST_TEST(display_width("水位") == 4);
}

BOOST_AUTO_TEST_CASE(a_byte_that_is_not_utf8_takes_one_column) {
    BOOST_TEST(display_width("a\xff z") == 4);
}

BOOST_AUTO_TEST_CASE(lines_break_at_spaces_and_where_the_text_breaks) {
    check_lines(wrap("De boot vaart langs de oever", 12), {"De boot", "vaart langs", "de oever"});
    check_lines(wrap("een\n\ntwee", 10), {"een", "", "twee"});
    check_lines(wrap("een   twee ", 10), {"een twee"});
    check_lines(wrap("", 10), {""});
}

BOOST_AUTO_TEST_CASE(a_line_may_be_exactly_as_wide_as_allowed) {
    check_lines(wrap("vier vijf", 9), {"vier vijf"});
    check_lines(wrap("vier vijf", 8), {"vier", "vijf"});
}

BOOST_AUTO_TEST_CASE(a_word_that_is_too_long_is_broken_with_a_dash) {
    check_lines(wrap("waterschapsheuvel", 10), {"waterscha-", "psheuvel"});
    check_lines(wrap("(waterschapsheuvels)", 12), {"(waterschap-", "sheuvels)"});
    check_lines(wrap("de dijkversterkingen.", 12), {"de", "dijkverster-", "kingen."});
    check_lines(wrap("geïnventariseerd", 10), {"geïnventa-", "riseerd"});
}

BOOST_AUTO_TEST_CASE(a_word_that_is_too_long_is_broken_after_its_own_dash) {
    check_lines(wrap("waterschaps-heuvel", 14), {"waterschaps-", "heuvel"});
    check_lines(wrap("dijk-en-kade-onderhoud", 10), {"dijk-en-", "kade-", "onderhoud"});
}

BOOST_AUTO_TEST_CASE(a_word_that_fits_a_line_is_never_broken) {
    check_lines(wrap("een waterschapsheuvel", 17), {"een", "waterschapsheuvel"});
}

BOOST_AUTO_TEST_CASE(what_is_no_plain_word_is_cut_between_characters) {
    check_lines(wrap("example.nl/droge", 8), {"example.", "nl/droge"});
    check_lines(wrap("0123456789abcdef", 8), {"01234567", "89abcdef"});
    check_lines(wrap("waterschap", 5), {"water", "schap"});
    check_lines(wrap("水位水", 3), {"水", "位", "水"});
    check_lines(wrap("e\xCC\x88x", 1), {"e\xCC\x88", "x"});
}

BOOST_AUTO_TEST_CASE(a_width_of_nothing_counts_as_one) {
    check_lines(wrap("ab", 0), {"a", "b"});
}

BOOST_AUTO_TEST_CASE(no_line_of_random_text_is_wider_than_allowed) {
    constexpr unsigned seed = 11;
    const std::vector<std::string> pieces{"a", "lange", " ", "\n", "水", "é", "e\xCC\x81", "\xff"};
    BOOST_TEST_CONTEXT("seed " << seed) {
        std::mt19937 random(seed);
        for (int round = 0; round < 300; ++round) {
            std::string text;
            for (auto count = random() % 60; count > 0; --count) {
                text += pieces[random() % pieces.size()];
            }
            const auto width = static_cast<int>(2 + random() % 20);
            for (const auto& line : wrap(text, width)) { BOOST_TEST(display_width(line) <= width); }
        }
    }
}

BOOST_AUTO_TEST_CASE(characters_that_a_terminal_obeys_are_replaced) {
    const std::string replaced =
        "a\xEF\xBF\xBD"
        "b";
    for (const std::string bad :
         {"\x1b", "\x07", "\r", "\x7f", "\xC2\x9B", "\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6",
          "\xE2\x81\xA9", "\xE2\x80\x8F", "\xD8\x9C", "\xE2\x80\xA8", "\xff"}) {
        BOOST_TEST(printable("a" + bad + "b") == replaced);
    }
}

BOOST_AUTO_TEST_CASE(ordinary_text_and_line_breaks_stay) {
    BOOST_TEST(printable("Één regel\nen ‘nog’ één\x20水") == "Één regel\nen ‘nog’ één 水");
    BOOST_TEST(printable("a\tb") == "a b");
}

BOOST_AUTO_TEST_CASE(padding_counts_columns_and_never_cuts) {
    BOOST_TEST(pad("水", 4) == "水  ");
    BOOST_TEST(pad("lang", 2) == "lang");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
