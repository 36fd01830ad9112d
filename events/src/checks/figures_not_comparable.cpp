// figures-not-comparable: neighbours in one series count something else, and nothing says so.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

std::string_view difference_in_words(ChangeReason reason) {
    switch (reason) {
        case ChangeReason::other_unit: return "another unit";
        case ChangeReason::other_population: return "another group is counted";
        case ChangeReason::other_period: return "another kind or length of period";
        default: return "another definition";
    }
}

/// `2016-01-01 to 2016-12-31`, `up to 2016-12-31`.
std::string days_in_words(const Figure& figure) {
    return figure.from.empty() ? "up to " + figure.to : figure.from + " to " + figure.to;
}

/// A break between two values says that they do not compare: that is honest.
void find_unmarked_breaks(const SeriesHistory& history, std::vector<Finding>& findings) {
    const Figure* before = nullptr;
    for (const auto& reference : history.references) {
        const auto& figure = reference.last();
        if (figure.planned || !reference.is_dated) { continue; }
        const auto why = before == nullptr ? Incomparable::none
                                           : compare_scopes(scope_of(*before), scope_of(figure));
        if (why == Incomparable::other_period) {
            findings.push_back(
                {.measure = history.series.measure,
                 .about = history.series.id,
                 .message = fmt::format("{} ({}) and {} ({}): {}", before->value,
                                        days_in_words(*before), figure.value, days_in_words(figure),
                                        difference_in_words(ChangeReason::other_period)),
                 .quote = figure.quote.value_or("")});
        }
        before = &figure;
    }
}

std::vector<Finding> find_incomparable(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& history : subject.series) { find_unmarked_breaks(history, findings); }
    for (const auto& change : subject.changes.changes) {
        // That a fact follows a target is no break: the two were never one count.
        const bool is_break = change.change_class == ChangeClass::figure_redefined &&
                              change.reason != ChangeReason::target_and_fact;
        if (!is_break || !change.is_found_in_text) { continue; }
        findings.push_back({.measure = change.measure,
                            .about = change.series,
                            .message = fmt::format("{} and {} {}: {}", change.before, change.after,
                                                   change.unit, difference_in_words(change.reason)),
                            .quote = change.quote_after,
                            .is_found_in_text = true});
    }
    return findings;
}

}  // namespace

Check figures_not_comparable_check() {
    return {.name = "figures-not-comparable",
            .summary = "neighbours in one series count something else, and no break is marked",
            .hint =
                "count the same as last time, or mark the break with `peil series redefine` "
                "and say why",
            .severity = Severity::warning,
            .run = find_incomparable};
}

}  // namespace peil::events::checks
