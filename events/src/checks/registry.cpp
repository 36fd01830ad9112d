// The checks, in the order in which they are listed, and how each is run.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

namespace peil::events::checks {

const std::vector<Check>& registry() {
    static const std::vector<Check> all{
        figure_without_date_check(),
        figure_too_old_check(),
        figures_not_comparable_check(),
        cumulative_falls_check(),
        date_moved_without_reason_check(),
        milestone_overdue_check(),
        announced_but_silent_check(),
        ongoing_without_change_check(),
        text_unchanged_check(),
        column_missing_check(),
        date_without_year_check(),
        measure_without_owner_check(),
        reference_to_closed_check(),
        reference_to_unknown_check(),
        unbalanced_brackets_check(),
        unbalanced_quotes_check(),
        doubled_word_check(),
        doubled_mark_check(),
        stray_space_check(),
    };
    return all;
}

std::vector<Finding> run_check(const Check& check, const CheckSetting& setting,
                               const Subject& subject) {
    auto findings = check.run(subject, setting.limit.value_or(0));
    for (auto& finding : findings) {
        finding.check = check.name;
        finding.severity = setting.severity;
        if (finding.hint.empty()) { finding.hint = check.hint; }
    }
    return findings;
}

}  // namespace peil::events::checks
