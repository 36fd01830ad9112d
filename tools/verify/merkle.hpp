// SHA-256, Ed25519, and the tree of RFC 6962 and RFC 9162.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peil::audit {

using Hash = std::string;  ///< 32 bytes
constexpr std::size_t hash_size = 32;

[[nodiscard]] Hash sha256(std::string_view bytes);
/// RFC 8032. False also for a key or a signature of another length.
[[nodiscard]] bool is_signed(std::string_view message, std::string_view signature,
                             std::string_view public_key);

[[nodiscard]] Hash leaf_hash(std::string_view entry);
[[nodiscard]] Hash root_of(const std::vector<Hash>& leaves);

/// A tree of which no more is known than this.
struct TreeHead {
    std::uint64_t size = 0;
    Hash root;
    friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

/// Proofs are lists of hashes, leaf side first: RFC 9162, sections 2.1.3.2 and 2.1.4.2. Equal sizes
/// and an old size of 0 take no hashes.
[[nodiscard]] bool is_included(const Hash& leaf, std::uint64_t index, const TreeHead& tree,
                               const std::vector<Hash>& proof);
[[nodiscard]] bool is_consistent(const TreeHead& old, const TreeHead& tree,
                                 const std::vector<Hash>& proof);

}  // namespace peil::audit
