// Names of series: `8.personen`, from the number of the measure and what is counted.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/suggestion.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace peil::events::suggest {

/// The name of the series of a count: lower case ASCII, words joined by hyphens.
[[nodiscard]] std::string series_name(std::string_view measure, std::string_view modifiers,
                                      std::string_view noun, bool is_of_this_report);

/// `wanted`, or with `-2`, `-3` behind it if a figure among `taken` has that name.
[[nodiscard]] std::string free_series(const std::vector<Suggestion>& taken, std::string wanted);

}  // namespace peil::events::suggest
