// The series of a figure that a person kept: registering it, and marking a break where it counts
// something else from now on.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/event.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/suggestion.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace peil::events::suggest {

/// The basis of what was found in a text.
constexpr std::string_view basis_suggested = "suggested";

/// How many digits stand behind the point.
[[nodiscard]] std::uint32_t decimals_of(const std::string& value);

/// `cumulative`, `per-period` or `level`: how a series counts that a figure is the first of.
[[nodiscard]] std::string counting_of(const Suggestion& figure);

/// What a figure is of once it was kept, in a series that counts so.
[[nodiscard]] FigureScope scope_of(const Suggestion& figure, std::string counting);

/// The series that a figure is the first of.
[[nodiscard]] SeriesRegistered series_of(const Suggestion& figure);

/// Whether the unit of a figure is none that values of this definition can have.
[[nodiscard]] bool has_other_unit(const Suggestion& figure, const SeriesDefinition& definition);

/// The break that a figure starts: its unit is another, or its doubt says what else is counted
/// otherwise, which is then the reason. Nothing if it counts the same.
[[nodiscard]] std::optional<SeriesRedefined> break_before(const Suggestion& figure,
                                                          const SeriesDefinition& definition);

}  // namespace peil::events::suggest
