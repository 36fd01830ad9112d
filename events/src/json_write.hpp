// Values of JSON that several pages write.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/json/value.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace peil::events {

/// The text, or null where there is none.
[[nodiscard]] inline boost::json::value text_or_null(const std::optional<std::string>& text) {
    return text ? boost::json::value(*text) : boost::json::value();
}

/// A whole number as a number, so that 77 has one form; any other text as text.
[[nodiscard]] inline boost::json::value whole_number_or_text(const std::string& text) {
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    const bool is_whole = parsed.ec == std::errc() && parsed.ptr == end;
    return is_whole ? boost::json::value(number) : boost::json::value(text);
}

}  // namespace peil::events
