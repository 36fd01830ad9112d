// peil edition export: a published edition as one file that proves itself.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../output_file.hpp"
#include "all.hpp"
#include <peil/core/evidence.hpp>
#include <peil/events/page.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <string>

namespace peil::cli {

namespace {

/// `html` or `json`, by --format or else by the ending of the file. Errors: wrong use.
core::Result<std::string> format_of_export(const Context& context) {
    const auto format = context.arguments.find("--format");
    const auto file = context.arguments.find("--output");
    if (!file) { return format.value_or("html"); }
    const auto ending = std::filesystem::path(*file).extension().string();
    const bool is_telling = ending == ".html" || ending == ".json";
    if (!format && !is_telling) {
        return wrong_use(
            fmt::format("what {} should hold is not clear: let its name end in .html "
                        "or .json, or add --format html or --format json",
                        *file));
    }
    if (format && is_telling && ending.substr(1) != *format) {
        return wrong_use(fmt::format("--format {} does not go into {}: give it a name in .{}",
                                     *format, *file, *format));
    }
    return format ? *format : ending.substr(1);
}

core::Result<std::string> exported_text(const Context& context, std::uint32_t number,
                                        const std::string& format) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    auto document = events::make_document(*view, number);
    if (!document) { return document.error(); }
    const auto policy = core::read_policy(ledger->folder());
    if (!policy) { return policy.error(); }
    const auto added = events::add_evidence(*document, view->ledger(), *policy);
    if (!added) { return added.error(); }
    if (format == "html") { return events::render_page(*document); }
    return boost::json::serialize(events::to_json(*document)) + '\n';
}

core::Result<int> export_edition(Context& context) {
    const auto number = parse_edition(context.arguments.get("NUMBER"), "NUMBER");
    if (!number) { return number.error(); }
    const auto file = context.arguments.find("--output");
    if (file) {
        if (const auto fits = require_output_place(*file); !fits) { return fits.error(); }
    }
    const auto format = format_of_export(context);
    if (!format) { return format.error(); }
    const auto text = exported_text(context, *number, *format);
    if (!text) { return text.error(); }
    if (!file) {
        context.print(std::string_view(*text).substr(0, text->size() - 1));
        return exit_code::done;
    }
    const auto written = write_new_output(*file, *text, "--output");
    if (!written) { return written.error(); }
    context.print(fmt::format("wrote edition {} as {} to {}", *number, *format, *file));
    return exit_code::done;
}

}  // namespace

Command edition_export_command() {
    return {.name = "edition export",
            .group = "Editions and integrity",
            .summary = "Write a published edition as one file that proves itself",
            .details =
                "The page shows the report and proves it in any browser, without a network; "
                "`peil check` proves it on a terminal. Neither needs this ledger. The file holds "
                "what the edition printed, what proves it, and what witnesses and a timestamping "
                "authority signed until now, and nothing else. Without --format, the ending of "
                "FILE decides: .html or .json. A file with other content is not written over.",
            .positionals = {{"NUMBER", "number of the edition"}},
            .options = {{"--output", "FILE", "write to this file instead of the terminal"}},
            .formats = {"html", "json"},
            .run = export_edition};
}

}  // namespace peil::cli
