// peil footnote set: one footnote of a measure; the others stay.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../offered_event.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/events/changes.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

/// The text of a measure that a footnote may stand in.
std::string text_of(const events::MatrixMeasure& measure, std::string_view field) {
    if (field == "progress") { return events::plain_text(measure.progress); }
    return field == "planning" ? measure.planning.value_or("") : measure.description;
}

/// The mark follows a word that is there. Errors: wrong use.
core::Result<void> require_anchor(const events::MatrixMeasure& measure, const std::string& field,
                                  const std::string& anchor) {
    if (text_of(measure, field).find(anchor) != std::string::npos) { return {}; }
    return wrong_use(
        fmt::format("--anchor: '{}' does not stand in the {} of measure {}; give a word that does, "
                    "or leave the option out for a mark at the end",
                    anchor, field, measure.number));
}

core::Result<events::Event> make_footnotes(const Context& context, const events::View& view) {
    const auto& arguments = context.arguments;
    const auto number = arguments.get("NUMBER");
    const auto effective = arguments.find("--effective").value_or(today(context));
    const auto as_of = events::parse_moment(effective);
    if (!as_of) { return as_of.error(); }
    const auto measure = events::draw_measure(view.facts(), number, view.moment(*as_of));
    events::FootnotesSet event{number, {}};
    if (measure) { event.footnotes = measure->footnotes; }
    const auto mark = arguments.get("--mark");
    const auto removed =
        std::erase_if(event.footnotes, [&](const auto& note) { return note.mark == mark; });
    if (arguments.has("--text") == arguments.has("--remove")) {
        return wrong_use("give either the --text, or --remove");
    }
    if (arguments.has("--remove") && removed == 0) {
        return wrong_use(fmt::format(
            "measure {} has no footnote {}; `peil matrix` shows those it has", number, mark));
    }
    if (!arguments.has("--remove")) {
        const auto field = arguments.find("--field").value_or("description");
        const auto anchor = arguments.find("--anchor");
        if (measure && anchor) {
            if (auto fits = require_anchor(*measure, field, *anchor); !fits) {
                return fits.error();
            }
        }
        event.footnotes.push_back({mark, field, anchor.value_or(mark), arguments.get("--text")});
    }
    return event_of(events::type_of(event), events::to_data(event));
}

core::Result<int> run_footnote(Context& context) {
    return record_one(context, make_footnotes,
                      {{"measure", "NUMBER"}, {"footnotes", "the footnotes"}});
}

}  // namespace

Command footnote_command() {
    std::vector<Option> options{
        {"--mark", "MARK", "mark as printed, such as 1", true},
        {"--text", "TEXT", "text of the footnote"},
        {"--field", "FIELD", "where the mark stands: description, planning or progress"},
        {"--anchor", "WORD", "word that the mark follows"},
        {"--remove", "", "remove the footnote with this mark"}};
    for (auto& option : recording_options()) { options.push_back(std::move(option)); }
    return {.name = "footnote set",
            .group = "Recording by hand",
            .summary = "Set or remove a footnote of a measure",
            .details =
                "Appends one event of type nl.peil.footnotes.set with all footnotes of the "
                "measure.",
            .positionals = {{"NUMBER", "number of the measure"}},
            .options = std::move(options),
            .run = run_footnote};
}

}  // namespace peil::cli
