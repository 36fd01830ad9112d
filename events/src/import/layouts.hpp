// The two layouts a report may have, each with its own reader, and how a table header tells them
// apart.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "measure_numbers.hpp"
#include "text_lines.hpp"
#include <peil/core/error.hpp>
#include <peil/events/report.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// The cells of a line, divided by tabs.
[[nodiscard]] std::vector<std::string_view> cells_of(std::string_view line);

/// Whether the line is the header of a tabbed table: "Nr" and at least two more labels.
[[nodiscard]] bool is_tabbed_header(std::string_view line);

/// Whether the line is the header of a flat table: "Nr", a word, and more words, without a tab.
[[nodiscard]] bool is_flat_header(std::string_view line);

/// Layout A: rows of tab-separated cells with HTML tags; pages are divided by a repeated line.
[[nodiscard]] core::Result<Report> read_tabbed(std::span<const SourceLine> lines,
                                               const KnownMeasures& known);

/// Layout B: text of a PDF, line by line, without any separator between the columns.
[[nodiscard]] core::Result<Report> read_flat(std::span<const SourceLine> lines,
                                             const KnownMeasures& known);

}  // namespace peil::events::reading
