// announced-but-silent: the previous edition announced something, and this one does not mention it.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

/// From the last edition but one to the last: what is known beside the last edition is no report
/// that could be silent.
std::vector<Change> last_report_changes(const Subject& subject) {
    const auto& earlier = subject.earlier;
    const bool is_report =
        earlier.empty() || earlier.front().last_edition < subject.now.last_edition;
    if (is_report || earlier.size() < 2) { return subject.changes.changes; }
    return compare(earlier[1], earlier[0]).changes;
}

std::vector<Finding> find_silences(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& change : last_report_changes(subject)) {
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
