// Reading a measure for suggestions: planning, progress, footnotes, in this order.
// SPDX-License-Identifier: EUPL-1.2
#include "dates.hpp"
#include "figure_finder.hpp"
#include "milestone_finder.hpp"
#include "reference_finder.hpp"
#include <peil/events/suggestion.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace peil::events {

namespace {

/// The paragraphs and items of lists of a text.
std::vector<std::string_view> pieces_of(const Blocks& blocks) {
    std::vector<std::string_view> pieces;
    for (const auto& block : blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
            pieces.push_back(paragraph->text);
            continue;
        }
        const auto& items = std::get<List>(block).items;
        pieces.insert(pieces.end(), items.begin(), items.end());
    }
    return pieces;
}

/// The day on which a text is read: `eind april` is said of the year in which it was written, not
/// of the year in which somebody asks.
std::string_view reading_date(const Matrix& matrix, const MatrixMeasure& measure) {
    if (!matrix.edition_date.empty()) { return matrix.edition_date; }
    return measure.progress_effective.empty() ? matrix.as_of : measure.progress_effective;
}

bool is_first_of_row(const Matrix& matrix, const std::string& number) {
    return std::all_of(matrix.rows.begin(), matrix.rows.end(), [&](const auto& row) {
        return std::find(row.begin() + (row.empty() ? 0 : 1), row.end(), number) == row.end();
    });
}

}  // namespace

std::vector<Suggestion> find_suggestions(const MatrixMeasure& measure, std::string_view date,
                                         const ReportBefore& before) {
    const auto today = suggest::day_of(date);
    if (!today) { return {}; }
    const suggest::Setting setting{*today, measure.number, before};
    std::vector<Suggestion> found;
    if (measure.planning) { suggest::find_planning(*measure.planning, setting, found); }
    for (const auto piece : pieces_of(measure.progress)) {
        suggest::find_figures(piece, setting, found);
        suggest::find_milestones(piece, setting, found);
        suggest::find_references(piece, measure, found);
    }
    for (const auto& footnote : measure.footnotes) {
        suggest::find_figures(footnote.text, setting, found);
        suggest::find_references(footnote.text, measure, found);
    }
    return found;
}

std::vector<Suggestion> find_suggestions(const Matrix& matrix, const ReportBefore& before) {
    std::vector<Suggestion> found;
    for (const auto& measure : matrix.measures) {
        if (!is_first_of_row(matrix, measure.number)) { continue; }
        auto next = find_suggestions(measure, reading_date(matrix, measure), before);
        std::move(next.begin(), next.end(), std::back_inserter(found));
    }
    return found;
}

}  // namespace peil::events
