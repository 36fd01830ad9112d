// Tables and lists in HTML.
// SPDX-License-Identifier: EUPL-1.2
#include "report_html.hpp"

#include "../html_text.hpp"
#include "../render_rows.hpp"

#include <variant>

namespace peil::events {

namespace {

std::string attribute_of_cells(const PrintedRow& row, std::string_view field) {
    std::string names;
    for (const auto* measure : row.measures) {
        names += (names.empty() ? "measure/" : " measure/") + measure->number + '#';
        names += field;
    }
    return " data-cells=\"" + escape_html(names) + '"';
}

std::string html_blocks(const Blocks& blocks) {
    std::string html;
    for (const auto& block : blocks) {
        const auto* list = std::get_if<List>(&block);
        if (list == nullptr) {
            html += "<p>" + escape_html(std::get<Paragraph>(block).text) + "</p>";
            continue;
        }
        html += list->ordered ? "<ol>" : "<ul>";
        for (const auto& item : list->items) { html += "<li>" + escape_html(item) + "</li>"; }
        html += list->ordered ? "</ol>" : "</ul>";
    }
    return html;
}

std::string html_marks(const std::vector<Footnote>& footnotes, std::string_view field) {
    std::string marks;
    for (const auto& note : footnotes) {
        if (note.field == field) { marks += "<sup>" + escape_html(note.mark) + "</sup>"; }
    }
    return marks;
}

std::string html_header(const Matrix& matrix, bool has_planning) {
    std::string header = "<thead><tr>";
    for (const std::string_view field : {"number", "description", "planning", "progress"}) {
        if (field == "planning" && !has_planning) { continue; }
        header += "<th scope=\"col\">" + escape_html(column_label(matrix, field)) + "</th>";
    }
    return header + "</tr></thead>";
}

std::string html_row(const PrintedRow& row, bool has_planning) {
    const auto footnotes = footnotes_of(row);
    auto html = "<tr><th scope=\"row\"" + attribute_of_cells(row, "chapter") + ">" +
                escape_html(label_of(row)) + "</th><td" + attribute_of_cells(row, "description") +
                ">" + escape_html(description_of(row)) + html_marks(footnotes, "description") +
                "</td>";
    if (has_planning) {
        html += "<td" + attribute_of_cells(row, "planning") + ">" +
                escape_html(planning_or_status(row.first())) + html_marks(footnotes, "planning") +
                "</td>";
    }
    return html + "<td" + attribute_of_cells(row, "progress") + ">" +
           html_blocks(row.first().progress) + html_marks(footnotes, "progress") + "</td></tr>";
}

std::string html_footnote(const PrintedRow& row, const Footnote& note) {
    auto html = "<p" + attribute_of_cells(row, "footnotes") + "><sup>" + escape_html(note.mark) +
                "</sup> Maatregel " + escape_html(label_of(row));
    if (!note.anchor.empty()) { html += ", bij ‘" + escape_html(note.anchor) + "’"; }
    return html + ": " + escape_html(note.text) + "</p>";
}

}  // namespace

std::string report_html(const Matrix& matrix) {
    const bool has_planning = has_planning_column(matrix);
    auto html = "<h1 data-cells=\"programme#title\">" + escape_html(matrix.programme) +
                "</h1><p class=\"moment\">" + escape_html(moment_in_words(matrix)) +
                "</p><section>" + html_blocks(matrix.introduction) + "</section>";
    for (const auto& chapter : printed_chapters(matrix)) {
        const auto number = std::to_string(chapter.rows.front().first().chapter);
        html += "<h2 data-cells=\"chapter/" + number + "#title\">" + escape_html(chapter.heading) +
                "</h2><table>" + html_header(matrix, has_planning) + "<tbody>";
        std::string footnotes;
        for (const auto& row : chapter.rows) {
            html += html_row(row, has_planning);
            for (const auto& note : footnotes_of(row)) { footnotes += html_footnote(row, note); }
        }
        html += "</tbody></table><div class=\"footnotes\">" + footnotes + "</div>";
    }
    return html;
}

}  // namespace peil::events
