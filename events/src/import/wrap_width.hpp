// The width at which a column of text was wrapped, found from its lines. It tells whether a line
// is short because its paragraph ended there, or full.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "flat_lines.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace peil::events::reading {

/// How wide a line is: by its characters, or by their widths in a proportional face.
enum class Ruler { characters, proportional };

class WrapWidth {
  public:
    /// The width of `lines`, by the ruler that fits them best: the one under which the fewest
    /// lines break off in mid-sentence although there was room. Cost: linear but for one sort.
    [[nodiscard]] static WrapWidth of(std::span<const FlatLine> lines);

    /// Whether `next_word` would have fitted on the line.
    [[nodiscard]] bool had_room(std::string_view line, std::string_view next_word) const;

    /// Whether it would have fitted by far, so that the line was broken by hand.
    [[nodiscard]] bool had_ample_room(std::string_view line, std::string_view next_word) const;

    /// Whether the line is as narrow as the column of descriptions.
    [[nodiscard]] bool is_narrow(std::string_view line) const;

  private:
    WrapWidth(Ruler ruler, std::uint64_t width) : ruler_(ruler), width_(width) {}

    Ruler ruler_;
    std::uint64_t width_;
};

}  // namespace peil::events::reading
