// Claims about proofs.
// SPDX-License-Identifier: EUPL-1.2
#include "checked_proof.hpp"

#include <peil/core/checkpoint.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/proof_file.hpp>
#include <peil/core/time.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::cli {

namespace {

using core::Verdict;
using core::VerifiedClaim;
using Claims = std::vector<VerifiedClaim>;

/// Whether a key that came later than the trusted ones may be what is missing: judged by the first
/// note that none of them signed.
bool needs_other_key(const core::Error& error, const core::LogIdentity& log,
                     const std::vector<std::string>& notes) {
    if (error.code != make_error_code(core::Errc::no_known_signature)) { return false; }
    for (const auto& text : notes) {
        const auto note = core::parse_note(text);
        const auto opened = note ? core::open_note(*note, log.keys) : note.error();
        if (opened || opened.error().code != error.code) { continue; }
        return core::is_by_other_key(*note, log.origin, log.keys);
    }
    return false;
}

/// `notes` are the checkpoints that the result rests on.
VerifiedClaim claim_of(std::string name, const core::Result<void>& result, std::string text,
                       const core::LogIdentity& log, const std::vector<std::string>& notes) {
    if (result) { return {std::move(name), Verdict::proven, std::move(text)}; }
    if (needs_other_key(result.error(), log, notes)) {
        return {std::move(name), Verdict::not_proven, std::string(core::other_key_text)};
    }
    return {std::move(name), Verdict::contradicted, result.error().detail};
}

/// The log that a note says it is of, with the trusted keys of that name.
struct NamedLog {
    std::string origin;
    std::vector<core::VerifierKey> keys;

    NamedLog(std::string name, const FileTrust& trust) : origin(std::move(name)) {
        for (const auto& key : trust.log.log_keys) { add(key); }
    }
    NamedLog(std::string name, const core::TrustPolicy& policy) : origin(std::move(name)) {
        for (const auto& log : policy.logs) { add(log.key); }
    }
    void add(const core::VerifierKey& key) {
        if (key.name == origin) { keys.push_back(key); }
    }
    [[nodiscard]] core::LogIdentity identity() const { return {origin, keys}; }

    [[nodiscard]] VerifiedClaim key_claim() const {
        if (keys.empty()) {
            return {
                "key", Verdict::not_proven,
                "no key of " + origin + " was given; give the one that was published with --key"};
        }
        return {"key", Verdict::proven, "a key of " + origin + " is trusted"};
    }
};

/// The origin on the first line of a checkpoint; nothing is verified.
std::string origin_of(const std::string& note) {
    return note.substr(0, note.find('\n'));
}

/// What cannot be verified without a key of the log.
VerifiedClaim needs_key(std::string name) {
    return {std::move(name), Verdict::not_proven, "it needs the log's key"};
}

Claims claims_of_proof(const NamedLog& log, const std::string& note, const FileTrust& trust,
                       const core::Result<void>& verified, const std::string& text) {
    Claims claims{log.key_claim()};
    claims.push_back(log.keys.empty() ? needs_key("event")
                                      : claim_of("event", verified, text, log.identity(), {note}));
    claims.push_back(check_witnesses(note, trust));
    return claims;
}

}  // namespace

core::Result<Claims> check_event_proof(std::string_view text, const FileTrust& trust) {
    const auto proof = core::parse_event_proof(text);
    if (!proof) { return proof.error(); }
    const NamedLog log(origin_of(proof->proof.checkpoint), trust);
    const auto event = core::verify_event_proof(*proof, log.identity());
    const auto said =
        event ? fmt::format("event {} of {}, recorded {}, lies in the log of {}",
                            event->envelope.sequence, event->envelope.subject, event->envelope.time,
                            core::counted(event->checkpoint.size, "event"))
              : "";
    return claims_of_proof(log, proof->proof.checkpoint, trust,
                           event ? core::Result<void>() : core::Result<void>(event.error()), said);
}

core::Result<Claims> check_tlog_proof(std::string_view text, const FileTrust& trust) {
    const auto proof = core::parse_tlog_proof(text);
    if (!proof) { return proof.error(); }
    const NamedLog log(origin_of(proof->checkpoint), trust);
    if (!trust.event) {
        Claims claims{log.key_claim(),
                      {"event", Verdict::not_proven,
                       "the bundle does not hold the event; give its bytes with --event"}};
        claims.push_back(check_witnesses(proof->checkpoint, trust));
        return claims;
    }
    const auto leaf = core::Hasher().leaf(core::as_bytes(*trust.event));
    const auto checkpoint = core::verify_tlog_proof(*proof, leaf, log.identity());
    const auto said = checkpoint ? fmt::format("it is entry {} of the log of {}", proof->index,
                                               core::counted(checkpoint->size, "event"))
                                 : "";
    return claims_of_proof(
        log, proof->checkpoint, trust,
        checkpoint ? core::Result<void>() : core::Result<void>(checkpoint.error()), said);
}

core::Result<Claims> check_consistency(std::string_view text, const FileTrust& trust) {
    const auto file = core::parse_consistency(text);
    if (!file) { return file.error(); }
    const NamedLog log(file->origin, trust);
    Claims claims{log.key_claim()};
    if (log.keys.empty()) {
        claims.push_back(needs_key("growth"));
        return claims;
    }
    claims.push_back(claim_of("growth", core::verify_growth_file(*file, log.identity()),
                              fmt::format("the log of {} grew to {} without a change",
                                          core::counted(file->old_head.size, "event"),
                                          core::counted(file->new_head.size, "event")),
                              log.identity(), {file->old_head.note, file->new_head.note}));
    const auto unsigned_count =
        (file->old_head.note.empty() ? 1 : 0) + (file->new_head.note.empty() ? 1 : 0);
    if (unsigned_count > 0) {
        claims.push_back({"signatures", Verdict::not_proven,
                          "an end of it carries no signed checkpoint: compare its root with one "
                          "that you know"});
    }
    return claims;
}

core::Result<Claims> check_note(std::string_view text, const FileTrust& trust) {
    const auto note = core::parse_note(text);
    if (!note) { return note.error(); }
    const NamedLog log(origin_of(note->text), trust);
    Claims claims{log.key_claim()};
    if (log.keys.empty()) {
        claims.push_back(needs_key("checkpoint"));
    } else {
        const auto opened = core::open_checkpoint(*note, log.identity());
        claims.push_back(claim_of(
            "checkpoint", opened ? core::Result<void>() : core::Result<void>(opened.error()),
            opened ? fmt::format("{} signed it over {}, root {}", log.origin,
                                 core::counted(opened->size, "event"), core::to_hex(opened->root))
                   : "",
            log.identity(), {std::string(text)}));
    }
    claims.push_back(check_witnesses(std::string(text), trust));
    return claims;
}

VerifiedClaim check_witnesses(const std::string& text, const FileTrust& trust) {
    VerifiedClaim claim{"witnesses", Verdict::not_proven, "no policy with a quorum was given"};
    claim.is_asked = trust.policy && trust.policy->has_quorum();
    if (!claim.is_asked) { return claim; }
    const auto note = core::parse_note(text);
    const auto opened = note ? core::open_by_policy(*note, *trust.policy) : note.error();
    if (!opened) {
        const NamedLog log(origin_of(text), *trust.policy);
        return claim_of("witnesses", opened.error(), "", log.identity(), {text});
    }
    if (!opened->holds_quorum) {
        claim.text = core::counted(opened->cosignatures.size(), "cosignature") +
                     ", too few for the quorum of the policy";
        return claim;
    }
    const auto seconds = opened->quorum_time_seconds.value_or(0);
    return {"witnesses", Verdict::proven,
            "the quorum of the policy cosigned it, all of them since " +
                core::format_time(static_cast<core::UnixMs>(seconds) * 1000)};
}

VerifiedClaim check_witnesses(std::span<const std::string> notes, const FileTrust& trust) {
    auto claim = check_witnesses(notes.front(), trust);
    for (const auto& note : notes.subspan(1)) {
        if (claim.verdict != Verdict::not_proven || !claim.is_asked) { return claim; }
        auto other = check_witnesses(note, trust);
        if (other.verdict != Verdict::not_proven) { claim = std::move(other); }
    }
    return claim;
}

}  // namespace peil::cli
