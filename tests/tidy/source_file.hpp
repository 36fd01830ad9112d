// A file of the tree as the rules see it: its kind, its lines, its includes, and for C++ the same
// text with comments and literals blanked, so that a word in a comment is not taken for code.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace peil::tidy {

/// What was read from disk; `path` is relative to the root, with slashes.
struct File {
    std::string path;
    std::string content;
};

/// `script` is what a browser reads (JavaScript, CSS); `text` is everything else.
enum class Kind { cpp, cmake, shell, script, text };

/// One `#include`, with the target between the quotes or brackets.
struct Include {
    std::size_t line = 0;
    std::string target;
    bool angled = false;
};

/// The three views are equally long and break lines at the same places.
struct SourceFile {
    std::string path;
    Kind kind = Kind::text;
    std::string text;      ///< as read
    std::string code;      ///< comments, literals and includes blanked; as read if not C++
    std::string comments;  ///< only the comments; empty if not C++
    std::vector<Include> includes;
    std::vector<std::size_t> line_starts;

    /// The one-based line in which the byte at `offset` lies.
    [[nodiscard]] std::size_t line_of(std::size_t offset) const;
    /// The lines of one of the three views, without their line feeds.
    [[nodiscard]] std::vector<std::string_view> lines(std::string_view view) const;
};

/// The file with its views. Never fails: an unterminated literal ends at the end of its line.
[[nodiscard]] SourceFile make_source_file(File file);

/// Whether the character can stand in an identifier; bytes beyond ASCII can.
[[nodiscard]] bool is_word_character(char character);

/// Where `word` stands in `code`, not as a part of a longer identifier.
[[nodiscard]] std::vector<std::size_t> find_words(std::string_view code, std::string_view word);

/// The columns that a line of UTF-8 takes in a terminal; a tab counts as four.
[[nodiscard]] std::size_t display_width(std::string_view line);

/// ASCII capitals made small; everything else as it was.
[[nodiscard]] std::string lower_case(std::string_view text);

/// The text without white space at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace peil::tidy
