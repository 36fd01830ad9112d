// The published log: a folder of tiles, entry bundles and a checkpoint that any static web server
// can hand out, written from a ledger step by step and verified without one.
// Format: C2SP tlog-tiles v0.1.0; docs/FORMAT.md, section 14.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/checkpoint.hpp>
#include <peil/core/error.hpp>
#include <peil/core/signed_note.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peil::core {

class Snapshot;

/// Told how many events were taken in, now and then; while verifying by any thread.
using TilesProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// What publishing did.
struct TilesWritten {
    std::uint64_t old_size = 0;  ///< of the checkpoint that was there before, or 0
    std::uint64_t size = 0;      ///< of the one that is there now
    std::uint64_t file_count = 0;
    std::uint64_t size_bytes = 0;  ///< of the files that were written
};

/// Brings a folder up to the ledger's last checkpoint: bundles, then tiles, then the checkpoint,
/// each file written apart, synced and renamed. The events are hashed anew, and the checkpoint is
/// written only if they give the folder's old root on the way and the signed one at the end. A run
/// that is killed leaves the old checkpoint with all its files; the next run does the rest.
/// Makes the folder if it is missing. Partial files go once the full one is published.
/// Of the files that the old checkpoint implies, the last bundle and the last tile of each level up
/// to it are looked for, and written again where they are missing or have another size: those that
/// an update builds on. Their bytes and all earlier files are a matter of check_tiles().
/// Errors: not_sealed without a checkpoint; ledger_locked while another run writes there;
/// tiles_refused if the folder holds something else, another log, another history or a later
/// checkpoint; inconsistent_head if the events do not give the signed root. Throws StorageError.
/// Cost: the new events, and at most 256 old ones and 255 hashes a level.
[[nodiscard]] Result<TilesWritten> write_tiles(const Snapshot& ledger,
                                               const std::filesystem::path& folder,
                                               const TilesProgress& progress = {});

/// A file of the folder that is not what the checkpoint implies.
struct BadTile {
    std::string file;  ///< its path in the folder
    std::string text;  ///< what is wrong with it
};

/// What verifying a folder found.
struct TilesCheck {
    Checkpoint checkpoint;             ///< as far as it could be read
    bool is_signed = false;            ///< by one of the keys
    bool is_by_other_key = false;      ///< of the same name; see is_by_other_key()
    std::uint64_t file_count = 0;      ///< that were verified; fewer are counted if one is bad
    std::uint64_t ahead_count = 0;     ///< tiles beyond the checkpoint: an update did not end
    std::vector<std::string> unknown;  ///< the first names that no tiles folder has
    std::optional<BadTile> bad;        ///< the first bad file
};

/// Names in TilesCheck::unknown are no more than these.
constexpr std::size_t unknown_count_max = 10;

struct TilesCheckOptions {
    unsigned thread_count = 2;
    TilesProgress progress{};
};

/// Verifies every byte against the checkpoint, and the checkpoint against the keys, if there are
/// any. The tiles are verified from the root down, so that the file that is named is the bad one.
/// Throws StorageError for what cannot be read.
/// Cost: every file once, on all threads; memory does not grow with the log.
[[nodiscard]] TilesCheck check_tiles(const std::filesystem::path& folder,
                                     std::span<const VerifierKey> keys,
                                     const TilesCheckOptions& options = {});

}  // namespace peil::core
