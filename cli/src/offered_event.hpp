// Events as people and programs offer them: JSON with type, effective and data.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/events/codec.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

struct OfferedEvent {
    events::Event event;
    events::DraftFrame frame;
    std::string where;  ///< `line 3`, for messages
};

/// The events in a text: one JSON object, an array of them, or one a line.
/// Errors: malformed_json, malformed_content with all violations of shape, each with its place.
[[nodiscard]] core::Result<std::vector<OfferedEvent>> parse_offered(std::string_view text,
                                                                    const std::string& today);

/// The event with this type and these members. Errors: as parse_offered().
[[nodiscard]] core::Result<events::Event> event_of(std::string_view type,
                                                   const boost::json::object& data);

}  // namespace peil::cli
