// Numbers as a Dutch report prints them: points between thousands, a comma before decimals, the
// sign of the currency before amounts; and a line of blocks for a series of them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/figure.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// `6700000.50` as `6.700.000,50`; a text that is no number stays as it is.
[[nodiscard]] std::string number_text(std::string_view value);

/// `€ 6.700.000`, `SEK 12,50`; without a currency the number alone.
[[nodiscard]] std::string amount_text(std::string_view value,
                                      const std::optional<std::string>& currency);

/// `circa 77`, `€ 6.700.000 (planned)`; a value that is withheld as `withheld`.
[[nodiscard]] std::string figure_text(const Figure& figure);

/// `+25`, `−3`, `0`: a difference of two values.
[[nodiscard]] std::string difference_text(std::string_view difference,
                                          const std::optional<std::string>& currency);

/// When a figure is of, as printed: `2 november 2016`, `from 2015 to 2016`, `no date`.
[[nodiscard]] std::string reference_text(const Figure& figure);

/// A block for each of the last values, `▁` to `█` between the least and the most; `│` for a break.
[[nodiscard]] std::string sparkline(const std::vector<FigureReference>& references,
                                    std::size_t count_max);

}  // namespace peil::events
