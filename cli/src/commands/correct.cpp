// peil correct: supersedes or retracts an event from now on; earlier knowledge stays as it was.
// SPDX-License-Identifier: EUPL-1.2
#include "../block_text.hpp"
#include "../context.hpp"
#include "../offered_event.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/core/canonical_json.hpp>

#include <boost/json/object.hpp>
#include <fmt/format.h>

namespace peil::cli {

namespace {

namespace json = boost::json;

/// Progress may be given as text, as `peil progress` takes it. The content of the correction of a
/// correction holds the content of another event, and so on inward.
void read_typed_blocks(json::object& correction) {
    for (auto* outer = &correction; outer != nullptr;) {
        const auto* type = outer->if_contains("type");
        auto* content = outer->if_contains("content");
        const bool is_known =
            type != nullptr && type->is_string() && content != nullptr && content->is_object();
        const auto* kind =
            is_known ? events::find_kind(std::string_view(type->get_string())) : nullptr;
        if (kind == nullptr) { return; }
        auto& members = content->get_object();
        for (const auto& member : kind->members) {
            auto* value = members.if_contains(member.name);
            if (member.shape == events::Shape::blocks && value != nullptr && value->is_string()) {
                *value = events::to_json(parse_blocks(std::string_view(value->get_string())));
            }
        }
        outer = &members;
    }
}

core::Result<events::Event> make_correction(const Context& context, const events::View& view) {
    const auto& arguments = context.arguments;
    const auto sequence = parse_count(arguments.get("EVENT"), "EVENT");
    if (!sequence) { return sequence.error(); }
    const auto target = events::read_event(view.ledger(), *sequence);
    if (!target) { return wrong_use(fmt::format("there is no event {}", *sequence)); }
    boost::json::object data{{"event", core::format_sequence(*sequence)},
                             {"type", target->envelope.type},
                             {"reason", arguments.get("--reason")}};
    if (!arguments.has("--retract")) { data["content"] = events::to_data(target->event); }
    if (const auto given = arguments.find("--data")) {
        const auto content = core::parse_strict(*given);
        if (!content) { return wrong_use("--data: " + content.error().detail); }
        data["content"] = *content;
        read_typed_blocks(data);
    }
    return event_of("nl.peil.event.corrected", data);
}

core::Result<int> run_correct(Context& context) {
    const auto& arguments = context.arguments;
    const bool is_moved = arguments.has("--effective");
    if (arguments.has("--retract") && arguments.has("--data")) {
        return wrong_use("give either --data with what the event should have said, or --retract");
    }
    if (!arguments.has("--retract") && !arguments.has("--data") && !is_moved) {
        return wrong_use(
            "give --data with what the event should have said, --effective with the date from "
            "which it holds, or --retract");
    }
    if (!is_moved) {
        // Unless the correction moves it, the effective date stays that of the event.
        const auto sequence = parse_count(context.arguments.get("EVENT"), "EVENT");
        if (!sequence) { return sequence.error(); }
        const auto ledger = open_ledger(context, core::Access::read);
        if (!ledger) { return ledger.error(); }
        const auto target = ledger->snapshot().envelope(*sequence);
        if (!target) { return wrong_use(fmt::format("there is no event {}", *sequence)); }
        context.arguments.values["--effective"] = {target->effective};
    }
    return record_one(
        context, make_correction,
        {{"event", "EVENT"}, {"type", "EVENT"}, {"reason", "--reason"}, {"content", "--data"}});
}

}  // namespace

Command correct_command() {
    std::vector<Option> options{
        {"--reason", "TEXT", "why; always required", true},
        {"--data", "JSON", "data that the event should have had, as in `peil show --format json`"},
        {"--retract", "", "the event should not have been recorded"}};
    for (auto& option : recording_options()) {
        if (option.name == "--effective") {
            option.meaning = "date or moment from which it holds; else that of the event";
        }
        options.push_back(std::move(option));
    }
    return {.name = "correct",
            .group = "Recording by hand",
            .summary = "Correct or retract an event",
            .details =
                "The event stays in the ledger. From now on its content no longer counts; what "
                "--known-at an earlier moment or an edition shows does not change. --effective "
                "moves the date from which it holds; without --data it still says what it said. "
                "Progress in --data is a list of blocks, or text as `peil progress` takes it.",
            .positionals = {{"EVENT", "number of the event"}},
            .options = std::move(options),
            .run = run_correct};
}

}  // namespace peil::cli
