// In what a figure differs from the series that it seems to continue, as a doubt says it: `other
// unit: gevallen, before personen`. Written by matching, read where a suggestion is accepted.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::suggest {

struct Difference {
    std::string about{};  ///< `unit`, `population`, `period`, …, or what a person wrote
    std::string now{};    ///< may be empty
    std::string before{};
};

constexpr std::string_view about_unit = "unit";
constexpr std::string_view about_population = "population";
constexpr std::string_view about_condition = "condition";
constexpr std::string_view about_length = "period length";
constexpr std::string_view about_start = "start of the period";
constexpr std::string_view about_period = "period";

/// `other unit: gevallen, before personen`.
[[nodiscard]] std::string in_words(const Difference& difference);

/// The parts of a doubt that begin with `other`: what they say is counted otherwise. Other doubts
/// are none of these.
[[nodiscard]] std::vector<Difference> differences_in(const std::optional<std::string>& doubt);

}  // namespace peil::events::suggest
