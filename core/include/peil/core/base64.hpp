// Base64 and its variant for URLs, read strictly: every value has exactly one text.
// Format: RFC 4648 §4 (padded) and §5 (base64url, here without padding).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace peil::core {

/// Base64 with `+`, `/` and padding.
[[nodiscard]] std::string encode_base64(ByteView bytes);

/// The bytes of a padded base64 text; nothing for another length, alphabet or padding, and for
/// unused bits that are not zero.
[[nodiscard]] std::optional<Bytes> decode_base64(std::string_view text);

/// Base64 with `-` and `_`, without padding.
[[nodiscard]] std::string encode_base64url(ByteView bytes);

/// The bytes of a base64url text; nothing for padding, an impossible length or another alphabet,
/// and for unused bits that are not zero.
[[nodiscard]] std::optional<Bytes> decode_base64url(std::string_view text);

}  // namespace peil::core
