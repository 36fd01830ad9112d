// The decisions a reader of reports has to list, by stable code:
// SPDX-License-Identifier: EUPL-1.2
//   chapter-without-title       a table header of the tabbed layout follows no chapter row
//   closed-in-footnote          a footnote says that a sub-measure is finished; nothing is recorded
//   description-differs         the description is not the one of the previous edition
//   description-over-page-break the description goes on behind a page break, beside the progress
//   ends-in-mid-sentence        the file ends without the end of a sentence
//   footnote-inside-row         a footnote stood between the lines of a row and was taken out
//   footnote-missing            a mark was removed for which the file has no footnote
//   footnote-without-mark       a footnote whose mark was not found went to the row it stands in
//   header-repeated             a repeated table header does not begin a chapter
//   heading-left-out            a heading is not part of the introduction
//   join-over-page-break        text before and after a page break is one paragraph or item
//   joint-description-shared    measures of a joint row have one description that cannot be divided
//   line-broken-by-hand         a short line ends no paragraph, as its neighbours are short as well
//   line-without-tabs           a loose line was read as the continuation of the row before it
//   list-without-bullets        the items of a list were told apart by their sentences
//   measure-not-printed         an open measure of the ledger does not stand in the file
//   number-never-printed        a joint row prints fewer numbers than descriptions
//   page-header-once            the line between two pages stands there once only
//   page-number-left-out        a line of digits between two pages is no text
//   paragraph-after-page-break  a new paragraph begins right behind a page break
//   paragraph-without-mark      the shape of a line ends a paragraph, no empty line does
//   report-cut                  the file breaks off, and is imported as far as it goes
//   row-with-fewer-tabs         a continuation with fewer cells than columns goes to the last one
//   split-by-shape              description and progress were told apart by the width of lines
//   split-without-separator     description and progress were told apart by the known description
//   tags-unclosed               a tag is not closed within its cell
//   word-in-chapter-row         the last words of a row stand in the chapter row behind it
#pragma once

#include <peil/events/report.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

using Notes = std::vector<Assumption>;

/// Adds an assumption about `lines`; the measure is filled in by who knows it.
inline void note(Notes& notes, std::string_view code, LineRange lines, std::string text) {
    notes.push_back({std::string{code}, {}, lines, std::move(text)});
}

}  // namespace peil::events::reading
