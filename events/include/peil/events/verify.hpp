// Verification of what the ledger means, after core has verified its bytes: events can be read,
// times do not decrease, views equal replay, editions are what was published, exported, complete.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>
#include <peil/events/view.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace peil::events {

/// Names of what verify_content() claims.
constexpr std::array<std::string_view, 6> content_claims{"events",   "ids",       "views",
                                                         "editions", "documents", "completeness"};

/// The claims of `content_claims`, in that order; those about editions are not asked for as long as
/// none was published. Throws StorageError.
/// Cost: parses every event; memory does not grow with the ledger.
[[nodiscard]] std::vector<core::VerifiedClaim> verify_content(const core::Ledger& ledger,
                                                              const core::VerifyOptions& options);

}  // namespace peil::events
