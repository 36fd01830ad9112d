// The lines of a flat report: which begin a page, which follow an empty paragraph, and the
// footnotes that the page breaks have left between them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "footnotes.hpp"
#include "text_lines.hpp"
#include <peil/events/report.hpp>

#include <span>
#include <string>
#include <vector>

namespace peil::events::reading {

/// A printed line. Spaces before it are gone; those behind it stay, because they tell whether a
/// hyphen joins and whether a paragraph ends.
struct FlatLine {
    std::string text;
    LineRange lines;
    bool page_break = false;  ///< the first line of a page
    bool after_gap = false;   ///< a line with nothing but spaces stands before it
    bool double_end = false;  ///< it ends in two spaces or more
};

struct FlatText {
    std::vector<FlatLine> lines;
    std::vector<FootnoteText> footnotes;
};

/// The lines of `source` that are not empty, with raised ordinals ("2", "e") put back into their
/// line and footnotes taken out.
[[nodiscard]] FlatText flat_text(std::span<const SourceLine> source);

}  // namespace peil::events::reading
