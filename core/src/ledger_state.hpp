// What an open ledger holds; shared by opening, appending, and sealing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/files.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>

#include <optional>

namespace peil::core {

/// A note that the log is known to have signed, and the checkpoint in it.
struct OwnNote {
    std::string note;
    Checkpoint checkpoint;
};

struct Ledger::State {
    LedgerFolder folder;
    std::optional<FileDescriptor> lock;  ///< held by the writer
    Store store;
    LedgerSettings settings;
    Surroundings surroundings;
    mutable std::optional<OwnNote> own{};  ///< the last one that was opened
};

}  // namespace peil::core
