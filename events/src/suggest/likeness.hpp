// How much two texts speak of the same thing: by the words in them that carry meaning.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace peil::events::suggest {

using Words = std::set<std::string>;

/// A noun in one form for singular and plural: `persoon` and `personen` are both `person`.
[[nodiscard]] std::string stem(std::string word);
[[nodiscard]] Words stems_of(const Words& words);

/// The words of a text that carry meaning, in lower case.
[[nodiscard]] Words meaning_of(std::string_view text);

/// 0 to 100: how many of the words of two sets both have.
[[nodiscard]] int likeness(const Words& left, const Words& right);

}  // namespace peil::events::suggest
