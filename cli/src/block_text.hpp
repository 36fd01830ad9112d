// Progress as people type it: paragraphs parted by empty lines, lists by marks at line starts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/block.hpp>

#include <string_view>

namespace peil::cli {

/// Paragraphs and lists in a text. A line that begins with `- `, `* ` or `• ` is an item, with
/// `1. ` one of an ordered list; other lines continue what is before them.
[[nodiscard]] events::Blocks parse_blocks(std::string_view text);

}  // namespace peil::cli
