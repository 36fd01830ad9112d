// peil lint: what is doubtful in the content, by named checks.
// SPDX-License-Identifier: EUPL-1.2
#include "../columns.hpp"
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/lint.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace peil::cli {

namespace {

namespace json = boost::json;

using Settings = std::vector<events::CheckSetting>;

/// The names in `--only a,b`, which may stand more than once. Errors: wrong use.
core::Result<std::set<std::string>> names_of(const Context& context, std::string_view option) {
    const auto known = events::all_checks();
    std::set<std::string> names;
    for (const auto& list : context.arguments.all(option)) {
        for (std::size_t first = 0; first <= list.size();) {
            const auto last = std::min(list.find(',', first), list.size());
            auto name = list.substr(first, last - first);
            const bool is_known = std::any_of(known.begin(), known.end(),
                                              [&](const auto& each) { return each.name == name; });
            if (!is_known) {
                return wrong_use(fmt::format("{}: {}", option, events::unknown_check_text(name)));
            }
            names.insert(std::move(name));
            first = last + 1;
        }
    }
    return names;
}

/// The checks of the programme without those that are not asked for.
core::Result<Settings> select_checks(const Context& context, Settings settings) {
    const auto only = names_of(context, "--only");
    if (!only) { return only.error(); }
    const auto skipped = names_of(context, "--skip");
    if (!skipped) { return skipped.error(); }
    std::erase_if(settings, [&](const events::CheckSetting& setting) {
        return (!only->empty() && !only->contains(setting.name)) || skipped->contains(setting.name);
    });
    return settings;
}

std::string limit_in_words(const events::CheckSetting& setting) {
    return setting.limit ? fmt::format("{} {}", *setting.limit, setting.limit_unit) : "";
}

void print_list(const Context& context, const Settings& settings) {
    if (context.is_json()) {
        json::array checks;
        for (const auto& setting : settings) { checks.push_back(events::to_json(setting)); }
        context.print(json::serialize(
            json::object{{"schema", "peil.checks/1"}, {"checks", std::move(checks)}}));
        return;
    }
    std::vector<ColumnRow> rows;
    for (const auto& setting : settings) {
        rows.push_back({.cells = {setting.name, std::string(events::name_of(setting.severity)),
                                  limit_in_words(setting), setting.summary}});
    }
    context.print_long(column_table({{.title = "check"},
                                     {.title = "severity"},
                                     {.title = "limit"},
                                     {.title = "fires where", .is_flexible = true}},
                                    rows, context.table_style()));
}

/// Lines below one another; all but the first stand further to the right.
std::string hanging(std::string_view text, int indent, const events::TableStyle& style) {
    constexpr int text_columns_min = 30;
    std::string lines;
    const int width = std::max(text_columns_min, style.width_columns - indent - 2);
    for (const auto& line : events::wrap(events::printable(text), width)) {
        const auto margin = static_cast<std::size_t>(lines.empty() ? indent : indent + 2);
        lines += std::string(margin, ' ') + line + '\n';
    }
    return lines;
}

/// Words of the report, cut to a line unless they are asked for whole.
std::string quote_text(const events::Finding& finding, const events::TableStyle& style) {
    constexpr int indent = 6;
    constexpr int columns_min = 40;
    constexpr int marks = 8;  // quotation marks, and where it is cut
    const auto columns = std::max(columns_min, style.width_columns - indent - marks);
    const auto quote = style.is_full
                           ? finding.quote
                           : events::shortened_quote(finding, static_cast<std::size_t>(columns));
    return hanging("“" + quote + "”", indent, style);
}

/// `measure 9: 77 dossiers: no reference date or period`. The name of a series that was only found
/// in the text tells a reader nothing.
std::string finding_line(const events::Finding& finding) {
    std::string line = finding.measure.empty() ? "" : "measure " + finding.measure;
    const bool is_guessed_name =
        finding.is_found_in_text && finding.about.find('.') != std::string::npos;
    if (!finding.about.empty() && !is_guessed_name) {
        line += (line.empty() ? "" : ", ") + finding.about;
    }
    return line + (line.empty() ? "" : ": ") + finding.message;
}

/// The findings of one check below its name, with the hints that they share. What all of them have
/// in common is said once.
std::string check_text(const events::LintReport& report, const events::CheckSetting& setting,
                       const events::TableStyle& style) {
    std::vector<const events::Finding*> findings;
    for (const auto& finding : report.findings) {
        if (finding.check == setting.name) { findings.push_back(&finding); }
    }
    if (findings.empty()) { return ""; }
    const bool are_all_found = std::all_of(findings.begin(), findings.end(),
                                           [](const auto* each) { return each->is_found_in_text; });
    auto text = hanging(
        fmt::format("{} {} ({}{}): {}", events::name_of(setting.severity), setting.name,
                    findings.size(), are_all_found ? ", found in the text" : "", setting.summary),
        0, style);
    std::set<std::string, std::less<>> hints;
    for (const auto* finding : findings) {
        const bool is_told = finding->is_found_in_text && !are_all_found;
        text += hanging(finding_line(*finding) + (is_told ? " (found in the text)" : ""), 2, style);
        if (!finding->quote.empty()) { text += quote_text(*finding, style); }
        hints.insert(finding->hint);
    }
    for (const auto& hint : hints) { text += hanging("→ " + hint, 2, style); }
    return text + "\n";
}

std::string report_text(const events::LintReport& report, const events::TableStyle& style) {
    std::string text;
    for (const auto severity :
         {events::Severity::error, events::Severity::warning, events::Severity::note}) {
        for (const auto& setting : report.checks) {
            if (setting.severity == severity) { text += check_text(report, setting, style); }
        }
    }
    const auto where = report.edition ? fmt::format("edition {}", *report.edition)
                                      : fmt::format("as of {}", report.as_of);
    const auto against =
        report.previous ? fmt::format(", compared with edition {}", *report.previous) : "";
    return text + fmt::format("{}{}: {}, {}, {} ({} ran)\n", where, against,
                              core::counted(report.count(events::Severity::error), "error"),
                              core::counted(report.count(events::Severity::warning), "warning"),
                              core::counted(report.count(events::Severity::note), "note"),
                              core::counted(report.checks.size(), "check"));
}

core::Result<int> run_lint(Context& context) {
    const auto question = read_question(context);
    if (!question) { return question.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    // The settings are the rules of today, also for an edition from before they were set.
    const auto today = view->moment(context.clock());
    const auto settings = select_checks(context, events::configured_checks(view->facts(), today));
    if (!settings) { return settings.error(); }
    for (const auto& name : events::unknown_checks(view->facts(), today)) {
        context.warn(
            fmt::format("the programme configures a check '{}', which does not exist", name));
    }
    if (context.arguments.has("--list")) {
        print_list(context, *settings);
        return exit_code::done;
    }
    const auto report = events::lint(*view, *question, context.clock(), *settings);
    if (!report) { return report.error(); }
    if (context.is_json()) {
        context.print(json::serialize(events::to_json(*report)));
    } else {
        auto style = context.table_style();
        style.is_full = context.arguments.has("--full");
        context.print_long(report_text(*report, style));
    }
    return report->count(events::Severity::error) > 0 ? exit_code::contradicted : exit_code::done;
}

}  // namespace

Command lint_command() {
    auto options = question_options();
    options.push_back({"--list", "", "list the checks with their severity and limit"});
    options.push_back({"--only", "CHECKS", "run only these, parted by commas"});
    options.push_back({"--skip", "CHECKS", "run all but these"});
    return {.name = "lint",
            .group = "Looking back",
            .summary = "Check the content: what is doubtful, and how to mend it",
            .details =
                "Looks at the matrix of today, of --as-of, or of an edition, and at the editions "
                "before it. Figures and announcements that only the text tells are marked as "
                "found in the text. The exit code is 1 where a check of severity error fires. "
                "`peil check set CHECK SEVERITY --limit N` changes how serious a check is in "
                "this programme, or turns it off.\n"
                "docs/checks.md describes every check.",
            .positionals = {},
            .options = options,
            .run = run_lint};
}

}  // namespace peil::cli
