// The items of a list whose marks may be tags, bullets, numbers, or nothing at all.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/block.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// A stretch of text in a list, with its white space as in the source.
struct ListPiece {
    std::string text;
    bool marked = false;  ///< an item tag or a bullet stood before it
};

struct ListReading {
    List list;
    bool by_sentences = false;  ///< nothing marked the items but the ends of their sentences
};

/// The list that `pieces` make. Text without a mark is divided at "1." "2." "3." or, without
/// numbers, at its sentences. Empty items are left out. Cost: linear.
[[nodiscard]] ListReading read_list(std::span<const ListPiece> pieces, bool ordered);

/// Whether `text` begins with the number one of a numbered list.
[[nodiscard]] bool starts_numbering(std::string_view text);

}  // namespace peil::events::reading
