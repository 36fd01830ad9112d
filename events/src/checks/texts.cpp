// Reading the cells of a matrix as plain text.
// SPDX-License-Identifier: EUPL-1.2
#include "texts.hpp"

#include "../changes/structure.hpp"
#include <peil/events/changes.hpp>

#include <algorithm>

namespace peil::events::checks {

namespace {

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The nearest space at or after `from`, but not beyond `end`.
std::size_t excerpt_start(std::string_view text, std::size_t from, std::size_t end) {
    const auto space = text.find_first_of(" \n", from);
    if (space < end) { return space + 1; }
    while (from < end && continues_character(text[from])) { ++from; }
    return from;
}

std::size_t excerpt_end(std::string_view text, std::size_t from, std::size_t end) {
    const auto space = text.substr(0, end).find_last_of(" \n");
    if (space != std::string_view::npos && space > from) { return space; }
    while (end < text.size() && continues_character(text[end])) { ++end; }
    return end;
}

}  // namespace

bool is_first_of_its_row(const Matrix& matrix, std::string_view number) {
    return std::all_of(matrix.rows.begin(), matrix.rows.end(), [&](const auto& row) {
        return row.empty() || std::find(row.begin() + 1, row.end(), number) == row.end();
    });
}

const MatrixMeasure* find_measure_in(const Matrix& matrix, std::string_view number) {
    const auto found =
        std::find_if(matrix.measures.begin(), matrix.measures.end(),
                     [&](const MatrixMeasure& measure) { return measure.number == number; });
    return found == matrix.measures.end() ? nullptr : &*found;
}

std::vector<MeasureText> texts_of(const Matrix& matrix) {
    std::vector<MeasureText> texts;
    for (const auto& measure : matrix.measures) {
        if (changes::shows(matrix, "description")) {
            texts.push_back({measure.number, "description", measure.description});
        }
        if (!is_first_of_its_row(matrix, measure.number)) { continue; }
        if (measure.planning && changes::shows(matrix, "planning")) {
            texts.push_back({measure.number, "planning", *measure.planning});
        }
        if (changes::shows(matrix, "progress")) {
            texts.push_back({measure.number, "progress", plain_text(measure.progress)});
        }
        for (const auto& footnote : measure.footnotes) {
            texts.push_back({measure.number, "footnote " + footnote.mark, footnote.text});
        }
    }
    return texts;
}

std::string excerpt(std::string_view text, std::size_t offset, std::size_t reach_bytes) {
    const auto at = std::min(offset, text.size());
    std::size_t first = 0;
    if (at > reach_bytes) { first = excerpt_start(text, at - reach_bytes, at); }
    std::size_t last = text.size();
    if (last - at > reach_bytes) { last = excerpt_end(text, at, at + reach_bytes); }
    std::string cut(text.substr(first, last - first));
    std::replace(cut.begin(), cut.end(), '\n', ' ');
    return (first > 0 ? "…" : "") + cut + (last < text.size() ? "…" : "");
}

std::size_t count_editions_alike(const std::vector<Matrix>& earlier, const MatrixMeasure& now,
                                 const std::function<bool(const MatrixMeasure&)>& is_same) {
    std::size_t count = 1;
    for (const auto& edition : earlier) {
        const auto* before = find_measure_in(edition, now.number);
        if (before == nullptr || !is_same(*before)) { break; }
        ++count;
    }
    return count;
}

bool is_ascii_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

}  // namespace peil::events::checks
