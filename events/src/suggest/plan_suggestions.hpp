// The suggestions of a report that is being imported, matched with what was said before.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/import.hpp>
#include <peil/events/suggestion.hpp>
#include <peil/events/view.hpp>

#include <string>
#include <vector>

namespace peil::events::suggest {

/// What the rows of a report of this date seem to state. Series and milestones are those of the
/// ledger, or where it has none for a measure, those that are found in the edition before it.
[[nodiscard]] std::vector<Suggestion> find_in_report(const View& view, const Report& report,
                                                     const std::string& date);

/// All that a report says of each measure, against which quotes are checked.
[[nodiscard]] std::vector<ReportedText> texts_of(const Report& report);

}  // namespace peil::events::suggest
