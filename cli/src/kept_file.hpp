// What somebody kept of the log: a checkpoint, a report, a proof, receipts, the statement of an
// earlier audit, or a folder of tiles. Recognised by its content.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/kept.hpp>

#include <string>
#include <vector>

namespace peil::cli {

/// A kept file and its content.
struct KeptText {
    core::KeptFile file;
    std::string text;
};

/// Reads a file, the checkpoint in a folder of tiles, or standard input for `-`.
/// Errors: malformed_content (of events) if nothing in it tells of a log, or if it is misshapen.
[[nodiscard]] core::Result<KeptText> read_kept(const std::string& name);

/// The claims of core::compare_kept(); a file that continues into the ledger, but is not genuine by
/// what `peil check` says of it with the log's keys, is contradicted, too. Throws StorageError.
[[nodiscard]] std::vector<core::VerifiedClaim> verify_kept(const core::Snapshot& snapshot,
                                                           const core::LogIdentity& log,
                                                           const std::vector<KeptText>& kept);
/// As above, by the keys that the ledger itself says the log has had.
[[nodiscard]] std::vector<core::VerifiedClaim> verify_kept(const core::Snapshot& snapshot,
                                                           const std::vector<KeptText>& kept);

}  // namespace peil::cli
