// The file in which a person decides which suggestions are kept, in two forms: JSON, a contract for
// programs, and plain text with a line each. What is kept becomes events of the plan of an import.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/events/import.hpp>
#include <peil/events/suggestion.hpp>
#include <peil/events/view.hpp>

#include <boost/json/array.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// The contract: an object for each, with the members of its kind.
[[nodiscard]] boost::json::array to_json(const std::vector<Suggestion>& suggestions);

enum class ReviewForm { json, text };

/// The file to be edited: one line each in both forms; the text form opens with its columns.
[[nodiscard]] std::string write_review(const std::vector<Suggestion>& suggestions, ReviewForm form);

/// A suggestion that a person kept, and the place of the file that says so.
struct KeptSuggestion {
    Suggestion suggestion;
    std::string place;  ///< `line 12`; where that line has more than one, `line 1, entry 3`
};

/// What was kept. Errors: malformed_content names every line that is at fault, what is wrong, and
/// what to do.
[[nodiscard]] core::Result<std::vector<KeptSuggestion>> read_review(std::string_view text,
                                                                    ReviewForm form);

/// What became of the suggestions that were kept.
struct Acceptance {
    std::size_t added_count = 0;      ///< that the plan now has events for
    std::size_t present_count = 0;    ///< that the ledger has already
    std::vector<std::string> left{};  ///< sentences on what nothing, or not all, was made of
};

/// Adds the events of what was kept to a plan, before the event of its edition. What the ledger
/// has already is left out. A figure that counts something else than its series did, because its
/// unit is another or its doubt says so, starts a marked break of the series.
/// Errors: malformed_content names every place whose quote does not stand in the report, whose
/// value does not stand in its quote, or to which this edition gave another value before, and what
/// to do; the plan is then as it was. Errors of add_plan() name places in `file`.
[[nodiscard]] core::Result<Acceptance> accept_suggestions(const View& view,
                                                          const std::vector<KeptSuggestion>& kept,
                                                          std::string_view file, ImportPlan& plan);

}  // namespace peil::events
