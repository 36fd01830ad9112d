// Base64 against the examples of RFC 4648, and the promise that every value has exactly one text.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(base64)

using std::string_view_literals::operator""sv;
using peil::core::as_bytes;
using peil::core::as_text;
using peil::core::Bytes;
using peil::core::decode_base64;
using peil::core::decode_base64url;
using peil::core::encode_base64;
using peil::core::encode_base64url;

namespace {

Bytes rising_bytes(std::size_t size) {
    Bytes bytes;
    for (std::size_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::byte>(i * 37 + size));
    }
    return bytes;
}

std::string characters(const std::array<int, 3>& codes, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) { text += static_cast<char>(codes.at(i)); }
    return text;
}

/// Whether a text is refused, or is exactly what its bytes encode to.
bool is_refused_or_only_form(const std::string& text) {
    const auto bytes = decode_base64url(text);
    return !bytes || encode_base64url(*bytes) == text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(encodes_the_examples_of_rfc_4648) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> examples{{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    }};
    for (const auto& [plain, encoded] : examples) {
        BOOST_TEST(encode_base64(as_bytes(plain)) == encoded);
        const auto decoded = decode_base64(encoded);
        BOOST_TEST_REQUIRE(decoded.has_value());
        BOOST_TEST(as_text(*decoded) == plain);
    }
}

BOOST_AUTO_TEST_CASE(uses_the_alphabet_that_each_variant_names) {
    const auto bytes = as_bytes("\xFB\xEF\xFF"sv);
    BOOST_TEST(encode_base64(bytes) == "++//");
    BOOST_TEST(encode_base64url(bytes) == "--__");
    BOOST_TEST(!decode_base64("--__"));
    BOOST_TEST(!decode_base64url("++//"));
}

BOOST_AUTO_TEST_CASE(restores_bytes_of_every_length) {
    for (std::size_t size = 0; size <= 100; ++size) {
        const Bytes bytes = rising_bytes(size);
        BOOST_TEST((decode_base64(encode_base64(bytes)) == bytes));
        BOOST_TEST((decode_base64url(encode_base64url(bytes)) == bytes));
        BOOST_TEST(encode_base64(bytes).size() == (size + 2) / 3 * 4);
        BOOST_TEST(encode_base64url(bytes).size() == (size * 4 + 2) / 3);
    }
}

BOOST_AUTO_TEST_CASE(refuses_wrong_padding) {
    for (const auto text : {"Zg", "Zg=", "Zg===", "Zm8", "Zm9v=", "Zm9v====", "=",
                            "==", "===", "====", "Z===", "Z=g=", "=Zg=", "Zg==Zg==", "Zm8=Zg=="}) {
        BOOST_TEST(!decode_base64(text), text);
    }
    for (const auto text : {"Zg==", "Zm8=", "Z", "Zm9vY", "="}) {
        BOOST_TEST(!decode_base64url(text), text);
    }
}

BOOST_AUTO_TEST_CASE(refuses_unused_bits_that_are_not_zero) {
    BOOST_TEST(decode_base64("Zg==").has_value());
    BOOST_TEST(!decode_base64("Zh=="));
    BOOST_TEST(!decode_base64("Zm9="));
    BOOST_TEST(!decode_base64url("Zh"));
    BOOST_TEST(!decode_base64url("Zm9"));
}

BOOST_AUTO_TEST_CASE(refuses_every_character_outside_the_alphabet_at_every_place) {
    constexpr auto alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"sv;
    for (std::size_t place = 0; place < 8; ++place) {
        for (int code = 0; code < 256; ++code) {
            std::string text = "AAAAAAAA";
            text[place] = static_cast<char>(code);
            const bool known = alphabet.find(text[place]) != std::string_view::npos;
            BOOST_TEST(decode_base64url(text).has_value() == known);
        }
    }
    BOOST_TEST(!decode_base64("Zm9v\nYmFy"));
    BOOST_TEST(!decode_base64(" Zm9v"));
    BOOST_TEST(!decode_base64("Zm9vYmF\n"));
}

BOOST_AUTO_TEST_CASE(accepts_no_second_text_of_one_or_two_bytes) {
    bool unique = true;
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            unique = unique && is_refused_or_only_form(characters({first, second}, 2));
            for (int third = '-'; third <= 'z'; ++third) {
                unique = unique && is_refused_or_only_form(characters({first, second, third}, 3));
            }
        }
    }
    BOOST_TEST(unique);
}

BOOST_AUTO_TEST_SUITE_END()
