// Verification of a ledger's integrity: named claims, each proven, not proven, or contradicted.
// Stored bytes are hashed, JSON is never parsed; runs against one snapshot, on several threads.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

enum class Verdict { proven, not_proven, contradicted };

[[nodiscard]] std::string_view name_of(Verdict verdict);

/// One claim about a ledger, with what was found in words.
struct VerifiedClaim {
    std::string name;  ///< stable: `stored-bytes`
    Verdict verdict = Verdict::proven;
    std::string text{};
    std::uint64_t event = 0;   ///< number of the first event that is affected, or 0
    bool is_optional = false;  ///< not proven does not make the verification fall short
};

struct VerifyOptions {
    unsigned thread_count = 2;
    bool is_quick = false;  ///< leave out what reads every byte
    /// Told how many events were read, now and then, by any thread.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress{};
};

/// The claims `stored-bytes`, `chain`, `tree`, `disclosures`, `signatures`, `checkpoints`,
/// `sealed`, and `high-water`, in this order. Never stops at the first fault.
/// Throws StorageError if the store itself cannot be read.
/// Cost: every stored byte once; memory does not grow with the ledger.
[[nodiscard]] std::vector<VerifiedClaim> verify_log(const Ledger& ledger,
                                                    const VerifyOptions& options);

}  // namespace peil::core
