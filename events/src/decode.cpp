// From revealed members back to an event.
// SPDX-License-Identifier: EUPL-1.2
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/error.hpp>

#include <algorithm>
#include <array>

namespace peil::events {

namespace {

namespace json = boost::json;

using Decoder = Event (*)(const json::object&);

/// One decoder a kind, in the order of the table of kinds.
constexpr std::array<Decoder, 30> decoders{
    [](const json::object& data) -> Event {
        return ProgrammeDefined{read_text(data, "title"), read_text(data, "origin"),
                                read_text(data, "logKey")};
    },
    [](const json::object& data) -> Event { return ProgrammeRenamed{read_text(data, "title")}; },
    [](const json::object& data) -> Event {
        return ChapterDefined{read_number(data, "chapter"), find_text(data, "title")};
    },
    [](const json::object& data) -> Event {
        return ChapterRenamed{read_number(data, "chapter"), read_text(data, "title")};
    },
    [](const json::object& data) -> Event {
        return MeasureRegistered{read_text(data, "measure"), read_number(data, "chapter"),
                                 read_text(data, "description")};
    },
    [](const json::object& data) -> Event {
        return SubMeasureRegistered{read_text(data, "measure"), read_text(data, "parent"),
                                    read_text(data, "description")};
    },
    [](const json::object& data) -> Event {
        return MeasureReworded{read_text(data, "measure"), read_text(data, "description")};
    },
    [](const json::object& data) -> Event {
        return MeasureMoved{read_text(data, "measure"), read_number(data, "chapter")};
    },
    [](const json::object& data) -> Event { return MeasuresJoined{read_texts(data, "measures")}; },
    [](const json::object& data) -> Event {
        return MeasuresSeparated{read_texts(data, "measures")};
    },
    [](const json::object& data) -> Event {
        return MeasureClosed{read_text(data, "measure"), read_text(data, "ground"),
                             find_text(data, "into"), find_text(data, "reason")};
    },
    [](const json::object& data) -> Event {
        return MeasureReopened{read_text(data, "measure"), read_text(data, "reason")};
    },
    [](const json::object& data) -> Event {
        return PlanningSet{read_text(data, "measure"), read_text(data, "planning")};
    },
    [](const json::object& data) -> Event {
        return StatusSet{read_text(data, "measure"), read_text(data, "status")};
    },
    [](const json::object& data) -> Event {
        return ProgressReported{read_text(data, "measure"), read_blocks(data, "progress")};
    },
    [](const json::object& data) -> Event {
        const auto* footnotes = data.if_contains("footnotes");
        return FootnotesSet{read_text(data, "measure"), footnotes != nullptr
                                                            ? read_footnotes(*footnotes)
                                                            : std::vector<Footnote>{}};
    },
    [](const json::object& data) -> Event {
        return SeriesRegistered{
            read_text(data, "series"),   read_text(data, "measure"), read_text(data, "label"),
            read_text(data, "unit"),     find_text(data, "counts"),  read_text(data, "counting"),
            find_text(data, "currency"), read_number(data, "scale"), read_basis(data)};
    },
    [](const json::object& data) -> Event {
        return SeriesRedefined{read_text(data, "series"),   find_text(data, "label"),
                               find_text(data, "unit"),     find_text(data, "counts"),
                               find_text(data, "counting"), find_text(data, "currency"),
                               find_number(data, "scale"),  read_text(data, "reason")};
    },
    [](const json::object& data) -> Event { return read_figure(data); },
    [](const json::object& data) -> Event {
        return MilestoneExpected{read_text(data, "milestone"),
                                 read_text(data, "measure"),
                                 read_text(data, "text"),
                                 find_partial_date(data, "due").value_or(PartialDate{}),
                                 find_text(data, "owner"),
                                 find_text(data, "paper"),
                                 read_basis(data)};
    },
    [](const json::object& data) -> Event {
        return MilestoneMoved{read_text(data, "milestone"),
                              find_partial_date(data, "due").value_or(PartialDate{}),
                              find_text(data, "reason"), find_text(data, "quote")};
    },
    [](const json::object& data) -> Event {
        return MilestoneReached{read_text(data, "milestone"),
                                find_partial_date(data, "on").value_or(PartialDate{}),
                                find_text(data, "reason"), find_text(data, "quote")};
    },
    [](const json::object& data) -> Event {
        return MilestoneDropped{read_text(data, "milestone"), read_text(data, "reason"),
                                find_text(data, "quote")};
    },
    [](const json::object& data) -> Event {
        return ReferencesSet{read_text(data, "measure"), read_texts(data, "to"), read_basis(data)};
    },
    [](const json::object& data) -> Event {
        return MeasureOwnerSet{read_text(data, "measure"), read_text(data, "owner")};
    },
    [](const json::object& data) -> Event {
        return CheckConfigured{read_text(data, "check"), read_text(data, "severity"),
                               find_number(data, "limit"), find_text(data, "reason")};
    },
    [](const json::object& data) -> Event {
        return KeyRotated{{read_text(data, "key"), read_text(data, "logKey"),
                           read_text(data, "previous"), read_text(data, "signature")},
                          find_text(data, "reason")};
    },
    [](const json::object& data) -> Event {
        return KeyRevoked{{read_text(data, "key"), core::parse_sequence(read_text(data, "from"))},
                          read_text(data, "reason")};
    },
    [](const json::object& data) -> Event { return read_edition(data); },
    [](const json::object& data) -> Event {
        EventCorrected correction{core::parse_sequence(read_text(data, "event")).value_or(0),
                                  read_text(data, "type"),
                                  read_text(data, "reason"),
                                  {}};
        if (const auto* content = data.if_contains("content")) {
            correction.content.emplace();
            core::append_canonical(*correction.content, *content);
        }
        return correction;
    },
};
static_assert(decoders.size() + 1 == std::variant_size_v<Event>, "every kind has a decoder");

}  // namespace

core::Result<Event> from_data(std::string_view type, const json::object& data) {
    const auto* kind = find_kind(type);
    if (kind == nullptr) { return Event(UnknownEvent{std::string(type)}); }
    // A withheld claim leaves no member behind; only what is there can be misshapen.
    auto violations = check_shape(*kind, data);
    std::erase_if(violations, [&](const Violation& violation) {
        return violation.rule == "missing" &&
               std::any_of(kind->members.begin(), kind->members.end(), [&](const Member& member) {
                   return member.is_claim &&
                          violation.pointer == "/data/" + std::string(member.name);
               });
    });
    if (!violations.empty()) {
        return core::Error(make_error_code(Errc::malformed_content),
                           violations.front().pointer + ": " + violations.front().text);
    }
    return decoders[static_cast<std::size_t>(kind - kinds().data())](data);
}

}  // namespace peil::events
