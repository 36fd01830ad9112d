// From scans and checkpoints to claims.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_tables.hpp"
#include "log_scan.hpp"
#include "verify_keys.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/verify.hpp>

#include <optional>
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

/// Judges what was signed, and how far it reaches.
class CheckpointReview {
  public:
    explicit CheckpointReview(const Snapshot& snapshot)
        : snapshot_(snapshot), keys_(snapshot.log_keys()) {
        for (const auto& stored : snapshot.checkpoints()) {
            ++count_;
            if (const auto opened = open(stored)) { compare(*opened); }
        }
    }

    void add_to(ClaimList& claims) {
        if (count_ == 0) {
            signatures_ = {"signatures", Verdict::not_proven, "no checkpoint was ever signed"};
            consistent_ = {"checkpoints", Verdict::not_proven, "there is no checkpoint to compare"};
        }
        const auto names =
            std::to_string(count_) + (count_ == 1 ? " checkpoint is" : " checkpoints are");
        if (signatures_.verdict == Verdict::proven) { signatures_.text = names + signers(); }
        if (consistent_.verdict == Verdict::proven) {
            consistent_.text = names + " consistent with this ledger";
        }
        claims.add(signatures_);
        claims.add(consistent_);
        claims.add(sealed());
    }

  private:
    /// Nothing for one that does not count.
    std::optional<Checkpoint> open(const StoredCheckpoint& stored) {
        if (!keys_) {
            contradict(stored.size, keys_.error().detail);
            return std::nullopt;
        }
        const auto note = parse_note(stored.note);
        auto opened = note ? open_checkpoint(*note, *keys_) : note.error();
        // What a key signed before it was revoked is no fault of this ledger.
        const bool is_revoked =
            !opened && opened.error().code == make_error_code(Errc::key_revoked);
        if (is_revoked) { opened = parse_checkpoint(note->text); }
        if (opened && opened->size == stored.size) {
            revoked_count_ += is_revoked ? 1 : 0;
            if (!is_revoked) { sealed_size_ = opened->size; }
            return *opened;
        }
        const bool is_ended =
            !opened && opened.error().code == make_error_code(Errc::key_not_valid);
        contradict(stored.size, "the checkpoint of size " + std::to_string(stored.size) +
                                    (is_ended ? ": " + opened.error().detail
                                              : " is not signed by the log's key"));
        return std::nullopt;
    }
    void contradict(std::uint64_t size, std::string text) {
        if (signatures_.verdict != Verdict::proven) { return; }
        signatures_ = {"signatures", Verdict::contradicted, std::move(text), size};
    }
    void compare(const Checkpoint& checkpoint) {
        const auto root = stored_root(snapshot_, checkpoint.size);
        if ((root && *root == checkpoint.root) || consistent_.verdict != Verdict::proven) {
            return;
        }
        consistent_ = {"checkpoints", Verdict::contradicted,
                       "what was signed at size " + std::to_string(checkpoint.size) +
                           " is not a part of this ledger",
                       checkpoint.size};
    }
    [[nodiscard]] std::string signers() const {
        const auto& all = keys_->all();
        auto text = all.size() == 1
                        ? " signed by " + snapshot_.settings().log_key
                        : " signed by the log's " + std::to_string(all.size()) +
                              " keys, each in its time, now by " + encode_vkey(all.back().key);
        if (revoked_count_ > 0) {
            text += "; " + std::to_string(revoked_count_) +
                    (revoked_count_ == 1 ? " does" : " do") +
                    " not count any more, since the key was revoked";
        }
        return text;
    }
    [[nodiscard]] VerifiedClaim sealed() const {
        const auto size = snapshot_.head().size;
        const bool is_sealed = sealed_size_ == size && signatures_.verdict == Verdict::proven;
        return {"sealed", is_sealed ? Verdict::proven : Verdict::not_proven,
                is_sealed ? "the last checkpoint covers all events"
                          : unsealed_text(size - std::min(size, sealed_size_)),
                is_sealed ? 0 : sealed_size_ + 1};
    }

    const Snapshot& snapshot_;
    Result<LogKeys> keys_;
    VerifiedClaim signatures_{"signatures"};
    VerifiedClaim consistent_{"checkpoints"};
    std::uint64_t sealed_size_ = 0;
    std::size_t count_ = 0;
    std::size_t revoked_count_ = 0;
};

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
    const auto snapshot = ledger.snapshot();
    CheckpointReview(snapshot).add_to(claims);
    claims.add(compare_high_water(ledger));
    claims.add(judge_key_validity(ledger.snapshot()));
    return claims.finish();
}

}  // namespace peil::core
