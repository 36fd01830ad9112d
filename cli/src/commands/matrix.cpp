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
    if (!context.arguments.has("--as-we-now-know")) { return print_matrix(context, *question); }
    if (!question->edition) {
        return wrong_use("--as-we-now-know stands beside an edition; add --edition N");
    }
    return print_comparison(context, *question);
}

}  // namespace

Command matrix_command() {
    return {.name = "matrix",
            .group = "Looking back",
            .summary = "Print the matrix of all measures",
            .details =
                "Without options: the state of today, with everything that is known. --as-of and "
                "--known-at combine freely: what did we believe then about that date? --edition "
                "prints what was published, whatever came later; with --as-we-now-know beside it "
                "what is known of its date now, and where they differ.",
            .positionals = {},
            .options = {{"--as-of", "DATE", "state that held on this date"},
                        {"--known-at", "TIME", "as the ledger knew it at this moment"},
                        {"--at-event", "N", "as the ledger knew it after event N"},
                        {"--edition", "N", "what edition N printed"},
                        {"--as-we-now-know", "", "with --edition: beside it what is known now"},
                        {"--all", "", "with the measures that left the programme"},
                        {"--full", "", "print long texts whole"}},
            .formats = matrix_formats(),
            .run = run_matrix};
}

}  // namespace peil::cli
