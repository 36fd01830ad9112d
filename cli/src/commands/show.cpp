// peil show: one event, with everything that is known of it.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../event_page.hpp"
#include "../event_text.hpp"
#include "all.hpp"
#include <peil/events/view.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace peil::cli {

namespace {

/// Who corrects the event, and why; empty if nobody does.
std::string correction_of(const events::View& view, std::uint64_t corrected_by) {
    if (corrected_by == 0) { return ""; }
    const auto correction = events::read_event(view.ledger(), corrected_by);
    return fmt::format("by event {}: {}", corrected_by,
                       correction ? summary_of(*correction) : correction.error().detail);
}

core::Result<int> show_event(const Context& context, const core::Ledger& ledger,
                             std::uint64_t sequence) {
    const auto view = events::View::open(ledger);
    if (!view) { return view.error(); }
    const auto& snapshot = view->ledger();
    const auto event = events::read_event(snapshot, sequence);
    if (!event) { return event.error(); }
    const auto corrected_by = view->facts().voided_by(sequence);
    if (context.is_json()) {
        context.print(boost::json::serialize(event_json(snapshot, *event, corrected_by)));
    } else {
        context.print_long(event_page(*event, snapshot.event(sequence).value_or(""),
                                      correction_of(*view, corrected_by)));
    }
    return exit_code::done;
}

core::Result<int> run_show(Context& context) {
    const auto& arguments = context.arguments;
    const auto sequence = parse_count(arguments.get("EVENT"), "EVENT");
    if (!sequence) { return sequence.error(); }
    const bool is_raw = arguments.has("--bytes") || arguments.has("--disclosures");
    if (arguments.has("--bytes") && arguments.has("--disclosures")) {
        return wrong_use(
            "give --bytes or --disclosures, not both: what is printed is to be hashed");
    }
    if (is_raw && arguments.has("--format")) {
        return wrong_use("--bytes and --disclosures print what is stored; leave out --format");
    }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto snapshot = ledger->snapshot();
    const auto bytes = snapshot.event(*sequence);
    if (!bytes) {
        return wrong_use(fmt::format("there is no event {}; the last one is {}", *sequence,
                                     snapshot.head().size));
    }
    if (arguments.has("--bytes")) {
        context.print_bytes(*bytes);
        return exit_code::done;
    }
    if (arguments.has("--disclosures")) {
        for (const auto disclosure : snapshot.disclosures(*sequence)) { context.print(disclosure); }
        return exit_code::done;
    }
    return show_event(context, *ledger, *sequence);
}

}  // namespace

Command show_command() {
    return {.name = "show",
            .group = "Looking back",
            .summary = "Show one event",
            .details =
                "--bytes writes exactly the stored bytes, so that anyone can hash them:\n"
                "{ printf '\\0'; peil show 1 --bytes; } | sha256sum",
            .positionals = {{"EVENT", "number of the event"}},
            .options = {{"--bytes", "", "write the stored bytes as they are hashed"},
                        {"--disclosures", "", "print the salted disclosures, one a line"}},
            .run = run_show};
}

}  // namespace peil::cli
