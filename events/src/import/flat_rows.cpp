// Finding rows by their numbers, see flat_rows.hpp. Lines of running text may begin with a number
// as well; they fail on the order, on the capital, or on the known description.
// SPDX-License-Identifier: EUPL-1.2
#include "flat_rows.hpp"

#include "flat_split.hpp"
#include "layouts.hpp"
#include "prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::uint32_t number_gap_max = 2;  ///< a joint row may leave a number out

struct RowStart {
    std::vector<std::string> numbers;
    std::string rest;
};

/// The numbers at the start of `text` and what stands behind them.
RowStart row_start(std::string_view text) {
    RowStart start;
    std::optional<NumberKey> last;
    while (true) {
        std::string_view word = first_word(text);
        const bool separator = !start.numbers.empty() && (word == "&" || word == "/");
        const std::string_view printed = word;
        if (word.ends_with('.')) { word.remove_suffix(1); }
        const auto key = number_key(word);
        if (!separator && (!key || (last && *key <= *last))) { break; }
        if (key) {
            start.numbers.emplace_back(word);
            last = key;
        }
        text.remove_prefix(static_cast<std::size_t>(printed.data() - text.data()) + printed.size());
    }
    while (!text.empty() && is_space(text.front())) { text.remove_prefix(1); }
    start.rest = text;
    return start;
}

class RowFinder {
  public:
    RowFinder(std::span<const FlatLine> lines, const KnownMeasures& known, Notes& notes)
        : lines_(lines), known_(known), notes_(notes) {}

    core::Result<FlatTable> run() {
        std::size_t index = 0;
        for (; index < lines_.size() && !is_flat_header(lines_[index].text); ++index) {
            table_.introduction.push_back(lines_[index]);
        }
        if (index == lines_.size()) {
            return unreadable({1, "a table header within a footnote", "a table header of its own"});
        }
        table_.header = lines_[index];
        header_text_ = collapsed(table_.header.text);
        for (; index < lines_.size(); ++index) {
            if (auto error = take(index)) { return std::move(*error); }
        }
        if (pending_header_ != nullptr) {
            return no_measure(*pending_header_, "the end of the file");
        }
        return std::move(table_);
    }

  private:
    using Refused = std::optional<core::Error>;

    Refused take(std::size_t index) {
        const FlatLine& line = lines_[index];
        if (is_flat_header(line.text) && collapsed(line.text) == header_text_) {
            if (pending_header_ != nullptr) { return no_measure(line, "another table header"); }
            pending_header_ = &line;
            return std::nullopt;
        }
        if (auto start = start_at(index)) {
            begin_chapter(*start, line);
            begin_row(std::move(*start), line);
            return std::nullopt;
        }
        if (pending_header_ != nullptr) { return no_measure(line, excerpt(line.text)); }
        table_.rows.back().lines.push_back(line);
        table_.rows.back().range.last = line.lines.last;
        return std::nullopt;
    }

    static core::Error no_measure(const FlatLine& line, const std::string& found) {
        return unreadable({line.lines.first, found, "the number of a measure and its description"});
    }

    [[nodiscard]] std::optional<RowStart> start_at(std::size_t index) const {
        RowStart start = row_start(lines_[index].text);
        if (start.numbers.empty()) { return std::nullopt; }
        const auto key = number_key(start.numbers.front());
        if (!table_.rows.empty() && *key <= last_key()) { return std::nullopt; }
        std::string_view rest = start.rest;
        if (rest.empty() && index + 1 < lines_.size()) { rest = lines_[index + 1].text; }
        if (!starts_upper(rest)) { return std::nullopt; }
        const KnownMeasure* before = known_.find(start.numbers.front());
        if (before != nullptr && resembles(rest, before->description)) { return start; }
        if (!is_next(start.numbers.front(), *key) || !is_free_before(index)) {
            return std::nullopt;
        }
        return start;
    }

    [[nodiscard]] NumberKey last_key() const {
        return *number_key(table_.rows.back().numbers.back());
    }

    /// Whether the number is the one to expect behind the last row.
    [[nodiscard]] bool is_next(std::string_view number, NumberKey key) const {
        if (table_.rows.empty()) { return true; }
        const auto place = known_.position(number);
        const auto last_place = known_.position(table_.rows.back().numbers.back());
        if (place && last_place) { return *place == *last_place + 1; }
        return key.value - last_key().value <= (known_.empty() ? number_gap_max : 1U);
    }

    /// Whether the text before the line may end there: a sentence, a page, a gap or a header.
    [[nodiscard]] bool is_free_before(std::size_t index) const {
        if (pending_header_ != nullptr) { return true; }
        const FlatLine& line = lines_[index];
        const FlatLine& before = lines_[index - 1];
        return line.page_break || line.after_gap || before.double_end || ends_item(before.text);
    }

    void begin_chapter(const RowStart& start, const FlatLine& line) {
        if (pending_header_ == nullptr) { return; }
        LineRange lines = pending_header_->lines;
        pending_header_ = nullptr;
        const KnownMeasure* measure = known_.find(start.numbers.front());
        const std::uint32_t last = table_.chapters.empty() ? 0 : table_.chapters.back().number;
        if (measure != nullptr && measure->chapter == last && is_known_in_last_chapter()) {
            note(notes_, "header-repeated", lines,
                 fmt::format("The table header is repeated within the chapter, before measure {}.",
                             start.numbers.front()));
            return;
        }
        lines.last = std::max(lines.last, line.lines.first);
        const bool known_chapter = measure != nullptr && measure->chapter > last;
        table_.chapters.push_back(
            {known_chapter ? measure->chapter : last + 1, std::nullopt, lines});
    }

    [[nodiscard]] bool is_known_in_last_chapter() const {
        if (table_.rows.empty()) { return false; }
        const KnownMeasure* measure = known_.find(table_.rows.back().numbers.front());
        return measure != nullptr && measure->chapter == table_.chapters.back().number;
    }

    void begin_row(RowStart start, const FlatLine& line) {
        FlatRow row{std::move(start.numbers), table_.chapters.back().number, {}, line.lines};
        FlatLine first = line;
        first.text = std::move(start.rest);
        first.after_gap = false;
        first.page_break = false;
        if (!first.text.empty()) { row.lines.push_back(std::move(first)); }
        table_.rows.push_back(std::move(row));
    }

    std::span<const FlatLine> lines_;
    const KnownMeasures& known_;
    Notes& notes_;
    FlatTable table_;
    std::string header_text_;
    const FlatLine* pending_header_ = nullptr;
};

}  // namespace

core::Result<FlatTable> flat_table(std::span<const FlatLine> lines, const KnownMeasures& known,
                                   Notes& notes) {
    return RowFinder{lines, known, notes}.run();
}

}  // namespace peil::events::reading
