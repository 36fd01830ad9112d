// Recognising the lines of a tabbed report, see tabbed_table.hpp. A line is judged by its tabs,
// its first cell, its neighbours and how often it occurs, never by its words.
// SPDX-License-Identifier: EUPL-1.2
#include "tabbed_table.hpp"

#include "footnotes.hpp"
#include "html_tokens.hpp"
#include "layouts.hpp"
#include "measure_numbers.hpp"
#include "prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace peil::events::reading {

namespace {

/// "2. Title": digits, a full stop, white space, and a title.
std::optional<ChapterRow> numbered_title(std::string_view text) {
    const std::string_view number = first_word(text);
    if (number.size() < 2 || number.back() != '.') { return std::nullopt; }
    const auto value = parse_decimal(number.substr(0, number.size() - 1));
    const std::string_view title = trimmed(trimmed(text).substr(number.size()));
    if (!value || title.empty()) { return std::nullopt; }
    return ChapterRow{value, std::string{title}, {}};
}

bool is_empty_cell(std::string_view cell) {
    return plain_text(cell).empty();
}

bool is_filler_row(std::span<const std::string_view> cells) {
    const auto filler = [](std::string_view cell) { return is_filler(cell); };
    const auto nothing = [](std::string_view cell) { return trimmed(cell).empty(); };
    return std::any_of(cells.begin(), cells.end(), filler) &&
           std::all_of(cells.begin(), cells.end(),
                       [&](std::string_view cell) { return nothing(cell) || filler(cell); });
}

/// Whether all cells are empty but the first and, if `tail_allowed`, the last.
bool is_lonely_first(std::span<const std::string_view> cells, bool tail_allowed) {
    const std::size_t end = cells.size() - (tail_allowed && cells.size() > 2 ? 1 : 0);
    return std::all_of(cells.begin() + 1, cells.begin() + static_cast<std::ptrdiff_t>(end),
                       is_empty_cell);
}

/// "3 → Title → empty → empty": a chapter whose number has a cell of its own.
bool is_number_and_title(std::span<const std::string_view> cells) {
    return cells.size() > 2 && parse_decimal(plain_text(cells[0])) && !is_empty_cell(cells[1]) &&
           std::all_of(cells.begin() + 2, cells.end(), is_empty_cell);
}

class Classifier {
  public:
    explicit Classifier(std::span<const SourceLine> lines) : lines_(lines) {}

    core::Result<TabbedTable> run() {
        prepare();
        for (std::size_t index = 0; index < lines_.size(); ++index) {
            TabbedLine& line = table_.lines[index];
            line.kind = index < table_start_ ? outside_kind(index) : kind_of(index);
            if (line.kind == TabbedKind::header && line.cells.size() != table_.column_count) {
                return unreadable({line.number,
                                   fmt::format("a header of {} columns", line.cells.size()),
                                   fmt::format("{} columns, as above", table_.column_count)});
            }
            if (line.kind == TabbedKind::loose && !line.cells.empty()) {
                return unreadable({line.number, "a row that begins with " + excerpt(line.text),
                                   "the number of a measure, a chapter or an empty first cell"});
            }
        }
        return std::move(table_);
    }

  private:
    void prepare() {
        std::size_t next_nonblank = lines_.size();
        follows_.assign(lines_.size(), next_nonblank);
        for (std::size_t index = lines_.size(); index-- > 0;) {
            follows_[index] = next_nonblank;
            if (!trimmed(lines_[index].text).empty()) { next_nonblank = index; }
        }
        for (const SourceLine& line : lines_) {
            const bool tabs = line.text.find('\t') != std::string_view::npos;
            table_.lines.push_back({TabbedKind::blank, line.number, line.text,
                                    tabs ? cells_of(line.text) : std::vector<std::string_view>{}});
        }
        find_start();
        count_page_headers();
    }

    /// The table starts at its first header or at the chapter row right before it.
    void find_start() {
        const auto header = std::find_if(lines_.begin(), lines_.end(), [](const SourceLine& line) {
            return is_tabbed_header(line.text);
        });
        const auto first_header = static_cast<std::size_t>(header - lines_.begin());
        table_.column_count = cells_of(header->text).size();
        table_start_ = first_header;
        for (std::size_t index = first_header; index-- > 0;) {
            if (trimmed(lines_[index].text).empty()) { continue; }
            if (is_chapter(index)) { table_start_ = index; }
            break;
        }
    }

    /// The page header is the line without tabs that occurs most often within the table.
    void count_page_headers() {
        std::map<std::string_view, std::uint32_t> counts;
        for (std::size_t index = table_start_; index < lines_.size(); ++index) {
            if (!could_be_page_header(index)) { continue; }
            const std::string_view text = trimmed(lines_[index].text);
            const std::uint32_t count = ++counts[text];
            if (count > table_.page_header_count) {
                table_.page_header = text;
                table_.page_header_count = count;
            }
        }
        if (table_.page_header_count == 1 && counts.size() > 1) { table_.page_header = {}; }
    }

    [[nodiscard]] bool could_be_page_header(std::size_t index) const {
        const std::string_view text = trimmed(lines_[index].text);
        if (text.empty() || !table_.lines[index].cells.empty()) { return false; }
        return is_apart(index) && leading_mark(text).empty() && !is_digits(text) &&
               !is_filler(text) && !is_chapter(index);
    }

    /// Whether an empty line stands before and behind.
    [[nodiscard]] bool is_apart(std::size_t index) const {
        const bool before = index == 0 || trimmed(lines_[index - 1].text).empty();
        const bool behind = index + 1 == lines_.size() || trimmed(lines_[index + 1].text).empty();
        return before && behind;
    }

    [[nodiscard]] bool precedes_header(std::size_t index) const {
        return follows_[index] < lines_.size() && is_tabbed_header(lines_[follows_[index]].text);
    }

    [[nodiscard]] bool is_chapter(std::size_t index) const {
        const TabbedLine& line = table_.lines[index];
        if (line.cells.empty()) {
            return precedes_header(index) && numbered_title(line.text).has_value();
        }
        const std::string first = plain_text(line.cells[0]);
        if (numbered_title(first)) { return is_lonely_first(line.cells, true); }
        if (!precedes_header(index) || is_tabbed_header(line.text)) { return false; }
        if (is_number_and_title(line.cells)) { return true; }
        return !first.empty() && !is_filler(first) && measure_numbers(first).empty() &&
               is_lonely_first(line.cells, true);
    }

    [[nodiscard]] TabbedKind outside_kind(std::size_t index) const {
        const std::string_view text = trimmed(lines_[index].text);
        if (text.empty()) { return TabbedKind::blank; }
        return text == table_.page_header ? TabbedKind::page_header : TabbedKind::introduction;
    }

    [[nodiscard]] TabbedKind kind_of(std::size_t index) const {
        const TabbedLine& line = table_.lines[index];
        if (trimmed(line.text).empty()) { return TabbedKind::blank; }
        if (is_tabbed_header(line.text)) { return TabbedKind::header; }
        if (is_chapter(index)) { return TabbedKind::chapter; }
        if (line.cells.empty()) { return kind_without_tabs(index); }
        if (is_filler_row(line.cells)) { return TabbedKind::filler; }
        const std::string first = plain_text(line.cells[0]);
        if (first.empty()) { return TabbedKind::continuation; }
        return measure_numbers(first).empty() ? TabbedKind::loose : TabbedKind::measure;
    }

    [[nodiscard]] TabbedKind kind_without_tabs(std::size_t index) const {
        const std::string_view text = trimmed(lines_[index].text);
        if (is_filler(text)) { return TabbedKind::filler; }
        if (!leading_mark(text).empty()) { return TabbedKind::footnote; }
        if (text == table_.page_header) { return TabbedKind::page_header; }
        if (is_digits(text) && is_apart(index)) { return TabbedKind::page_number; }
        return TabbedKind::loose;
    }

    std::span<const SourceLine> lines_;
    TabbedTable table_;
    std::vector<std::size_t> follows_;  ///< the next line that is not empty, for each line
    std::size_t table_start_ = 0;
};

}  // namespace

core::Result<TabbedTable> classify_tabbed(std::span<const SourceLine> lines) {
    return Classifier{lines}.run();
}

ChapterRow chapter_row(const TabbedLine& line) {
    if (line.cells.empty()) { return *numbered_title(line.text); }
    const std::string first = plain_text(line.cells[0]);
    if (is_number_and_title(line.cells)) {
        return {parse_decimal(first), plain_text(line.cells[1]), {}};
    }
    ChapterRow row = numbered_title(first).value_or(ChapterRow{std::nullopt, first, {}});
    if (line.cells.size() > 2) { row.tail = line.cells.back(); }
    return row;
}

}  // namespace peil::events::reading
