// What the reader and the writer of JSON strings share: finding the characters that are special.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>

namespace peil::core {

/// Size of the longest prefix of `text` without a quote, a backslash or a control character: what
/// stands in a JSON string as it is. Other bytes are not judged.
[[nodiscard]] std::size_t plain_prefix_size(std::string_view text);

}  // namespace peil::core
