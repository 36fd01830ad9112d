// milestone-overdue: what was expected has not been reached, and its last day is past.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/time.hpp>

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

std::vector<Finding> find_overdue(const Subject& subject, std::uint32_t limit) {
    std::vector<Finding> findings;
    const auto today = core::parse_date(subject.day);
    for (const auto& milestone : subject.milestones) {
        if (!today || !milestone.is_open || !milestone.due) { continue; }
        const auto last = core::parse_date(milestone.due->to);
        if (!last) { continue; }
        const auto late_days = (*today - *last) / core::day_ms;
        if (late_days <= 0 || late_days <= limit) { continue; }
        findings.push_back(
            {.measure = milestone.measure,
             .about = milestone.id,
             .message = fmt::format("expected {}, {} overdue on {}", milestone.due->text,
                                    core::counted(static_cast<std::uint64_t>(late_days), "day"),
                                    subject.day),
             .quote = milestone.text,
             .is_found_in_text = milestone.id.empty()});
    }
    return findings;
}

}  // namespace

Check milestone_overdue_check() {
    return {.name = "milestone-overdue",
            .summary = "a milestone is past its date and neither reached, moved nor dropped",
            .hint =
                "say that it was reached, when it is expected now, or why it was dropped: `peil "
                "milestone reach`, `move` or `drop`",
            .severity = Severity::warning,
            .limit = 0,
            .limit_unit = "days",
            .run = find_overdue};
}

}  // namespace peil::events::checks
