// What the words round a number say of it, beside its unit: whether two figures are told alike, and
// whether a number is how much there is or how much that changed.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "likeness.hpp"
#include "numbers.hpp"
#include <peil/events/suggestion.hpp>

#include <optional>
#include <string_view>

namespace peil::events::suggest {

enum class Amount {
    whole,  ///< `er zijn 40 molens`
    more,   ///< `een toename van 30%`, `nog eens 4 molens`, `met 5.000 euro verhoogd`
    less    ///< `een daling van 12%`, `9% minder`
};

/// The number of a figure among the tokens of its quote.
[[nodiscard]] std::optional<Number> number_in_quote(const Suggestion& figure, const Tokens& tokens);

/// Whether a figure is all there is; a number that is not found in its quote is a whole.
[[nodiscard]] Amount amount_of(const Suggestion& figure);

/// `gestegen`, `verlaagd`: a participle that tells of how much came or went.
[[nodiscard]] bool tells_of_change(std::string_view lower);

/// The words that carry meaning in the clause round the number, without those of its unit, in the
/// form of stem().
[[nodiscard]] Words words_round(const Suggestion& figure);

}  // namespace peil::events::suggest
