// Text as Markdown that means nothing but itself.
// Format: GitHub Flavored Markdown 0.29, backslash escapes and entities.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace peil::events {

/// The text on one line, with every character escaped that could become markup, end a cell, or
/// begin a list; line breaks in it become `<br>`. Controls come out as U+FFFD.
[[nodiscard]] std::string escape_markdown(std::string_view text);

}  // namespace peil::events
