// Decimal numbers as the C2SP formats write them: ASCII digits without sign or leading zero.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace peil::core {

/// The number, at most `max`; nothing for any other spelling or value.
[[nodiscard]] inline std::optional<std::uint64_t> parse_decimal(std::string_view text,
                                                                std::uint64_t max) {
    if (text.empty() || (text.size() > 1 && text.front() == '0')) { return std::nullopt; }
    std::uint64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [parsed_end, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || parsed_end != end || number > max) { return std::nullopt; }
    return number;
}

}  // namespace peil::core
