// The Merkle tree as the stored bytes of the events give it, whatever hashes are stored beside.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>
#include <peil/core/tree.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace peil::core {

/// A tree that is grown event by event; lives inside its snapshot.
class RegrownTree {
  public:
    /// Begins behind the events of `edge`.
    explicit RegrownTree(const Snapshot& snapshot, RightEdge edge = {});

    /// Hashes the events up to this number; nothing, or the number of the first that is missing.
    /// Throws StorageError. Cost: one hash an event, and the tree's above it.
    [[nodiscard]] std::optional<std::uint64_t> grow(std::uint64_t size);

    [[nodiscard]] Hash root() { return edge_.root(hasher_); }

  private:
    RightEdge edge_;
    Cursor events_;
    std::optional<Row> row_;
    Hasher hasher_;
    std::vector<TreeNode> completed_;
};

}  // namespace peil::core
