// Figures in a text: numbers that count something, with unit, qualifier, and date or period.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "setting.hpp"

#include <string_view>
#include <vector>

namespace peil::events::suggest {

/// Appends the figures of one paragraph or item of a list. `found` holds those of the measure so
/// far: what is said again of the same number is not suggested again.
void find_figures(std::string_view text, const Setting& setting, std::vector<Suggestion>& found);

}  // namespace peil::events::suggest
