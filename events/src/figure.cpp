// Folding what the events of a series say, and reading its figures.
// SPDX-License-Identifier: EUPL-1.2
#include "content_subjects.hpp"
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/kind.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

json::object object_of(std::string_view text) {
    auto value = core::parse_strict(text);
    return value && value->is_object() ? std::move(value->get_object()) : json::object{};
}

struct Days {
    std::string from;
    std::string to;
    bool is_dated = false;
};

/// The days that a figure is of; without any date the day on which it was reported.
Days days_of(const FigureReported& event, core::UnixMs effective) {
    const auto reported = core::format_date(effective);
    const auto& last = event.period_to ? event.period_to : event.reference_date;
    if (event.period_from) { return {event.period_from->from, last ? last->to : reported, true}; }
    if (event.period_to) { return {"", event.period_to->to, true}; }
    if (last) { return {last->from, last->to, true}; }
    return {reported, reported, false};
}

/// What a redefinition says anew.
SeriesDefinition redefined(SeriesDefinition definition, const json::object& said) {
    definition.label = find_text(said, "label").value_or(definition.label);
    definition.unit = find_text(said, "unit").value_or(definition.unit);
    definition.counting = find_text(said, "counting").value_or(definition.counting);
    definition.scale = find_number(said, "scale").value_or(definition.scale);
    if (auto counts = find_text(said, "counts")) { definition.counts = std::move(counts); }
    if (auto currency = find_text(said, "currency")) { definition.currency = std::move(currency); }
    return definition;
}

std::optional<Series> read_series(const FactSource& facts, std::string_view subject,
                                  Moment moment) {
    std::optional<Series> series;
    for (const auto& fact : timeline_of(facts, {subject, Field::series}, moment)) {
        const auto said = object_of(fact.value);
        if (!series && said.contains("measure")) {
            series = Series{.id = read_text(said, "series"),
                            .measure = read_text(said, "measure"),
                            .definition = redefined({}, said),
                            .basis = read_basis(said),
                            .registered = fact.position};
        } else if (series) {
            auto after = redefined(series->definition, said);
            series->breaks.push_back({.position = fact.position,
                                      .reason = read_text(said, "reason"),
                                      .before = series->definition,
                                      .after = after});
            series->definition = std::move(after);
        }
    }
    return series;
}

/// Of the definition that held when it was reported.
Figure read_vintage(const Series& series, const StoredFact& fact) {
    auto said = read_figure(object_of(fact.value));
    const auto days = days_of(said, fact.position.effective);
    const auto breaks = static_cast<std::size_t>(
        std::count_if(series.breaks.begin(), series.breaks.end(),
                      [&](const SeriesBreak& each) { return each.position < fact.position; }));
    return {.series = series.id,
            .value = std::move(said.value),
            .qualifier = std::move(said.qualifier),
            .reference_date = std::move(said.reference_date),
            .period_from = std::move(said.period_from),
            .period_to = std::move(said.period_to),
            .from = days.from,
            .to = days.to,
            .quote = std::move(said.quote),
            .planned = said.planned,
            .revision = std::move(said.revision),
            .reason = std::move(said.reason),
            .basis = std::move(said.basis),
            .break_count = breaks,
            .position = fact.position};
}

/// Whether a value was reported with a break: on the date from which that holds.
bool is_reported_with(const SeriesBreak& one, const Figure& figure) {
    return one.position.effective == figure.position.effective;
}

/// The first day that each break of a series is about: that of the earliest new date or period that
/// was reported with it, else its own.
std::vector<std::string> first_days_of_breaks(const Series& series,
                                              const std::vector<FigureReference>& references) {
    std::vector<std::string> days;
    for (const auto& one : series.breaks) {
        auto day = core::format_date(one.position.effective);
        for (const auto& reference : references) {
            const auto& first = reference.vintages.front();
            const bool is_with = first.is_dated() && one.position < first.position;
            if (is_with && is_reported_with(one, first)) { day = std::min(day, reference.to); }
        }
        days.push_back(std::move(day));
    }
    return days;
}

/// How many breaks lie before the first value of a date or period: those before it was reported,
/// but for those that are only about later days.
std::size_t breaks_before(const Figure& first, const Series& series,
                          const std::vector<std::string>& first_days) {
    if (!first.is_dated()) { return first.break_count; }
    std::size_t count = 0;
    while (count < first.break_count &&
           (first.to >= first_days[count] || is_reported_with(series.breaks[count], first))) {
        ++count;
    }
    return count;
}

/// Another value for days that had one stands where that stands, on the same side of each break;
/// unless the break was made for it.
std::size_t breaks_before(const Figure& vintage, const Figure& earlier, const Series& series) {
    const auto count = vintage.break_count;
    const bool is_of_break = count > 0 && is_reported_with(series.breaks[count - 1], vintage);
    return is_of_break ? count : std::min(count, earlier.break_count);
}

void take_definition(Figure& figure, const Series& series) {
    const auto& definition = definition_at(series, figure.break_count);
    figure.label = definition.label;
    figure.unit = definition.unit;
    figure.currency = definition.currency;
    figure.counting = definition.counting;
    if (figure.break_count > 0) {
        figure.break_reason = series.breaks[figure.break_count - 1].reason;
    }
}

/// Puts values that were reported after a break, but are of days before it, before it.
void place_between_breaks(std::vector<FigureReference>& references, const Series& series) {
    const auto first_days = first_days_of_breaks(series, references);
    for (auto& reference : references) {
        const Figure* earlier = nullptr;
        for (auto& vintage : reference.vintages) {
            vintage.break_count = earlier == nullptr ? breaks_before(vintage, series, first_days)
                                                     : breaks_before(vintage, *earlier, series);
            take_definition(vintage, series);
            earlier = &vintage;
        }
    }
}

std::vector<FigureReference> read_references(const FactSource& facts, const Series& series,
                                             std::span<const std::string> subjects, Moment moment) {
    std::vector<FigureReference> references;
    for (const auto& subject : subjects) {
        FigureReference reference;
        for (const auto& fact : timeline_of(facts, {subject, Field::figure}, moment)) {
            reference.vintages.push_back(read_vintage(series, fact));
        }
        if (reference.vintages.empty()) { continue; }
        const auto& first = reference.vintages.front();
        reference.from = first.from;
        reference.to = first.to;
        reference.is_dated = first.is_dated();
        reference.planned = first.planned;
        references.push_back(std::move(reference));
    }
    place_between_breaks(references, series);
    std::sort(references.begin(), references.end(), [](const auto& left, const auto& right) {
        return std::tie(left.to, left.from, left.planned) <
               std::tie(right.to, right.from, right.planned);
    });
    return references;
}

/// What a series says now: its newest fact, and of its targets without a date the newest. Such a
/// target is of no day of its own: one that is reported later takes its place.
struct Standing {
    const FigureReference* fact = nullptr;
    const FigureReference* undated_target = nullptr;
};

Standing standing_of(const std::vector<FigureReference>& references) {
    const auto target =
        std::find_if(references.rbegin(), references.rend(),
                     [](const FigureReference& each) { return each.planned && !each.is_dated; });
    return {.fact = newest_reference(references),
            .undated_target = target == references.rend() ? nullptr : &*target};
}

/// A target of a later day than the newest fact; one without a date, reported with it or after it.
bool is_coming_target(const FigureReference& reference, const Standing& standing) {
    if (!reference.planned) { return false; }
    if (reference.is_dated) { return standing.fact == nullptr || reference.to > standing.fact->to; }
    return &reference == standing.undated_target &&
           (standing.fact == nullptr || reference.to >= standing.fact->to);
}

void add_references(MeasureFigures& figures, const std::vector<FigureReference>& references) {
    auto current = current_figures(references);
    auto past = past_figures(references);
    std::move(current.begin(), current.end(), std::back_inserter(figures.current));
    std::move(past.begin(), past.end(), std::back_inserter(figures.past));
}

}  // namespace

const SeriesDefinition& definition_at(const Series& series, std::size_t break_count) {
    return break_count < series.breaks.size() ? series.breaks[break_count].before
                                              : series.definition;
}

ContentSubjects list_content_subjects(const FactSource& facts, std::string_view measure) {
    const auto of = measure.empty() ? std::string() : std::string(measure) + ".";
    return {.series = facts.subjects("series/" + of),
            .figures = facts.subjects("figure/" + of),
            .milestones = facts.subjects("milestone/" + of)};
}

std::span<const std::string> with_prefix(const std::vector<std::string>& subjects,
                                         const std::string& prefix) {
    const auto first = std::lower_bound(subjects.begin(), subjects.end(), prefix);
    const auto last = std::find_if(first, subjects.end(), [&](const std::string& subject) {
        return !subject.starts_with(prefix);
    });
    return {first, last};
}

MeasureFigures figures_of_measure(const FactSource& facts, const ContentSubjects& subjects,
                                  std::string_view measure, Moment moment) {
    MeasureFigures figures;
    if (subjects.series.empty()) { return figures; }
    for (const auto& subject : with_prefix(subjects.series, fmt::format("series/{}.", measure))) {
        const auto series = read_series(facts, subject, moment);
        if (!series) { continue; }
        const auto of_series = with_prefix(subjects.figures, fmt::format("figure/{}/", series->id));
        add_references(figures, read_references(facts, *series, of_series, moment));
    }
    return figures;
}

std::vector<FigureReference> figures_known_later(const FactSource& facts, std::string_view id,
                                                 const LaterKnowledge& later) {
    const Moment ever{.as_of = always, .known = later.moment.known};
    const auto series = find_series(facts, id, ever);
    if (!series) { return {}; }
    const auto day = core::format_date(later.moment.as_of);
    const auto breaks = std::count_if(
        series->breaks.begin(), series->breaks.end(),
        [&](const SeriesBreak& each) { return each.position.effective <= later.moment.as_of; });
    const auto is_of_later = [&](const Figure& figure) {
        if (figure.position.effective <= later.moment.as_of) { return false; }
        const bool is_of_date = figure.is_dated() && !figure.planned && figure.to <= day;
        return !is_of_date || figure.position.sequence <= later.after ||
               std::cmp_not_equal(figure.break_count, breaks);
    };
    auto references = find_figures(facts, id, ever);
    for (auto& reference : references) { std::erase_if(reference.vintages, is_of_later); }
    std::erase_if(references, [](const auto& reference) { return reference.vintages.empty(); });
    return references;
}

MeasureFigures figures_of_measure(const FactSource& facts, const ContentSubjects& subjects,
                                  std::string_view measure, const LaterKnowledge& later) {
    MeasureFigures figures;
    for (const auto& subject : with_prefix(subjects.series, fmt::format("series/{}.", measure))) {
        const auto id = std::string_view(subject).substr(std::string_view("series/").size());
        add_references(figures, figures_known_later(facts, id, later));
    }
    return figures;
}

std::string figure_subject(const FigureReported& event, core::UnixMs effective) {
    const auto days = days_of(event, effective);
    const auto first = !days.is_dated ? "undated" : days.from.empty() ? "until" : days.from;
    return fmt::format("figure/{}/{}/{}{}", event.series, first, days.to,
                       event.planned ? "/planned" : "");
}

std::vector<Series> list_series(const FactSource& facts, Moment moment, std::string_view measure) {
    std::vector<Series> all;
    const auto prefix = measure.empty() ? "series/" : fmt::format("series/{}.", measure);
    for (const auto& subject : facts.subjects(prefix)) {
        if (auto series = read_series(facts, subject, moment)) {
            all.push_back(std::move(*series));
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Series& left, const Series& right) {
        return number_less(left.measure, right.measure);
    });
    return all;
}

std::optional<Series> find_series(const FactSource& facts, std::string_view id, Moment moment) {
    return read_series(facts, fmt::format("series/{}", id), moment);
}

std::vector<FigureReference> find_figures(const FactSource& facts, std::string_view series,
                                          Moment moment) {
    const auto found = find_series(facts, series, moment);
    if (!found) { return {}; }
    return read_references(facts, *found, facts.subjects(fmt::format("figure/{}/", series)),
                           moment);
}

const FigureReference* newest_reference(const std::vector<FigureReference>& references) {
    const auto newest = std::find_if(references.rbegin(), references.rend(),
                                     [](const auto& each) { return !each.planned; });
    return newest == references.rend() ? nullptr : &*newest;
}

std::vector<Figure> current_figures(const std::vector<FigureReference>& references) {
    std::vector<Figure> figures;
    const auto standing = standing_of(references);
    if (standing.fact != nullptr) { figures.push_back(standing.fact->last()); }
    for (const auto& reference : references) {
        if (is_coming_target(reference, standing)) { figures.push_back(reference.last()); }
    }
    return figures;
}

std::vector<Figure> past_figures(const std::vector<FigureReference>& references) {
    std::vector<Figure> figures;
    const auto standing = standing_of(references);
    for (const auto& reference : references) {
        if (&reference != standing.fact && !is_coming_target(reference, standing)) {
            figures.push_back(reference.last());
        }
    }
    return figures;
}

}  // namespace peil::events
