// Rules about running text, see prose.hpp. Letters are classified by Unicode, not by locale.
// SPDX-License-Identifier: EUPL-1.2
#include "prose.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace peil::events::reading {

namespace {

constexpr std::string_view no_break_space = "\u00a0";
constexpr std::size_t excerpt_characters_max = 40;

bool is_closer(char32_t value) {
    constexpr std::u32string_view closers = U")]}'\"\u2019\u201d\u00bb";
    return closers.find(value) != std::u32string_view::npos;
}

bool is_opener(char32_t value) {
    constexpr std::u32string_view openers = U"([{'\"\u2018\u201c\u201e\u00ab";
    return openers.find(value) != std::u32string_view::npos;
}

bool is_hyphen(char32_t value) {
    return value == U'-' || value == U'\u2010';
}

char32_t last_behind_closers(std::string_view text) {
    text = trimmed(text);
    while (!text.empty()) {
        const CodePoint last = code_point_before(text, text.size());
        if (!is_closer(last.value)) { return last.value; }
        text.remove_suffix(last.size_bytes);
    }
    return 0;
}

char32_t first_after_openers(std::string_view text) {
    text = trimmed(text);
    while (!text.empty()) {
        const CodePoint first = code_point_at(text, 0);
        if (!is_opener(first.value)) { return first.value; }
        text.remove_prefix(first.size_bytes);
    }
    return 0;
}

/// Whether `text` ends in a hyphen glued to a letter or digit, with nothing behind it.
bool ends_in_open_hyphen(std::string_view text) {
    if (text.empty()) { return false; }
    const CodePoint last = code_point_before(text, text.size());
    if (!is_hyphen(last.value) || text.size() == last.size_bytes) { return false; }
    return is_letter_or_digit(code_point_before(text, text.size() - last.size_bytes).value);
}

/// A conjunction after a hyphen means that the hyphen stands for a word part left out.
bool is_conjunction(std::string_view word) {
    return word == "en" || word == "of";
}

bool glues(std::string_view text, std::string_view next) {
    if (!ends_in_open_hyphen(text) || next.empty()) { return false; }
    return is_letter_or_digit(code_point_at(next, 0).value) && !is_conjunction(first_word(next));
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
    utf8proc_int32_t value = -1;
    const std::string head{text.substr(offset, 4)};
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(head.data()),
                                       static_cast<utf8proc_ssize_t>(head.size()), &value);
    if (size <= 0 || value < 0) { return {U'\ufffd', 1}; }
    return {static_cast<char32_t>(value), static_cast<std::size_t>(size)};
}

CodePoint code_point_before(std::string_view text, std::size_t end) {
    std::size_t start = end - 1;
    while (start > 0 && end - start < 4 && (static_cast<unsigned char>(text[start]) >> 6U) == 2U) {
        --start;
    }
    const CodePoint found = code_point_at(text.substr(0, end), start);
    if (start + found.size_bytes == end) { return found; }
    return {U'\ufffd', 1};
}

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

bool is_upper(char32_t value) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(value));
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool is_lower(char32_t value) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(value)) == UTF8PROC_CATEGORY_LL;
}

bool is_letter_or_digit(char32_t value) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(value))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_ND: return true;
        default: return false;
    }
}

std::string lower_case(std::string_view text) {
    std::string lower;
    lower.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = code_point_at(text, offset);
        const auto value = utf8proc_tolower(static_cast<utf8proc_int32_t>(point.value));
        std::array<utf8proc_uint8_t, 4> bytes{};
        const auto size = utf8proc_encode_char(value, bytes.data());
        std::transform(bytes.begin(), bytes.begin() + size, std::back_inserter(lower),
                       [](utf8proc_uint8_t byte) { return static_cast<char>(byte); });
        offset += point.size_bytes;
    }
    return lower;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) { text.remove_prefix(1); }
    while (!text.empty() && is_space(text.back())) { text.remove_suffix(1); }
    return text;
}

bool is_blank(std::string_view text) {
    return collapsed(text).empty();
}

std::string collapsed(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    bool pending = false;
    for (std::size_t offset = 0; offset < text.size();) {
        const bool no_break = text.substr(offset, no_break_space.size()) == no_break_space;
        if (no_break || is_space(text[offset])) {
            pending = true;
            offset += no_break ? no_break_space.size() : 1;
            continue;
        }
        if (pending && !result.empty()) { result += ' '; }
        pending = false;
        result += text[offset++];
    }
    return result;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t offset = 0;
    while (offset < text.size()) {
        if (is_space(text[offset])) {
            ++offset;
            continue;
        }
        const std::string_view word = first_word(text.substr(offset));
        found.push_back(word);
        offset += word.size();
    }
    return found;
}

std::string_view first_word(std::string_view text) {
    while (!text.empty() && is_space(text.front())) { text.remove_prefix(1); }
    const auto* const end = std::find_if(text.begin(), text.end(), is_space);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool ends_sentence(std::string_view text) {
    const char32_t last = last_behind_closers(text);
    return last == U'.' || last == U'!' || last == U'?' || last == U'\u2026' || last == U':';
}

bool ends_item(std::string_view text) {
    return ends_sentence(text) || last_behind_closers(text) == U';';
}

bool ends_text(std::string_view text) {
    return ends_sentence(text) && last_behind_closers(text) != U':';
}

bool announces_more(std::string_view text) {
    text = trimmed(text);
    constexpr std::u32string_view marks = U",:;-\u2010\u2013(&/";
    return !text.empty() && !is_filler(text) &&
           marks.find(code_point_before(text, text.size()).value) != std::u32string_view::npos;
}

bool starts_lower(std::string_view text) {
    return is_lower(first_after_openers(text));
}

bool starts_upper(std::string_view text) {
    return is_upper(first_after_openers(text));
}

void append_piece(std::string& text, std::string_view next) {
    while (!next.empty() && is_space(next.front())) { next.remove_prefix(1); }
    if (!text.empty() && !glues(text, next)) { text += ' '; }
    text += next;
}

bool is_filler(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) { return false; }
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = code_point_at(text, offset);
        const bool dash = is_hyphen(point.value) || point.value == U'\u2013' ||
                          point.value == U'\u2014' || point.value == U'_';
        if (!dash && point.value != U' ') { return false; }
        offset += point.size_bytes;
    }
    return true;
}

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::uint32_t> parse_decimal(std::string_view text) {
    if (!is_digits(text) || text.size() > 9) { return std::nullopt; }
    std::uint32_t value = 0;
    for (const char digit : text) { value = value * 10 + static_cast<std::uint32_t>(digit - '0'); }
    return value;
}

std::string excerpt(std::string_view text) {
    text = trimmed(text);
    std::string shown = "\u201c";
    std::size_t offset = 0;
    for (std::size_t count = 0; offset < text.size() && count < excerpt_characters_max; ++count) {
        const CodePoint point = code_point_at(text, offset);
        const bool printable = point.value >= U' ' && point.value != 0x7F;
        shown += printable ? text.substr(offset, point.size_bytes) : std::string_view{" "};
        offset += point.size_bytes;
    }
    if (offset < text.size()) { shown += "\u2026"; }
    return shown + "\u201d";
}

}  // namespace peil::events::reading
