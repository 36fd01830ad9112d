// The check for UTF-8 against a slow decoder that knows only the definition.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/utf8.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

BOOST_AUTO_TEST_SUITE(utf8)

using std::string_view_literals::operator""sv;
using peil::core::is_utf8;
using peil::core::utf8_prefix_size;

namespace {

/// The size that the high bits of a first byte announce; 0 for a continuation byte.
std::size_t announced_size(unsigned byte) {
    if (byte < 0x80) { return 1; }
    if (byte < 0xC0 || byte >= 0xF8) { return 0; }
    if (byte < 0xE0) { return 2; }
    return byte < 0xF0 ? 3 : 4;
}

/// Decodes one character and asks whether it was the shortest form of a code point that exists.
bool oracle_accepts_character(std::string_view text) {
    constexpr std::array<unsigned, 5> least{0, 0, 0x80, 0x800, 0x10000};
    constexpr std::array<unsigned, 5> mask{0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned code = static_cast<unsigned char>(text[0]) & mask.at(text.size());
    for (const char next : text.substr(1)) {
        const unsigned byte = static_cast<unsigned char>(next);
        if (byte < 0x80 || byte > 0xBF) { return false; }
        code = code * 64 + (byte - 0x80);
    }
    return code >= least.at(text.size()) && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

bool oracle_accepts(std::string_view text) {
    while (!text.empty()) {
        const auto size = announced_size(static_cast<unsigned char>(text[0]));
        if (size == 0 || size > text.size()) { return false; }
        if (!oracle_accepts_character(text.substr(0, size))) { return false; }
        text.remove_prefix(size);
    }
    return true;
}

/// `middle` between this many ASCII characters.
std::string between(std::size_t before, std::string_view middle, std::size_t after) {
    std::string text(before, 'x');
    text += middle;
    text.append(after, 'y');
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(agrees_with_the_definition_on_every_text_of_two_bytes) {
    bool agrees = true;
    std::string text(2, '\0');
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
        text[0] = static_cast<char>(bits >> 8U);
        text[1] = static_cast<char>(bits & 0xFFU);
        agrees = agrees && is_utf8(text) == oracle_accepts(text);
    }
    BOOST_TEST(agrees);
}

BOOST_AUTO_TEST_CASE(agrees_with_the_definition_on_characters_of_three_and_four_bytes) {
    constexpr std::array<char, 6> ends{'\x7F', '\x80', '\x8F', '\x9F', '\xBF', '\xC0'};
    bool agrees = true;
    for (unsigned bits = 0xE000; bits < 0x10000; ++bits) {
        for (const char third : ends) {
            std::string text{static_cast<char>(bits >> 8U), static_cast<char>(bits & 0xFFU), third};
            agrees = agrees && is_utf8(text) == oracle_accepts(text);
            for (const char fourth : ends) {
                const std::string longer = text + fourth;
                agrees = agrees && is_utf8(longer) == oracle_accepts(longer);
            }
        }
    }
    BOOST_TEST(agrees);
}

BOOST_AUTO_TEST_CASE(finds_the_first_bad_byte_at_every_place) {
    for (std::size_t before = 0; before < 40; ++before) {
        for (std::size_t after = 0; after < 12; ++after) {
            BOOST_TEST(utf8_prefix_size(between(before, "\xFF", after)) == before);
            BOOST_TEST(utf8_prefix_size(between(before, "\xE2\x82", after)) == before);
            BOOST_TEST(is_utf8(between(before, "\xE2\x82\xAC", after)));
        }
    }
}

BOOST_AUTO_TEST_CASE(knows_the_borders) {
    for (const auto good :
         {""sv, "\0"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv,
          "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
        BOOST_TEST(is_utf8(good));
    }
    for (const auto bad : {"\x80"sv, "\xC0\xAF"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
                           "\xED\xBF\xBF"sv, "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv,
                           "\xF5\x80\x80\x80"sv, "\xE2\x82"sv, "\xF0\x9F\x98"sv}) {
        BOOST_TEST(!is_utf8(bad));
    }
}

BOOST_AUTO_TEST_SUITE_END()
