// Members of an event in words, where their JSON would be hard to read.
// SPDX-License-Identifier: EUPL-1.2
#include "event_page.hpp"

#include "event_text.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <optional>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr int page_columns = 96;

std::string plain(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

std::string joined(const json::array& values, std::string_view separator) {
    std::string text;
    for (const auto& value : values) {
        if (!text.empty()) { text += separator; }
        text += plain(value);
    }
    return text;
}

/// `title report.txt`, a member a line.
std::string members_in_words(const json::object& object) {
    std::string text;
    for (const auto& [name, value] : object) {
        if (!text.empty()) { text += '\n'; }
        text += std::string(name) + " " + plain(value);
    }
    return text;
}

/// Numbers parted by commas; the numbers of a row by `&`; objects on lines of their own.
std::string list_in_words(const json::array& list) {
    std::string text;
    for (const auto& item : list) {
        const bool is_object = item.is_object();
        if (!text.empty()) { text += is_object ? "\n" : ", "; }
        if (is_object) {
            json::array values;
            for (const auto& member : item.get_object()) { values.push_back(member.value()); }
            text += joined(values, ", ");
        } else {
            text += item.is_array() ? joined(item.get_array(), " & ") : plain(item);
        }
    }
    return text;
}

std::string source_in_words(const events::Source& source) {
    const auto lines = lines_in_words(source.lines);
    return source.title + (lines.empty() ? "" : ", " + lines) + "\nsha256 " + source.sha256;
}

std::optional<events::Source> source_of(const json::value& value) {
    const auto* object = value.if_object();
    const auto* lines = object != nullptr ? object->if_contains("lines") : nullptr;
    if (lines == nullptr || !lines->is_array() || lines->get_array().size() != 2) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t i) {
        return lines->get_array()[i].to_number<std::uint32_t>();
    };
    return events::Source{
        plain(object->at("title")), plain(object->at("sha256")), {number(0), number(1)}};
}

/// Blocks and footnotes as the event holds them; nothing for other members.
std::optional<std::string> text_in_event(const events::Event& event, std::string_view name) {
    if (const auto* progress = std::get_if<events::ProgressReported>(&event);
        progress != nullptr && name == "progress") {
        return events::plain_text(progress->progress);
    }
    if (const auto* set = std::get_if<events::FootnotesSet>(&event);
        set != nullptr && name == "footnotes") {
        return events::plain_text(set->footnotes);
    }
    if (const auto* edition = std::get_if<events::EditionPublished>(&event);
        edition != nullptr && name == "introduction") {
        return events::plain_text(edition->introduction);
    }
    return std::nullopt;
}

std::string member_in_words(const events::Event& event, std::string_view name,
                            const json::value& value) {
    if (const auto text = text_in_event(event, name)) { return *text; }
    if (name == "source") {
        if (const auto source = source_of(value)) { return source_in_words(*source); }
    }
    // What a correction carries is shown as `peil correct --data` takes it.
    if (name == "content") { return plain(value); }
    if (value.is_array()) { return list_in_words(value.get_array()); }
    return value.is_object() ? members_in_words(value.get_object()) : plain(value);
}

}  // namespace

std::string event_page(const events::RecordedEvent& event, std::string_view bytes,
                       const std::string& correction) {
    const auto& envelope = event.envelope;
    core::Hasher hasher;
    auto text = fmt::format("event      {}\n", envelope.sequence);
    if (!correction.empty()) { text += "corrected  " + events::printable(correction) + "\n"; }
    text += fmt::format(
        "type       {}\nsubject    {}\neffective  {}\nrecorded   {}\nactor      "
        "{}\nsource     {}\nid         {}\nprevhash   {}\nleaf hash  {}\nbytes      {}\n",
        events::printable(envelope.type), events::printable(envelope.subject), envelope.effective,
        envelope.time, events::printable(envelope.actor), events::printable(envelope.source),
        events::printable(envelope.id), core::to_hex(envelope.previous),
        core::to_hex(hasher.leaf(core::as_bytes(bytes))), bytes.size());
    for (const auto& [name, value] : event.data) {
        text += fmt::format("\n{}\n", std::string_view(name.data(), name.size()));
        const auto shown = events::printable(member_in_words(event.event, name, value));
        for (const auto& line : events::wrap(shown, page_columns)) { text += "  " + line + "\n"; }
    }
    return text;
}

}  // namespace peil::cli
