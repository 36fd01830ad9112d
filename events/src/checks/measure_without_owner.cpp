// measure-without-owner: nobody is named who answers for a measure.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peil::events::checks {

namespace {

std::vector<Finding> find_unowned(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    const auto& measures = subject.now.measures;
    for (const auto& measure : measures) {
        if (measure.owner || measure.closure) { continue; }
        findings.push_back({.measure = measure.number,
                            .message = "no owner",
                            .quote = measure.description,
                            .hint = fmt::format("`peil owner set {} OWNER`", measure.number)});
    }
    const bool is_of_all = findings.size() > 1 && findings.size() == measures.size();
    if (!is_of_all) { return findings; }
    return {{.message = fmt::format("none of the {} measures has an owner", measures.size())}};
}

}  // namespace

Check measure_without_owner_check() {
    return {.name = "measure-without-owner",
            .summary = "a measure has no owner",
            .hint = "`peil owner set NUMBER OWNER` records the organisation that answers for it",
            .severity = Severity::note,
            .run = find_unowned};
}

}  // namespace peil::events::checks
