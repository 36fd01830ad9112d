// The matrix as Markdown: a document to publish or to paste.
// SPDX-License-Identifier: EUPL-1.2
#include "markdown_text.hpp"
#include "render_rows.hpp"
#include <peil/events/render.hpp>

#include <cstddef>
#include <string_view>
#include <variant>

namespace peil::events {

namespace {

std::string marks_of(const std::vector<Footnote>& footnotes, std::string_view field) {
    std::string marks;
    for (const auto& note : footnotes) {
        if (note.field == field) { marks += " <sup>" + escape_markdown(note.mark) + "</sup>"; }
    }
    return marks;
}

/// Blocks on one line, as a cell of a table demands.
std::string blocks_in_cell(const Blocks& blocks) {
    std::string cell;
    for (const auto& block : blocks) {
        const auto* list = std::get_if<List>(&block);
        if (list == nullptr) {
            if (!cell.empty()) { cell += "<br><br>"; }
            cell += escape_markdown(std::get<Paragraph>(block).text);
            continue;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (!cell.empty()) { cell += "<br>"; }
            cell += list->ordered ? std::to_string(i + 1) + ". " : "• ";
            cell += escape_markdown(list->items[i]);
        }
    }
    return cell;
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

std::string progress_cell(const PrintedRow& row) {
    const auto note = escape_markdown(closure_note(row.first()));
    const auto progress = blocks_in_cell(row.first().progress);
    return note + (note.empty() || progress.empty() ? "" : "<br><br>") + progress;
}

std::string table_row(const PrintedRow& row, bool has_planning) {
    const auto footnotes = footnotes_of(row);
    auto line = "| " + escape_markdown(label_of(row)) + " | " +
                escape_markdown(description_of(row)) + marks_of(footnotes, "description") + " | ";
    if (has_planning) {
        line += escape_markdown(planning_or_status(row.first())) + marks_of(footnotes, "planning") +
                " | ";
    }
    return line + progress_cell(row) + marks_of(footnotes, "progress") + " |\n";
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
