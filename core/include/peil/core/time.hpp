// Moments as the ledger writes them: UTC, milliseconds, RFC 3339.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace peil::core {

/// Milliseconds since 1970-01-01T00:00:00Z.
using UnixMs = std::int64_t;

/// A day of UTC, which has no leap seconds here.
constexpr UnixMs day_ms = 86'400'000;

/// Reads the time of day; an argument of whatever needs it, so that tests and drills can set it.
using Clock = std::function<UnixMs()>;

/// `2016-11-14T09:30:00.000Z`; years 0000 to 9999. Source: RFC 3339 §5.6.
[[nodiscard]] std::string format_time(UnixMs time);

/// The moment in an RFC 3339 text with `Z` or an offset, seconds and up to three decimals being
/// optional; nothing for any other text or a date that does not exist.
[[nodiscard]] std::optional<UnixMs> parse_time(std::string_view text);

/// The start (UTC) of the day in `2016-11-14`; nothing for any other text or no such day.
[[nodiscard]] std::optional<UnixMs> parse_date(std::string_view text);

/// `2016-11-14`, the UTC day of a moment.
[[nodiscard]] std::string format_date(UnixMs time);

}  // namespace peil::core
