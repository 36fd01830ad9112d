// Width and wrapping by code point. Terminals disagree on joined emoji; everything else that
// reports contain is measured as they do.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/text_width.hpp>

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct CodePoint {
    std::size_t size = 1;
    utf8proc_int32_t code = -1;  ///< -1: a byte that is not UTF-8
    [[nodiscard]] int width() const { return code < 0 ? 1 : utf8proc_charwidth(code); }
};

/// `at` lies in the text.
CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    utf8proc_int32_t code = -1;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                       static_cast<utf8proc_ssize_t>(rest.size()), &code);
    if (size <= 0) { return {}; }
    return {.size = static_cast<std::size_t>(size), .code = code};
}

bool turns_direction(utf8proc_int32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool is_obeyed(utf8proc_int32_t code) {
    constexpr utf8proc_int32_t line_separator = 0x2028;
    constexpr utf8proc_int32_t paragraph_separator = 0x2029;
    return code < 0 || utf8proc_category(code) == UTF8PROC_CATEGORY_CC || turns_direction(code) ||
           code == line_separator || code == paragraph_separator;
}

bool is_letter(utf8proc_int32_t code) {
    const auto category = code < 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL;
}

/// True for a word as people write it: letters, with dashes and marks around them, and no digits,
/// dots or slashes within, as names of files and hashes have.
bool is_plain_word(std::string_view word) {
    constexpr std::string_view around = "-,.;:!?()[]\"'";
    const auto first = word.find_first_not_of(around);
    const auto last = word.find_last_not_of(around);
    if (first == std::string_view::npos) { return false; }
    const auto inner = word.substr(first, last - first + 1);
    for (std::size_t at = 0; at < inner.size();) {
        const auto point = code_point_at(inner, at);
        const bool is_plain =
            is_letter(point.code) || point.code == '-' || point.code == '\'' || point.width() == 0;
        if (!is_plain) { return false; }
        at += point.size;
    }
    return true;
}

/// Fills lines with words.
class Wrapping {
  public:
    explicit Wrapping(int width) : width_(std::max(width, 1)) {}

    void add_word(std::string_view word) {
        const auto word_width = display_width(word);
        if (line_width_ > 0 && line_width_ + 1 + word_width > width_) { end_line(); }
        if (line_width_ > 0) {
            line_ += ' ';
            ++line_width_;
        }
        if (word_width <= width_) {
            line_ += word;
            line_width_ += word_width;
        } else {
            add_long_word(word);
        }
    }
    void end_line() {
        lines_.push_back(std::move(line_));
        line_.clear();
        line_width_ = 0;
    }
    std::vector<std::string> finish() { return std::move(lines_); }

  private:
    /// A plain word is broken after its own dashes, and elsewhere with a dash.
    void add_long_word(std::string_view word) {
        constexpr int hyphenated_columns_min = 6;
        if (width_ < hyphenated_columns_min || !is_plain_word(word)) {
            cut_word(word);
            return;
        }
        while (!word.empty()) {
            const auto dash = word.find('-');
            const auto end = dash == std::string_view::npos ? word.size() : dash + 1;
            add_segment(word.substr(0, end));
            word.remove_prefix(end);
        }
    }

    /// A part of a word without a dash within; goes on directly after what is there.
    void add_segment(std::string_view segment) {
        const auto width = display_width(segment);
        if (line_width_ > 0 && line_width_ + width > width_) { end_line(); }
        if (width <= width_) {
            line_ += segment;
            line_width_ += width;
            return;
        }
        auto rest = width;
        std::size_t at = 0;
        while (at < segment.size()) {
            const auto point = code_point_at(segment, at);
            // The last letters fill the line; before them a column is kept for the dash.
            const bool fits = line_width_ + rest <= width_;
            if (!fits && line_width_ + point.width() > width_ - 1) {
                line_ += '-';
                end_line();
            }
            line_ += segment.substr(at, point.size);
            line_width_ += point.width();
            rest -= point.width();
            at += point.size;
        }
    }

    void cut_word(std::string_view word) {
        for (std::size_t at = 0; at < word.size();) {
            const auto point = code_point_at(word, at);
            if (line_width_ > 0 && line_width_ + point.width() > width_) { end_line(); }
            line_ += word.substr(at, point.size);
            line_width_ += point.width();
            at += point.size;
        }
    }

    int width_;
    std::string line_;
    int line_width_ = 0;
    std::vector<std::string> lines_;
};

void wrap_line(Wrapping& wrapping, std::string_view line) {
    constexpr std::string_view spaces = " \t\r";
    for (auto begin = line.find_first_not_of(spaces); begin != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(spaces, begin), line.size());
        wrapping.add_word(line.substr(begin, end - begin));
        begin = line.find_first_not_of(spaces, end);
    }
    wrapping.end_line();
}

}  // namespace

int display_width(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = code_point_at(text, at);
        width += point.width();
        at += point.size;
    }
    return width;
}

std::vector<std::string> wrap(std::string_view text, int width) {
    Wrapping wrapping(width);
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        wrap_line(wrapping, text.substr(begin, end - begin));
        begin = end + 1;
    }
    return wrapping.finish();
}

std::string printable(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto point = code_point_at(text, at);
        if (point.code == '\t') {
            shown += ' ';
        } else if (point.code != '\n' && is_obeyed(point.code)) {
            shown += replacement;
        } else {
            shown += text.substr(at, point.size);
        }
        at += point.size;
    }
    return shown;
}

std::string pad(std::string_view text, int width) {
    std::string padded(text);
    padded.append(static_cast<std::size_t>(std::max(width - display_width(text), 0)), ' ');
    return padded;
}

}  // namespace peil::events
