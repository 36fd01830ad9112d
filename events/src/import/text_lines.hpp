// The lines of a report file, after the checks that protect everything behind them: size, line
// length, UTF-8 and control bytes. A byte-order mark is skipped; lines may end in CR LF.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/events/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

constexpr std::size_t report_size_bytes_max = std::size_t{16} * 1024 * 1024;
constexpr std::size_t report_line_bytes_max = std::size_t{256} * 1024;
constexpr std::size_t report_lines_max = 200'000;

/// With which some editors begin a file.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// A line without its end; `number` is one-based. The text is a view into the file.
struct SourceLine {
    std::uint32_t number = 0;
    std::string_view text;
};

/// What was found on a line and what was expected there.
struct Refusal {
    std::uint32_t line = 1;
    std::string found;
    std::string expected;
};

/// The error unreadable_report, worded "line N: found …; expected …".
[[nodiscard]] core::Error unreadable(const Refusal& refusal);

/// The lines of `text`, views into it.
/// Errors: unreadable_report if the text is empty, too large, or holds too many lines,
/// a line that is too long, a control byte, or bytes that are not UTF-8. Cost: linear.
[[nodiscard]] core::Result<std::vector<SourceLine>> source_lines(std::string_view text);

/// The single line `number` as a range.
[[nodiscard]] constexpr LineRange one_line(std::uint32_t number) {
    return {number, number + 1};
}

}  // namespace peil::events::reading
