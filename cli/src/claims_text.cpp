// From claims to a page, and to JSON and back.
// SPDX-License-Identifier: EUPL-1.2
#include "claims_text.hpp"

#include "command.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/kept.hpp>
#include <peil/events/text_width.hpp>
#include <peil/events/verify.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace peil::cli {

namespace {

namespace json = boost::json;
using core::Verdict;
using core::VerifiedClaim;

bool is_contradicted(const VerifiedClaim& claim) {
    return claim.verdict == Verdict::contradicted;
}

bool is_of_kept(const VerifiedClaim& claim) {
    return claim.name == core::kept_claims.front();
}

std::ptrdiff_t count_of(const std::vector<VerifiedClaim>& claims, Verdict verdict) {
    return std::count_if(claims.begin(), claims.end(),
                         [&](const auto& claim) { return claim.verdict == verdict; });
}

/// Claims that are not proven though the ledger asks for them.
std::ptrdiff_t unproven_count(const std::vector<VerifiedClaim>& claims) {
    return std::count_if(claims.begin(), claims.end(), [](const VerifiedClaim& claim) {
        return claim.is_asked && claim.verdict == Verdict::not_proven;
    });
}

std::string ledger_line(const json::object& ledger) {
    if (ledger.empty()) { return "The ledger cannot be opened."; }
    return fmt::format("{} at size {}, root {}",
                       events::printable(std::string_view(ledger.at("origin").as_string())),
                       ledger.at("size").to_number<std::uint64_t>(),
                       std::string_view(ledger.at("root").as_string()));
}

}  // namespace

std::string claims_summary(const std::vector<VerifiedClaim>& claims) {
    const auto contradicted = count_of(claims, Verdict::contradicted);
    const auto not_proven = unproven_count(claims);
    const auto proven = count_of(claims, Verdict::proven);
    const auto rest = fmt::format("{} {} not proven", not_proven, not_proven == 1 ? "is" : "are");
    if (contradicted > 0) {
        const bool is_only_kept = std::none_of(claims.begin(), claims.end(), [](const auto& claim) {
            return is_contradicted(claim) && !is_of_kept(claim);
        });
        return fmt::format(
            "This ledger {}: {} of {} claims {} contradicted{}.",
            is_only_kept ? "does NOT agree with what was kept elsewhere" : "is NOT intact",
            contradicted, claims.size(), contradicted == 1 ? "is" : "are",
            not_proven == 0 ? "" : ", " + rest);
    }
    if (not_proven > 0) {
        return fmt::format("Nothing contradicts this ledger; {} of {} claims {} not proven.",
                           not_proven, claims.size(), not_proven == 1 ? "is" : "are");
    }
    const auto not_asked = std::ssize(claims) - proven;
    if (not_asked > 0) {
        return fmt::format(
            "This ledger is intact: all {} claims asked for are proven; {} {} not asked for.",
            proven, not_asked, not_asked == 1 ? "is" : "are");
    }
    return fmt::format("This ledger is intact: all {} claims are proven.", claims.size());
}

std::vector<std::string> claim_names(std::size_t kept_count) {
    std::vector<std::string> names(core::log_claims.begin(), core::log_claims.end());
    names.insert(names.end(), events::content_claims.begin(), events::content_claims.end());
    names.insert(names.end(), core::outside_claims.begin(), core::outside_claims.end());
    // It is listed without any file, too.
    names.insert(names.end(), std::max<std::size_t>(kept_count, 1),
                 std::string(core::kept_claims.front()));
    return names;
}

bool contradicts_truth(const std::vector<VerifiedClaim>& claims) {
    return std::any_of(claims.begin(), claims.end(), [](const VerifiedClaim& claim) {
        return is_contradicted(claim) && !is_of_kept(claim) && claim.name != "views";
    });
}

bool contradicts_kept(const std::vector<VerifiedClaim>& claims) {
    return std::any_of(claims.begin(), claims.end(), [](const VerifiedClaim& claim) {
        return is_contradicted(claim) && is_of_kept(claim);
    });
}

void complete_claims(Findings& findings) {
    auto& claims = findings.claims;
    const auto& names = findings.names;
    const auto reached = std::min(claims.size(), names.size());
    const auto reason = findings.damage ? "not checked: verification ended at " +
                                              names[std::min(reached, names.size() - 1)]
                                        : "not checked: " + findings.interruption;
    for (auto i = reached; i < names.size(); ++i) {
        const bool is_hit = findings.damage && i == reached;
        claims.push_back({names[i], is_hit ? Verdict::contradicted : Verdict::not_proven,
                          is_hit ? *findings.damage : reason});
    }
}

json::object claim_json(const VerifiedClaim& claim) {
    json::object object{{"claim", claim.name},
                        {"verdict", core::name_of(claim.verdict)},
                        {"text", events::printable(claim.text)},
                        {"event", nullptr},
                        {"asked", claim.is_asked}};
    if (claim.event != 0) { object["event"] = claim.event; }
    return object;
}

VerifiedClaim claim_from_json(const json::object& object) {
    VerifiedClaim claim{.name = std::string(object.at("claim").as_string()),
                        .verdict = Verdict::contradicted,
                        .text = std::string(object.at("text").as_string())};
    for (const auto verdict : {Verdict::proven, Verdict::not_proven}) {
        if (object.at("verdict").as_string() == core::name_of(verdict)) { claim.verdict = verdict; }
    }
    claim.is_asked = object.at("asked").as_bool();
    if (!object.at("event").is_null()) {
        claim.event = object.at("event").to_number<std::uint64_t>();
    }
    return claim;
}

std::string findings_text(const Findings& findings, int width_columns) {
    constexpr int width_columns_min = 60;
    const auto width = std::max(width_columns, width_columns_min);
    std::string text;
    for (const auto& line : events::wrap(
             claims_summary(findings.claims) + "\n" + ledger_line(findings.ledger), width)) {
        text += line + "\n";
    }
    text += "\n";
    for (const auto& claim : findings.claims) {
        auto lead = fmt::format("  {:<13} {:<13} ", claim.name, core::name_of(claim.verdict));
        const auto indent = events::display_width(lead);
        for (const auto& line : events::wrap(events::printable(claim.text), width - indent)) {
            text += lead + line + "\n";
            lead = events::pad("", indent);
        }
    }
    return text;
}

json::object findings_json(const Findings& findings) {
    json::array claims;
    for (const auto& claim : findings.claims) { claims.push_back(claim_json(claim)); }
    json::object object{{"schema", "peil.verification/1"}};
    for (const auto* name : {"origin", "logKey", "size", "root"}) {
        const auto* value = findings.ledger.if_contains(name);
        object[name] = value == nullptr ? json::value() : *value;
    }
    object["summary"] = claims_summary(findings.claims);
    object["claims"] = std::move(claims);
    return object;
}

int exit_code_for(const std::vector<VerifiedClaim>& claims) {
    if (count_of(claims, Verdict::contradicted) > 0) { return exit_code::contradicted; }
    return unproven_count(claims) > 0 ? exit_code::not_proven : exit_code::done;
}

std::string claims_page(const std::string& heading, const std::vector<VerifiedClaim>& claims,
                        const events::TableStyle& style) {
    auto text = events::printable(heading) + "\n\n";
    constexpr int name_width = 13;
    const auto text_width = std::max(20, style.width_columns - 2 * name_width - 4);
    for (const auto& claim : claims) {
        auto lines = events::wrap(events::printable(claim.text), text_width);
        if (lines.empty()) { lines.emplace_back(); }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            text += fmt::format("  {:<13} {:<13} {}\n", i == 0 ? claim.name : "",
                                i == 0 ? core::name_of(claim.verdict) : "", lines[i]);
        }
    }
    return text;
}

std::string claims_verdict(const std::vector<VerifiedClaim>& claims) {
    const auto contradicted = count_of(claims, Verdict::contradicted);
    const auto not_proven = unproven_count(claims);
    if (contradicted > 0) {
        return fmt::format("NOT genuine: {} of {} claims {} contradicted.\n", contradicted,
                           claims.size(), contradicted == 1 ? "is" : "are");
    }
    if (not_proven > 0) {
        return fmt::format("Nothing is contradicted; {} of {} claims {} not proven.\n", not_proven,
                           claims.size(), not_proven == 1 ? "is" : "are");
    }
    const bool has_fork = std::any_of(claims.begin(), claims.end(),
                                      [](const auto& claim) { return claim.name == "fork"; });
    return has_fork ? "Proven: this log signed two histories that exclude each other.\n"
                    : "Genuine: all that was asked is proven.\n";
}

}  // namespace peil::cli
