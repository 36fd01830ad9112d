// Which event set each field of a measure, and which corrections led to what holds.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/event.hpp>
#include <peil/events/origin.hpp>
#include <peil/events/view.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peil::events {

/// A correction or retraction that took part in what a field says.
struct BlamedCorrection {
    EventOrigin by;                     ///< the correction: who, when, why; it names the event
    std::string effective_before{};     ///< from when the corrected event held
    std::optional<std::string> said{};  ///< what that stated of the field, encoded; or nothing
};

/// One field and where its value comes from.
struct BlamedField {
    std::string subject{};  ///< `measure/8`; of a joint row that of its first number
    Field field{};
    std::string name{};  ///< `planning`; of other subjects `milestone/8.plan`, and of its parts
                         ///< `milestone/8.plan due`
    std::optional<std::string> value{};   ///< encoded; nothing: what was stated no longer counts
    std::optional<EventOrigin> origin{};  ///< the event that states the value
    std::vector<BlamedCorrection> corrections{};  ///< in the order of recording
};

/// The fields of a measure at a moment, in the order of Field, then its series, figures and
/// milestones; of a milestone the last event, then what that does not say itself: its text, due
/// date, owner and paper, with the events that do.
/// Empty if the measure is not registered then. With an edition, only the cells that it prints, and
/// the milestones, series and figures that were known when it was published.
/// Errors: those of read_event(). Cost: a few lookups a field, whatever the length of history.
[[nodiscard]] core::Result<std::vector<BlamedField>> blame_measure(const View& view,
                                                                   const std::string& number,
                                                                   const ResolvedQuestion& point);

/// The contract of `fields` of `peil blame --format json`; additions are free.
[[nodiscard]] boost::json::array to_json(const std::vector<BlamedField>& fields);

}  // namespace peil::events
