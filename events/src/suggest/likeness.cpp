// Sets of words, compared by how many they share.
// SPDX-License-Identifier: EUPL-1.2
#include "likeness.hpp"

#include "tokens.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <iterator>

namespace peil::events::suggest {

std::string stem(std::string word) {
    for (const std::string_view ending : {"en", "s", "'s"}) {
        if (word.size() > ending.size() + 3 && word.ends_with(ending)) {
            word.resize(word.size() - ending.size());
            break;
        }
    }
    const auto size = word.size();
    const bool is_double = size >= 4 && word[size - 2] == word[size - 3] &&
                           std::string_view("aeou").find(word[size - 2]) != std::string_view::npos;
    if (is_double) { word.erase(size - 2, 1); }
    return word;
}

Words stems_of(const Words& words) {
    Words stems;
    for (const auto& word : words) { stems.insert(stem(word)); }
    return stems;
}

Words meaning_of(std::string_view text) {
    Words words;
    for (const auto& token : tokens_of(text)) {
        const bool is_content = token.kind == TokenKind::word && !is_function_word(token.lower) &&
                                token.lower.size() > 2;
        if (is_content) { words.insert(token.lower); }
    }
    return words;
}

int likeness(const Words& left, const Words& right) {
    if (left.empty() || right.empty()) { return left.empty() && right.empty() ? 100 : 0; }
    Words both;
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                          std::inserter(both, both.end()));
    return static_cast<int>(200 * both.size() / (left.size() + right.size()));
}

}  // namespace peil::events::suggest
