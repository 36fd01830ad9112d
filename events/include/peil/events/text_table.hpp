// A table of texts on a terminal: columns of wrapped lines, or a list where there is no room.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/render.hpp>

#include <string>
#include <vector>

namespace peil::events {

/// Cells of a row, one a column; lines in a cell stay lines. A row of one cell is a heading.
using TextRow = std::vector<std::string>;

/// The rows under their headings, no line wider than the terminal. Columns are as wide as they
/// need to be; where that is too wide, the widest give way first. Narrower than 60 columns, each
/// cell stands on lines of its own, after its heading. Cells of more than `lines_max` lines are
/// cut, unless the style is full. The content is made printable here.
[[nodiscard]] std::string render_text_table(const TextRow& headings,
                                            const std::vector<TextRow>& rows,
                                            const TableStyle& style, std::size_t lines_max = 8);

/// The text in lines of the terminal's width, at least 20 columns wide and made printable.
[[nodiscard]] std::string render_paragraph(const std::string& text, const TableStyle& style);

}  // namespace peil::events
