// Differences as a reader sees them: long unchanged passages shortened, words marked, lines broken.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/word_diff.hpp>

#include <string>
#include <vector>

namespace peil::events {

enum class Passages { shortened, whole };

/// The spans to show: unchanged passages keep a few words beside each change, white space at the
/// ends of changed words is shown as unchanged, and changed white space alone as `·` or `¶`.
/// With Passages::whole nothing is shortened.
[[nodiscard]] std::vector<DiffSpan> condense(const std::vector<DiffSpan>& spans,
                                             Passages passages = Passages::shortened);

struct LineStyle {
    int width = 80;
    bool is_coloured = false;
    Passages passages = Passages::shortened;
};

/// Condensed spans with `[-…-]` and `{+…+}` marks, in lines of at most that width. Controls are
/// shown as U+FFFD.
[[nodiscard]] std::vector<std::string> diff_lines(const std::vector<DiffSpan>& spans,
                                                  const LineStyle& style);

}  // namespace peil::events
