// peil edition export: a published edition as one file that proves itself.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "all.hpp"
#include <peil/core/files.hpp>
#include <peil/events/page.hpp>

#include <boost/json/serialize.hpp>

namespace peil::cli {

namespace {

core::Result<int> export_edition(Context& context) {
    const auto number = parse_edition(context.arguments.get("NUMBER"), "NUMBER");
    if (!number) { return number.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto document = events::make_document(*view, *number);
    if (!document) { return document.error(); }
    const auto text =
        context.is_json()
            ? core::Result<std::string>(boost::json::serialize(events::to_json(*document)) + '\n')
            : events::render_page(*document);
    if (!text) { return text.error(); }
    if (const auto file = context.arguments.find("--output")) {
        core::replace_file(*file, *text, core::FileMode::published);
        return exit_code::done;
    }
    context.print(std::string_view(*text).substr(0, text->size() - 1));
    return exit_code::done;
}

}  // namespace

Command edition_export_command() {
    return {.name = "edition export",
            .group = "Editions and integrity",
            .summary = "Write a published edition as one file that proves itself",
            .details =
                "The page shows the report and proves it in any browser, without a network; "
                "`peil check` proves it on a\nterminal. Neither needs this ledger. The file "
                "holds what the edition printed and nothing else.",
            .positionals = {{"NUMBER", "number of the edition"}},
            .options = {{"--output", "FILE", "write to this file instead of the terminal"}},
            .formats = {"html", "json"},
            .run = export_edition};
}

}  // namespace peil::cli
