// Other letters and bits where they mean something.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "export_samples.hpp"
#include <peil/core/base64.hpp>

#include <boost/json/value.hpp>

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace peil::audit::testing {

inline bool is_letter(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

/// Another letter or digit at one of these places; never the same in the other case.
inline bool alter_at(std::string& text, const std::vector<std::size_t>& places,
                     SeededRandom& random) {
    if (places.empty()) { return false; }
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ";
    auto& letter = text[one_of(places, random)];
    const auto before = std::tolower(static_cast<unsigned char>(letter));
    do {
        letter = letters[random.below(letters.size())];
    } while (std::tolower(static_cast<unsigned char>(letter)) == before);
    return true;
}

inline bool alter_letter(std::string& text, SeededRandom& random) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_letter(text[i])) { places.push_back(i); }
    }
    return alter_at(text, places, random);
}

inline bool alter_letter(boost::json::value& value, SeededRandom& random) {
    std::string text(value.as_string());
    const bool done = alter_letter(text, random);
    value = text;
    return done;
}

/// One bit of what base64 stands for.
inline std::string alter_bits(std::string_view base64, SeededRandom& random) {
    auto bytes = core::decode_base64(base64);
    BOOST_TEST_REQUIRE(bytes.has_value());
    one_of(*bytes, random) ^= static_cast<std::byte>(1U << random.below(8));
    return core::encode_base64(*bytes);
}

/// Letters in a JSON text that are no part of an escape, and not before padding: changed bits
/// there may stand for nothing.
inline std::vector<std::size_t> plain_letters(const std::string& source) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i + 1 < source.size(); ++i) {
        if (source[i] == '\\') {
            i += source[i + 1] == 'u' ? std::size_t{5} : std::size_t{1};
        } else if (is_letter(source[i]) && source[i + 1] != '=') {
            places.push_back(i);
        }
    }
    return places;
}

}  // namespace peil::audit::testing
