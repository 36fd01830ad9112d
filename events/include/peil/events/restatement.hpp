// Restatements: facts recorded after an edition was published that tell of its date or before it,
// and corrections that void what it printed. The edition stays as it was printed; these say what
// is known now.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>
#include <peil/events/origin.hpp>
#include <peil/events/view.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peil::events {

struct Restatement {
    std::uint32_t edition = 0;
    std::string measure{};  ///< number; empty: the programme
    /// `planning`, `owner`, …; `measure`: that it is in the programme; `chapter/2` and `programme`:
    /// titles; `series`, `figure`, `milestone`: of the one that `about` names.
    std::string field{};
    std::string about{};                   ///< id of a series or milestone
    std::optional<std::string> printed{};  ///< plain text; nothing: the edition has none
    std::optional<std::string> known{};    ///< what the fact says; nothing: it no longer counts
    /// False: what the edition printed still holds on its date, but before that something else did;
    /// of a figure: it is not among the newest of its series, which a matrix carries.
    bool changes_printed = true;
    std::uint64_t printed_by = 0;  ///< number of the event that the printed text is from, or 0
    EventOrigin by{};              ///< the event that restates
};

/// How an edition is restated by events up to `known`, in the order of its rows. A late fact that
/// leaves what was printed is told of the first edition after the date from which it holds. A late
/// figure restates it if its date or period lies before, whenever it was reported.
/// Errors: those of read_event(). Cost: a few lookups a printed cell, and one for each late fact.
[[nodiscard]] core::Result<std::vector<Restatement>> find_restatements(
    const View& view, const EditionRecord& record, std::uint64_t known = everything);

/// Of all editions that are published after `known` events, by number.
[[nodiscard]] core::Result<std::vector<Restatement>> find_restatements(
    const View& view, std::uint64_t known = everything);

/// What the events after `after` restate, of all editions; of each event only the number is known,
/// so that it may be asked before they are recorded.
[[nodiscard]] std::vector<Restatement> find_restated(const FactSource& facts, std::uint64_t after);

/// An edition as it was printed, and as it would be printed with what is known after `known`.
struct EditionComparison {
    Matrix printed;
    Matrix known;  ///< of the same rows, and after them the measures that it would print as well
    std::vector<Restatement> restatements;

    /// Whether what was printed of this field is known otherwise now.
    [[nodiscard]] bool differs(std::string_view measure, std::string_view field) const;
};
/// Errors: those of find_restatements().
[[nodiscard]] core::Result<EditionComparison> compare_edition(const View& view,
                                                              const EditionRecord& record,
                                                              std::uint64_t known = everything);

/// The contract of `peil restatements --format json`; additions are free.
[[nodiscard]] boost::json::array to_json(const std::vector<Restatement>& restatements);
/// The matrix as printed, with `asWeNowKnow` beside it; each measure has `differs`.
[[nodiscard]] boost::json::object to_json(const EditionComparison& comparison);

}  // namespace peil::events
