// Languages in which the product tells what it found. Content is never translated.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace peil::events {

enum class Language : std::uint8_t { nl, en };

/// `nl` or `en`; nothing for any other word.
[[nodiscard]] constexpr std::optional<Language> parse_language(std::string_view word) {
    if (word == "nl") { return Language::nl; }
    if (word == "en") { return Language::en; }
    return std::nullopt;
}

}  // namespace peil::events
