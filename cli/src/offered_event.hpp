// Events as people and programs offer them: JSON with type, effective and data.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/kind.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

struct OfferedEvent {
    events::Event event;
    events::DraftFrame frame;
    std::string where;                          ///< `line 3`, for messages
    std::vector<events::Violation> violations;  ///< of shape; with any, `event` says nothing
};

/// The events in a text: one JSON object, an array of them, or one a line.
/// An event that is misshapen comes with its violations, so that those of all are told at once.
/// Errors: malformed_json if the text is no JSON from the start, malformed_content if it is empty.
[[nodiscard]] core::Result<std::vector<OfferedEvent>> parse_offered(std::string_view text,
                                                                    const std::string& today);

/// The event with this type and these members. Errors: as parse_offered().
[[nodiscard]] core::Result<events::Event> event_of(std::string_view type,
                                                   const boost::json::object& data);

}  // namespace peil::cli
