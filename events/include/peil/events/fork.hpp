// Two published reports of one log: the later continues the earlier, or the log signed two
// histories. The latter is proven by two signatures, and by nothing else.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/document.hpp>
#include <peil/events/linked_heads.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::events {

/// Two checkpoints of one log over as many events, with different roots.
struct Fork {
    std::string log_key;
    std::string one;    ///< signed note
    std::string other;  ///< signed note
};

/// A checkpoint whose signature was verified, with the note it stands in.
struct SignedCheckpoint {
    core::VerifierKey key;  ///< that signed it
    core::Checkpoint checkpoint;
    std::string note;
};
/// Those of a document's notes that its log signed, by the keys that the document tells of:
/// its checkpoint, that of the history of its keys, and `others`.
[[nodiscard]] std::vector<SignedCheckpoint> signed_checkpoints(
    const PublishedEvent& published, const std::vector<std::string>& others);
/// All that an edition's document holds of what its log signed.
[[nodiscard]] std::vector<SignedCheckpoint> signed_checkpoints(const EditionDocument& document);
/// The checkpoint in a note, if one of these keys signed it.
[[nodiscard]] std::optional<SignedCheckpoint> open_signed(
    const std::string& note, const std::vector<core::VerifierKey>& keys);

/// Two checkpoints of one log over as many events, with other roots.
using Contradiction = std::pair<SignedCheckpoint, SignedCheckpoint>;
[[nodiscard]] std::optional<Contradiction> find_contradiction(
    const std::vector<SignedCheckpoint>& one, const std::vector<SignedCheckpoint>& other);
/// The proof of it; nothing unless one key signed both.
[[nodiscard]] std::optional<Fork> fork_of(const Contradiction& found);

/// The size that the document's checkpoint states; 0 if it cannot be read. Not verified.
[[nodiscard]] std::uint64_t log_size(const EditionDocument& document);

/// How the log grew, by what a document proves: from the edition before to its checkpoint, from
/// there to that of its keys, and to what others signed.
[[nodiscard]] std::vector<HeadLink> proven_links(const EditionDocument& document);
[[nodiscard]] std::vector<HeadLink> proven_links(const PublishedEvent& published);

/// The claim `continuity`: the later document's log continues that of the earlier. It is proven if
/// the checkpoint that the later one names as that of the edition before is that of the earlier
/// one, if both have the same checkpoint, or if other files link them; not proven otherwise. It is
/// contradicted as well if the later edition is silent about a measure that the earlier one names.
[[nodiscard]] core::VerifiedClaim check_continuity(const EditionDocument& earlier,
                                                   const EditionDocument& later,
                                                   const LinkedHeads& linked = {});

/// Two signed checkpoints in the documents that contradict each other, if there are any.
[[nodiscard]] std::optional<Fork> find_fork(const EditionDocument& one,
                                            const EditionDocument& other);

/// The format `peil.fork/1` of docs/FORMAT.md, and back. Errors: malformed_content.
[[nodiscard]] boost::json::object to_json(const Fork& fork);
[[nodiscard]] core::Result<Fork> parse_fork(std::string_view text);

/// The claims `key` and `fork`: the log signed both.
[[nodiscard]] std::vector<core::VerifiedClaim> check_fork(const Fork& fork,
                                                          const DocumentTrust& trust);

}  // namespace peil::events
