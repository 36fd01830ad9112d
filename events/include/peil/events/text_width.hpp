// Text on a terminal: how many columns it takes, where its lines break, and which characters of
// it may not reach the terminal at all.
// Source: Unicode Standard Annex #11 (East Asian width), by utf8proc.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Columns that the text takes: 0 for combining characters, 2 for wide ones, 1 for each byte that
/// is not UTF-8. Escape sequences are not known: measure before colouring.
[[nodiscard]] int display_width(std::string_view text);

/// The text in lines of at most `width` columns (at least 1), broken at spaces; a longer word is
/// broken after its own dashes, else between letters with a dash; one that is no plain word (an
/// address, a hash) is cut. Line breaks in the text stay, and runs of spaces become one.
/// At least one line, which may be empty.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, int width);

/// The text with U+FFFD for every character that a terminal would obey instead of show: controls
/// other than the line break, marks that turn the direction of writing, separators of lines, and
/// bytes that are not UTF-8. A tab becomes a space.
[[nodiscard]] std::string printable(std::string_view text);

/// The text and as many spaces as it lacks to `width` columns.
[[nodiscard]] std::string pad(std::string_view text, int width);

}  // namespace peil::events
