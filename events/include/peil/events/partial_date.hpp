// Dates as people print them: a day, a month, a year, or words such as `eind 2017`. Each is kept as
// it was printed, beside the days that it may mean.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace peil::events {

/// A text as printed, and the first and the last day that it may mean: `2017-01-01`, both included.
struct PartialDate {
    std::string text{};
    std::string from{};
    std::string to{};
    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// Reads `2017`, `2017-03`, `2017-03-15`, `maart 2017`, `2 november 2016`, and Dutch and English
/// words for a part of a year or month (`eind 2017`: its last quarter; `medio 2017`: May to August;
/// `begin 2017`: its first quarter; halves, quarters, seasons), with words such as `in de`, `per`,
/// `van` around them. Nothing for any other text. Dates that are recorded keep their days, so what
/// this understands may grow.
[[nodiscard]] std::optional<PartialDate> parse_partial_date(std::string_view text);

/// The partial date of one day, `2017-03-15`, printed so.
[[nodiscard]] PartialDate partial_date_of_day(std::string_view day);

}  // namespace peil::events
