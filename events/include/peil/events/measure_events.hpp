// Which events are about a measure: what a person asks for as its history.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/fact.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace peil::events {

/// The numbers of all events that ever stated something of a measure, of its series, figures and
/// milestones, or of a row that it is part of, and of the corrections of those; in the order of
/// recording. Events of kinds that this version does not know state nothing.
/// Cost: a step for each such event, whatever the size of the ledger.
[[nodiscard]] std::vector<std::uint64_t> events_of_measure(const FactSource& facts,
                                                           std::string_view measure);

}  // namespace peil::events
