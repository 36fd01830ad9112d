// Friendly verbs: one command for each kind of event, from a table. Each builds the event's data
// from its arguments and goes the way of `peil append`.
// SPDX-License-Identifier: EUPL-1.2
#include "../block_text.hpp"
#include "../context.hpp"
#include "../offered_event.hpp"
#include "../record.hpp"
#include "all.hpp"
#include "verb_table.hpp"
#include <peil/core/check.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/number_text.hpp>
#include <peil/events/publish.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::cli {

namespace {

namespace json = boost::json;

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all = [] {
        auto table = measure_verbs();
        for (const auto& more : {figure_verbs(), milestone_verbs()}) {
            table.insert(table.end(), more.begin(), more.end());
        }
        return table;
    }();
    return all;
}

bool is_positional(const Slot& slot) {
    return !slot.argument.starts_with("--");
}

const events::Member* member_of(const Verb& verb, const Slot& slot) {
    const auto* kind = events::find_kind(verb.type);
    core::check(kind != nullptr, "every verb records a known kind of event");
    const auto member = std::find_if(kind->members.begin(), kind->members.end(),
                                     [&](const auto& one) { return one.name == slot.member; });
    core::check(member != kind->members.end(), "every slot fills a member of its kind");
    return &*member;
}

/// A count, which may be 0. Errors: wrong use.
core::Result<json::value> whole_number(const std::string& text, std::string_view argument) {
    if (text == "0") { return json::value(0); }
    const auto number = parse_count(text, argument);
    if (!number) { return number.error(); }
    return json::value(static_cast<std::int64_t>(*number));
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
        case events::Shape::references: return json::value(json::array(typed.begin(), typed.end()));
        case events::Shape::flag: return json::value(true);
        case events::Shape::scale:
        case events::Shape::limit: return whole_number(typed.front(), argument);
        case events::Shape::figure_value: {
            auto number = events::read_typed_number(typed.front());
            if (!number) {
                return wrong_use(fmt::format("{}: {}", argument, number.error().detail));
            }
            return json::value(*number);
        }
        case events::Shape::blocks: {
            auto text =
                typed.front() == "-" ? read_input("-") : core::Result<std::string>(typed.front());
            if (!text) { return text.error(); }
            return json::value(events::to_json(parse_blocks(*text)));
        }
        default: return json::value(typed.front());
    }
}

/// `6.7` of a series with two decimals is `6.70`; what is no such number is left as it is.
std::string value_with_scale(std::string value, std::uint32_t scale) {
    if (!events::is_figure_value(value) || scale == 0) { return value; }
    if (value.find('.') == std::string::npos) { value += '.'; }
    const auto decimals = value.size() - value.find('.') - 1;
    if (decimals < scale) { value.append(scale - decimals, '0'); }
    return value;
}

/// `peil lint` will ask of which day a figure is; who reports it knows.
void warn_without_date(const Context& context, const std::string& series,
                       const json::object& data) {
    const bool is_dated =
        data.contains("referenceDate") || data.contains("periodFrom") || data.contains("periodTo");
    if (is_dated || data.contains("planned")) { return; }
    context.warn(events::printable(fmt::format(
        "{}: no date and no period is given, and `peil lint` will ask for one "
        "(figure-without-date); give --date, or --from and --to; what is recorded takes "
        "it by `peil correct`",
        series)));
}

/// Fills in what follows from the rest: the measure from the id, the day of a milestone that was
/// reached, the decimals of a value.
void complete_data(const Context& context, const events::View& view, const events::Kind& kind,
                   json::object& data) {
    const auto effective = context.arguments.find("--effective").value_or(today(context));
    const auto has_member = [&](std::string_view name) {
        return std::any_of(kind.members.begin(), kind.members.end(),
                           [&](const events::Member& member) { return member.name == name; });
    };
    const auto* typed = data.if_contains(kind.subject_member);
    const auto id =
        typed != nullptr && typed->is_string() ? std::string(typed->get_string()) : std::string();
    if (!id.empty() && has_member("measure") && !data.contains("measure")) {
        data["measure"] = events::measure_of_id(id);
    }
    if (has_member("on") && !data.contains("on")) { data["on"] = effective.substr(0, 10); }
    if (has_member("to") && !data.contains("to")) { data["to"] = json::array(); }
    if (!has_member("value") || !data.contains("value")) { return; }
    warn_without_date(context, id, data);
    const auto as_of = events::parse_moment(effective);
    const auto series =
        events::find_series(view.facts(), id, view.moment(as_of ? *as_of : events::always));
    data["value"] = value_with_scale(std::string(data["value"].as_string()),
                                     series ? series->definition.scale : 0);
}

/// The event that the arguments of a verb describe.
core::Result<events::Event> event_of_verb(const Verb& verb, const Context& context,
                                          const events::View& view) {
    const auto* kind = events::find_kind(verb.type);
    core::check(kind != nullptr, "every verb records a known kind of event");
    json::object data;
    for (const auto& slot : verb.slots) {
        const auto typed = context.arguments.all(slot.argument);
        if (typed.empty()) { continue; }
        auto value = value_of(*member_of(verb, slot), slot.argument, typed);
        if (!value) { return value.error(); }
        data[slot.member] = std::move(*value);
    }
    complete_data(context, view, *kind, data);
    return event_of(verb.type, data);
}

ArgumentNames names_of(const Verb& verb) {
    ArgumentNames names;
    for (const auto& slot : verb.slots) { names.emplace(slot.member, slot.argument); }
    // The measure follows from the id.
    names.emplace("measure", verb.slots.front().argument);
    return names;
}

template <std::size_t index>
core::Result<int> run_verb(Context& context) {
    return record_one(
        context,
        [](const Context& typed, const events::View& view) {
            return event_of_verb(verbs()[index], typed, view);
        },
        names_of(verbs()[index]));
}

template <std::size_t... indexes>
constexpr std::array<Run, sizeof...(indexes)> make_runs(std::index_sequence<indexes...>) {
    return {run_verb<indexes>...};
}

constexpr std::size_t verb_count = 24;
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
            const bool is_flag = member_of(verb, slot)->shape == events::Shape::flag;
            command.options.insert(command.options.begin(),
                                   {std::string(slot.argument), is_flag ? "" : "VALUE",
                                    std::string(slot.meaning), slot.is_required});
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
