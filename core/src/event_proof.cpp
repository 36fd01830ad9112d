// Proofs of single events.
// SPDX-License-Identifier: EUPL-1.2
#include "proof_members.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/proof_file.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::core {

namespace {

constexpr std::string_view event_proof_schema = "peil.event-proof/1";
constexpr std::array<std::string_view, 4> event_proof_members{"schema", "event", "disclosures",
                                                              "proof"};

Error bad_event_proof(std::string detail) {
    return {Errc::malformed_proof, std::move(detail)};
}

/// The disclosures of an event but those with these names. Errors: ledger_damaged;
/// disclosure_rejected for a name that is not among them.
Result<std::vector<std::string>> shown_disclosures(const Snapshot& ledger, std::uint64_t sequence,
                                                   std::span<const std::string> hidden) {
    std::vector<std::string> shown;
    std::vector<std::string> left_out;
    for (const auto text : ledger.disclosures(sequence)) {
        const auto member = parse_disclosure(text);
        if (!member) {
            return Error(Errc::ledger_damaged,
                         "a disclosure of event " + std::to_string(sequence) + " cannot be read");
        }
        const auto name = member->name.value_or("");
        if (std::find(hidden.begin(), hidden.end(), name) == hidden.end()) {
            shown.emplace_back(text);
        } else {
            left_out.push_back(name);
        }
    }
    for (const auto& name : hidden) {
        if (std::find(left_out.begin(), left_out.end(), name) == left_out.end()) {
            return Error(Errc::disclosure_rejected,
                         "event " + std::to_string(sequence) + " discloses no '" + name + "'");
        }
    }
    return shown;
}

/// The ledger's own last checkpoint, which covers the event.
Result<Checkpoint> covering_checkpoint(const Snapshot& ledger, std::uint64_t sequence,
                                       const StoredCheckpoint& stored) {
    const auto note = parse_note(stored.note);
    if (!note) { return note.error(); }
    auto checkpoint = parse_checkpoint(note->text);
    if (!checkpoint) { return checkpoint; }
    if (checkpoint->size > ledger.head().size) {
        return Error(Errc::ledger_damaged, "the last checkpoint is larger than the ledger");
    }
    if (checkpoint->size < sequence) {
        return Error(Errc::not_sealed, "the last checkpoint covers " +
                                           std::to_string(checkpoint->size) +
                                           " events, not event " + std::to_string(sequence) +
                                           "; sign one with `peil checkpoint`");
    }
    return checkpoint;
}

/// The same proof, if it verifies with the ledger's own keys.
Result<EventProof> checked_proof(EventProof proof, const Snapshot& ledger) {
    const auto keys = ledger.log_keys();
    if (!keys) { return keys.error(); }
    const auto proven = verify_event_proof(proof, {keys->origin(), {}, &*keys});
    if (!proven) {
        return Error(Errc::ledger_damaged, "the proof that the ledger gives does not verify (" +
                                               proven.error().detail + "); run `peil verify`");
    }
    return proof;
}

}  // namespace

Result<EventProof> prove_event(const Snapshot& ledger, std::uint64_t sequence,
                               std::span<const std::string> hidden) {
    const auto bytes = ledger.event(sequence);
    if (!bytes) {
        return Error(Errc::index_out_of_range, "there is no event " + std::to_string(sequence) +
                                                   "; the last one is " +
                                                   std::to_string(ledger.head().size));
    }
    const auto stored = ledger.last_checkpoint();
    if (!stored) {
        return Error(Errc::not_sealed,
                     "no checkpoint was signed yet; sign one with `peil checkpoint`");
    }
    const auto checkpoint = covering_checkpoint(ledger, sequence, *stored);
    if (!checkpoint) { return checkpoint.error(); }
    auto disclosures = shown_disclosures(ledger, sequence, hidden);
    if (!disclosures) { return disclosures.error(); }
    auto hashes =
        prove_inclusion({.index = sequence - 1, .tree_size = checkpoint->size}, ledger.hashes());
    if (!hashes) { return hashes.error(); }
    return checked_proof({.event = std::string(*bytes),
                          .disclosures = *std::move(disclosures),
                          .proof = {.index = sequence - 1,
                                    .hashes = *std::move(hashes),
                                    .checkpoint = stored->note}},
                         ledger);
}

std::string encode_event_proof(const EventProof& proof) {
    boost::json::array disclosures;
    for (const auto& text : proof.disclosures) { disclosures.emplace_back(text); }
    return proof_text({{"schema", event_proof_schema},
                       {"event", proof.event},
                       {"disclosures", std::move(disclosures)},
                       {"proof", encode_tlog_proof(proof.proof)}});
}

Result<EventProof> parse_event_proof(std::string_view text) {
    const auto object = read_proof_object(text, event_proof_schema, event_proof_members);
    if (!object) { return object.error(); }
    auto event = string_member(*object, "event");
    if (!event) { return bad_event_proof("it has no event"); }
    auto disclosures = strings_member(*object, "disclosures");
    if (!disclosures) { return bad_event_proof("its disclosures are no list of texts"); }
    const auto bundle = string_member(*object, "proof");
    if (!bundle) { return bad_event_proof("it has no proof"); }
    auto proof = parse_tlog_proof(*bundle);
    if (!proof) { return proof.error(); }
    return EventProof{*std::move(event), *std::move(disclosures), *std::move(proof)};
}

Result<ProvenEvent> verify_event_proof(const EventProof& proof, const LogIdentity& log) {
    Hasher hasher;
    const auto leaf = hasher.leaf(as_bytes(proof.event));
    auto checkpoint = verify_tlog_proof(proof.proof, leaf, log);
    if (!checkpoint) { return checkpoint.error(); }
    auto envelope = decode_event(proof.event);
    if (!envelope) { return envelope.error(); }
    if (envelope->sequence != proof.proof.index + 1) {
        return Error(Errc::proof_rejected,
                     "the event says that it is number " + std::to_string(envelope->sequence) +
                         ", and its place in the tree is " + std::to_string(proof.proof.index + 1));
    }
    const std::vector<std::string_view> texts(proof.disclosures.begin(), proof.disclosures.end());
    auto data = reveal_data(*envelope, texts);
    if (!data) { return data.error(); }
    return ProvenEvent{*std::move(envelope), *std::move(data), leaf, *std::move(checkpoint)};
}

}  // namespace peil::core
