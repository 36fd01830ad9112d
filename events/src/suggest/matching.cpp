// Which figure of this edition continues which of the last: by what is counted, and by the words
// around it. The best pair is taken first; what is left over alone on both sides is taken in doubt.
// SPDX-License-Identifier: EUPL-1.2
#include "../import/prose.hpp"
#include "count_context.hpp"
#include "count_ground.hpp"
#include "doubt.hpp"
#include "figure_series.hpp"
#include "likeness.hpp"
#include "milestone_matching.hpp"
#include "noun_root.hpp"
#include "periods.hpp"
#include "series_name.hpp"
#include "vocabulary.hpp"
#include <peil/events/suggestion.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace peil::events {

namespace {

using suggest::likeness;
using suggest::meaning_of;
using suggest::noun_root;
using suggest::roots_of;
using suggest::Words;

constexpr int match_score_min = 50;
constexpr int context_min = 15;
constexpr int same_time_bonus = 5;

/// The words of the name of a series, without the number of the measure and a counter behind.
Words name_words(const std::string& series) {
    Words words;
    std::string word;
    for (const char letter : series.substr(std::min(series.size(), series.find('.') + 1)) + "-") {
        if (letter != '-') {
            word += letter;
            continue;
        }
        if (!reading::is_digits(word)) { words.insert(word); }
        word.clear();
    }
    words.erase("");
    return words;
}

/// The words of what a figure counts now.
Words name_words(const Suggestion& figure) {
    return name_words(figure.name.empty() ? figure.series : figure.name);
}

bool is_of_one_period(const Suggestion& figure) {
    return name_words(figure).contains("periode");
}

/// Money does not go on as a count of something: a series keeps its currency.
bool may_continue(const Suggestion& now, const Suggestion& before) {
    return (now.unit == "EUR") == (before.unit == "EUR");
}

/// What exists is not what came to it, and what came is not what went.
bool is_same_amount(const Suggestion& now, const Suggestion& before) {
    return suggest::amount_of(now) == suggest::amount_of(before);
}

/// Both of one day or period that is known: the same, or told anew.
bool is_of_same_time(const Suggestion& now, const Suggestion& before) {
    const auto time = [](const Suggestion& figure) {
        return std::tie(figure.reference_date, figure.period_from, figure.period_to);
    };
    const bool is_known = now.reference_date || now.period_from || now.period_to;
    return is_known && time(now) == time(before);
}

/// More than the noun: `nieuwe aanvragen` on both sides.
bool has_same_long_name(const Suggestion& now, const Suggestion& before) {
    const auto roots = roots_of(name_words(now));
    return roots.size() > 1 && roots == roots_of(name_words(before));
}

int match_score(const Suggestion& now, const Suggestion& before) {
    if (is_of_one_period(now) != is_of_one_period(before) || !may_continue(now, before) ||
        !is_same_amount(now, before)) {
        return 0;
    }
    const auto context = likeness(suggest::words_round(now), suggest::words_round(before));
    const bool is_same_time = is_of_same_time(now, before);
    // The same noun alone does not make it the same count.
    if (context < context_min && !is_same_time && !has_same_long_name(now, before)) { return 0; }
    const auto unit = likeness(roots_of(meaning_of(now.unit)), roots_of(meaning_of(before.unit)));
    const auto name = likeness(roots_of(name_words(now)), roots_of(name_words(before)));
    const int same_plan = now.planned == before.planned ? 6 : 0;
    return unit / 2 + name / 8 + context / 2 + same_plan + (is_same_time ? same_time_bonus : 0);
}

std::string join_words(const Words& words) {
    return fmt::format("{}", fmt::join(words, ", "));
}

/// The words that are none of the others, in singular or plural.
Words missing_from(const Words& words, const Words& others) {
    const auto roots = roots_of(others);
    Words missing;
    for (const auto& word : words) {
        if (!roots.contains(noun_root(word))) { missing.insert(word); }
    }
    return missing;
}

void add_doubt(Suggestion& figure, const std::string& why) {
    figure.doubt = figure.doubt ? *figure.doubt + "; " + why : why;
}

bool is_amount(const std::string& unit) {
    return unit == "EUR" || unit == "procent";
}

void add_difference(Suggestion& figure, std::string_view about, std::string now,
                    std::string before) {
    add_doubt(figure, suggest::in_words({.about = std::string(about),
                                         .now = std::move(now),
                                         .before = std::move(before)}));
}

void doubt_unit(Suggestion& now, const Suggestion& before) {
    if (suggest::is_same_unit(now.unit, before.unit)) { return; }
    add_difference(now, suggest::about_unit, now.unit, before.unit);
    if (!is_amount(now.unit) && !is_amount(before.unit)) {
        add_difference(now, suggest::about_population, join_words(meaning_of(now.unit)),
                       join_words(meaning_of(before.unit)));
    }
}

/// Adjectives before the noun say which of them are counted.
void doubt_population(Suggestion& now, const Suggestion& before) {
    if (!suggest::is_same_unit(now.unit, before.unit)) { return; }
    const auto words = name_words(now);
    const auto words_before = name_words(before);
    const auto added = missing_from(words, words_before);
    const auto gone = missing_from(words_before, words);
    if (!added.empty() || !gone.empty()) {
        add_difference(now, suggest::about_population, added.empty() ? now.unit : join_words(added),
                       gone.empty() ? before.unit : join_words(gone));
    }
}

/// Other words round the number may say that it counts something else.
void doubt_ground(Suggestion& now, const Suggestion& before) {
    for (const auto& difference : suggest::ground_differences(now, before)) {
        add_doubt(now, suggest::in_words(difference));
    }
}

/// `9 months`; empty if the period lacks a start or an end.
std::string length_of(const Suggestion& figure) {
    const auto months = suggest::months_between(figure.period_from, figure.period_to);
    return months ? fmt::format("{} months", *months) : "";
}

/// `since 2013-12`, `2013-12 to 2016-11-02`, `at 2016-11-02`: what time a figure is of.
std::string time_of(const Suggestion& figure) {
    const auto& end = figure.reference_date ? figure.reference_date : figure.period_to;
    if (figure.period_from && end) { return fmt::format("{} to {}", *figure.period_from, *end); }
    if (figure.period_from) { return "since " + *figure.period_from; }
    if (figure.period_to && !figure.reference_date) { return "up to " + *end; }
    return end ? "at " + *end : "no date";
}

/// By the rule that decides whether the two compare once they are kept.
void doubt_period(Suggestion& now, const Suggestion& before) {
    if (before.value.empty()) { return; }
    const auto counting = before.counting.empty() ? suggest::counting_of(before) : before.counting;
    auto scope = suggest::scope_of(now, counting);
    const auto scope_before = suggest::scope_of(before, counting);
    scope.unit = scope_before.unit;
    scope.is_planned = scope_before.is_planned;
    if (compare_scopes(scope_before, scope) != Incomparable::other_period) { return; }
    const auto length = length_of(now);
    const auto length_before = length_of(before);
    const bool is_open = length.empty() || length_before.empty();
    if (!is_open && length != length_before) {
        add_difference(now, suggest::about_length, length, length_before);
    } else if (now.period_from && before.period_from && now.period_from != before.period_from) {
        add_difference(now, suggest::about_start, *now.period_from, *before.period_from);
    } else {
        add_difference(now, suggest::about_period, time_of(now), time_of(before));
    }
}

void doubt_plan(Suggestion& now, const Suggestion& before) {
    if (now.planned == before.planned) { return; }
    add_doubt(now, now.planned ? "planned now, before a fact" : "a fact now, before planned");
}

void continue_series(Suggestion& now, const Suggestion& before) {
    doubt_unit(now, before);
    doubt_population(now, before);
    doubt_ground(now, before);
    doubt_period(now, before);
    doubt_plan(now, before);
    now.series = before.series;
}

/// The only figures of both sides: the same noun in other words is in doubt.
bool continue_alone(Suggestion& now, const Suggestion& before) {
    if (!may_continue(now, before) || !is_same_amount(now, before)) { return false; }
    if (suggest::is_same_unit(now.unit, before.unit)) { add_doubt(now, "told in other words"); }
    continue_series(now, before);
    return true;
}

struct FigurePair {
    int points = 0;
    std::size_t now = 0;
    std::size_t before = 0;
};

/// The figures of one measure on both sides, by index.
struct FigureSides {
    std::vector<std::size_t> now;
    std::vector<std::size_t> before;
};

std::vector<std::size_t> figures_of(const std::vector<Suggestion>& list,
                                    const std::string& measure) {
    std::vector<std::size_t> figures;
    for (std::size_t index = 0; index < list.size(); ++index) {
        if (list[index].kind == SuggestionKind::figure && list[index].measure == measure) {
            figures.push_back(index);
        }
    }
    return figures;
}

std::vector<FigurePair> ranked(const FigureSides& sides, const std::vector<Suggestion>& now,
                               const std::vector<Suggestion>& previous) {
    std::vector<FigurePair> pairs;
    for (const auto left : sides.now) {
        for (const auto right : sides.before) {
            const auto points = match_score(now[left], previous[right]);
            if (points >= match_score_min) { pairs.push_back({points, left, right}); }
        }
    }
    std::stable_sort(
        pairs.begin(), pairs.end(),
        [](const FigurePair& left, const FigurePair& right) { return left.points > right.points; });
    return pairs;
}

/// New figures must not take the name of a series that another one continues.
void rename_new(const FigureSides& sides, const std::set<std::size_t>& matched,
                std::vector<Suggestion>& now, const std::vector<Suggestion>& previous) {
    std::vector<Suggestion> taken;
    for (const auto index : sides.before) { taken.push_back(previous[index]); }
    for (const auto index : sides.now) {
        if (matched.contains(index)) { continue; }
        now[index].series = suggest::free_series(taken, now[index].series);
        taken.push_back(now[index]);
    }
}

void match_measure(const std::string& measure, std::vector<Suggestion>& now,
                   const std::vector<Suggestion>& previous) {
    const FigureSides sides{figures_of(now, measure), figures_of(previous, measure)};
    std::set<std::size_t> left;
    std::set<std::size_t> right;
    for (const auto& pair : ranked(sides, now, previous)) {
        if (left.contains(pair.now) || right.contains(pair.before)) { continue; }
        continue_series(now[pair.now], previous[pair.before]);
        left.insert(pair.now);
        right.insert(pair.before);
    }
    const bool is_alone = sides.now.size() == 1 && sides.before.size() == 1 && left.empty();
    if (is_alone && continue_alone(now[sides.now.front()], previous[sides.before.front()])) {
        left.insert(sides.now.front());
    }
    rename_new(sides, left, now, previous);
}

}  // namespace

void match_series(std::vector<Suggestion>& now, const std::vector<Suggestion>& previous) {
    std::set<std::string> measures;
    for (const auto& suggestion : now) {
        if (suggestion.kind == SuggestionKind::figure) { measures.insert(suggestion.measure); }
    }
    for (const auto& measure : measures) { match_measure(measure, now, previous); }
    suggest::match_milestones(now, previous);
}

}  // namespace peil::events
