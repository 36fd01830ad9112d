// Planning: the days that a printed planning names, and whether a later one comes later.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "change_list.hpp"
#include <peil/events/partial_date.hpp>

#include <optional>
#include <string_view>

namespace peil::events::changes {

/// From the first to the last day that the dates in a text may mean; `2016/2017` is two years.
/// Nothing where it names no date, as in `doorlopend`.
[[nodiscard]] std::optional<PartialDate> dates_in(std::string_view text);

enum class DateMove : std::uint8_t { none, slipped, advanced };

/// Slipped: it begins later and ends later; so `2017` has not slipped where `maart 2017` follows.
[[nodiscard]] DateMove move_between(const PartialDate& before, const PartialDate& after);

/// Printed planning and status of a measure, where both matrices show them.
void compare_planning(const MeasurePair& pair, ChangeList& list);

}  // namespace peil::events::changes
