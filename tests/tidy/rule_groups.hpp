// The groups from which the table of rules is put together, one source file each.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "phrase_index.hpp"
#include "rules.hpp"

#include <vector>

namespace peil::tidy {

/// Arrows between folders and who may include which library.
[[nodiscard]] std::vector<Rule> include_rules();

/// Words that may not stand in code.
[[nodiscard]] std::vector<Rule> word_rules();

/// How large a file, a function and a line may be, and what a file opens with.
[[nodiscard]] std::vector<Rule> shape_rules();

/// What no text of the repository may say.
[[nodiscard]] std::vector<Rule> text_rules(const PhraseIndex& foreign);

}  // namespace peil::tidy
