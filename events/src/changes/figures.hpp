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
    std::string label{};  ///< of its series, in the ledger
    std::string value{};
    std::string unit{};
    std::string qualifier{};
    std::string quote{};
    std::string from{};  ///< first day of its period, or its reference date
    std::string to{};    ///< last day; empty: until now
    bool is_period = false;
    bool is_planned = false;
    bool is_found = false;
    std::string counting{};              ///< of the ledger: how its series counts
    std::size_t break_count = 0;         ///< definitions that its series had before
    std::string break_reason{};          ///< of the last break before it
    std::optional<std::string> doubt{};  ///< why it may not continue its series
    ChangeReason revision{};             ///< why the ledger has another value for the same days
    std::string days{};                  ///< of the ledger: of which value it is another vintage
};

/// Both sides of a measure.
struct FigureSides {
    std::vector<FigureValue> before;
    std::vector<FigureValue> after;
    /// All values of the ledger, also those before the newest of their series.
    std::vector<FigureValue> all_before{};
    std::vector<FigureValue> all_after{};
};
/// What was found in the texts of the two matrices.
struct FoundSides {
    const std::vector<Suggestion>& before;
    const std::vector<Suggestion>& after;
};
/// The figures of a measure in the ledger; those that its texts seem to state, where the ledger has
/// none, or has the same on both sides although the texts differ.
[[nodiscard]] FigureSides figures_of(const MeasurePair& pair, const FoundSides& found);

/// Whether the earlier text states a value of the ledger in its words, and the later text tells
/// neither these words nor the value, nor another one of its series.
[[nodiscard]] bool is_told_no_more(const Figure& fact, const MeasurePair& pair,
                                   const std::vector<Suggestion>& found_after);

/// Returns how many series both have. Of the ledger every date or period counts that has another
/// value than it had, not only the newest.
[[nodiscard]] std::size_t compare_figures(const std::string& measure, const FigureSides& figures,
                                          ChangeList& list);

}  // namespace peil::events::changes
