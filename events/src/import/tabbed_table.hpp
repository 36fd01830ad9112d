// The lines of a tabbed report by what they are, before their cells are read: measures, what
// continues them, chapters, and everything between pages that is no text.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "text_lines.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

enum class TabbedKind {
    blank,
    introduction,
    header,
    chapter,
    measure,
    continuation,
    footnote,
    page_header,
    page_number,
    filler,
    loose,  ///< text without tabs that is none of these
};

struct TabbedLine {
    TabbedKind kind = TabbedKind::blank;
    std::uint32_t number = 0;
    std::string_view text;
    std::vector<std::string_view> cells;
};

/// A chapter row: its number (nothing if it prints none), its title, and what stands in its last
/// cell, which is the end of the row before it.
struct ChapterRow {
    std::optional<std::uint32_t> number;
    std::string title;
    std::string_view tail;
};

struct TabbedTable {
    std::vector<TabbedLine> lines;
    std::size_t column_count = 0;
    std::string_view page_header;  ///< the line between pages, or empty
    std::uint32_t page_header_count = 0;
};

/// The lines of a file that holds at least one tabbed header.
/// Errors: unreadable_report for rows that are neither a measure, a chapter nor a continuation.
[[nodiscard]] core::Result<TabbedTable> classify_tabbed(std::span<const SourceLine> lines);

/// The parts of a line of kind `chapter`.
[[nodiscard]] ChapterRow chapter_row(const TabbedLine& line);

}  // namespace peil::events::reading
