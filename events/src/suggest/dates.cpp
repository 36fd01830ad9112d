// Recognising dates by the closed set of names of months and parts of a year.
// SPDX-License-Identifier: EUPL-1.2
#include "dates.hpp"

#include "../import/prose.hpp"
#include "numbers.hpp"
#include "vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace peil::events::suggest {

namespace {

namespace chrono = std::chrono;

struct MonthName {
    std::string_view name;
    unsigned month;
};

constexpr std::array<MonthName, 24> month_names{
    {{"januari", 1},   {"februari", 2},  {"maart", 3},    {"april", 4},     {"mei", 5},
     {"juni", 6},      {"juli", 7},      {"augustus", 8}, {"september", 9}, {"oktober", 10},
     {"november", 11}, {"december", 12}, {"jan", 1},      {"feb", 2},       {"febr", 2},
     {"mrt", 3},       {"apr", 4},       {"jun", 6},      {"jul", 7},       {"aug", 8},
     {"sept", 9},      {"okt", 10},      {"nov", 11},     {"dec", 12}}};

struct YearPart {
    std::string_view words;  ///< one or two
    unsigned first_month;
    unsigned last_month;
};

constexpr std::array<YearPart, 16> year_parts{{{"eind", 10, 12},
                                               {"einde", 10, 12},
                                               {"medio", 5, 8},
                                               {"halverwege", 5, 8},
                                               {"begin", 1, 3},
                                               {"voorjaar", 3, 5},
                                               {"lente", 3, 5},
                                               {"zomer", 6, 8},
                                               {"najaar", 9, 11},
                                               {"herfst", 9, 11},
                                               {"eerste helft", 1, 6},
                                               {"tweede helft", 7, 12},
                                               {"eerste kwartaal", 1, 3},
                                               {"tweede kwartaal", 4, 6},
                                               {"derde kwartaal", 7, 9},
                                               {"vierde kwartaal", 10, 12}}};

unsigned month_at(const Tokens& tokens, std::size_t at) {
    const auto& word = lower_at(tokens, at);
    const auto* found = std::find_if(month_names.begin(), month_names.end(),
                                     [&](const MonthName& entry) { return entry.name == word; });
    return found == month_names.end() ? 0 : found->month;
}

unsigned day_number_at(const Tokens& tokens, std::size_t at) {
    if (!is_number(tokens, at)) { return 0; }
    const auto value = reading::parse_decimal(tokens[at].text);
    return value && *value >= 1 && *value <= 31 ? *value : 0;
}

int year_number_at(const Tokens& tokens, std::size_t at) {
    if (!is_number(tokens, at) || tokens[at].text.size() != 4) { return 0; }
    const auto value = reading::parse_decimal(tokens[at].text);
    return value && *value >= 1900 && *value < 2100 ? static_cast<int>(*value) : 0;
}

Day last_of_month(int year, unsigned month) {
    return Day{chrono::year_month_day_last{chrono::year{year},
                                           chrono::month_day_last{chrono::month{month}}}};
}

Day first_of_month(int year, unsigned month) {
    return Day{chrono::year{year}, chrono::month{month}, chrono::day{1}};
}

int year_of(Day day) {
    return static_cast<int>(day.year());
}

void set_months(Date& date, int year, unsigned first, unsigned last) {
    date.from = first_of_month(year, first);
    date.to = last_of_month(year, last);
}

/// Whether the four digits at `at` are followed by what they would count.
bool counts_a_noun(const Tokens& tokens, std::size_t at) {
    if (!is_word(tokens, at + 1)) { return false; }
    const auto& next = tokens[at + 1].lower;
    return !is_function_word(next) && !tokens[at + 1].is_capital && !number_in_words(next) &&
           !looks_like_participle(next) && month_at(tokens, at + 1) == 0;
}

bool follows_preposition_of_time(const Tokens& tokens, std::size_t at) {
    constexpr std::array<std::string_view, 20> words{
        "in",   "sinds", "sedert", "vanaf", "medio", "eind", "begin",  "per",    "vóór",     "na",
        "voor", "tot",   "over",   "jaar",  "jaren", "t/m",  "tussen", "najaar", "voorjaar", "uit"};
    return std::find(words.begin(), words.end(), lower_before(tokens, at)) != words.end();
}

/// `2015-2016`, `2021/2022`, `2015 en 2016`: the second of two years.
bool follows_year(const Tokens& tokens, std::size_t at) {
    const auto& joint = lower_before(tokens, at);
    const bool is_joint = joint == "-" || joint == "\u2013" || joint == "/" || joint == "en";
    return is_joint && at >= 2 && year_number_at(tokens, at - 2) > 0;
}

/// `45/2019`: the year in the number of a law or a paper.
bool is_in_code(const Tokens& tokens, std::size_t at) {
    const auto& joint = lower_before(tokens, at);
    return at >= 2 && !tokens[at].has_space && (joint == "/" || joint == "-") &&
           year_number_at(tokens, at - 2) == 0;
}

/// Whether four digits are a year, not a count: by what stands before and after.
bool is_year(const Tokens& tokens, std::size_t at) {
    if (year_number_at(tokens, at) == 0 || is_in_code(tokens, at)) { return false; }
    if (follows_preposition_of_time(tokens, at) || follows_year(tokens, at)) { return true; }
    if (is_number(tokens, at + 1)) { return true; }
    return !counts_a_noun(tokens, at);
}

using Found = std::optional<Date>;

/// `2017-03-15`, `15-3-2017`.
Found date_in_digits(const Tokens& tokens, std::size_t at) {
    for (std::size_t next = at + 1; next < at + 5; ++next) {
        if (next >= tokens.size() || tokens[next].has_space) { return std::nullopt; }
    }
    if (lower_at(tokens, at + 1) != "-" || lower_at(tokens, at + 3) != "-") { return std::nullopt; }
    const bool is_iso = year_number_at(tokens, at) > 0;
    const auto year = year_number_at(tokens, is_iso ? at : at + 4);
    const auto month = day_number_at(tokens, at + 2);
    const auto day = day_number_at(tokens, is_iso ? at + 4 : at);
    const Day whole{chrono::year{year}, chrono::month{month}, chrono::day{day}};
    if (year == 0 || !whole.ok()) { return std::nullopt; }
    return Date{
        .first = at, .last = at + 5, .precision = Precision::day, .from = whole, .to = whole};
}

/// `dit jaar`, `volgend jaar`, `het jaar 2017`, `2017`; the tokens are taken.
struct FoundYear {
    int year = 0;
    std::size_t last = 0;
    bool is_relative = false;
};

std::optional<FoundYear> year_at(const Tokens& tokens, std::size_t at, Day today) {
    if (lower_at(tokens, at + 1) == "jaar") {
        const auto& word = lower_at(tokens, at);
        if (word == "dit") { return FoundYear{year_of(today), at + 2, true}; }
        if (word == "volgend" || word == "komend") {
            return FoundYear{year_of(today) + 1, at + 2, true};
        }
        if (word == "vorig" || word == "afgelopen") {
            return FoundYear{year_of(today) - 1, at + 2, true};
        }
    }
    if (stands_at(tokens, at, {"het", "jaar"}) && year_number_at(tokens, at + 2) > 0) {
        return FoundYear{year_number_at(tokens, at + 2), at + 3};
    }
    if (const auto year = year_number_at(tokens, at); year > 0) { return FoundYear{year, at + 1}; }
    return std::nullopt;
}

/// `deze maand`, `volgende maand`.
Found relative_month(const Tokens& tokens, std::size_t at, Day today) {
    if (lower_at(tokens, at + 1) != "maand") { return std::nullopt; }
    const auto& word = lower_at(tokens, at);
    const bool is_next = word == "volgende" || word == "komende";
    const bool is_last = word == "vorige" || word == "afgelopen";
    if (word != "deze" && !is_next && !is_last) { return std::nullopt; }
    const auto month =
        chrono::year_month{today.year(), today.month()} + chrono::months{is_next   ? 1
                                                                         : is_last ? -1
                                                                                   : 0};
    Date date{.first = at, .last = at + 2, .precision = Precision::month, .is_relative = true};
    const auto number = static_cast<unsigned>(month.month());
    set_months(date, static_cast<int>(month.year()), number, number);
    return date;
}

/// `maart 2017`, `mrt. 2017`, and `maart` alone.
Found month_date(const Tokens& tokens, std::size_t at, Day today) {
    const auto month = month_at(tokens, at);
    if (month == 0) { return std::nullopt; }
    Date date{.first = at, .last = at + 1, .precision = Precision::month};
    if (lower_at(tokens, date.last) == "." && year_number_at(tokens, date.last + 1) > 0) {
        ++date.last;
    }
    auto after = date.last;
    if (lower_at(tokens, after) == "van") { ++after; }
    const auto year = year_at(tokens, after, today);
    date.has_year = year.has_value();
    if (year) { date.last = year->last; }
    set_months(date, year ? year->year : year_of(today), month, month);
    return date;
}

/// `2 november 2016`, `2 november`.
Found day_date(const Tokens& tokens, std::size_t at, Day today) {
    const auto day = day_number_at(tokens, at);
    auto date = day > 0 ? month_date(tokens, at + 1, today) : std::nullopt;
    if (!date) { return std::nullopt; }
    const Day whole{date->from.year(), date->from.month(), chrono::day{day}};
    if (!whole.ok()) { return std::nullopt; }
    date->first = at;
    date->precision = Precision::day;
    date->from = date->to = whole;
    return date;
}

struct FoundPart {
    const YearPart* part = nullptr;
    std::size_t last = 0;
};

FoundPart part_at(const Tokens& tokens, std::size_t at) {
    const auto& one = lower_at(tokens, at);
    const auto two = one + " " + lower_at(tokens, at + 1);
    for (const auto& part : year_parts) {
        if (part.words == one) { return {&part, at + 1}; }
        if (part.words == two) { return {&part, at + 2}; }
    }
    return {};
}

/// `eind juni 2021`: within the month, which is as near as we come.
Found part_of_month(const Tokens& tokens, std::size_t at, std::size_t after, Day today) {
    auto date = month_date(tokens, after, today);
    if (date) { date->first = at; }
    return date;
}

bool is_season(const YearPart& part) {
    return part.words == "voorjaar" || part.words == "lente" || part.words == "zomer" ||
           part.words == "najaar" || part.words == "herfst";
}

/// `eind 2017`, `het vierde kwartaal van 2021`, `het najaar`, `eind dit jaar`, `begin april`.
Found part_date(const Tokens& tokens, std::size_t at, Day today) {
    const auto [part, last] = part_at(tokens, at);
    if (part == nullptr) { return std::nullopt; }
    auto after = last;
    if (lower_at(tokens, after) == "van") { ++after; }
    if (auto month = part_of_month(tokens, at, after, today)) { return month; }
    const auto year = year_at(tokens, after, today);
    const auto& before = lower_before(tokens, at);
    const bool is_named =
        is_season(*part) && (before == "dit" || before == "het" || before == "de" ||
                             before == "deze" || before == "komend");
    if (!year && !is_named) { return std::nullopt; }
    Date date{.first = at,
              .last = year ? year->last : last,
              .precision = Precision::part,
              .has_year = year.has_value(),
              .is_relative = !year || year->is_relative,
              .part = std::string(part->words == "einde" ? "eind" : part->words)};
    set_months(date, year ? year->year : year_of(today), part->first_month, part->last_month);
    return date;
}

Found year_date(const Tokens& tokens, std::size_t at, Day today) {
    auto year = year_at(tokens, at, today);
    if (!year) { return std::nullopt; }
    if (year->last == at + 1 && !is_year(tokens, at)) { return std::nullopt; }
    Date date{.first = at,
              .last = year->last,
              .precision = Precision::year,
              .is_relative = year->is_relative};
    set_months(date, year->year, 1, 12);
    return date;
}

/// The day before the mark in `3-4 juni`, `2 en 8 mei 2021`, `4 tot 9 juni`: a date
/// that takes month and year from the next.
Found first_of_two_days(const Tokens& tokens, std::size_t at, Day today) {
    const auto day = day_number_at(tokens, at);
    const auto& joint = lower_at(tokens, at + 1);
    auto next = at + 2;
    if (joint == "tot" && stands_at(tokens, next, {"en", "met"})) { next += 2; }
    if (day == 0 ||
        (joint != "-" && joint != "\u2013" && joint != "en" && joint != "tot" && joint != "t/m")) {
        return std::nullopt;
    }
    auto date = day_date(tokens, next, today);
    if (!date) { return std::nullopt; }
    const Day whole{date->from.year(), date->from.month(), chrono::day{day}};
    if (!whole.ok()) { return std::nullopt; }
    date->first = at;
    date->last = at + 1;
    date->from = date->to = whole;
    return date;
}

Found date_at(const Tokens& tokens, std::size_t at, Day today) {
    if (auto date = date_in_digits(tokens, at)) { return date; }
    if (auto date = day_date(tokens, at, today)) { return date; }
    if (auto date = first_of_two_days(tokens, at, today)) { return date; }
    if (auto date = part_date(tokens, at, today)) { return date; }
    if (auto date = month_date(tokens, at, today)) { return date; }
    if (auto date = relative_month(tokens, at, today)) { return date; }
    return year_date(tokens, at, today);
}

/// In `mei en juni 2021` the first takes the year of the second.
void lend_year(const Tokens& tokens, std::vector<Date>& dates) {
    for (std::size_t index = 0; index + 1 < dates.size(); ++index) {
        auto& date = dates[index];
        const auto& next = dates[index + 1];
        if (date.has_year || !next.has_year || next.precision == Precision::year) { continue; }
        if (next.first - date.last > 3) { continue; }
        const auto& joint = lower_at(tokens, date.last);
        if (joint != "en" && joint != "tot" && joint != "-" && joint != "\u2013" &&
            joint != "t/m") {
            continue;
        }
        const bool is_before = date.from.month() <= next.to.month();
        const auto year = next.to.year() - chrono::years{is_before ? 0 : 1};
        date.from = Day{year, date.from.month(), date.from.day()};
        date.to = Day{year, date.to.month(), date.to.day()};
        date.has_year = true;
    }
}

Date in_year(Date date, chrono::year year) {
    date.from = Day{year, date.from.month(), date.from.day()};
    date.to = date.precision == Precision::day
                  ? date.from
                  : last_of_month(static_cast<int>(year), static_cast<unsigned>(date.to.month()));
    return date;
}

std::string iso_of(Day day, Precision precision) {
    const auto year = year_of(day);
    const auto month = static_cast<unsigned>(day.month());
    if (precision == Precision::year) { return fmt::format("{:04}", year); }
    if (precision != Precision::day) { return fmt::format("{:04}-{:02}", year, month); }
    return fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(day.day()));
}

}  // namespace

std::optional<Day> day_of(std::string_view iso) {
    if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') { return std::nullopt; }
    const auto year = reading::parse_decimal(iso.substr(0, 4));
    const auto month = reading::parse_decimal(iso.substr(5, 2));
    const auto day = reading::parse_decimal(iso.substr(8, 2));
    if (!year || !month || !day) { return std::nullopt; }
    const Day whole{chrono::year{static_cast<int>(*year)}, chrono::month{*month},
                    chrono::day{*day}};
    return whole.ok() ? std::optional(whole) : std::nullopt;
}

std::string iso_day(Day day) {
    return iso_of(day, Precision::day);
}

bool is_just_past(const Date& date, Day today) {
    constexpr chrono::months recent{2};
    const auto first = today - recent;
    const bool is_recent =
        date.to >= (first.ok() ? first : Day{first.year() / first.month() / chrono::last});
    return date.to < today && is_recent;
}

std::string doubt_of_year(std::string_view iso) {
    return fmt::format("no year is printed: taken as {}, which has gone by", iso);
}

void lend_told_years(const std::vector<Date>& told, std::vector<Date>& dates) {
    for (auto& date : dates) {
        if (date.has_year || date.precision == Precision::part) { continue; }
        const auto same = std::find_if(told.rbegin(), told.rend(), [&](const Date& earlier) {
            const bool is_month =
                earlier.precision == Precision::month || earlier.precision == Precision::day;
            return is_month && earlier.has_year && earlier.to.month() == date.to.month();
        });
        if (same == told.rend()) { continue; }
        date = in_year(std::move(date), same->to.year());
        date.has_year = true;
    }
}

Date coming(Date date, Day today) {
    if (date.has_year) { return date; }
    auto now = in_year(date, today.year());
    if (is_just_past(now, today)) {
        now.is_unclear = true;
        return now;
    }
    return now.to < today ? in_year(std::move(date), today.year() + chrono::years{1}) : now;
}

Date bygone(Date date, Day today) {
    if (date.has_year) { return date; }
    const auto now = in_year(date, today.year());
    return now.from > today ? in_year(std::move(date), today.year() - chrono::years{1}) : now;
}

std::string iso_from(const Date& date) {
    return iso_of(date.from, date.precision);
}

std::string iso_to(const Date& date) {
    return iso_of(date.to, date.precision);
}

std::string due_text(const Date& date) {
    if (date.precision != Precision::part) { return iso_to(date); }
    return fmt::format("{} {}", date.part, year_of(date.to));
}

bool is_word_of_time(std::string_view lower) {
    const auto is_month = [&](const MonthName& entry) { return entry.name == lower; };
    const auto is_part = [&](const YearPart& part) { return part.words == lower; };
    return std::any_of(month_names.begin(), month_names.end(), is_month) ||
           std::any_of(year_parts.begin(), year_parts.end(), is_part);
}

std::vector<Date> find_dates(const Tokens& tokens, Day today) {
    std::vector<Date> dates;
    for (std::size_t at = 0; at < tokens.size();) {
        auto date = date_at(tokens, at, today);
        if (!date) {
            ++at;
            continue;
        }
        at = date->last;
        dates.push_back(std::move(*date));
    }
    lend_year(tokens, dates);
    return dates;
}

}  // namespace peil::events::suggest
