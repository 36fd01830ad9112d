// A cell of the tabbed layout, collected over the pages it stands on. Tags decide where paragraphs
// and lists begin; at a page break, where every tag is closed whether the text goes on or not, the
// end of the text before and the start of the text behind decide.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "assumptions.hpp"
#include "list_items.hpp"
#include <peil/events/block.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// A block whose text still has the white space of the source, which decides how it is joined.
struct RawBlock {
    bool list = false;
    bool ordered = false;
    bool tagged = false;  ///< a tag began it
    std::uint32_t line = 0;
    std::vector<ListPiece> pieces;  ///< of a paragraph exactly one
};

class Cell {
  public:
    /// Adds what the cell holds on one page, on line `line` of the file.
    void add(std::string_view html, std::uint32_t line);

    [[nodiscard]] bool empty() const { return blocks_.empty(); }

    /// The blocks of the whole cell; what had to be decided is added to `notes`.
    [[nodiscard]] Blocks blocks(Notes& notes) const;

    /// The texts of all blocks, for cells that hold one text.
    [[nodiscard]] std::vector<std::string> texts() const;

  private:
    std::size_t continue_with(std::vector<RawBlock>& parts, std::uint32_t line);
    void continue_list(const RawBlock& part, std::uint32_t line);

    std::vector<RawBlock> blocks_;
    Notes notes_;
};

}  // namespace peil::events::reading
