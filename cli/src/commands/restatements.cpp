// peil restatements: what was recorded after an edition that tells of its date, or before.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/render_restatements.hpp>
#include <peil/events/restatement.hpp>
#include <peil/events/text_table.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

using events::Restatement;

/// `2 facts change what edition 7 printed, 1 tells of the time before it`.
std::string restatements_summary(const std::vector<Restatement>& found,
                                 const std::optional<std::uint32_t>& edition) {
    const auto name = edition ? fmt::format("edition {}", *edition) : std::string("an edition");
    if (found.empty()) { return fmt::format("Nothing recorded since restates {}.", name); }
    const auto changing = static_cast<std::uint64_t>(std::count_if(
        found.begin(), found.end(), [](const Restatement& one) { return one.changes_printed; }));
    const auto earlier = found.size() - changing;
    std::string text;
    if (changing > 0) {
        text = fmt::format("{} {} what {} printed", core::counted(changing, "fact"),
                           changing == 1 ? "changes" : "change", name);
    }
    if (earlier > 0) {
        text +=
            fmt::format("{}{} {} only what held before its date", text.empty() ? "" : "; ",
                        core::counted(earlier, "late fact"), earlier == 1 ? "changes" : "change");
    }
    return text + ". " + (edition ? "The edition stays" : "Editions stay") + " as " +
           (edition ? "it was" : "they were") + " printed.";
}

core::Result<std::vector<Restatement>> find_asked(const events::View& view,
                                                  const events::Question& question,
                                                  core::UnixMs now) {
    auto point = events::resolve(view, question, now);
    if (!point) { return point.error(); }
    if (!point->edition) { return events::find_restatements(view, point->moment.known); }
    auto later = question;
    later.edition.reset();
    const auto known = events::resolve(view, later, now);
    if (!known) { return known.error(); }
    return events::find_restatements(view, *point->edition, known->moment.known);
}

core::Result<int> run_restatements(Context& context) {
    const auto question = read_question(context);
    if (!question) { return question.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto found = find_asked(*view, *question, context.clock());
    if (!found) { return found.error(); }
    const auto summary = restatements_summary(*found, question->edition);
    if (context.is_json()) {
        context.print(
            boost::json::serialize(boost::json::object{{"schema", "peil.restatements/1"},
                                                       {"summary", summary},
                                                       {"restatements", events::to_json(*found)}}));
        return exit_code::done;
    }
    const auto style = context.table_style();
    auto text = events::render_paragraph(summary, style);
    if (!found->empty()) { text += '\n' + events::render_restatements(*found, style); }
    context.print_long(text);
    return exit_code::done;
}

}  // namespace

Command restatements_command() {
    return {.name = "restatements",
            .group = "Looking back",
            .summary = "List what restates a published edition",
            .details =
                "Facts that were recorded after the edition and hold from its date or before, and "
                "corrections that void\nwhat it printed. A late fact that left what was printed on "
                "the date of the edition is told as well, and\nmarked as such (changesPrinted "
                "false). `peil matrix --edition N --as-we-now-know` shows both whole.",
            .positionals = {},
            .options = {{"--edition", "N", "of this edition; else of all"},
                        {"--known-at", "TIME", "as the ledger knew it at this moment"},
                        {"--at-event", "N", "as the ledger knew it after event N"},
                        {"--full", "", "print long texts whole"}},
            .run = run_restatements};
}

}  // namespace peil::cli
