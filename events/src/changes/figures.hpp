// Figures of a measure, of the ledger or found in the text, and what became of them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "change_list.hpp"
#include <peil/events/suggestion.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::changes {

/// A value with what is known of the days that it is of; all days ISO, empty if unknown.
struct FigureValue {
    std::string series{};
    std::string value{};
    std::string unit{};
    std::string qualifier{};
    std::string quote{};
    std::string from{};  ///< first day of its period, or its reference date
    std::string to{};    ///< last day; empty: until now
    bool is_period = false;
    bool is_planned = false;
    bool is_found = false;
    std::size_t break_count = 0;         ///< definitions that its series had before
    std::optional<std::string> doubt{};  ///< why it may not continue its series
    ChangeReason revision{};             ///< why the ledger has another value for the same days
};

/// The figures of a measure; where the ledger has none, those that its text seems to state.
[[nodiscard]] std::vector<FigureValue> figures_of(const MatrixMeasure& measure,
                                                  const std::vector<Suggestion>& suggestions);

struct FigurePair {
    const std::vector<FigureValue>& before;
    const std::vector<FigureValue>& after;
};

/// Returns how many series both have.
[[nodiscard]] std::size_t compare_figures(const std::string& measure, const FigurePair& figures,
                                          ChangeList& list);

/// Negative, zero, or positive as the first decimal number is less than, equal to, or greater than
/// the second: `6.7`, `6.70`, `-12`.
[[nodiscard]] int compare_decimals(std::string_view left, std::string_view right);

/// Whether the periods of two values differ in kind or length. Two running totals from the same
/// first day do not, nor do two periods of the same length.
[[nodiscard]] bool has_other_period(const FigureValue& before, const FigureValue& after);

}  // namespace peil::events::changes
