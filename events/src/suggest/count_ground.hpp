// On what ground a number counts: of whom a percentage is, under which condition, per how much. Two
// figures that say so, and say something else, are not one count.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "doubt.hpp"
#include <peil/events/suggestion.hpp>

#include <vector>

namespace peil::events::suggest {

/// In what a figure differs by the words round it. What only one of the two says is no difference:
/// the other one may have meant it.
[[nodiscard]] std::vector<Difference> ground_differences(const Suggestion& now,
                                                         const Suggestion& before);

}  // namespace peil::events::suggest
