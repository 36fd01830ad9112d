// Rules about running text that both layouts share: white space, the ends and starts of sentences,
// and how two pieces of a broken line are joined. They look at shape only, never at a word.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::reading {

/// One character of valid UTF-8 and the bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::size_t size_bytes = 1;
};

/// The character at byte `offset`, which lies in `text`. Invalid bytes count as one character each.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);

/// The character that ends at byte `end`, with 0 < end ≤ text.size().
[[nodiscard]] CodePoint code_point_before(std::string_view text, std::size_t end);

[[nodiscard]] bool is_space(char byte);
[[nodiscard]] bool is_upper(char32_t value);
[[nodiscard]] bool is_lower(char32_t value);
[[nodiscard]] bool is_letter_or_digit(char32_t value);

/// `text` in lower case, letter by letter.
[[nodiscard]] std::string lower_case(std::string_view text);

/// `text` without white space at either end.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Whether `text` is white space only, no-break spaces included.
[[nodiscard]] bool is_blank(std::string_view text);

/// `text` with every run of white space (also no-break spaces) as one space, trimmed.
[[nodiscard]] std::string collapsed(std::string_view text);

/// The words of `text`, divided by white space; views into `text`.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);
[[nodiscard]] std::string_view first_word(std::string_view text);

/// Whether `text` ends in . ! ? … or :, with closing quotes and brackets behind it left aside.
[[nodiscard]] bool ends_sentence(std::string_view text);

/// Whether `text` ends as an item of a list ends: as a sentence, or in a semicolon.
[[nodiscard]] bool ends_item(std::string_view text);

/// Whether a whole text may end as `text` does: in . ! ? or …, closing quotes left aside.
[[nodiscard]] bool ends_text(std::string_view text);

/// Whether `text` ends in a mark that announces more, such as a comma, a colon or a hyphen.
[[nodiscard]] bool announces_more(std::string_view text);

/// Whether the first letter of `text` is lower case, with opening quotes and brackets left aside.
[[nodiscard]] bool starts_lower(std::string_view text);

/// Whether the first letter of `text` is a capital, with opening quotes and brackets left aside.
[[nodiscard]] bool starts_upper(std::string_view text);

/// Appends the continuation of a broken line: with one space, or without if `text` ends in a
/// hyphen that no space follows. A hanging hyphen ("aan- en afvoer") keeps its space.
void append_piece(std::string& text, std::string_view next);

/// Whether `text` holds dashes only: what stands in a cell with nothing in it.
[[nodiscard]] bool is_filler(std::string_view text);

[[nodiscard]] bool is_digits(std::string_view text);

/// The value of one to nine digits and nothing else.
[[nodiscard]] std::optional<std::uint32_t> parse_decimal(std::string_view text);

/// At most 40 characters of `text` in quotation marks, for messages; control characters as spaces.
[[nodiscard]] std::string excerpt(std::string_view text);

}  // namespace peil::events::reading
