// Shortening and laying out differences between texts.
// SPDX-License-Identifier: EUPL-1.2
#include "diff_lines.hpp"

#include "ink.hpp"
#include <peil/events/text_width.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::size_t same_words_max = 12;
constexpr std::size_t words_beside_change = 5;

/// Half-open range of the bytes of a word.
struct WordRange {
    std::size_t first = 0;
    std::size_t last = 0;
};

std::vector<WordRange> find_words(std::string_view text) {
    std::vector<WordRange> words;
    for (auto begin = text.find_first_not_of(white_space); begin != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(white_space, begin), text.size());
        words.push_back({begin, end});
        begin = text.find_first_not_of(white_space, end);
    }
    return words;
}

/// Which sides of an unchanged passage have a change beside them.
struct Sides {
    bool has_left = false;
    bool has_right = false;
};

std::string shorten_same(const std::string& text, Sides sides) {
    const auto words = find_words(text);
    if (words.size() <= same_words_max) { return text; }
    std::string shortened;
    if (sides.has_left) { shortened = text.substr(0, words[words_beside_change - 1].last) + ' '; }
    shortened += "…";
    if (sides.has_right) {
        shortened += ' ' + text.substr(words[words.size() - words_beside_change].first);
    }
    return shortened;
}

/// Changed white space that would be seen as nothing.
std::string visible_space(std::string_view space) {
    return space.find('\n') == std::string_view::npos ? "·" : "¶";
}

void append_span(std::vector<DiffSpan>& spans, DiffOp op, std::string_view text) {
    if (text.empty()) { return; }
    if (spans.empty() || spans.back().op != op) { spans.push_back({op, ""}); }
    spans.back().text += text;
}

void append_changed(std::vector<DiffSpan>& spans, const DiffSpan& span) {
    const std::string_view text = span.text;
    const auto first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) {
        append_span(spans, span.op, visible_space(text));
        return;
    }
    const auto last = text.find_last_not_of(white_space) + 1;
    append_span(spans, DiffOp::same, text.substr(0, first));
    append_span(spans, span.op, text.substr(first, last - first));
    append_span(spans, DiffOp::same, text.substr(last));
}

std::string marked(const DiffSpan& span) {
    auto text = printable(span.text);
    switch (span.op) {
        case DiffOp::same: return text;
        case DiffOp::removed: return "[-" + text + "-]";
        case DiffOp::added: return "{+" + text + "+}";
    }
    return text;
}

Ink ink_of(DiffOp op) {
    switch (op) {
        case DiffOp::same: return Ink::plain;
        case DiffOp::removed: return Ink::removed;
        case DiffOp::added: return Ink::added;
    }
    return Ink::plain;
}

/// Fills lines with words that may be of more than one ink.
class InkedLines {
  public:
    explicit InkedLines(const LineStyle& style)
        : width_(std::max(style.width, 1)), is_coloured_(style.is_coloured) {}

    void add(DiffOp op, std::string_view text) {
        std::size_t begin = 0;
        while (begin < text.size()) {
            const auto end = std::min(text.find_first_of(" \n", begin), text.size());
            append_span(word_, op, text.substr(begin, end - begin));
            if (end < text.size()) { end_word(); }
            if (end < text.size() && text[end] == '\n') { end_line(); }
            begin = end + 1;
        }
    }
    std::vector<std::string> finish() {
        end_word();
        end_line();
        while (!lines_.empty() && lines_.back().empty()) { lines_.pop_back(); }
        return std::move(lines_);
    }

  private:
    void end_word() {
        int width = 0;
        for (const auto& piece : word_) { width += display_width(piece.text); }
        if (width == 0) { return; }
        if (line_width_ > 0 && line_width_ + 1 + width > width_) { end_line(); }
        if (line_width_ > 0) {
            const bool is_inside = line_.back().op == word_.front().op;
            place({is_inside ? line_.back().op : DiffOp::same, " "});
        }
        for (const auto& piece : word_) { place_cut(piece, width > width_); }
        word_.clear();
    }
    void place_cut(const DiffSpan& piece, bool is_long) {
        if (!is_long) {
            place(piece);
            return;
        }
        for (const auto& part : wrap(piece.text, width_)) {
            if (line_width_ + display_width(part) > width_) { end_line(); }
            place({piece.op, part});
        }
    }
    void place(const DiffSpan& piece) {
        append_span(line_, piece.op, piece.text);
        line_width_ += display_width(piece.text);
    }
    /// At most one empty line in a row, and none at the beginning.
    void end_line() {
        std::string line;
        for (const auto& piece : line_) {
            line += paint(piece.text, ink_of(piece.op), is_coloured_);
        }
        if (!line.empty() || (!lines_.empty() && !lines_.back().empty())) {
            lines_.push_back(std::move(line));
        }
        line_.clear();
        line_width_ = 0;
    }

    int width_;
    bool is_coloured_;
    std::vector<DiffSpan> word_;
    std::vector<DiffSpan> line_;
    int line_width_ = 0;
    std::vector<std::string> lines_;
};

}  // namespace

std::vector<DiffSpan> condense(const std::vector<DiffSpan>& spans, Passages passages) {
    std::vector<DiffSpan> condensed;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].op != DiffOp::same) {
            append_changed(condensed, spans[i]);
            continue;
        }
        const Sides sides{.has_left = i > 0, .has_right = i + 1 < spans.size()};
        append_span(
            condensed, DiffOp::same,
            passages == Passages::whole ? spans[i].text : shorten_same(spans[i].text, sides));
    }
    return condensed;
}

std::vector<std::string> diff_lines(const std::vector<DiffSpan>& spans, const LineStyle& style) {
    InkedLines lines(style);
    for (const auto& span : condense(spans, style.passages)) { lines.add(span.op, marked(span)); }
    return lines.finish();
}

}  // namespace peil::events
