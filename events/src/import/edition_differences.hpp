// In which points a report differs from the edition that was published under its number, in a few
// words for a refusal.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/event.hpp>

#include <string>
#include <vector>

namespace peil::events::reading {

/// What differs: date, title, introduction, columns, chapters, and the first few measures with
/// their fields. `missing` are the events that would make the published edition what the report
/// prints. Empty if nothing differs.
[[nodiscard]] std::string edition_differences(const EditionPublished& published,
                                              const EditionPublished& printed,
                                              const std::vector<Event>& missing);

}  // namespace peil::events::reading
