// peil edition publish, list, show: freezing a report, and looking at what was frozen.
// SPDX-License-Identifier: EUPL-1.2
#include "../block_text.hpp"
#include "../columns.hpp"
#include "../context.hpp"
#include "../matrix_page.hpp"
#include "../record.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/publish.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace peil::cli {

namespace {

std::size_t measure_count(const events::EditionPublished& edition) {
    std::size_t count = 0;
    for (const auto& row : edition.rows) { count += row.size(); }
    return count;
}

boost::json::object record_json(const events::EditionRecord& record) {
    auto data = events::to_data(events::Event(record.edition));
    data["event"] = record.sequence;
    return data;
}

std::string record_line(const events::EditionRecord& record, const events::TableStyle& style) {
    const auto start = fmt::format("edition {:>3}  {}  event {:>6}  {} in {}  ",
                                   record.edition.edition, record.edition.date, record.sequence,
                                   core::counted(measure_count(record.edition), "measure"),
                                   core::counted(record.edition.rows.size(), "row"));
    return hanging_text(start, record.edition.title.value_or(""), style);
}

core::Result<int> list_edition(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto editions = events::list_editions(view->facts());
    if (context.is_json()) {
        boost::json::array array;
        for (const auto& record : editions) { array.push_back(record_json(record)); }
        context.print(boost::json::serialize(array));
        return exit_code::done;
    }
    if (editions.empty()) { context.print("no edition was published yet"); }
    for (const auto& record : editions) {
        context.print(record_line(record, context.table_style()));
    }
    return exit_code::done;
}

core::Result<events::EditionPublished> edition_to_publish(const Context& context,
                                                          const events::View& view) {
    const auto number = parse_edition(context.arguments.get("NUMBER"), "NUMBER");
    if (!number) { return number.error(); }
    const auto typed = context.arguments.find("--date").value_or(today(context));
    const auto date = parse_report_date(context, typed, "--date");
    if (!date) { return date.error(); }
    const auto editions = events::list_editions(view.facts());
    if (!editions.empty() && *number < editions.back().edition.edition) {
        return wrong_use(fmt::format("edition {} is the last one; the next has a higher number",
                                     editions.back().edition.edition));
    }
    const auto matrix = events::answer(view, {.as_of = *date}, context.clock());
    if (!matrix) { return matrix.error(); }
    if (matrix->measures.empty()) {
        return wrong_use("there is no open measure on " + *date + " to publish");
    }
    auto edition = events::edition_of(*matrix, *number, *date);
    edition.title = context.arguments.find("--title");
    if (const auto file = context.arguments.find("--introduction")) {
        const auto text = read_input(*file);
        if (!text) { return text.error(); }
        edition.introduction = parse_blocks(*text);
    }
    return edition;
}

core::Result<int> publish_edition(Context& context) {
    auto ledger = open_ledger(context, core::Access::write);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    auto edition = edition_to_publish(context, *view);
    if (!edition) { return edition.error(); }
    events::BatchBuilder batch(*view, actor_of(context, ledger->settings()), *context.random);
    const auto added = batch.publish(*edition, {.effective = edition->date, .actor = {}});
    if (!added) {
        return name_arguments(added.error(), {{"edition", "NUMBER"},
                                              {"date", "--date"},
                                              {"title", "--title"},
                                              {"introduction", "--introduction"}});
    }
    return record_batch(context, *ledger, batch);
}

core::Result<int> show_edition(Context& context) {
    const auto number = parse_edition(context.arguments.get("NUMBER"), "NUMBER");
    if (!number) { return number.error(); }
    return print_matrix(context, {.edition = *number});
}

}  // namespace

std::vector<Command> edition_commands() {
    std::vector<Option> options{
        {"--date", "DATE", "date of the report; else today"},
        {"--title", "TITLE", "title of the report"},
        {"--introduction", "FILE", "introduction as text; - for standard input"}};
    for (auto& option : writing_options()) { options.push_back(std::move(option)); }
    return {
        {.name = "edition publish",
         .group = "Editions and integrity",
         .summary = "Freeze the matrix of a date as a published edition",
         .details = "What was published stays as it was, whatever is recorded later. Its number is "
                    "higher than that of every edition; its date is today or before, and not "
                    "before that of the last one. Seals the ledger. `peil import` takes editions "
                    "of before as well.",
         .positionals = {{"NUMBER", "number of the edition"}},
         .options = std::move(options),
         .run = publish_edition},
        {.name = "edition list",
         .group = "Editions and integrity",
         .summary = "List the published editions",
         .details = "",
         .positionals = {},
         .options = {},
         .run = list_edition},
        {.name = "edition show",
         .group = "Editions and integrity",
         .summary = "Print an edition as it was published",
         .details = "The same as `peil matrix --edition NUMBER`.",
         .positionals = {{"NUMBER", "number of the edition"}},
         .options = {{"--full", "", "print long texts whole"}},
         .formats = matrix_formats(),
         .run = show_edition}};
}

}  // namespace peil::cli
