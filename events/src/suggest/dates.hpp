// Dates in running Dutch, also partial ones and ranges: `2 november 2016`, `eind 2017`, `maart`,
// `3-4 juni`, `het vierde kwartaal van 2021`, `2019 en 2020`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tokens.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace peil::events::suggest {

using Day = std::chrono::year_month_day;

/// An ISO date such as `2016-11-14`.
[[nodiscard]] std::optional<Day> day_of(std::string_view iso);

/// `2016-11-14`.
[[nodiscard]] std::string iso_day(Day day);

enum class Precision { day, month, part, year };

/// One date and the tokens it takes: [first, last). A date without a year is that of the year in
/// which it comes next, or came last, seen from the report.
struct Date {
    std::size_t first = 0;
    std::size_t last = 0;
    Precision precision{};
    bool has_year = true;
    bool is_relative = false;  ///< `dit jaar`, `eind dit jaar`, `deze maand`
    bool is_unclear = false;   ///< without a year, and read as gone by though it may be to come
    std::string part{};        ///< `eind`, `medio`, `voorjaar`, `eerste helft`; of a year
    Day from{};                ///< inclusive
    Day to{};                  ///< inclusive
};

/// The date in the year in which it comes next; what has only just gone by is unclear.
[[nodiscard]] Date coming(Date date, Day today);
/// The date in the year in which it came last.
[[nodiscard]] Date bygone(Date date, Day today);

/// `2016`, `2016-11`, `2016-11-02`: the first day, or month, or year of a date.
[[nodiscard]] std::string iso_from(const Date& date);
/// As iso_from(), of its end.
[[nodiscard]] std::string iso_to(const Date& date);
/// As iso_to(), but a part of a year as printed: `eind 2017`.
[[nodiscard]] std::string due_text(const Date& date);

/// `maart`, `eind`, `voorjaar`: words that dates are made of.
[[nodiscard]] bool is_word_of_time(std::string_view lower);

/// Whether a date ended in the two months before the report: its text may have been written before.
[[nodiscard]] bool is_just_past(const Date& date, Day today);

/// Why a date that coming() calls unclear is in doubt.
[[nodiscard]] std::string doubt_of_year(std::string_view iso);

/// Gives months and days without a year the one with which the same month was told before: `in
/// april 2017 … eind april`.
void lend_told_years(const std::vector<Date>& told, std::vector<Date>& dates);

/// All dates of a sentence in order; none overlaps another.
[[nodiscard]] std::vector<Date> find_dates(const Tokens& tokens, Day today);

}  // namespace peil::events::suggest
