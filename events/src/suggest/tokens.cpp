// Cutting text into sentences and tokens; UTF-8 is read character by character.
// SPDX-License-Identifier: EUPL-1.2
#include "tokens.hpp"

#include "../import/prose.hpp"

#include <algorithm>
#include <array>

namespace peil::events::suggest {

namespace {

using reading::code_point_at;

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

bool is_letter_at(std::string_view text, std::size_t at) {
    return at < text.size() && !is_digit_at(text, at) &&
           reading::is_letter_or_digit(code_point_at(text, at).value);
}

/// Marks that belong to a word when letters stand on both sides.
bool is_joint(char32_t value) {
    return value == U'-' || value == U'\u2010' || value == U'\u2011' || value == U'\'' ||
           value == U'\u2019' || value == U'/';
}

std::size_t end_of_address(std::string_view text, std::size_t at) {
    while (at < text.size() && !reading::is_space(text[at]) && text[at] != '>' && text[at] != ')') {
        ++at;
    }
    return at;
}

bool is_address(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    return rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
}

/// The end of the letters and digits from `at`, with the marks that join them.
std::size_t end_of_word(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto now = code_point_at(text, at);
        const bool is_raised = now.value == U'²' || now.value == U'³';
        if (is_raised || reading::is_letter_or_digit(now.value)) {
            at += now.size_bytes;
            continue;
        }
        if (!is_joint(now.value) || !is_letter_at(text, at + now.size_bytes)) { break; }
        at += now.size_bytes;
    }
    return at;
}

/// The end of the digits from `at`, with points and commas between digits.
std::size_t end_of_number(std::string_view text, std::size_t at) {
    while (is_digit_at(text, at) || (at < text.size() && (text[at] == '.' || text[at] == ',') &&
                                     is_digit_at(text, at + 1))) {
        ++at;
    }
    return at;
}

/// Whether letters are glued to the digits that end here: `20b`, `19-jarige`.
bool is_glued(std::string_view text, std::size_t end) {
    if (end >= text.size()) { return false; }
    const auto next = code_point_at(text, end);
    return is_letter_at(text, end) ||
           (is_joint(next.value) && is_letter_at(text, end + next.size_bytes));
}

std::string normal(std::string_view text) {
    auto lower = reading::lower_case(text);
    const std::array<std::pair<std::string_view, char>, 3> marks{
        {{"\u2010", '-'}, {"\u2011", '-'}, {"\u2019", '\''}}};
    for (const auto& [mark, plain] : marks) {
        for (auto at = lower.find(mark); at != std::string::npos; at = lower.find(mark)) {
            lower.replace(at, mark.size(), 1, plain);
        }
    }
    return lower;
}

struct Piece {
    TokenKind kind{};
    std::size_t end = 0;
};

Piece piece_at(std::string_view text, std::size_t at) {
    if (is_address(text, at)) { return {TokenKind::word, end_of_address(text, at)}; }
    if (is_digit_at(text, at)) {
        const auto end = end_of_number(text, at);
        if (!is_glued(text, end)) { return {TokenKind::number, end}; }
        return {TokenKind::word, end_of_word(text, end)};
    }
    if (is_letter_at(text, at)) { return {TokenKind::word, end_of_word(text, at)}; }
    return {TokenKind::mark, at + code_point_at(text, at).size_bytes};
}

/// Length of the white space at `at`, no-break spaces included.
std::size_t space_at(std::string_view text, std::size_t at) {
    const auto now = code_point_at(text, at);
    return reading::is_space(text[at]) || now.value == U'\u00a0' ? now.size_bytes : 0;
}

constexpr std::array<std::string_view, 44> abbreviations{
    "ca",      "nr",  "nrs",   "incl", "excl", "bijv", "bv",    "o.a",   "m.n",   "t.b.v", "i.v.m",
    "e.d",     "c.q", "d.w.z", "mr",   "dr",   "drs",  "ir",    "ing",   "prof",  "dhr",   "mw",
    "mevr",    "art", "blz",   "resp", "evt",  "zgn",  "t.a.v", "m.b.t", "n.a.v", "o.l.v", "i.p.v",
    "a.d.h.v", "max", "min",   "gem",  "st",   "tel",  "zg",    "t.o.v", "o.b.v", "i.s.m", "vgl"};

/// Whether the point at `at` belongs to an abbreviation or an initial.
bool abbreviates(std::string_view text, std::size_t at) {
    auto begin = at;
    while (begin > 0 && !reading::is_space(text[begin - 1]) && text[begin - 1] != '(') { --begin; }
    const auto word = text.substr(begin, at - begin);
    const bool is_initial = word.size() == 1 && !is_digit_at(word, 0);
    return is_initial || std::find(abbreviations.begin(), abbreviations.end(),
                                   reading::lower_case(word)) != abbreviations.end();
}

bool starts_anew(std::string_view rest) {
    const auto next = reading::trimmed(rest);
    return !next.empty() && !reading::starts_lower(next);
}

/// The end of the marks that close a sentence, from its point.
std::size_t after_closing(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto now = code_point_at(text, at);
        const bool closes = now.value == U'"' || now.value == U')' || now.value == U'\u2019' ||
                            now.value == U'\u201d' || now.value == U'\'' || text[at] == '.';
        if (!closes) { break; }
        at += now.size_bytes;
    }
    return at;
}

/// Whether a new main clause begins at a token: `; `, or `en` with a verb behind it.
bool begins_clause(const Tokens& tokens, std::size_t at) {
    constexpr std::array<std::string_view, 10> verbs{"zal",  "zullen", "wordt",  "worden", "is",
                                                     "zijn", "heeft",  "hebben", "staan",  "staat"};
    const auto& word = tokens[at].lower;
    if (word == ";" || word == ":") { return true; }
    if (word != "en" && word != "maar" && word != ",") { return false; }
    return std::find(verbs.begin(), verbs.end(), lower_at(tokens, at + 1)) != verbs.end();
}

}  // namespace

Tokens tokens_of(std::string_view sentence) {
    Tokens tokens;
    bool has_space = false;
    for (std::size_t at = 0; at < sentence.size();) {
        if (const auto space = space_at(sentence, at); space > 0) {
            has_space = true;
            at += space;
            continue;
        }
        const auto piece = piece_at(sentence, at);
        const auto text = sentence.substr(at, piece.end - at);
        tokens.push_back({.kind = piece.kind,
                          .lower = normal(text),
                          .text = text,
                          .begin = at,
                          .has_space = has_space,
                          .is_capital = reading::is_upper(code_point_at(text, 0).value)});
        has_space = false;
        at = piece.end;
    }
    return tokens;
}

std::vector<std::string_view> sentences_of(std::string_view text) {
    std::vector<std::string_view> sentences;
    std::size_t first = 0;
    const auto cut = [&](std::size_t end) {
        const auto sentence = reading::trimmed(text.substr(first, end - first));
        if (!sentence.empty()) { sentences.push_back(sentence); }
        first = end;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '.' && text[at] != '!' && text[at] != '?') { continue; }
        const auto end = after_closing(text, at + 1);
        const bool is_end = end < text.size() && reading::is_space(text[end]) &&
                            !(text[at] == '.' && abbreviates(text, at)) &&
                            starts_anew(text.substr(end));
        if (is_end) { cut(end); }
    }
    cut(text.size());
    return sentences;
}

const std::string& lower_at(const Tokens& tokens, std::size_t index) {
    static const std::string none;
    return index < tokens.size() ? tokens[index].lower : none;
}

const std::string& lower_before(const Tokens& tokens, std::size_t index) {
    return lower_at(tokens, index == 0 ? tokens.size() : index - 1);
}

bool stands_at(const Tokens& tokens, std::size_t index,
               std::initializer_list<std::string_view> words) {
    for (const auto word : words) {
        if (lower_at(tokens, index++) != word) { return false; }
    }
    return true;
}

bool stands_before(const Tokens& tokens, std::size_t index,
                   std::initializer_list<std::string_view> words) {
    return words.size() <= index && stands_at(tokens, index - words.size(), words);
}

bool has_any(const Tokens& tokens, std::initializer_list<std::string_view> words) {
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return std::find(words.begin(), words.end(), token.lower) != words.end();
    });
}

Tokens clause_around(const Tokens& tokens, std::size_t at) {
    auto first = at;
    while (first > 0 && !begins_clause(tokens, first)) { --first; }
    auto last = at + 1;
    while (last < tokens.size() && !begins_clause(tokens, last)) { ++last; }
    return {tokens.begin() + static_cast<std::ptrdiff_t>(first),
            tokens.begin() + static_cast<std::ptrdiff_t>(last)};
}

bool is_word(const Tokens& tokens, std::size_t index) {
    return index < tokens.size() && tokens[index].kind == TokenKind::word;
}

bool is_number(const Tokens& tokens, std::size_t index) {
    return index < tokens.size() && tokens[index].kind == TokenKind::number;
}

}  // namespace peil::events::suggest
