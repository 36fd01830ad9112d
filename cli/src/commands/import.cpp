// peil import: reads a report and appends what the ledger lacks, in one atomic batch.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../plan_text.hpp"
#include "../record.hpp"
#include "../review_file.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/changes.hpp>
#include <peil/events/error.hpp>
#include <peil/events/import.hpp>
#include <peil/events/review.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace peil::cli {

namespace {

constexpr std::size_t report_size_bytes_max = std::size_t{16} << 20U;

/// The report. Of a longer file the reader sees as much as it takes, for it to name the line that
/// is at fault. Errors: wrong use, unreadable_report.
core::Result<std::string> read_report_file(const std::string& file) {
    auto text = read_input_start(file, report_size_bytes_max + 1);
    if (!text || text->size() <= report_size_bytes_max) { return text; }
    text->pop_back();
    const auto end = text->rfind('\n');
    if (end != std::string::npos) { text->resize(end + 1); }
    const auto report = events::read_report(*text, {});
    const auto line = std::count(text->begin(), text->end(), '\n') + 1;
    return core::Error(make_error_code(events::Errc::unreadable_report),
                       report
                           ? fmt::format("{}: line {}: found more than 16 MiB; expected a report "
                                         "of at most that size",
                                         file, line)
                           : file + ": " + report.error().detail);
}

core::Result<events::ImportRequest> read_request(const Context& context, const std::string& text) {
    const auto& arguments = context.arguments;
    const auto edition = parse_edition(arguments.get("--edition"), "--edition");
    if (!edition) { return edition.error(); }
    const auto date = parse_report_date(context, arguments.get("--date"), "--date");
    if (!date) { return date.error(); }
    const auto file = arguments.get("FILE");
    return events::ImportRequest{
        .text = text,
        .file_title =
            file == "-" ? "standard input" : std::filesystem::path(file).filename().string(),
        .edition = *edition,
        .date = *date,
        .is_partial = arguments.has("--partial")};
}

/// Assumptions about text that may be missing are said in any case; the others are counted.
void warn_of(Context& context, const std::vector<events::Assumption>& assumptions) {
    for (const auto& assumption : assumptions) {
        if (!events::is_grave(assumption)) { continue; }
        const auto line = assumption.lines.last > 0 ? assumption.lines.last - 1 : 0;
        context.warn(events::printable(
            fmt::format("{} (line {}): {}", assumption.code, line, assumption.text)));
    }
    if (!context.is_json() && !assumptions.empty()) {
        context.warn(
            fmt::format("{} assumptions were made; `peil import --dry-run` before an "
                        "import lists them",
                        assumptions.size()));
    }
}

/// The last line of an import: receipts before it may be many.
void warn_of_import(const Context& context, const core::Ledger& ledger, std::uint32_t edition,
                    std::size_t count) {
    const auto snapshot = ledger.snapshot();
    const auto size = snapshot.head().size;
    const auto sealed = snapshot.last_checkpoint();
    const bool is_sealed = sealed && sealed->size == size;
    context.warn(fmt::format(
        "edition {}: {} appended; the ledger has {} and the root {}, {}", edition,
        core::counted(count, "event"), core::counted(size, "event"),
        core::to_hex(snapshot.head().root),
        is_sealed ? fmt::format("sealed at size {}", size) : "not sealed; type `peil checkpoint`"));
}

core::Result<int> append_plan(Context& context, core::Ledger& ledger,
                              const events::ImportPlan& plan, const events::BatchBuilder& batch) {
    auto code = record_batch(context, ledger, batch);
    if (!code) { return code.error(); }
    warn_of(context, plan.assumptions);
    warn_of_import(context, ledger, plan.edition, batch.drafts().size());
    return code;
}

/// What a person kept, added to the plan; how many suggestions that were, if --accept was given.
core::Result<std::optional<events::Acceptance>> accept_kept(Context& context,
                                                            const events::View& view,
                                                            events::ImportPlan& plan) {
    const auto file = context.arguments.find("--accept");
    if (!file) { return std::optional<events::Acceptance>(); }
    const auto kept = read_review_file(*file);
    if (!kept) { return kept.error(); }
    auto acceptance = events::accept_suggestions(view, *kept, *file, plan);
    if (!acceptance) { return acceptance.error(); }
    if (kept->empty()) {
        context.warn(events::printable(
            fmt::format("{} keeps 0 suggestions: none is added to the import", *file)));
    }
    for (const auto& sentence : acceptance->left) { context.warn(events::printable(sentence)); }
    return std::optional(std::move(*acceptance));
}

void print_nothing_to_append(const Context& context, const events::ImportPlan& plan,
                             const std::optional<events::Acceptance>& acceptance) {
    if (context.is_json()) {
        context.print(R"({"appended":0})");
        return;
    }
    context.print(fmt::format("nothing to append: the ledger has edition {} as this file prints it",
                              plan.edition));
    if (acceptance && acceptance->present_count > 0) {
        context.print(fmt::format("{} kept in {} had been recorded before",
                                  core::counted(acceptance->present_count, "suggestion"),
                                  context.arguments.get("--accept")));
    }
}

core::Result<void> check_options(const Context& context) {
    if (context.arguments.has("--review") && context.arguments.has("--accept")) {
        return wrong_use("--review writes the file that --accept reads; give one of them");
    }
    return {};
}

int print_plan(Context& context, const events::ImportPlan& plan) {
    if (context.is_json()) {
        context.print(boost::json::serialize(plan_json(plan)));
    } else {
        context.print_long(plan_text(plan, context.table_style()));
    }
    return exit_code::done;
}

core::Result<int> run_import(Context& context) {
    if (const auto checked = check_options(context); !checked) { return checked.error(); }
    const auto text = read_report_file(context.arguments.get("FILE"));
    if (!text) { return text.error(); }
    const auto request = read_request(context, *text);
    if (!request) { return request.error(); }
    const auto review = context.arguments.find("--review");
    const bool is_dry = context.arguments.has("--dry-run") || review;
    auto ledger = open_ledger(context, is_dry ? core::Access::read : core::Access::write);
    if (!ledger) { return ledger.error(); }
    auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    auto plan = events::plan_import(*view, *request);
    if (!plan) {
        return core::Error(plan.error().code,
                           context.arguments.get("FILE") + ": " + plan.error().detail);
    }
    if (review) { return write_review_file(context, *review, *plan); }
    const auto acceptance = accept_kept(context, *view, *plan);
    if (!acceptance) { return acceptance.error(); }
    // A dry run is refused as the import would be.
    events::BatchBuilder batch(*view, actor_of(context, ledger->settings()), *context.random);
    if (const auto added = events::add_plan(*plan, *request, batch); !added) {
        return name_arguments(added.error(), {{"edition", "--edition"}, {"date", "--date"}});
    }
    if (is_dry) { return print_plan(context, *plan); }
    if (plan->events.empty()) {
        print_nothing_to_append(context, *plan, *acceptance);
        return exit_code::done;
    }
    return append_plan(context, *ledger, *plan, batch);
}

}  // namespace

Command import_command() {
    std::vector<Option> options{
        {"--edition", "N", "number of the edition that the report is", true},
        {"--date", "DATE", "date of the report, such as 2016-11-14", true},
        {"--dry-run", "", "print the plan and every assumption, and append nothing"},
        {"--review", "FILE",
         "write what the text seems to state to FILE (.json, or lines of text); append nothing"},
        {"--accept", "FILE", "append also the suggestions that FILE still has"},
        {"--partial", "", "take a report that breaks off as far as it goes"},
        {"--full", "", "with --dry-run: print long texts whole"}};
    for (auto& option : writing_options()) { options.push_back(std::move(option)); }
    return {.name = "import",
            .group = "Recording",
            .summary = "Read a report and append what the ledger lacks",
            .details =
                "Two layouts of text are known: a table with tabs and stray HTML tags, and flat "
                "text from a PDF. The report is compared with the matrix of its date; what "
                "differs is appended in one atomic batch that ends with the event that freezes "
                "the edition. The same file again appends nothing.\n"
                "A file that was cut is refused: one that stops in mid-sentence, or before the "
                "last measures of the edition before it. Flat text without an edition before it "
                "has to tell that it is whole: by the number of measures in its introduction, or "
                "by the line of one space and two empty lines with which such a text closes.\n"
                "Figures, milestones, and references to other measures that the text seems to "
                "state are suggestions, and never appended by themselves. --review writes them "
                "to a file; delete what is wrong in it, correct the rest, and give the file to "
                "--accept, with the same report: those are appended in the same batch, marked as "
                "suggested. A second time appends nothing. A file whose name ends in .json is an "
                "array of objects; any other is text with one suggestion a line, in columns "
                "parted by |, which its first lines name.\n"
                "A series that seems to count something else says so under doubt, in words that "
                "begin with other: kept as it is, the figure starts a marked break of its "
                "series, with the doubt as the reason; empty the doubt where it counts the same. "
                "Under reason you may say why a milestone moved, was reached or dropped. Words "
                "that do not stand in the report are refused, and so are values that their words "
                "do not say. --dry-run with --accept refuses what the import would.\n"
                "docs/review.md describes both forms.",
            .positionals = {{"FILE", "the report as text; - for standard input"}},
            .options = std::move(options),
            .run = run_import};
}

}  // namespace peil::cli
