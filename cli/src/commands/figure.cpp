// peil figure SERIES: the values of one series over the dates that they are of, and for each date
// its vintages: what was reported when, by which event, and why it changed.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../page_formats.hpp"
#include "../question.hpp"
#include "../series_page.hpp"
#include "all.hpp"
#include <peil/events/figure.hpp>

#include <fmt/format.h>

namespace peil::cli {

namespace {

core::Result<int> print_series(Context& context, const Asked& asked) {
    const auto& facts = asked.view.facts();
    const auto id = context.arguments.get("SERIES");
    const auto series = events::find_series(facts, id, asked.point.moment);
    if (!series) {
        const auto other = events::find_series(facts, id, {});
        if (!other) {
            return wrong_use(fmt::format("there is no series {}; `peil figures` lists them", id));
        }
        return wrong_use(fmt::format(
            "series {} is not known at the moment asked about: event {} registers it from {} on",
            id, other->registered.sequence, events::format_effective(other->registered.effective)));
    }
    const auto references = events::find_figures(facts, id, asked.point.moment);
    const SeriesPage page{asked.view, *series, references, asked.point.as_of};
    print_page<SeriesPage>(context, page, {series_table, series_json, series_csv});
    return exit_code::done;
}

core::Result<int> run_figure(Context& context) {
    return answer_asked(context, print_series);
}

}  // namespace

Command figure_command() {
    return {.name = "figure",
            .group = "Looking back",
            .summary = "Show a series of figures and how each value changed",
            .details =
                "For every date or period its last value, and the earlier ones under it with "
                "their reasons. Where the series counts something else, a break is marked. "
                "Values on both sides of a break, or over periods of another kind or length, are "
                "not subtracted; a word says so. Of a cumulative series those compare that begin "
                "on the same day.",
            .positionals = {{"SERIES", "id of the series, such as 9.dossiers"}},
            .options = question_options(),
            .formats = {"table", "json", "csv"},
            .run = run_figure};
}

}  // namespace peil::cli
