// What a measure announces for a date, and what became of it in the next matrix.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "change_list.hpp"
#include "word_match.hpp"
#include <peil/events/partial_date.hpp>
#include <peil/events/suggestion.hpp>

#include <optional>
#include <string>
#include <vector>

namespace peil::events::changes {

struct Announcement {
    std::string id{};    ///< of a milestone of the ledger; empty: found in the text
    std::string text{};  ///< words of the source
    std::optional<PartialDate> due{};
    std::string state{};  ///< `expected`, `moved`, `reached` or `dropped`
    [[nodiscard]] bool is_found() const { return id.empty(); }
    [[nodiscard]] bool is_open() const { return state == "expected" || state == "moved"; }
};

/// What a measure announced: its milestones in the ledger, or, where it has none, what its text
/// seems to announce.
[[nodiscard]] std::vector<Announcement> earlier_announcements(
    const MatrixMeasure& before, const std::vector<Suggestion>& suggestions);

/// What became of them: the milestones of the ledger about which there was an event since `before`,
/// and what the later text tells.
[[nodiscard]] std::vector<Announcement> later_announcements(
    const MeasurePair& pair, const std::vector<Suggestion>& suggestions);

struct AnnouncementPair {
    const std::vector<Announcement>& before;
    const std::vector<Announcement>& after;
};

/// Milestones moved, reached, dropped, new, or silent; and, where a date moved or where what was
/// planned is still expected after its time, the planning of the measure.
/// `is_planned_in_both`: both matrices show the planning, which is then compared elsewhere.
void compare_announcements(const MeasurePair& pair, const AnnouncementPair& announcements,
                           const WordWeights& weights, bool is_planned_in_both, ChangeList& list);

}  // namespace peil::events::changes
