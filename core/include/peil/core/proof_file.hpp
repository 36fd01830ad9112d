// What is handed to a reader: one JSON file with an event, what is disclosed of it and the proof
// that the log holds it; and one that proves that a later log continues an earlier one. Each can be
// verified without a ledger. Format: docs/FORMAT.md, sections 12 and 13.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/error.hpp>
#include <peil/core/tlog_proof.hpp>
#include <peil/core/tree.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

class Snapshot;

/// Larger proof files are refused.
constexpr std::size_t proof_file_size_max_bytes = std::size_t{64} << 20U;

/// An event, the disclosures that are shown of it, and its proof.
struct EventProof {
    std::string event;                     ///< the stored bytes
    std::vector<std::string> disclosures;  ///< any number of those that belong to it
    TlogProof proof;

    friend bool operator==(const EventProof&, const EventProof&) = default;
};

/// What a verified event proof says.
struct ProvenEvent {
    Envelope envelope;
    boost::json::object data;  ///< with what was disclosed in its place
    Hash leaf_hash;
    Checkpoint checkpoint;
};

/// The proof of an event under the ledger's last checkpoint, without the disclosures whose names
/// are in `hidden`. It is verified before it is returned.
/// Errors: index_out_of_range for a number that the ledger lacks; not_sealed if the last checkpoint
/// does not cover it; disclosure_rejected for a hidden name that the event does not disclose;
/// ledger_damaged. Throws StorageError.
[[nodiscard]] Result<EventProof> prove_event(const Snapshot& ledger, std::uint64_t sequence,
                                             std::span<const std::string> hidden = {});

/// Canonical JSON and a line feed.
[[nodiscard]] std::string encode_event_proof(const EventProof& proof);
/// Reads any spelling of the same JSON. Errors: malformed_json, malformed_proof, malformed_note.
[[nodiscard]] Result<EventProof> parse_event_proof(std::string_view text);

/// What the proof proves: that the log signed a tree in which this event has its number, and that
/// each disclosure belongs to it. Errors: those of verify_tlog_proof(), decode_event() and
/// reveal_data(); proof_rejected if the event has another number than its place in the tree.
[[nodiscard]] Result<ProvenEvent> verify_event_proof(const EventProof& proof,
                                                     const LogIdentity& log);

/// One end of a consistency proof: a signed checkpoint, or a size and root that whoever verifies
/// it knows from elsewhere.
struct TreeHead {
    std::uint64_t size = 0;
    Hash root{};
    std::string note{};  ///< empty: not signed

    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// The proof that the first events of a tree are those of an older one.
struct ConsistencyFile {
    std::string origin;
    TreeHead old_head;
    TreeHead new_head;
    ConsistencyProof hashes;

    friend bool operator==(const ConsistencyFile&, const ConsistencyFile&) = default;
};

/// What the note of a checkpoint says, without looking at its signatures.
/// Errors: malformed_note, malformed_checkpoint.
[[nodiscard]] Result<TreeHead> parse_tree_head(std::string note_text);

/// The ledger's tree of this size; signed if there is a checkpoint of it.
/// Errors: index_out_of_range above the ledger's size. Throws StorageError.
[[nodiscard]] Result<TreeHead> tree_head_at(const Snapshot& ledger, std::uint64_t size);

/// The tree that a checkpoint of this log signed, wherever it was kept.
/// Errors: those of parse_note() and open_checkpoint(); proof_rejected if the ledger is not what
/// was signed: then either of both is false.
[[nodiscard]] Result<TreeHead> tree_head_of(const Snapshot& ledger, std::string_view note);

/// Errors: index_out_of_range unless old ≤ new; ledger_damaged if it does not verify.
/// Throws StorageError.
[[nodiscard]] Result<ConsistencyFile> prove_growth(const Snapshot& ledger, TreeHead old_head,
                                                   TreeHead new_head);

/// Canonical JSON and a line feed.
[[nodiscard]] std::string encode_consistency(const ConsistencyFile& file);
/// Reads any spelling of the same JSON. Errors: malformed_json, malformed_proof, malformed_note,
/// malformed_checkpoint.
[[nodiscard]] Result<ConsistencyFile> parse_consistency(std::string_view text);

/// Success if both ends that are signed are signed by the log, and the new tree begins with the
/// old one. An end without a note is only as good as where its root is known from.
/// Errors: those of open_checkpoint() and verify_consistency().
[[nodiscard]] Result<void> verify_growth_file(const ConsistencyFile& file, const LogIdentity& log);

}  // namespace peil::core
