// Figures paired by series and by the days that they are of.
// SPDX-License-Identifier: EUPL-1.2
#include "figures.hpp"

#include "../suggest/noun_root.hpp"
#include <peil/events/figure_comparison.hpp>
#include <peil/events/partial_date.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace peil::events::changes {

namespace {

constexpr std::string_view undated_mark = "undated/";

/// Values of one series, targets apart from facts.
struct SeriesKey {
    std::string series;
    bool is_planned = false;
    // NOLINTNEXTLINE(modernize-use-nullptr): misfires on a defaulted <=> (LLVM 14)
    friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
};
using ValuesBySeries = std::map<SeriesKey, std::vector<const FigureValue*>>;

ValuesBySeries by_series(const std::vector<FigureValue>& figures) {
    ValuesBySeries values;
    for (const auto& figure : figures) {
        values[{figure.series, figure.is_planned}].push_back(&figure);
    }
    return values;
}

/// The series of the same name; a target is followed by a fact where there is no fact before it,
/// and the other way round.
ValuesBySeries::const_iterator find_series(const ValuesBySeries& after, const SeriesKey& key,
                                           const ValuesBySeries& before) {
    const auto same = after.find(key);
    const SeriesKey other{key.series, !key.is_planned};
    return same != after.end() || before.contains(other) ? same : after.find(other);
}

bool is_of_same_days(const FigureValue& left, const FigureValue& right) {
    if (!left.days.empty() && !right.days.empty()) { return left.days == right.days; }
    return !left.from.empty() && left.from == right.from && left.to == right.to &&
           !left.to.empty() && left.is_period == right.is_period;
}

FigureScope scope_of(const FigureValue& figure) {
    return {.from = figure.from,
            .to = figure.to,
            .is_period = figure.is_period,
            .counting = figure.counting,
            .is_planned = figure.is_planned,
            .unit = figure.unit,
            .break_count = figure.break_count};
}

/// What a doubt, or the reason of a break that a doubt became, says that is counted otherwise.
ChangeReason difference_told(const std::string& text) {
    const auto tells = [&](std::string_view about) {
        return text.find(about) != std::string::npos;
    };
    if (tells("other population") || tells("other condition")) {
        return ChangeReason::other_population;
    }
    if (tells("other unit")) { return ChangeReason::other_unit; }
    const bool is_period = tells("other period") || tells("other start of the period");
    return is_period ? ChangeReason::other_period : ChangeReason::none;
}

/// Figures found in the text: match_series() says in what they differ. Of running totals it does
/// not, and where it knows no period, has_other_period() may. Nor does it, if one is of the ledger.
ChangeReason doubted(const FigureValue& before, const FigureValue& after) {
    const auto told = difference_told(after.doubt.value_or(""));
    if (told != ChangeReason::none) { return told; }
    if (!suggest::is_same_unit(before.unit, after.unit)) { return ChangeReason::other_unit; }
    const bool is_other = has_other_period(scope_of(before), scope_of(after));
    return is_other ? ChangeReason::other_period : ChangeReason::none;
}

/// The break that lies between two values, which is the last before one of them.
const std::string& break_between(const FigureValue& before, const FigureValue& after) {
    return before.break_count < after.break_count ? after.break_reason : before.break_reason;
}

ChangeReason reason_of(Incomparable why) {
    switch (why) {
        case Incomparable::target_and_fact: return ChangeReason::target_and_fact;
        case Incomparable::other_definition: return ChangeReason::other_definition;
        case Incomparable::other_unit: return ChangeReason::other_unit;
        case Incomparable::other_period: return ChangeReason::other_period;
        case Incomparable::none:
        case Incomparable::withheld:
        case Incomparable::too_large: return ChangeReason::none;
    }
    return ChangeReason::none;
}

ChangeReason redefinition_of(const FigureValue& before, const FigureValue& after) {
    if (before.is_planned != after.is_planned) { return ChangeReason::target_and_fact; }
    if (before.is_found || after.is_found) { return doubted(before, after); }
    const auto why = reason_of(compare_scopes(scope_of(before), scope_of(after)));
    if (why != ChangeReason::other_definition) { return why; }
    const auto told = difference_told(break_between(before, after));
    return told == ChangeReason::none ? why : told;
}

std::string with_qualifier(const FigureValue& figure) {
    return figure.qualifier.empty() ? figure.value : figure.qualifier + ' ' + figure.value;
}

std::string units_of(const FigureValue& before, const FigureValue& after) {
    return before.unit == after.unit ? after.unit : before.unit + " → " + after.unit;
}

Change figure_change(const std::string& measure, ChangeClass change_class,
                     const FigureValue* before, const FigureValue* after) {
    Change change{.measure = measure, .field = "figure", .change_class = change_class};
    const auto& either = after == nullptr ? *before : *after;
    change.series = either.series;
    change.label = either.label;
    change.is_target = either.is_planned;
    change.unit = before == nullptr ? either.unit : units_of(*before, either);
    if (before != nullptr) {
        change.before = with_qualifier(*before);
        change.quote_before = before->quote;
    }
    if (after != nullptr) {
        change.after = with_qualifier(*after);
        change.quote_after = after->quote;
    }
    change.is_found_in_text =
        (before != nullptr && before->is_found) || (after != nullptr && after->is_found);
    return change;
}

void compare_values(const std::string& measure, const FigureValue& before, const FigureValue& after,
                    ChangeList& list) {
    const auto order = compare_decimals(before.value, after.value);
    // What a sentence says does not change because a later report repeats it.
    const bool is_repeated =
        before.is_found && after.is_found && before.quote == after.quote && order == 0;
    if (is_repeated) { return; }
    const auto redefinition = redefinition_of(before, after);
    if (redefinition != ChangeReason::none) {
        auto change = figure_change(measure, ChangeClass::figure_redefined, &before, &after);
        change.reason = redefinition;
        change.doubt = after.doubt.value_or("");
        if (before.break_count != after.break_count) {
            change.explanation = break_between(before, after);
        }
        list.add(std::move(change));
    } else if (order != 0 && is_of_same_days(before, after)) {
        auto change = figure_change(measure, ChangeClass::figure_restated, &before, &after);
        change.reason = after.revision;
        list.add(std::move(change));
    } else if (order != 0) {
        list.add(figure_change(measure,
                               order < 0 ? ChangeClass::figure_grown : ChangeClass::figure_fallen,
                               &before, &after));
    }
}

/// The newest value of a series: the last day known, else the one that the text tells first.
const FigureValue& newest(const std::vector<const FigureValue*>& values) {
    return **std::max_element(
        values.begin(), values.end(), [](const FigureValue* left, const FigureValue* right) {
            return std::max(left->from, left->to) < std::max(right->from, right->to);
        });
}

/// A value for the same days that is another now is restated, beside what the newest values say.
void compare_dated(const std::string& measure, const std::vector<const FigureValue*>& before,
                   const std::vector<const FigureValue*>& after, ChangeList& list) {
    const auto& last_before = newest(before);
    const auto& last_after = newest(after);
    for (const auto* old_value : before) {
        for (const auto* new_value : after) {
            const bool is_newest = old_value == &last_before && new_value == &last_after;
            if (!is_newest && is_of_same_days(*old_value, *new_value)) {
                compare_values(measure, *old_value, *new_value, list);
            }
        }
    }
    compare_values(measure, last_before, last_after, list);
}

/// Takes the target of the ledger without a date out of the values of a series; there is one at
/// most. nullptr if there is none.
const FigureValue* take_undated_target(std::vector<const FigureValue*>& values) {
    const auto target = std::find_if(values.begin(), values.end(), [](const FigureValue* each) {
        return each->is_planned && each->days.starts_with(undated_mark);
    });
    if (target == values.end()) { return nullptr; }
    const auto* const found = *target;
    values.erase(target);
    return found;
}

/// A target without a date that both sides have goes on in itself, whatever targets have a date.
void compare_series(const std::string& measure, const std::vector<const FigureValue*>& before,
                    const std::vector<const FigureValue*>& after, ChangeList& list) {
    auto others_before = before;
    auto others_after = after;
    const auto* const target_before = take_undated_target(others_before);
    const auto* const target_after = take_undated_target(others_after);
    if (target_before == nullptr || target_after == nullptr) {
        compare_dated(measure, before, after, list);
        return;
    }
    compare_values(measure, *target_before, *target_after, list);
    if (!others_before.empty() && !others_after.empty()) {
        compare_dated(measure, others_before, others_after, list);
    } else if (!others_after.empty()) {
        list.add(figure_change(measure, ChangeClass::figure_new, nullptr, &newest(others_after)));
    } else if (!others_before.empty()) {
        list.add(figure_change(measure, ChangeClass::figure_disappeared, &newest(others_before),
                               nullptr));
    }
}

std::string first_day(const std::optional<std::string>& date) {
    const auto parsed = date ? parse_partial_date(*date) : std::nullopt;
    return parsed ? parsed->from : "";
}

std::string last_day(const std::optional<std::string>& date) {
    const auto parsed = date ? parse_partial_date(*date) : std::nullopt;
    return parsed ? parsed->to : "";
}

FigureValue figure_of(const Suggestion& suggestion) {
    FigureValue figure{.series = suggestion.series,
                       .value = suggestion.value,
                       .unit = suggestion.unit,
                       .qualifier = suggestion.qualifier.value_or(""),
                       .quote = suggestion.quote,
                       .is_planned = suggestion.planned,
                       .is_found = true,
                       .doubt = suggestion.doubt};
    figure.is_period = suggestion.period_from.has_value() || suggestion.period_to.has_value();
    figure.from = first_day(figure.is_period ? suggestion.period_from : suggestion.reference_date);
    figure.to = last_day(figure.is_period ? suggestion.period_to : suggestion.reference_date);
    return figure;
}

std::vector<FigureValue> found_figures(const MatrixMeasure& measure,
                                       const std::vector<Suggestion>& suggestions) {
    std::vector<FigureValue> figures;
    for (const auto& suggestion : suggestions) {
        if (suggestion.kind == SuggestionKind::figure && suggestion.measure == measure.number) {
            figures.push_back(figure_of(suggestion));
        }
    }
    return figures;
}

ChangeReason reason_of(const Figure& figure) {
    if (!figure.revision) { return ChangeReason::none; }
    return *figure.revision == "correction" ? ChangeReason::correction : ChangeReason::revision;
}

/// What its vintages have in common; empty if that is not known.
std::string vintage_days(const Figure& fact) {
    if (fact.to.empty()) { return ""; }
    return fmt::format("{}{}/{}", fact.is_dated() ? "" : undated_mark, fact.from, fact.to);
}

/// A figure without a date is of no days that could be compared.
FigureValue figure_of(const Figure& fact) {
    auto scope = events::scope_of(fact);
    return {.series = fact.series,
            .label = fact.label,
            .value = fact.value,
            .unit = std::move(scope.unit),
            .qualifier = fact.qualifier.value_or(""),
            .quote = fact.quote.value_or(""),
            .from = std::move(scope.from),
            .to = std::move(scope.to),
            .is_period = scope.is_period,
            .is_planned = fact.planned,
            .counting = std::move(scope.counting),
            .break_count = fact.break_count,
            .break_reason = fact.break_reason,
            .revision = reason_of(fact),
            .days = vintage_days(fact)};
}

/// Values that are withheld are not compared.
std::vector<FigureValue> ledger_figures(const std::vector<Figure>& facts) {
    std::vector<FigureValue> figures;
    for (const auto& fact : facts) {
        if (!fact.value.empty()) { figures.push_back(figure_of(fact)); }
    }
    return figures;
}

/// The values of a measure in the ledger, of all dates and periods.
std::vector<FigureValue> all_ledger_figures(const MatrixMeasure& measure) {
    auto all = ledger_figures(measure.figures);
    auto past = ledger_figures(measure.past_figures);
    std::move(past.begin(), past.end(), std::back_inserter(all));
    return all;
}

bool has_same_facts(const MeasurePair& pair) {
    const auto is_same = [](const Figure& left, const Figure& right) {
        return left.series == right.series && left.position.sequence == right.position.sequence;
    };
    return std::equal(pair.before.figures.begin(), pair.before.figures.end(),
                      pair.after.figures.begin(), pair.after.figures.end(), is_same);
}

std::string stating_text(const MatrixMeasure& measure) {
    return plain_text(measure.progress) + '\n' + plain_text(measure.footnotes);
}

/// Whether a value of the ledger is no news, and only the earlier text states it: the ledger keeps
/// it, but the report does not come back to it.
bool is_left_out(const Figure& fact, const MeasurePair& pair,
                 const std::vector<Suggestion>& found_after) {
    const auto& known = pair.before.figures;
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const Figure& each) {
        return each.series == fact.series && each.position.sequence == fact.position.sequence;
    });
    return is_known && is_told_no_more(fact, pair, found_after);
}

/// The later figures of the ledger without those that the later text leaves out.
std::vector<FigureValue> later_ledger_figures(const MeasurePair& pair,
                                              const std::vector<Suggestion>& texts) {
    auto told = pair.after.figures;
    std::erase_if(told, [&](const Figure& fact) { return is_left_out(fact, pair, texts); });
    return ledger_figures(told);
}

/// A value of the ledger by its series and days; a target and a fact are two.
using ValueKey = std::tuple<std::string, bool, std::string>;
using ValuesByDays = std::map<ValueKey, const FigureValue*>;

ValuesByDays by_days(const std::vector<FigureValue>& figures) {
    ValuesByDays values;
    for (const auto& figure : figures) {
        if (figure.days.empty()) { continue; }
        values[{figure.series, figure.is_planned, figure.days}] = &figure;
    }
    return values;
}

/// Values of the ledger that are other ones now, and that are not among the newest of both sides.
void compare_past(const std::string& measure, const FigureSides& figures, ChangeList& list) {
    const auto current_before = by_days(figures.before);
    const auto current_after = by_days(figures.after);
    const auto after = by_days(figures.all_after);
    for (const auto& [key, value] : by_days(figures.all_before)) {
        const auto later = after.find(key);
        const bool is_current = current_before.contains(key) && current_after.contains(key);
        if (later != after.end() && !is_current) {
            compare_values(measure, *value, *later->second, list);
        }
    }
}

}  // namespace

bool is_told_no_more(const Figure& fact, const MeasurePair& pair,
                     const std::vector<Suggestion>& found_after) {
    if (!fact.quote || fact.quote->empty()) { return false; }
    if (stating_text(pair.before).find(*fact.quote) == std::string::npos ||
        stating_text(pair.after).find(*fact.quote) != std::string::npos) {
        return false;
    }
    const auto unit = fact.currency.value_or(fact.unit);
    return std::none_of(found_after.begin(), found_after.end(), [&](const Suggestion& found) {
        return found.kind == SuggestionKind::figure && found.measure == pair.after.number &&
               (found.series == fact.series ||
                (found.value == fact.value && suggest::is_same_unit(found.unit, unit)));
    });
}

FigureSides figures_of(const MeasurePair& pair, const FoundSides& found) {
    const bool is_silent = has_same_facts(pair) && pair.before.progress != pair.after.progress;
    const auto is_found = [&](const MatrixMeasure& measure) {
        return measure.figures.empty() || is_silent;
    };
    return {.before = is_found(pair.before) ? found_figures(pair.before, found.before)
                                            : ledger_figures(pair.before.figures),
            .after = is_found(pair.after) ? found_figures(pair.after, found.after)
                                          : later_ledger_figures(pair, found.after),
            .all_before = all_ledger_figures(pair.before),
            .all_after = all_ledger_figures(pair.after)};
}

std::size_t compare_figures(const std::string& measure, const FigureSides& figures,
                            ChangeList& list) {
    const auto before = by_series(figures.before);
    const auto after = by_series(figures.after);
    std::size_t returning_count = 0;
    std::set<SeriesKey> matched;
    for (const auto& [key, values] : before) {
        const auto later = find_series(after, key, before);
        if (later == after.end()) {
            list.add(
                figure_change(measure, ChangeClass::figure_disappeared, &newest(values), nullptr));
            continue;
        }
        ++returning_count;
        matched.insert(later->first);
        compare_series(measure, values, later->second, list);
    }
    for (const auto& [key, values] : after) {
        if (!matched.contains(key)) {
            list.add(figure_change(measure, ChangeClass::figure_new, nullptr, &newest(values)));
        }
    }
    compare_past(measure, figures, list);
    return returning_count;
}

}  // namespace peil::events::changes
