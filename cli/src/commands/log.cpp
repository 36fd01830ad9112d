// peil log: the events of the ledger in the order of recording, for people and as a stream.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../event_stream.hpp"
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

core::Result<Range> read_range(const Context& context, const core::Snapshot& snapshot) {
    const auto size = snapshot.head().size;
    Range range{1, size};
    if (const auto text = context.arguments.find("--after")) {
        if (context.arguments.has("--from") || context.arguments.has("--last")) {
            return wrong_use("--after says where to begin; leave out --from and --last");
        }
        const auto sequence = read_place(snapshot, *text);
        if (!sequence) { return sequence.error(); }
        range.first = *sequence + 1;
    }
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

core::Result<int> print_stream(const Context& context, const core::Ledger& ledger) {
    const auto snapshot = ledger.snapshot();
    const auto range = read_range(context, snapshot);
    if (!range) { return range.error(); }
    const auto streamed = stream_events(context, snapshot,
                                        {.first = range->first,
                                         .last = range->last,
                                         .is_disclosed = context.arguments.has("--disclosed")});
    if (!streamed) { return streamed.error(); }
    return exit_code::done;
}

core::Result<int> run_log(Context& context) {
    const bool is_stream = context.format() == "cloudevents";
    if (context.arguments.has("--disclosed") && !is_stream) {
        return wrong_use("--disclosed belongs to --format cloudevents; the others disclose anyway");
    }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    if (is_stream) { return print_stream(context, *ledger); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto& snapshot = view->ledger();
    const auto range = read_range(context, snapshot);
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
                "In the order of recording: number, date of effect, subject, what happened, and "
                "by which event it was corrected.\n"
                "With --format json one event a line. With --format cloudevents one event a line "
                "as it is hashed, so that SHA-256 of a zero byte and the line is its leaf hash; "
                "a reader goes on with --after and the number and leaf hash of the last line, "
                "and is refused if this ledger has another event there.",
            .positionals = {},
            .options = {{"--from", "N", "begin with event N"},
                        {"--last", "COUNT", "only the last events"},
                        {"--after", "SEQUENCE:HASH", "go on behind this event, if it is the same"},
                        {"--disclosed", "",
                         "cloudevents with what was disclosed in their data, and `leafhash`"}},
            .formats = {"table", "json", "cloudevents"},
            .run = run_log};
}

}  // namespace peil::cli
