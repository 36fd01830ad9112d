// Running text cut into sentences, and sentences into words, numbers, and marks.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::suggest {

enum class TokenKind { word, number, mark };

/// A word (`niet-EU`, `regio's`, `20b`), a number in digits (`1.940`, `6,7`), or one mark.
struct Token {
    TokenKind kind{};
    std::string lower{};      ///< in lower case, with plain hyphens and apostrophes
    std::string_view text{};  ///< as printed; dies with the sentence
    std::size_t begin = 0;    ///< offset in the sentence
    bool has_space = false;   ///< white space stands before it
    bool is_capital = false;
};

using Tokens = std::vector<Token>;

[[nodiscard]] Tokens tokens_of(std::string_view sentence);

/// The sentences of a text without white space around them. Abbreviations end none.
[[nodiscard]] std::vector<std::string_view> sentences_of(std::string_view text);

/// The word in lower case at an index; empty beyond either end.
[[nodiscard]] const std::string& lower_at(const Tokens& tokens, std::size_t index);

/// The word before an index; empty at the start.
[[nodiscard]] const std::string& lower_before(const Tokens& tokens, std::size_t index);

/// Whether these words stand at an index.
[[nodiscard]] bool stands_at(const Tokens& tokens, std::size_t index,
                             std::initializer_list<std::string_view> words);

/// Whether these words stand right before an index.
[[nodiscard]] bool stands_before(const Tokens& tokens, std::size_t index,
                                 std::initializer_list<std::string_view> words);

/// Whether any token of the sentence is one of these words.
[[nodiscard]] bool has_any(const Tokens& tokens, std::initializer_list<std::string_view> words);

/// The main clause around a token: a semicolon divides, or `en` with a verb behind it.
[[nodiscard]] Tokens clause_around(const Tokens& tokens, std::size_t at);

[[nodiscard]] bool is_word(const Tokens& tokens, std::size_t index);
[[nodiscard]] bool is_number(const Tokens& tokens, std::size_t index);

}  // namespace peil::events::suggest
