// figure-too-old: the newest figure of a series is of a day long before the report.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include <peil/core/time.hpp>

#include <fmt/format.h>

#include <map>

namespace peil::events::checks {

namespace {

constexpr std::uint32_t figure_age_days_max = 365;

/// The newest fact of each series, by measure and series; a series without any dated figure is
/// the business of another check, and a figure `since` a day holds until now.
std::vector<const SeenFigure*> newest_figures(const std::vector<SeenFigure>& figures) {
    std::vector<const SeenFigure*> newest;
    std::map<std::string, std::size_t, std::less<>> places;
    for (const auto& figure : figures) {
        if (figure.is_planned || !figure.is_dated()) { continue; }
        const auto [place, is_new] = places.try_emplace(figure.series, newest.size());
        if (is_new) {
            newest.push_back(&figure);
        } else if (figure.to.empty() ||
                   (!newest[place->second]->to.empty() && figure.to > newest[place->second]->to)) {
            newest[place->second] = &figure;
        }
    }
    return newest;
}

std::vector<Finding> find_old_figures(const Subject& subject, std::uint32_t limit) {
    std::vector<Finding> findings;
    const auto today = core::parse_date(subject.day);
    for (const auto* figure : newest_figures(subject.figures)) {
        const auto day = core::parse_date(figure->to);
        if (!day || !today) { continue; }
        const auto age_days = (*today - *day) / core::day_ms;
        if (age_days <= limit) { continue; }
        findings.push_back(
            {.measure = figure->measure,
             .about = figure->series,
             .message = fmt::format("{}: of {}, {} days before {}", value_in_words(*figure),
                                    figure->to, age_days, subject.day),
             .quote = figure->quote,
             .is_found_in_text = figure->is_found});
    }
    return findings;
}

}  // namespace

Check figure_too_old_check() {
    return {.name = "figure-too-old",
            .summary = "the newest figure of a series is older than the limit",
            .hint = "report a newer figure, or say that the series has ended",
            .severity = Severity::note,
            .limit = figure_age_days_max,
            .limit_unit = "days",
            .run = find_old_figures};
}

}  // namespace peil::events::checks
