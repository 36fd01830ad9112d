// The matrix on a terminal: columns of wrapped lines, or a list where there is no room for them.
// SPDX-License-Identifier: EUPL-1.2
#include "footnote_marks.hpp"
#include "ink.hpp"
#include "render_rows.hpp"
#include <peil/events/render.hpp>
#include <peil/events/text_width.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace peil::events {

namespace {

using Lines = std::vector<std::string>;

constexpr int stacked_below_columns = 60;
constexpr int table_columns_min = 20;
constexpr int table_columns_max = 200;  // longer lines are hard to follow with the eye
constexpr int gutter = 2;
constexpr std::size_t progress_lines_max = 6;
constexpr std::size_t root_digits = 12;

/// Widths in columns; planning 0: there is no such column.
struct Layout {
    int total = 0;
    int number = 0;
    int description = 0;
    int planning = 0;
    int progress = 0;
};

void append(Lines& lines, const Lines& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

/// Wrapped with a lead such as `• `; the lines after the first stand under the text.
Lines wrap_hanging(const std::string& lead, std::string_view text, int width) {
    const auto indent = display_width(lead);
    auto lines = wrap(text, width - indent);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i] = (i == 0 ? lead : pad("", indent)) + lines[i];
    }
    return lines;
}

Lines block_lines(const Block& block, int width) {
    const auto* list = std::get_if<List>(&block);
    if (list == nullptr) { return wrap(printable(std::get<Paragraph>(block).text), width); }
    Lines lines;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const auto lead = list->ordered ? std::to_string(i + 1) + ". " : "• ";
        append(lines, wrap_hanging(lead, printable(list->items[i]), width));
    }
    return lines;
}

Lines blocks_lines(const Blocks& blocks, int width, bool is_full) {
    Lines lines;
    for (const auto& block : blocks) {
        if (is_full && !lines.empty()) { lines.emplace_back(); }
        append(lines, block_lines(block, width));
    }
    return lines;
}

/// Cuts what is longer, unless only one line would be saved.
void shorten(Lines& lines, int width) {
    if (lines.size() <= progress_lines_max + 1) { return; }
    const auto more = lines.size() - progress_lines_max;
    lines.resize(progress_lines_max);
    append(lines, wrap("… (nog " + std::to_string(more) + " regels; --full toont alles)", width));
}

Lines progress_lines(const PrintedRow& row, int width, bool is_full) {
    Lines lines;
    if (const auto note = closure_note(row.first()); !note.empty()) {
        append(lines, wrap(printable(note), width));
    }
    const auto footnotes = footnotes_of(row);
    append(lines, blocks_lines(with_marks(row.first().progress, footnotes), width, is_full));
    for (const auto& note : footnotes) {
        append(lines, wrap_hanging('[' + printable(note.mark) + "] ", printable(note.text), width));
    }
    if (!is_full) { shorten(lines, width); }
    return lines;
}

std::string marked_description(const PrintedRow& row) {
    const auto footnotes = footnotes_of(row);
    FootnoteMarks marks(footnotes, "description");
    return with_marks(description_of(row), marks, true);
}

std::string marked_planning(const PrintedRow& row) {
    const auto footnotes = footnotes_of(row);
    FootnoteMarks marks(footnotes, "planning");
    return with_marks(planning_with_status(row.first()), marks, true);
}

Lines planning_lines(const PrintedRow& row, int width) {
    const auto planning = marked_planning(row);
    return planning.empty() ? Lines{} : wrap(printable(planning), width);
}

struct Widest {
    int text = 0;
    int word = 0;
};

void measure_widest(Widest& widest, std::string_view text) {
    for (const auto& line : wrap(text, table_columns_max)) {
        widest.text = std::max(widest.text, display_width(line));
    }
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const auto end = std::min(text.find_first_of(" \n", begin), text.size());
        widest.word = std::max(widest.word, display_width(text.substr(begin, end - begin)));
        begin = end + 1;
    }
}

/// As wide as its contents, but at most a sixth of the line, unless its longest word needs more.
int planning_width(const Matrix& matrix, int available) {
    constexpr int word_max = 14;
    Widest widest;
    measure_widest(widest, printable(column_label(matrix, "planning")));
    for (const auto& measure : matrix.measures) {
        measure_widest(widest, printable(planning_with_status(measure)));
    }
    return std::min(widest.text, std::max(available / 6, std::min(widest.word, word_max)));
}

/// Three tenths of the line, unless the longest word needs a little more.
int description_width(const Matrix& matrix, int available) {
    constexpr int word_max = 26;
    Widest widest;
    for (const auto& measure : matrix.measures) {
        measure_widest(widest, printable(measure.description));
    }
    return std::max(available * 3 / 10, std::min({widest.word, word_max, available * 2 / 5}));
}

Layout lay_out(const Matrix& matrix, const std::vector<PrintedChapter>& chapters, int total) {
    constexpr int number_max = 9;
    Layout layout{.total = total, .number = display_width(column_label(matrix, "number"))};
    for (const auto& chapter : chapters) {
        for (const auto& row : chapter.rows) {
            layout.number = std::max(layout.number, display_width(label_of(row)));
        }
    }
    layout.number = std::min(layout.number, number_max);
    const bool has_planning = has_planning_column(matrix);
    const auto available = total - layout.number - gutter * (has_planning ? 3 : 2);
    if (has_planning) { layout.planning = planning_width(matrix, available); }
    layout.description = description_width(matrix, available);
    layout.progress = available - layout.planning - layout.description;
    return layout;
}

/// The wrapped cells of a row.
struct Cells {
    Lines number;
    Lines description;
    Lines planning;
    Lines progress;
    [[nodiscard]] std::size_t height() const {
        return std::max({number.size(), description.size(), planning.size(), progress.size()});
    }
};

std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

class TableWriter {
  public:
    TableWriter(const Matrix& matrix, const TableStyle& style)
        : matrix_(matrix), style_(style), chapters_(printed_chapters(matrix)) {
        const auto total = std::clamp(style.width_columns, table_columns_min, table_columns_max);
        layout_ = lay_out(matrix, chapters_, total);
    }

    std::string write() {
        write_heading();
        const bool is_stacked = layout_.total < stacked_below_columns;
        if (!is_stacked) { write_header(); }
        for (const auto& chapter : chapters_) {
            write_line();
            write_wrapped(chapter.heading, Ink::bold);
            for (const auto& row : chapter.rows) {
                write_line();
                if (is_stacked) {
                    write_stacked(row);
                } else {
                    write_cells(cells_of(row), Ink::bold);
                }
            }
        }
        write_footer();
        return std::move(text_);
    }

  private:
    void write_line(const std::string& line = "") { text_ += line + '\n'; }
    void write_wrapped(const std::string& text, Ink ink) {
        for (const auto& line : wrap(printable(text), layout_.total)) {
            write_line(paint(line, ink, style_.is_coloured));
        }
    }

    void write_heading() {
        if (!matrix_.programme.empty()) { write_wrapped(matrix_.programme, Ink::bold); }
        write_wrapped(moment_in_words(matrix_), Ink::plain);
        if (style_.is_full && !matrix_.introduction.empty()) {
            write_line();
            for (const auto& line : blocks_lines(matrix_.introduction, layout_.total, true)) {
                write_line(line);
            }
        }
    }

    void write_header() {
        write_line();
        Cells cells;
        cells.number = wrap(printable(column_label(matrix_, "number")), layout_.number);
        cells.description =
            wrap(printable(column_label(matrix_, "description")), layout_.description);
        if (layout_.planning > 0) {
            cells.planning = wrap(printable(column_label(matrix_, "planning")), layout_.planning);
        }
        cells.progress = wrap(printable(column_label(matrix_, "progress")), layout_.progress);
        write_cells(cells, Ink::plain);
        std::string rule;
        for (int i = 0; i < layout_.total; ++i) { rule += "─"; }
        write_line(paint(rule, Ink::dim, style_.is_coloured));
    }

    [[nodiscard]] Cells cells_of(const PrintedRow& row) const {
        Cells cells;
        cells.number = wrap(printable(label_of(row)), layout_.number);
        cells.description = wrap(printable(marked_description(row)), layout_.description);
        if (layout_.planning > 0) { cells.planning = planning_lines(row, layout_.planning); }
        cells.progress = progress_lines(row, layout_.progress, style_.is_full);
        return cells;
    }

    void write_cells(const Cells& cells, Ink number_ink) {
        const auto cell = [](const Lines& lines, std::size_t i, int width) {
            return pad(i < lines.size() ? lines[i] : "", width);
        };
        const auto space = pad("", gutter);
        for (std::size_t i = 0; i < cells.height(); ++i) {
            auto rest = space + cell(cells.description, i, layout_.description);
            if (layout_.planning > 0) {
                rest += space;
                rest += cell(cells.planning, i, layout_.planning);
            }
            rest += space;
            rest += cell(cells.progress, i, layout_.progress);
            rest = trimmed(std::move(rest));
            const auto number = cell(cells.number, i, layout_.number);
            const bool is_painted = i < cells.number.size();
            write_line(trimmed(
                paint(number, is_painted ? number_ink : Ink::plain, style_.is_coloured) + rest));
        }
    }

    void write_stacked(const PrintedRow& row) {
        constexpr int indent = 2;
        const auto width = layout_.total - indent;
        write_wrapped(label_of(row), Ink::bold);
        Lines lines = wrap(printable(marked_description(row)), width);
        if (layout_.planning > 0) {
            auto planning = marked_planning(row);
            std::replace(planning.begin(), planning.end(), '\n', ' ');
            if (!planning.empty()) {
                append(lines,
                       wrap(printable(column_label(matrix_, "planning") + ": " + planning), width));
            }
        }
        append(lines, progress_lines(row, width, style_.is_full));
        for (const auto& line : lines) { write_line(trimmed(pad("", indent) + line)); }
    }

    void write_footer() {
        const auto count = matrix_.measures.size();
        auto footer = std::to_string(count) + (count == 1 ? " maatregel" : " maatregelen");
        if (!matrix_.as_of.empty()) { footer += " · stand op " + matrix_.as_of; }
        if (!matrix_.known_at.empty()) { footer += " · bekend op " + matrix_.known_at; }
        footer += " · " + events_in_words(matrix_.size);
        footer += " · wortel " + core::to_hex(matrix_.root).substr(0, root_digits);
        write_line();
        write_wrapped(footer, Ink::dim);
    }

    const Matrix& matrix_;
    const TableStyle& style_;
    std::vector<PrintedChapter> chapters_;
    Layout layout_;
    std::string text_;
};

}  // namespace

std::string render_table(const Matrix& matrix, const TableStyle& style) {
    return TableWriter(matrix, style).write();
}

}  // namespace peil::events
