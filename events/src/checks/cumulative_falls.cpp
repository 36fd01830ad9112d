// cumulative-falls: a running total that is lower than it was.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include <peil/events/figure_comparison.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::events::checks {

namespace {

void find_falls_in_ledger(const SeriesHistory& history, std::vector<Finding>& findings) {
    if (history.series.definition.counting != "cumulative") { return; }
    const Figure* before = nullptr;
    for (const auto& reference : history.references) {
        const auto& figure = reference.last();
        if (figure.planned) { continue; }
        const auto difference =
            before == nullptr ? std::nullopt : difference_of(*before, figure).value;
        if (difference && difference->starts_with('-')) {
            findings.push_back({.measure = history.series.measure,
                                .about = history.series.id,
                                .message = fmt::format("{} on {} after {} on {}", figure.value,
                                                       figure.to, before->value, before->to),
                                .quote = figure.quote.value_or("")});
        }
        before = &figure;
    }
}

/// Both count from the same day until their own report.
bool is_same_running_total(const SeenFigure& before, const SeenFigure& now) {
    return before.is_found && now.is_found && !now.doubt && before.series == now.series &&
           !now.from.empty() && before.from == now.from &&
           (before.to.empty() || now.to.empty() || before.to < now.to) &&
           compare_scopes(before.scope(), now.scope()) == Incomparable::none;
}

std::vector<Finding> find_falls(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& history : subject.series) { find_falls_in_ledger(history, findings); }
    for (const auto& figure : subject.figures) {
        const auto before = std::find_if(subject.figures_before.begin(),
                                         subject.figures_before.end(), [&](const auto& each) {
                                             return is_same_running_total(each, figure) &&
                                                    compare_decimals(each.value, figure.value) > 0;
                                         });
        if (before == subject.figures_before.end()) { continue; }
        findings.push_back(
            {.measure = figure.measure,
             .about = figure.series,
             .message = fmt::format("{} since {}, after {} in the previous edition",
                                    value_in_words(figure), figure.from, before->value),
             .quote = figure.quote,
             .is_found_in_text = true});
    }
    return findings;
}

}  // namespace

Check cumulative_falls_check() {
    return {.name = "cumulative-falls",
            .summary = "a cumulative series is lower than it was",
            .hint =
                "a running total cannot fall: correct one of the two values with its reason, "
                "or mark a break if it counts something else",
            .severity = Severity::error,
            .run = find_falls};
}

}  // namespace peil::events::checks
