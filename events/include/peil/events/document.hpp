// A published edition as a document that proves itself: the printed words, the edition's event,
// and what links both to a signed checkpoint. Whoever holds the document needs no ledger.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/trust_policy.hpp>
#include <peil/core/verify.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// A leaf of the edition's tree, and the disclosure with its words.
struct DocumentCell {
    std::string leaf;        ///< canonical JSON of a Cell
    std::string disclosure;  ///< empty if the leaf holds the value itself
    friend bool operator==(const DocumentCell&, const DocumentCell&) = default;
};

/// What links the edition before this one to it.
struct PreviousEdition {
    std::string checkpoint;               ///< signed note over the log when it was published
    std::vector<core::Hash> consistency;  ///< from that checkpoint to this document's
};

/// An event about a key of the log, in the tree of the checkpoint of its history.
struct ProvenKeyEvent {
    std::string event;                  ///< stored bytes
    std::vector<core::Hash> inclusion;  ///< in the tree of that checkpoint
};

/// How the log's keys followed each other: in the documents of a log that ever changed its key.
struct KeyHistory {
    std::string checkpoint;                 ///< signed note that covers all these events
    std::vector<core::Hash> consistency{};  ///< from the document's checkpoint to this one
    std::vector<ProvenKeyEvent> events{};   ///< in order
};

/// The event of an edition, with what links it to a signed checkpoint.
struct PublishedEvent {
    std::string log_key{};                   ///< vkey of the log's first key, as it states it
    std::string event{};                     ///< stored bytes of `edition.published`
    std::vector<std::string> disclosures{};  ///< of that event: title, introduction
    std::vector<core::Hash> inclusion{};     ///< of that event in the tree of the checkpoint
    std::string checkpoint{};  ///< signed note: the first that covers the event, with cosignatures
    std::optional<KeyHistory> keys{};  ///< nothing if the first key is the only one
};

/// What others signed about the log, at the document's checkpoint or a later one.
struct OutsideEvidence {
    std::string checkpoint{};               ///< signed note with its cosignatures
    std::vector<core::Hash> consistency{};  ///< from the one before it, or the document's own
    std::vector<core::Bytes> timestamps{};  ///< RFC 3161 tokens over it, each renewing the last
};

/// Of more than this many a document is refused.
constexpr std::size_t evidence_count_max = 16;

/// By which a key of the publisher's policy is known.
struct PolicyKey {
    std::string key{};          ///< the `NAME+ID` of its vkey
    std::string fingerprint{};  ///< SHA-256 of the whole vkey, in hexadecimal
};

struct EditionDocument {
    PublishedEvent published;
    std::vector<DocumentCell> cells;  ///< all leaves, in the order of the tree
    std::optional<PreviousEdition> previous;
    std::vector<OutsideEvidence> evidence{};  ///< in the order of their checkpoints
    std::vector<PolicyKey> policy{};          ///< nobody vouches for it: to compare with others
};

/// The document of a published edition. Errors: edition_missing; not_sealed if no checkpoint covers
/// it yet; malformed_content if the ledger can no longer draw it.
[[nodiscard]] core::Result<EditionDocument> make_document(const View& view, std::uint32_t edition);

/// Adds what readers ask of others than the log: the first stored checkpoint that a timestamp is
/// over, the first that holds the quorum of the policy (without one: that anybody cosigned) unless
/// the document's own does, and the keys of the policy. Errors: ledger_damaged, malformed_note.
[[nodiscard]] core::Result<void> add_evidence(EditionDocument& document,
                                              const core::Snapshot& ledger,
                                              const std::optional<core::TrustPolicy>& policy);

/// The format `peil.edition/1` of docs/FORMAT.md, and back. Errors: malformed_content says where.
[[nodiscard]] boost::json::object to_json(const EditionDocument& document);
[[nodiscard]] core::Result<EditionDocument> parse_document(std::string_view text);

/// Whose word counts: the keys of the log whose reports are checked.
struct DocumentTrust {
    std::vector<core::VerifierKey> log_keys;  ///< none: the document's own word is taken
};

/// Names of what check_document() claims; `evidence` follows where the document has any.
constexpr std::array<std::string_view, 7> document_claims{
    "key", "checkpoint", "event", "cells", "words", "completeness", "previous"};

/// What a document proves by itself.
/// - `key`: a key of the log is one that is trusted, and the others follow from it. Without any it
///   is not proven.
/// - `checkpoint`: it is signed by the key whose signature counts at its size.
/// - `event`: the edition's event lies in the tree of the checkpoint.
/// - `cells`: the leaves are those that the event commits to, all of them and no others.
/// - `words`: every leaf has its words, and they are those that were disclosed.
/// - `completeness`: every measure that the edition names is printed, or left on a ground.
/// - `previous`: the checkpoint continues that of the edition before; not proven for the first.
/// - `evidence`: the log signed the checkpoints that others signed, each continues the one before
///   it, and timestamps are over them. Whether the others' signatures hold is not judged here.
/// Never throws on input. Cost: linear in the size of the document.
[[nodiscard]] std::vector<core::VerifiedClaim> check_document(const EditionDocument& document,
                                                              const DocumentTrust& trust);

/// The matrix that the document prints: what `words` proves and nothing else. Errors:
/// malformed_content.
[[nodiscard]] core::Result<Matrix> draw_document(const EditionDocument& document);

/// The content of a cell: the value in the leaf, or the disclosed one under the cell's field.
/// Errors: disclosure_rejected (of core) if the disclosure is not the leaf's.
[[nodiscard]] core::Result<boost::json::value> cell_content(const Cell& cell,
                                                            std::string_view disclosure);

}  // namespace peil::events
