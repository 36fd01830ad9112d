// Lines of notes, requests and proofs, read strictly: decimals and hashes have one spelling each.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "decimal.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/tree.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace peil::core {

/// The lines of a text that ends in a line feed, or is empty.
[[nodiscard]] inline std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

/// ASCII decimal without sign or leading zero, at most tree_size_max.
[[nodiscard]] inline std::optional<std::uint64_t> parse_size(std::string_view text) {
    return parse_decimal(text, tree_size_max);
}

/// Base64 of 32 bytes. The size tells: 64 hex digits are base64 too, of 48 bytes.
[[nodiscard]] inline std::optional<Hash> parse_hash_line(std::string_view text) {
    const auto bytes = decode_base64(text);
    return bytes ? hash_from_bytes(*bytes) : std::nullopt;
}

}  // namespace peil::core
