// Drawing what the checks look at from the ledger, and running those that are asked for.
// SPDX-License-Identifier: EUPL-1.2
#include "../changes/text_likeness.hpp"
#include "../json_read.hpp"
#include "check.hpp"
#include "texts.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/lint.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

CheckSetting usual_setting(const checks::Check& check) {
    return {.name = std::string(check.name),
            .summary = std::string(check.summary),
            .severity = check.severity,
            .limit = check.limit,
            .limit_unit = std::string(check.limit_unit)};
}

void configure_check(const FactSource& facts, Moment moment, CheckSetting& setting) {
    const auto fact = lookup(facts, {"check/" + setting.name, Field::check}, moment);
    if (!fact) { return; }
    const auto value = core::parse_strict(fact->value);
    if (!value || !value->is_object()) { return; }
    const auto& object = value->get_object();
    if (const auto severity = parse_severity(read_text(object, "severity"))) {
        setting.severity = *severity;
    }
    if (setting.limit) {
        if (const auto limit = find_number(object, "limit")) { setting.limit = *limit; }
    }
    setting.event = fact->position.sequence;
}

bool has_lint_news(const Matrix& matrix, const EditionRecord& record) {
    return std::any_of(
        matrix.measures.begin(), matrix.measures.end(),
        [&](const MatrixMeasure& measure) { return measure.event > record.sequence; });
}

/// Editions before the one that is asked for, or all of that day, the newest first.
std::vector<EditionRecord> editions_before_question(const FactSource& facts,
                                                    const ResolvedQuestion& question) {
    auto editions = list_editions(facts);
    std::erase_if(editions, [&](const EditionRecord& record) {
        if (question.edition) {
            return record.edition.edition >= question.edition->edition.edition;
        }
        return record.sequence > question.moment.known ||
               core::parse_date(record.edition.date) > question.moment.as_of;
    });
    std::reverse(editions.begin(), editions.end());
    return editions;
}

/// A matrix that says nothing new since the last edition is that edition, on a later day.
void take_as_edition(Matrix& now, std::vector<EditionRecord>& editions) {
    if (now.edition || editions.empty() || has_lint_news(now, editions.front())) { return; }
    now.columns = editions.front().edition.columns;
    now.edition_date = editions.front().edition.date;
    editions.erase(editions.begin());
}

core::Result<checks::Subject> draw_lint_subject(const View& view, const Question& question,
                                                core::UnixMs now) {
    const auto resolved = resolve(view, question, now);
    if (!resolved) { return resolved.error(); }
    auto matrix = answer(view, question, now);
    if (!matrix) { return matrix.error(); }
    const auto& facts = view.facts();
    auto editions = editions_before_question(facts, *resolved);
    take_as_edition(*matrix, editions);
    checks::SubjectParts parts{.now = std::move(*matrix)};
    parts.day = core::format_date(std::min(resolved->moment.as_of, now));
    for (const auto& record : editions) { parts.earlier.push_back(draw_edition(facts, record)); }
    for (auto& series : list_series(facts, resolved->moment)) {
        auto references = find_figures(facts, series.id, resolved->moment);
        parts.series.push_back({std::move(series), std::move(references)});
    }
    for (auto& measure : draw_matrix(facts, resolved->moment, Closed::shown).measures) {
        parts.measures.emplace(measure.number, std::move(measure.closure));
    }
    return checks::make_subject(std::move(parts));
}

json::value words_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object finding_json(const Finding& finding) {
    return {{"check", finding.check},
            {"severity", name_of(finding.severity)},
            {"measure", words_or_null(finding.measure)},
            {"about", words_or_null(finding.about)},
            {"message", finding.message},
            {"quote", words_or_null(finding.quote)},
            {"hint", finding.hint},
            {"foundInText", finding.is_found_in_text}};
}

template <typename Number>
json::value count_or_null(const std::optional<Number>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

}  // namespace

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::off: return "off";
        case Severity::note: return "note";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "off";
}

std::optional<Severity> parse_severity(std::string_view word) {
    for (const auto severity :
         {Severity::off, Severity::note, Severity::warning, Severity::error}) {
        if (word == name_of(severity)) { return severity; }
    }
    return std::nullopt;
}

std::vector<CheckSetting> all_checks() {
    std::vector<CheckSetting> settings;
    const auto& all = checks::registry();
    std::transform(all.begin(), all.end(), std::back_inserter(settings), usual_setting);
    return settings;
}

std::vector<CheckSetting> configured_checks(const FactSource& facts, Moment moment) {
    auto settings = all_checks();
    for (auto& setting : settings) { configure_check(facts, moment, setting); }
    return settings;
}

std::vector<std::string> unknown_checks(const FactSource& facts, Moment moment) {
    const auto known = all_checks();
    std::vector<std::string> unknown;
    for (const auto& subject : facts.subjects("check/")) {
        const auto name = subject.substr(std::string_view("check/").size());
        const bool is_known = std::any_of(known.begin(), known.end(),
                                          [&](const auto& each) { return each.name == name; });
        if (!is_known && lookup(facts, {subject, Field::check}, moment)) {
            unknown.push_back(name);
        }
    }
    return unknown;
}

std::string unknown_check_text(std::string_view name) {
    std::vector<std::string> close;
    for (const auto& check : all_checks()) {
        const auto shorter = std::min(check.name.size(), name.size());
        const bool is_part = shorter > 0 && (check.name.find(name) != std::string::npos ||
                                             name.find(check.name) != std::string_view::npos);
        if (is_part || 3 * changes::edit_distance(check.name, name) <= shorter) {
            close.push_back(check.name);
        }
    }
    return fmt::format(
        "there is no check '{}'; {}`peil lint --list` names them all", name,
        close.empty() ? "" : fmt::format("did you mean {}? ", fmt::join(close, ", ")));
}

std::size_t LintReport::count(Severity severity) const {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& finding) { return finding.severity == severity; }));
}

core::Result<LintReport> lint(const View& view, const Question& question, core::UnixMs now,
                              const std::vector<CheckSetting>& settings) {
    const auto subject = draw_lint_subject(view, question, now);
    if (!subject) { return subject.error(); }
    LintReport report{.as_of = subject->now.as_of, .edition = subject->now.edition};
    if (!subject->earlier.empty()) { report.previous = subject->earlier.front().edition; }
    for (const auto& check : checks::registry()) {
        const auto setting = std::find_if(settings.begin(), settings.end(), [&](const auto& each) {
            return each.name == check.name && each.severity != Severity::off;
        });
        if (setting == settings.end()) { continue; }
        report.checks.push_back(*setting);
        auto findings = checks::run_check(check, *setting, *subject);
        std::move(findings.begin(), findings.end(), std::back_inserter(report.findings));
    }
    return report;
}

std::string shortened_quote(const Finding& finding, std::size_t columns) {
    const auto& quote = finding.quote;
    if (quote.size() <= columns) { return quote; }
    // Near either end of the words there is more room on the other side.
    const auto reach = columns / 2;
    const auto last = quote.size() > reach ? quote.size() - reach : reach;
    const auto middle = std::clamp(finding.quote_offset, reach, std::max(reach, last));
    return checks::excerpt(quote, middle, reach);
}

json::object to_json(const CheckSetting& check) {
    return {{"name", check.name},
            {"summary", check.summary},
            {"severity", name_of(check.severity)},
            {"limit", count_or_null(check.limit)},
            {"limitUnit", words_or_null(check.limit_unit)},
            {"configuredBy", check.event == 0 ? json::value(nullptr) : json::value(check.event)}};
}

json::object to_json(const LintReport& report) {
    json::array checks;
    for (const auto& check : report.checks) { checks.push_back(to_json(check)); }
    json::array findings;
    for (const auto& finding : report.findings) { findings.push_back(finding_json(finding)); }
    return {{"schema", "peil.lint/1"},
            {"asOf", report.as_of},
            {"edition", count_or_null(report.edition)},
            {"previous", count_or_null(report.previous)},
            {"errors", report.count(Severity::error)},
            {"warnings", report.count(Severity::warning)},
            {"notes", report.count(Severity::note)},
            {"checks", std::move(checks)},
            {"findings", std::move(findings)}};
}

}  // namespace peil::events
