// Growing a tree from stored events.
// SPDX-License-Identifier: EUPL-1.2
#include "regrown_tree.hpp"

#include "ledger_tables.hpp"

#include <utility>

namespace peil::core {

RegrownTree::RegrownTree(const Snapshot& snapshot, RightEdge edge)
    : edge_(std::move(edge)),
      events_(snapshot.rows().cursor(table::events)),
      row_(events_.at_or_after(u64_be(edge_.size() + 1))) {}

std::optional<std::uint64_t> RegrownTree::grow(std::uint64_t size) {
    for (auto sequence = edge_.size() + 1; sequence <= size; ++sequence) {
        if (!row_ || row_->key.size() != 8 || read_u64_be(row_->key) != sequence) {
            return sequence;
        }
        completed_.clear();
        edge_.append(hasher_.leaf(as_bytes(row_->value)), hasher_, completed_);
        row_ = events_.next();
    }
    return std::nullopt;
}

}  // namespace peil::core
