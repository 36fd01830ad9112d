// Evidence from outside: a checkpoint with the cosignatures that were collected for it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/core/time.hpp>
#include <peil/core/trust_policy.hpp>
#include <peil/core/verify.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// The checkpoint's note with the latest stored cosignature of each key behind the log's line: what
/// readers get. Nothing but the lines of stored cosignatures is added; none is verified.
/// Errors: malformed_note, ledger_damaged.
[[nodiscard]] Result<SignedNote> cosigned_checkpoint(const Snapshot& snapshot,
                                                     const StoredCheckpoint& checkpoint);

/// The policy in the ledger's folder; nothing if there is none. Errors: malformed_policy names the
/// file. Throws StorageError.
[[nodiscard]] Result<std::optional<TrustPolicy>> read_policy(const LedgerFolder& folder);

/// Where timestamps come from, and the certificates (PEM) that they must lead to.
struct Timestamping {
    std::string url{};
    std::string roots{};
};
constexpr std::uint64_t timestamping_size_max_bytes = std::uint64_t{1} << 20U;

/// What the file LedgerFolder::timestamping() says; nothing if there is none. Throws StorageError.
[[nodiscard]] std::optional<Timestamping> read_timestamping(const LedgerFolder& folder);

/// How far a witness has come.
struct WitnessProgress {
    std::string name;                ///< in the policy
    std::uint64_t size = 0;          ///< of the largest tree it cosigned; 0 also if none
    std::uint64_t time_seconds = 0;  ///< when last; 0 if never
};

/// How far each witness of the policy has come, and the newest checkpoint with a quorum.
struct WitnessOverview {
    std::vector<WitnessProgress> witnesses;  ///< in the order of the policy
    std::uint64_t quorum_size = 0;
    std::optional<std::uint64_t> quorum_time_seconds;  ///< nothing if there never was a quorum
    /// Sizes of checkpoints with a line of a known witness that does not hold.
    std::vector<std::uint64_t> damaged;
};

/// Verifies every stored cosignature of the policy's witnesses. Cost: one verification a line.
[[nodiscard]] WitnessOverview survey_witnesses(const Snapshot& snapshot, const TrustPolicy& policy);

/// What claims about evidence from outside are judged by.
struct OutsideOptions {
    UnixMs now = 0;
    /// A quorum whose cosignatures are older than this is not proven; nothing: any age will do.
    std::optional<UnixMs> age_max_ms{};
};

/// Names of what verify_outside() claims.
constexpr std::array<std::string_view, 2> outside_claims{"witnesses", "timestamps"};

/// The claims of `outside_claims`, in that order. What the ledger's folder does not ask for is not
/// proven, and marked as such. Throws StorageError.
/// Cost: one signature a stored cosignature, one chain of certificates a stored timestamp.
[[nodiscard]] std::vector<VerifiedClaim> verify_outside(const Ledger& ledger,
                                                        const VerifyOptions& options,
                                                        const OutsideOptions& outside);

}  // namespace peil::core
