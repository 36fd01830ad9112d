// Footnotes: their texts stand at the foot of a page, in the middle of whatever row the page
// breaks; their marks stand behind a word of another row. Marks leave the text, notes go to their
// row.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "assumptions.hpp"
#include <peil/events/report.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// A footnote as it was found at the foot of a page.
struct FootnoteText {
    std::string mark;  ///< in plain digits
    std::string text;
    LineRange lines;
};

/// How marks are printed: as superscript digits, or as digits glued to the end of a word.
enum class MarkStyle { superscript, glued };

/// The digits that `line` begins with as superscripts, in plain digits; empty if there are none.
[[nodiscard]] std::string leading_mark(std::string_view line);

/// Removes the marks from the texts of `rows` and gives each footnote, in the order of the file,
/// to the row of the nearest mark before it. Footnotes without a mark go to the row they stand in.
/// Cost: linear in the text of the rows.
void attach_footnotes(std::vector<ReportRow>& rows, std::span<const FootnoteText> footnotes,
                      MarkStyle style, Notes& notes);

}  // namespace peil::events::reading
