// Comparing what was promised with what the next report says.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/changes.hpp>
#include <peil/events/silence.hpp>

#include <algorithm>
#include <utility>

namespace peil::events {

std::optional<NeighbourEditions> find_neighbours(const std::vector<EditionRecord>& editions,
                                                 std::optional<std::uint32_t> number) {
    if (editions.size() < 2) { return std::nullopt; }
    auto first = editions.end() - 2;
    if (number) {
        first = std::find_if(editions.begin(), editions.end(), [&](const EditionRecord& record) {
            return record.edition.edition == *number;
        });
    }
    if (first == editions.end() || first + 1 == editions.end()) { return std::nullopt; }
    return NeighbourEditions{*first, *(first + 1)};
}

std::vector<Milestone> silent_milestones(const FactSource& facts,
                                         const NeighbourEditions& editions) {
    const auto comparison =
        compare(draw_edition(facts, editions.first), draw_edition(facts, editions.second));
    std::vector<Milestone> silent;
    for (const auto& change : comparison.changes) {
        const bool is_silent =
            change.change_class == ChangeClass::milestone_silent && !change.milestone.empty();
        if (!is_silent) { continue; }
        auto milestone = find_milestone(facts, change.milestone, moment_of(editions.first));
        if (milestone) { silent.push_back(std::move(*milestone)); }
    }
    return silent;
}

}  // namespace peil::events
