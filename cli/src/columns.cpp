// Measuring cells and laying them side by side.
// SPDX-License-Identifier: EUPL-1.2
#include "columns.hpp"

#include <peil/events/text_width.hpp>

#include <algorithm>

namespace peil::cli {

namespace {

constexpr int gap_columns = 2;
constexpr int flexible_columns_min = 16;

/// A cell on one line.
std::string shown(const std::string& cell) {
    auto text = events::printable(cell);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string cut_cell(const std::string& cell, int width) {
    if (events::display_width(cell) <= width) { return cell; }
    return events::wrap(cell, std::max(1, width - 2)).front() + " …";
}

std::string set_cell(const std::string& cell, int width, bool is_right) {
    if (!is_right) { return events::pad(cell, width); }
    return std::string(static_cast<std::size_t>(std::max(0, width - events::display_width(cell))),
                       ' ') +
           cell;
}

std::vector<int> widths_of(const std::vector<Column>& columns, const std::vector<ColumnRow>& rows,
                           const events::TableStyle& style) {
    std::vector<int> widths;
    int total = -gap_columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        int width = events::display_width(columns[i].title);
        for (const auto& row : rows) {
            if (i < row.cells.size()) {
                width = std::max(width, events::display_width(shown(row.cells[i])));
            }
        }
        widths.push_back(width);
        total += width + gap_columns;
    }
    for (std::size_t i = 0; i < columns.size() && !style.is_full; ++i) {
        if (!columns[i].is_flexible || total <= style.width_columns) { continue; }
        const int least = std::min(widths[i], flexible_columns_min);
        const int width = std::max(least, widths[i] - (total - style.width_columns));
        total -= widths[i] - width;
        widths[i] = width;
    }
    return widths;
}

std::string line_of(const std::vector<std::string>& cells, const std::vector<Column>& columns,
                    const std::vector<int>& widths) {
    std::string line;
    for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
        if (i > 0) { line += std::string(gap_columns, ' '); }
        line += set_cell(cut_cell(shown(cells[i]), widths[i]), widths[i], columns[i].is_right);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
}

}  // namespace

std::string column_table(const std::vector<Column>& columns, const std::vector<ColumnRow>& rows,
                         const events::TableStyle& style) {
    const auto widths = widths_of(columns, rows, style);
    std::vector<std::string> titles;
    titles.reserve(columns.size());
    for (const auto& column : columns) { titles.push_back(column.title); }
    auto text = line_of(titles, columns, widths);
    for (const auto& row : rows) {
        if (row.note.empty()) {
            text += line_of(row.cells, columns, widths);
            continue;
        }
        for (const auto& line : events::wrap(shown(row.note), style.width_columns - row.indent)) {
            text += events::pad("", row.indent) + line + '\n';
        }
    }
    return text;
}

}  // namespace peil::cli
