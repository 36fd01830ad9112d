// Columns, chapters, rows, and closed measures.
// SPDX-License-Identifier: EUPL-1.2
#include "structure.hpp"

#include "../field_words.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

namespace peil::events::changes {

namespace {

const EditionColumn* find_edition_column(const Matrix& matrix, std::string_view field) {
    const auto column =
        std::find_if(matrix.columns.begin(), matrix.columns.end(),
                     [&](const EditionColumn& each) { return each.field == field; });
    return column == matrix.columns.end() ? nullptr : &*column;
}

std::string printed_label(const Matrix& matrix, std::string_view field) {
    const auto* column = find_edition_column(matrix, field);
    return column == nullptr ? std::string(field) : column->label;
}

/// A moment prints no columns: only from one report to another do they come and go.
void compare_column(const Matrix& before, const Matrix& after, const std::string& field,
                    ChangeList& list) {
    if (before.edition_date.empty() || after.edition_date.empty()) { return; }
    const bool is_before = shows(before, field);
    if (is_before == shows(after, field)) { return; }
    if (is_before) {
        list.add_texts("", field, ChangeClass::column_dropped, {printed_label(before, field), ""});
    } else {
        list.add_texts("", field, ChangeClass::column_added, {"", printed_label(after, field)});
    }
}

/// The titles of a chapter; none of a matrix that does not have it.
struct ChapterTitles {
    std::optional<std::string> before;
    std::optional<std::string> after;
};

ChangeClass class_of_chapter(const ChapterTitles& titles) {
    if (!titles.before) { return ChangeClass::chapter_entered; }
    return titles.after ? ChangeClass::reworded : ChangeClass::chapter_left;
}

/// Titles as they are known, not as they are printed: a report that prints no titles of chapters
/// does not rename them.
void compare_chapters(const Matrix& before, const Matrix& after, ChangeList& list) {
    std::map<std::uint32_t, ChapterTitles> chapters;
    for (const auto& chapter : before.chapters) {
        chapters[chapter.number].before = chapter.title.value_or("");
    }
    for (const auto& chapter : after.chapters) {
        chapters[chapter.number].after = chapter.title.value_or("");
    }
    for (const auto& [number, titles] : chapters) {
        if (titles.before == titles.after) { continue; }
        list.add_texts("", "chapter/" + std::to_string(number), class_of_chapter(titles),
                       {titles.before.value_or(""), titles.after.value_or("")});
    }
}

std::string joined_numbers(const std::vector<std::string>& numbers) {
    std::string text;
    for (const auto& number : numbers) {
        if (!text.empty()) { text += ", "; }
        text += number;
    }
    return text;
}

std::string words_of(const std::optional<Closure>& closure) {
    return closure ? closure_in_words(*closure) : "";
}

ChangeClass class_of_closure(const std::optional<Closure>& closure) {
    if (!closure) { return ChangeClass::measure_entered; }
    if (closure->ground == "merged") { return ChangeClass::measure_merged; }
    return closure->ground == "split" ? ChangeClass::measure_split : ChangeClass::measure_left;
}

std::optional<Closure> find_closure(const Matrix& matrix, const std::string& number) {
    const auto& closures = matrix.other_closures;
    const auto found =
        std::find_if(closures.begin(), closures.end(),
                     [&](const ClosedMeasure& each) { return each.number == number; });
    return found == closures.end() ? std::nullopt : std::optional(found->closure);
}

}  // namespace

bool shows(const Matrix& matrix, std::string_view field) {
    return matrix.columns.empty() || find_edition_column(matrix, field) != nullptr;
}

void compare_whole(const Matrix& before, const Matrix& after, ChangeList& list) {
    if (before.programme != after.programme) {
        list.add_texts("", "programme", ChangeClass::reworded, {before.programme, after.programme});
    }
    for (const auto* const field : {"description", "planning", "progress"}) {
        compare_column(before, after, field, list);
    }
    compare_chapters(before, after, list);
}

void compare_entered(const MatrixMeasure& after, ChangeList& list) {
    const bool is_part = !after.parent.empty();
    list.add_texts(after.number, "measure",
                   is_part ? ChangeClass::measure_split : ChangeClass::measure_entered,
                   {"", after.description});
}

void compare_left(const MatrixMeasure& before, const Matrix& after, ChangeList& list) {
    const auto closure = find_closure(after, before.number);
    Change change{.measure = before.number,
                  .field = "measure",
                  .change_class = closure ? class_of_closure(closure) : ChangeClass::measure_left,
                  .before = before.description};
    change.spans = diff_words(change.before, change.after);
    change.explanation = closure ? closure->reason.value_or("") : "";
    change.closure = closure;
    list.add(std::move(change));
}

void compare_place(const MeasurePair& pair, ChangeList& list) {
    const auto& number = pair.after.number;
    if (pair.before.chapter != pair.after.chapter) {
        list.add_texts(number, "chapter", ChangeClass::chapter_moved,
                       {std::to_string(pair.before.chapter), std::to_string(pair.after.chapter)});
    }
    if (pair.before.joint_with != pair.after.joint_with) {
        const bool is_more = pair.after.joint_with.size() >= pair.before.joint_with.size();
        list.add_texts(
            number, "joint", is_more ? ChangeClass::measure_merged : ChangeClass::measure_split,
            {joined_numbers(pair.before.joint_with), joined_numbers(pair.after.joint_with)});
    }
    const TextPair closures{words_of(pair.before.closure), words_of(pair.after.closure)};
    if (closures.before != closures.after) {
        list.add_texts(number, "closure", class_of_closure(pair.after.closure), closures);
    }
}

}  // namespace peil::events::changes
