// Merkle arithmetic. Every range of leaves that a proof names is split into complete subtrees, all
// of which are read in one call, then folded from the right.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/check.hpp>
#include <peil/core/tree.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace peil::core {

namespace {

/// The leaves [first, last) of one node of the tree, complete or not.
struct LeafRange {
    std::uint64_t first;
    std::uint64_t last;
};

/// The size of the left child of a node over two or more leaves.
std::uint64_t left_size(LeafRange range) {
    return std::bit_floor(range.last - range.first - 1);
}

/// The largest complete subtrees of a node, left to right.
std::vector<NodeId> complete_subtrees(LeafRange range) {
    std::vector<NodeId> ids;
    auto first = range.first;
    while (first < range.last) {
        const auto size = std::bit_floor(range.last - first);
        ids.push_back({static_cast<std::uint32_t>(std::countr_zero(size)), first / size});
        first += size;
    }
    return ids;
}

std::vector<Hash> read_all(std::span<const NodeId> ids, const HashReader& reader) {
    std::vector<Hash> hashes(ids.size());
    if (!ids.empty()) { reader.read(ids, hashes); }
    return hashes;
}

/// The hashes of the ranges, in their order, with one call of the reader.
std::vector<Hash> hash_ranges(std::span<const LeafRange> ranges, const HashReader& reader) {
    std::vector<NodeId> ids;
    std::vector<std::size_t> counts;
    for (const auto& range : ranges) {
        const auto subtrees = complete_subtrees(range);
        ids.insert(ids.end(), subtrees.begin(), subtrees.end());
        counts.push_back(subtrees.size());
    }
    const auto hashes = read_all(ids, reader);
    Hasher hasher;
    std::vector<Hash> folded;
    auto rest = std::span{hashes};
    for (const auto count : counts) {
        folded.push_back(root_from_peaks(rest.first(count), hasher));
        rest = rest.subspan(count);
    }
    return folded;
}

/// The siblings met on the way from the root down to the leaf, in the order of the proof.
std::vector<LeafRange> inclusion_ranges(LeafPosition position) {
    std::vector<LeafRange> siblings;
    LeafRange node{0, position.tree_size};
    while (node.last - node.first > 1) {
        const auto middle = node.first + left_size(node);
        if (position.index < middle) {
            siblings.push_back({middle, node.last});
            node.last = middle;
        } else {
            siblings.push_back({node.first, middle});
            node.first = middle;
        }
    }
    std::reverse(siblings.begin(), siblings.end());
    return siblings;
}

/// SUBPROOF of RFC 9162 §2.1.4.1 as a walk from the root down the right edge of the old tree,
/// 0 < old_size ≤ current. The node it ends at is left out if it is the whole old tree.
std::vector<LeafRange> consistency_ranges(TreeSizes sizes) {
    std::vector<LeafRange> ranges;
    LeafRange node{0, sizes.current};
    while (node.last != sizes.old_size) {
        const auto middle = node.first + left_size(node);
        if (sizes.old_size <= middle) {
            ranges.push_back({middle, node.last});
            node.last = middle;
        } else {
            ranges.push_back({node.first, middle});
            node.first = middle;
        }
    }
    if (node.first != 0) { ranges.push_back(node); }
    std::reverse(ranges.begin(), ranges.end());
    return ranges;
}

Result<void> check_position(LeafPosition position) {
    if (position.tree_size > tree_size_max) {
        return Error{Errc::index_out_of_range, "tree size is above the maximum"};
    }
    if (position.index >= position.tree_size) {
        return Error{Errc::index_out_of_range, "leaf index is not below the tree size"};
    }
    return {};
}

Result<void> check_sizes(TreeSizes sizes) {
    if (sizes.current > tree_size_max) {
        return Error{Errc::index_out_of_range, "tree size is above the maximum"};
    }
    if (sizes.old_size > sizes.current) {
        return Error{Errc::index_out_of_range, "old tree is larger than the current one"};
    }
    return {};
}

Result<void> accept_if(bool holds, const char* reason) {
    if (!holds) { return Error{Errc::proof_rejected, reason}; }
    return {};
}

/// `fn` and `sn` of RFC 9162: the node reached and the last node of its level.
class Climb {
  public:
    Climb(std::uint64_t node, std::uint64_t last) : node_(node), last_(last) {}

    [[nodiscard]] bool at_root() const { return last_ == 0; }
    [[nodiscard]] bool is_right_child() const { return (node_ & 1U) == 1; }
    /// Whether the next hash of the proof stands to the left of the node.
    [[nodiscard]] bool sibling_is_left() const { return is_right_child() || node_ == last_; }

    void up() {
        node_ >>= 1U;
        last_ >>= 1U;
    }
    /// Goes up past the sibling, and before that over levels where the node has none.
    void up_past_sibling() {
        while (node_ == last_ && node_ != 0 && !is_right_child()) { up(); }
        up();
    }

  private:
    std::uint64_t node_;
    std::uint64_t last_;
};

/// The part of verify_consistency that the RFC gives: 0 < old_size < current.
Result<void> verify_growth(std::span<const Hash> proof, TreeSizes sizes, const Hash& old_root,
                           const Hash& current_root) {
    Climb climb{sizes.old_size - 1, sizes.current - 1};
    while (climb.is_right_child()) { climb.up(); }
    // A whole old tree is not in the proof: the verifier has its root already.
    const bool old_is_complete = std::has_single_bit(sizes.old_size);
    if (proof.empty()) { return accept_if(false, "consistency proof is empty"); }
    Hash old_hash = old_is_complete ? old_root : proof.front();
    Hash current_hash = old_hash;
    Hasher hasher;
    for (const auto& sibling : proof.subspan(old_is_complete ? 0 : 1)) {
        if (climb.at_root()) { return accept_if(false, "consistency proof is too long"); }
        if (climb.sibling_is_left()) {
            old_hash = hasher.node(sibling, old_hash);
            current_hash = hasher.node(sibling, current_hash);
        } else {
            current_hash = hasher.node(current_hash, sibling);
        }
        climb.up_past_sibling();
    }
    if (!climb.at_root()) { return accept_if(false, "consistency proof is too short"); }
    if (old_hash != old_root) { return accept_if(false, "proof does not lead to the old root"); }
    return accept_if(current_hash == current_root, "proof does not lead to the current root");
}

}  // namespace

std::uint64_t stored_index(NodeId id) {
    check(id.level < 63 && id.index < (tree_size_max >> id.level),
          "the node lies in a tree of at most tree_size_max leaves");
    // The node comes right after its last leaf and the smaller subtrees which that leaf completes.
    const auto last_leaf = ((id.index + 1) << id.level) - 1;
    return stored_count(last_leaf) + id.level;
}

std::uint64_t stored_count(std::uint64_t tree_size) {
    check(tree_size <= tree_size_max, "a tree has at most tree_size_max leaves");
    return 2 * tree_size - static_cast<std::uint64_t>(std::popcount(tree_size));
}

NodeId stored_node(std::uint64_t position) {
    check(position < stored_count(tree_size_max), "the position lies in the largest tree");
    // stored_count(leaf) ≤ 2 leaf, so this starts at or below the leaf, by at most 32.
    auto leaf = position / 2;
    while (stored_count(leaf + 1) <= position) { ++leaf; }
    const auto level = static_cast<std::uint32_t>(position - stored_count(leaf));
    return {level, leaf >> level};
}

std::vector<NodeId> right_edge(std::uint64_t tree_size) {
    check(tree_size <= tree_size_max, "a tree has at most tree_size_max leaves");
    return complete_subtrees({0, tree_size});
}

Hash root_from_peaks(std::span<const Hash> peaks_left_to_right, Hasher& hasher) {
    if (peaks_left_to_right.empty()) { return empty_root(); }
    Hash root = peaks_left_to_right.back();
    for (auto count = peaks_left_to_right.size() - 1; count > 0; --count) {
        root = hasher.node(peaks_left_to_right[count - 1], root);
    }
    return root;
}

Result<Hash> tree_root(std::uint64_t tree_size, const HashReader& reader) {
    if (tree_size > tree_size_max) {
        return Error{Errc::index_out_of_range, "tree size is above the maximum"};
    }
    Hasher hasher;
    return root_from_peaks(read_all(right_edge(tree_size), reader), hasher);
}

RightEdge::RightEdge(std::uint64_t tree_size, std::vector<Hash> peaks_left_to_right)
    : size_(tree_size), peaks_(std::move(peaks_left_to_right)) {
    check(tree_size <= tree_size_max, "a tree has at most tree_size_max leaves");
    check(peaks_.size() == static_cast<std::size_t>(std::popcount(tree_size)),
          "a tree has one peak for each one bit of its size");
}

RightEdge RightEdge::read(std::uint64_t tree_size, const HashReader& reader) {
    return {tree_size, read_all(right_edge(tree_size), reader)};
}

void RightEdge::append(const Hash& leaf, Hasher& hasher, std::vector<TreeNode>& completed) {
    check(size_ < tree_size_max, "a tree has at most tree_size_max leaves");
    TreeNode node{{0, size_}, leaf};
    completed.push_back(node);
    // Each trailing one bit of the size is a peak of the same level as the node so far.
    while (((size_ >> node.id.level) & 1U) == 1) {
        node = {{node.id.level + 1, node.id.index >> 1U}, hasher.node(peaks_.back(), node.hash)};
        peaks_.pop_back();
        completed.push_back(node);
    }
    peaks_.push_back(node.hash);
    ++size_;
}

Result<InclusionProof> prove_inclusion(LeafPosition position, const HashReader& reader) {
    const auto valid = check_position(position);
    if (!valid) { return valid.error(); }
    return hash_ranges(inclusion_ranges(position), reader);
}

Result<void> verify_inclusion(std::span<const Hash> proof, LeafPosition position,
                              const Hash& leaf_hash, const Hash& root) {
    const auto valid = check_position(position);
    if (!valid) { return valid.error(); }
    Climb climb{position.index, position.tree_size - 1};
    Hash hash = leaf_hash;
    Hasher hasher;
    for (const auto& sibling : proof) {
        if (climb.at_root()) { return accept_if(false, "inclusion proof is too long"); }
        hash = climb.sibling_is_left() ? hasher.node(sibling, hash) : hasher.node(hash, sibling);
        climb.up_past_sibling();
    }
    if (!climb.at_root()) { return accept_if(false, "inclusion proof is too short"); }
    return accept_if(hash == root, "proof does not lead to the root");
}

Result<ConsistencyProof> prove_consistency(TreeSizes sizes, const HashReader& reader) {
    const auto valid = check_sizes(sizes);
    if (!valid) { return valid.error(); }
    if (sizes.old_size == 0) { return ConsistencyProof{}; }
    return hash_ranges(consistency_ranges(sizes), reader);
}

Result<void> verify_consistency(std::span<const Hash> proof, TreeSizes sizes, const Hash& old_root,
                                const Hash& current_root) {
    const auto valid = check_sizes(sizes);
    if (!valid) { return valid.error(); }
    if (sizes.old_size > 0 && sizes.old_size < sizes.current) {
        return verify_growth(proof, sizes, old_root, current_root);
    }
    if (!proof.empty()) { return accept_if(false, "consistency proof is too long"); }
    if (sizes.old_size == sizes.current && old_root != current_root) {
        return accept_if(false, "trees of one size have different roots");
    }
    return accept_if(sizes.old_size > 0 || old_root == empty_root(),
                     "the old root is not that of the empty tree");
}

}  // namespace peil::core
