// Bytes, views of bytes, and their hexadecimal form.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/check.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

/// The bytes of a text, as a view that dies with it.
[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return std::as_bytes(std::span{text.data(), text.size()});
}

/// The bytes as text, as a view that dies with them. UTF-8 is not checked.
[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lowercase hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(ByteView bytes);

/// The bytes of lowercase hexadecimal text; nothing for odd length or another character.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

/// A number in big-endian order, so that stored keys sort as numbers do.
[[nodiscard]] inline std::string u64_be(std::uint64_t value) {
    static_assert(std::endian::native == std::endian::little);
    const auto swapped = __builtin_bswap64(value);
    std::string bytes(sizeof swapped, '\0');
    std::memcpy(bytes.data(), &swapped, sizeof swapped);
    return bytes;
}

/// Appends such a number.
inline void append_u64_be(std::string& out, std::uint64_t value) {
    out += u64_be(value);  // fits in the string itself: no memory is asked for
}

/// The big-endian number in the first eight bytes of `bytes`; `bytes` holds at least eight.
[[nodiscard]] inline std::uint64_t read_u64_be(std::string_view bytes) {
    check(bytes.size() >= sizeof(std::uint64_t), "a stored number has eight bytes");
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    return __builtin_bswap64(value);
}

}  // namespace peil::core
