// peil milestones: what was promised, what is overdue, what moved, what was reached late, and what
// an edition announced and the next one does not mention.
// SPDX-License-Identifier: EUPL-1.2
#include "../columns.hpp"
#include "../context.hpp"
#include "../page_formats.hpp"
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
    std::string measure;              ///< the only one that is asked about, or empty
    std::string only;                 ///< the only remark that is asked for, or empty
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
        const auto& reason = milestone.moves.back().reason;
        return fmt::format(
            "moved {}, from {} to {}{}", core::counted(milestone.moves.size(), "time"),
            milestone.first_due().text, milestone.due.text, reason ? ": " + *reason : "");
    }
    if (remark == "late") {
        return "reached late" + (milestone.reason ? ": " + *milestone.reason : "");
    }
    if (remark == "silent") {
        return fmt::format("edition {} is silent", overview.editions->second.edition.edition);
    }
    return remark;
}

/// All of them, the ground on which it was dropped last.
std::string remarks_in_words(const MilestoneOverview& overview,
                             const events::Milestone& milestone) {
    std::vector<std::string> words;
    for (const auto& remark : remarks_of(overview, milestone)) {
        words.push_back(remark_in_words(overview, milestone, remark));
    }
    // Why it was reached late stands with that.
    if (milestone.reason && !milestone.is_late()) {
        words.push_back(fmt::format("{}: {}", milestone.state, *milestone.reason));
    }
    return fmt::format("{}", fmt::join(words, "; "));
}

std::string state_in_words(const events::Milestone& milestone) {
    return milestone.reached ? "reached " + milestone.reached->text : milestone.state;
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

/// Why it ended, or moved last.
std::string last_reason(const events::Milestone& milestone) {
    if (milestone.reason || milestone.moves.empty()) { return milestone.reason.value_or(""); }
    return milestone.is_open() ? milestone.moves.back().reason.value_or("") : "";
}

/// The words that told of it last; nothing if those that announced it are the last.
std::string last_quote(const events::Milestone& milestone) {
    const auto& words = milestone.last_words();
    return words == milestone.text ? "" : words;
}

std::string milestones_csv(const MilestoneOverview& overview) {
    auto text = events::csv_record({"milestone", "measure", "text", "due", "dueFrom", "dueTo",
                                    "state", "reached", "firstDue", "moveCount", "owner", "paper",
                                    "remarks", "reason", "quote", "event"});
    for (const auto& milestone : overview.milestones) {
        text +=
            events::csv_record({milestone.id, milestone.measure, milestone.text, milestone.due.text,
                                milestone.due.from, milestone.due.to, milestone.state,
                                milestone.reached ? milestone.reached->text : "",
                                milestone.first_due().text, std::to_string(milestone.moves.size()),
                                milestone.owner.value_or(""), milestone.paper.value_or(""),
                                fmt::format("{}", fmt::join(remarks_of(overview, milestone), " ")),
                                last_reason(milestone), last_quote(milestone),
                                std::to_string(milestone.newest.sequence)});
    }
    return text;
}

/// Why the list is empty: there are no milestones, or none of those that are asked for.
std::string nothing_found(const MilestoneOverview& overview) {
    const auto whose = overview.measure.empty() ? "" : " of measure " + overview.measure;
    if (overview.only.empty()) {
        return fmt::format("there is no milestone{}; `peil milestone expect` announces one", whose);
    }
    const bool is_compared = overview.only != "silent" || overview.editions;
    return fmt::format("no milestone{} is {}{}", whose,
                       overview.only == "late" ? "reached late" : overview.only,
                       is_compared ? "" : ": there are no two editions to compare");
}

std::string milestones_table(const MilestoneOverview& overview, const events::TableStyle& style) {
    if (overview.milestones.empty()) { return nothing_found(overview) + '\n'; }
    std::vector<ColumnRow> rows;
    for (const auto& milestone : overview.milestones) {
        rows.push_back({.cells = {milestone.id, milestone.due.text, state_in_words(milestone),
                                  remarks_in_words(overview, milestone),
                                  milestone.owner.value_or(""), milestone.last_words()}});
    }
    return column_table({{.title = "milestone", .is_name = true},
                         {.title = "due"},
                         {.title = "state"},
                         {.title = "remarks", .is_flexible = true},
                         {.title = "owner", .is_flexible = true},
                         {.title = "text", .is_flexible = true, .is_text = true}},
                        rows, style);
}

core::Result<MilestoneOverview> read_overview(const Context& context, const Asked& asked) {
    const auto& view = asked.view;
    const auto& question = asked.question;
    const auto& point = asked.point;
    const auto measure = asked_measure(context, asked);
    if (!measure) { return measure.error(); }
    MilestoneOverview overview{
        .milestones = events::list_milestones(view.facts(), point.moment, *measure),
        .measure = *measure,
        .only = {},
        .silent = {},
        .editions = {},
        .as_of = point.as_of,
        .day = core::format_date(point.moment.as_of)};
    auto editions = events::list_editions(view.facts());
    if (!question.edition) {
        std::erase_if(editions, [&](const events::EditionRecord& record) {
            return record.sequence > point.moment.known ||
                   events::moment_of(record).as_of - core::day_ms >= point.moment.as_of;
        });
    }
    overview.editions = events::find_neighbours(editions, question.edition);
    // The last edition has none after it: it is silent on what the one before it announced.
    if (!overview.editions) { overview.editions = events::find_neighbours(editions, {}); }
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
    overview.only = wanted;
    std::erase_if(overview.milestones, [&](const events::Milestone& milestone) {
        const auto remarks = remarks_of(overview, milestone);
        return std::find(remarks.begin(), remarks.end(), wanted) == remarks.end();
    });
    return {};
}

core::Result<int> print_milestones(Context& context, const Asked& asked) {
    auto overview = read_overview(context, asked);
    if (!overview) { return overview.error(); }
    if (const auto only = context.arguments.find("--only")) {
        const auto kept = keep_only(*overview, *only);
        if (!kept) { return kept.error(); }
    }
    print_page<MilestoneOverview>(context, *overview,
                                  {milestones_table, milestones_json, milestones_csv});
    return exit_code::done;
}

core::Result<int> run_milestones(Context& context) {
    return answer_asked(context, print_milestones);
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
                "reached late. Silent: open when the edition was published (--edition, else the "
                "last but one), while the next one neither reports on it nor repeats its words; "
                "of the last edition, on what it is silent itself.",
            .positionals = {{"MEASURE", "only the milestones of this measure", false}},
            .options = std::move(options),
            .formats = {"table", "json", "csv"},
            .run = run_milestones};
}

}  // namespace peil::cli
