// Widths of columns, and rows of wrapped cells.
// SPDX-License-Identifier: EUPL-1.2
#include "ink.hpp"
#include <peil/events/text_table.hpp>
#include <peil/events/text_width.hpp>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace peil::events {

namespace {

constexpr int gap_columns = 2;
constexpr int list_below_columns = 60;
constexpr int line_columns_min = 20;
constexpr int line_columns_max = 200;
constexpr int word_columns_max = 26;  // a longer word may be broken

/// What a column would need, and what it can do with.
struct ColumnNeed {
    int text = 1;
    int word = 1;
};

void widen(ColumnNeed& need, std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool is_end = at == text.size() || text[at] == '\n';
        if (is_end) {
            need.text = std::max(need.text, display_width(text.substr(begin, at - begin)));
            begin = at + 1;
        }
    }
    for (begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find_first_of(" \n", begin), text.size());
        const auto word = display_width(text.substr(begin, end - begin));
        need.word = std::max(need.word, std::min(word, word_columns_max));
        begin = end + 1;
    }
}

/// Takes columns from the widest, one by one, first where words stay whole.
std::vector<int> share_width(const std::vector<ColumnNeed>& needs, int available) {
    std::vector<int> widths;
    widths.reserve(needs.size());
    for (const auto& need : needs) { widths.push_back(need.text); }
    for (auto sum = std::accumulate(widths.begin(), widths.end(), 0); sum > available; --sum) {
        std::size_t widest = 0;
        const auto room = [&](std::size_t i) {
            const bool has_spare = widths[i] > needs[i].word;
            return std::pair(has_spare, widths[i]);
        };
        for (std::size_t i = 1; i < widths.size(); ++i) {
            if (room(i) > room(widest)) { widest = i; }
        }
        if (widths[widest] <= 1) { break; }
        --widths[widest];
    }
    return widths;
}

std::string without_end_spaces(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

class TextTableWriter {
  public:
    TextTableWriter(const TextRow& headings, const TableStyle& style, std::size_t lines_max)
        : headings_(headings),
          style_(style),
          lines_max_(style.is_full ? std::string::npos : lines_max),
          total_(std::clamp(style.width_columns, line_columns_min, line_columns_max)) {}

    std::string write(std::vector<TextRow> rows) {
        for (auto& row : rows) {
            for (auto& cell : row) { cell = printable(cell); }
        }
        const bool is_list = total_ < list_below_columns;
        if (!is_list) {
            lay_out_columns(rows);
            write_row(headings_, Ink::plain);
            std::string rule;
            for (int i = 0; i < total_; ++i) { rule += "─"; }
            text_ += paint(rule, Ink::dim, style_.is_coloured) + '\n';
        }
        for (const auto& row : rows) {
            if (row.size() == 1) {
                write_heading(row.front());
            } else if (is_list) {
                write_list(row);
            } else {
                write_row(row, Ink::bold);
            }
        }
        return std::move(text_);
    }

  private:
    void lay_out_columns(const std::vector<TextRow>& rows) {
        std::vector<ColumnNeed> needs(headings_.size());
        for (std::size_t i = 0; i < headings_.size(); ++i) { widen(needs[i], headings_[i]); }
        for (const auto& row : rows) {
            for (std::size_t i = 0; row.size() > 1 && i < needs.size(); ++i) {
                widen(needs[i], row[i]);
            }
        }
        const auto gaps = gap_columns * (static_cast<int>(headings_.size()) - 1);
        widths_ = share_width(needs, total_ - gaps);
        total_ = std::accumulate(widths_.begin(), widths_.end(), gaps);
    }

    [[nodiscard]] std::vector<std::string> lines_of(const std::string& cell, int width) const {
        auto lines = wrap(cell, width);
        if (lines.size() <= lines_max_ + 1 || lines_max_ == std::string::npos) { return lines; }
        lines.resize(lines_max_);
        lines.emplace_back("…");
        return lines;
    }

    void write_heading(const std::string& heading) {
        text_ += '\n';
        for (const auto& line : wrap(heading, total_)) {
            text_ += paint(line, Ink::bold, style_.is_coloured) + '\n';
        }
    }

    void write_row(const TextRow& row, Ink first_ink) {
        std::vector<std::vector<std::string>> cells;
        std::size_t height = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(lines_of(row[i], widths_[i]));
            height = std::max(height, cells.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            std::string rest;
            for (std::size_t i = 1; i < cells.size(); ++i) {
                rest += pad("", gap_columns);
                rest += pad(at < cells[i].size() ? cells[i][at] : "", widths_[i]);
            }
            const auto first = at < cells[0].size() ? cells[0][at] : "";
            text_ += without_end_spaces(paint(pad(first, widths_[0]),
                                              first.empty() ? Ink::plain : first_ink,
                                              style_.is_coloured) +
                                        without_end_spaces(std::move(rest))) +
                     '\n';
        }
    }

    void write_list(const TextRow& row) {
        constexpr int indent = 2;
        write_heading(row.front());
        for (std::size_t i = 1; i < row.size(); ++i) {
            if (row[i].empty()) { continue; }
            for (const auto& line : lines_of(headings_[i] + ": " + row[i], total_ - indent)) {
                text_ += pad("", indent) + line + '\n';
            }
        }
    }

    const TextRow& headings_;
    const TableStyle& style_;
    std::size_t lines_max_;
    int total_;
    std::vector<int> widths_;
    std::string text_;
};

}  // namespace

std::string render_text_table(const TextRow& headings, const std::vector<TextRow>& rows,
                              const TableStyle& style, std::size_t lines_max) {
    return TextTableWriter(headings, style, lines_max).write(rows);
}

std::string render_paragraph(const std::string& text, const TableStyle& style) {
    std::string lines;
    const auto width = std::clamp(style.width_columns, line_columns_min, line_columns_max);
    for (const auto& line : wrap(printable(text), width)) { lines += line + '\n'; }
    return lines;
}

}  // namespace peil::events
