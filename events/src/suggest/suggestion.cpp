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

bool is_first_of_row(const Matrix& matrix, const std::string& number) {
    return std::all_of(matrix.rows.begin(), matrix.rows.end(), [&](const auto& row) {
        return std::find(row.begin() + (row.empty() ? 0 : 1), row.end(), number) == row.end();
    });
}

}  // namespace

std::vector<Suggestion> find_suggestions(const MatrixMeasure& measure, std::string_view date) {
    const auto today = suggest::day_of(date);
    if (!today) { return {}; }
    std::vector<Suggestion> found;
    if (measure.planning) {
        suggest::find_planning(*measure.planning, *today, measure.number, found);
    }
    for (const auto piece : pieces_of(measure.progress)) {
        suggest::find_figures(piece, *today, measure.number, found);
        suggest::find_milestones(piece, *today, measure.number, found);
        suggest::find_references(piece, measure, found);
    }
    for (const auto& footnote : measure.footnotes) {
        suggest::find_figures(footnote.text, *today, measure.number, found);
        suggest::find_references(footnote.text, measure, found);
    }
    return found;
}

std::vector<Suggestion> find_suggestions(const Matrix& matrix) {
    const auto& date = matrix.edition_date.empty() ? matrix.as_of : matrix.edition_date;
    std::vector<Suggestion> found;
    for (const auto& measure : matrix.measures) {
        if (!is_first_of_row(matrix, measure.number)) { continue; }
        auto next = find_suggestions(measure, date);
        std::move(next.begin(), next.end(), std::back_inserter(found));
    }
    return found;
}

}  // namespace peil::events
