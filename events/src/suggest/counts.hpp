// The numbers of a sentence that count something, with the noun that they count. A number may be a
// name, a date, a length of time, or mere style; and its noun may stand elsewhere.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "numbers.hpp"
#include "periods.hpp"
#include "setting.hpp"
#include "units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::suggest {

/// What the sentences before have told, in the same paragraph.
struct ToldBefore {
    std::string_view sentence{};        ///< the last one
    std::vector<Date> dates{};          ///< of all
    std::optional<std::string> unit{};  ///< of the last figure
};

/// A sentence with what was read in it.
struct Sentence {
    std::string_view text;
    Tokens tokens;
    std::vector<Period> past;    ///< its periods, dates without a year read as gone by
    std::vector<Period> future;  ///< the same, read as to come
    std::vector<Date> dates;
    Day today;
    const Setting& setting;
    std::string_view before;                 ///< the sentence before, in the same paragraph
    std::optional<std::string> unit_before;  ///< of the last figure of the paragraph so far
};

[[nodiscard]] Sentence read_sentence(std::string_view text, const Setting& setting,
                                     const ToldBefore& told);

/// A number that counts something.
struct Count {
    Number number;
    Unit unit;
    bool is_part = false;       ///< `waarvan 29 …`
    bool has_own_unit = false;  ///< the noun stands behind it
};

/// In the order of the text.
[[nodiscard]] std::vector<Count> counts_of(const Sentence& sentence);

/// Whether a token is part of a date.
[[nodiscard]] bool is_in_date(const Sentence& sentence, std::size_t at);

}  // namespace peil::events::suggest
