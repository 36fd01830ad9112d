// Reading every event, disclosure, and tree hash of a ledger once, in chunks, on several threads.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/verify.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peil::core {

/// The first fault of a kind: at which event, and what.
struct Fault {
    std::uint64_t event = 0;
    std::string text;
    std::uint64_t last = 0;  ///< of a fault that may lie in several events: the last of them
};

struct LogScan {
    std::optional<Fault> stored_bytes;
    std::optional<Fault> chain;
    std::optional<Fault> tree;
    std::optional<Fault> disclosures;
    Head head;  ///< what the scanned snapshot states
    Hash root;  ///< of the tree that the stored bytes give
    std::uint64_t disclosure_count = 0;
};

/// Scans a snapshot with options.thread_count threads. Throws StorageError.
[[nodiscard]] LogScan scan_log(const Ledger& ledger, const VerifyOptions& options);

}  // namespace peil::core
