// Matrices and their differences as texts: for a terminal, for a document, for a spreadsheet. All
// words of a matrix are those of the printed report, in Dutch; differences are told in English.
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

/// What differs: a sentence that counts, then measure by measure each field, with `[-removed-]` and
/// `{+added+}` words. Long unchanged passages are shortened, unless the style is full.
[[nodiscard]] std::string render_changes(const std::vector<Change>& changes, const Matrix& before,
                                         const Matrix& after, const TableStyle& style);

/// The same as Markdown, with `<del>` and `<ins>` around the words.
[[nodiscard]] std::string render_changes_markdown(const std::vector<Change>& changes,
                                                  const Matrix& before, const Matrix& after);

}  // namespace peil::events
