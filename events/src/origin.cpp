// Reading the origin of a fact from its event, and its value in words.
// SPDX-License-Identifier: EUPL-1.2
#include "field_words.hpp"
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/changes.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/origin.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

/// The source that a codec has checked; nothing if the event names none.
std::optional<Source> find_source(const json::object& data) {
    const auto* source = data.if_contains("source");
    if (source == nullptr || !source->is_object()) { return std::nullopt; }
    const auto& object = source->get_object();
    const auto* lines = object.if_contains("lines");
    if (lines == nullptr || !lines->is_array() || lines->get_array().size() != 2) {
        return std::nullopt;
    }
    const auto& range = lines->get_array();
    if (!range[0].is_int64() || !range[1].is_int64()) { return std::nullopt; }
    return Source{read_text(object, "title"),
                  read_text(object, "sha256"),
                  {static_cast<std::uint32_t>(range[0].get_int64()),
                   static_cast<std::uint32_t>(range[1].get_int64())}};
}

json::value origin_text_or_null(const std::string& text) {
    return text.empty() ? json::value() : json::value(text);
}

json::value source_json(const std::optional<Source>& source) {
    if (!source) { return {}; }
    return json::object{{"title", source->title},
                        {"sha256", source->sha256},
                        {"lines", json::array{std::int64_t{source->lines.first},
                                              std::int64_t{source->lines.last}}}};
}

/// Values that are canonical JSON: compound fields. Anything else is shown as it stands.
std::optional<json::object> compound(std::string_view value) {
    if (!value.starts_with('{')) { return std::nullopt; }
    auto parsed = core::parse_strict(value);
    if (!parsed || !parsed->is_object()) { return std::nullopt; }
    return std::move(parsed->get_object());
}

}  // namespace

core::Result<EventOrigin> find_origin(const core::Snapshot& ledger, std::uint64_t sequence) {
    auto event = read_event(ledger, sequence);
    if (!event) { return event.error(); }
    auto& envelope = event->envelope;
    EventOrigin origin{.sequence = sequence,
                       .type = std::move(envelope.type),
                       .effective = std::move(envelope.effective),
                       .recorded = std::move(envelope.time),
                       .actor = std::move(envelope.actor),
                       .contribution = std::move(envelope.contribution),
                       .source = find_source(event->data),
                       .reason = find_text(event->data, "reason")};
    if (const auto* correction = std::get_if<EventCorrected>(&event->event)) {
        origin.corrects = correction->sequence;
        origin.is_retraction = !correction->content.has_value();
    }
    return origin;
}

json::object to_json(const EventOrigin& origin) {
    json::object object{{"event", origin.sequence},
                        {"type", origin.type},
                        {"effective", origin.effective},
                        {"recorded", origin.recorded},
                        {"actor", origin.actor},
                        {"contribution", origin_text_or_null(origin.contribution)},
                        {"source", source_json(origin.source)},
                        {"reason", origin_text_or_null(origin.reason.value_or(""))},
                        {"corrects", nullptr}};
    if (origin.corrects != 0) { object["corrects"] = origin.corrects; }
    return object;
}

std::string field_text(Field field, std::string_view value) {
    if (field == Field::progress) { return plain_text(decode_blocks(value)); }
    if (field == Field::footnotes) { return plain_text(decode_footnotes(value)); }
    if (field == Field::joint) {
        return fmt::format("{}", fmt::join(decode_numbers(value), " & "));
    }
    if (field == Field::references) {
        return fmt::format("{}", fmt::join(decode_numbers(value), ", "));
    }
    const auto object = compound(value);
    const auto words = object ? compound_in_words(field, *object) : std::nullopt;
    return words.value_or(std::string(value));
}

json::value field_json(Field field, std::string_view value) {
    if (field == Field::progress) { return to_json(decode_blocks(value)); }
    if (field == Field::footnotes) { return to_json(decode_footnotes(value)); }
    if (field == Field::joint) { return to_json(decode_numbers(value)); }
    if (auto object = compound(value)) { return std::move(*object); }
    json::value text(value);
    return text;
}

}  // namespace peil::events
