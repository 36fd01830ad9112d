// peil history: all that ever happened to one measure.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../event_text.hpp"
#include "all.hpp"
#include <peil/events/view.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace peil::cli {

namespace {

/// True if an event is about the measure: its subject, a row it is part of, or a correction of one.
bool concerns(const events::RecordedEvent& event, const std::string& number,
              const std::vector<std::uint64_t>& earlier) {
    const auto& subject = event.envelope.subject;
    if (subject == "measure/" + number || subject.starts_with("series/" + number + ".") ||
        subject.starts_with("milestone/" + number + ".")) {
        return true;
    }
    if (const auto* correction = std::get_if<events::EventCorrected>(&event.event)) {
        return std::find(earlier.begin(), earlier.end(), correction->sequence) != earlier.end();
    }
    const auto* measures = event.data.if_contains("measures");
    if (measures == nullptr || !measures->is_array()) { return false; }
    const auto& numbers = measures->get_array();
    return std::find(numbers.begin(), numbers.end(), boost::json::value(number)) != numbers.end();
}

core::Result<int> run_history(Context& context) {
    const auto number = context.arguments.get("NUMBER");
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto& snapshot = view->ledger();
    std::vector<std::uint64_t> found;
    std::vector<EventLine> lines;
    for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
        const auto event = events::read_event(snapshot, sequence);
        if (!event) { return event.error(); }
        if (!concerns(*event, number, found)) { continue; }
        found.push_back(sequence);
        const auto corrected_by = view->facts().voided_by(sequence);
        if (context.is_json()) {
            context.print(boost::json::serialize(event_json(snapshot, *event, corrected_by)));
        } else {
            lines.push_back(event_line(*event, corrected_by));
        }
    }
    if (found.empty()) {
        return wrong_use("the ledger has no measure " + number +
                         "; `peil matrix --all` lists the measures");
    }
    if (!context.is_json()) { context.print_long(event_list(lines, context.table_style())); }
    return exit_code::done;
}

}  // namespace

Command history_command() {
    return {.name = "history",
            .group = "Looking back",
            .summary = "List all events of a measure",
            .details =
                "In the order of recording, with corrections and joint rows. With --format "
                "json one event a line.",
            .positionals = {{"NUMBER", "number of the measure, such as 8 or 20b"}},
            .options = {},
            .run = run_history};
}

}  // namespace peil::cli
