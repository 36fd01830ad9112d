// The log as a stream of CloudEvents, one a line, which a reader goes on with where it stopped: at
// the number and leaf hash of the last event it has.
// Format: CloudEvents 1.0, JSON, under the NL GOV profile 1.1; docs/FORMAT.md, section 15.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/core/ledger.hpp>

#include <cstdint>
#include <string>

namespace peil::cli {

/// Which events, and whether with their contents.
struct EventStream {
    std::uint64_t first = 1;
    std::uint64_t last = 0;
    bool is_disclosed = false;  ///< `data` with what was disclosed; else the bytes as hashed
};

/// The number in `SEQUENCE:HASH`, if the ledger's event of this number has this leaf hash; `0:` and
/// 64 zeros stand before the first event.
/// Errors: wrong use for another spelling, and for a place that this ledger does not have.
[[nodiscard]] core::Result<std::uint64_t> read_place(const core::Snapshot& ledger,
                                                     const std::string& text);

/// Prints the events, each after it was found to follow the one before.
/// Errors: ledger_damaged names the event; what was printed before it is good.
[[nodiscard]] core::Result<void> stream_events(const Context& context, const core::Snapshot& ledger,
                                               const EventStream& stream);

}  // namespace peil::cli
