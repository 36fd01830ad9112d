// Names of series in ASCII, so that they can be typed.
// SPDX-License-Identifier: EUPL-1.2
#include "series_name.hpp"

#include "../import/prose.hpp"
#include "dates.hpp"
#include "tokens.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peil::events::suggest {

namespace {

/// A name in an id has at most 64 characters; a counter must fit behind it.
constexpr std::size_t slug_size_max = 60;

/// The plain letter of an accented one; nothing for a mark.
char plain_letter(char32_t value) {
    constexpr std::array<std::pair<std::u32string_view, char>, 6> letters{{{U"áàâäã", 'a'},
                                                                           {U"éèêë", 'e'},
                                                                           {U"íìîï", 'i'},
                                                                           {U"óòôöõ", 'o'},
                                                                           {U"úùûü", 'u'},
                                                                           {U"ç", 'c'}}};
    for (const auto& [accented, plain] : letters) {
        if (accented.find(value) != std::u32string_view::npos) { return plain; }
    }
    return '\0';
}

/// At most so many characters, cut where a word ends; the start of one word that is longer.
std::string cut_at_word(std::string name) {
    if (name.size() <= slug_size_max) { return name; }
    const auto end = name.rfind('-', slug_size_max);
    name.resize(end == std::string::npos || end == 0 ? slug_size_max : end);
    return name;
}

std::string slug(std::string_view text) {
    const auto lower = reading::lower_case(text);
    std::string out;
    for (std::size_t at = 0; at < lower.size();) {
        const auto now = reading::code_point_at(lower, at);
        at += now.size_bytes;
        const bool is_plain =
            (now.value >= U'a' && now.value <= U'z') || (now.value >= U'0' && now.value <= U'9');
        const char letter = is_plain ? static_cast<char>(now.value) : plain_letter(now.value);
        if (letter != '\0') {
            out += letter;
        } else if (!out.empty() && out.back() != '-' && now.value != U'\'' &&
                   now.value != U'\u2019') {
            out += '-';
        }
    }
    out = cut_at_word(std::move(out));
    while (!out.empty() && out.back() == '-') { out.pop_back(); }
    return out.empty() ? "aantal" : out;
}

}  // namespace

std::string series_name(std::string_view measure, std::string_view modifiers, std::string_view noun,
                        bool is_of_this_report) {
    auto words = std::string(modifiers);
    if (!words.empty()) { words += ' '; }
    words += noun;
    if (is_of_this_report) { words += " deze periode"; }
    return std::string(measure) + "." + slug(words);
}

std::string milestone_name(std::string_view measure, std::string_view text) {
    constexpr std::size_t words_max = 4;
    std::string words;
    std::size_t count = 0;
    for (const auto& token : tokens_of(text)) {
        const bool tells = token.kind == TokenKind::word && token.lower.size() > 3 &&
                           !is_function_word(token.lower) && !is_word_of_time(token.lower);
        if (!tells || count == words_max) { continue; }
        words += (words.empty() ? "" : " ") + token.lower;
        ++count;
    }
    return std::string(measure) + "." + slug(words.empty() ? "planning" : words);
}

std::string free_series(const std::vector<Suggestion>& taken, std::string wanted,
                        SuggestionKind kind) {
    const auto is_taken = [&](const std::string& name) {
        return std::any_of(taken.begin(), taken.end(), [&](const Suggestion& figure) {
            return figure.kind == kind && figure.series == name;
        });
    };
    const auto counter = wanted.find_last_not_of("0123456789");
    auto name = wanted;
    if (is_taken(name) && counter != std::string::npos && wanted[counter] == '-') {
        wanted.resize(counter);
    }
    for (int count = 2; is_taken(name); ++count) { name = wanted + "-" + std::to_string(count); }
    return name;
}

}  // namespace peil::events::suggest
