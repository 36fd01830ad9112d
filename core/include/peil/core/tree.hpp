// The Merkle tree over the ledger's entries: which hashes there are, in which order they are
// stored, and the proofs made of them. RFC 6962 §2.1 and RFC 9162 §2.1. Nothing is padded or
// duplicated for odd sizes: a lone right subtree moves up unchanged.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace peil::core {

/// Sizes of trees lie in [0, tree_size_max]: they fit a signed 64-bit integer elsewhere.
constexpr std::uint64_t tree_size_max = (std::uint64_t{1} << 63U) - 1;

/// The complete subtree over the leaves [index << level, (index + 1) << level).
struct NodeId {
    std::uint32_t level = 0;
    std::uint64_t index = 0;

    friend bool operator==(const NodeId&, const NodeId&) = default;
};

/// A complete subtree with its hash, as it goes into storage.
struct TreeNode {
    NodeId id;
    Hash hash;

    friend bool operator==(const TreeNode&, const TreeNode&) = default;
};

/// The one seam between Merkle arithmetic and storage.
class HashReader {
  public:
    HashReader() = default;
    virtual ~HashReader() = default;
    HashReader(const HashReader&) = delete;
    HashReader& operator=(const HashReader&) = delete;

    /// Fills `out[i]` with the hash of `ids[i]`; both have the same size, and every id lies within
    /// the stored tree. Throws StorageError.
    virtual void read(std::span<const NodeId> ids, std::span<Hash> out) const = 0;
};

/// The position of a node in append-only storage: dense, from 0, in post-order, so that all hashes
/// completed by a leaf come right after that leaf's own hash. `id` ends at or before leaf
/// tree_size_max. Source: StoredHashIndex of Go's sumdb/tlog.
[[nodiscard]] std::uint64_t stored_index(NodeId id);

/// How many hashes the storage of a tree holds: 2 n less the number of one bits of n.
[[nodiscard]] std::uint64_t stored_count(std::uint64_t tree_size);

/// The node at a position of append-only storage: the inverse of stored_index.
/// `position` lies below stored_count(tree_size_max).
[[nodiscard]] NodeId stored_node(std::uint64_t position);

/// The peaks of a tree, left to right: the largest complete subtrees that together hold all its
/// leaves, one for each one bit of the size. Empty for size 0.
[[nodiscard]] std::vector<NodeId> right_edge(std::uint64_t tree_size);

/// The root of the tree with these peaks: SHA-256 of nothing if there are none.
[[nodiscard]] Hash root_from_peaks(std::span<const Hash> peaks_left_to_right, Hasher& hasher);

/// The root of the first `tree_size` leaves. Errors: index_out_of_range above tree_size_max.
/// Throws StorageError from `reader`. Cost: one call of `reader`.
[[nodiscard]] Result<Hash> tree_root(std::uint64_t tree_size, const HashReader& reader);

/// A growing tree of which only the peaks are kept: at most 63 hashes.
class RightEdge {
  public:
    /// The tree without leaves.
    RightEdge() = default;
    /// The tree of a size with its peaks, left to right, one for each one bit of the size.
    RightEdge(std::uint64_t tree_size, std::vector<Hash> peaks_left_to_right);
    /// The tree of a size (at most tree_size_max) with its peaks from storage.
    /// Throws StorageError. Cost: one call of `reader`.
    [[nodiscard]] static RightEdge read(std::uint64_t tree_size, const HashReader& reader);

    /// Adds one leaf and puts every node it completes behind the others in `completed`, in
    /// post-order: the leaf first, its largest subtree last. At the end of a batch they lie in the
    /// order of stored_index. Cost: one hash a leaf on average.
    void append(const Hash& leaf, Hasher& hasher, std::vector<TreeNode>& completed);

    /// The root of the leaves so far. Cost: at most 62 hashes.
    [[nodiscard]] Hash root(Hasher& hasher) const { return root_from_peaks(peaks_, hasher); }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] std::span<const Hash> peaks() const { return peaks_; }

  private:
    std::uint64_t size_ = 0;
    std::vector<Hash> peaks_;
};

/// The leaf's sibling first, the child of the root last.
using InclusionProof = std::vector<Hash>;
/// The leaf side first, the child of the root last.
using ConsistencyProof = std::vector<Hash>;

struct LeafPosition {
    std::uint64_t index = 0;
    std::uint64_t tree_size = 0;
};

struct TreeSizes {
    std::uint64_t old_size = 0;
    std::uint64_t current = 0;
};

/// Proof that a leaf lies at its index in the tree of a size.
/// Shape: at most ⌈log₂ tree_size⌉ hashes; empty for size 1.
/// Errors: index_out_of_range unless index < tree_size ≤ tree_size_max. Throws StorageError.
/// Cost: one call of `reader`. Source: RFC 6962 §2.1.1 (PATH), RFC 9162 §2.1.3.1.
[[nodiscard]] Result<InclusionProof> prove_inclusion(LeafPosition position,
                                                     const HashReader& reader);

/// Success if the proof leads from the leaf's hash at its position exactly to the root.
/// Errors: index_out_of_range as prove_inclusion; proof_rejected for a proof that is too short, too
/// long, or leads elsewhere. Source: RFC 9162 §2.1.3.2.
[[nodiscard]] Result<void> verify_inclusion(std::span<const Hash> proof, LeafPosition position,
                                            const Hash& leaf_hash, const Hash& root);

/// Proof that the first `sizes.old_size` leaves are a prefix of the tree of `sizes.current` leaves.
/// Shape: at most ⌈log₂ current⌉ + 1 hashes; empty if the sizes are equal or the old one is 0.
/// Errors: index_out_of_range unless old_size ≤ current ≤ tree_size_max. Throws StorageError.
/// Cost: one call of `reader`. Source: RFC 6962 §2.1.2 (PROOF), RFC 9162 §2.1.4.1.
[[nodiscard]] Result<ConsistencyProof> prove_consistency(TreeSizes sizes, const HashReader& reader);

/// Success if the proof leads exactly to both roots. Beyond the RFC: equal sizes need an empty
/// proof and equal roots; an old size of 0 needs an empty proof and the root of nothing. Errors:
/// index_out_of_range as prove_consistency; proof_rejected. Source: RFC 9162 §2.1.4.2.
[[nodiscard]] Result<void> verify_consistency(std::span<const Hash> proof, TreeSizes sizes,
                                              const Hash& old_root, const Hash& current_root);

}  // namespace peil::core
