// peil log: the events of the ledger in the order of recording.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../event_text.hpp"
#include "all.hpp"
#include <peil/events/view.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace peil::cli {

namespace {

struct Range {
    std::uint64_t first = 1;
    std::uint64_t last = 0;
};

core::Result<Range> read_range(const Context& context, std::uint64_t size) {
    Range range{1, size};
    if (const auto text = context.arguments.find("--from")) {
        const auto number = parse_count(*text, "--from");
        if (!number) { return number.error(); }
        range.first = *number;
    }
    if (const auto text = context.arguments.find("--last")) {
        const auto number = parse_count(*text, "--last");
        if (!number) { return number.error(); }
        range.first = std::max(range.first, size - std::min(size, *number) + 1);
    }
    return range;
}

core::Result<int> run_log(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto& snapshot = view->ledger();
    const auto range = read_range(context, snapshot.head().size);
    if (!range) { return range.error(); }
    std::vector<EventLine> lines;
    for (auto sequence = range->first; sequence <= range->last; ++sequence) {
        const auto event = events::read_event(snapshot, sequence);
        if (!event) { return event.error(); }
        const auto corrected_by = view->facts().voided_by(sequence);
        if (context.is_json()) {
            context.print(boost::json::serialize(event_json(snapshot, *event, corrected_by)));
        } else {
            lines.push_back(event_line(*event, corrected_by));
        }
    }
    if (!context.is_json()) { context.print_long(event_list(lines, context.table_style())); }
    return exit_code::done;
}

}  // namespace

Command log_command() {
    return {.name = "log",
            .group = "Looking back",
            .summary = "List the events of the ledger",
            .details =
                "In the order of recording: number, date of effect, subject, what happened, and by "
                "which event it was corrected.\nWith --format json one event a line.",
            .positionals = {},
            .options = {{"--from", "N", "begin with event N"},
                        {"--last", "COUNT", "only the last events"}},
            .run = run_log};
}

}  // namespace peil::cli
