// An event of the ledger in one line, for lists.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/codec.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

namespace peil::cli {

/// Number, date of effect, subject, what happened, and the beginning of its text.
[[nodiscard]] std::string event_line(const events::RecordedEvent& event, int width_columns);

/// The event as CloudEvents JSON with revealed data, and its leaf hash.
[[nodiscard]] boost::json::object event_json(const core::Snapshot& ledger,
                                             const events::RecordedEvent& event);

}  // namespace peil::cli
