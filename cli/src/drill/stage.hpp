// What a drill plays on: a copy of a ledger under keys that were made for the drill, the report of
// its last edition, its tiles, a witness, and older states of its folder. No key of the ledger
// itself ever signs a falsehood.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../context.hpp"
#include <peil/core/drill.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/verify.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace peil::cli {

/// Numbers of events that crimes are committed on.
struct DrillTargets {
    std::uint64_t early = 0;      ///< registers a measure, as does the event behind it
    std::uint64_t edition = 0;    ///< publishes the last edition
    std::uint64_t before = 0;     ///< size of a checkpoint from before that edition
    std::uint64_t published = 0;  ///< size of the checkpoint that the report shows
    std::uint64_t size = 0;       ///< of the ledger, with what came after the report
};

struct DrillStage {
    std::filesystem::path root;
    std::vector<core::SigningKey> log_keys;  ///< as many as the ledger has had; the last one signs
    core::SigningKey witness_key;
    core::DrillAuthority authority;
    core::RawLedger history;  ///< of the honest ledger
    DrillTargets targets;
    std::uint32_t edition = 0;  ///< number of the one whose report was kept
    std::string policy{};       ///< an auditor's own: the log, the witness, and a quorum of one
    core::Clock clock;
    core::Random* random = nullptr;

    /// The keys of the log, to verify with.
    [[nodiscard]] std::vector<core::VerifierKey> log_verifiers() const;
    /// The honest ledger.
    [[nodiscard]] core::LedgerFolder honest() const { return {root / "honest"}; }
    /// The same folder as it was before the last edition.
    [[nodiscard]] core::LedgerFolder backup() const { return {root / "backup"}; }
    /// The same folder as it was when the report was published.
    [[nodiscard]] core::LedgerFolder published() const { return {root / "published"}; }
    /// The report that a reader kept.
    [[nodiscard]] std::filesystem::path report() const { return root / "report.html"; }
    /// The checkpoint that the witness cosigned last, as the witness hands it out.
    [[nodiscard]] std::filesystem::path witnessed() const { return root / "witnessed"; }
    [[nodiscard]] std::filesystem::path tiles() const { return root / "tiles"; }
    [[nodiscard]] core::Surroundings surroundings() const { return {clock, random}; }
};

/// Sets the stage in an empty folder from the bytes of a ledger, of which nothing is changed.
/// Errors: ledger_missing, ledger_locked while somebody writes there, ledger_damaged;
/// edition_missing (of events) without an edition, malformed_content (of events) for a ledger that
/// is too small. Throws StorageError.
[[nodiscard]] core::Result<DrillStage> set_stage(const Context& context,
                                                 const core::LedgerFolder& ledger,
                                                 const std::filesystem::path& root);

/// Why a drill does not begin: ledger_damaged.
[[nodiscard]] core::Error not_whole(const core::VerifiedClaim& claim);

/// Copies a ledger's folder without its locks. The target does not exist. Throws StorageError.
void copy_folder(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace peil::cli
