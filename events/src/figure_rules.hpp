// The rules of figures, milestones, references, owners and checks.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "rule_base.hpp"
#include <peil/events/event.hpp>

#include <optional>
#include <string>
#include <vector>

namespace peil::events {

/// What is wrong with an event of these kinds; nothing for an event of another kind.
[[nodiscard]] std::vector<Violation> figure_violations(const Event& event, const RuleInput& input);

/// The newest fact about a measure in its series, figures and open milestones, up to a moment.
struct LaterContent {
    core::UnixMs effective = 0;
    std::string name;  ///< such as `a figure`
};
[[nodiscard]] std::optional<LaterContent> newest_content(const FactSource& facts,
                                                         const std::string& measure, Moment moment);

}  // namespace peil::events
