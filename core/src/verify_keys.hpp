// The claim about the log's keys over its life.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>

namespace peil::core {

/// The claim `key-validity`: the key that signed each stored checkpoint was the log's key when the
/// log had so many events. What a revoked key signed before its revocation was known does not count
/// and contradicts nothing, as long as a later checkpoint covers the same events.
[[nodiscard]] VerifiedClaim judge_key_validity(const Snapshot& snapshot);

}  // namespace peil::core
