// reference-to-closed: a measure refers to one that is no longer open.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

std::vector<Finding> find_closed_targets(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& reference : subject.references) {
        const auto target = subject.measures.find(reference.to);
        if (target == subject.measures.end() || !target->second) { continue; }
        const auto& closure = *target->second;
        findings.push_back(
            {.measure = reference.measure,
             .about = "references",
             .message = fmt::format("refers to measure {}, which is closed ({})", reference.to,
                                    closure.ground),
             .quote = reference.quote,
             .hint = closure.into ? fmt::format("refer to measure {}", *closure.into) : "",
             .is_found_in_text = reference.is_found});
    }
    return findings;
}

}  // namespace

Check reference_to_closed_check() {
    return {.name = "reference-to-closed",
            .summary = "a measure refers to a closed measure",
            .hint = "refer to the measure that goes on with it, or leave the reference out",
            .severity = Severity::warning,
            .run = find_closed_targets};
}

}  // namespace peil::events::checks
