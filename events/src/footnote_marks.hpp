// The places of footnote marks in a text: after the word that each was glued to.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/report.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// A part of a text and the mark that follows it; the last part has none.
struct MarkedPart {
    std::string text;
    std::string mark;
};

/// The marks of one field that have found no place yet.
class FootnoteMarks {
  public:
    FootnoteMarks(const std::vector<Footnote>& footnotes, std::string_view field);

    /// The text in parts, with the marks whose word stands in it; of several such words it is the
    /// first. In the last text of a field come, at its end, those whose word stands nowhere.
    [[nodiscard]] std::vector<MarkedPart> place(std::string_view text, bool is_last);

  private:
    std::vector<const Footnote*> waiting_;
};

/// The text with its marks as `word[1]`.
[[nodiscard]] std::string with_marks(std::string_view text, FootnoteMarks& marks, bool is_last);
/// The blocks with the marks of the field `progress`.
[[nodiscard]] Blocks with_marks(const Blocks& blocks, const std::vector<Footnote>& footnotes);

}  // namespace peil::events
