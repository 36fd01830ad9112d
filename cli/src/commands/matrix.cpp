// peil matrix: the state of all measures on any date, as known at any moment, or of an edition.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/events/render.hpp>
#include <peil/events/view.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace peil::cli {

namespace {

core::Result<int> run_matrix(Context& context) {
    auto question = read_question(context);
    if (!question) { return question.error(); }
    const auto format = context.format();
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto matrix = events::answer(*view, *question, context.clock());
    if (!matrix) { return matrix.error(); }
    if (format == "json") {
        context.print(boost::json::serialize(events::to_json(*matrix)));
    } else if (format == "md") {
        context.print_long(events::render_markdown(*matrix));
    } else if (format == "csv") {
        context.print_long(events::render_csv(*matrix));
    } else if (format == "table") {
        context.print_long(events::render_table(*matrix, context.table_style()));
    } else {
        return wrong_use("--format is table, json, md or csv, not '" + format + "'");
    }
    return exit_code::done;
}

}  // namespace

Command matrix_command() {
    return {.name = "matrix",
            .group = "Looking back",
            .summary = "Print the matrix of all measures",
            .details =
                "Without options: the state of today, with everything that is known. "
                "--as-of and --known-at combine freely:\nwhat did we believe then about "
                "that date? --edition prints what was published, whatever came later.\n"
                "Formats: table, json, md, csv.",
            .positionals = {},
            .options = {{"--as-of", "DATE", "state that held on this date"},
                        {"--known-at", "TIME", "as the ledger knew it at this moment"},
                        {"--at-event", "N", "as the ledger knew it after event N"},
                        {"--edition", "N", "what edition N printed"},
                        {"--all", "", "with the measures that left the programme"},
                        {"--full", "", "print long texts whole"}},
            .run = run_matrix};
}

}  // namespace peil::cli
