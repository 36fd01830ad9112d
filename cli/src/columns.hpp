// Tables of short cells for a terminal: columns as wide as their cells, and where the terminal is
// too narrow for that, cells that wrap at spaces. Numbers, dates and names are never broken.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/render.hpp>

#include <string>
#include <vector>

namespace peil::cli {

struct Column {
    std::string title;
    bool is_right = false;     ///< numbers stand to the right
    bool is_flexible = false;  ///< wraps at spaces where the terminal is too narrow
    /// A name, to be copied whole: where there is no room for it, its row goes on below it. At
    /// most the first column.
    bool is_name = false;
    /// Says in words what the name stands for; beside it where names have lines of their own.
    bool is_text = false;
};

struct ColumnRow {
    std::vector<std::string> cells{};
    std::string note{};  ///< instead of cells: a line of its own
    int indent = 0;      ///< of a note, in columns
};

/// A line with the titles, and a line a row, or more where the terminal is narrow; a cell that
/// wraps has at most four. In a terminal too narrow even for that, each row is a list of its cells.
/// Nothing in a cell reaches the terminal as a command.
[[nodiscard]] std::string column_table(const std::vector<Column>& columns,
                                       const std::vector<ColumnRow>& rows,
                                       const events::TableStyle& style);

/// `start` and behind it a text; where the style does not print texts whole, it wraps there.
[[nodiscard]] std::string hanging_text(const std::string& start, const std::string& text,
                                       const events::TableStyle& style);

}  // namespace peil::cli
