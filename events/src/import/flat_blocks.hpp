// Lines of running text as paragraphs and lists, for a layout that has no tags.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "assumptions.hpp"
#include "flat_lines.hpp"
#include "wrap_width.hpp"
#include <peil/events/block.hpp>

#include <span>

namespace peil::events::reading {

/// The blocks of `lines`. A paragraph ends at a gap; at a line that ends in two spaces and a
/// sentence; and at a sentence whose line had room for the next word, unless lines around it were
/// broken by hand. Items begin with a bullet. What no gap showed is added to `notes`.
[[nodiscard]] Blocks flat_blocks(std::span<const FlatLine> lines, const WrapWidth& wrap,
                                 Notes& notes);

}  // namespace peil::events::reading
