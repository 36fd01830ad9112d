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
    std::string text{};  ///< words of the source; of a milestone of the ledger the last ones
    std::optional<PartialDate> due{};
    std::string state{};    ///< `expected`, `moved`, `reached` or `dropped`
    std::string context{};  ///< the sentence before, where that says what it is about
    std::optional<PartialDate> moved_from{};  ///< the date that its own sentence says it had
    bool is_of_planning = false;              ///< a cell of the planning, not a sentence
    bool is_of_report = false;                ///< of the ledger, which has it from a report's text
    std::string explanation{};                ///< of the ledger: why it moved last, or ended
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

/// Where the planning of a measure stands, and whether a report could have told of it.
struct PlanningPlace {
    bool is_shown_in_both = false;    ///< it is compared by itself
    bool is_printed_in_both = false;  ///< both matrices are reports that print the column
    bool is_restated = true;          ///< the last report up to the later matrix prints it, if any
    bool may_be_silent = false;       ///< a report was published between them
};

/// Milestones moved, reached, dropped, new, or silent; and, where a date moved or where what was
/// planned is still expected after its time, the planning of the measure. That a cell of the
/// planning is not printed any more is a column that is gone, and not the silence of a milestone.
void compare_announcements(const MeasurePair& pair, const AnnouncementPair& announcements,
                           const WordWeights& weights, PlanningPlace planning, ChangeList& list);

/// Where a measure is that stood in the earlier matrix only.
struct Abandonment {
    const Matrix& after;
    const WordWeights& weights;
};

/// Of such a measure: what was announced, where neither the ledger nor any text of the later matrix
/// tells what became of it.
void compare_abandoned(const MatrixMeasure& before, const std::vector<Suggestion>& suggestions,
                       const Abandonment& place, ChangeList& list);

}  // namespace peil::events::changes
