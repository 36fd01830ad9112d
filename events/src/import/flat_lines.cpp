// Reading the lines of a flat report, see flat_lines.hpp. In the extraction of a PDF a raised
// character becomes a line of its own: "2", "e", " edition" are one line in print.
// SPDX-License-Identifier: EUPL-1.2
#include "flat_lines.hpp"

#include "layouts.hpp"
#include "prose.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::size_t raised_bytes_max = 3;
constexpr std::size_t rule_bytes_min = 10;
constexpr std::size_t mark_digits_max = 2;

/// A line that is not empty, as it stands in the file.
struct RawLine {
    std::string text;
    LineRange lines;
    std::size_t gap_count = 0;  ///< lines of spaces before it
    bool after_rule = false;    ///< the last of them is as long as the rule above footnotes
    bool adjacent = false;      ///< no empty line stands before it
};

bool starts_with_space(std::string_view text) {
    return !text.empty() && is_space(text.front());
}
bool ends_with_space(std::string_view text) {
    return !text.empty() && is_space(text.back());
}

std::vector<RawLine> raw_lines(std::span<const SourceLine> source) {
    std::vector<RawLine> lines;
    RawLine next;
    bool adjacent = false;
    for (const SourceLine& line : source) {
        if (line.text.empty()) {
            adjacent = false;
            continue;
        }
        if (trimmed(line.text).empty()) {
            ++next.gap_count;
            next.after_rule = line.text.size() >= rule_bytes_min;
            adjacent = true;
            continue;
        }
        next.text = line.text;
        next.lines = one_line(line.number);
        next.adjacent = std::exchange(adjacent, true);
        lines.push_back(std::exchange(next, {}));
    }
    return lines;
}

bool is_raised_ending(std::string_view text) {
    return text.size() <= raised_bytes_max &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool ends_in_digit(std::string_view text) {
    return !text.empty() && is_digits(text.substr(text.size() - 1));
}

/// Puts raised endings of ordinals back between the text before and behind them.
std::vector<RawLine> with_ordinals(std::vector<RawLine> lines) {
    std::vector<RawLine> result;
    bool open_ordinal = false;
    for (RawLine& line : lines) {
        const bool ordinal = !result.empty() && line.gap_count == 0 &&
                             is_raised_ending(line.text) && ends_in_digit(result.back().text);
        const bool behind = open_ordinal && line.adjacent && line.gap_count == 0;
        if (ordinal || behind) {
            result.back().text += line.text;
            result.back().lines.last = line.lines.last;
        } else {
            result.push_back(std::move(line));
        }
        open_ordinal = ordinal;
    }
    return result;
}

/// The mark of a footnote and the text that begins it.
struct FootnoteStart {
    std::string mark;
    std::string text;
    std::size_t line_count = 1;
};

/// A footnote begins with digits alone and the note right behind them, or with digits and the note
/// on one line under the rule.
std::optional<FootnoteStart> footnote_start(const RawLine& line, const RawLine* next) {
    const std::string_view mark = first_word(line.text);
    if (!is_digits(mark) || mark.size() > mark_digits_max) { return std::nullopt; }
    const std::string_view rest = trimmed(trimmed(line.text).substr(mark.size()));
    if (!rest.empty()) {
        if (!line.after_rule) { return std::nullopt; }
        return FootnoteStart{std::string{mark}, std::string{rest}, 1};
    }
    const bool note_follows = next != nullptr && next->adjacent && starts_with_space(next->text);
    const bool lone =
        !starts_with_space(line.text) && (line.after_rule || !ends_with_space(line.text));
    if (!note_follows || !lone) { return std::nullopt; }
    return FootnoteStart{std::string{mark}, next->text, 2};
}

FlatLine flat_line(const RawLine& raw, bool after_gap) {
    FlatLine line;
    std::string_view text = raw.text;
    line.page_break = starts_with_space(text);
    while (starts_with_space(text)) { text.remove_prefix(1); }
    line.text = text;
    line.lines = raw.lines;
    line.after_gap = after_gap;
    line.double_end = text.size() >= 2 && ends_with_space(text.substr(0, text.size() - 1)) &&
                      ends_with_space(text);
    return line;
}

class FootnoteTaker {
  public:
    explicit FootnoteTaker(std::span<const RawLine> lines) : lines_(lines) {}

    FlatText run() {
        bool gap_before_footnote = false;
        while (next_ < lines_.size()) {
            const RawLine& line = lines_[next_];
            if (auto start = footnote_start(line, peek(1))) {
                gap_before_footnote = gap_before_footnote || line.gap_count > 1;
                take_footnote(*start);
                continue;
            }
            text_.lines.push_back(flat_line(line, line.gap_count > 0 || gap_before_footnote));
            gap_before_footnote = false;
            ++next_;
        }
        return std::move(text_);
    }

  private:
    [[nodiscard]] const RawLine* peek(std::size_t distance) const {
        return next_ + distance < lines_.size() ? &lines_[next_ + distance] : nullptr;
    }

    void take_footnote(FootnoteStart& start) {
        FootnoteText footnote{std::move(start.mark), std::move(start.text), lines_[next_].lines};
        next_ += start.line_count - 1;
        while (goes_on(footnote.text)) { append_piece(footnote.text, lines_[++next_].text); }
        footnote.lines.last = lines_[next_].lines.last;
        ++next_;
        footnote.text = collapsed(footnote.text);
        text_.footnotes.push_back(std::move(footnote));
    }

    /// A footnote ends with a sentence, or where a page, a gap, a table or another note begins.
    [[nodiscard]] bool goes_on(std::string_view text) const {
        const RawLine* next = peek(1);
        if (next == nullptr || ends_sentence(text)) { return false; }
        return !starts_with_space(next->text) && next->gap_count == 0 &&
               !is_flat_header(next->text) && !footnote_start(*next, peek(2));
    }

    std::span<const RawLine> lines_;
    FlatText text_;
    std::size_t next_ = 0;
};

}  // namespace

FlatText flat_text(std::span<const SourceLine> source) {
    const std::vector<RawLine> lines = with_ordinals(raw_lines(source));
    return FootnoteTaker{lines}.run();
}

}  // namespace peil::events::reading
