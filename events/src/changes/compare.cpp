// Comparing two matrices: what is compared with what, in which order.
// SPDX-License-Identifier: EUPL-1.2
#include "announcements.hpp"
#include "change_list.hpp"
#include "figures.hpp"
#include "measure_order.hpp"
#include "planning.hpp"
#include "structure.hpp"
#include "text_changes.hpp"
#include "word_match.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/suggestion.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace peil::events {

namespace {

using changes::ChangeList;
using changes::MeasurePair;

/// Whether no announcement can have changed: the text is the same, and the ledger knows of no
/// event about a milestone.
bool says_the_same(const MeasurePair& pair) {
    const auto is_same = [](const Milestone& left, const Milestone& right) {
        return left.id == right.id && left.newest.sequence == right.newest.sequence;
    };
    const auto& before = pair.before.milestones;
    const auto& after = pair.after.milestones;
    return pair.before.progress == pair.after.progress &&
           std::equal(before.begin(), before.end(), after.begin(), after.end(), is_same);
}

class MatrixComparison {
  public:
    MatrixComparison(const Matrix& before, const Matrix& after)
        : before_(before),
          after_(after),
          found_before_(find_suggestions(before)),
          found_after_(find_suggestions(after, {before.edition_date, found_before_})),
          weights_(before, after) {
        match_series(found_after_, found_before_);
    }

    Comparison run() {
        changes::compare_whole(before_, after_, list_);
        const auto before_measures = changes::by_number(before_);
        const auto after_measures = changes::by_number(after_);
        Comparison comparison;
        for (const auto number : changes::merged_order(before_, after_)) {
            compare_measure(changes::find_measure(before_measures, number),
                            changes::find_measure(after_measures, number));
            ++comparison.measure_count;
        }
        comparison.changes = list_.finish();
        comparison.returning_series_count = returning_series_count_;
        return comparison;
    }

  private:
    void compare_measure(const MatrixMeasure* before, const MatrixMeasure* after) {
        if (before == nullptr) {
            changes::compare_entered(*after, list_);
        } else if (after == nullptr) {
            changes::compare_left(*before, after_, list_);
            if (is_reported_between()) {
                changes::compare_abandoned(*before, found_before_, {after_, weights_}, list_);
            }
        } else {
            compare_fields({*before, *after});
        }
    }

    void compare_fields(const MeasurePair& pair) {
        changes::compare_place(pair, list_);
        if (both_show("description")) { changes::compare_description(pair, list_); }
        if (both_show("planning")) { changes::compare_planning(pair, list_); }
        if (both_show("progress")) { compare_text(pair); }
        changes::compare_footnotes(pair, list_);
    }

    /// The text after what it says of the planning, and before its figures and announcements.
    void compare_text(const MeasurePair& pair) {
        ChangeList news;
        compare_contents(pair, news);
        auto found = news.finish();
        const auto planning_last =
            std::stable_partition(found.begin(), found.end(),
                                  [](const Change& change) { return change.field == "planning"; });
        const bool is_moved = found.begin() != planning_last;
        share_planning(pair, is_moved ? std::optional(found.front()) : std::nullopt);
        std::for_each(found.begin(), planning_last,
                      [&](Change& change) { list_.add(std::move(change)); });
        changes::compare_progress(pair, !found.empty(), list_);
        std::for_each(planning_last, found.end(),
                      [&](Change& change) { list_.add(std::move(change)); });
    }

    /// A joint row has one planning: what moved it is told of each of its measures.
    void share_planning(const MeasurePair& pair, const std::optional<Change>& own) {
        if (own) {
            row_planning_[pair.after.number] = *own;
            return;
        }
        for (const auto& other : pair.after.joint_with) {
            const auto& joint = pair.before.joint_with;
            const auto moved = row_planning_.find(other);
            const bool was_joint = std::find(joint.begin(), joint.end(), other) != joint.end();
            if (moved == row_planning_.end() || !was_joint) { continue; }
            auto change = moved->second;
            change.measure = pair.after.number;
            list_.add(std::move(change));
            return;
        }
    }

    /// Figures and announcements. Those of a joint row were found with its first measure.
    void compare_contents(const MeasurePair& pair, ChangeList& news) {
        const auto figures = changes::figures_of(pair, {found_before_, found_after_});
        returning_series_count_ += changes::compare_figures(pair.after.number, figures, news);
        // Of a text that is the same all announcements are; only the ledger may know of others.
        const bool is_same = says_the_same(pair);
        auto before = changes::earlier_announcements(pair.before, found_before_);
        if (is_same) {
            std::erase_if(before, [](const auto& each) { return each.is_found(); });
        }
        const auto after = is_same ? std::vector<changes::Announcement>{}
                                   : changes::later_announcements(pair, found_after_);
        changes::compare_announcements(pair, {before, after}, weights_, planning_place(), news);
    }

    [[nodiscard]] changes::PlanningPlace planning_place() const {
        const bool is_shown = both_show("planning");
        return {.is_shown_in_both = is_shown,
                .is_printed_in_both =
                    is_shown && !before_.edition_date.empty() && !after_.edition_date.empty(),
                .is_restated = after_.has_current_planning,
                .may_be_silent = is_reported_between()};
    }
    /// Whether an edition was published after the one and up to the other: where nobody reported,
    /// nobody was silent.
    [[nodiscard]] bool is_reported_between() const {
        return before_.last_edition < after_.last_edition;
    }
    [[nodiscard]] bool both_show(std::string_view field) const {
        return changes::shows(before_, field) && changes::shows(after_, field);
    }

    const Matrix& before_;
    const Matrix& after_;
    std::vector<Suggestion> found_before_;
    std::vector<Suggestion> found_after_;
    changes::WordWeights weights_;
    ChangeList list_;
    std::map<std::string, Change> row_planning_;  ///< by measure, where announcements moved it
    std::size_t returning_series_count_ = 0;
};

}  // namespace

Comparison compare(const Matrix& before, const Matrix& after) {
    return MatrixComparison(before, after).run();
}

bool is_difference(const Change& change) {
    return change.change_class != ChangeClass::unchanged;
}

std::vector<std::string> unchanged_measures(const Comparison& comparison, const Matrix& before,
                                            const Matrix& after) {
    std::set<std::string_view, std::less<>> changed;
    for (const auto& change : comparison.changes) {
        if (is_difference(change)) { changed.insert(change.measure); }
    }
    std::vector<std::string> numbers;
    for (const auto number : changes::merged_order(before, after)) {
        if (!changed.contains(number)) { numbers.emplace_back(number); }
    }
    return numbers;
}

}  // namespace peil::events
