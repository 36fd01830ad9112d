// Printing events: a line for lists, an object for programs.
// SPDX-License-Identifier: EUPL-1.2
#include "event_text.hpp"

#include <peil/events/changes.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

constexpr std::string_view type_prefix = "nl.peil.";

/// What an event says, in words: the first text among its members.
std::string words_of(const events::RecordedEvent& event) {
    if (const auto* progress = std::get_if<events::ProgressReported>(&event.event)) {
        return events::plain_text(progress->progress);
    }
    for (const auto* name : {"description", "planning", "title", "status", "ground", "reason",
                             "chapter", "measures"}) {
        const auto* value = event.data.if_contains(name);
        if (value == nullptr) { continue; }
        if (value->is_string()) { return std::string(value->get_string()); }
        if (value->is_int64()) { return fmt::format("{} {}", name, value->get_int64()); }
    }
    return {};
}

}  // namespace

std::string event_line(const events::RecordedEvent& event, int width_columns) {
    const auto& envelope = event.envelope;
    const auto type = envelope.type.starts_with(type_prefix)
                          ? envelope.type.substr(type_prefix.size())
                          : envelope.type;
    auto line = fmt::format("{:>6}  {:<10}  {:<12} {:<28} ", envelope.sequence,
                            envelope.effective.substr(0, 10), events::printable(envelope.subject),
                            events::printable(type));
    auto words = events::printable(words_of(event));
    std::replace(words.begin(), words.end(), '\n', ' ');
    const auto room = std::max(20, width_columns - events::display_width(line));
    const auto lines = events::wrap(words, room - 2);
    if (!lines.empty()) { line += lines.front() + (lines.size() > 1 ? " …" : ""); }
    return line;
}

boost::json::object event_json(const core::Snapshot& ledger, const events::RecordedEvent& event) {
    const auto& envelope = event.envelope;
    boost::json::object object{{"specversion", "1.0"},
                               {"sequence", core::format_sequence(envelope.sequence)},
                               {"id", envelope.id},
                               {"type", envelope.type},
                               {"subject", envelope.subject},
                               {"time", envelope.time},
                               {"effective", envelope.effective},
                               {"actor", envelope.actor},
                               {"source", envelope.source},
                               {"prevhash", core::to_hex(envelope.previous)},
                               {"data", event.data}};
    if (!envelope.contribution.empty()) { object["contribution"] = envelope.contribution; }
    const auto bytes = ledger.event(envelope.sequence);
    if (bytes) {
        core::Hasher hasher;
        object["leafHash"] = core::to_hex(hasher.leaf(core::as_bytes(*bytes)));
    }
    return object;
}

}  // namespace peil::cli
