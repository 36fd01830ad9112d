// Words by the categories of Unicode: letters, marks, and digits make words; hyphens, apostrophes
// and the signs inside numbers hold a word together.
// SPDX-License-Identifier: EUPL-1.2
#include "words.hpp"

#include <utf8proc.h>

#include <cstddef>

namespace peil::events {

namespace {

enum class Class { space, letter, digit, mark };

/// One character: where it begins, how many bytes, what it is.
struct Character {
    std::size_t size = 0;  ///< 0: there is none
    utf8proc_int32_t code = -1;
    Class kind = Class::mark;
};

Class class_of(utf8proc_int32_t code) {
    const auto category = utf8proc_category(code);
    const bool is_blank = code >= '\t' && code <= '\r';
    if (is_blank || (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP)) {
        return Class::space;
    }
    // In the order of utf8proc: Lu Ll Lt Lm Lo Mn Mc Me, then Nd Nl No.
    if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME) {
        return Class::letter;
    }
    if (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) {
        return Class::digit;
    }
    return Class::mark;
}

static_assert(UTF8PROC_CATEGORY_ME - UTF8PROC_CATEGORY_LU == 7);
static_assert(UTF8PROC_CATEGORY_NO - UTF8PROC_CATEGORY_ND == 2);
static_assert(UTF8PROC_CATEGORY_ZP - UTF8PROC_CATEGORY_ZS == 2);

Character character_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) { return {}; }
    const auto rest = text.substr(at);
    utf8proc_int32_t code = -1;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                       static_cast<utf8proc_ssize_t>(rest.size()), &code);
    if (size <= 0) { return {.size = 1}; }
    return {.size = static_cast<std::size_t>(size), .code = code, .kind = class_of(code)};
}

bool is_wordlike(Class kind) {
    return kind == Class::letter || kind == Class::digit;
}

/// Hyphen and apostrophe join what stands around them; point, comma, colon and slash join digits.
bool joins(const Character& left, const Character& sign, const Character& right) {
    if (!is_wordlike(left.kind) || !is_wordlike(right.kind)) { return false; }
    constexpr utf8proc_int32_t apostrophe = 0x2019;
    if (sign.code == '-' || sign.code == '\'' || sign.code == apostrophe) { return true; }
    const bool is_in_number = left.kind == Class::digit && right.kind == Class::digit;
    return is_in_number &&
           (sign.code == '.' || sign.code == ',' || sign.code == ':' || sign.code == '/');
}

std::size_t end_of_space(std::string_view text, std::size_t at) {
    for (auto next = character_at(text, at); next.size > 0 && next.kind == Class::space;
         next = character_at(text, at)) {
        at += next.size;
    }
    return at;
}

/// `last` is the character that begins the word at `at`.
std::size_t end_of_word(std::string_view text, std::size_t at, Character last) {
    at += last.size;
    if (!is_wordlike(last.kind)) { return at; }
    for (auto next = character_at(text, at); next.size > 0; next = character_at(text, at)) {
        if (!is_wordlike(next.kind)) {
            const auto beyond = character_at(text, at + next.size);
            if (!joins(last, next, beyond)) { break; }
        }
        at += next.size;
        last = next;
        if (!is_wordlike(next.kind)) {
            last = character_at(text, at);
            at += last.size;
        }
    }
    return at;
}

}  // namespace

std::vector<Word> split_words(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = end_of_space(text, at);
        const auto first = character_at(text, begin);
        const auto end = first.size == 0 ? begin : end_of_word(text, begin, first);
        words.push_back({.space = text.substr(at, begin - at),
                         .text = text.substr(begin, end - begin),
                         .is_letters = is_wordlike(first.kind)});
        at = end;
    }
    return words;
}

}  // namespace peil::events
