// Friendly verbs: one command for each kind of event, from a table. Each builds the event's data
// from its arguments and goes the way of `peil append`.
// SPDX-License-Identifier: EUPL-1.2
#include "../block_text.hpp"
#include "../context.hpp"
#include "../offered_event.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/core/check.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/publish.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::cli {

namespace {

namespace json = boost::json;

/// How an argument of a verb fills a member of the event.
struct Slot {
    std::string_view argument;  ///< `NUMBER` is positional, `--chapter` an option
    std::string_view member;
    std::string_view meaning;
    bool is_required = true;
    bool is_repeated = false;
};

struct Verb {
    std::string_view name;
    std::string_view type;
    std::string_view summary;
    std::vector<Slot> slots;
};

const std::vector<Verb>& verbs() {
    static const Slot number{"NUMBER", "measure", "number of the measure, such as 8 or 20b"};
    static const Slot chapter{"--chapter", "chapter", "number of the chapter"};
    static const Slot description{"--description", "description", "what the measure is"};
    static const Slot reason{"--reason", "reason", "why"};
    static const std::vector<Verb> table{
        {"programme rename",
         "nl.peil.programme.renamed",
         "Give the programme another title",
         {{"TITLE", "title", "new title"}}},
        {"chapter define",
         "nl.peil.chapter.defined",
         "Define a chapter",
         {{"NUMBER", "chapter", "number of the chapter"}, {"TITLE", "title", "its title"}}},
        {"chapter rename",
         "nl.peil.chapter.renamed",
         "Give a chapter another title",
         {{"NUMBER", "chapter", "number of the chapter"}, {"TITLE", "title", "new title"}}},
        {"measure add",
         "nl.peil.measure.registered",
         "Register a measure",
         {number, chapter, description}},
        {"measure add-part",
         "nl.peil.measure.sub-measure-registered",
         "Register a part of a measure under a number of its own",
         {number, {"--parent", "parent", "measure it is a part of"}, description}},
        {"measure reword",
         "nl.peil.measure.reworded",
         "Give a measure another description",
         {number, {"DESCRIPTION", "description", "new description"}}},
        {"measure move",
         "nl.peil.measure.moved",
         "Move a measure to another chapter",
         {number, chapter}},
        {"measure join",
         "nl.peil.measure.joined",
         "Let measures share one row",
         {{"NUMBER", "measures", "numbers of the measures, the leading one first", true, true}}},
        {"measure separate",
         "nl.peil.measure.separated",
         "Give joint measures a row each again",
         {{"NUMBER", "measures", "numbers of all measures of the row", true, true}}},
        {"measure close",
         "nl.peil.measure.closed",
         "Let a measure leave the programme",
         {number,
          {"--ground", "ground", "completed, merged, transferred or withdrawn"},
          {"--into", "into", "measure it was merged into", false},
          {"--reason", "reason", "explanation", false}}},
        {"measure reopen", "nl.peil.measure.reopened", "Reopen a closed measure", {number, reason}},
        {"planning set",
         "nl.peil.planning.set",
         "Set the planning of a measure",
         {number, {"PLANNING", "planning", "planning as it is printed"}}},
        {"status set",
         "nl.peil.status.set",
         "Set the status of a measure",
         {number,
          {"STATUS", "status", "planned, ongoing, completed, merged, transferred or withdrawn"}}},
        {"progress",
         "nl.peil.progress.reported",
         "Report progress on a measure",
         {number,
          {"TEXT", "progress",
           "paragraphs parted by empty lines, lists by lines with '- ' or '1. '; - for standard "
           "input"}}},
    };
    return table;
}

bool is_positional(const Slot& slot) {
    return !slot.argument.starts_with("--");
}

/// A member's value from what was typed. Errors: wrong use.
core::Result<json::value> value_of(const events::Member& member, std::string_view argument,
                                   const std::vector<std::string>& typed) {
    switch (member.shape) {
        case events::Shape::chapter_number: {
            const auto number = parse_count(typed.front(), argument);
            if (!number) { return number.error(); }
            return json::value(static_cast<std::int64_t>(*number));
        }
        case events::Shape::measure_numbers:
            return json::value(json::array(typed.begin(), typed.end()));
        case events::Shape::blocks: {
            auto text =
                typed.front() == "-" ? read_input("-") : core::Result<std::string>(typed.front());
            if (!text) { return text.error(); }
            return json::value(events::to_json(parse_blocks(*text)));
        }
        default: return json::value(typed.front());
    }
}

/// The event that the arguments of a verb describe.
core::Result<events::Event> event_of_verb(const Verb& verb, const Arguments& arguments) {
    const auto* kind = events::find_kind(verb.type);
    core::check(kind != nullptr, "every verb records a known kind of event");
    json::object data;
    for (const auto& slot : verb.slots) {
        const auto typed = arguments.all(slot.argument);
        if (typed.empty()) { continue; }
        const auto member =
            std::find_if(kind->members.begin(), kind->members.end(),
                         [&](const events::Member& one) { return one.name == slot.member; });
        core::check(member != kind->members.end(), "every slot fills a member of its kind");
        auto value = value_of(*member, slot.argument, typed);
        if (!value) { return value.error(); }
        data[slot.member] = std::move(*value);
    }
    return event_of(verb.type, data);
}

ArgumentNames names_of(const Verb& verb) {
    ArgumentNames names;
    for (const auto& slot : verb.slots) { names.emplace(slot.member, slot.argument); }
    return names;
}

template <std::size_t index>
core::Result<int> run_verb(Context& context) {
    return record_one(
        context,
        [](const Context& typed, const events::View&) {
            return event_of_verb(verbs()[index], typed.arguments);
        },
        names_of(verbs()[index]));
}

template <std::size_t... indexes>
constexpr std::array<Run, sizeof...(indexes)> make_runs(std::index_sequence<indexes...>) {
    return {run_verb<indexes>...};
}

constexpr std::size_t verb_count = 14;
constexpr auto runs = make_runs(std::make_index_sequence<verb_count>{});

Command command_of(const Verb& verb, Run run) {
    Command command{.name = std::string(verb.name),
                    .group = "Recording by hand",
                    .summary = std::string(verb.summary),
                    .details = fmt::format("Appends one event of type {}.", verb.type),
                    .positionals = {},
                    .options = recording_options(),
                    .run = run};
    for (const auto& slot : verb.slots) {
        if (is_positional(slot)) {
            command.positionals.push_back({std::string(slot.argument), std::string(slot.meaning),
                                           slot.is_required, slot.is_repeated});
        } else {
            command.options.insert(
                command.options.begin(),
                {std::string(slot.argument), "VALUE", std::string(slot.meaning), slot.is_required});
        }
    }
    return command;
}

}  // namespace

std::vector<Command> verb_commands() {
    core::check(verbs().size() == verb_count, "every verb has its function");
    std::vector<Command> all;
    for (std::size_t i = 0; i < verb_count; ++i) { all.push_back(command_of(verbs()[i], runs[i])); }
    return all;
}

}  // namespace peil::cli
