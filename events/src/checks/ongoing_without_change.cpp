// ongoing-without-change: a measure that goes on for editions, and of which nothing is new.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include "texts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peil::events::checks {

namespace {

constexpr std::uint32_t ongoing_editions_max = 3;

/// The status as last printed: an edition without the column does not end it.
std::string last_status(const Subject& subject, const MatrixMeasure& measure) {
    if (measure.status) { return *measure.status; }
    for (const auto& edition : subject.earlier) {
        const auto* before = find_measure_in(edition, measure.number);
        if (before != nullptr && before->status) { return *before->status; }
    }
    return "";
}

bool has_same_figures(const MatrixMeasure& left, const MatrixMeasure& right) {
    return std::equal(left.figures.begin(), left.figures.end(), right.figures.begin(),
                      right.figures.end(), [](const Figure& one, const Figure& other) {
                          return one.position.sequence == other.position.sequence;
                      });
}

std::vector<Finding> find_standstill(const Subject& subject, std::uint32_t limit) {
    std::vector<Finding> findings;
    for (const auto& measure : subject.now.measures) {
        if (last_status(subject, measure) != "ongoing") { continue; }
        std::size_t seen = 1;
        std::size_t count = 1;  // up to the first edition that says so
        const auto is_alike = [&](const MatrixMeasure& before) {
            const bool is_ongoing = !before.status || before.status == "ongoing";
            if (!is_ongoing || before.progress != measure.progress ||
                !has_same_figures(before, measure)) {
                return false;
            }
            ++seen;
            if (before.status) { count = seen; }
            return true;
        };
        static_cast<void>(count_editions_alike(subject.earlier, measure, is_alike));
        if (count < std::max(limit, 2U)) { continue; }
        findings.push_back({.measure = measure.number,
                            .about = "status",
                            .message = fmt::format(
                                "ongoing for {} editions, and nothing about it changed", count)});
    }
    return findings;
}

}  // namespace

Check ongoing_without_change_check() {
    return {.name = "ongoing-without-change",
            .summary = "a measure is ongoing for as many editions as the limit, without any change",
            .hint = "report what was done, or close the measure",
            .severity = Severity::warning,
            .limit = ongoing_editions_max,
            .limit_unit = "editions",
            .run = find_standstill};
}

}  // namespace peil::events::checks
