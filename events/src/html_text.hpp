// Text in an HTML page that means nothing but itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace peil::events {

/// The text with `& < > " '` as entities, for elements and for quoted attributes. Controls come out
/// as U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace peil::events
