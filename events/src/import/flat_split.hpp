// Telling the description of a row from its progress in a layout without separators: by the
// description the previous edition had, or else by the shape of the lines.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "flat_lines.hpp"
#include "wrap_width.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// A row in its two parts. A line that holds the end of the one and a piece of the other is in
/// both.
struct SplitRow {
    std::vector<FlatLine> description;
    std::vector<FlatLine> progress;
    bool over_page_break = false;  ///< the description goes on behind a page break
    int cost = 0;                  ///< how far the description is from the known one
};

/// The row split where its beginning is nearest to `known`, word by word; the report keeps its own
/// words. At a page break the description may go on after lines of progress.
/// Nothing if no beginning resembles it. Cost: the words of `known` times as many words of the row.
[[nodiscard]] std::optional<SplitRow> split_by_known(std::span<const FlatLine> row,
                                                     std::string_view known);

/// The row split after its narrow lines, or after the first sentence of a line that holds both.
/// Nothing if its first line is wide and holds no end of a sentence.
[[nodiscard]] std::optional<SplitRow> split_by_shape(std::span<const FlatLine> row,
                                                     const WrapWidth& wrap);

/// Whether the first words of `line` are mostly those that `known` begins with.
[[nodiscard]] bool resembles(std::string_view line, std::string_view known);

}  // namespace peil::events::reading
