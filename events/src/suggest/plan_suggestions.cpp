// From the rows of a report, and from what the ledger knows of each measure, to suggestions.
// SPDX-License-Identifier: EUPL-1.2
#include "plan_suggestions.hpp"

#include "../import/prose.hpp"
#include "dates.hpp"
#include "figure_finder.hpp"
#include "periods.hpp"
#include "series_name.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/milestone.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace peil::events::suggest {

namespace {

constexpr std::string_view report_period_suffix = "deze-periode";

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

/// What the words of a figure make the finder call its series; empty if it finds no such figure.
std::string name_in_quote(const Series& series, const Figure& figure) {
    const auto today = day_of(core::format_date(figure.position.effective));
    if (!today || !figure.quote) { return ""; }
    const ReportBefore none;
    std::vector<Suggestion> found;
    find_figures(*figure.quote, {*today, series.measure, none}, found);
    const auto unit = figure.currency.value_or(figure.unit);
    const auto same = std::find_if(found.begin(), found.end(), [&](const Suggestion& one) {
        return one.unit == unit && compare_decimals(one.value, figure.value) == 0;
    });
    return same == found.end() ? "" : same->series;
}

/// What a series would be called today. Its id is only a name, which a person may choose: what is
/// counted is told by what was redefined, by the words of its last figure, or by its label.
std::string present_name(const Series& series, const Figure* last) {
    const auto& now = series.definition;
    const auto& first = series.breaks.empty() ? now : series.breaks.front().before;
    const bool is_redefined = first.label != now.label || first.unit != now.unit;
    auto name = is_redefined || last == nullptr ? "" : name_in_quote(series, *last);
    const bool is_of_report = series.id.ends_with(report_period_suffix);
    if (name.empty()) {
        const auto& noun = is_redefined && first.label == now.label ? now.unit : now.label;
        return series_name(series.measure, "", noun, is_of_report && !noun.ends_with("periode"));
    }
    const bool says_so = name.find("periode") != std::string::npos;
    return is_of_report && !says_so ? name + "-" + std::string(report_period_suffix) : name;
}

Suggestion suggestion_of(const Series& series, const Figure* last) {
    Suggestion known{.kind = SuggestionKind::figure,
                     .measure = series.measure,
                     .unit = series.definition.currency.value_or(series.definition.unit),
                     .series = series.id,
                     .name = present_name(series, last),
                     .counting = series.definition.counting};
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
void add_found_before(const View& view, const EditionRecord& last, std::vector<Suggestion>& known) {
    std::set<std::pair<SuggestionKind, std::string>> have;
    for (const auto& suggestion : known) { have.insert({suggestion.kind, suggestion.measure}); }
    for (auto& found : find_suggestions(draw_edition(view.facts(), last))) {
        if (!have.contains({found.kind, found.measure})) { known.push_back(std::move(found)); }
    }
}

/// What was known on the day before a report: the same file again finds the same.
ReportBefore report_before(const View& view, const std::string& date) {
    ReportBefore before;
    const auto day = core::parse_date(date);
    if (!day) { return before; }
    before.found = known_of_ledger(view, view.moment(*day - 1));
    if (const auto last = edition_before(view, date)) {
        before.date = last->edition.date;
        add_found_before(view, *last, before.found);
    }
    return before;
}

/// Description, planning, progress, and footnotes, in this order.
std::string text_of(const ReportRow& row, const ReportMeasure& measure) {
    return reading::collapsed(fmt::format("{}\n{}\n{}\n{}", measure.description,
                                          row.planning.value_or(""), plain_text(row.progress),
                                          plain_text(row.footnotes)));
}

}  // namespace

std::vector<ReportedText> texts_of(const Report& report) {
    std::vector<ReportedText> texts;
    for (const auto& row : report.rows) {
        for (const auto& measure : row.measures) {
            texts.push_back({measure.number, text_of(row, measure), row.lines});
        }
    }
    return texts;
}

std::vector<Suggestion> find_in_report(const View& view, const Report& report,
                                       const std::string& date) {
    const auto before = report_before(view, date);
    std::vector<Suggestion> found;
    for (const auto& row : report.rows) {
        if (row.measures.empty()) { continue; }
        for (auto& suggestion : find_suggestions(measure_of_row(row), date, before)) {
            suggestion.lines = row.lines;
            found.push_back(std::move(suggestion));
        }
    }
    match_series(found, before.found);
    return found;
}

}  // namespace peil::events::suggest
