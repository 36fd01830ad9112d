// The content of a table cell as tokens: text, paragraphs, lists, items and bullets. Only the names
// of HTML are tags; a URL or a figure between angle brackets stays text.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

enum class CellTokenKind {
    text,
    paragraph_start,
    paragraph_end,
    list_start,
    list_end,
    item_start,
    item_end,
    bullet,
};

struct CellToken {
    CellTokenKind kind = CellTokenKind::text;
    bool ordered = false;  ///< of a list: numbered
    std::string text;      ///< of a text: with entities decoded, never empty
};

/// The tokens of `html`. Digits in <sup> become superscript digits. Cost: linear.
[[nodiscard]] std::vector<CellToken> cell_tokens(std::string_view html);

/// The text of `html` without tags, with single spaces.
[[nodiscard]] std::string plain_text(std::string_view html);

/// The superscript character for a digit from `0` to `9`.
[[nodiscard]] std::string_view superscript(char digit);

}  // namespace peil::events::reading
