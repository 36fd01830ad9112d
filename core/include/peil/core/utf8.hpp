// Checks that bytes are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
// Format: RFC 3629 §4.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

namespace peil::core {

/// Size in bytes of the longest prefix of `text` that is whole, valid UTF-8 characters.
/// Cost: one pass, eight bytes at a time over ASCII.
[[nodiscard]] std::size_t utf8_prefix_size(std::string_view text);

/// Whether all of `text` is valid UTF-8.
[[nodiscard]] inline bool is_utf8(std::string_view text) {
    return utf8_prefix_size(text) == text.size();
}

}  // namespace peil::core
