// One event with everything that is known of it, for people.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/codec.hpp>

#include <string>
#include <string_view>

namespace peil::cli {

/// The attributes, a line each, then the members of the data. `correction` tells of the event that
/// corrects this one; empty if there is none.
[[nodiscard]] std::string event_page(const events::RecordedEvent& event, std::string_view bytes,
                                     const std::string& correction);

}  // namespace peil::cli
