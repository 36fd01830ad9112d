// What an open ledger holds; shared by opening, appending, and sealing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/files.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>

#include <optional>

namespace peil::core {

struct Ledger::State {
    LedgerFolder folder;
    std::optional<FileDescriptor> lock;  ///< held by the writer
    Store store;
    LedgerSettings settings;
    Surroundings surroundings;
};

}  // namespace peil::core
