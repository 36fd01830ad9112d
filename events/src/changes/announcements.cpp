// Announcements matched by the words of their sentences, and compared by their dates.
// SPDX-License-Identifier: EUPL-1.2
#include "announcements.hpp"

#include "../suggest/figure_series.hpp"
#include "announcement_match.hpp"
#include "planning.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace peil::events::changes {

namespace {

/// Why it ended, or moved last.
std::string explanation_of(const Milestone& milestone) {
    if (!milestone.is_open()) { return milestone.reason.value_or(""); }
    return milestone.moves.empty() ? "" : milestone.moves.back().reason.value_or("");
}

Announcement announcement_of(const Milestone& milestone) {
    return {.id = milestone.id,
            .text = milestone.last_words(),
            .due = milestone.reached ? milestone.reached : milestone.due,
            .state = milestone.state,
            .is_of_planning = milestone.is_of_planning && milestone.last_words() == milestone.text,
            .is_of_report = milestone.basis == suggest::basis_suggested,
            .explanation = explanation_of(milestone)};
}

std::vector<Announcement> found_announcements(const MatrixMeasure& measure,
                                              const std::vector<Suggestion>& suggestions) {
    std::vector<Announcement> found;
    for (const auto& suggestion : suggestions) {
        const bool is_here = suggestion.kind == SuggestionKind::milestone &&
                             suggestion.measure == measure.number &&
                             suggestion.quote != measure.planning.value_or("");
        if (!is_here) { continue; }
        found.push_back({.text = suggestion.quote,
                         .due = parse_partial_date(suggestion.due),
                         .state = suggestion.state,
                         .context = suggestion.context});
        if (suggestion.moved_from) {
            found.back().moved_from = parse_partial_date(*suggestion.moved_from);
        }
    }
    return found;
}

/// A milestone of the ledger whose sentence stands in the text: what the text tells beside it.
void add_context(Announcement& announcement, const std::vector<Announcement>& found) {
    const auto same = std::find_if(found.begin(), found.end(), [&](const Announcement& each) {
        return each.text == announcement.text;
    });
    if (same == found.end()) { return; }
    announcement.context = same->context;
    announcement.moved_from = same->moved_from;
}

/// Whether these know the milestone in this state.
bool is_known(const std::vector<Milestone>& milestones, const Milestone& milestone) {
    return std::any_of(milestones.begin(), milestones.end(), [&](const Milestone& each) {
        return each.id == milestone.id && each.newest.sequence == milestone.newest.sequence;
    });
}

bool is_of_same_time(const Announcement& left, const Announcement& right) {
    return left.due && right.due && left.due->from == right.due->from &&
           left.due->to == right.due->to;
}

std::string printed(const std::optional<PartialDate>& date) {
    return date ? date->text : "";
}

struct AnnouncementSides {
    const Announcement* before = nullptr;
    const Announcement* after = nullptr;
};

Change announcement_change(const std::string& measure, ChangeClass change_class,
                           AnnouncementSides sides) {
    Change change{.measure = measure, .field = "milestone", .change_class = change_class};
    for (const auto* each : {sides.after, sides.before}) {
        if (each == nullptr) { continue; }
        if (each->is_found()) {
            change.is_found_in_text = true;
        } else {
            change.milestone = each->id;
        }
    }
    if (sides.before != nullptr) {
        change.before = printed(sides.before->due);
        change.quote_before = sides.before->text;
    }
    if (sides.after != nullptr) {
        change.after = printed(sides.after->due);
        change.quote_after = sides.after->text;
        if (sides.before != nullptr) { change.explanation = sides.after->explanation; }
    }
    return change;
}

/// Whether the ledger has an event about a milestone since.
bool has_news(const Announcement& announcement, const std::vector<Milestone>& before,
              const std::vector<Milestone>& after) {
    return std::any_of(after.begin(), after.end(), [&](const Milestone& each) {
        return each.id == announcement.id && !is_known(before, each);
    });
}

/// Looks for what became of announcements.
class AnnouncementComparison {
  public:
    AnnouncementComparison(const MeasurePair& pair, const AnnouncementPair& announcements,
                           const WordWeights& weights, PlanningPlace planning, ChangeList& list)
        : pair_(pair),
          announcements_(announcements),
          weights_(weights),
          planning_(planning),
          list_(list),
          fates_(announcements.after.size(), Fate::fresh) {}

    void compare_all() {
        for (const auto& before : announcements_.before) {
            if (before.is_open()) { compare_one(before); }
        }
        for (std::size_t i = 0; i < announcements_.after.size(); ++i) {
            const auto& after = announcements_.after[i];
            const bool is_news = fates_[i] == Fate::fresh && after.is_open();
            if (is_news && !is_told_by_ledger(after)) { add_news(after); }
        }
    }

    /// What was planned for a time is still expected after it.
    void compare_with_planning() {
        const auto& status = pair_.before.status;
        if (status == "ongoing" || status == "completed" || !pair_.before.planning) { return; }
        const auto planned = dates_in(*pair_.before.planning);
        if (!planned) { return; }
        for (std::size_t i = 0; i < announcements_.after.size(); ++i) {
            const auto& after = announcements_.after[i];
            const bool is_later = after.is_open() && after.due && after.due->from > planned->to;
            if (!is_later || fates_[i] == Fate::repeated) { continue; }
            note_move(
                {.before = {.text = *pair_.before.planning, .due = planned, .state = "expected"},
                 .after = after,
                 .move = DateMove::slipped,
                 .reason = ChangeReason::column});
        }
    }

    /// One entry for the measure: the printed planning before a date in the text, and of dates in
    /// the text the one that moved furthest.
    void finish() {
        if (!moved_) { return; }
        Change change{.measure = pair_.after.number,
                      .field = "planning",
                      .change_class = moved_->move == DateMove::slipped
                                          ? ChangeClass::planning_slipped
                                          : ChangeClass::planning_advanced,
                      .before = printed(moved_->before.due),
                      .after = printed(moved_->after.due)};
        change.reason = moved_->reason;
        change.quote_before = moved_->before.text;
        change.quote_after = moved_->after.text;
        change.explanation = moved_->after.explanation;
        change.is_found_in_text = moved_->after.is_found();
        list_.add(std::move(change));
    }

  private:
    enum class Fate { fresh, continued, repeated };
    struct Move {
        Announcement before{};
        Announcement after{};
        DateMove move{};
        ChangeReason reason{};
    };

    /// What the text announces and the ledger has a milestone of is not new.
    [[nodiscard]] bool is_told_by_ledger(const Announcement& after) const {
        const auto& milestones = pair_.after.milestones;
        return after.is_found() &&
               std::any_of(milestones.begin(), milestones.end(), [&](const Milestone& each) {
                   return match_words(each.text, after.text, weights_).is_alike() ||
                          match_words(each.last_words(), after.text, weights_).is_alike();
               });
    }

    /// What is announced for the first time, or what is said to have moved although nobody had
    /// announced it.
    void add_news(const Announcement& after) {
        if (!after.moved_from) {
            add(ChangeClass::milestone_new, nullptr, &after);
            return;
        }
        const Announcement before{
            .due = after.moved_from, .state = "expected", .is_of_planning = after.is_of_planning};
        compare_dates(before, after);
    }

    void compare_one(const Announcement& before) {
        const auto at = find_later(before, announcements_.after, weights_);
        if (!at) {
            if (planning_.may_be_silent && was_told(before) && !is_told(before)) {
                add(ChangeClass::milestone_silent, &before, nullptr);
            }
            return;
        }
        const auto after = take_up(before, announcements_.after[*at]);
        if (after.state == "dropped") {
            add_dropped(before, after);
            return;
        }
        compare_dates(before, after);
    }

    /// What will not happen has no new date: only the one that it had last.
    void add_dropped(const Announcement& before, const Announcement& after) {
        auto change = announcement_change(pair_.after.number, ChangeClass::milestone_dropped,
                                          {.before = &before, .after = &after});
        const bool is_of_ledger = !after.is_found() && after.due;
        change.before = printed(is_of_ledger || !before.due ? after.due : before.due);
        change.after.clear();
        list_.add(std::move(change));
    }

    void compare_dates(const Announcement& before, const Announcement& after) {
        const auto move =
            before.due && after.due ? move_between(*before.due, *after.due) : DateMove::none;
        if (after.state == "reached") {
            add(ChangeClass::milestone_reached, &before, &after,
                move == DateMove::slipped ? ChangeReason::late : ChangeReason::none);
        } else if (move != DateMove::none) {
            add(ChangeClass::milestone_moved, &before, &after);
        }
        if (move != DateMove::none && !is_reached_early(after, move)) {
            note_move({.before = before,
                       .after = after,
                       .move = move,
                       .reason = ChangeReason::announcement});
        }
    }

    /// What continues an announcement is no news, wherever it is told: what the ledger says of it
    /// may stand in the text in other words, which then are those to be shown.
    Announcement take_up(const Announcement& before, Announcement after) {
        const auto fate = is_of_same_time(before, after) ? Fate::repeated : Fate::continued;
        for (std::size_t i = 0; i < fates_.size(); ++i) {
            const auto& each = announcements_.after[i];
            const bool is_same = each.id == after.id && each.text == after.text;
            if (!is_same && !is_of_same_time(each, after)) { continue; }
            const bool is_told = each.is_found() && continues(before, each, weights_);
            if (is_same || is_told || each.text == after.text) { fates_[i] = fate; }
            if (is_told && !after.is_found()) { after.text = each.text; }
        }
        return after;
    }

    /// Of what an edition before it announced, the earlier matrix may be silent already: that was
    /// told when it was published.
    [[nodiscard]] bool was_told(const Announcement& before) const {
        if (before.is_of_planning || !before.is_of_report) { return true; }
        const auto told = telling_text(pair_.before);
        return told != telling_text(pair_.after) && is_mentioned(before, {"", told}, weights_);
    }

    /// A cell of the planning is told again where the column still says something.
    [[nodiscard]] bool is_told(const Announcement& before) const {
        if (before.is_of_planning) {
            return !planning_.is_shown_in_both || !pair_.after.planning.value_or("").empty();
        }
        return is_mentioned(before, {telling_text(pair_.before), telling_text(pair_.after)},
                            weights_);
    }

    /// That something was done before its last day is no other planning.
    static bool is_reached_early(const Announcement& after, DateMove move) {
        return after.state == "reached" && move == DateMove::advanced;
    }

    void add(ChangeClass change_class, const Announcement* before, const Announcement* after,
             ChangeReason reason = ChangeReason::none) {
        auto change = announcement_change(pair_.after.number, change_class, {before, after});
        change.reason = reason;
        list_.add(std::move(change));
    }

    void note_move(Move move) {
        const bool is_further =
            moved_ && moved_->move == move.move && moved_->after.due->to < move.after.due->to;
        const bool is_worse =
            moved_ && moved_->move == DateMove::advanced && move.move == DateMove::slipped;
        const bool is_printed =
            moved_ && moved_->reason != ChangeReason::column && move.reason == ChangeReason::column;
        if (!moved_ || is_further || is_worse || is_printed) { moved_ = std::move(move); }
    }

    const MeasurePair& pair_;
    const AnnouncementPair& announcements_;
    const WordWeights& weights_;
    PlanningPlace planning_;
    ChangeList& list_;
    std::vector<Fate> fates_;
    std::optional<Move> moved_;
};

/// Whether the planning of both says what became of it: another one, or the same dates as before.
/// One that the last report did not print any more was not said again.
bool is_told_by_column(const MeasurePair& pair, PlanningPlace planning) {
    if (pair.before.planning != pair.after.planning) { return true; }
    return planning.is_restated && pair.after.planning && dates_in(*pair.after.planning);
}

}  // namespace

std::vector<Announcement> earlier_announcements(const MatrixMeasure& before,
                                                const std::vector<Suggestion>& suggestions) {
    auto found = found_announcements(before, suggestions);
    if (before.milestones.empty()) { return found; }
    std::vector<Announcement> announcements;
    for (const auto& milestone : before.milestones) {
        announcements.push_back(announcement_of(milestone));
        add_context(announcements.back(), found);
    }
    return announcements;
}

std::vector<Announcement> later_announcements(const MeasurePair& pair,
                                              const std::vector<Suggestion>& suggestions) {
    auto found = found_announcements(pair.after, suggestions);
    std::vector<Announcement> announcements;
    for (const auto& milestone : pair.after.milestones) {
        if (is_known(pair.before.milestones, milestone)) { continue; }
        announcements.push_back(announcement_of(milestone));
        add_context(announcements.back(), found);
    }
    std::move(found.begin(), found.end(), std::back_inserter(announcements));
    return announcements;
}

void compare_announcements(const MeasurePair& pair, const AnnouncementPair& announcements,
                           const WordWeights& weights, PlanningPlace planning, ChangeList& list) {
    AnnouncementComparison comparison(pair, announcements, weights, planning, list);
    comparison.compare_all();
    if (planning.is_shown_in_both && is_told_by_column(pair, planning)) { return; }
    if (!planning.is_printed_in_both) { comparison.compare_with_planning(); }
    comparison.finish();
}

void compare_abandoned(const MatrixMeasure& before, const std::vector<Suggestion>& suggestions,
                       const Abandonment& place, ChangeList& list) {
    std::string texts;
    for (const auto& measure : place.after.measures) { texts += telling_text(measure) + '\n'; }
    for (const auto& announcement : earlier_announcements(before, suggestions)) {
        if (!announcement.is_open() || announcement.is_of_planning) { continue; }
        if (has_news(announcement, before.milestones, place.after.other_milestones) ||
            is_mentioned(announcement, {telling_text(before), texts}, place.weights)) {
            continue;
        }
        list.add(announcement_change(before.number, ChangeClass::milestone_silent,
                                     {.before = &announcement}));
    }
}

}  // namespace peil::events::changes
