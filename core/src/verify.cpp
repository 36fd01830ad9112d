// From scans and checkpoints to claims.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_tables.hpp"
#include "log_scan.hpp"
#include <peil/core/checkpoint.hpp>
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

void add_scan(const Ledger& ledger, const VerifyOptions& options,
              std::vector<VerifiedClaim>& claims) {
    auto scan = scan_log(ledger, options);
    const auto& head = scan.head;
    const auto count = std::to_string(head.size);
    if (!scan.tree && scan.root != head.root) {
        scan.tree = Fault{scan.stored_bytes ? scan.stored_bytes->event : head.size,
                          "the events do not give the root that the ledger states"};
    }
    claims.push_back(from_fault("stored-bytes", scan.stored_bytes,
                                "the bytes of all " + count + " events have their stored hashes"));
    claims.push_back(from_fault("chain", scan.chain,
                                "each of " + count + " events names the hash of the one before"));
    claims.push_back(
        from_fault("tree", scan.tree,
                   "the Merkle tree over " + count + " events has the root " + to_hex(head.root)));
    claims.push_back(from_fault("disclosures", scan.disclosures,
                                "all " + std::to_string(scan.disclosure_count) +
                                    " disclosures are those that events committed to"));
}

void add_skipped(std::vector<VerifiedClaim>& claims) {
    for (const auto* name : {"stored-bytes", "chain", "tree", "disclosures"}) {
        claims.push_back({name, Verdict::not_proven, std::string(skipped), 0, true});
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
void add_checkpoints(const Snapshot& snapshot, std::vector<VerifiedClaim>& claims) {
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
    claims.push_back(signatures);
    claims.push_back(consistent);
    const auto size = snapshot.head().size;
    const bool is_sealed = sealed == size && signatures.verdict == Verdict::proven;
    claims.push_back({"sealed", is_sealed ? Verdict::proven : Verdict::not_proven,
                      is_sealed ? "the last checkpoint covers all events"
                                : "the last " + std::to_string(size - std::min(size, sealed)) +
                                      " events are not covered by a signature; type "
                                      "`peil checkpoint`",
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

std::vector<VerifiedClaim> verify_log(const Ledger& ledger, const VerifyOptions& options) {
    std::vector<VerifiedClaim> claims;
    if (options.is_quick) {
        add_skipped(claims);
    } else {
        add_scan(ledger, options, claims);
    }
    add_checkpoints(ledger.snapshot(), claims);
    claims.push_back(compare_high_water(ledger));
    return claims;
}

}  // namespace peil::core
