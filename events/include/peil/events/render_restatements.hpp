// Blame, restatements, and an edition beside what is known now, as texts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/blame.hpp>
#include <peil/events/render.hpp>
#include <peil/events/restatement.hpp>

#include <string>
#include <vector>

namespace peil::events {

/// A row a field: what it says, and the event that set it, with every correction.
[[nodiscard]] std::string render_blame(const std::vector<BlamedField>& fields,
                                       const TableStyle& style);

/// A row for each: measure and field, what was printed, what is known, by which event.
[[nodiscard]] std::string render_restatements(const std::vector<Restatement>& restatements,
                                              const TableStyle& style);

/// An edition and what is known of it now, side by side: a row a field, with `≠` where they differ
/// and `=` in place of a text that is the same. In the words of the report, in Dutch.
[[nodiscard]] std::string render_comparison_table(const EditionComparison& comparison,
                                                  const TableStyle& style);
/// The same as Markdown, a table a chapter.
[[nodiscard]] std::string render_comparison_markdown(const EditionComparison& comparison);
/// The same as comma-separated values, a record a measure: each column of the matrix, the same
/// with `Known` behind its name, and `differs` with the names of the fields that do.
[[nodiscard]] std::string render_comparison_csv(const EditionComparison& comparison);

}  // namespace peil::events
