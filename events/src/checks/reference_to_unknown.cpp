// reference-to-unknown: a measure refers to a number that no measure has.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

std::vector<Finding> find_unknown_targets(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& reference : subject.references) {
        if (subject.measures.contains(reference.to)) { continue; }
        findings.push_back(
            {.measure = reference.measure,
             .about = "references",
             .message = fmt::format("refers to measure {}, which does not exist", reference.to),
             .quote = reference.quote,
             .is_found_in_text = reference.is_found});
    }
    return findings;
}

}  // namespace

Check reference_to_unknown_check() {
    return {.name = "reference-to-unknown",
            .summary = "a measure refers to a number that no measure has",
            .hint = "correct the number; `peil matrix --all` lists all measures",
            .severity = Severity::error,
            .run = find_unknown_targets};
}

}  // namespace peil::events::checks
