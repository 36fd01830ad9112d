// Announcements matched by the words of their sentences, and compared by their dates.
// SPDX-License-Identifier: EUPL-1.2
#include "announcements.hpp"

#include "planning.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace peil::events::changes {

namespace {

Announcement announcement_of(const Milestone& milestone) {
    return {.id = milestone.id,
            .text = milestone.text,
            .due = milestone.reached ? milestone.reached : milestone.due,
            .state = milestone.state};
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
                         .state = suggestion.state});
    }
    return found;
}

/// Whether the earlier matrix knows the milestone in this state.
bool is_known(const MatrixMeasure& before, const Milestone& milestone) {
    return std::any_of(
        before.milestones.begin(), before.milestones.end(), [&](const Milestone& each) {
            return each.id == milestone.id && each.newest.sequence == milestone.newest.sequence;
        });
}

std::string printed(const std::optional<PartialDate>& date) {
    return date ? date->text : "";
}

/// Looks for what became of announcements.
class AnnouncementComparison {
  public:
    AnnouncementComparison(const MeasurePair& pair, const AnnouncementPair& announcements,
                           const WordWeights& weights, ChangeList& list)
        : pair_(pair),
          announcements_(announcements),
          weights_(weights),
          list_(list),
          is_continued_(announcements.after.size(), false) {}

    void compare_all() {
        for (const auto& before : announcements_.before) {
            if (before.is_open()) { compare_one(before); }
        }
        for (std::size_t i = 0; i < announcements_.after.size(); ++i) {
            const auto& after = announcements_.after[i];
            if (!is_continued_[i] && after.is_open() && !is_told_by_ledger(after)) {
                add(ChangeClass::milestone_new, nullptr, &after);
            }
        }
    }

    /// What was planned for a time is still expected after it.
    void compare_with_planning() {
        const auto& status = pair_.before.status;
        if (status == "ongoing" || status == "completed" || !pair_.before.planning) { return; }
        const auto planned = dates_in(*pair_.before.planning);
        if (!planned) { return; }
        for (const auto& after : announcements_.after) {
            if (!after.is_open() || !after.due || after.due->from <= planned->to) { continue; }
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
        change.is_found_in_text = moved_->after.is_found();
        list_.add(std::move(change));
    }

  private:
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
                   return match_words(each.text, after.text, weights_).is_alike();
               });
    }

    void compare_one(const Announcement& before) {
        const auto at = find_later(before);
        if (!at) {
            if (!is_mentioned(before)) { add(ChangeClass::milestone_silent, &before, nullptr); }
            return;
        }
        is_continued_[*at] = true;
        const auto& after = announcements_.after[*at];
        if (after.state == "dropped") {
            add(ChangeClass::milestone_dropped, &before, &after);
            return;
        }
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

    /// That something was done before its last day is no other planning.
    static bool is_reached_early(const Announcement& after, DateMove move) {
        return after.state == "reached" && move == DateMove::advanced;
    }

    /// The later announcement of the same thing: of the ledger by its name, else the most alike;
    /// of those that are as much alike, the one that was reached.
    [[nodiscard]] std::optional<std::size_t> find_later(const Announcement& before) const {
        std::optional<std::size_t> best;
        std::size_t best_share = 0;
        for (std::size_t i = 0; i < announcements_.after.size(); ++i) {
            const auto& after = announcements_.after[i];
            if (!before.is_found() && before.id == after.id) { return i; }
            if (!before.is_found() && !after.is_found()) { continue; }
            const auto match = match_words(before.text, after.text, weights_);
            if (!match.is_alike()) { continue; }
            const auto share = 100 * match.shared_weight / match.own_weight;
            const bool is_better = !best || share > best_share ||
                                   (share == best_share && after.state == "reached" &&
                                    announcements_.after[*best].state != "reached");
            if (is_better) {
                best = i;
                best_share = share;
            }
        }
        return best;
    }

    /// Whether a sentence of the later text speaks of it without a date.
    [[nodiscard]] bool is_mentioned(const Announcement& before) const {
        const auto text = plain_text(pair_.after.progress);
        const auto sentences = split_sentences(text);
        return std::any_of(sentences.begin(), sentences.end(), [&](std::string_view sentence) {
            return match_words(before.text, sentence, weights_).is_alike();
        });
    }

    void add(ChangeClass change_class, const Announcement* before, const Announcement* after,
             ChangeReason reason = ChangeReason::none) {
        Change change{
            .measure = pair_.after.number, .field = "milestone", .change_class = change_class};
        change.reason = reason;
        if (before != nullptr) {
            change.before = printed(before->due);
            change.quote_before = before->text;
        }
        if (after != nullptr) {
            change.after = printed(after->due);
            change.quote_after = after->text;
        }
        change.is_found_in_text =
            (before != nullptr && before->is_found()) || (after != nullptr && after->is_found());
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
    ChangeList& list_;
    std::vector<bool> is_continued_;
    std::optional<Move> moved_;
};

}  // namespace

std::vector<Announcement> earlier_announcements(const MatrixMeasure& before,
                                                const std::vector<Suggestion>& suggestions) {
    if (before.milestones.empty()) { return found_announcements(before, suggestions); }
    std::vector<Announcement> announcements;
    for (const auto& milestone : before.milestones) {
        announcements.push_back(announcement_of(milestone));
    }
    return announcements;
}

std::vector<Announcement> later_announcements(const MeasurePair& pair,
                                              const std::vector<Suggestion>& suggestions) {
    std::vector<Announcement> announcements;
    for (const auto& milestone : pair.after.milestones) {
        if (!is_known(pair.before, milestone)) {
            announcements.push_back(announcement_of(milestone));
        }
    }
    auto found = found_announcements(pair.after, suggestions);
    std::move(found.begin(), found.end(), std::back_inserter(announcements));
    return announcements;
}

void compare_announcements(const MeasurePair& pair, const AnnouncementPair& announcements,
                           const WordWeights& weights, bool is_planned_in_both, ChangeList& list) {
    AnnouncementComparison comparison(pair, announcements, weights, list);
    comparison.compare_all();
    const bool is_told = is_planned_in_both && pair.before.planning != pair.after.planning;
    if (is_told) { return; }
    if (!is_planned_in_both) { comparison.compare_with_planning(); }
    comparison.finish();
}

}  // namespace peil::events::changes
