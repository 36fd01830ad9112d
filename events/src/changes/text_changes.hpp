// Changes of words: descriptions, progress, and footnotes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "change_list.hpp"

namespace peil::events::changes {

void compare_description(const MeasurePair& pair, ChangeList& list);

/// Progress has an entry also where it is the same, if there is any.
/// `has_news`: a figure or an announcement of the measure changed, so that it is not wording only.
void compare_progress(const MeasurePair& pair, bool has_news, ChangeList& list);

/// Footnotes are paired by what they say, so that another mark is no change.
void compare_footnotes(const MeasurePair& pair, ChangeList& list);

}  // namespace peil::events::changes
