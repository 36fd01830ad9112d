// Verification of a ledger's integrity: named claims, each proven, not proven, or contradicted.
// Stored bytes are hashed, JSON is never parsed; runs against one snapshot, on several threads.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::core {

enum class Verdict { proven, not_proven, contradicted };

[[nodiscard]] std::string_view name_of(Verdict verdict);

/// One claim about a ledger, with what was found in words.
struct VerifiedClaim {
    std::string name;  ///< stable: `stored-bytes`
    Verdict verdict = Verdict::proven;
    std::string text{};
    std::uint64_t event = 0;  ///< number of the first event that is affected, or 0
    bool is_asked = true;     ///< the ledger asks for it; else not proven is no failure
};

struct VerifyOptions {
    unsigned thread_count = 2;
    bool is_quick = false;  ///< leave out what reads every byte
    /// Told how many events were read, now and then, by any thread.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress{};
    /// Told each claim as soon as it is known: what was told stays, should reading a damaged store
    /// end the process.
    std::function<void(const VerifiedClaim& claim)> report{};
};

/// Claims in the order in which they become known; each is reported at once.
class ClaimList {
  public:
    explicit ClaimList(const VerifyOptions& options) : options_(options) {}
    void add(VerifiedClaim claim);
    [[nodiscard]] std::vector<VerifiedClaim> finish() { return std::move(claims_); }

  private:
    const VerifyOptions& options_;
    std::vector<VerifiedClaim> claims_;
};

/// Names of what verify_log() claims.
constexpr std::array<std::string_view, 9> log_claims{"stored-bytes", "chain",      "tree",
                                                     "disclosures",  "signatures", "checkpoints",
                                                     "sealed",       "high-water", "key-validity"};

/// The claims of `log_claims`, in that order. Never stops at the first fault.
/// Throws StorageError if the store itself cannot be read.
/// Cost: every stored byte once; memory does not grow with the ledger.
[[nodiscard]] std::vector<VerifiedClaim> verify_log(const Ledger& ledger,
                                                    const VerifyOptions& options);

}  // namespace peil::core
