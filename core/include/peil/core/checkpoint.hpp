// Checkpoints: the origin, size and root of a log at one moment, as the text of a signed note.
// Format: C2SP tlog-checkpoint v1.0.0, read strictly.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/signed_note.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// ML-DSA cosignatures carry the origin's length in one byte.
constexpr std::size_t origin_size_max_bytes = 255;

struct Checkpoint {
    std::string origin;      ///< the log's name and that of its key, compared byte for byte
    std::uint64_t size = 0;  ///< at most tree_size_max
    Hash root;               ///< empty_root() if the size is 0
    /// Lines behind the root in a foreign checkpoint: not empty, without meaning here.
    std::vector<std::string> extensions{};

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// Whether a log can have this origin: a key name of at most origin_size_max_bytes.
[[nodiscard]] bool is_origin(std::string_view origin);

/// Reads the text of a checkpoint note. Errors: malformed_checkpoint says which line.
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

/// As parse_checkpoint(), but without looking at the root of a tree without leaves: for a witness,
/// which has an answer of its own for a false one.
[[nodiscard]] Result<Checkpoint> parse_claimed_checkpoint(std::string_view text);

/// The three lines of a checkpoint. Extension lines are left out: cosigners disagree about what
/// their signatures cover. The origin is_origin(); size and root are as in Checkpoint.
[[nodiscard]] std::string encode_checkpoint(const Checkpoint& checkpoint);

/// The checkpoint of the log with this origin, whose key is among `keys` and named like the origin.
/// Errors: those of open_note(); no_known_signature if only keys of other names signed;
/// malformed_checkpoint; wrong_origin.
[[nodiscard]] Result<Checkpoint> open_checkpoint(const SignedNote& note, std::string_view origin,
                                                 std::span<const VerifierKey> keys);

/// Whether the log's name signed, but with none of the keys that are trusted for it: perhaps with
/// one that came later, which they cannot tell from one that somebody made up.
[[nodiscard]] bool is_by_other_key(const SignedNote& note, std::string_view origin,
                                   std::span<const VerifierKey> keys);

/// What that means for who reads the note.
constexpr std::string_view other_key_text =
    "it is signed by another key of this name, perhaps a newer one: ask for that, or check an "
    "edition, which shows each change of key";

}  // namespace peil::core
