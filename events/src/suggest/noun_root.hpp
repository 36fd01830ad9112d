// What a noun has in common in singular and plural: one person and three persons are one unit.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "likeness.hpp"

#include <string>
#include <string_view>

namespace peil::events::suggest {

/// `person` of `persoon` and `personen`, `kind` of `kind` and `kinderen`. No word, but the same for
/// both by the rules of Dutch spelling and by its few irregular plurals; goes further than stem(),
/// which compares words of whole sentences.
[[nodiscard]] std::string noun_root(std::string word);
[[nodiscard]] Words roots_of(const Words& words);

/// Whether two units are the same but for singular and plural.
[[nodiscard]] bool is_same_unit(std::string_view left, std::string_view right);

}  // namespace peil::events::suggest
