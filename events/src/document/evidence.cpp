// What others signed, in the document of an edition: found in a ledger, written and read.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_read.hpp"
#include "document_json.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/log_keys.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/document.hpp>
#include <peil/events/error.hpp>

#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

bool is_cosigned(const core::SignedNote& note, const std::optional<core::TrustPolicy>& policy) {
    if (!policy || !policy->has_quorum()) { return note.signatures.size() > 1; }
    const auto opened = core::open_by_policy(note, *policy);
    return opened && opened->holds_quorum;
}

PolicyKey policy_key_of(const core::VerifierKey& key) {
    const auto vkey = core::encode_vkey(key);
    const auto id = vkey.find('+') + 1;
    return {vkey.substr(0, vkey.find('+', id)), core::to_hex(core::sha256(core::as_bytes(vkey)))};
}

std::vector<PolicyKey> keys_of_policy(const core::TrustPolicy& policy) {
    std::vector<PolicyKey> keys;
    for (const auto& log : policy.logs) { keys.push_back(policy_key_of(log.key)); }
    for (const auto& witness : policy.witnesses) { keys.push_back(policy_key_of(witness.key)); }
    return keys;
}

std::vector<core::Bytes> tokens_over(const core::Snapshot& ledger, std::uint64_t size) {
    std::vector<core::Bytes> tokens;
    for (auto& each : ledger.timestamps(size)) { tokens.push_back(std::move(each.token)); }
    return tokens;
}

/// `NAME+ID` and 64 digits: nothing else can be told there.
bool is_policy_key(const PolicyKey& each) {
    constexpr std::size_t id_digit_count = 8;
    constexpr std::string_view digits = "0123456789abcdef";
    const auto plus = each.key.rfind('+');
    if (plus == std::string::npos || !core::is_key_name(each.key.substr(0, plus))) { return false; }
    const auto id = std::string_view(each.key).substr(plus + 1);
    return id.size() == id_digit_count && id.find_first_not_of(digits) == std::string_view::npos &&
           core::hash_from_hex(each.fingerprint).has_value() &&
           each.fingerprint.find_first_not_of(digits) == std::string::npos;
}

core::Error bad_evidence(const std::string& where) {
    return {make_error_code(Errc::malformed_content), where};
}

core::Result<OutsideEvidence> read_outside(const json::object& object) {
    DocumentReader reader(object);
    OutsideEvidence evidence{.checkpoint = reader.text("checkpoint"),
                             .consistency = reader.hashes("consistency"),
                             .timestamps = {}};
    for (const auto& text : reader.texts("timestamps")) {
        auto token = core::decode_base64(text);
        if (!token) { return bad_evidence("/evidence/timestamps holds a text not in base64"); }
        evidence.timestamps.push_back(*std::move(token));
    }
    if (!reader.fault().empty()) { return bad_evidence("/evidence" + reader.fault()); }
    return evidence;
}

}  // namespace

core::Result<void> add_evidence(EditionDocument& document, const core::Snapshot& ledger,
                                const std::optional<core::TrustPolicy>& policy) {
    if (policy) { document.policy = keys_of_policy(*policy); }
    const auto keys = ledger.log_keys();
    if (!keys) { return keys.error(); }
    const auto own = core::parse_note(document.published.checkpoint);
    const auto head = own ? core::open_checkpoint(*own, *keys) : own.error();
    if (!head) { return head.error(); }
    auto last = head->size;
    bool wants_stamp = true;
    bool wants_quorum = !is_cosigned(*own, policy);
    for (const auto& stored : ledger.checkpoints()) {
        if (stored.size < head->size || !(wants_stamp || wants_quorum)) { continue; }
        const auto note = core::cosigned_checkpoint(ledger, stored);
        if (!note) { return note.error(); }
        auto tokens = tokens_over(ledger, stored.size);
        const bool brings_quorum = wants_quorum && is_cosigned(*note, policy);
        const bool brings_stamp = wants_stamp && !tokens.empty();
        // One that its key did not count for any more leads nowhere.
        if (!(brings_quorum || brings_stamp) || !core::open_checkpoint(*note, *keys)) { continue; }
        auto proof =
            core::prove_consistency({.old_size = last, .current = stored.size}, ledger.hashes());
        if (!proof) { return proof.error(); }
        document.evidence.push_back(
            {core::encode_note(*note), *std::move(proof), std::move(tokens)});
        last = stored.size;
        wants_quorum = wants_quorum && !brings_quorum;
        wants_stamp = wants_stamp && !brings_stamp;
    }
    return {};
}

void put_evidence(json::object& object, const EditionDocument& document) {
    json::array evidence;
    for (const auto& each : document.evidence) {
        json::array tokens;
        for (const auto& token : each.timestamps) {
            tokens.emplace_back(core::encode_base64(token));
        }
        evidence.push_back(json::object{{"checkpoint", each.checkpoint},
                                        {"consistency", hashes_json(each.consistency)},
                                        {"timestamps", std::move(tokens)}});
    }
    if (!evidence.empty()) { object["evidence"] = std::move(evidence); }
    json::array policy;
    for (const auto& each : document.policy) {
        policy.push_back(json::object{{"key", each.key}, {"sha256", each.fingerprint}});
    }
    if (!policy.empty()) { object["policy"] = std::move(policy); }
}

core::Result<void> read_evidence(const json::object& object, EditionDocument& document) {
    DocumentReader reader(object);
    if (object.contains("evidence")) {
        for (const auto& item : reader.array("evidence")) {
            const auto* each = item.if_object();
            if (each == nullptr) {
                return bad_evidence("/evidence has an entry that is no object");
            }
            auto read = read_outside(*each);
            if (!read) { return read.error(); }
            document.evidence.push_back(*std::move(read));
            if (document.evidence.size() > evidence_count_max) {
                return bad_evidence("/evidence has more than 16 entries");
            }
        }
    }
    if (object.contains("policy")) {
        for (const auto& item : reader.array("policy")) {
            const auto* each = item.if_object();
            if (each == nullptr) { return bad_evidence("/policy has an entry that is no object"); }
            document.policy.push_back({read_text(*each, "key"), read_text(*each, "sha256")});
            if (!is_policy_key(document.policy.back())) {
                return bad_evidence("/policy has an entry that is no key's id and SHA-256");
            }
        }
    }
    if (!reader.fault().empty()) { return bad_evidence(reader.fault()); }
    return {};
}

}  // namespace peil::events
