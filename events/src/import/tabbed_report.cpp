// Layout A: the rows of a tabbed report, collected over its pages.
// SPDX-License-Identifier: EUPL-1.2
#include "assumptions.hpp"
#include "cell_blocks.hpp"
#include "footnotes.hpp"
#include "html_tokens.hpp"
#include "layouts.hpp"
#include "prose.hpp"
#include "report_end.hpp"
#include "tabbed_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::size_t column_count_min = 3;
constexpr std::size_t column_count_max = 4;
constexpr std::size_t chapter_heading_bytes_max = 60;

/// A row of the table while its pages are read; one cell for each column.
struct OpenRow {
    std::vector<std::string> numbers;
    std::vector<Cell> cells;
    std::string_view last_text;  ///< what was added last, to see how the file ends
    std::uint32_t chapter = 0;
    LineRange lines;
    Notes notes;
};

class TabbedReader {
  public:
    TabbedReader(const TabbedTable& table, const KnownMeasures& known)
        : table_(table), known_(known) {}

    core::Result<Report> run() {
        if (auto error = read_lines()) { return std::move(*error); }
        if (auto error = finish_row()) { return std::move(*error); }
        if (auto error = refuse_end()) { return std::move(*error); }
        read_introduction();
        name_page_header();
        attach_footnotes(report_.rows, footnotes_, MarkStyle::superscript, notes_);
        note_differences(report_, known_, notes_);
        std::stable_sort(notes_.begin(), notes_.end(), [](const auto& left, const auto& right) {
            return left.lines.first < right.lines.first;
        });
        report_.assumptions = std::move(notes_);
        return std::move(report_);
    }

  private:
    using Refused = std::optional<core::Error>;

    Refused read_lines() {
        for (const TabbedLine& line : table_.lines) {
            if (auto error = take(line)) { return error; }
            before_ = line.kind;
        }
        return std::nullopt;
    }

    Refused take(const TabbedLine& line) {
        switch (line.kind) {
            case TabbedKind::header: return take_header(line);
            case TabbedKind::chapter: return take_chapter(line);
            case TabbedKind::measure: return take_measure(line);
            case TabbedKind::continuation: return take_continuation(line);
            case TabbedKind::footnote: take_footnote(line); return std::nullopt;
            case TabbedKind::loose: return take_loose(line);
            case TabbedKind::page_number:
                note(notes_, "page-number-left-out", one_line(line.number),
                     fmt::format("{} between two pages is no text.", excerpt(line.text)));
                return std::nullopt;
            case TabbedKind::blank:
            case TabbedKind::introduction:
            case TabbedKind::page_header:
            case TabbedKind::filler: return std::nullopt;
        }
        return std::nullopt;
    }

    Refused take_header(const TabbedLine& line) {
        if (report_.columns.empty()) {
            if (table_.column_count < column_count_min || table_.column_count > column_count_max) {
                return unreadable({line.number,
                                   fmt::format("a table of {} columns", table_.column_count),
                                   "number, description, perhaps planning, and progress"});
            }
            name_columns(line);
        }
        if (!report_.chapters.empty()) {
            report_.chapters.back().lines.last =
                std::max(report_.chapters.back().lines.last, line.number + 1);
            return std::nullopt;
        }
        report_.chapters.push_back({1, std::nullopt, one_line(line.number)});
        note(notes_, "chapter-without-title", one_line(line.number),
             "The table begins without a chapter; it was counted as chapter 1.");
        return std::nullopt;
    }

    void name_columns(const TabbedLine& line) {
        constexpr std::array<const char*, 4> four{"number", "description", "planning", "progress"};
        constexpr std::array<const char*, 3> three{"number", "description", "progress"};
        for (std::size_t index = 0; index < table_.column_count; ++index) {
            report_.columns.push_back(
                {has_planning() ? four.at(index) : three.at(index), plain_text(line.cells[index])});
        }
    }

    Refused take_chapter(const TabbedLine& line) {
        const ChapterRow row = chapter_row(line);
        if (!plain_text(row.tail).empty()) {
            if (!row_) { return no_row(line); }
            note(row_->notes, "word-in-chapter-row", one_line(line.number),
                 fmt::format("{} in the chapter row ends the row before it.", excerpt(row.tail)));
            add_to(table_.column_count - 1, row.tail, line.number);
        }
        const bool repeated =
            !report_.chapters.empty() && report_.chapters.back().title == row.title;
        if (repeated) { return std::nullopt; }
        if (auto error = finish_row()) { return error; }
        if (auto error = refuse_empty_chapter(line.number)) { return error; }
        const std::uint32_t before = report_.chapters.empty() ? 0 : report_.chapters.back().number;
        const std::uint32_t number = row.number.value_or(before + 1);
        if (number <= before) {
            return unreadable({line.number, fmt::format("chapter {}", number),
                               fmt::format("a chapter after chapter {}", before)});
        }
        report_.chapters.push_back({number, row.title, one_line(line.number)});
        return std::nullopt;
    }

    Refused take_measure(const TabbedLine& line) {
        std::vector<std::string> numbers = measure_numbers(plain_text(line.cells[0]));
        if (row_ && numbers == row_->numbers && plain_text(line.cells[1]).empty()) {
            return take_continuation(line);  // the number is repeated on the next page
        }
        if (auto error = finish_row()) { return error; }
        if (line.cells.size() != table_.column_count) {
            return unreadable(
                {line.number,
                 fmt::format("measure {} with {} cells", numbers.front(), line.cells.size()),
                 fmt::format("{} cells", table_.column_count)});
        }
        for (const std::string& number : numbers) {
            if (!seen_.insert(number).second) {
                return unreadable({line.number, fmt::format("measure {} a second time", number),
                                   "each measure once"});
            }
        }
        row_.emplace();
        row_->numbers = std::move(numbers);
        row_->cells.resize(table_.column_count);
        row_->chapter = report_.chapters.empty() ? 0 : report_.chapters.back().number;
        row_->lines = one_line(line.number);
        for (std::size_t column = 1; column < line.cells.size(); ++column) {
            add_to(column, line.cells[column], line.number);
        }
        return std::nullopt;
    }

    Refused take_continuation(const TabbedLine& line) {
        if (!row_) { return no_row(line); }
        const std::size_t last = line.cells.size() - 1;
        if (last + 1 != table_.column_count) {
            note(row_->notes, "row-with-fewer-tabs", one_line(line.number),
                 fmt::format("A row of {} cells instead of {} continues the last column with its "
                             "last cell.",
                             last + 1, table_.column_count));
        }
        for (std::size_t column = 1; column <= last; ++column) {
            const bool progress = column == last || column + 1 >= table_.column_count;
            add_to(progress ? table_.column_count - 1 : column, line.cells[column], line.number);
        }
        return std::nullopt;
    }

    Refused take_loose(const TabbedLine& line) {
        if (before_ == TabbedKind::footnote && !footnotes_.empty()) {
            append_piece(footnotes_.back().text, plain_text(line.text));
            footnotes_.back().lines.last = line.number + 1;
            return std::nullopt;
        }
        if (is_digits(trimmed(line.text))) {
            return unreadable({line.number, "a row that breaks off behind " + excerpt(line.text),
                               fmt::format("{} cells", table_.column_count)});
        }
        if (!row_) { return no_row(line); }
        note(row_->notes, "line-without-tabs", one_line(line.number),
             fmt::format("The line {} was read as the continuation of the row before it.",
                         excerpt(line.text)));
        add_to(table_.column_count - 1, line.text, line.number);
        return std::nullopt;
    }

    void take_footnote(const TabbedLine& line) {
        const std::string mark = leading_mark(trimmed(line.text));
        const std::string text = plain_text(line.text);
        footnotes_.push_back({mark, text.substr(superscript_bytes(mark)), one_line(line.number)});
        footnotes_.back().text = collapsed(footnotes_.back().text);
    }

    static std::size_t superscript_bytes(std::string_view digits) {
        std::size_t size = 0;
        for (const char digit : digits) { size += superscript(digit).size(); }
        return size;
    }

    static core::Error no_row(const TabbedLine& line) {
        return unreadable({line.number, excerpt(line.text), "the number of a measure before it"});
    }

    void add_to(std::size_t column, std::string_view html, std::uint32_t line) {
        if (trimmed(html).empty() || is_filler(html)) { return; }
        row_->cells[column].add(html, line);
        row_->lines.last = line + 1;
        row_->last_text = html;
    }

    [[nodiscard]] bool has_planning() const { return table_.column_count == column_count_max; }

    Refused finish_row() {
        if (!row_) { return std::nullopt; }
        OpenRow open = std::move(*row_);
        row_.reset();
        const std::string first = open.numbers.front();
        if (open.cells[1].empty()) {
            return unreadable({open.lines.first,
                               fmt::format("measure {} without a description", first),
                               "a description in the second column"});
        }
        if (open.cells.back().empty()) {
            return unreadable({open.lines.first, fmt::format("measure {} without progress", first),
                               "text in the last column"});
        }
        last_text_ = open.last_text;
        ReportRow row;
        row.chapter = open.chapter;
        row.lines = open.lines;
        row.measures = measures_of(open);
        if (has_planning()) { row.planning = joined(open.cells[2].texts()); }
        row.progress = open.cells.back().blocks(open.notes);
        for (Assumption& assumption : open.notes) { assumption.measure = first; }
        std::move(open.notes.begin(), open.notes.end(), std::back_inserter(notes_));
        report_.rows.push_back(std::move(row));
        return std::nullopt;
    }

    static std::string joined(const std::vector<std::string>& texts) {
        std::string result;
        for (const std::string& text : texts) { append_piece(result, text); }
        return result;
    }

    std::vector<ReportMeasure> measures_of(OpenRow& open) {
        const std::vector<std::string> texts = open.cells[1].texts();
        add_unprinted_numbers(open, texts);
        if (open.numbers.size() == 1) { return {{open.numbers.front(), joined(texts)}}; }
        auto descriptions = joint_descriptions(texts, open.numbers.size());
        if (!descriptions) {
            descriptions.emplace(open.numbers.size(), joined(texts));
            note(open.notes, "joint-description-shared", open.lines,
                 "The description could not be divided; each measure of the row has all of it.");
        }
        std::vector<ReportMeasure> measures;
        for (std::size_t index = 0; index < open.numbers.size(); ++index) {
            measures.push_back({open.numbers[index], (*descriptions)[index]});
        }
        return measures;
    }

    /// A joint row may print one number only; the previous edition knows the others.
    void add_unprinted_numbers(OpenRow& open, const std::vector<std::string>& texts) {
        const KnownMeasure* known = known_.find(open.numbers.front());
        if (open.numbers.size() != 1 || known == nullptr || known->joint_with.empty()) { return; }
        if (!joint_descriptions(texts, known->joint_with.size() + 1)) { return; }
        for (const std::string& number : known->joint_with) {
            if (!seen_.insert(number).second) { return; }
            open.numbers.push_back(number);
            note(open.notes, "number-never-printed", open.lines,
                 fmt::format("Measure {} shares the row of measure {} without being printed.",
                             number, open.numbers.front()));
        }
    }

    Refused refuse_empty_chapter(std::uint32_t line) {
        if (report_.chapters.empty()) { return std::nullopt; }
        const std::uint32_t number = report_.chapters.back().number;
        if (!report_.rows.empty() && report_.rows.back().chapter == number) { return std::nullopt; }
        return unreadable({line, fmt::format("the end of chapter {}", number), "a measure in it"});
    }

    Refused refuse_end() {
        if (auto error = refuse_empty_chapter(table_.lines.back().number)) { return error; }
        const std::string text = plain_text(last_text_);
        if (ends_text(text)) { return std::nullopt; }
        const std::uint32_t line = report_.rows.back().lines.last - 1;
        const std::size_t broken = last_text_.rfind('<');
        if (broken != std::string_view::npos &&
            last_text_.find('>', broken) == std::string_view::npos) {
            return unreadable({line, "text that breaks off in an open tag", "the end of the row"});
        }
        if (is_unfinished(text) || has_open_paragraph(last_text_) || has_page_behind(line)) {
            report_.cut = breaks_off(line, text);
        }
        note(notes_, "ends-in-mid-sentence", one_line(line),
             "The last text of the file does not end a sentence.");
        notes_.back().measure = report_.rows.back().measures.front().number;
        return std::nullopt;
    }

    /// Whether another page begins behind the line, on which the row would have gone on.
    [[nodiscard]] bool has_page_behind(std::uint32_t line) const {
        return std::any_of(table_.lines.begin(), table_.lines.end(), [&](const auto& one) {
            return one.number > line && one.kind == TabbedKind::page_header;
        });
    }

    void read_introduction() {
        Cell cell;
        bool first = true;
        for (const TabbedLine& line : table_.lines) {
            if (line.kind != TabbedKind::introduction) { continue; }
            const std::string_view text = trimmed(line.text);
            if (std::exchange(first, false) && text.size() <= chapter_heading_bytes_max &&
                !ends_sentence(text)) {
                note(notes_, "heading-left-out", one_line(line.number),
                     fmt::format("{} is a heading, not part of the introduction.", excerpt(text)));
                continue;
            }
            Cell paragraph;
            paragraph.add(text, line.number);
            Blocks blocks = paragraph.blocks(notes_);
            std::move(blocks.begin(), blocks.end(), std::back_inserter(report_.introduction));
        }
    }

    void name_page_header() {
        if (table_.page_header.empty()) { return; }
        report_.title = collapsed(table_.page_header);
        if (table_.page_header_count > 1) { return; }
        const auto line =
            std::find_if(table_.lines.begin(), table_.lines.end(),
                         [](const auto& entry) { return entry.kind == TabbedKind::page_header; });
        note(notes_, "page-header-once", one_line(line->number),
             fmt::format("{} was read as the header of a page.", excerpt(line->text)));
    }

    const TabbedTable& table_;
    const KnownMeasures& known_;
    Report report_;
    Notes notes_;
    std::vector<FootnoteText> footnotes_;
    std::set<std::string> seen_;
    std::optional<OpenRow> row_;
    std::string_view last_text_;
    TabbedKind before_ = TabbedKind::blank;
};

}  // namespace

core::Result<Report> read_tabbed(std::span<const SourceLine> lines, const KnownMeasures& known) {
    const core::Result<TabbedTable> table = classify_tabbed(lines);
    if (!table) { return table.error(); }
    return TabbedReader{*table, known}.run();
}

}  // namespace peil::events::reading
