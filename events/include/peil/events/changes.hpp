// What differs between two matrices: two moments, or two published editions.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/block.hpp>
#include <peil/events/event.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/word_diff.hpp>

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Paragraphs and lists as plain text: blocks parted by an empty line, items as `- item` or
/// `1. item`, one a line.
[[nodiscard]] std::string plain_text(const Blocks& blocks);
/// Footnotes as plain text: `[1] text`, one a line.
[[nodiscard]] std::string plain_text(const std::vector<Footnote>& footnotes);

/// Classes of a Change. `added` and `removed` say that a field had or has no content; of the field
/// `measure`, that a measure entered or left.
constexpr std::string_view change_changed = "changed";
constexpr std::string_view change_added = "added";
constexpr std::string_view change_removed = "removed";
constexpr std::string_view change_column_added = "column-added";
constexpr std::string_view change_column_removed = "column-removed";

struct Change {
    std::string measure;  ///< empty: the matrix as a whole
    /// `measure`, `chapter`, `description`, `planning`, `status`, `progress`, `joint`, `footnotes`,
    /// `closure`; of the matrix: `programme`, `chapter/2` (its title), the field of a column.
    std::string field;
    std::string change_class;
    std::string before;  ///< plain text; of a measure that left, its description
    std::string after;
    std::vector<DiffSpan> spans;  ///< from before to after
};

/// All changes, those of the matrix as a whole first, then by measure in printed order; a measure
/// that left stands after the one it stood after. A column that only one of the two shows is one
/// change of the whole, and its fields are not compared.
[[nodiscard]] std::vector<Change> compare(const Matrix& before, const Matrix& after);

/// Numbers of the measures that are in both and have no change, in printed order.
[[nodiscard]] std::vector<std::string> unchanged_measures(const std::vector<Change>& changes,
                                                          const Matrix& before,
                                                          const Matrix& after);

/// The contract of `peil changes --format json`; additions are free.
[[nodiscard]] boost::json::object to_json(const std::vector<Change>& changes, const Matrix& before,
                                          const Matrix& after);

}  // namespace peil::events
