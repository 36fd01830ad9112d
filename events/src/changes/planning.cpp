// Dates inside a printed planning: the longest runs of words that are a partial date.
// SPDX-License-Identifier: EUPL-1.2
#include "planning.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace peil::events::changes {

namespace {

/// `in het tweede kwartaal van 2017` has six words.
constexpr std::size_t date_words_max = 6;

bool is_ascii_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// The words of a planning. Years are parted where `/`, `-` or `–` joins them; a hyphenated date is
/// left whole.
std::vector<std::string> planning_words(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto letter = text[i];
        const bool is_digit_before =
            words.back().size() >= 4 &&
            std::all_of(words.back().end() - 4, words.back().end(), is_ascii_digit);
        const auto next_year = text.substr(std::min(i + 1, text.size()), 4);
        const bool is_year_next = next_year.size() == 4 &&
                                  std::all_of(next_year.begin(), next_year.end(), is_ascii_digit);
        const bool is_joint = letter == '-' && is_digit_before && is_year_next;
        constexpr std::string_view separators = " \t\r\n/:;,()";
        if (is_joint || separators.find(letter) != std::string_view::npos) {
            if (!words.back().empty()) { words.emplace_back(); }
        } else {
            words.back() += letter;
        }
    }
    if (words.back().empty()) { words.pop_back(); }
    return words;
}

/// The longest date that begins with this word, and how many words it has.
struct DateRun {
    PartialDate date;
    std::size_t count = 0;
};

DateRun date_run_at(const std::vector<std::string>& words, std::size_t first) {
    const auto last = std::min(words.size(), first + date_words_max);
    DateRun longest;
    std::string text;
    for (auto i = first; i < last; ++i) {
        if (!text.empty()) { text += ' '; }
        text += words[i];
        if (auto date = parse_partial_date(text)) { longest = {*std::move(date), i + 1 - first}; }
    }
    return longest;
}

void widen(std::optional<PartialDate>& span, const PartialDate& date) {
    if (!span) {
        span = date;
        return;
    }
    span->from = std::min(span->from, date.from);
    span->to = std::max(span->to, date.to);
}

ChangeClass class_of_planning(const TextPair& texts) {
    const auto before = dates_in(texts.before);
    const auto after = dates_in(texts.after);
    if (!before || !after) { return ChangeClass::planning_changed; }
    switch (move_between(*before, *after)) {
        case DateMove::slipped: return ChangeClass::planning_slipped;
        case DateMove::advanced: return ChangeClass::planning_advanced;
        case DateMove::none: return ChangeClass::planning_changed;
    }
    return ChangeClass::planning_changed;
}

}  // namespace

std::optional<PartialDate> dates_in(std::string_view text) {
    const auto words = planning_words(text);
    std::optional<PartialDate> span;
    for (std::size_t i = 0; i < words.size();) {
        const auto run = date_run_at(words, i);
        if (run.count > 0) { widen(span, run.date); }
        i += std::max<std::size_t>(run.count, 1);
    }
    if (span) { span->text = text; }
    return span;
}

DateMove move_between(const PartialDate& before, const PartialDate& after) {
    if (after.from > before.from && after.to > before.to) { return DateMove::slipped; }
    if (after.from < before.from && after.to < before.to) { return DateMove::advanced; }
    return DateMove::none;
}

void compare_planning(const MeasurePair& pair, ChangeList& list) {
    const auto& number = pair.after.number;
    const TextPair planning{pair.before.planning.value_or(""), pair.after.planning.value_or("")};
    if (planning.before != planning.after) {
        list.add_texts(number, "planning", class_of_planning(planning), planning);
    }
    if (pair.before.status != pair.after.status) {
        list.add({.measure = number,
                  .field = "status",
                  .change_class = ChangeClass::status,
                  .before = pair.before.status.value_or(""),
                  .after = pair.after.status.value_or("")});
    }
}

}  // namespace peil::events::changes
