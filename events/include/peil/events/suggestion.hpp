// Suggestions: figures, milestones, and cross-references that the text of a report seems to state.
// They are found by general rules of written Dutch; a person decides which of them are kept.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

enum class SuggestionKind { figure, milestone, reference };

/// What one place of the text seems to state. Which members are filled depends on the kind.
struct Suggestion {
    SuggestionKind kind{};
    std::string measure{};  ///< its number
    std::string quote{};    ///< exact words of the text: the sentence

    // Of a figure.
    std::string value{};                     ///< `77`, `6.7`, `6700000`: a point, no separators
    std::string unit{};                      ///< noun that is counted, or `EUR`, `procent`
    std::optional<std::string> qualifier{};  ///< as printed: `circa`, `meer dan`
    std::optional<std::string> reference_date{};  ///< ISO, may be partial: `2016-11`
    std::optional<std::string> period_from{};     ///< ISO, may be partial
    std::optional<std::string> period_to{};       ///< ISO, may be partial, inclusive
    bool planned = false;                         ///< a target or an estimate, not a fact
    std::string series{};  ///< `8.personen`; the one of the previous edition once matched. Of a
                           ///< milestone: its id, by the same rules

    // Of a milestone.
    std::string text{};   ///< words of the source
    std::string due{};    ///< ISO, may be partial, or `eind 2017`; may be empty if dropped
    std::string state{};  ///< `expected`, `moved`, `reached` or `dropped`

    // Of a reference.
    std::vector<std::string> to{};  ///< numbers of other measures

    std::optional<std::string> doubt{};  ///< why it is doubtful
    LineRange lines{};                   ///< of its row, if it was found in a file
};

/// What planning, progress, and footnotes of a measure seem to state, in the order of the text.
/// `date` is that of the report, ISO: dates without year are read from there. Never throws on text.
[[nodiscard]] std::vector<Suggestion> find_suggestions(const MatrixMeasure& measure,
                                                       std::string_view date);

/// As above for every row of a matrix, a joint row once, with the date of its edition or else the
/// date it was asked for.
[[nodiscard]] std::vector<Suggestion> find_suggestions(const Matrix& matrix);

/// Gives figures in `now` the series of the figures of `previous` that they continue, and
/// milestones the ids of those that they speak of. Where unit, length of the period, or population
/// is another, `doubt` says so.
void match_series(std::vector<Suggestion>& now, const std::vector<Suggestion>& previous);

}  // namespace peil::events
