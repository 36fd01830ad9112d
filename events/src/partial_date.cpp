// Reading partial dates, by tables of words.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/time.hpp>
#include <peil/events/partial_date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <vector>

namespace peil::events {

namespace {

using DateWords = std::span<const std::string_view>;

/// A word and the number or the months that it stands for.
struct NumberWord {
    std::string_view word;
    int number;
};
struct PartOfYear {
    std::string_view word;
    int first_month;
    int last_month;
};

constexpr std::array names_of_months{
    NumberWord{"januari", 1},   NumberWord{"february", 2},  NumberWord{"january", 1},
    NumberWord{"februari", 2},  NumberWord{"maart", 3},     NumberWord{"march", 3},
    NumberWord{"april", 4},     NumberWord{"mei", 5},       NumberWord{"may", 5},
    NumberWord{"juni", 6},      NumberWord{"june", 6},      NumberWord{"juli", 7},
    NumberWord{"july", 7},      NumberWord{"augustus", 8},  NumberWord{"august", 8},
    NumberWord{"september", 9}, NumberWord{"oktober", 10},  NumberWord{"october", 10},
    NumberWord{"november", 11}, NumberWord{"december", 12}, NumberWord{"jan", 1},
    NumberWord{"feb", 2},       NumberWord{"mrt", 3},       NumberWord{"apr", 4},
    NumberWord{"jun", 6},       NumberWord{"jul", 7},       NumberWord{"aug", 8},
    NumberWord{"sept", 9},      NumberWord{"sep", 9},       NumberWord{"okt", 10},
    NumberWord{"oct", 10},      NumberWord{"nov", 11},      NumberWord{"dec", 12},
};
constexpr std::array ordinal_words{
    NumberWord{"eerste", 1},  NumberWord{"tweede", 2}, NumberWord{"derde", 3},
    NumberWord{"vierde", 4},  NumberWord{"first", 1},  NumberWord{"second", 2},
    NumberWord{"third", 3},   NumberWord{"fourth", 4}, NumberWord{"1e", 1},
    NumberWord{"2e", 2},      NumberWord{"3e", 3},     NumberWord{"4e", 4},
    NumberWord{"laatste", 0}, NumberWord{"last", 0},
};
/// Months of a year. A winter lies in two years, so the word says too little.
constexpr std::array year_parts{
    PartOfYear{"begin", 1, 3},   PartOfYear{"early", 1, 3},    PartOfYear{"medio", 5, 8},
    PartOfYear{"midden", 5, 8},  PartOfYear{"mid", 5, 8},      PartOfYear{"halverwege", 5, 8},
    PartOfYear{"eind", 10, 12},  PartOfYear{"einde", 10, 12},  PartOfYear{"end", 10, 12},
    PartOfYear{"late", 10, 12},  PartOfYear{"voorjaar", 3, 5}, PartOfYear{"lente", 3, 5},
    PartOfYear{"spring", 3, 5},  PartOfYear{"zomer", 6, 8},    PartOfYear{"summer", 6, 8},
    PartOfYear{"najaar", 9, 11}, PartOfYear{"herfst", 9, 11},  PartOfYear{"autumn", 9, 11},
    PartOfYear{"loop", 1, 12},   PartOfYear{"q1", 1, 3},       PartOfYear{"q2", 4, 6},
    PartOfYear{"q3", 7, 9},      PartOfYear{"q4", 10, 12},
};
/// Words that do not change what is meant.
constexpr std::array<std::string_view, 11> filler_words{
    "in", "de", "het", "van", "op", "per", "uiterlijk", "the", "of", "on", "by"};

int month_length_days(int year, int month) {
    for (int day = 31; day > 28; --day) {
        if (core::parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day))) { return day; }
    }
    return 28;
}

std::string iso_day(int year, int month, int day) {
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

template <std::size_t count>
std::optional<int> number_of_word(const std::array<NumberWord, count>& table,
                                  std::string_view word) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const NumberWord& each) { return each.word == word; });
    return found == table.end() ? std::nullopt : std::optional(found->number);
}

std::optional<int> number_of_digits(std::string_view text, std::size_t size_max) {
    int number = 0;
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    const bool is_number = !text.empty() && text.size() <= size_max && parsed.ec == std::errc() &&
                           parsed.ptr == end && number >= 0;
    return is_number ? std::optional(number) : std::nullopt;
}

std::optional<int> year_of_word(std::string_view word) {
    const auto year = number_of_digits(word, 4);
    return year && word.size() == 4 && *year >= 1800 && *year <= 2999 ? year : std::nullopt;
}

/// Days without the text, which the caller has.
PartialDate days_between(const std::string& from, const std::string& to) {
    return {.text = {}, .from = from, .to = to};
}

PartialDate months_of(int year, int first, int last) {
    return days_between(iso_day(year, first, 1),
                        iso_day(year, last, month_length_days(year, last)));
}

/// `2017-03-15`, `2017-03`, `2017-q1`.
std::optional<PartialDate> parse_hyphenated(std::string_view word) {
    if (core::parse_date(word)) { return days_between(std::string(word), std::string(word)); }
    if (word.size() != 7 || word[4] != '-') { return std::nullopt; }
    const auto year = year_of_word(word.substr(0, 4));
    if (!year) { return std::nullopt; }
    const auto rest = word.substr(5);
    if (rest[0] == 'q' && rest[1] >= '1' && rest[1] <= '4') {
        const int quarter = rest[1] - '0';
        return months_of(*year, 3 * quarter - 2, 3 * quarter);
    }
    const auto month = number_of_digits(rest, 2);
    if (!month || *month < 1 || *month > 12) { return std::nullopt; }
    return months_of(*year, *month, *month);
}

const PartOfYear* find_part(std::string_view word) {
    const auto* const found =
        std::find_if(year_parts.begin(), year_parts.end(),
                     [&](const PartOfYear& part) { return part.word == word; });
    return found == year_parts.end() ? nullptr : found;
}

/// `eerste helft`, `2e kwartaal`, `first half`.
std::optional<PartialDate> parse_ordinal(std::string_view ordinal, std::string_view unit,
                                         int year) {
    const auto number = number_of_word(ordinal_words, ordinal);
    if (!number) { return std::nullopt; }
    const bool is_half = unit == "helft" || unit == "half" || unit == "halfjaar";
    const bool is_quarter = unit == "kwartaal" || unit == "quarter";
    const int count = is_half ? 2 : is_quarter ? 4 : 0;
    const int nth = *number == 0 ? count : *number;
    if (nth == 0 || nth > count) { return std::nullopt; }
    const int length = 12 / count;
    return months_of(year, (nth - 1) * length + 1, nth * length);
}

/// The beginning, the middle, or the end of a month: ten days, ten days, the rest.
std::optional<PartialDate> parse_part_of_month(std::string_view word, int year, int month) {
    const auto* const part = find_part(word);
    if (part == nullptr) { return std::nullopt; }
    if (part->first_month == 1 && part->last_month == 3) {
        return days_between(iso_day(year, month, 1), iso_day(year, month, 10));
    }
    if (part->first_month == 5) {
        return days_between(iso_day(year, month, 11), iso_day(year, month, 20));
    }
    if (part->first_month == 10) {
        return days_between(iso_day(year, month, 21),
                            iso_day(year, month, month_length_days(year, month)));
    }
    return part->word == "loop" ? std::optional(months_of(year, month, month)) : std::nullopt;
}

/// What stands before a month and a year: a day, a part of the month, or nothing.
std::optional<PartialDate> parse_in_month(DateWords before, int year, int month) {
    if (before.empty()) { return months_of(year, month, month); }
    if (before.size() != 1) { return std::nullopt; }
    if (const auto day = number_of_digits(before[0], 2)) {
        const auto text = iso_day(year, month, *day);
        if (!core::parse_date(text)) { return std::nullopt; }
        return days_between(text, text);
    }
    return parse_part_of_month(before[0], year, month);
}

std::optional<PartialDate> parse_date_words(DateWords words) {
    if (words.empty() || words.size() > 3) { return std::nullopt; }
    if (words.size() == 1) {
        if (auto date = parse_hyphenated(words[0])) { return date; }
    }
    const auto year = year_of_word(words.back());
    if (!year) { return std::nullopt; }
    const auto before = words.first(words.size() - 1);
    if (before.empty()) { return months_of(*year, 1, 12); }
    if (const auto month = number_of_word(names_of_months, before.back())) {
        return parse_in_month(before.first(before.size() - 1), *year, *month);
    }
    if (before.size() == 2) { return parse_ordinal(before[0], before[1], *year); }
    const auto* const part = find_part(before[0]);
    if (part == nullptr) { return std::nullopt; }
    return months_of(*year, part->first_month, part->last_month);
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lower;
}

/// The words of a text that say something. Views into the text.
std::vector<std::string_view> telling_words(std::string_view text) {
    std::vector<std::string_view> words;
    constexpr std::string_view blanks = " \t\r\n";
    for (auto begin = text.find_first_not_of(blanks); begin != std::string_view::npos;
         begin = text.find_first_not_of(blanks, begin)) {
        const auto end = std::min(text.find_first_of(blanks, begin), text.size());
        const auto word = text.substr(begin, end - begin);
        const bool is_filler =
            std::find(filler_words.begin(), filler_words.end(), word) != filler_words.end();
        if (!is_filler) { words.push_back(word); }
        begin = end;
    }
    return words;
}

}  // namespace

std::optional<PartialDate> parse_partial_date(std::string_view text) {
    const auto lower = lower_case(text);
    auto date = parse_date_words(telling_words(lower));
    if (date) { date->text = text; }
    return date;
}

PartialDate partial_date_of_day(std::string_view day) {
    return {.text = std::string(day), .from = std::string(day), .to = std::string(day)};
}

}  // namespace peil::events
