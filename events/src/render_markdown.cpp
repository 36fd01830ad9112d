// The matrix as Markdown: a document to publish or to paste.
// SPDX-License-Identifier: EUPL-1.2
#include "footnote_marks.hpp"
#include "markdown_text.hpp"
#include "render_rows.hpp"
#include <peil/events/render.hpp>

#include <cstddef>
#include <string_view>
#include <variant>

namespace peil::events {

namespace {

/// The text with its footnote marks in superscript, each after its word.
std::string text_in_cell(std::string_view text, FootnoteMarks& marks, bool is_last = false) {
    std::string cell;
    for (const auto& part : marks.place(text, is_last)) {
        // Escaping takes away spaces at the ends, which within a text part its words.
        const bool is_parted = !cell.empty() && part.text.starts_with(' ');
        cell += (is_parted ? " " : "") + escape_markdown(part.text);
        if (!part.mark.empty()) { cell += "<sup>" + escape_markdown(part.mark) + "</sup>"; }
    }
    return cell;
}

/// A text that is the whole of its field.
std::string field_in_cell(std::string_view text, const std::vector<Footnote>& footnotes,
                          std::string_view field) {
    FootnoteMarks marks(footnotes, field);
    return text_in_cell(text, marks, true);
}

/// Blocks on one line, as a cell of a table demands.
std::string blocks_in_cell(const Blocks& blocks, const std::vector<Footnote>& footnotes) {
    FootnoteMarks marks(footnotes, "progress");
    std::string cell;
    for (const auto& block : blocks) {
        const auto* list = std::get_if<List>(&block);
        if (list == nullptr) {
            if (!cell.empty()) { cell += "<br><br>"; }
            cell += text_in_cell(std::get<Paragraph>(block).text, marks);
            continue;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (!cell.empty()) { cell += "<br>"; }
            cell += list->ordered ? std::to_string(i + 1) + ". " : "• ";
            cell += text_in_cell(list->items[i], marks);
        }
    }
    return cell + text_in_cell("", marks, true);
}

std::string blocks_in_document(const Blocks& blocks) {
    std::string text;
    for (const auto& block : blocks) {
        const auto* list = std::get_if<List>(&block);
        if (list == nullptr) {
            text += escape_markdown(std::get<Paragraph>(block).text) + "\n\n";
            continue;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            text += list->ordered ? std::to_string(i + 1) + ". " : "- ";
            text += escape_markdown(list->items[i]) + '\n';
        }
        text += '\n';
    }
    return text;
}

std::string heading(const Matrix& matrix) {
    const auto moment = escape_markdown(moment_in_words(matrix));
    if (matrix.programme.empty()) { return "# " + moment + "\n\n"; }
    return "# " + escape_markdown(matrix.programme) + "\n\n" + moment + "\n\n";
}

std::string table_header(const Matrix& matrix, bool has_planning) {
    std::string header = "|";
    std::string rule = "|";
    for (const auto* const field : {"number", "description", "planning", "progress"}) {
        if (field == std::string_view("planning") && !has_planning) { continue; }
        header += ' ' + escape_markdown(column_label(matrix, field)) + " |";
        rule += " --- |";
    }
    return header + '\n' + rule + '\n';
}

std::string progress_cell(const PrintedRow& row, const std::vector<Footnote>& footnotes) {
    const auto note = escape_markdown(closure_note(row.first()));
    const auto progress = blocks_in_cell(row.first().progress, footnotes);
    return note + (note.empty() || progress.empty() ? "" : "<br><br>") + progress;
}

std::string table_row(const PrintedRow& row, bool has_planning) {
    const auto footnotes = footnotes_of(row);
    auto line = "| " + escape_markdown(label_of(row)) + " | " +
                field_in_cell(description_of(row), footnotes, "description") + " | ";
    if (has_planning) {
        line += field_in_cell(planning_or_status(row.first()), footnotes, "planning") + " | ";
    }
    return line + progress_cell(row, footnotes) + " |\n";
}

std::string footnote_line(const PrintedRow& row, const Footnote& note) {
    auto line =
        "<sup>" + escape_markdown(note.mark) + "</sup> Maatregel " + escape_markdown(label_of(row));
    if (!note.anchor.empty()) { line += ", bij ‘" + escape_markdown(note.anchor) + "’"; }
    return line + ": " + escape_markdown(note.text) + "\n\n";
}

std::string footer(const Matrix& matrix) {
    auto text = "Stand op " + escape_markdown(matrix.as_of);
    if (!matrix.known_at.empty()) { text += ", bekend op " + escape_markdown(matrix.known_at); }
    return text + ". Grootboek van " + events_in_words(matrix.size) + ", wortel `" +
           core::to_hex(matrix.root) + "`.\n";
}

}  // namespace

std::string render_markdown(const Matrix& matrix) {
    const bool has_planning = has_planning_column(matrix);
    auto text = heading(matrix) + blocks_in_document(matrix.introduction);
    std::string footnotes;
    for (const auto& chapter : printed_chapters(matrix)) {
        text += "## " + escape_markdown(chapter.heading) + "\n\n";
        text += table_header(matrix, has_planning);
        for (const auto& row : chapter.rows) {
            text += table_row(row, has_planning);
            for (const auto& note : footnotes_of(row)) { footnotes += footnote_line(row, note); }
        }
        text += '\n';
    }
    return text + footnotes + footer(matrix);
}

}  // namespace peil::events
