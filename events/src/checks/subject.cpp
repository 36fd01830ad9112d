// Figures, milestones and references of a matrix: those of the ledger, and, of a measure for which
// it has none, those that its text seems to state.
// SPDX-License-Identifier: EUPL-1.2
#include "../changes/figures.hpp"
#include "check.hpp"
#include <peil/events/number_text.hpp>

#include <algorithm>
#include <span>
#include <utility>

namespace peil::events::checks {

namespace {

/// What the text of a matrix seems to state, and the editions before it.
struct ReportTexts {
    const std::vector<Suggestion>& found;
    std::span<const Matrix> earlier;
};

std::string first_seen_day(const std::optional<std::string>& text) {
    const auto date = text ? parse_partial_date(*text) : std::nullopt;
    return date ? date->from : "";
}

std::string last_seen_day(const std::optional<std::string>& text) {
    const auto date = text ? parse_partial_date(*text) : std::nullopt;
    return date ? date->to : "";
}

SeenFigure seen_in_ledger(const std::string& measure, const Figure& figure) {
    const bool is_dated = figure.is_dated();
    return {.measure = measure,
            .series = figure.series,
            .value = figure.value,
            .unit = figure.currency.value_or(figure.unit),
            .quote = figure.quote.value_or(""),
            .from = is_dated ? figure.from : "",
            .to = is_dated ? figure.to : "",
            .is_period = figure.period_from || figure.period_to,
            .is_planned = figure.planned};
}

SeenFigure seen_in_text(const Suggestion& found) {
    const bool is_of_day = found.reference_date.has_value();
    return {.measure = found.measure,
            .series = found.series,
            .value = found.value,
            .unit = found.unit,
            .quote = found.quote,
            .from = first_seen_day(is_of_day ? found.reference_date : found.period_from),
            .to = last_seen_day(is_of_day ? found.reference_date : found.period_to),
            .is_period = !is_of_day && (found.period_from || found.period_to),
            .is_planned = found.planned,
            .is_found = true,
            .doubt = found.doubt};
}

/// Whether an edition does not print a value that the ledger keeps: an earlier one stated it, and
/// its own text does not come back to it.
bool is_left_out(const Figure& figure, const MatrixMeasure& measure, const ReportTexts& texts) {
    return std::any_of(texts.earlier.begin(), texts.earlier.end(), [&](const Matrix& edition) {
        const auto before =
            std::find_if(edition.measures.begin(), edition.measures.end(),
                         [&](const MatrixMeasure& each) { return each.number == measure.number; });
        return before != edition.measures.end() &&
               changes::is_told_no_more(figure, {*before, measure}, texts.found);
    });
}

/// A text that the matrix does not show was not printed; what it states is of the past.
std::vector<SeenFigure> seen_figures_in(const Matrix& matrix, const ReportTexts& texts) {
    const auto& found = texts.found;
    std::vector<SeenFigure> figures;
    for (const auto& measure : matrix.measures) {
        for (const auto& figure : measure.figures) {
            if (matrix.edition && is_left_out(figure, measure, texts)) { continue; }
            figures.push_back(seen_in_ledger(measure.number, figure));
        }
        if (!measure.figures.empty()) { continue; }
        for (const auto& each : found) {
            if (each.kind == SuggestionKind::figure && each.measure == measure.number) {
                figures.push_back(seen_in_text(each));
            }
        }
    }
    return figures;
}

void add_seen_milestones(const MatrixMeasure& measure, const std::vector<Suggestion>& found,
                         std::vector<SeenMilestone>& milestones) {
    for (const auto& each : measure.milestones) {
        milestones.push_back({measure.number, each.id, each.text, each.due, each.is_open()});
    }
    if (!measure.milestones.empty()) { return; }
    for (const auto& each : found) {
        if (each.kind != SuggestionKind::milestone || each.measure != measure.number) { continue; }
        const bool is_open = each.state == "expected" || each.state == "moved";
        milestones.push_back(
            {measure.number, "", each.quote, parse_partial_date(each.due), is_open});
    }
}

void add_seen_references(const MatrixMeasure& measure, const std::vector<Suggestion>& found,
                         std::vector<SeenReference>& references) {
    for (const auto& number : measure.references) {
        references.push_back({.measure = measure.number, .to = number});
    }
    if (!measure.references.empty()) { return; }
    for (const auto& each : found) {
        if (each.kind != SuggestionKind::reference || each.measure != measure.number) { continue; }
        for (const auto& number : each.to) {
            references.push_back({measure.number, number, each.quote, true});
        }
    }
}

}  // namespace

std::string value_in_words(const SeenFigure& figure) {
    const auto value = figure.value.empty() ? "withheld" : number_text(figure.value);
    return figure.unit.empty() ? value : value + ' ' + figure.unit;
}

FigureScope SeenFigure::scope() const {
    return {.from = from, .to = to, .is_period = is_period, .is_planned = is_planned, .unit = unit};
}

Subject make_subject(SubjectParts parts) {
    Subject subject{{std::move(parts)}};
    ReportBefore last;
    const std::span<const Matrix> earlier(subject.earlier);
    if (!subject.earlier.empty()) {
        const auto& before = subject.earlier.front();
        last = {before.edition_date, find_suggestions(before)};
        subject.figures_before = seen_figures_in(before, {last.found, earlier.subspan(1)});
        subject.changes = compare(before, subject.now);
    }
    auto found = find_suggestions(subject.now, last);
    match_series(found, last.found);
    subject.figures = seen_figures_in(subject.now, {found, earlier});
    for (const auto& measure : subject.now.measures) {
        add_seen_milestones(measure, found, subject.milestones);
        add_seen_references(measure, found, subject.references);
    }
    return subject;
}

}  // namespace peil::events::checks
