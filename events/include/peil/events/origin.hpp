// Where a fact comes from: the event that states it, with who, when and why, and its value in
// words. `blame` and `restatements` tell it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peil::events {

/// An event as the origin of a fact.
struct EventOrigin {
    std::uint64_t sequence = 0;
    std::string type{};
    std::string effective{};     ///< date or moment from which it holds
    std::string recorded{};      ///< moment of recording
    std::string actor{};         ///< organisation or role
    std::string contribution{};  ///< id of the contribution it came in with, or empty
    std::optional<Source> source{};
    std::optional<std::string> reason{};  ///< in the words of the event
    std::uint64_t corrects = 0;           ///< number of the event that it corrects, or 0
    bool is_retraction = false;           ///< a correction that says nothing instead
};

/// The origin with this number. Errors: those of read_event().
[[nodiscard]] core::Result<EventOrigin> find_origin(const core::Snapshot& ledger,
                                                    std::uint64_t sequence);

/// The contract of an origin in JSON: `event`, `type`, `effective`, `recorded`, `actor`,
/// `contribution`, `source`, `reason`, `corrects`; null where there is nothing.
[[nodiscard]] boost::json::object to_json(const EventOrigin& origin);

/// The value of a fact as plain text.
[[nodiscard]] std::string field_text(Field field, std::string_view value);
/// The value of a fact as `peil matrix --format json` shows it.
[[nodiscard]] boost::json::value field_json(Field field, std::string_view value);

}  // namespace peil::events
