// Bytes, kept in std::string, and how they are written. A reader takes one spelling only.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace peil::audit {

/// What is wrong with bytes from elsewhere. Readers here throw it, unlike those of the library, so
/// that a claim is one expression; whoever makes a claim catches it.
struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};
void require(bool holds, std::string_view otherwise);

[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string to_base64(std::string_view bytes);     ///< RFC 4648, section 4
[[nodiscard]] std::string to_base64url(std::string_view bytes);  ///< section 5, without padding
/// These throw Refusal.
[[nodiscard]] std::string from_hex(std::string_view text);
[[nodiscard]] std::string from_base64(std::string_view text);
[[nodiscard]] std::string from_base64url(std::string_view text);
[[nodiscard]] std::uint64_t from_decimal(std::string_view text);  ///< below 2^63
[[nodiscard]] std::uint64_t from_big_endian(std::string_view bytes);
/// Without the line feeds, of which the last one must be there.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// A time in seconds since 1970: `2026-11-22T17:30:05Z`.
[[nodiscard]] std::string time_text(std::uint64_t seconds);

void append_utf8(std::string& out, char32_t point);
/// The code point at `at`, which moves behind it; nothing where there is no valid UTF-8.
[[nodiscard]] std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at);
/// What neither a terminal nor a browser obeys: a tab becomes a space, other controls but line
/// feeds, marks of direction, and what is no UTF-8 become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace peil::audit
