// What all renderings of a matrix share: its chapters and rows in printed order, and the words of
// the programme for headings, statuses, and dates.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// A printed row: one measure, or more that share it. Pointers die with the matrix.
struct PrintedRow {
    std::vector<const MatrixMeasure*> measures;  ///< at least one; the first gives the row's cells
    [[nodiscard]] const MatrixMeasure& first() const { return *measures.front(); }
    [[nodiscard]] bool is_joint() const { return measures.size() > 1; }
};

struct PrintedChapter {
    std::string heading;  ///< `1. Title`, or `Hoofdstuk 1` where no title is printed
    std::vector<PrintedRow> rows;
};

/// The rows of a matrix; a chapter begins wherever the chapter of the rows changes.
[[nodiscard]] std::vector<PrintedChapter> printed_chapters(const Matrix& matrix);

/// `8`, or `27 & 28` of a joint row.
[[nodiscard]] std::string label_of(const PrintedRow& row);
/// The description, or one line a measure if those of a joint row differ.
[[nodiscard]] std::string description_of(const PrintedRow& row);
/// The footnotes of all measures of a row, each once.
[[nodiscard]] std::vector<Footnote> footnotes_of(const PrintedRow& row);

/// Whether there is a column of planning: an edition says so, any other matrix has one if there is
/// something to put in it.
[[nodiscard]] bool has_planning_column(const Matrix& matrix);
/// The header of a column as the edition prints it, or the usual one.
[[nodiscard]] std::string column_label(const Matrix& matrix, std::string_view field);

/// `gepland`, `doorlopend`, …; an unknown status as it is.
[[nodiscard]] std::string status_word(std::string_view status);
/// Planning as printed; without any, the word for the status.
[[nodiscard]] std::string planning_or_status(const MatrixMeasure& measure);
/// Planning as printed and, on a line of its own, the status where it says something else.
[[nodiscard]] std::string planning_with_status(const MatrixMeasure& measure);
/// `Afgesloten: samengevoegd met 3. Reden`; empty for an open measure.
[[nodiscard]] std::string closure_note(const MatrixMeasure& measure);

/// `14 november 2016`; what is no date as it is.
[[nodiscard]] std::string date_in_words(std::string_view date);
/// `57 gebeurtenissen`.
[[nodiscard]] std::string events_in_words(std::uint64_t count);
/// `Editie 7, 14 november 2016: title`, or `Stand op 14 november 2016`.
[[nodiscard]] std::string moment_in_words(const Matrix& matrix);

}  // namespace peil::events
