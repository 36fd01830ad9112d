// Colours of a terminal: SGR sequences of ECMA-48, or nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace peil::events {

enum class Ink : std::uint8_t { plain, bold, dim, removed, added };

/// The text in that ink; as it is if it is empty, plain, or not to be coloured.
[[nodiscard]] std::string paint(std::string_view text, Ink ink, bool is_coloured);

}  // namespace peil::events
