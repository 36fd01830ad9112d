// Whether two values of a series may be subtracted, why not, and what the difference is. Everything
// that compares figures asks here: figure, figures, changes, lint, sparklines.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/figure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peil::events {

/// What a value is of, as far as it decides whether another one compares. All days ISO.
struct FigureScope {
    std::string from{};  ///< first day of its period, or its reference date; empty: unknown, as of
                         ///< a value that is counted over time and does not say which
    std::string to{};    ///< last day; empty: unknown, or of a period until now
    bool is_period = false;
    std::string counting{};  ///< as its series is registered; empty: unknown
    bool is_planned = false;
    std::string unit{};           ///< or currency
    std::size_t break_count = 0;  ///< breaks of its series before it
};

/// What a figure of the ledger is of.
[[nodiscard]] FigureScope scope_of(const Figure& figure);

/// Why two values are not subtracted.
enum class Incomparable : std::uint8_t {
    none,              ///< they are
    withheld,          ///< one of them is not disclosed
    target_and_fact,   ///< only one is a target
    other_definition,  ///< a break of the series lies between
    other_unit,
    other_period,  ///< of another kind or length, or a running total from another first day
    too_large,     ///< the difference has more digits than are calculated with
};

/// `withheld`, `target-and-fact`, …: stable names, those of the reasons of changes; empty for none.
[[nodiscard]] std::string_view name_of(Incomparable why);
/// `withheld`, `break`, `other period`: in a cell of a table.
[[nodiscard]] std::string_view in_words(Incomparable why);

/// Whether the periods of two values differ. Of a series that is registered as cumulative the first
/// days decide. Else two periods of the same length do not differ, nor do two from the same first
/// day, which are one that went on, unless one is a whole month, quarter, half or year: such a
/// period is no running total. A value of no period, or of an unknown one, differs from none;
/// but of a series per period, a value that has a day alone differs from one that has a period.
[[nodiscard]] bool has_other_period(const FigureScope& before, const FigureScope& after);

/// Why two values of the ledger do not compare, by what they are of. One over a period compares
/// with none of a date, or without any.
[[nodiscard]] Incomparable compare_scopes(const FigureScope& before, const FigureScope& after);

/// A difference, or why there is none.
struct FigureDifference {
    std::optional<std::string> value{};  ///< `25`, `-3.35`; as many decimals as the finer one has
    Incomparable why = Incomparable::none;
};
/// The later value less the earlier one.
[[nodiscard]] FigureDifference difference_of(const Figure& earlier, const Figure& later);

/// Negative, zero, or positive as the first decimal number is less than, equal to, or greater than
/// the second: `6.7`, `6.70`, `-12`. Of any size.
[[nodiscard]] int compare_decimals(std::string_view left, std::string_view right);

}  // namespace peil::events
