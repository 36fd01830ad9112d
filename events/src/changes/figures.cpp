// Figures paired by series and by the days that they are of.
// SPDX-License-Identifier: EUPL-1.2
#include "figures.hpp"

#include <peil/events/partial_date.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace peil::events::changes {

namespace {

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
    return !left.from.empty() && left.from == right.from && left.to == right.to &&
           !left.to.empty() && left.is_period == right.is_period;
}

bool has_doubt(const FigureValue& figure, std::string_view about) {
    return figure.doubt && figure.doubt->find(about) != std::string::npos;
}

/// Figures found in the text: match_series() says in what they differ. Of running totals it does
/// not, and where it knows no period, has_other_period() may.
ChangeReason doubted(const FigureValue& before, const FigureValue& after) {
    if (has_doubt(after, "other population")) { return ChangeReason::other_population; }
    if (has_doubt(after, "other unit")) { return ChangeReason::other_unit; }
    const bool is_doubted =
        has_doubt(after, "other period") || has_doubt(after, "other start of the period");
    return is_doubted || has_other_period(before, after) ? ChangeReason::other_period
                                                         : ChangeReason::none;
}

ChangeReason redefinition_of(const FigureValue& before, const FigureValue& after) {
    if (before.is_planned != after.is_planned) { return ChangeReason::target_and_fact; }
    if (before.is_found || after.is_found) { return doubted(before, after); }
    if (before.break_count != after.break_count) { return ChangeReason::other_definition; }
    if (before.unit != after.unit) { return ChangeReason::other_unit; }
    return has_other_period(before, after) ? ChangeReason::other_period : ChangeReason::none;
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
    const auto redefinition = redefinition_of(before, after);
    const auto order = compare_decimals(before.value, after.value);
    if (redefinition != ChangeReason::none) {
        auto change = figure_change(measure, ChangeClass::figure_redefined, &before, &after);
        change.reason = redefinition;
        change.doubt = after.doubt.value_or("");
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
void compare_series(const std::string& measure, const std::vector<const FigureValue*>& before,
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

/// A figure without a date is of no days that could be compared.
FigureValue figure_of(const Figure& fact) {
    FigureValue figure{.series = fact.series,
                       .value = fact.value,
                       .unit = fact.currency.value_or(fact.unit),
                       .qualifier = fact.qualifier.value_or(""),
                       .quote = fact.quote.value_or(""),
                       .is_planned = fact.planned,
                       .break_count = fact.break_count,
                       .revision = reason_of(fact)};
    figure.is_period = fact.period_from.has_value() || fact.period_to.has_value();
    if (fact.reference_date) { figure.from = figure.to = fact.reference_date->to; }
    if (fact.period_from) { figure.from = fact.period_from->from; }
    if (fact.period_to) { figure.to = fact.period_to->to; }
    return figure;
}

/// Values that are withheld are not compared.
std::vector<FigureValue> ledger_figures(const MatrixMeasure& measure) {
    std::vector<FigureValue> figures;
    for (const auto& fact : measure.figures) {
        if (!fact.value.empty()) { figures.push_back(figure_of(fact)); }
    }
    return figures;
}

bool has_same_facts(const MeasurePair& pair) {
    const auto is_same = [](const Figure& left, const Figure& right) {
        return left.series == right.series && left.position.sequence == right.position.sequence;
    };
    return std::equal(pair.before.figures.begin(), pair.before.figures.end(),
                      pair.after.figures.begin(), pair.after.figures.end(), is_same);
}

}  // namespace

FigureSides figures_of(const MeasurePair& pair, const FoundSides& found) {
    const bool is_silent = has_same_facts(pair) && pair.before.progress != pair.after.progress;
    const auto side = [&](const MatrixMeasure& measure, const std::vector<Suggestion>& texts) {
        return measure.figures.empty() || is_silent ? found_figures(measure, texts)
                                                    : ledger_figures(measure);
    };
    return {side(pair.before, found.before), side(pair.after, found.after)};
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
    return returning_count;
}

}  // namespace peil::events::changes
