// Which checkpoints are of one history, by what was proven of how a log grew.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/hash.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace peil::events {

/// Size and root of a log.
using LogHead = std::pair<std::uint64_t, core::Hash>;

[[nodiscard]] inline LogHead head_of(const core::Checkpoint& checkpoint) {
    return {checkpoint.size, checkpoint.root};
}

/// That the log of the first head grew to the second.
using HeadLink = std::pair<LogHead, LogHead>;

/// What is known of how one log grew. Two heads that grew from the same one may lie on two
/// branches; two that grew into the same one do not.
class LinkedHeads {
  public:
    void add(const HeadLink& link) { links_.insert(link); }
    /// Whether both are begins of one history: one is the other, grew into it, or both grew into a
    /// third. Cost: linear in the number of links.
    [[nodiscard]] bool are_linked(const LogHead& one, const LogHead& other) const;

  private:
    [[nodiscard]] std::set<LogHead> grown_from(const LogHead& head) const;
    std::multimap<LogHead, LogHead> links_;
};

}  // namespace peil::events
