// Printing the plan of an import.
// SPDX-License-Identifier: EUPL-1.2
#include "plan_text.hpp"

#include "event_text.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/changes.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/review.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr int width_min = 40;
constexpr std::size_t excerpt_lines_max = 6;

/// Removed and added words in the marks of `git diff --word-diff`.
std::string marked(const events::PlannedEvent& event) {
    if (event.before.empty()) { return event.after; }
    std::string text;
    for (const auto& span : events::diff_words(event.before, event.after)) {
        switch (span.op) {
            case events::DiffOp::same: text += span.text; break;
            case events::DiffOp::removed: text += "[-" + span.text + "-]"; break;
            case events::DiffOp::added: text += "{+" + span.text + "+}"; break;
        }
    }
    return text;
}

std::string indented(const std::string& text, const events::TableStyle& style) {
    const auto lines = events::wrap(text, std::max(width_min, style.width_columns - 4));
    std::string out;
    std::size_t count = 0;
    for (const auto& line : lines) {
        if (!style.is_full && count++ == excerpt_lines_max) {
            out += fmt::format("    … ({} more lines; --full shows all)\n",
                               lines.size() - excerpt_lines_max);
            break;
        }
        out += "    " + line + "\n";
    }
    return out;
}

std::string heading(const events::PlannedEvent& event) {
    const auto* kind = events::find_kind(events::type_of(event.event));
    const auto subject = events::subject_of(*kind, events::to_data(event.event));
    return fmt::format("{} {}  {}  ({})\n", event.before.empty() ? "+" : "~", subject,
                       kind->type.substr(8), lines_in_words(event.lines));
}

/// Suggestions are counted; a file is the place to read them.
std::string suggestions_line(const events::ImportPlan& plan) {
    if (plan.suggestions.empty()) { return ""; }
    return fmt::format(
        "\n{} found in the text; the plan has those of --accept FILE and no others; --review FILE "
        "writes them\n",
        core::counted(plan.suggestions.size(), "suggestion"));
}

}  // namespace

std::string plan_text(const events::ImportPlan& plan, const events::TableStyle& style) {
    std::string text =
        fmt::format("Edition {} of {} (sha256 {})\n", plan.edition, plan.date, plan.sha256);
    if (plan.events.empty()) {
        text += "Nothing to append: the ledger has this edition as the file prints it.\n";
    } else {
        text += core::counted(plan.events.size(), "event") + " would be appended:\n\n";
    }
    for (const auto& event : plan.events) {
        text += heading(event);
        text += indented(events::printable(marked(event)), style);
    }
    text += suggestions_line(plan);
    text += "\n" + core::counted(plan.assumptions.size(), "assumption") + ":\n";
    for (const auto& assumption : plan.assumptions) {
        const auto lines = lines_in_words(assumption.lines);
        text +=
            indented(events::printable(
                         fmt::format("{}{}{}: {}", assumption.code,
                                     assumption.measure.empty() ? "" : " in " + assumption.measure,
                                     lines.empty() ? "" : " (" + lines + ")", assumption.text)),
                     {.width_columns = style.width_columns, .is_coloured = false, .is_full = true});
    }
    return text;
}

json::object plan_json(const events::ImportPlan& plan) {
    json::array list;
    for (const auto& event : plan.events) {
        list.push_back({{"type", events::type_of(event.event)},
                        {"effective", plan.date},
                        {"data", events::to_data(event.event)},
                        {"lines", {event.lines.first, event.lines.last}},
                        {"before", event.before},
                        {"after", event.after}});
    }
    json::array assumptions;
    for (const auto& assumption : plan.assumptions) {
        assumptions.push_back({{"code", assumption.code},
                               {"measure", assumption.measure},
                               {"lines", {assumption.lines.first, assumption.lines.last}},
                               {"text", assumption.text}});
    }
    return {{"schema", "peil.plan/1"},
            {"edition", plan.edition},
            {"date", plan.date},
            {"sha256", plan.sha256},
            {"events", std::move(list)},
            {"assumptions", std::move(assumptions)},
            {"suggestions", events::to_json(plan.suggestions)}};
}

}  // namespace peil::cli
