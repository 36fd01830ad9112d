// What several published files say together: whether they rest on one history of a log.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "checked_file.hpp"
#include <peil/events/fork.hpp>

#include <optional>
#include <vector>

namespace peil::cli {

struct Continuity {
    std::vector<core::VerifiedClaim> claims;
    std::optional<events::Fork> fork;  ///< if one key signed two histories
};

/// Each report continues the one before it; no two files hold checkpoints of one log that
/// contradict each other. Whether the others are linked is told as well, which nobody asked for.
/// Nothing for a single file.
[[nodiscard]] Continuity check_continuity(const std::vector<CheckedFile>& files);

}  // namespace peil::cli
