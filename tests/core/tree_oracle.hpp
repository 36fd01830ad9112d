// What the tree is tested against: a tree in memory, the trees of the foreign vectors, and the
// recursive definitions of RFC 6962 §2.1, which share no code with the implementation.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/tree.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace peil::core::testing {

/// Hashes by their stored index, counting how often they are read.
class StoredTree : public HashReader {
  public:
    explicit StoredTree(std::span<const Hash> leaves) {
        Hasher hasher;
        std::vector<TreeNode> completed;
        for (const auto& leaf : leaves) { edge_.append(leaf, hasher, completed); }
        for (const auto& node : completed) { hashes_.push_back(node.hash); }
    }
    void read(std::span<const NodeId> ids, std::span<Hash> out) const override {
        ++read_count;
        std::transform(ids.begin(), ids.end(), out.begin(),
                       [this](NodeId id) { return hashes_.at(stored_index(id)); });
    }
    [[nodiscard]] const RightEdge& edge() const { return edge_; }

    mutable int read_count = 0;

  private:
    RightEdge edge_;
    std::vector<Hash> hashes_;
};

inline std::vector<Hash> leaf_hashes(const std::vector<std::string>& entries) {
    Hasher hasher;
    std::vector<Hash> leaves;
    leaves.reserve(entries.size());
    for (const auto& entry : entries) { leaves.push_back(hasher.leaf(as_bytes(entry))); }
    return leaves;
}

/// Entries of the tree `event` of the vectors: entry i is "event-<i>".
inline std::vector<std::string> event_entries(std::uint64_t count) {
    std::vector<std::string> entries;
    entries.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) { entries.push_back("event-" + std::to_string(i)); }
    return entries;
}

inline std::vector<Hash> event_leaves(std::uint64_t count) {
    return leaf_hashes(event_entries(count));
}

/// Entries of the tree `edge` of the vectors: some are empty, long, or full of zero bytes.
inline std::vector<std::string> edge_entries() {
    auto entries = event_entries(300);
    for (const std::size_t i : {0U, 255U, 256U}) { entries[i].clear(); }
    entries[1].clear();
    for (int j = 0; j < 65535; ++j) { entries[1] += static_cast<char>(j % 251); }
    entries[2] = std::string(1, '\0');
    entries[3] = std::string(2, '\0');
    entries[4] = std::string("event-4\n\0\xFF", 10);
    return entries;
}

inline std::vector<Hash> edge_leaves() {
    return leaf_hashes(edge_entries());
}

/// The definition: MTH of RFC 6962 §2.1.
// NOLINTNEXTLINE(misc-no-recursion): the definition is recursive; depth is the height of the tree.
inline Hash oracle_root(std::span<const Hash> leaves) {
    if (leaves.empty()) { return sha256({}); }
    if (leaves.size() == 1) { return leaves.front(); }
    std::size_t left = 1;
    while (left * 2 < leaves.size()) { left *= 2; }
    return Hasher{}.node(oracle_root(leaves.first(left)), oracle_root(leaves.subspan(left)));
}

/// The definition: PATH of RFC 6962 §2.1.1.
// NOLINTNEXTLINE(misc-no-recursion): the definition is recursive; depth is the height of the tree.
inline std::vector<Hash> oracle_path(std::size_t index, std::span<const Hash> leaves) {
    if (leaves.size() == 1) { return {}; }
    std::size_t left = 1;
    while (left * 2 < leaves.size()) { left *= 2; }
    const bool in_left = index < left;
    auto path = in_left ? oracle_path(index, leaves.first(left))
                        : oracle_path(index - left, leaves.subspan(left));
    path.push_back(oracle_root(in_left ? leaves.subspan(left) : leaves.first(left)));
    return path;
}

/// The definition: SUBPROOF of RFC 6962 §2.1.2; `whole` is its flag b.
// NOLINTNEXTLINE(misc-no-recursion): the definition is recursive; depth is the height of the tree.
inline std::vector<Hash> oracle_subproof(std::size_t old_size, std::span<const Hash> leaves,
                                         bool whole) {
    if (old_size == leaves.size()) {
        return whole ? std::vector<Hash>{} : std::vector<Hash>{oracle_root(leaves)};
    }
    std::size_t left = 1;
    while (left * 2 < leaves.size()) { left *= 2; }
    const bool in_left = old_size <= left;
    auto proof = in_left ? oracle_subproof(old_size, leaves.first(left), whole)
                         : oracle_subproof(old_size - left, leaves.subspan(left), false);
    proof.push_back(oracle_root(in_left ? leaves.subspan(left) : leaves.first(left)));
    return proof;
}

}  // namespace peil::core::testing
