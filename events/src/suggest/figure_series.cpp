// What a series is called, counts, and how, as far as a figure and its doubt tell.
// SPDX-License-Identifier: EUPL-1.2
#include "figure_series.hpp"

#include "doubt.hpp"
#include "likeness.hpp"
#include "noun_root.hpp"
#include "periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace peil::events::suggest {

namespace {

using Differences = std::vector<Difference>;

constexpr std::string_view euro_unit = "EUR";

const Difference* find_difference(const Differences& differences, std::string_view about) {
    const auto found = std::find_if(differences.begin(), differences.end(),
                                    [&](const Difference& one) { return one.about == about; });
    return found == differences.end() ? nullptr : &*found;
}

bool tells_this_report(const Suggestion& figure) {
    return figure.series.find("deze-periode") != std::string::npos;
}

std::optional<PartialDate> parsed(const std::optional<std::string>& date) {
    return date ? parse_partial_date(*date) : std::nullopt;
}

/// `nieuwe aanvragen` of `5.nieuwe-aanvragen`.
std::string label_of_id(const Suggestion& figure) {
    auto label = figure.series.substr(std::min(figure.series.size(), figure.series.find('.') + 1));
    std::replace(label.begin(), label.end(), '-', ' ');
    return label.empty() ? figure.unit : label;
}

/// What is counted now: the label, or the words of the population with the unit behind.
std::string label_of(const Suggestion& figure, const Differences& differences,
                     const std::string& label) {
    const auto* population = find_difference(differences, about_population);
    if (population == nullptr && find_difference(differences, about_unit) == nullptr) {
        return label;
    }
    const auto unit_words = meaning_of(figure.unit);
    std::string words;
    if (population != nullptr) {
        for (const auto& word : meaning_of(population->now)) {
            if (!unit_words.contains(word)) { words += word + ' '; }
        }
    }
    return words + figure.unit + (tells_this_report(figure) ? " deze periode" : "");
}

/// `meldingen, over 12 months`, `meldingen, since 2030-11`.
std::string counts_in_words(const Suggestion& figure, const Differences& differences,
                            const std::string& label) {
    const auto months = months_between(figure.period_from, figure.period_to);
    const auto* start = find_difference(differences, about_start);
    const auto* period = find_difference(differences, about_period);
    if (period != nullptr && !period->now.empty()) {
        return fmt::format("{}, {}", label, period->now);
    }
    if (find_difference(differences, about_length) != nullptr && months) {
        return fmt::format("{}, over {} months", label, *months);
    }
    return start == nullptr || !figure.period_from
               ? label
               : fmt::format("{}, since {}", label, *figure.period_from);
}

std::string reason_of(const Differences& differences) {
    std::vector<std::string> reasons;
    for (const auto& difference : differences) { reasons.push_back(in_words(difference)); }
    return fmt::format("{}", fmt::join(reasons, "; "));
}

template <class Value>
std::optional<Value> unless_same(Value now, const Value& before) {
    return now == before ? std::nullopt : std::optional(std::move(now));
}

}  // namespace

std::uint32_t decimals_of(const std::string& value) {
    const auto point = value.find('.');
    return point == std::string::npos ? 0 : static_cast<std::uint32_t>(value.size() - point - 1);
}

/// What grows from a fixed day, said or not, what is of a time of its own, what stands on a day.
std::string counting_of(const Suggestion& figure) {
    if (figure.period_from && figure.period_to) { return "per-period"; }
    const bool is_up_to = figure.period_to && !figure.reference_date && !figure.planned;
    if (figure.period_from || is_up_to) { return "cumulative"; }
    return tells_this_report(figure) ? "per-period" : "level";
}

FigureScope scope_of(const Suggestion& figure, std::string counting) {
    Figure kept{.unit = figure.unit,
                .counting = std::move(counting),
                .reference_date = parsed(figure.reference_date),
                .period_from = parsed(figure.period_from),
                .planned = figure.planned};
    // A day of reference also ends a period.
    if (!kept.reference_date) { kept.period_to = parsed(figure.period_to); }
    return events::scope_of(kept);
}

SeriesRegistered series_of(const Suggestion& figure) {
    SeriesRegistered series{
        .series = figure.series,
        .measure = figure.measure,
        .label = label_of(figure, differences_in(figure.doubt), label_of_id(figure)),
        .unit = figure.unit,
        .counting = counting_of(figure),
        .scale = decimals_of(figure.value),
        .basis = std::string(basis_suggested)};
    if (figure.unit == euro_unit) { series.currency = figure.unit; }
    return series;
}

bool has_other_unit(const Suggestion& figure, const SeriesDefinition& definition) {
    return definition.currency != figure.unit && !is_same_unit(definition.unit, figure.unit);
}

std::optional<SeriesRedefined> break_before(const Suggestion& figure,
                                            const SeriesDefinition& definition) {
    auto differences = differences_in(figure.doubt);
    const bool is_other_unit = has_other_unit(figure, definition);
    if (is_other_unit && find_difference(differences, about_unit) == nullptr) {
        differences.push_back(
            {.about = std::string(about_unit), .now = figure.unit, .before = definition.unit});
    }
    if (differences.empty()) { return std::nullopt; }
    const auto label = label_of(figure, differences, definition.label);
    const auto counts = counts_in_words(figure, differences, label);
    SeriesRedefined redefined{.series = figure.series, .reason = reason_of(differences)};
    redefined.label = unless_same(label, definition.label);
    const bool is_told_by_unit = is_other_unit && counts == figure.unit && !definition.counts;
    if (!is_told_by_unit) {
        redefined.counts = counts == definition.counts ? figure.quote : counts;
    }
    redefined.counting = unless_same(counting_of(figure), definition.counting);
    redefined.scale =
        unless_same(std::max(definition.scale, decimals_of(figure.value)), definition.scale);
    if (is_other_unit) {
        redefined.unit = figure.unit;
        if (figure.unit == euro_unit) { redefined.currency = figure.unit; }
    }
    return redefined;
}

}  // namespace peil::events::suggest
