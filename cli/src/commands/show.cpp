// peil show: one event, with everything that is known of it.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../event_text.hpp"
#include "all.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <unistd.h>

namespace peil::cli {

namespace {

std::string event_page(const core::Snapshot& ledger, const events::RecordedEvent& event) {
    const auto& envelope = event.envelope;
    const auto bytes = ledger.event(envelope.sequence).value_or("");
    core::Hasher hasher;
    auto text = fmt::format(
        "event      {}\ntype       {}\nsubject    {}\neffective  {}\nrecorded   {}\nactor      "
        "{}\nsource     {}\nid         {}\nprevhash   {}\nleaf hash  {}\nbytes      {}\n",
        envelope.sequence, events::printable(envelope.type), events::printable(envelope.subject),
        envelope.effective, envelope.time, events::printable(envelope.actor),
        events::printable(envelope.source), events::printable(envelope.id),
        core::to_hex(envelope.previous), core::to_hex(hasher.leaf(core::as_bytes(bytes))),
        bytes.size());
    for (const auto& [name, value] : event.data) {
        const auto shown =
            value.is_string() ? std::string(value.get_string()) : boost::json::serialize(value);
        text += fmt::format("\n{}\n", std::string_view(name.data(), name.size()));
        for (const auto& line : events::wrap(events::printable(shown), 96)) {
            text += "  " + line + "\n";
        }
    }
    return text;
}

core::Result<int> run_show(Context& context) {
    const auto sequence = parse_count(context.arguments.get("EVENT"), "EVENT");
    if (!sequence) { return sequence.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto snapshot = ledger->snapshot();
    const auto bytes = snapshot.event(*sequence);
    if (!bytes) {
        return wrong_use(fmt::format("there is no event {}; the last one is {}", *sequence,
                                     snapshot.head().size));
    }
    if (context.arguments.has("--bytes")) {
        [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, bytes->data(), bytes->size());
        return exit_code::done;
    }
    if (context.arguments.has("--disclosures")) {
        for (const auto disclosure : snapshot.disclosures(*sequence)) { context.print(disclosure); }
        return exit_code::done;
    }
    const auto event = events::read_event(snapshot, *sequence);
    if (!event) { return event.error(); }
    if (context.is_json()) {
        context.print(boost::json::serialize(event_json(snapshot, *event)));
    } else {
        context.print_long(event_page(snapshot, *event));
    }
    return exit_code::done;
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
