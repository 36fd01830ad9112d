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

/// The id of a milestone: the number of the measure and the first words of its text that say what
/// it is, dates and figures left out: `6.straat-open`.
[[nodiscard]] std::string milestone_name(std::string_view measure, std::string_view text);

/// `wanted`, or with `-2`, `-3` behind it if one of its kind among `taken` has that name.
[[nodiscard]] std::string free_series(const std::vector<Suggestion>& taken, std::string wanted,
                                      SuggestionKind kind = SuggestionKind::figure);

}  // namespace peil::events::suggest
