// peil matrix: the state of all measures on any date, as known at any moment, or of an edition.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../matrix_page.hpp"
#include "../question.hpp"
#include "all.hpp"

namespace peil::cli {

namespace {

core::Result<int> run_matrix(Context& context) {
    const auto question = read_question(context);
    if (!question) { return question.error(); }
    return print_matrix(context, *question);
}

}  // namespace

Command matrix_command() {
    return {.name = "matrix",
            .group = "Looking back",
            .summary = "Print the matrix of all measures",
            .details =
                "Without options: the state of today, with everything that is known. "
                "--as-of and --known-at combine freely:\nwhat did we believe then about "
                "that date? --edition prints what was published, whatever came later.",
            .positionals = {},
            .options = {{"--as-of", "DATE", "state that held on this date"},
                        {"--known-at", "TIME", "as the ledger knew it at this moment"},
                        {"--at-event", "N", "as the ledger knew it after event N"},
                        {"--edition", "N", "what edition N printed"},
                        {"--all", "", "with the measures that left the programme"},
                        {"--full", "", "print long texts whole"}},
            .formats = matrix_formats(),
            .run = run_matrix};
}

}  // namespace peil::cli
