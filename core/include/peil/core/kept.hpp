// Comparing a ledger with what somebody outside kept of it: checkpoints, reports, proofs, receipts.
// This is what finds a history that was rewritten and signed again, and one that was cut back.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/proof_file.hpp>
#include <peil/core/verify.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// What a kept file says of a log.
struct KeptFile {
    std::string name;               ///< as it was given
    std::string origin{};           ///< the log that it says it is of; empty: it does not say
    std::vector<TreeHead> heads{};  ///< at least one; without a note it is not signed
};

/// Name of what compare_kept() claims.
constexpr std::array<std::string_view, 1> kept_claims{"continuity"};

/// A claim `continuity` for each file, in their order: every tree that it tells of is signed by the
/// log (if it is signed at all), and is that of the ledger's first events, as their stored bytes
/// give it. Contradicted with what that means: the file is of another ledger or was changed, the
/// ledger was cut back, or its history was rewritten. Nothing is reported to options.report.
/// Throws StorageError. Cost: the bytes of the events up to the largest size that is compared.
[[nodiscard]] std::vector<VerifiedClaim> compare_kept(const Snapshot& snapshot,
                                                      const LogIdentity& log,
                                                      std::span<const KeptFile> files);

}  // namespace peil::core
