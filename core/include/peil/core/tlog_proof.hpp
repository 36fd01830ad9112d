// The proof that an entry lies in a log, in one small text that anybody can verify offline: its
// index, its path in the tree, and a signed checkpoint. The entry itself travels apart.
// Format: C2SP tlog-proof, `c2sp.org/tlog-proof@v1`, read strictly.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/log_keys.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/tree.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace peil::core {

/// Larger bundles are refused: room for 63 hashes, an extra line and many cosignatures.
constexpr std::size_t tlog_proof_size_max_bytes = std::size_t{1} << 20U;
/// The format allows this many hashes.
constexpr std::size_t tlog_proof_hash_count_max = 63;

struct TlogProof {
    Bytes extra{};            ///< means nothing and is not authenticated; empty: no such line
    std::uint64_t index = 0;  ///< of the leaf, zero-based
    InclusionProof hashes{};
    std::string checkpoint{};  ///< a signed note, with all its signatures

    friend bool operator==(const TlogProof&, const TlogProof&) = default;
};

/// The bundle as text. The checkpoint parses as a note; there are at most 63 hashes.
[[nodiscard]] std::string encode_tlog_proof(const TlogProof& proof);

/// The inverse of encode_tlog_proof(); one proof has one text.
/// Errors: malformed_proof says which line; malformed_note.
[[nodiscard]] Result<TlogProof> parse_tlog_proof(std::string_view text);

/// The checkpoint of the log, in whose tree an entry with this leaf hash lies at the proof's index.
/// Errors: those of parse_note(), open_checkpoint() and verify_inclusion().
[[nodiscard]] Result<Checkpoint> verify_tlog_proof(const TlogProof& proof, const Hash& leaf_hash,
                                                   const LogIdentity& log);

}  // namespace peil::core
