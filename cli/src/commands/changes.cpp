// peil changes: what differs between two dates, editions or events, word by word.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/render.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace peil::cli {

namespace {

core::Result<events::Matrix> matrix_at(const Context& context, const events::View& view,
                                       const std::string& word) {
    auto question = parse_point(word);
    if (!question) { return question.error(); }
    return events::answer(view, *question, context.clock());
}

core::Result<int> run_changes(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto before = matrix_at(context, *view, context.arguments.get("FROM"));
    if (!before) { return before.error(); }
    const auto after = matrix_at(context, *view, context.arguments.get("TO"));
    if (!after) { return after.error(); }
    const auto changes = events::compare(*before, *after);
    const auto format = context.format();
    if (format == "json") {
        context.print(boost::json::serialize(events::to_json(changes, *before, *after)));
    } else if (format == "md") {
        context.print_long(events::render_changes_markdown(changes, *before, *after));
    } else {
        // Unchanged passages are not what was asked for, in a file no more than on a terminal.
        auto style = context.table_style();
        style.is_full = context.arguments.has("--full");
        context.print_long(events::render_changes(changes, *before, *after, style));
    }
    return exit_code::done;
}

}  // namespace

Command changes_command() {
    return {.name = "changes",
            .group = "Looking back",
            .summary = "Show what differs between two points in time",
            .details =
                "A point is a date (2016-12-01), an edition (7) or an event (@41). Removed "
                "words stand in [-…-], added words in {+…+}.",
            .positionals = {{"FROM", "date, edition or event"}, {"TO", "date, edition or event"}},
            .options = {{"--full", "", "print unchanged passages whole"}},
            .formats = {"table", "json", "md"},
            .run = run_changes};
}

}  // namespace peil::cli
