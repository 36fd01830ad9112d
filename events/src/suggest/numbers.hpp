// Numbers in running Dutch: digits with points and commas, words such as `twaalf`, and amounts in
// `duizend`, `miljoen`, `miljard`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tokens.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::suggest {

/// A number and the tokens it takes: [first, last).
struct Number {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string value{};          ///< `6700000`, `4.3`
    bool is_in_words = false;     ///< `twaalf`, `drietal`
    bool is_bare_digits = false;  ///< digits only: could be a year
};

/// The value of a number in words up to 999,999: `negen`, `tweeëntwintig`, `drieduizend`. Nothing
/// for `een`, which is an article as well.
[[nodiscard]] std::optional<std::uint32_t> number_in_words(std::string_view lower);

/// The number that starts at a token.
[[nodiscard]] std::optional<Number> number_at(const Tokens& tokens, std::size_t index);

/// Every number that a text says, in its order: as number_at() reads them, and where digits are
/// parted in the English way, as those are read. `een` may be one.
[[nodiscard]] std::vector<std::string> numbers_said(std::string_view text);

}  // namespace peil::events::suggest
