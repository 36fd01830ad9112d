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

/// `2 facts change what edition 7 printed; 1 late fact changes only what held before its date`.
std::string restatements_summary(const std::vector<Restatement>& found,
                                 const std::optional<std::uint32_t>& edition) {
    const auto name = edition ? fmt::format("edition {}", *edition) : std::string("an edition");
    if (found.empty()) { return fmt::format("Nothing recorded since restates {}.", name); }
    std::string text;
    const auto tell = [&](std::string_view what, const std::string& changed, auto is_counted) {
        const auto count =
            static_cast<std::uint64_t>(std::count_if(found.begin(), found.end(), is_counted));
        if (count == 0) { return; }
        text += fmt::format("{}{} {} {}", text.empty() ? "" : "; ", core::counted(count, what),
                            count == 1 ? "changes" : "change", changed);
    };
    const auto is_figure = [](const Restatement& one) { return one.field == "figure"; };
    tell("fact", "what " + name + " printed",
         [](const Restatement& one) { return one.changes_printed; });
    tell("late fact", "only what held before its date",
         [&](const Restatement& one) { return !one.changes_printed && !is_figure(one); });
    tell("late figure", "only a value that is not the newest of its series",
         [&](const Restatement& one) { return !one.changes_printed && is_figure(one); });
    return text + ". " + (edition ? "The edition stays" : "Editions stay") + " as " +
           (edition ? "it was" : "they were") + " printed.";
}

core::Result<std::vector<Restatement>> find_asked(const Asked& asked, core::UnixMs now) {
    if (!asked.point.edition) {
        return events::find_restatements(asked.view, asked.point.moment.known);
    }
    auto later = asked.question;
    later.edition.reset();
    const auto known = events::resolve(asked.view, later, now);
    if (!known) { return known.error(); }
    return events::find_restatements(asked.view, *asked.point.edition, known->moment.known);
}

core::Result<int> print_restatements(Context& context, const Asked& asked) {
    const auto found = find_asked(asked, context.clock());
    if (!found) { return found.error(); }
    const auto summary = restatements_summary(*found, asked.question.edition);
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

core::Result<int> run_restatements(Context& context) {
    return answer_asked(context, print_restatements);
}

}  // namespace

Command restatements_command() {
    return {.name = "restatements",
            .group = "Looking back",
            .summary = "List what restates a published edition",
            .details =
                "Facts that were recorded after the edition and hold from its date or before, "
                "and corrections that void what it printed. A figure of a date or period before "
                "the edition restates it whenever it is reported, unless a break came between. A "
                "late fact that left what was printed on the date of the edition is told as "
                "well, and marked as such (changesPrinted false). `peil matrix --edition N "
                "--as-we-now-know` shows both whole.",
            .positionals = {},
            .options = {{"--edition", "N", "of this edition; else of all"},
                        {"--known-at", "TIME", "as the ledger knew it at this moment"},
                        {"--at-event", "N", "as the ledger knew it after event N"},
                        {"--full", "", "print long texts whole"}},
            .run = run_restatements};
}

}  // namespace peil::cli
