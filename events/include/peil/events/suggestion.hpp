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
    std::string
        context{};         ///< the sentence before the quote, where that says what it is about: the
                           ///< quote begins with `deze` or `hiermee`, or of a milestone, the
                           ///< sentence before says that something moved
    std::string series{};  ///< `8.personen`; the one of the previous edition once matched. Of a
                           ///< milestone: its id, by the same rules
    std::string name{};    ///< of a series of the ledger: what it would be called today by what it
                           ///< counts, as an id; else empty
    std::string counting{};  ///< of a series of the ledger: how it counts; else empty

    // Of a milestone.
    std::string text{};   ///< words of the source
    std::string due{};    ///< ISO, may be partial, or `eind 2017`; may be empty if dropped
    std::string state{};  ///< `expected`, `moved`, `reached` or `dropped`
    std::optional<std::string>
        reason{};  ///< why it moved, was reached or dropped: a person says so
    std::optional<std::string> moved_from{};  ///< may be partial: the date that it had, where the
                                              ///< sentence names it

    // Of a reference.
    std::vector<std::string> to{};  ///< numbers of other measures

    std::optional<std::string> doubt{};  ///< why it is doubtful
    LineRange lines{};                   ///< of its row, if it was found in a file
};

/// The report before the one that is read.
struct ReportBefore {
    std::string date{};               ///< ISO; empty if there is none, or it is not known
    std::vector<Suggestion> found{};  ///< what it states, or the ledger knows: what was announced
};

/// What planning, progress, and footnotes of a measure seem to state, in the order of the text.
/// `date` is that of the report, ISO: dates without year are read from there. Never throws on text.
[[nodiscard]] std::vector<Suggestion> find_suggestions(const MatrixMeasure& measure,
                                                       std::string_view date,
                                                       const ReportBefore& before = {});

/// As above for every row of a matrix, a joint row once: read on the date of its edition, else on
/// the date from which its text holds.
[[nodiscard]] std::vector<Suggestion> find_suggestions(const Matrix& matrix,
                                                       const ReportBefore& before = {});

/// Gives figures in `now` the series of the figures of `previous` that they continue, and
/// milestones the ids of those that they speak of. Where unit, length of the period, or population
/// is another, `doubt` says so.
void match_series(std::vector<Suggestion>& now, const std::vector<Suggestion>& previous);

}  // namespace peil::events
