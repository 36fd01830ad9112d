// What differs between two matrices: two moments, or two published editions. Every difference is
// classified by what it is; docs/changes.md describes the classes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/block.hpp>
#include <peil/events/change_class.hpp>
#include <peil/events/event.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/word_diff.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Paragraphs and lists as plain text: blocks parted by an empty line, items as `- item` or
/// `1. item`, one a line.
[[nodiscard]] std::string plain_text(const Blocks& blocks);
/// Footnotes as plain text: `[1] text`, one a line.
[[nodiscard]] std::string plain_text(const std::vector<Footnote>& footnotes);

/// Why a figure counts something else than it did, or a planning moved: a fact or a comparison.
enum class ChangeReason : std::uint8_t {
    none,
    other_definition,  ///< what is counted has another description
    other_unit,
    other_population,  ///< the words around it count something else
    other_period,      ///< the periods differ in kind or length
    target_and_fact,   ///< a target on one side, a fact on the other
    revision,          ///< the ledger says that the earlier value was revised
    correction,        ///< the ledger says that the earlier value was wrong
    column,            ///< the printed planning
    announcement,      ///< a date that was announced, against the date told later
    late,              ///< reached after its date
};

struct Change {
    std::string measure;  ///< empty: the matrix as a whole
    /// `measure`, `chapter`, `description`, `planning`, `status`, `progress`, `joint`, `footnotes`,
    /// `closure`, `figure`, `milestone`; of the matrix: `programme`, `chapter/2` (it, or its
    /// title), the field of a column.
    std::string field;
    ChangeClass change_class{};
    std::string before{};  ///< plain text; of a measure that left, its description
    std::string after{};
    std::vector<DiffSpan> spans{};  ///< from before to after; none for what is no prose

    // Where they apply.
    std::optional<int> same_percent{};               ///< how much of a text is the same
    std::optional<std::size_t> edited_characters{};  ///< how many characters of it are not
    std::string series{};                            ///< of a figure
    std::string label{};      ///< of a figure of the ledger: what its series counts, in words
    std::string unit{};       ///< of a figure, or of both: `dossiers → mensen`
    bool is_target = false;   ///< of a figure: a target, not a fact
    std::string milestone{};  ///< id of a milestone of the ledger
    ChangeReason reason{};
    std::string doubt{};        ///< of a figure found in the text: why it may be another
    std::string explanation{};  ///< of the ledger: why a milestone moved or ended, a series counts
                                ///< something else, or a measure was closed
    std::optional<Closure> closure{};  ///< of a measure that was closed, in the later matrix
    std::string quote_before{};        ///< the sentence of the source
    std::string quote_after{};
    bool is_found_in_text = false;  ///< not a fact of the ledger: the text seems to say so
};

/// All changes, and the counts that are not in them.
struct Comparison {
    /// Those of the matrix as a whole first, then by measure in printed order; a measure that left
    /// stands after the one it stood after. A column that only one of two editions shows is one
    /// change of the whole; its fields are not compared, nor with a moment. Texts that are word for
    /// word the same have an entry as well.
    std::vector<Change> changes{};
    std::size_t measure_count = 0;           ///< of both together
    std::size_t returning_series_count = 0;  ///< series of figures that both have
    /// The events that were asked for, if they were; compare() does not know them.
    std::optional<std::uint64_t> before_event{};
    std::optional<std::uint64_t> after_event{};
};

/// Cost: linear in the size of the texts, with the bound of diff_words(); figures and announcements
/// of a measure are compared each with each, at most some hundreds.
[[nodiscard]] Comparison compare(const Matrix& before, const Matrix& after);

/// Whether something differs: false for a text that is entered because it is the same.
[[nodiscard]] bool is_difference(const Change& change);

/// Numbers of the measures that are in both and have no difference, in printed order.
[[nodiscard]] std::vector<std::string> unchanged_measures(const Comparison& comparison,
                                                          const Matrix& before,
                                                          const Matrix& after);

/// One sentence in plain language: how many measures, and what happened to them.
[[nodiscard]] std::string summarise(const Comparison& comparison, const Matrix& before,
                                    const Matrix& after, Language language);

/// The contract of `peil changes --format json`; additions are free.
[[nodiscard]] boost::json::object to_json(const Comparison& comparison, const Matrix& before,
                                          const Matrix& after, Language language);

}  // namespace peil::events
