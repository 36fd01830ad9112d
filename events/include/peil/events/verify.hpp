// Verification of what the ledger means, after core has verified its bytes: events can be read,
// times do not decrease, views equal replay, editions are what was published.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>
#include <peil/events/view.hpp>

#include <vector>

namespace peil::events {

/// The claims `events`, `ids`, `views`, and `editions`, in this order. Throws StorageError.
/// Cost: parses every event; memory does not grow with the ledger.
[[nodiscard]] std::vector<core::VerifiedClaim> verify_content(const core::Ledger& ledger,
                                                              const core::VerifyOptions& options);

}  // namespace peil::events
