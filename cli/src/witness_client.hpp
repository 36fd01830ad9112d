// Asking a witness to cosign the last checkpoint. Format: C2SP tlog-witness.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/core/trust_policy.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

enum class WitnessOutcome {
    cosigned,
    refused,      ///< it does not know the log or its key, or answered something else
    unreachable,  ///< no answer, or it has no URL
    contradicted  ///< it saw another or a larger history than this ledger has
};

[[nodiscard]] std::string_view name_of(WitnessOutcome outcome);

struct WitnessReply {
    std::string name;  ///< in the policy
    WitnessOutcome outcome = WitnessOutcome::unreachable;
    std::string text;                        ///< what happened, for people
    std::vector<core::NoteSignature> lines;  ///< verified, over the checkpoint that was sent
};

/// What is asked, of whom.
struct WitnessQuestion {
    const core::PolicyWitness& witness;
    const core::StoredCheckpoint& checkpoint;
    std::uint64_t old_size = 0;  ///< what it is thought to have cosigned last
    std::chrono::milliseconds time_max{10'000};
};

/// Sends the checkpoint, and once more with a proof from the size that the witness states, should
/// that be another one. Stores nothing. Throws StorageError.
[[nodiscard]] WitnessReply ask_witness(const core::Ledger& ledger, const WitnessQuestion& question);

/// The request for a checkpoint and its proof from `old_size`, as a witness wants it.
/// Errors: index_out_of_range if the old size is above the checkpoint's; malformed_note.
[[nodiscard]] core::Result<std::string> witness_request(const core::Ledger& ledger,
                                                        const core::StoredCheckpoint& checkpoint,
                                                        std::uint64_t old_size);

}  // namespace peil::cli
