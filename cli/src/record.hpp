// Recording a batch: append, receipts, seal. Every command that writes ends here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/core/ledger.hpp>
#include <peil/events/event.hpp>
#include <peil/events/publish.hpp>
#include <peil/events/view.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peil::cli {

/// Options of every command that appends: --as, --no-seal, --passphrase-file.
[[nodiscard]] std::vector<Option> writing_options();

/// Appends the drafts, prints one receipt a line once they are durable, and seals unless --no-seal.
/// The value is the exit code.
[[nodiscard]] core::Result<int> record(const Context& context, core::Ledger& ledger,
                                       const std::vector<core::Draft>& drafts,
                                       std::optional<std::uint64_t> expected_size);

/// As record(), for a batch that was validated. Receipts say which editions the events restate;
/// standard error says what.
[[nodiscard]] core::Result<int> record_batch(const Context& context, core::Ledger& ledger,
                                             const events::BatchBuilder& batch);

/// Options of every command that appends one event by hand: those above, --effective, and --id.
[[nodiscard]] std::vector<Option> recording_options();

/// Which argument of the command fills a member of the event's data, for messages.
using ArgumentNames = std::map<std::string, std::string, std::less<>>;

/// The error with `NUMBER` and `--date` where it has `/data/edition` and `/data/date`: who types a
/// command has seen no JSON.
[[nodiscard]] core::Error name_arguments(const core::Error& error, const ArgumentNames& names);

/// Makes an event from what was typed and what the ledger holds.
using MakeEvent = core::Result<events::Event> (*)(const Context& context, const events::View& view);

/// Opens the ledger, makes one event, validates and records it. An event that says what holds
/// already is not recorded, which is said. The value is the exit code.
[[nodiscard]] core::Result<int> record_one(const Context& context, MakeEvent make_event,
                                           const ArgumentNames& names);

/// Seals the head with the log's key. Errors: those of open_log_key() and Ledger::seal().
[[nodiscard]] core::Result<core::StoredCheckpoint> seal(const Context& context,
                                                        core::Ledger& ledger);

}  // namespace peil::cli
