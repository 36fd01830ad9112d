// Phrases are kept as 64-bit hashes (FNV-1a of the hashes of their words).
// SPDX-License-Identifier: EUPL-1.2
#include "phrase_index.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <string>

namespace peil::tidy {

namespace {

constexpr std::uint64_t fnv_start = 14695981039346656037U;
constexpr std::uint64_t fnv_prime = 1099511628211U;

struct Word {
    std::size_t offset = 0;
    std::uint64_t hash = fnv_start;
};

struct Character {
    utf8proc_int32_t code_point = -1;
    std::size_t size = 1;
};

Character next_character(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) { return {first, 1}; }
    Character character;
    const auto size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &character.code_point);
    if (size > 0) { character.size = static_cast<std::size_t>(size); }
    return character;
}

bool in_word(utf8proc_int32_t code_point) {
    if (code_point < 0) { return false; }
    const auto category = utf8proc_category(code_point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) ||
           code_point == '_';
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    return (hash ^ value) * fnv_prime;
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = next_character(text.substr(at));
        const bool belongs = in_word(character.code_point);
        if (belongs && !inside) { words.push_back({at, fnv_start}); }
        if (belongs) {
            const auto lowered = utf8proc_tolower(character.code_point);
            words.back().hash = mixed(words.back().hash, static_cast<std::uint64_t>(lowered));
        }
        inside = belongs;
        at += character.size;
    }
    return words;
}

std::uint64_t phrase_hash(const Word* first) {
    auto hash = fnv_start;
    std::for_each(first, first + PhraseIndex::words_per_phrase,
                  [&](const Word& word) { hash = mixed(hash, word.hash); });
    return hash;
}

/// The text with tags (`<…>`) and the escapes of white space blanked, equally long.
std::string without_markup(std::string_view text) {
    std::string plain(text);
    for (std::size_t at = 0; at < plain.size(); ++at) {
        if (plain[at] == '\\' && at + 1 < plain.size() &&
            std::string_view("nrt").find(plain[at + 1]) != std::string_view::npos) {
            plain.replace(at, 2, "  ");
        }
        if (plain[at] != '<') { continue; }
        const auto close = plain.find('>', at);
        if (close == std::string::npos) { continue; }
        plain.replace(at, close - at + 1, close - at + 1, ' ');
    }
    return plain;
}

}  // namespace

void PhraseIndex::add(std::string_view text) {
    add_words(text);
    add_words(without_markup(text));
}

std::vector<std::size_t> PhraseIndex::find(std::string_view text) const {
    std::vector<std::size_t> found;
    if (empty()) { return found; }
    find_words(text, found);
    find_words(without_markup(text), found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void PhraseIndex::add_words(std::string_view text) {
    const auto words = words_of(text);
    for (std::size_t i = 0; i + words_per_phrase <= words.size(); ++i) {
        phrases_.insert(phrase_hash(&words[i]));
    }
}

void PhraseIndex::find_words(std::string_view text, std::vector<std::size_t>& found) const {
    const auto words = words_of(text);
    bool running = false;
    for (std::size_t i = 0; i + words_per_phrase <= words.size(); ++i) {
        const bool known = phrases_.contains(phrase_hash(&words[i]));
        if (known && !running) { found.push_back(words[i].offset); }
        running = known;
    }
}

}  // namespace peil::tidy
