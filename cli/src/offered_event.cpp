// Reading events that are offered; all violations of shape are told at once.
// SPDX-License-Identifier: EUPL-1.2
#include "offered_event.hpp"

#include <peil/core/canonical_json.hpp>
#include <peil/core/time.hpp>
#include <peil/events/error.hpp>
#include <peil/events/validate.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 6> members{"type", "effective", "data",
                                                  "id",   "actor",     "subject"};

std::string text_of(const json::object& object, std::string_view name,
                    std::vector<events::Violation>& violations) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) { return {}; }
    if (!value->is_string()) {
        violations.push_back({fmt::format("/{}", name), "text", "give a text"});
        return {};
    }
    return std::string(value->get_string());
}

std::optional<events::Source> take_source(json::object& data) {
    const auto* source = data.if_contains("source");
    if (source == nullptr || !source->is_object()) { return std::nullopt; }
    const auto& object = source->get_object();
    const auto& lines = object.at("lines").as_array();
    events::Source result{std::string(object.at("title").as_string()),
                          std::string(object.at("sha256").as_string()),
                          {static_cast<std::uint32_t>(lines.at(0).as_int64()),
                           static_cast<std::uint32_t>(lines.at(1).as_int64())}};
    data.erase("source");
    return result;
}

OfferedEvent read_one(const json::value& value, const std::string& where,
                      const std::string& today) {
    OfferedEvent offered{.event = {}, .frame = {}, .where = where, .violations = {}};
    auto& violations = offered.violations;
    if (!value.is_object()) {
        violations.push_back({"", "object", "an event is a JSON object"});
        return offered;
    }
    const auto& object = value.get_object();
    const auto type = text_of(object, "type", violations);
    offered.frame.effective = text_of(object, "effective", violations);
    offered.frame.id = text_of(object, "id", violations);
    offered.frame.actor = text_of(object, "actor", violations);
    const auto subject = text_of(object, "subject", violations);
    if (offered.frame.effective.empty()) { offered.frame.effective = today; }
    if (!core::parse_date(offered.frame.effective) && !core::parse_time(offered.frame.effective)) {
        violations.push_back(
            {"/effective", "date", "give a date (2016-11-14) or a moment (2016-11-14T09:30:00Z)"});
    }
    for (const auto& [name, ignored] : object) {
        const std::string_view given(name.data(), name.size());
        if (std::find(members.begin(), members.end(), given) == members.end()) {
            violations.push_back(
                {"/" + events::escape_pointer(given), "unknown-member",
                 fmt::format("remove it: an offered event has {}", fmt::join(members, ", "))});
        }
    }
    const auto* kind = events::find_kind(type);
    const auto* data = object.if_contains("data");
    if (kind == nullptr) {
        violations.push_back({"/type", "type-known",
                              type.empty() ? "add the type; `peil help types` lists them"
                                           : fmt::format("'{}' is no known type; `peil help types` "
                                                         "lists them",
                                                         type)});
    } else if (data == nullptr || !data->is_object()) {
        violations.push_back({"/data", "object", "add an object with the event's content"});
    } else {
        const auto shapes = events::check_shape(*kind, data->get_object());
        violations.insert(violations.end(), shapes.begin(), shapes.end());
    }
    if (!violations.empty()) { return offered; }
    if (!subject.empty() && subject != events::subject_of(*kind, data->get_object())) {
        violations.push_back({"/subject", "subject",
                              "it does not belong to the data; leave it out, or write " +
                                  events::subject_of(*kind, data->get_object())});
        return offered;
    }
    auto content = data->get_object();
    offered.frame.source = take_source(content);
    auto event = events::from_data(type, content);
    if (event) {
        offered.event = std::move(*event);
    } else {
        violations.push_back({"/data", "object", event.error().detail});
    }
    return offered;
}

/// A value of the input with its place, or why it could not be read.
struct OfferedValue {
    core::Result<json::value> value;
    std::string where;
};

/// The JSON values in a text. Errors: malformed_json if its first line is none.
core::Result<std::vector<OfferedValue>> split(std::string_view text) {
    std::vector<OfferedValue> values;
    auto whole = core::parse_strict(text);
    if (whole && whole->is_array()) {
        std::size_t number = 0;
        for (auto& item : whole->get_array()) {
            values.push_back({std::move(item), fmt::format("event {} of the list", ++number)});
        }
        return values;
    }
    if (whole) {
        values.push_back({std::move(*whole), "the event"});
        return values;
    }
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) { continue; }
        auto value = core::parse_strict(line);
        if (!value && values.empty()) {
            return core::Error(value.error().code,
                               fmt::format("line {}: {}. Give one JSON object, a list of them, or "
                                           "one a line",
                                           number, value.error().detail));
        }
        values.push_back({std::move(value), fmt::format("line {}", number)});
    }
    return values;
}

}  // namespace

core::Result<events::Event> event_of(std::string_view type, const json::object& data) {
    const auto violations = events::check_shape(*events::find_kind(type), data);
    if (!violations.empty()) {
        return core::Error(make_error_code(events::Errc::malformed_content),
                           "the event:\n" + events::format_violations(violations));
    }
    return events::from_data(type, data);
}

core::Result<std::vector<OfferedEvent>> parse_offered(std::string_view text,
                                                      const std::string& today) {
    const auto values = split(text);
    if (!values) { return values.error(); }
    if (values->empty()) {
        return core::Error(make_error_code(events::Errc::malformed_content),
                           "there is no event in the input");
    }
    std::vector<OfferedEvent> offered;
    for (const auto& [value, where] : *values) {
        if (value) {
            offered.push_back(read_one(*value, where, today));
            continue;
        }
        offered.push_back({.event = {},
                           .frame = {},
                           .where = where,
                           .violations = {{"", "json", value.error().detail}}});
    }
    return offered;
}

}  // namespace peil::cli
