// Whether the words that a person kept stand in the report, and say what the person kept.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/import.hpp>

#include <optional>
#include <string>
#include <vector>

namespace peil::events::suggest {

/// What is wrong with the quote of a suggestion, and what to do; nothing if its words stand in what
/// the report says of its measure. White space is compared as the reader of reports joins it, and
/// words are not cut.
[[nodiscard]] std::optional<std::string> fault_of_quote(const Suggestion& suggestion,
                                                        const std::vector<ReportedText>& texts);

/// What is wrong with the value of a figure, and what to do; nothing if its words say it.
[[nodiscard]] std::optional<std::string> fault_of_value(const Suggestion& suggestion);

}  // namespace peil::events::suggest
