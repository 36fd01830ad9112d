// An edition beside what is known of its date now: table, Markdown, CSV. Of figures, milestones and
// owners, which it carries beside its cells, only those are told that are known otherwise.
// SPDX-License-Identifier: EUPL-1.2
#include "markdown_text.hpp"
#include "render_rows.hpp"
#include <peil/events/csv_text.hpp>
#include <peil/events/render_restatements.hpp>
#include <peil/events/text_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace peil::events {

namespace {

/// One field of a row, as it was printed and as it is known.
struct ComparedField {
    std::string label;
    std::string printed;
    std::string known;
    [[nodiscard]] bool differs() const { return printed != known; }
};

struct ComparedRow {
    std::string label;
    std::vector<ComparedField> fields;
};

struct ComparedChapter {
    std::string heading;
    std::vector<ComparedRow> rows;
};

using NumberedMeasures = std::map<std::string, const MatrixMeasure*, std::less<>>;

NumberedMeasures numbered_measures(const Matrix& matrix) {
    NumberedMeasures found;
    for (const auto& measure : matrix.measures) { found.try_emplace(measure.number, &measure); }
    return found;
}

std::string progress_text(const MatrixMeasure& measure) {
    const auto note = closure_note(measure);
    const auto progress = plain_text(measure.progress);
    return note + (note.empty() || progress.empty() ? "" : "\n") + progress;
}

/// `27 & 28`, the numbers of the row of a measure.
std::string row_text(const PrintedRow& row) {
    auto numbers = row.first().joint_with;
    numbers.push_back(row.first().number);
    std::sort(numbers.begin(), numbers.end(), [](const auto& a, const auto& b) {
        return a.size() < b.size() || (a.size() == b.size() && a < b);
    });
    std::string text;
    for (const auto& number : numbers) { text += (text.empty() ? "" : " & ") + number; }
    return text;
}

/// Fields that a matrix carries beside the cells that it prints, and their labels.
struct CarriedField {
    std::string_view name;
    std::string_view label;
};
constexpr std::array carried_fields{
    CarriedField{"series", "Telling"}, CarriedField{"figure", "Cijfers"},
    CarriedField{"milestone", "Mijlpalen"}, CarriedField{"owner", "Houder"}};

/// What is restated of these measures beside the cells: line by line, both sides.
ComparedField restated_field(const EditionComparison& comparison,
                             const std::vector<const MatrixMeasure*>& measures,
                             const CarriedField& carried) {
    ComparedField field{.label = std::string(carried.label), .printed = {}, .known = {}};
    const auto add = [](std::string& lines, const std::string& about,
                        const std::optional<std::string>& text) {
        if (!text || text->empty()) { return; }
        lines += (lines.empty() ? "" : "\n") + about + (about.empty() ? "" : ": ") + *text;
    };
    for (const auto& one : comparison.restatements) {
        const bool is_of_row = std::any_of(
            measures.begin(), measures.end(),
            [&](const MatrixMeasure* measure) { return measure->number == one.measure; });
        if (!is_of_row || one.field != carried.name || !one.changes_printed) { continue; }
        add(field.printed, one.about, one.printed);
        add(field.known, one.about, one.known);
    }
    return field;
}

std::string text_of_row(const PrintedRow& row, std::string (*text)(const PrintedRow&)) {
    return row.measures.empty() ? "" : text(row);
}

/// The fields that are always told, and those that only matter where they differ.
std::vector<ComparedField> compared_fields(const EditionComparison& comparison,
                                           const PrintedRow& printed, const PrintedRow& known) {
    struct Told {
        std::string label;
        bool is_always;
        std::string (*text)(const PrintedRow&);
    };
    const Told told[]{
        {"Hoofdstuk", false,
         [](const PrintedRow& row) { return std::to_string(row.first().chapter); }},
        {"Rij", false, row_text},
        {"Omschrijving", true, description_of},
        {"Planning", has_planning_column(comparison.printed),
         [](const PrintedRow& row) { return planning_with_status(row.first()); }},
        {"Voortgang", true, [](const PrintedRow& row) { return progress_text(row.first()); }},
        {"Voetnoten", false, [](const PrintedRow& row) { return plain_text(footnotes_of(row)); }},
    };
    std::vector<ComparedField> fields;
    for (const auto& one : told) {
        ComparedField field{one.label, text_of_row(printed, one.text),
                            text_of_row(known, one.text)};
        const bool is_told = one.is_always && !field.printed.empty();
        if (is_told || field.differs()) { fields.push_back(std::move(field)); }
    }
    const auto& measures = printed.measures.empty() ? known.measures : printed.measures;
    for (const auto& carried : carried_fields) {
        auto field = restated_field(comparison, measures, carried);
        if (field.differs()) { fields.push_back(std::move(field)); }
    }
    return fields;
}

/// All rows that were printed, and after them those that would be printed now.
std::vector<ComparedChapter> compared_chapters(const EditionComparison& comparison) {
    const auto known = numbered_measures(comparison.known);
    std::vector<ComparedChapter> chapters;
    for (const auto& chapter : printed_chapters(comparison.printed)) {
        chapters.push_back({.heading = chapter.heading, .rows = {}});
        for (const auto& row : chapter.rows) {
            PrintedRow now;
            for (const auto* measure : row.measures) {
                const auto found = known.find(measure->number);
                if (found != known.end()) { now.measures.push_back(found->second); }
            }
            chapters.back().rows.push_back({label_of(row), compared_fields(comparison, row, now)});
        }
    }
    const auto printed = numbered_measures(comparison.printed);
    ComparedChapter entered{.heading = "Niet gedrukt, nu bekend", .rows = {}};
    for (const auto& measure : comparison.known.measures) {
        if (printed.contains(measure.number)) { continue; }
        const PrintedRow row{{&measure}};
        entered.rows.push_back({label_of(row), compared_fields(comparison, {}, row)});
    }
    if (!entered.rows.empty()) { chapters.push_back(std::move(entered)); }
    return chapters;
}

std::string printed_heading(const EditionComparison& comparison) {
    return fmt::format("Editie {}", comparison.printed.edition.value_or(0));
}

std::size_t count_differences(const std::vector<ComparedChapter>& chapters) {
    std::size_t count = 0;
    for (const auto& chapter : chapters) {
        for (const auto& row : chapter.rows) {
            count += static_cast<std::size_t>(
                std::count_if(row.fields.begin(), row.fields.end(),
                              [](const ComparedField& field) { return field.differs(); }));
        }
    }
    return count;
}

/// What both sides are, and how many texts differ.
std::string comparison_summary(const EditionComparison& comparison,
                               const std::vector<ComparedChapter>& chapters) {
    const auto count = count_differences(chapters);
    return fmt::format(
        "{}, zoals gedrukt ({}) en zoals nu bekend ({}): {}", moment_in_words(comparison.printed),
        events_in_words(comparison.printed.size), events_in_words(comparison.known.size),
        count == 0   ? std::string("geen verschil")
        : count == 1 ? std::string("1 verschil")
                     : std::to_string(count) + " verschillen");
}

/// A difference is marked; a text that is the same is not repeated.
std::string known_cell(const ComparedField& field) {
    if (!field.differs()) { return "="; }
    return "≠ " + (field.known.empty() ? "(niets)" : field.known);
}

std::string printed_cell(const ComparedField& field) {
    return field.printed.empty() && field.differs() ? "(niets)" : field.printed;
}

std::vector<std::string> csv_cells(const MatrixMeasure* measure) {
    if (measure == nullptr) { return std::vector<std::string>(6); }
    return {measure->description,
            measure->planning.value_or(""),
            measure->status.value_or(""),
            progress_text(*measure),
            encode_numbers(measure->joint_with),
            plain_text(measure->footnotes)};
}

std::string csv_line(const EditionComparison& comparison, const MatrixMeasure* printed,
                     const MatrixMeasure* known) {
    constexpr std::array<std::string_view, 6> names{"description", "planning", "status",
                                                    "progress",    "joint",    "footnotes"};
    const auto& either = printed != nullptr ? *printed : *known;
    std::vector<std::string> cells{either.number, std::to_string(either.chapter),
                                   printed != nullptr ? "yes" : "no"};
    std::string differing;
    const auto add = [&](std::string_view name, const std::string& before,
                         const std::string& after) {
        cells.push_back(before);
        cells.push_back(after);
        if (before != after) { differing += (differing.empty() ? "" : " ") + std::string(name); }
    };
    const auto before = csv_cells(printed);
    const auto after = csv_cells(known);
    for (std::size_t i = 0; i < before.size(); ++i) { add(names[i], before[i], after[i]); }
    for (const auto& carried : carried_fields) {
        const auto field = restated_field(comparison, {&either}, carried);
        add(carried.name, field.printed, field.known);
    }
    cells.push_back(std::move(differing));
    return csv_record(cells);
}

}  // namespace

std::string render_comparison_table(const EditionComparison& comparison, const TableStyle& style) {
    const auto chapters = compared_chapters(comparison);
    std::vector<TextRow> rows;
    for (const auto& chapter : chapters) {
        rows.push_back({chapter.heading});
        for (const auto& row : chapter.rows) {
            auto label = row.label;
            for (const auto& field : row.fields) {
                rows.push_back(
                    {std::move(label), field.label, printed_cell(field), known_cell(field)});
                label = style.width_columns < 60 ? row.label : "";
            }
        }
    }
    return render_paragraph(comparison.printed.programme, style) +
           render_paragraph(comparison_summary(comparison, chapters), style) + '\n' +
           render_text_table({"Nr", "Kolom", printed_heading(comparison), "Nu bekend"}, rows,
                             style);
}

std::string render_comparison_markdown(const EditionComparison& comparison) {
    const auto chapters = compared_chapters(comparison);
    auto text = "# " + escape_markdown(comparison.printed.programme) + "\n\n" +
                escape_markdown(comparison_summary(comparison, chapters)) + "\n\n";
    for (const auto& chapter : chapters) {
        text += "## " + escape_markdown(chapter.heading) + "\n\n| Nr | Kolom | " +
                printed_heading(comparison) + " | Nu bekend |\n| --- | --- | --- | --- |\n";
        for (const auto& row : chapter.rows) {
            for (const auto& field : row.fields) {
                const auto known =
                    field.differs()
                        ? "**≠** " + escape_markdown(field.known.empty() ? "(niets)" : field.known)
                        : std::string("=");
                text += "| " + escape_markdown(row.label) + " | " + field.label + " | " +
                        escape_markdown(printed_cell(field)) + " | " + known + " |\n";
            }
        }
        text += '\n';
    }
    return text;
}

std::string render_comparison_csv(const EditionComparison& comparison) {
    auto text = csv_record({"number",           "chapter",   "printed",        "description",
                            "descriptionKnown", "planning",  "planningKnown",  "status",
                            "statusKnown",      "progress",  "progressKnown",  "jointWith",
                            "jointWithKnown",   "footnotes", "footnotesKnown", "series",
                            "seriesKnown",      "figures",   "figuresKnown",   "milestones",
                            "milestonesKnown",  "owner",     "ownerKnown",     "differs"});
    const auto printed = numbered_measures(comparison.printed);
    const auto known = numbered_measures(comparison.known);
    for (const auto& measure : comparison.printed.measures) {
        const auto now = known.find(measure.number);
        text += csv_line(comparison, &measure, now == known.end() ? nullptr : now->second);
    }
    for (const auto& measure : comparison.known.measures) {
        if (!printed.contains(measure.number)) { text += csv_line(comparison, nullptr, &measure); }
    }
    return text;
}

}  // namespace peil::events
