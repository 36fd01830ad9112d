// peil blame: each field of a measure with the event that set it, and every correction on the way.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/blame.hpp>
#include <peil/events/render_restatements.hpp>
#include <peil/events/text_table.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

bool prints_measure(const events::EditionPublished& edition, const std::string& number) {
    return std::any_of(edition.rows.begin(), edition.rows.end(), [&](const auto& row) {
        return std::find(row.begin(), row.end(), number) != row.end();
    });
}

/// `edition 7, 2016-11-14`, or `as of 2016-12-01, after 41 events`.
std::string moment_of_blame(const events::ResolvedQuestion& point, const std::string& as_of) {
    if (point.edition) {
        return fmt::format("as edition {} of {} printed it", point.edition->edition.edition,
                           point.edition->edition.date);
    }
    return fmt::format("as of {}, after {}", as_of, core::counted(point.moment.known, "event"));
}

boost::json::object blame_json(const std::string& number, const events::ResolvedQuestion& point,
                               const std::string& as_of,
                               const std::vector<events::BlamedField>& fields) {
    boost::json::object object{{"schema", "peil.blame/1"},
                               {"measure", number},
                               {"asOf", as_of},
                               {"edition", nullptr},
                               {"size", point.moment.known},
                               {"fields", events::to_json(fields)}};
    if (point.edition) { object["edition"] = std::int64_t{point.edition->edition.edition}; }
    return object;
}

core::Result<int> print_blame(Context& context, const Asked& asked) {
    const auto& [view, question, point] = asked;
    const auto number = context.arguments.get("NUMBER");
    if (point.edition && !prints_measure(point.edition->edition, number)) {
        return wrong_use(
            fmt::format("edition {} prints no measure {}", point.edition->edition.edition, number));
    }
    const auto fields = events::blame_measure(view, number, point);
    if (!fields) { return fields.error(); }
    if (fields->empty()) {
        return wrong_use("there is no measure " + number +
                         " at that moment; `peil matrix --all` lists the measures");
    }
    const auto as_of =
        point.edition ? point.edition->edition.date : question.as_of.value_or(today(context));
    if (context.is_json()) {
        context.print(boost::json::serialize(blame_json(number, point, as_of, *fields)));
        return exit_code::done;
    }
    const auto style = context.table_style();
    context.print_long(
        events::render_paragraph(
            fmt::format("Measure {}, {}", number, moment_of_blame(point, as_of)), style) +
        '\n' + events::render_blame(*fields, style));
    return exit_code::done;
}

core::Result<int> run_blame(Context& context) {
    return answer_asked(context, print_blame);
}

}  // namespace

Command blame_command() {
    return {.name = "blame",
            .group = "Looking back",
            .summary = "Show which event set each field of a measure",
            .details =
                "Each field with what it says, the event that set it, from when it holds, when "
                "and by whom it was recorded, and the lines of the report it comes from. "
                "Corrections are told: which event, what it said, by whom, when and why. Of a "
                "milestone the last event is told, then the ones that set its text, date, owner "
                "and paper.",
            .positionals = {{"NUMBER", "number of the measure, such as 8 or 20b"}},
            .options = {{"--as-of", "DATE", "what held on this date"},
                        {"--known-at", "TIME", "as the ledger knew it at this moment"},
                        {"--at-event", "N", "as the ledger knew it after event N"},
                        {"--edition", "N", "what edition N printed"},
                        {"--full", "", "print long texts whole"}},
            .run = run_blame};
}

}  // namespace peil::cli
