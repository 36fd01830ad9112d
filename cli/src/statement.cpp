// From findings to a statement, and from a statement to the trees that it tells of.
// SPDX-License-Identifier: EUPL-1.2
#include "statement.hpp"

#include "claim_sentences.hpp"
#include "context.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/evidence.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace peil::cli {

namespace {

namespace json = boost::json;
using core::Verdict;
using core::VerifiedClaim;

constexpr int page_width_columns = 100;
constexpr std::string_view program = "peil " PEIL_VERSION;

std::string in_words(const Statement& statement, std::string_view english, std::string_view dutch) {
    return std::string(statement.language == events::Language::nl ? dutch : english);
}

std::string member_text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

/// A value behind its name, in two columns.
std::string statement_row(std::string_view name, const std::string& value) {
    return fmt::format("{} {}\n", events::pad(name, 14), events::printable(value));
}

std::string opening(const Statement& statement) {
    const auto origin = events::printable(member_text(statement.findings.ledger, "origin"));
    const auto named = origin.empty() ? in_words(statement, "a ledger that cannot be opened",
                                                 "een logboek dat niet kan worden geopend")
                                      : in_words(statement, "the ledger ", "het logboek ") + origin;
    const auto time = core::format_time(statement.time);
    return statement.language == events::Language::nl
               ? fmt::format("Op {} heeft {} {} geverifieerd.", time, program, named)
               : fmt::format("At {} {} verified {}.", time, program, named);
}

std::ptrdiff_t number_of(const std::vector<VerifiedClaim>& claims, Verdict verdict, bool is_asked) {
    return std::count_if(claims.begin(), claims.end(), [&](const VerifiedClaim& claim) {
        return claim.verdict == verdict && (claim.is_asked || !is_asked);
    });
}

std::string dutch_summary(const std::vector<VerifiedClaim>& claims) {
    const auto contradicted = number_of(claims, Verdict::contradicted, false);
    const auto open = number_of(claims, Verdict::not_proven, true);
    if (contradicted > 0) {
        const auto what = contradicts_truth(claims) || !contradicts_kept(claims)
                              ? "is NIET ongeschonden"
                              : "stemt NIET overeen met wat elders is bewaard";
        return fmt::format("Dit logboek {}: {} van {} uitspraken weersproken, {} niet bewezen.",
                           what, contradicted, claims.size(), open);
    }
    if (open > 0) {
        return fmt::format("Niets weerspreekt dit logboek; niet bewezen: {} van {} uitspraken.",
                           open, claims.size());
    }
    return fmt::format("Dit logboek is ongeschonden: alle {} gevraagde uitspraken zijn bewezen.",
                       number_of(claims, Verdict::proven, false));
}

std::string summary_of(const Statement& statement) {
    return statement.language == events::Language::nl ? dutch_summary(statement.findings.claims)
                                                      : claims_summary(statement.findings.claims);
}

std::string keys_text(const Statement& statement) {
    std::string text;
    const auto* keys = statement.findings.ledger.if_contains("keys");
    if (keys == nullptr || !keys->is_array()) { return text; }
    for (const auto& each : keys->get_array()) {
        const auto& key = each.as_object();
        text += statement_row(in_words(statement, "Key", "Sleutel"), member_text(key, "logKey"));
        text += statement_row("", "SHA-256 " + member_text(key, "sha256"));
    }
    return text;
}

std::string facts_text(const Statement& statement) {
    const auto& ledger = statement.findings.ledger;
    std::string text;
    if (const auto* size = ledger.if_contains("size")) {
        const auto count = size->to_number<std::uint64_t>();
        text += statement_row(
            in_words(statement, "Size", "Omvang"),
            in_words(statement, core::counted(count, "event"),
                     fmt::format("{} gebeurtenis{}", count, count == 1 ? "" : "sen")));
        text += statement_row(in_words(statement, "Root", "Wortel"), member_text(ledger, "root"));
    }
    text += keys_text(statement);
    auto name = in_words(statement, "Compared with", "Vergeleken met");
    for (const auto& file : statement.against) {
        text += statement_row(name, file);
        name.clear();
    }
    if (statement.against.empty()) {
        text += statement_row(name, in_words(statement, "nothing that was kept elsewhere",
                                             "niets dat elders is bewaard"));
    }
    return text;
}

using Selection = std::function<bool(const VerifiedClaim& claim)>;

/// The claims that are selected, under a heading; nothing if there are none.
std::string claims_under(const Statement& statement, const std::string& heading,
                         const Selection& is_selected) {
    std::string text;
    for (const auto& claim : statement.findings.claims) {
        if (!is_selected(claim)) { continue; }
        text += fmt::format("  {}\n", claim_sentence(claim.name, statement.language));
        const auto found = claim.name + ": " + events::printable(claim.text);
        for (const auto& line : events::wrap(found, page_width_columns - 6)) {
            text += "      " + line + "\n";
        }
    }
    return text.empty() ? "" : "\n" + heading + "\n\n" + text;
}

std::string all_claims_text(const Statement& statement) {
    const auto with = [](Verdict verdict) {
        return [verdict](const VerifiedClaim& claim) { return claim.verdict == verdict; };
    };
    return claims_under(statement, in_words(statement, "Contradicted", "Weersproken"),
                        with(Verdict::contradicted)) +
           claims_under(statement, in_words(statement, "Not proven", "Niet bewezen"),
                        [](const VerifiedClaim& claim) {
                            return claim.verdict == Verdict::not_proven && claim.is_asked;
                        }) +
           claims_under(statement,
                        in_words(statement, "Not proven, and not asked for",
                                 "Niet bewezen, en niet gevraagd"),
                        [](const VerifiedClaim& claim) {
                            return claim.verdict == Verdict::not_proven && !claim.is_asked;
                        }) +
           claims_under(statement, in_words(statement, "Proven", "Bewezen"), with(Verdict::proven));
}

/// The checkpoint as it is, at the end, so that it can be cut off and kept.
std::string checkpoint_text(const Statement& statement) {
    const auto note = member_text(statement.findings.ledger, "checkpoint");
    if (note.empty()) { return ""; }
    return "\n" +
           in_words(statement, "The last checkpoint, to be compared with later",
                    "Het laatste controlepunt, om later mee te vergelijken") +
           "\n\n" + note;
}

Verdict verdict_of_all(const std::vector<VerifiedClaim>& claims) {
    if (number_of(claims, Verdict::contradicted, false) > 0) { return Verdict::contradicted; }
    return number_of(claims, Verdict::not_proven, true) > 0 ? Verdict::not_proven : Verdict::proven;
}

core::Error bad_statement(const std::string& why) {
    return wrong_use("not a statement of an audit: " + why);
}

}  // namespace

json::object describe_log(const core::Snapshot& snapshot) {
    json::array described;
    if (const auto keys = snapshot.log_keys()) {
        for (const auto& each : keys->all()) {
            described.push_back(
                json::object{{"id", core::id_text(each.key)},
                             {"logKey", core::encode_vkey(each.key)},
                             {"sha256", core::to_hex(core::sha256(each.key.public_key))}});
        }
    }
    json::object log{{"keys", std::move(described)}, {"checkpoint", nullptr}};
    const auto last = snapshot.last_checkpoint();
    if (!last) { return log; }
    const auto cosigned = core::cosigned_checkpoint(snapshot, *last);
    if (cosigned) { log["checkpoint"] = core::encode_note(*cosigned); }
    return log;
}

std::string statement_text(const Statement& statement) {
    const auto title = in_words(statement, "Statement of an audit", "Verklaring van een controle");
    std::string text = title + "\n\n";
    for (const auto& line :
         events::wrap(opening(statement) + "\n" + summary_of(statement), page_width_columns)) {
        text += line + "\n";
    }
    return text + "\n" + facts_text(statement) + all_claims_text(statement) +
           checkpoint_text(statement);
}

json::object statement_json(const Statement& statement) {
    const auto& findings = statement.findings;
    json::object object{{"schema", statement_schema},
                        {"date", core::format_time(statement.time)},
                        {"program", program}};
    for (const auto* name : {"origin", "size", "root", "keys", "checkpoint"}) {
        const auto* value = findings.ledger.if_contains(name);
        object[name] = value == nullptr ? json::value() : *value;
    }
    json::array against;
    for (const auto& file : statement.against) { against.emplace_back(events::printable(file)); }
    object["against"] = std::move(against);
    object["summary"] = summary_of(statement);
    object["verdict"] = core::name_of(verdict_of_all(findings.claims));
    json::array claims;
    for (const auto& claim : findings.claims) {
        auto each = claim_json(claim);
        each["sentence"] = claim_sentence(claim.name, statement.language);
        claims.push_back(std::move(each));
    }
    object["claims"] = std::move(claims);
    return object;
}

core::Result<std::vector<core::TreeHead>> statement_heads(const json::object& statement) {
    std::vector<core::TreeHead> heads;
    if (const auto note = member_text(statement, "checkpoint"); !note.empty()) {
        auto head = core::parse_tree_head(note);
        if (!head) { return head.error(); }
        heads.push_back(std::move(*head));
    }
    const auto* size = statement.if_contains("size");
    const auto root = core::hash_from_hex(member_text(statement, "root"));
    if (size == nullptr || !size->is_int64() || size->get_int64() < 0 || !root) {
        return heads.empty() ? core::Result<std::vector<core::TreeHead>>(
                                   bad_statement("it tells of no ledger that could be opened"))
                             : heads;
    }
    const core::TreeHead whole{static_cast<std::uint64_t>(size->get_int64()), *root, {}};
    // What the checkpoint says already is not said again without a signature.
    const bool is_said =
        !heads.empty() && heads.front().size == whole.size && heads.front().root == whole.root;
    if (!is_said) { heads.push_back(whole); }
    return heads;
}

}  // namespace peil::cli
