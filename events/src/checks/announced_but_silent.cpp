// announced-but-silent: the previous edition announced something, and this one does not mention it.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

std::vector<Finding> find_silences(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& change : subject.changes.changes) {
        if (change.change_class != ChangeClass::milestone_silent) { continue; }
        findings.push_back(
            {.measure = change.measure,
             .about = change.milestone.empty() ? change.field : change.milestone,
             .message = change.before.empty()
                            ? "announced in the previous edition, not mentioned again"
                            : fmt::format("announced for {}, not mentioned again", change.before),
             .quote = change.quote_before,
             .is_found_in_text = change.is_found_in_text});
    }
    return findings;
}

}  // namespace

Check announced_but_silent_check() {
    return {.name = "announced-but-silent",
            .summary = "what the previous edition announced is not mentioned again",
            .hint = "say what became of it: reached, moved, or dropped and why",
            .severity = Severity::warning,
            .run = find_silences};
}

}  // namespace peil::events::checks
