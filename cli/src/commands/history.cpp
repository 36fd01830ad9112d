// peil history: all that ever happened to one measure.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../event_text.hpp"
#include "all.hpp"
#include <peil/events/measure_events.hpp>
#include <peil/events/view.hpp>

#include <boost/json/serialize.hpp>

namespace peil::cli {

namespace {

core::Result<int> run_history(Context& context) {
    const auto number = context.arguments.get("NUMBER");
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto& snapshot = view->ledger();
    const auto found = events::events_of_measure(view->facts(), number);
    std::vector<EventLine> lines;
    for (const auto sequence : found) {
        const auto event = events::read_event(snapshot, sequence);
        if (!event) { return event.error(); }
        const auto corrected_by = view->facts().voided_by(sequence);
        if (context.is_json()) {
            context.print(boost::json::serialize(event_json(snapshot, *event, corrected_by)));
        } else {
            lines.push_back(correction_line(*event, corrected_by));
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
