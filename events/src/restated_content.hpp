// What is known later of the series, figures and milestones of an edition.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "content_subjects.hpp"
#include <peil/events/restatement.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peil::events {

/// The moments between which an edition is restated.
struct RestatedSpan {
    Moment then;                  ///< what it was drawn from
    Moment now;                   ///< the same date, as it is known later
    std::uint64_t published = 0;  ///< number of the event that published it
    std::string printed{};        ///< all texts that it printed of the measure, with single spaces
};

/// The event that makes the difference between what held then and what holds now of a subject whose
/// events add up: the last late one, or the last that voided an earlier one. 0 if neither.
[[nodiscard]] std::uint64_t event_between(const FactSource& facts, FactKey key,
                                          const RestatedSpan& span);
/// The last of the events up to `known` that voided an event, and what voided it, in turn; 0 if
/// none did.
[[nodiscard]] std::uint64_t last_voider(const FactSource& facts, std::uint64_t sequence,
                                        std::uint64_t known);

/// What is known otherwise of the series, figures and milestones of a measure; edition and the
/// event's origin, but for its number, are the caller's to fill in. A figure is of the time of its
/// date or period, whenever it was reported. What only records words that were printed, such as a
/// suggestion that was accepted after the import, restates nothing.
[[nodiscard]] std::vector<Restatement> restated_content(const FactSource& facts,
                                                        const ContentSubjects& subjects,
                                                        const std::string& measure,
                                                        const RestatedSpan& span);

}  // namespace peil::events
