// Rows in printed order and the words of the programme.
// SPDX-License-Identifier: EUPL-1.2
#include "render_rows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace peil::events {

namespace {

struct WordPair {
    std::string_view key;
    std::string_view word;
};

constexpr WordPair status_words[] = {
    {"planned", "gepland"},     {"ongoing", "doorlopend"},       {"completed", "afgerond"},
    {"merged", "samengevoegd"}, {"transferred", "overgedragen"}, {"withdrawn", "vervallen"},
};

constexpr WordPair column_words[] = {
    {"number", "Nr"},
    {"description", "Omschrijving"},
    {"planning", "Planning"},
    {"progress", "Recente ontwikkelingen en stand van zaken"},
};

constexpr std::array<std::string_view, 12> month_words = {
    "januari", "februari", "maart",     "april",   "mei",      "juni",
    "juli",    "augustus", "september", "oktober", "november", "december"};

template <std::size_t count>
std::string translate(const WordPair (&words)[count], std::string_view key) {
    const auto* const found = std::find_if(std::begin(words), std::end(words),
                                           [&](const WordPair& each) { return each.key == key; });
    return std::string(found == std::end(words) ? key : found->word);
}

std::string chapter_heading(const Matrix& matrix, std::uint32_t number) {
    const auto chapter =
        std::find_if(matrix.chapters.begin(), matrix.chapters.end(),
                     [&](const MatrixChapter& each) { return each.number == number; });
    const bool has_title = chapter != matrix.chapters.end() && chapter->title &&
                           !chapter->title->empty() && chapter->title_printed;
    if (has_title) { return std::to_string(number) + ". " + *chapter->title; }
    return "Hoofdstuk " + std::to_string(number);
}

/// Every measure in a row: those of the matrix, or each alone if it names no rows.
std::vector<PrintedRow> printed_rows(const Matrix& matrix) {
    std::map<std::string_view, const MatrixMeasure*, std::less<>> by_number;
    for (const auto& measure : matrix.measures) { by_number.try_emplace(measure.number, &measure); }
    std::vector<PrintedRow> rows;
    for (const auto& numbers : matrix.rows) {
        PrintedRow row;
        for (const auto& number : numbers) {
            const auto found = by_number.find(number);
            if (found != by_number.end()) { row.measures.push_back(found->second); }
        }
        if (!row.measures.empty()) { rows.push_back(std::move(row)); }
    }
    if (matrix.rows.empty()) {
        for (const auto& measure : matrix.measures) { rows.push_back({{&measure}}); }
    }
    return rows;
}

bool begins_ignoring_case(std::string_view text, std::string_view beginning) {
    const auto lower = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    };
    return text.size() >= beginning.size() &&
           std::equal(beginning.begin(), beginning.end(), text.begin(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

bool is_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char digit) { return digit >= '0' && digit <= '9'; });
}

}  // namespace

std::vector<PrintedChapter> printed_chapters(const Matrix& matrix) {
    std::vector<PrintedChapter> chapters;
    std::optional<std::uint32_t> current;
    for (auto& row : printed_rows(matrix)) {
        const auto number = row.first().chapter;
        if (current != number) {
            chapters.push_back({.heading = chapter_heading(matrix, number), .rows = {}});
            current = number;
        }
        chapters.back().rows.push_back(std::move(row));
    }
    return chapters;
}

std::string label_of(const PrintedRow& row) {
    std::string label;
    for (const auto* measure : row.measures) {
        if (!label.empty()) { label += " & "; }
        label += measure->number;
    }
    return label;
}

std::string description_of(const PrintedRow& row) {
    const auto& first = row.first().description;
    const bool is_shared =
        std::all_of(row.measures.begin(), row.measures.end(),
                    [&](const MatrixMeasure* measure) { return measure->description == first; });
    if (is_shared) { return first; }
    std::string text;
    for (const auto* measure : row.measures) {
        if (!text.empty()) { text += '\n'; }
        text += measure->number + ": " + measure->description;
    }
    return text;
}

std::vector<Footnote> footnotes_of(const PrintedRow& row) {
    std::vector<Footnote> footnotes;
    for (const auto* measure : row.measures) {
        for (const auto& note : measure->footnotes) {
            if (std::find(footnotes.begin(), footnotes.end(), note) == footnotes.end()) {
                footnotes.push_back(note);
            }
        }
    }
    return footnotes;
}

bool has_planning_column(const Matrix& matrix) {
    if (!matrix.columns.empty()) {
        return std::any_of(matrix.columns.begin(), matrix.columns.end(),
                           [](const EditionColumn& column) { return column.field == "planning"; });
    }
    return std::any_of(
        matrix.measures.begin(), matrix.measures.end(),
        [](const MatrixMeasure& measure) { return !planning_or_status(measure).empty(); });
}

std::string column_label(const Matrix& matrix, std::string_view field) {
    for (const auto& column : matrix.columns) {
        if (column.field == field && !column.label.empty()) { return column.label; }
    }
    return translate(column_words, field);
}

std::string status_word(std::string_view status) {
    return translate(status_words, status);
}

std::string planning_or_status(const MatrixMeasure& measure) {
    const auto planning = measure.planning.value_or("");
    return planning.empty() ? status_word(measure.status.value_or("")) : planning;
}

std::string planning_with_status(const MatrixMeasure& measure) {
    auto text = measure.planning.value_or("");
    const auto status = status_word(measure.status.value_or(""));
    const bool is_told = begins_ignoring_case(text, status) ||
                         (measure.status == "completed" && begins_ignoring_case(text, "gereed"));
    if (status.empty() || is_told) { return text; }
    return text.empty() ? status : text + "\n(" + status + ')';
}

std::string closure_note(const MatrixMeasure& measure) {
    if (!measure.closure) { return ""; }
    auto note = "Afgesloten: " + status_word(measure.closure->ground);
    if (measure.closure->into) { note += " met " + *measure.closure->into; }
    if (measure.closure->reason) { note += ". " + *measure.closure->reason; }
    return note;
}

std::string date_in_words(std::string_view date) {
    const bool is_date = date.size() == 10 && date[4] == '-' && date[7] == '-' &&
                         is_digits(date.substr(0, 4)) && is_digits(date.substr(5, 2)) &&
                         is_digits(date.substr(8, 2));
    if (!is_date) { return std::string(date); }
    const auto month = (date[5] - '0') * 10 + (date[6] - '0');
    if (month < 1 || month > 12) { return std::string(date); }
    const auto day = date.substr(date[8] == '0' ? 9 : 8);
    auto words = std::string(day) + ' ';
    words += month_words[static_cast<std::size_t>(month) - 1];
    words += ' ';
    return words += date.substr(0, 4);
}

std::string events_in_words(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " gebeurtenis" : " gebeurtenissen");
}

std::string moment_in_words(const Matrix& matrix) {
    if (!matrix.edition) { return "Stand op " + date_in_words(matrix.as_of); }
    auto words = "Editie " + std::to_string(*matrix.edition);
    if (!matrix.edition_date.empty()) { words += ", " + date_in_words(matrix.edition_date); }
    if (matrix.title && !matrix.title->empty()) { words += ": " + *matrix.title; }
    return words;
}

}  // namespace peil::events
