// Between events and the drafts and envelopes of the ledger.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/envelope.hpp>
#include <peil/core/error.hpp>
#include <peil/core/ledger.hpp>
#include <peil/events/event.hpp>
#include <peil/events/kind.hpp>

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// An event with what stands around it in the ledger.
struct RecordedEvent {
    core::Envelope envelope;   ///< `data` holds digests
    boost::json::object data;  ///< with the values of the disclosures that are present
    Event event;
};

/// The type that an event is recorded under.
[[nodiscard]] std::string_view type_of(const Event& event);

/// `data` of an event, with values in their places. UnknownEvent has none.
[[nodiscard]] boost::json::object to_data(const Event& event);

/// The event with this type and these revealed members. Members that are withheld come out empty.
/// An unknown type gives UnknownEvent. Errors: malformed_content names the first violation.
[[nodiscard]] core::Result<Event> from_data(std::string_view type, const boost::json::object& data);

/// What stands around an event that is to be recorded.
struct DraftFrame {
    std::string effective;
    std::string actor;
    std::string id{};
    std::optional<Source> source{};
};

/// The draft of an event: its members divided into those shown and those disclosed apart.
[[nodiscard]] core::Draft to_draft(const Event& event, const DraftFrame& frame);

/// The event with this number. Errors: those of Snapshot::envelope() and reveal_data(),
/// malformed_content, must_understand for an unknown event that is marked so.
[[nodiscard]] core::Result<RecordedEvent> read_event(const core::Snapshot& snapshot,
                                                     std::uint64_t sequence);

[[nodiscard]] boost::json::array to_json(const std::vector<std::string>& numbers);
[[nodiscard]] boost::json::array to_json(const Blocks& blocks);
[[nodiscard]] boost::json::array to_json(const std::vector<Footnote>& footnotes);
[[nodiscard]] boost::json::object to_json(const PartialDate& date);

}  // namespace peil::events
