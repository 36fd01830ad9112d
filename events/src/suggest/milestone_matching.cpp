// Milestones are the same if their words are alike; the same date helps.
// SPDX-License-Identifier: EUPL-1.2
#include "milestone_matching.hpp"

#include "likeness.hpp"
#include "series_name.hpp"
#include "tokens.hpp"
#include <peil/core/time.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace peil::events::suggest {

namespace {

constexpr int alike_min = 30;
constexpr int surely_alike_min = 45;
constexpr int same_date_bonus = 20;
constexpr int told_move_bonus = surely_alike_min;

struct Likely {
    int points = 0;
    std::size_t now = 0;
    std::size_t before = 0;
};

/// What happens to a milestone, in one word for all forms that say it.
struct Turn {
    bool is_entry_into_force = false;
    bool is_start = false;
    bool is_completion = false;
};

Turn turn_of(std::string_view text) {
    const auto tokens = tokens_of(text);
    return {.is_entry_into_force =
                has_any(tokens, {"inwerkingtreding"}) ||
                (has_any(tokens, {"werking"}) &&
                 has_any(tokens, {"getreden", "treedt", "treden", "trad", "ingetreden"})),
            .is_start = has_any(tokens, {"start", "starten", "gestart", "begint", "begonnen",
                                         "operationeel", "online", "geopend", "opent"}),
            .is_completion = has_any(tokens, {"gereed", "klaar", "afgerond", "voltooid",
                                              "opgeleverd", "afronding", "oplevering"})};
}

int turn_points(const Turn& now, const Turn& before) {
    if (now.is_entry_into_force && before.is_entry_into_force) { return 40; }
    const bool is_same =
        (now.is_start && before.is_start) || (now.is_completion && before.is_completion);
    return is_same ? 25 : 0;
}

struct Points {
    int words = 0;
    int turn = 0;
    [[nodiscard]] int sum() const { return words + turn; }
};

Points points_of_texts(std::string_view now, std::string_view before) {
    if (now.empty() || before.empty()) { return {}; }
    return {likeness(stems_of(meaning_of(now)), stems_of(meaning_of(before))),
            turn_points(turn_of(now), turn_of(before))};
}

/// A sentence that leans on the one before it may have its subject there.
Points best_points(const Suggestion& now, const Suggestion& before) {
    return std::max<Points>(
        {points_of_texts(now.text, before.text), points_of_texts(now.context, before.text),
         points_of_texts(now.text, before.context)},
        [](const Points& left, const Points& right) { return left.sum() < right.sum(); });
}

bool tells_move_of(const Suggestion& now, const Suggestion& before) {
    const auto from = now.moved_from ? parse_partial_date(*now.moved_from) : std::nullopt;
    const auto due = parse_partial_date(before.due);
    return from && due && is_announced_date(*from, *due);
}

int points_of(const Suggestion& now, const Suggestion& before) {
    if (now.kind != SuggestionKind::milestone || before.kind != SuggestionKind::milestone ||
        now.measure != before.measure) {
        return 0;
    }
    const auto points = best_points(now, before);
    const bool is_same_date = points.words > 0 && !now.due.empty() && now.due == before.due;
    return points.sum() + (is_same_date ? same_date_bonus : 0) +
           (tells_move_of(now, before) ? told_move_bonus : 0);
}

std::vector<Likely> likely_pairs(const std::vector<Suggestion>& now,
                                 const std::vector<Suggestion>& previous) {
    std::vector<Likely> pairs;
    for (std::size_t left = 0; left < now.size(); ++left) {
        for (std::size_t right = 0; right < previous.size(); ++right) {
            const auto points = points_of(now[left], previous[right]);
            if (points >= alike_min) { pairs.push_back({points, left, right}); }
        }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Likely& left, const Likely& right) {
        return left.points > right.points;
    });
    return pairs;
}

}  // namespace

bool is_short(const PartialDate& date) {
    constexpr core::UnixMs season_days_max = 123;
    const auto from = core::parse_date(date.from);
    const auto to = core::parse_date(date.to);
    return from && to && *to - *from < season_days_max * core::day_ms;
}

bool is_announced_date(const PartialDate& told, const PartialDate& due) {
    if (told.from == due.from && told.to == due.to) { return true; }
    return is_short(told) && is_short(due) && told.from <= due.to && due.from <= told.to;
}

bool speaks_surely_of(const Suggestion& now, const Suggestion& before) {
    const auto points = best_points(now, before);
    return points.words > 0 && points.sum() >= surely_alike_min;
}

void match_milestones(std::vector<Suggestion>& now, const std::vector<Suggestion>& previous) {
    std::set<std::size_t> left;
    std::set<std::size_t> right;
    for (const auto& pair : likely_pairs(now, previous)) {
        if (left.contains(pair.now) || right.contains(pair.before)) { continue; }
        left.insert(pair.now);
        right.insert(pair.before);
        now[pair.now].series = previous[pair.before].series;
        if (pair.points < surely_alike_min) {
            now[pair.now].doubt = "perhaps what was said before: " + previous[pair.before].text;
        }
    }
    std::vector<Suggestion> taken = previous;
    for (const auto index : left) { taken.push_back(now[index]); }
    for (std::size_t index = 0; index < now.size(); ++index) {
        if (now[index].kind != SuggestionKind::milestone || left.contains(index)) { continue; }
        now[index].series = free_series(taken, now[index].series, SuggestionKind::milestone);
        taken.push_back(now[index]);
    }
}

}  // namespace peil::events::suggest
