// What a snapshot holds; shared by the ledger that makes it and the functions that read it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ledger_tables.hpp"
#include <peil/core/ledger.hpp>

#include <utility>

namespace peil::core {

struct Snapshot::State {
    State(ReadTransaction transaction, const LedgerSettings& ledger_settings)
        : rows(std::move(transaction)),
          settings(&ledger_settings),
          hashes(rows),
          head(read_head(rows).value_or(Head{.size = 0, .root = empty_root(), .time = 0})) {}

    ReadTransaction rows;
    const LedgerSettings* settings;
    StoredHashes hashes;
    Head head;
};

}  // namespace peil::core
