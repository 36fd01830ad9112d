// From the rows of a report, and from what the ledger knows of each measure, to suggestions.
// SPDX-License-Identifier: EUPL-1.2
#include "plan_suggestions.hpp"

#include "periods.hpp"
#include <peil/events/figure.hpp>
#include <peil/events/milestone.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace peil::events::suggest {

namespace {

MatrixMeasure measure_of_row(const ReportRow& row) {
    MatrixMeasure measure{.number = row.measures.front().number};
    for (std::size_t index = 1; index < row.measures.size(); ++index) {
        measure.joint_with.push_back(row.measures[index].number);
    }
    measure.planning = row.planning;
    measure.progress = row.progress;
    measure.footnotes = row.footnotes;
    return measure;
}

std::optional<std::string> text_of(const std::optional<PartialDate>& date) {
    return date ? std::optional(date->text) : std::nullopt;
}

Suggestion suggestion_of(const Series& series, const Figure* last) {
    Suggestion known{.kind = SuggestionKind::figure,
                     .measure = series.measure,
                     .unit = series.definition.unit,
                     .series = series.id};
    if (last == nullptr) { return known; }
    known.quote = last->quote.value_or("");
    known.value = last->value;
    known.planned = last->planned;
    known.reference_date = text_of(last->reference_date);
    known.period_from = text_of(last->period_from);
    known.period_to = text_of(last->period_to);
    return known;
}

Suggestion suggestion_of(const Milestone& milestone) {
    return {.kind = SuggestionKind::milestone,
            .measure = milestone.measure,
            .quote = milestone.text,
            .series = milestone.id,
            .text = milestone.text,
            .due = milestone.due.text,
            .state = milestone.state};
}

/// The series and milestones that the ledger has.
std::vector<Suggestion> known_of_ledger(const View& view, Moment moment) {
    std::vector<Suggestion> known;
    for (const auto& series : list_series(view.facts(), moment)) {
        const auto references = find_figures(view.facts(), series.id, moment);
        const auto* newest = newest_reference(references);
        if (newest == nullptr && !references.empty()) { newest = &references.back(); }
        known.push_back(suggestion_of(series, newest == nullptr ? nullptr : &newest->last()));
    }
    for (const auto& milestone : list_milestones(view.facts(), moment)) {
        known.push_back(suggestion_of(milestone));
    }
    return known;
}

/// The last edition before a date.
std::optional<EditionRecord> edition_before(const View& view, const std::string& date) {
    std::optional<EditionRecord> last;
    for (auto& record : list_editions(view.facts())) {
        const bool is_later = !last || last->edition.date < record.edition.date;
        if (record.edition.date < date && is_later) { last = std::move(record); }
    }
    return last;
}

/// What the last edition seems to say of measures on which the ledger has nothing of that kind.
void add_found_before(const View& view, const std::string& date, std::vector<Suggestion>& known) {
    const auto last = edition_before(view, date);
    if (!last) { return; }
    std::set<std::pair<SuggestionKind, std::string>> have;
    for (const auto& suggestion : known) { have.insert({suggestion.kind, suggestion.measure}); }
    for (auto& found : find_suggestions(draw_edition(view.facts(), *last))) {
        if (!have.contains({found.kind, found.measure})) { known.push_back(std::move(found)); }
    }
}

}  // namespace

std::vector<Suggestion> find_in_report(const View& view, const Report& report,
                                       const std::string& date) {
    std::vector<Suggestion> found;
    for (const auto& row : report.rows) {
        if (row.measures.empty()) { continue; }
        for (auto& suggestion : find_suggestions(measure_of_row(row), date)) {
            suggestion.lines = row.lines;
            found.push_back(std::move(suggestion));
        }
    }
    const auto day = core::parse_date(date);
    if (!day) { return found; }
    // What was known on the day before: the same file again finds the same.
    auto known = known_of_ledger(view, view.moment(*day - 1));
    add_found_before(view, date, known);
    match_series(found, known);
    return found;
}

}  // namespace peil::events::suggest
