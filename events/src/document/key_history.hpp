// The keys of a log in a document: so that a reader who trusts any one of them can check what the
// others signed. Format: docs/FORMAT.md, section 19.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "document_json.hpp"
#include <peil/core/log_keys.hpp>
#include <peil/events/document.hpp>

#include <optional>

namespace peil::events {

/// What a document that rests on this checkpoint needs to tell of the log's keys; nothing if the
/// log has had one key only. Errors: ledger_damaged. Throws StorageError.
[[nodiscard]] core::Result<std::optional<KeyHistory>> make_key_history(
    const core::Snapshot& ledger, const core::LogKeys& keys,
    const core::StoredCheckpoint& checkpoint);

/// The first checkpoint over at least `size` events whose signature counts; without another key
/// than the first, the first one at all.
[[nodiscard]] std::optional<core::StoredCheckpoint> counting_checkpoint(
    const std::vector<core::StoredCheckpoint>& all, const core::LogKeys& keys, std::uint64_t size);

/// The keys by what the document says of them, each vouched for by the one before it. Whether the
/// log holds these events is asked of check_key_history(). Errors: malformed_key, malformed_event.
[[nodiscard]] core::Result<core::LogKeys> keys_of(const PublishedEvent& published);

/// Whether the log holds the events about its keys, under a checkpoint that its last key signed and
/// that continues the document's own. Errors: those of proofs and checkpoints.
[[nodiscard]] core::Result<void> check_key_history(const PublishedEvent& published,
                                                   const core::LogKeys& keys);

[[nodiscard]] boost::json::object to_json(const KeyHistory& history);
/// Nothing unless there is the member `keys`. Errors: malformed_content.
[[nodiscard]] core::Result<std::optional<KeyHistory>> read_key_history(
    const boost::json::object& document);

}  // namespace peil::events
