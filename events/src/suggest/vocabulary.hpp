// Closed classes of Dutch words: what never is a noun, a length of time, or the name of a number.
// These are lists of the grammar, not of the subject of any programme.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>

namespace peil::events::suggest {

/// Articles, pronouns, prepositions, conjunctions, adverbs, and common verbs: no noun that is
/// counted.
[[nodiscard]] bool is_function_word(std::string_view lower);

[[nodiscard]] bool is_preposition(std::string_view lower);

/// `jaar`, `maanden`, `uur`: how long, not how many.
[[nodiscard]] bool is_length_of_time(std::string_view lower);

/// A noun after which a number is a name: `artikel 14`, `maatregel 3`, `fase 2`.
[[nodiscard]] bool names_by_number(std::string_view lower);

/// Whether a word has the shape of a past participle: `geplaatst`, `versterkt`, `opgeleverd`.
[[nodiscard]] bool looks_like_participle(std::string_view lower);

/// Whether a word is the past participle of a strong verb: `gesloten`, `overgegaan`, `deelgenomen`.
[[nodiscard]] bool is_strong_participle(std::string_view lower);

/// Whether a word has the shape of an inflected adjective: `nieuwe`, `deelnemende`.
[[nodiscard]] bool looks_like_adjective(std::string_view lower);

/// Whether a word has the shape of a noun in the plural, or is a unit that takes none.
[[nodiscard]] bool looks_like_plural(std::string_view lower);

}  // namespace peil::events::suggest
