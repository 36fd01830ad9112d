// Tables of short cells for a terminal: columns as wide as their cells, one of them cut to fit.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/render.hpp>

#include <string>
#include <vector>

namespace peil::cli {

struct Column {
    std::string title;
    bool is_right = false;     ///< numbers stand to the right
    bool is_flexible = false;  ///< cut where the terminal is too narrow
};

struct ColumnRow {
    std::vector<std::string> cells{};
    std::string note{};  ///< instead of cells: a line of its own
    int indent = 0;      ///< of a note, in columns
};

/// A line with the titles, and a line a row. Nothing in a cell reaches the terminal as a command.
[[nodiscard]] std::string column_table(const std::vector<Column>& columns,
                                       const std::vector<ColumnRow>& rows,
                                       const events::TableStyle& style);

}  // namespace peil::cli
