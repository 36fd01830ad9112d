// Looking for the words of a suggestion in the text of its measure.
// SPDX-License-Identifier: EUPL-1.2
#include "quote_check.hpp"

#include "../import/prose.hpp"
#include "numbers.hpp"
#include <peil/events/figure_comparison.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace peil::events::suggest {

namespace {

/// Whether a word goes on over this place of a text.
bool is_inside_word(std::string_view text, std::size_t at) {
    return at > 0 && at < text.size() &&
           reading::is_letter_or_digit(reading::code_point_before(text, at).value) &&
           reading::is_letter_or_digit(reading::code_point_at(text, at).value);
}

bool holds_words(std::string_view text, std::string_view words) {
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
        if (!is_inside_word(text, at) && !is_inside_word(text, at + words.size())) { return true; }
    }
    return false;
}

/// `197`, or `45, 81 or 197`; of many, the first.
std::string list_of_numbers(const std::vector<std::string>& numbers) {
    constexpr std::size_t shown_max = 6;
    const auto count = std::min(numbers.size(), shown_max);
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) { list += i + 1 == count && count == numbers.size() ? " and " : ", "; }
        list += numbers[i];
    }
    return list + (count < numbers.size() ? ", and more" : "");
}

}  // namespace

std::optional<std::string> fault_of_quote(const Suggestion& suggestion,
                                          const std::vector<ReportedText>& texts) {
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const ReportedText& text) {
        return text.measure == suggestion.measure;
    });
    if (found == texts.end()) {
        return fmt::format(
            "measure: the report has no row of measure {}; give the number of the row that has the "
            "words, or remove this suggestion",
            suggestion.measure);
    }
    const auto quote = reading::collapsed(suggestion.quote);
    if (holds_words(found->text, quote)) { return std::nullopt; }
    return fmt::format(
        "quote: {} does not stand in what the report says of measure {} (lines {} to {}); copy its "
        "exact words, or remove this suggestion",
        reading::excerpt(quote), suggestion.measure, found->lines.first, found->lines.last - 1);
}

std::optional<std::string> fault_of_value(const Suggestion& suggestion) {
    if (suggestion.kind != SuggestionKind::figure) { return std::nullopt; }
    const auto said = numbers_said(suggestion.quote);
    const bool is_said = std::any_of(said.begin(), said.end(), [&](const std::string& number) {
        return compare_decimals(number, suggestion.value) == 0;
    });
    if (is_said) { return std::nullopt; }
    const auto words = reading::excerpt(reading::collapsed(suggestion.quote));
    if (said.empty()) {
        return fmt::format(
            "value: {} does not stand in the words {}, which hold no number; quote the words that "
            "say it, or remove this suggestion",
            suggestion.value, words);
    }
    return fmt::format(
        "value: {} does not stand in the words {}: they say {}; write the number that they say, or "
        "quote the words that say this one",
        suggestion.value, words, list_of_numbers(said));
}

}  // namespace peil::events::suggest
