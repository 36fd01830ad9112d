// Reading numbers exactly, as text: no floating point.
// SPDX-License-Identifier: EUPL-1.2
#include "numbers.hpp"

#include "../import/prose.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace peil::events::suggest {

namespace {

struct NumberWord {
    std::string_view word;
    std::uint32_t value;
};

constexpr std::array<NumberWord, 13> small_words{{{"een", 1},
                                                  {"één", 1},
                                                  {"twee", 2},
                                                  {"drie", 3},
                                                  {"vier", 4},
                                                  {"vijf", 5},
                                                  {"zes", 6},
                                                  {"zeven", 7},
                                                  {"acht", 8},
                                                  {"negen", 9},
                                                  {"tien", 10},
                                                  {"elf", 11},
                                                  {"twaalf", 12}}};

constexpr std::array<NumberWord, 7> teens{{{"dertien", 13},
                                           {"veertien", 14},
                                           {"vijftien", 15},
                                           {"zestien", 16},
                                           {"zeventien", 17},
                                           {"achttien", 18},
                                           {"negentien", 19}}};

constexpr std::array<NumberWord, 8> tens{{{"twintig", 20},
                                          {"dertig", 30},
                                          {"veertig", 40},
                                          {"vijftig", 50},
                                          {"zestig", 60},
                                          {"zeventig", 70},
                                          {"tachtig", 80},
                                          {"negentig", 90}}};

template <std::size_t count>
std::uint32_t value_in(const std::array<NumberWord, count>& words, std::string_view word) {
    const auto* found = std::find_if(words.begin(), words.end(),
                                     [&](const NumberWord& entry) { return entry.word == word; });
    return found == words.end() ? 0 : found->value;
}

/// 1 to 99; 0 for what is none.
std::uint32_t below_hundred(std::string_view word) {
    if (const auto small = value_in(small_words, word); small > 0) { return small; }
    if (const auto teen = value_in(teens, word); teen > 0) { return teen; }
    for (const auto& ten : tens) {
        if (!word.ends_with(ten.word)) { continue; }
        auto rest = word.substr(0, word.size() - ten.word.size());
        if (rest.empty()) { return ten.value; }
        for (const std::string_view joint : {"en", "ën"}) {
            if (!rest.ends_with(joint)) { continue; }
            const auto unit = value_in(small_words, rest.substr(0, rest.size() - joint.size()));
            if (unit > 0 && unit < 10) { return ten.value + unit; }
        }
    }
    return 0;
}

/// `honderd`, `driehonderd`, `honderdtwintig`; 0 for what is none.
std::uint32_t below_thousand(std::string_view word) {
    constexpr std::string_view hundred = "honderd";
    const auto at = word.find(hundred);
    if (at == std::string_view::npos) { return below_hundred(word); }
    const auto before = at == 0 ? 1 : below_hundred(word.substr(0, at));
    const auto rest = word.substr(at + hundred.size());
    const auto after = rest.empty() ? 0 : below_hundred(rest);
    if (before == 0 || before > 99 || (!rest.empty() && after == 0)) { return 0; }
    return before * 100 + after;
}

/// Digits with separators as a plain number: `1.940`, `6,7`, `2.300,50`. Nothing for `3.2.1`.
std::optional<std::string> plain_number(std::string_view text) {
    const auto comma = text.find(',');
    const auto whole = text.substr(0, comma);
    std::string value;
    std::size_t group = 0;
    bool is_first = true;
    for (const char digit : whole) {
        if (digit != '.') {
            value += digit;
            ++group;
            continue;
        }
        if ((is_first && (group == 0 || group > 3)) || (!is_first && group != 3)) {
            return std::nullopt;
        }
        is_first = false;
        group = 0;
    }
    if (!is_first && group != 3) { return std::nullopt; }
    if (comma == std::string_view::npos) { return value; }
    const auto decimals = text.substr(comma + 1);
    if (!reading::is_digits(decimals)) { return std::nullopt; }
    return value + "." + std::string(decimals);
}

/// `value` with its decimal point moved right by `places`.
std::string shifted(std::string value, std::size_t places) {
    const auto point = value.find('.');
    const auto decimals = point == std::string::npos ? 0 : value.size() - point - 1;
    if (point != std::string::npos) { value.erase(point, 1); }
    if (decimals <= places) { return value.append(places - decimals, '0'); }
    return value.insert(value.size() - (decimals - places), ".");
}

std::string without_leading_zeros(std::string value) {
    while (value.size() > 1 && value[0] == '0' && value[1] != '.') { value.erase(0, 1); }
    return value;
}

std::size_t scale_of(std::string_view lower) {
    if (lower == "duizend") { return 3; }
    if (lower == "miljoen" || lower == "mln") { return 6; }
    if (lower == "miljard" || lower == "mld") { return 9; }
    return 0;
}

/// Takes a following `miljoen` into the number.
void take_scale(const Tokens& tokens, Number& number) {
    const auto places = scale_of(lower_at(tokens, number.last));
    if (places == 0) { return; }
    number.value = without_leading_zeros(shifted(number.value, places));
    number.is_bare_digits = false;
    ++number.last;
    if (lower_at(tokens, number.last) == "." && !tokens[number.last].has_space &&
        lower_at(tokens, number.last - 1).starts_with("ml") && number.last + 1 < tokens.size()) {
        ++number.last;
    }
}

/// The number as it is read where points part decimals and commas thousands: `4.4`, `2,250`.
/// Nothing where Dutch reads it as well, in another way than by thousands.
std::optional<std::string> foreign_number(std::string_view text) {
    std::string swapped(text);
    for (auto& letter : swapped) { letter = letter == '.' ? ',' : letter == ',' ? '.' : letter; }
    auto value = plain_number(swapped);
    const bool has_decimals = value && value->find('.') != std::string::npos;
    if (has_decimals && plain_number(text)) { return std::nullopt; }
    return value;
}

}  // namespace

std::optional<std::uint32_t> number_in_words(std::string_view lower) {
    if (lower == "een" || lower.empty()) { return std::nullopt; }
    constexpr std::string_view thousand = "duizend";
    if (lower.ends_with("tal") && lower.size() > 3) {
        const auto value = below_hundred(lower.substr(0, lower.size() - 3));
        if (value >= 2 && value <= 12) { return value; }
        return std::nullopt;
    }
    const auto at = lower.find(thousand);
    if (at == std::string_view::npos) {
        const auto value = below_thousand(lower);
        return value > 0 ? std::optional(value) : std::nullopt;
    }
    const auto before = at == 0 ? 1 : below_thousand(lower.substr(0, at));
    const auto rest = lower.substr(at + thousand.size());
    const auto after = rest.empty() ? 0 : below_thousand(rest);
    if (before == 0 || (!rest.empty() && after == 0)) { return std::nullopt; }
    return before * 1000 + after;
}

std::optional<Number> number_at(const Tokens& tokens, std::size_t index) {
    if (index >= tokens.size()) { return std::nullopt; }
    const auto& token = tokens[index];
    Number number{.first = index, .last = index + 1};
    if (token.kind == TokenKind::number) {
        auto value = plain_number(token.text);
        if (!value) { return std::nullopt; }
        number.value = without_leading_zeros(std::move(*value));
        number.is_bare_digits = reading::is_digits(token.text);
    } else {
        const auto value = number_in_words(token.lower);
        if (token.kind != TokenKind::word || !value) { return std::nullopt; }
        number.value = std::to_string(*value);
        number.is_in_words = true;
    }
    take_scale(tokens, number);
    return number;
}

std::vector<std::string> numbers_said(std::string_view text) {
    const auto tokens = tokens_of(text);
    std::vector<std::string> said;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        const auto& token = tokens[index];
        if (const auto number = number_at(tokens, index)) { said.push_back(number->value); }
        if (token.lower == "een") { said.emplace_back("1"); }
        if (token.kind != TokenKind::number) { continue; }
        if (auto foreign = foreign_number(token.text)) {
            Number number{.first = index, .last = index + 1, .value = std::move(*foreign)};
            take_scale(tokens, number);
            if (said.empty() || said.back() != number.value) { said.push_back(number.value); }
        }
    }
    return said;
}

}  // namespace peil::events::suggest
