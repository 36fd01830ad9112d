// Which milestone of this edition is one that the last edition spoke of.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/partial_date.hpp>
#include <peil/events/suggestion.hpp>

#include <vector>

namespace peil::events::suggest {

/// Whether a date from which something moved, as a later report tells it, is the one that was
/// announced: the same days, or days in common where neither is longer than a season.
[[nodiscard]] bool is_announced_date(const PartialDate& told, const PartialDate& due);
/// Whether a date is a season at most: by a year alone one does not know what is spoken of.
[[nodiscard]] bool is_short(const PartialDate& date);

/// Whether the words of a milestone surely speak of an earlier one of the same measure, whatever
/// their dates.
[[nodiscard]] bool speaks_surely_of(const Suggestion& now, const Suggestion& before);

/// Gives milestones in `now` the ids of those of `previous` that they speak of.
void match_milestones(std::vector<Suggestion>& now, const std::vector<Suggestion>& previous);

}  // namespace peil::events::suggest
