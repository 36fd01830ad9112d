// Which milestone of this edition is one that the last edition spoke of.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/suggestion.hpp>

#include <vector>

namespace peil::events::suggest {

/// Gives milestones in `now` the ids of those of `previous` that they speak of.
void match_milestones(std::vector<Suggestion>& now, const std::vector<Suggestion>& previous);

}  // namespace peil::events::suggest
