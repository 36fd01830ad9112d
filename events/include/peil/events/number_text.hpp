// Numbers as a Dutch report prints them, points between thousands and a comma before decimals, or
// as an English one does; the sign of the currency before amounts; a line of blocks for a series.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/language.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// `6700000.50` as `6.700.000,50`, in English as `6,700,000.50`; a text that is no number stays.
[[nodiscard]] std::string number_text(std::string_view value, Language language = Language::nl);

/// A number as a person types it, `6,7` or `6.7`, with a point before decimals; what is no number
/// stays. Errors: malformed_content where a point may part thousands as well: `365.000`.
[[nodiscard]] core::Result<std::string> read_typed_number(std::string_view typed);

/// `€ 6.700.000`, `SEK 12,50`; without a currency the number alone.
[[nodiscard]] std::string amount_text(std::string_view value,
                                      const std::optional<std::string>& currency,
                                      Language language = Language::nl);

/// `circa 77`, `€ 6.700.000 (planned)`; a value that is withheld as `withheld`.
[[nodiscard]] std::string figure_text(const Figure& figure);

/// `+25`, `−3`, `0`: a difference of two values.
[[nodiscard]] std::string difference_text(std::string_view difference,
                                          const std::optional<std::string>& currency);

/// When a figure is of, as printed: `2 november 2016`, `from 2015 to 2016`, `up to 2016`,
/// `no date`.
[[nodiscard]] std::string reference_text(const Figure& figure, Language language = Language::en);

/// Two values, each with its qualifier or empty, and the unit of both or `dossiers → mensen`:
/// `circa 98 → 1.197 dossiers`, `98 dossiers → 197 mensen`, `€ 6.700.000 → € 7.000.000`.
struct ValuePair {
    std::string_view before;
    std::string_view after;
    std::string_view unit;
};
[[nodiscard]] std::string values_text(const ValuePair& values, Language language);

/// A block for each of the last values, `▁` to `█` between the least and the most; `│` for a break.
[[nodiscard]] std::string sparkline(const std::vector<FigureReference>& references,
                                    std::size_t count_max);

}  // namespace peil::events
