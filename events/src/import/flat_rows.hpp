// The rows of a flat report: where chapters and measures begin, with their lines not yet divided
// into description and progress.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "assumptions.hpp"
#include "flat_lines.hpp"
#include "measure_numbers.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace peil::events::reading {

struct FlatRow {
    std::vector<std::string> numbers;  ///< as printed, at least one
    std::uint32_t chapter = 0;
    std::vector<FlatLine> lines;  ///< the first without the numbers
    LineRange range;
};

struct FlatTable {
    std::vector<FlatLine> introduction;
    FlatLine header;
    std::vector<ReportChapter> chapters;
    std::vector<FlatRow> rows;
};

/// The rows of `lines`. A number begins a row only if it is higher than the one before it, a
/// capital follows, and either the description is known or the number is the next one.
/// Errors: unreadable_report if there is no table header, for text between a header and the first
/// measure behind it, or for a chapter without measures.
[[nodiscard]] core::Result<FlatTable> flat_table(std::span<const FlatLine> lines,
                                                 const KnownMeasures& known, Notes& notes);

}  // namespace peil::events::reading
