// reference-to-unknown: a measure refers to a number that no measure has.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include "texts.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

/// `20b` in measure 20: what it says of a part of its own that the ledger does not have apart.
bool is_own_part(const SeenReference& reference) {
    return reference.to.size() == reference.measure.size() + 1 &&
           reference.to.starts_with(reference.measure) && is_ascii_letter(reference.to.back());
}

std::vector<Finding> find_unknown_targets(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& reference : subject.references) {
        if (subject.measures.contains(reference.to) || is_own_part(reference)) { continue; }
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
            .hint =
                "correct the number; a measure that was closed before the ledger began can be "
                "registered and closed",
            .severity = Severity::warning,
            .run = find_unknown_targets};
}

}  // namespace peil::events::checks
