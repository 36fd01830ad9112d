// From scans and checkpoints to claims.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_tables.hpp"
#include "log_scan.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/verify.hpp>

#include <utility>

namespace peil::core {

namespace {

constexpr std::string_view skipped = "left out by --quick";

VerifiedClaim from_fault(std::string name, const std::optional<Fault>& fault, std::string text) {
    if (!fault) { return {std::move(name), Verdict::proven, std::move(text)}; }
    return {std::move(name), Verdict::contradicted,
            "event " + std::to_string(fault->event) + ": " + fault->text, fault->event};
}

std::string chain_text(std::uint64_t size) {
    if (size == 1) { return "the only event names no event before it"; }
    return "each of " + counted(size, "event") + " names the hash of the one before";
}

std::string unsealed_text(std::uint64_t count) {
    const auto which =
        count == 1 ? "the last event is" : "the last " + counted(count, "event") + " are";
    return which + " not covered by a signature; type `peil checkpoint`";
}

void add_scan(const Ledger& ledger, const VerifyOptions& options, ClaimList& claims) {
    auto scan = scan_log(ledger, options);
    const auto& head = scan.head;
    if (!scan.tree && scan.root != head.root) {
        scan.tree = Fault{scan.stored_bytes ? scan.stored_bytes->event : head.size,
                          "the events do not give the root that the ledger states"};
    }
    // A hash over many events differs because one of them does: that one is named, if it is known.
    if (scan.tree && scan.stored_bytes && scan.stored_bytes->event >= scan.tree->event &&
        scan.stored_bytes->event <= scan.tree->last) {
        scan.tree->event = scan.stored_bytes->event;
    }
    claims.add(
        from_fault("stored-bytes", scan.stored_bytes,
                   "the bytes of " + all_of(head.size, "event") + " have their stored hashes"));
    claims.add(from_fault("chain", scan.chain, chain_text(head.size)));
    claims.add(from_fault("tree", scan.tree,
                          "the Merkle tree over " + counted(head.size, "event") + " has the root " +
                              to_hex(head.root)));
    claims.add(from_fault("disclosures", scan.disclosures,
                          all_of(scan.disclosure_count, "disclosure") +
                              (scan.disclosure_count == 1 ? " is" : " are") +
                              " what events committed to"));
}

void add_skipped(ClaimList& claims) {
    for (const auto* name : {"stored-bytes", "chain", "tree", "disclosures"}) {
        claims.add({name, Verdict::not_proven, std::string(skipped)});
    }
}

/// The root of the first `size` events by the stored hashes. Errors: also when one is missing.
Result<Hash> stored_root(const Snapshot& snapshot, std::uint64_t size) {
    if (size > snapshot.head().size) { return Error(Errc::index_out_of_range, ""); }
    try {
        return tree_root(size, snapshot.hashes());
    } catch (const StorageError& error) { return Error(Errc::ledger_damaged, error.what()); }
}

VerifiedClaim compare_high_water(const Ledger& ledger) {
    try {
        const auto compared = ledger.check_high_water();
        if (compared) {
            return {"high-water", Verdict::proven,
                    "the ledger has not stepped back behind what was signed"};
        }
        return {"high-water", Verdict::contradicted, compared.error().detail};
    } catch (const StorageError& error) {
        return {"high-water", Verdict::not_proven, error.what()};
    }
}

/// The claims about what was signed, and how far it reaches.
void add_checkpoints(const Snapshot& snapshot, ClaimList& claims) {
    const auto& settings = snapshot.settings();
    const auto key = parse_vkey(settings.log_key);
    VerifiedClaim signatures{"signatures"};
    VerifiedClaim consistent{"checkpoints"};
    std::uint64_t sealed = 0;
    std::size_t count = 0;
    for (const auto& stored : snapshot.checkpoints()) {
        const auto note = parse_note(stored.note);
        const auto opened =
            key && note ? open_checkpoint(*note, settings.origin, {&*key, 1})
                        : Result<Checkpoint>(Error(Errc::malformed_note, "it cannot be read"));
        ++count;
        if (!opened || opened->size != stored.size) {
            if (signatures.verdict == Verdict::proven) {
                signatures = {"signatures", Verdict::contradicted,
                              "the checkpoint of size " + std::to_string(stored.size) +
                                  " is not signed by the log's key",
                              stored.size};
            }
            continue;
        }
        const auto root = stored_root(snapshot, opened->size);
        if ((!root || *root != opened->root) && consistent.verdict == Verdict::proven) {
            consistent = {"checkpoints", Verdict::contradicted,
                          "what was signed at size " + std::to_string(opened->size) +
                              " is not a part of this ledger",
                          opened->size};
        }
        sealed = opened->size;
    }
    if (count == 0) {
        signatures = {"signatures", Verdict::not_proven, "no checkpoint was ever signed"};
        consistent = {"checkpoints", Verdict::not_proven, "there is no checkpoint to compare"};
    }
    const auto names = std::to_string(count) + (count == 1 ? " checkpoint is" : " checkpoints are");
    if (signatures.verdict == Verdict::proven) {
        signatures.text = names + " signed by " + settings.log_key;
    }
    if (consistent.verdict == Verdict::proven) {
        consistent.text = names + " consistent with this ledger";
    }
    claims.add(signatures);
    claims.add(consistent);
    const auto size = snapshot.head().size;
    const bool is_sealed = sealed == size && signatures.verdict == Verdict::proven;
    claims.add({"sealed", is_sealed ? Verdict::proven : Verdict::not_proven,
                is_sealed ? "the last checkpoint covers all events"
                          : unsealed_text(size - std::min(size, sealed)),
                is_sealed ? 0 : sealed + 1});
}

}  // namespace

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::proven: return "proven";
        case Verdict::not_proven: return "not proven";
        case Verdict::contradicted: return "contradicted";
    }
    return "";
}

void ClaimList::add(VerifiedClaim claim) {
    if (options_.report) { options_.report(claim); }
    claims_.push_back(std::move(claim));
}

std::vector<VerifiedClaim> verify_log(const Ledger& ledger, const VerifyOptions& options) {
    ClaimList claims(options);
    if (options.is_quick) {
        add_skipped(claims);
    } else {
        add_scan(ledger, options, claims);
    }
    add_checkpoints(ledger.snapshot(), claims);
    claims.add(compare_high_water(ledger));
    return claims.finish();
}

}  // namespace peil::core
