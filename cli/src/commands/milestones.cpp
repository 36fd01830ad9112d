// peil milestones: what was promised, what is overdue, what moved, what was reached late, and what
// an edition announced and the next one does not mention.
// SPDX-License-Identifier: EUPL-1.2
#include "../columns.hpp"
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/csv_text.hpp>
#include <peil/events/silence.hpp>
#include <peil/events/view.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace peil::cli {

namespace {

namespace json = boost::json;

/// The milestones that were asked for.
struct MilestoneOverview {
    std::vector<events::Milestone> milestones;
    std::vector<std::string> silent;  ///< their ids
    std::optional<events::NeighbourEditions> editions;
    std::string as_of;
    std::string day;
};

/// What there is to say of a milestone, in words that do not change: `overdue`, `moved`, …
std::vector<std::string> remarks_of(const MilestoneOverview& overview,
                                    const events::Milestone& milestone) {
    std::vector<std::string> remarks;
    if (milestone.is_overdue(overview.day)) { remarks.emplace_back("overdue"); }
    if (milestone.is_due(overview.day)) { remarks.emplace_back("due"); }
    if (!milestone.moves.empty()) { remarks.emplace_back("moved"); }
    if (milestone.is_late()) { remarks.emplace_back("late"); }
    if (std::find(overview.silent.begin(), overview.silent.end(), milestone.id) !=
        overview.silent.end()) {
        remarks.emplace_back("silent");
    }
    return remarks;
}

/// The same for people: `moved 2 times, first 2016`, `silent in edition 8`.
std::string remark_in_words(const MilestoneOverview& overview, const events::Milestone& milestone,
                            const std::string& remark) {
    if (remark == "moved") {
        return fmt::format("moved {}, from {} to {}", core::counted(milestone.moves.size(), "time"),
                           milestone.first_due().text, milestone.due.text);
    }
    if (remark == "late") { return "reached late"; }
    if (remark == "silent") {
        return fmt::format("edition {} is silent", overview.editions->second.edition.edition);
    }
    return remark;
}

std::string state_in_words(const events::Milestone& milestone) {
    if (milestone.reached) { return "reached " + milestone.reached->text; }
    return milestone.state == "moved" ? "expected" : milestone.state;
}

std::string milestones_json(const MilestoneOverview& overview) {
    json::array array;
    for (const auto& milestone : overview.milestones) {
        auto object = events::to_json(milestone);
        const auto remarks = remarks_of(overview, milestone);
        object["measure"] = milestone.measure;
        object["firstDue"] = milestone.first_due().text;
        object["moveCount"] = milestone.moves.size();
        object["commitment"] = milestone.owner.has_value();
        object["remarks"] = json::array(remarks.begin(), remarks.end());
        array.push_back(std::move(object));
    }
    json::object object{{"schema", "peil.milestones/1"}, {"asOf", overview.as_of}};
    object["silence"] = nullptr;
    if (overview.editions) {
        object["silence"] = {{"announced", overview.editions->first.edition.edition},
                             {"silent", overview.editions->second.edition.edition}};
    }
    object["milestones"] = std::move(array);
    return json::serialize(object);
}

std::string milestones_csv(const MilestoneOverview& overview) {
    auto text = events::csv_record({"milestone", "measure", "text", "due", "dueFrom", "dueTo",
                                    "state", "reached", "firstDue", "moveCount", "owner", "paper",
                                    "remarks", "event"});
    for (const auto& milestone : overview.milestones) {
        text +=
            events::csv_record({milestone.id, milestone.measure, milestone.text, milestone.due.text,
                                milestone.due.from, milestone.due.to, milestone.state,
                                milestone.reached ? milestone.reached->text : "",
                                milestone.first_due().text, std::to_string(milestone.moves.size()),
                                milestone.owner.value_or(""), milestone.paper.value_or(""),
                                fmt::format("{}", fmt::join(remarks_of(overview, milestone), " ")),
                                std::to_string(milestone.newest.sequence)});
    }
    return text;
}

std::string milestones_table(const MilestoneOverview& overview, const events::TableStyle& style) {
    std::vector<ColumnRow> rows;
    for (const auto& milestone : overview.milestones) {
        std::string remarks;
        for (const auto& remark : remarks_of(overview, milestone)) {
            remarks += (remarks.empty() ? "" : "; ") + remark_in_words(overview, milestone, remark);
        }
        rows.push_back({.cells = {milestone.id, milestone.due.text, state_in_words(milestone),
                                  remarks, milestone.owner.value_or(""), milestone.text}});
    }
    return column_table({{.title = "milestone"},
                         {.title = "due"},
                         {.title = "state"},
                         {.title = "remarks"},
                         {.title = "owner", .is_flexible = true},
                         {.title = "text", .is_flexible = true}},
                        rows, style);
}

core::Result<MilestoneOverview> read_overview(const Context& context, const events::View& view,
                                              const events::Question& question) {
    const auto resolved = events::resolve(view, question, context.clock());
    if (!resolved) { return resolved.error(); }
    const auto measure = context.arguments.get("MEASURE");
    if (!measure.empty() && !events::draw_measure(view.facts(), measure, resolved->moment)) {
        return wrong_use(fmt::format(
            "there is no measure {} at that moment; `peil matrix --all` lists them", measure));
    }
    MilestoneOverview overview{
        .milestones = events::list_milestones(view.facts(), resolved->moment, measure),
        .silent = {},
        .editions = {},
        .as_of = resolved->as_of,
        .day = core::format_date(resolved->moment.as_of)};
    auto editions = events::list_editions(view.facts());
    if (!question.edition) {
        std::erase_if(editions, [&](const events::EditionRecord& record) {
            return record.sequence > resolved->moment.known ||
                   events::moment_of(record).as_of - core::day_ms >= resolved->moment.as_of;
        });
    }
    overview.editions = events::find_neighbours(editions, question.edition);
    if (overview.editions) {
        for (const auto& one : events::silent_milestones(view.facts(), *overview.editions)) {
            overview.silent.push_back(one.id);
        }
    }
    return overview;
}

/// Errors: wrong use, for a remark that there is not.
core::Result<void> keep_only(MilestoneOverview& overview, const std::string& wanted) {
    constexpr std::array<std::string_view, 5> all{"overdue", "due", "moved", "late", "silent"};
    if (std::find(all.begin(), all.end(), wanted) == all.end()) {
        return wrong_use(
            fmt::format("--only is one of {}, not '{}'", fmt::join(all, ", "), wanted));
    }
    std::erase_if(overview.milestones, [&](const events::Milestone& milestone) {
        const auto remarks = remarks_of(overview, milestone);
        return std::find(remarks.begin(), remarks.end(), wanted) == remarks.end();
    });
    return {};
}

core::Result<int> run_milestones(Context& context) {
    const auto question = read_question(context);
    if (!question) { return question.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    auto overview = read_overview(context, *view, *question);
    if (!overview) { return overview.error(); }
    if (const auto only = context.arguments.find("--only")) {
        const auto kept = keep_only(*overview, *only);
        if (!kept) { return kept.error(); }
    }
    if (context.is_json()) {
        context.print(milestones_json(*overview));
    } else if (context.format() == "csv") {
        context.print_long(milestones_csv(*overview));
    } else if (overview->milestones.empty()) {
        context.print("no milestone is expected; `peil milestone expect` announces one");
    } else {
        context.print_long(milestones_table(*overview, context.table_style()));
    }
    return exit_code::done;
}

}  // namespace

Command milestones_command() {
    auto options = question_options();
    options.push_back({"--only", "REMARK", "those that are overdue, due, moved, late or silent"});
    return {.name = "milestones",
            .group = "Looking back",
            .summary = "List what was promised, and what became of it",
            .details =
                "Overdue on the date that is asked about, moved with both dates and how often, "
                "reached late. Silent: open when the\nedition was published (--edition, else the "
                "last but one), while the next one neither reports on it nor repeats its words.",
            .positionals = {{"MEASURE", "only the milestones of this measure", false}},
            .options = std::move(options),
            .formats = {"table", "json", "csv"},
            .run = run_milestones};
}

}  // namespace peil::cli
