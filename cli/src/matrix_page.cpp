// From a question to a printed matrix.
// SPDX-License-Identifier: EUPL-1.2
#include "matrix_page.hpp"

#include <peil/events/render.hpp>
#include <peil/events/render_restatements.hpp>
#include <peil/events/restatement.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace peil::cli {

std::vector<std::string> matrix_formats() {
    return {"table", "json", "md", "csv"};
}

namespace {

/// An empty matrix is no fault where nothing was known; say since when something is.
void warn_of_nothing_known(const Context& context, const events::View& view,
                           const events::Question& question) {
    const auto first = view.ledger().event(1);
    if (!question.known_at || !first) { return; }
    context.warn(fmt::format("at {} nothing was known: the ledger begins with event 1 of {}",
                             *question.known_at, core::find_time(*first)));
}

}  // namespace

core::Result<int> print_matrix(const Context& context, const events::Question& question) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto matrix = events::answer(*view, question, context.clock());
    if (!matrix) { return matrix.error(); }
    if (matrix->size == 0) { warn_of_nothing_known(context, *view, question); }
    const auto format = context.format();
    if (format == "json") {
        context.print(boost::json::serialize(events::to_json(*matrix)));
    } else if (format == "md") {
        context.print_long(events::render_markdown(*matrix));
    } else if (format == "csv") {
        context.print_long(events::render_csv(*matrix));
    } else {
        context.print_long(events::render_table(*matrix, context.table_style()));
    }
    return exit_code::done;
}

core::Result<int> print_comparison(const Context& context, const events::Question& question) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto point = events::resolve(*view, question, context.clock());
    if (!point) { return point.error(); }
    auto later = question;
    later.edition.reset();
    const auto now = events::resolve(*view, later, context.clock());
    if (!now) { return now.error(); }
    const auto compared = events::compare_edition(*view, *point->edition, now->moment.known);
    if (!compared) { return compared.error(); }
    const auto format = context.format();
    if (format == "json") {
        context.print(boost::json::serialize(events::to_json(*compared)));
    } else if (format == "md") {
        context.print_long(events::render_comparison_markdown(*compared));
    } else if (format == "csv") {
        context.print_long(events::render_comparison_csv(*compared));
    } else {
        context.print_long(events::render_comparison_table(*compared, context.table_style()));
    }
    return exit_code::done;
}

}  // namespace peil::cli
