// Milestones in a text: something expected at a date, moved, reached, or dropped.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "setting.hpp"

#include <string_view>
#include <vector>

namespace peil::events::suggest {

/// Appends the milestones of one paragraph or item of a list.
void find_milestones(std::string_view text, const Setting& setting, std::vector<Suggestion>& found);

/// Appends the milestone that a planning column states: `2017`, `2024 gereed`, `2021/2022`.
void find_planning(std::string_view planning, const Setting& setting,
                   std::vector<Suggestion>& found);

}  // namespace peil::events::suggest
