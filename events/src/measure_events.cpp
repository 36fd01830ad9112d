// Walking all facts of a measure's subjects, also those that no longer count.
// SPDX-License-Identifier: EUPL-1.2
#include "content_subjects.hpp"
#include <peil/events/measure_events.hpp>

#include <set>
#include <string>

namespace peil::events {

namespace {

/// Takes in the events that stated a subject, and the corrections that followed them.
void collect_events(const FactSource& facts, std::string_view subject,
                    std::set<std::uint64_t>& found) {
    for (auto number = 1; number <= static_cast<int>(last_field); ++number) {
        FactPosition limit{always, everything};
        while (const auto fact =
                   facts.latest({subject, static_cast<Field>(number)}, limit, everything)) {
            for (auto at = fact->position.sequence; at != 0 && found.insert(at).second;) {
                at = facts.voided_by(at);
            }
            limit = {fact->position.effective, fact->position.sequence - 1};
        }
    }
}

}  // namespace

std::vector<std::uint64_t> events_of_measure(const FactSource& facts, std::string_view measure) {
    std::set<std::uint64_t> found;
    collect_events(facts, "measure/" + std::string(measure), found);
    const auto content = list_content_subjects(facts, measure);
    for (const auto* subjects : {&content.series, &content.figures, &content.milestones}) {
        for (const auto& subject : *subjects) { collect_events(facts, subject, found); }
    }
    return {found.begin(), found.end()};
}

}  // namespace peil::events
