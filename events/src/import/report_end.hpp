// How a report ends: whether its file was evidently cut. Only shape and counts are looked at, so a
// cut between two sentences of the last measure cannot be seen; nor can one behind a whole row of a
// table where nothing tells how many measures there are.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "text_lines.hpp"
#include <peil/events/report.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace peil::events::reading {

/// A cut behind `text` on line `line`.
[[nodiscard]] ReportCut breaks_off(std::uint32_t line, std::string_view text);

/// Whether the last paragraph that is opened in `html` is not closed.
[[nodiscard]] bool has_open_paragraph(std::string_view html);

/// Whether `text` ends in a mark or a word that nothing ends in, such as a comma or an article.
[[nodiscard]] bool is_unfinished(std::string_view text);

/// A cut within the last of `lines`, which has no line end. A table row, a sentence, a page number
/// or the dashes under a table may end a file without one.
[[nodiscard]] std::optional<ReportCut> cut_in_last_line(const Report& report,
                                                        std::span<const SourceLine> lines);

/// A cut behind fewer measures than the introduction, which stands in `lines` before the first row,
/// speaks of; where the numbers leave one out, it is said of that place.
[[nodiscard]] std::optional<ReportCut> cut_by_count(const Report& report,
                                                    std::span<const SourceLine> lines);

/// For a flat report in which nothing tells that it is whole: its introduction does not speak of as
/// many measures as it has, and it does not end as an extracted document does, in a line of spaces
/// with two empty lines behind it. Between two lines stands one empty line at most.
[[nodiscard]] std::optional<ReportCut> open_end(const Report& report,
                                                std::span<const SourceLine> lines);

/// A cut behind the last row where the measures of `previous` from some number up to the last of
/// them are not in the report. `edition` names the edition that `previous` are from.
[[nodiscard]] std::optional<ReportCut> cut_by_previous(const Report& report,
                                                       std::span<const KnownMeasure> previous,
                                                       std::uint32_t edition);

}  // namespace peil::events::reading
