// What an edition announced and the next one does not mention.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>
#include <peil/events/milestone.hpp>

#include <optional>
#include <vector>

namespace peil::events {

/// An edition and the one after it.
struct NeighbourEditions {
    EditionRecord first;
    EditionRecord second;
};

/// The edition with this number and the next one by number; without a number the last two.
[[nodiscard]] std::optional<NeighbourEditions> find_neighbours(
    const std::vector<EditionRecord>& editions, std::optional<std::uint32_t> number);

/// Milestones that were open when the first edition was published, and on which the second is
/// silent: those that compare() finds silent between the two.
[[nodiscard]] std::vector<Milestone> silent_milestones(const FactSource& facts,
                                                       const NeighbourEditions& editions);

}  // namespace peil::events
