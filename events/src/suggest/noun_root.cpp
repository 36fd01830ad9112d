// Dutch plurals: the rules of spelling, and lists of the nouns that do not follow them.
// SPDX-License-Identifier: EUPL-1.2
#include "noun_root.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peil::events::suggest {

namespace {

constexpr std::size_t root_size_min = 3;

/// Nouns whose plural ends in -eren.
constexpr std::array<std::string_view, 12> plurals_in_eren{
    "kind", "blad", "lied", "rad", "volk", "goed", "rund", "kalf", "lam", "ei", "kled", "gelid"};

/// Nouns whose vowel changes in the plural, as it is left without its ending.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> changed_vowels{
    {{"sted", "stad"}, {"schep", "schip"}, {"led", "lid"}, {"smed", "smid"}, {"hed", "heid"}}};

void drop_end(std::string& word, std::string_view ending) {
    if (word.ends_with(ending) && word.size() >= ending.size() + root_size_min) {
        word.resize(word.size() - ending.size());
    }
}

bool is_consonant(char letter) {
    return letter >= 'a' && letter <= 'z' &&
           std::string_view("aeiou").find(letter) == std::string_view::npos;
}

/// `gevall` is `geval`, `briev` is `brief`, `huiz` is `huis`.
void respell_end(std::string& word) {
    const auto size = word.size();
    if (size < root_size_min) { return; }
    char& last = word.back();
    if (last == word[size - 2] && is_consonant(last)) { word.pop_back(); }
    char& end = word.back();
    if (end == 'v') { end = 'f'; }
    if (end == 'z') { end = 's'; }
}

bool drop_eren(std::string& word) {
    constexpr std::string_view ending = "er";
    if (!word.ends_with(ending)) { return false; }
    auto shorter = word.substr(0, word.size() - ending.size());
    respell_end(shorter);
    const bool is_listed =
        std::any_of(plurals_in_eren.begin(), plurals_in_eren.end(),
                    [&](std::string_view noun) { return shorter.ends_with(noun); });
    if (is_listed) { word = std::move(shorter); }
    return is_listed;
}

void restore_vowel(std::string& word) {
    for (const auto& [changed, plain] : changed_vowels) {
        if (!word.ends_with(changed)) { continue; }
        word.replace(word.size() - changed.size(), changed.size(), plain);
        return;
    }
}

}  // namespace

std::string noun_root(std::string word) {
    word = stem(std::move(word));
    drop_end(word, "'");
    drop_end(word, "\u2019");
    if (drop_eren(word)) { return word; }
    respell_end(word);
    drop_end(word, "s");
    drop_end(word, "e");
    respell_end(word);
    restore_vowel(word);
    return word;
}

Words roots_of(const Words& words) {
    Words roots;
    for (const auto& word : words) { roots.insert(noun_root(word)); }
    return roots;
}

bool is_same_unit(std::string_view left, std::string_view right) {
    return roots_of(meaning_of(left)) == roots_of(meaning_of(right));
}

}  // namespace peil::events::suggest
