// From outcomes to a table, and to JSON.
// SPDX-License-Identifier: EUPL-1.2
#include "drill_text.hpp"

#include "../claims_text.hpp"
#include <peil/core/count_text.hpp>
#include <peil/events/text_table.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 3> grip_headings{
    "With the disk, without the key", "With disk and key", "On what was published"};
constexpr std::array<std::string_view, 3> grip_words{"disk", "key", "files"};
constexpr std::array<std::string_view, 3> need_words{"nothing", "a report", "a witness"};
constexpr std::array<std::string_view, 3> need_codes{"nothing", "report", "witness"};
constexpr std::size_t crime_lines_max = 20;

template <class Enum>
std::string_view word_of(const std::array<std::string_view, 3>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

const core::VerifiedClaim* find_claim(const LookClaims& claims, std::string_view name) {
    const auto found = std::find_if(claims.begin(), claims.end(),
                                    [&](const auto& claim) { return claim.name == name; });
    return found == claims.end() ? nullptr : &*found;
}

const LookClaims& claims_with(const Looks& looks, Need need) {
    switch (need) {
        case Need::nothing: return looks.alone;
        case Need::report: return looks.report;
        case Need::witness: return looks.witness;
    }
    return looks.alone;
}

/// The claim that the table names, if it caught the crime with what the table says.
const core::VerifiedClaim* documented_claim(const CrimeOutcome& outcome) {
    const auto& crime = *outcome.crime;
    if (need_of(outcome.caught) != crime.need) { return nullptr; }
    return find_claim(claims_with(outcome.caught, crime.need), crime.claim);
}

std::string shown_text(const CrimeOutcome& outcome) {
    const auto& crime = *outcome.crime;
    const auto* claim = documented_claim(outcome);
    if (claim == nullptr) {
        return fmt::format("NOT as documented: expected {} with {}", crime.claim,
                           word_of(need_words, crime.need));
    }
    return fmt::format("{} {}\n{}", claim->name, core::name_of(claim->verdict), crime.shown);
}

std::string needed_text(const CrimeOutcome& outcome) {
    const auto need = need_of(outcome.caught);
    return need ? std::string(word_of(need_words, *need)) : "NOT CAUGHT";
}

/// How many were caught with at most this.
std::size_t caught_count(const DrillFindings& findings, Need most) {
    return static_cast<std::size_t>(std::count_if(
        findings.outcomes.begin(), findings.outcomes.end(), [&](const CrimeOutcome& outcome) {
            const auto& caught = outcome.caught;
            return !caught.alone.empty() || (most == Need::report && !caught.report.empty()) ||
                   (most == Need::witness && !caught.witness.empty());
        }));
}

/// Names of crimes that no report shows.
std::string witness_names(const DrillFindings& findings) {
    std::string names;
    for (const auto& outcome : findings.outcomes) {
        if (need_of(outcome.caught) != Need::witness) { continue; }
        names += (names.empty() ? "" : ", ") + std::string(outcome.crime->name);
    }
    return names;
}

std::string counts_text(const DrillFindings& findings) {
    const auto all = findings.outcomes.size();
    auto text = fmt::format(
        "Caught with nothing else at hand: {} of {}.\n"
        "Caught given one earlier report: {} of {}.\n"
        "Caught given a witness: {} of {}.\n",
        caught_count(findings, Need::nothing), all, caught_count(findings, Need::report), all,
        caught_count(findings, Need::witness), all);
    const auto names = witness_names(findings);
    if (!names.empty()) { text += "Needs a witness, no report shows it: " + names + ".\n"; }
    const auto wrong = std::count_if(findings.outcomes.begin(), findings.outcomes.end(),
                                     [](const auto& each) { return !each.is_as_documented(); });
    return text + (wrong == 0 ? "Each was caught as documented.\n"
                              : fmt::format("{} NOT caught as documented.\n", wrong));
}

json::array claims_json(const LookClaims& claims) {
    json::array array;
    for (const auto& claim : claims) { array.push_back(claim_json(claim)); }
    return array;
}

/// What the table says of a crime.
json::object crime_json(const Crime& crime) {
    return {
        {"crime", crime.name},  {"with", word_of(grip_words, crime.grip)},  {"done", crime.done},
        {"shown", crime.shown}, {"needs", word_of(need_codes, crime.need)}, {"claim", crime.claim}};
}

json::object outcome_json(const CrimeOutcome& outcome) {
    const auto need = need_of(outcome.caught);
    auto object = crime_json(*outcome.crime);
    object["needs"] = nullptr;
    object["asDocumented"] = outcome.is_as_documented();
    object["alone"] = claims_json(outcome.caught.alone);
    object["report"] = claims_json(outcome.caught.report);
    object["witness"] = claims_json(outcome.caught.witness);
    if (need) { object["needs"] = word_of(need_codes, *need); }
    return object;
}

}  // namespace

bool CrimeOutcome::is_as_documented() const {
    return documented_claim(*this) != nullptr;
}

std::string crime_list(const events::TableStyle& style) {
    std::vector<events::TextRow> rows;
    std::optional<Grip> grip;
    for (const auto& crime : crimes()) {
        if (grip != crime.grip) {
            grip = crime.grip;
            rows.push_back({std::string(word_of(grip_headings, crime.grip))});
        }
        rows.push_back({std::string(crime.name), std::string(crime.done)});
    }
    return events::render_text_table({"Crime", "What the insider does"}, rows, style,
                                     crime_lines_max);
}

json::array crime_list_json() {
    json::array list;
    for (const auto& crime : crimes()) { list.push_back(crime_json(crime)); }
    return list;
}

std::string drill_text(const DrillFindings& findings, const events::TableStyle& style) {
    std::vector<events::TextRow> rows;
    std::optional<Grip> grip;
    for (const auto& outcome : findings.outcomes) {
        const auto& crime = *outcome.crime;
        if (grip != crime.grip) {
            grip = crime.grip;
            rows.push_back({std::string(word_of(grip_headings, crime.grip))});
        }
        rows.push_back({std::string(crime.name), std::string(crime.done), needed_text(outcome),
                        shown_text(outcome)});
    }
    const auto heading = fmt::format(
        "{} on copies of {}, {} under keys made for the drill. At hand are the report of edition "
        "{}, and a witness that cosigned the last checkpoint.",
        core::counted(findings.outcomes.size(), "crime"), findings.origin,
        core::counted(findings.size, "event"), findings.edition);
    return events::render_paragraph(heading, style) + '\n' +
           events::render_text_table({"Crime", "What was done", "Needs", "What shows it"}, rows,
                                     style, crime_lines_max) +
           '\n' + counts_text(findings);
}

std::string outcome_text(const CrimeOutcome& outcome, const events::TableStyle& style) {
    constexpr std::array<std::string_view, 3> headings{
        "What shows it alone", "What a kept report adds", "What a witness adds"};
    std::vector<events::TextRow> rows;
    for (const auto need : {Need::nothing, Need::report, Need::witness}) {
        const auto& claims = claims_with(outcome.caught, need);
        rows.push_back(
            {fmt::format("{}{}", word_of(headings, need), claims.empty() ? ": nothing" : "")});
        for (const auto& claim : claims) {
            rows.push_back({claim.name, std::string(core::name_of(claim.verdict)), claim.text});
        }
    }
    const auto& crime = *outcome.crime;
    return events::render_paragraph(fmt::format("{}: {}", crime.name, crime.done), style) + '\n' +
           events::render_text_table({"Claim", "Verdict", "What was found"}, rows, style,
                                     crime_lines_max);
}

json::object drill_json(const DrillFindings& findings) {
    json::array outcomes;
    for (const auto& outcome : findings.outcomes) { outcomes.push_back(outcome_json(outcome)); }
    return {{"schema", "peil.drill/1"},
            {"origin", findings.origin},
            {"size", findings.size},
            {"edition", findings.edition},
            {"crimes", std::move(outcomes)},
            {"caught", json::object{{"alone", caught_count(findings, Need::nothing)},
                                    {"report", caught_count(findings, Need::report)},
                                    {"witness", caught_count(findings, Need::witness)}}}};
}

}  // namespace peil::cli
