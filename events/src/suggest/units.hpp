// What a number counts, and how exactly: the noun after it with its adjectives, and the words
// before it such as `circa` or `ten minste`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "numbers.hpp"

#include <optional>
#include <string>

namespace peil::events::suggest {

struct Unit {
    std::string noun{};       ///< as printed: `aanvragen`, `personen en organisaties`, or `EUR`
    std::string modifiers{};  ///< as printed: `nieuwe`, `aan regels gebonden`
    std::size_t last = 0;     ///< one past its last token
};

/// The unit of a number; nothing if no noun follows.
[[nodiscard]] std::optional<Unit> unit_of(const Tokens& tokens, const Number& number);

/// Index of the first token of the qualifier before a number; that of the number without one.
[[nodiscard]] std::size_t before_qualifier(const Tokens& tokens, const Number& number);

/// `meer dan`, as printed, if such words stand right before the number.
[[nodiscard]] std::optional<std::string> qualifier_of(std::string_view sentence,
                                                      const Tokens& tokens, const Number& number);

}  // namespace peil::events::suggest
