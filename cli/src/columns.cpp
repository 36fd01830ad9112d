// Measuring cells and laying them side by side.
// SPDX-License-Identifier: EUPL-1.2
#include "columns.hpp"

#include <peil/events/text_width.hpp>

#include <algorithm>

namespace peil::cli {

namespace {

constexpr int gap_columns = 2;
constexpr int indent_columns = 2;        // of what stands below a name
constexpr int flexible_columns_min = 8;  // a shorter longest word takes as much
constexpr int word_columns_max = 16;     // a longer word of a text may be broken
constexpr int no_width = -1;             // of a column that does not stand beside the others
constexpr std::size_t cell_lines_max = 4;

/// A cell on one line.
std::string shown(const std::string& cell) {
    auto text = events::printable(cell);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

int longest_word(const std::string& text) {
    int longest = 1;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        longest = std::max(longest, events::display_width(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return longest;
}

/// How wide a column is: for all of its cells, and at least.
struct ColumnNeed {
    int whole = 1;
    int least = 1;
};

std::string set_cell(const std::string& cell, int width, bool is_right) {
    if (!is_right) { return events::pad(cell, width); }
    return std::string(static_cast<std::size_t>(std::max(0, width - events::display_width(cell))),
                       ' ') +
           cell;
}

/// Lays the rows out for one width; what they are is the caller's.
class ColumnTable {
  public:
    ColumnTable(const std::vector<Column>& columns, const events::TableStyle& style)
        : columns_(columns), style_(style), needs_(columns.size()) {}

    std::string write(const std::vector<ColumnRow>& rows) {
        for (const auto& row : rows) { measure(row); }
        choose_widths();
        std::vector<std::string> titles;
        titles.reserve(columns_.size());
        for (const auto& column : columns_) { titles.push_back(column.title); }
        if (!is_list_) { write_cells(titles, true); }
        for (const auto& row : rows) {
            if (!row.note.empty()) {
                write_note(row);
            } else if (is_list_) {
                write_list(row.cells);
            } else {
                write_cells(row.cells, false);
            }
        }
        return std::move(text_);
    }

  private:
    [[nodiscard]] bool has_name() const { return !columns_.empty() && columns_.front().is_name; }

    void measure(const ColumnRow& row) {
        for (std::size_t i = 0; i < columns_.size() && i < row.cells.size(); ++i) {
            const auto cell = shown(row.cells[i]);
            auto& need = needs_[i];
            const auto whole = events::display_width(cell);
            need.whole = std::max(need.whole, whole);
            const auto least = columns_[i].is_flexible
                                   ? std::clamp(longest_word(cell), 1, word_columns_max)
                                   : whole;
            need.least = std::max(need.least, least);
        }
    }
    void choose_widths() {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            auto& need = needs_[i];
            const auto& title = columns_[i].title;
            need.least = std::max(need.least, longest_word(title));
            if (columns_[i].is_flexible) {
                need.least = std::max(need.least, std::min(need.whole, flexible_columns_min));
            }
            need.whole = std::max({need.whole, need.least, events::display_width(title)});
            widths_.push_back(need.whole);
        }
        if (columns_.empty() || style_.is_full || sum() <= style_.width_columns) { return; }
        for (std::size_t i = 0; i < columns_.size(); ++i) { widths_[i] = needs_[i].least; }
        if (has_name()) { widths_[0] = events::display_width(columns_[0].title); }
        if (sum() > style_.width_columns && has_name()) { set_names_apart(); }
        is_list_ = sum() > style_.width_columns;
        while (!is_list_ && sum() < style_.width_columns && widen_neediest()) {}
    }
    void set_names_apart() {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i].is_name || columns_[i].is_text) { widths_[i] = no_width; }
        }
    }
    [[nodiscard]] bool are_names_apart() const { return has_name() && widths_[0] == no_width; }
    /// Columns that stand side by side, and what is between them.
    [[nodiscard]] int sum() const {
        int columns = are_names_apart() ? indent_columns - gap_columns : -gap_columns;
        for (const auto width : widths_) { columns += width == no_width ? 0 : width + gap_columns; }
        return columns;
    }
    /// One more for the column whose cells take the most lines; of those for the one that lacks the
    /// least.
    bool widen_neediest() {
        std::size_t neediest = 0;
        int most_lines = 1;
        int least_lack = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const auto lack = widths_[i] == no_width ? 0 : needs_[i].whole - widths_[i];
            if (lack <= 0) { continue; }
            const auto lines = (needs_[i].whole + widths_[i] - 1) / widths_[i];
            if (lines < most_lines || (lines == most_lines && lack >= least_lack)) { continue; }
            neediest = i;
            most_lines = lines;
            least_lack = lack;
        }
        if (most_lines == 1) { return false; }
        ++widths_[neediest];
        return true;
    }

    [[nodiscard]] static std::vector<std::string> lines_of(const std::string& cell, int width,
                                                           std::size_t lines_max) {
        if (events::display_width(cell) <= width) { return {cell}; }
        auto lines = events::wrap(cell, width);
        if (lines.size() > lines_max) {
            lines.resize(lines_max);
            lines.back() = events::wrap(lines.back(), std::max(1, width - 2)).front() + " …";
        }
        return lines;
    }

    void write_line(std::string line) {
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + '\n';
    }
    /// The name of a row that goes on below it, and its text.
    void write_name(const std::vector<std::string>& cells) {
        auto line = shown(cells.front());
        for (std::size_t i = 1; i < columns_.size() && i < cells.size(); ++i) {
            const auto cell = shown(cells[i]);
            if (widths_[i] == no_width && !cell.empty()) { line += ": " + cell; }
        }
        for (const auto& part : lines_of(line, style_.width_columns, cell_lines_max)) {
            write_line(part);
        }
    }

    void write_cells(const std::vector<std::string>& cells, bool is_title) {
        const bool is_apart = has_name() && !cells.empty() &&
                              events::display_width(shown(cells.front())) > widths_[0];
        if (is_apart) { write_name(cells); }
        std::vector<std::vector<std::string>> lines(columns_.size());
        std::size_t height = 1;
        for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) {
            if (widths_[i] == no_width || (i == 0 && is_apart)) { continue; }
            const auto lines_max = is_title ? std::string::npos : cell_lines_max;
            lines[i] = lines_of(shown(cells[i]), widths_[i], lines_max);
            height = std::max(height, lines[i].size());
        }
        for (std::size_t at = 0; at < height; ++at) { write_side_by_side(lines, at); }
    }
    void write_side_by_side(const std::vector<std::vector<std::string>>& lines, std::size_t at) {
        std::string line = are_names_apart() ? std::string(indent_columns, ' ') : "";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (widths_[i] == no_width) { continue; }
            line += set_cell(at < lines[i].size() ? lines[i][at] : "", widths_[i],
                             columns_[i].is_right) +
                    std::string(gap_columns, ' ');
        }
        write_line(std::move(line));
    }

    void write_list(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) {
            const auto cell = shown(cells[i]);
            if (i == 0) {
                write_line(cell);
            } else if (!cell.empty()) {
                write_wrapped(columns_[i].title + ": " + cell, indent_columns);
            }
        }
    }
    void write_note(const ColumnRow& row) { write_wrapped(shown(row.note), row.indent); }
    void write_wrapped(const std::string& text, int indent) {
        for (const auto& line : events::wrap(text, style_.width_columns - indent)) {
            text_ += events::pad("", indent) + line + '\n';
        }
    }

    const std::vector<Column>& columns_;
    const events::TableStyle& style_;
    std::vector<ColumnNeed> needs_;
    std::vector<int> widths_;
    bool is_list_ = false;
    std::string text_;
};

}  // namespace

std::string column_table(const std::vector<Column>& columns, const std::vector<ColumnRow>& rows,
                         const events::TableStyle& style) {
    return ColumnTable(columns, style).write(rows);
}

std::string hanging_text(const std::string& start, const std::string& text,
                         const events::TableStyle& style) {
    constexpr int text_columns_min = 20;
    const auto whole = events::printable(text);
    if (style.is_full) { return start + whole; }
    const auto indent = events::display_width(start);
    std::string lines;
    for (const auto& line :
         events::wrap(whole, std::max(text_columns_min, style.width_columns - indent))) {
        lines += (lines.empty() ? start : '\n' + events::pad("", indent)) + line;
    }
    return lines;
}

}  // namespace peil::cli
