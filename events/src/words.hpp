// Cuts a text into words, numbers, and marks of punctuation, each with the white space before it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

namespace peil::events {

/// A piece of text that is compared as a whole. Views die with the text.
struct Word {
    std::string_view space;   ///< white space before it
    std::string_view text;    ///< never empty, but for the last word of a text that ends in space
    bool is_letters = false;  ///< a word or a number, not a mark
};

/// All words of a text; joined, they are the text, byte by byte. Bytes that are not UTF-8 are
/// marks of one byte each.
[[nodiscard]] std::vector<Word> split_words(std::string_view text);

}  // namespace peil::events
