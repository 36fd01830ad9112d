// Matrices and their differences as texts: for a terminal, for a document, for a spreadsheet. All
// words of a matrix are those of the printed report, in Dutch; differences are told in Dutch or
// English.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/changes.hpp>
#include <peil/events/matrix.hpp>

#include <string>
#include <vector>

namespace peil::events {

/// How a text is laid out on a terminal.
struct TableStyle {
    int width_columns = 80;
    bool is_coloured = false;
    bool is_full = false;  ///< long progress is not cut
};

/// The matrix as a table of that width, chapter by chapter; narrower than 60 columns, as a list. No
/// line is wider than the terminal and no character of the content reaches it as a command.
[[nodiscard]] std::string render_table(const Matrix& matrix, const TableStyle& style);

/// The matrix as Markdown (GitHub's): a heading, the introduction, a table a chapter, footnotes.
/// All content is escaped, so that none of it becomes markup.
[[nodiscard]] std::string render_markdown(const Matrix& matrix);

/// The matrix as comma-separated values after RFC 4180, a header and one record a measure. A cell
/// that a spreadsheet would run as a formula begins with an apostrophe instead.
[[nodiscard]] std::string render_csv(const Matrix& matrix);

/// What is compared, in which language it is told.
struct ChangesPage {
    const Comparison& comparison;
    const Matrix& before;
    const Matrix& after;
    Language language = Language::nl;
};

/// What differs: the summary, then measure by measure each change, with `[-removed-]` and
/// `{+added+}` words. Long unchanged passages are shortened, unless the style is full.
[[nodiscard]] std::string render_changes(const ChangesPage& page, const TableStyle& style);

/// The same as a table in Markdown, with `<del>` and `<ins>` around the words.
[[nodiscard]] std::string render_changes_markdown(const ChangesPage& page);

/// The same as one HTML page that needs nothing beside it and can be printed: a table with headers
/// for screen readers, `<del>` and `<ins>` around the words. All content is escaped.
[[nodiscard]] std::string render_changes_html(const ChangesPage& page);

}  // namespace peil::events
