// What a date says of a figure: the day it was counted, the time it was counted over, or since
// when. `sinds mei 2019`, `(peildatum 3 mei 2021)`, `in 2019 en 2020`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dates.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peil::events::suggest {

enum class PeriodKind { reference, span };

/// The tokens it takes are [first, last), with the words that lead to the date.
struct Period {
    std::size_t first = 0;
    std::size_t last = 0;
    PeriodKind kind{};
    bool is_stated_reference = false;   ///< `peildatum …`
    bool is_unclear = false;            ///< its year is not printed, and could be the next
    bool is_compared = false;           ///< only named to be compared with: `ten opzichte van 2019`
    std::optional<std::string> from{};  ///< of a span
    std::optional<std::string> to{};    ///< of a span, or the day of reference
};

/// Where a date without a year lies, seen from the report.
enum class Side { past, future };

/// The periods that the dates of a sentence make, in order.
[[nodiscard]] std::vector<Period> find_periods(const Tokens& tokens, const std::vector<Date>& dates,
                                               Side side, Day today);

/// Months that a period with a start and an end takes; nothing if it lacks one.
[[nodiscard]] std::optional<int> months_between(const std::optional<std::string>& from,
                                                const std::optional<std::string>& to);

}  // namespace peil::events::suggest
