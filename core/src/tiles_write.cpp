// Publishing a ledger as tiles. Only files that the folder's own checkpoint does not imply are
// written, and the last of those that it does, if they are gone: what was published is never
// written again, and what lies ahead of the checkpoint, left by a run that was killed, is written
// over.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_tables.hpp"
#include "staged_files.hpp"
#include <peil/core/check.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/tile.hpp>
#include <peil/core/tiles_folder.hpp>

#include <algorithm>
#include <utility>

namespace peil::core {

namespace {

constexpr const char* checkpoint_name = "checkpoint";
constexpr std::uint64_t checkpoint_size_bytes_max = std::uint64_t{1} << 20U;

/// A checkpoint of the log with the note it was read from.
struct PublishedHead {
    SignedNote note;
    Checkpoint checkpoint;
};

Error refused_tiles(std::string detail) {
    return {Errc::tiles_refused, std::move(detail)};
}

Result<PublishedHead> open_published(std::string_view text, const Snapshot& ledger) {
    const auto keys = ledger.log_keys();
    if (!keys) { return keys.error(); }
    auto note = parse_note(text);
    if (!note) { return note.error(); }
    auto checkpoint = open_checkpoint(*note, *keys);
    if (!checkpoint) { return checkpoint.error(); }
    return PublishedHead{*std::move(note), *std::move(checkpoint)};
}

/// The ledger's last checkpoint.
Result<PublishedHead> signed_head(const Snapshot& ledger) {
    const auto stored = ledger.last_checkpoint();
    if (!stored) {
        return Error(Errc::not_sealed,
                     "no checkpoint was signed yet; sign one with `peil checkpoint`");
    }
    auto head = open_published(stored->note, ledger);
    if (!head) {
        return Error(Errc::inconsistent_head, "the ledger's last checkpoint cannot be used (" +
                                                  head.error().detail + "); run `peil verify`");
    }
    return head;
}

/// Makes the folder, or looks whether it is empty or holds tiles. Errors: tiles_refused.
Result<void> prepare_folder(const std::filesystem::path& folder) {
    const auto status = std::filesystem::status(folder);
    if (!std::filesystem::exists(status)) {
        const auto parent = std::filesystem::absolute(folder).parent_path();
        if (!std::filesystem::is_directory(parent)) {
            return refused_tiles("there is no folder " + parent.string() + " to make it in");
        }
        std::filesystem::create_directory(folder);
        sync_folder(parent);
        return {};
    }
    if (!std::filesystem::is_directory(status)) {
        return refused_tiles(folder.string() + " is not a folder");
    }
    if (std::filesystem::exists(folder / checkpoint_name)) { return {}; }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto name = entry.path().filename();
        if (name != "tile" && name != staging_name) {
            return refused_tiles(folder.string() + " holds other things (" + name.string() +
                                 "); publish to a folder of its own");
        }
    }
    return {};
}

/// The folder's own checkpoint; one of size 0 if there is none. Errors: tiles_refused.
Result<PublishedHead> read_published(const std::filesystem::path& folder, const Snapshot& ledger) {
    const auto file = folder / checkpoint_name;
    const auto text = read_file(file, checkpoint_size_bytes_max);
    if (!text) {
        return PublishedHead{{},
                             {.origin = ledger.settings().origin,
                              .size = 0,
                              .root = empty_root(),
                              .extensions = {}}};
    }
    auto head = open_published(*text, ledger);
    if (!head) {
        return refused_tiles(file.string() + " is not one of this log (" + head.error().detail +
                             "); publish to another folder");
    }
    return head;
}

/// Errors: tiles_refused if publishing would move the folder back.
Result<void> require_forward(const Checkpoint& old, const Checkpoint& target,
                             const std::filesystem::path& folder) {
    if (old.size > target.size) {
        return refused_tiles(folder.string() + " shows " + std::to_string(old.size) +
                             " events, and the last checkpoint of this ledger " +
                             std::to_string(target.size) + ": a published log never goes back");
    }
    if (old.size == target.size && old.root != target.root) {
        return refused_tiles(folder.string() + " shows another history: both checkpoints are of " +
                             std::to_string(old.size) + " events and signed, and their roots " +
                             "differ. Keep both");
    }
    return {};
}

/// The newer note of a tree with the signature lines that only the other one has behind its own:
/// cosignatures that were published once are not taken back.
SignedNote with_lines_of(SignedNote note, const SignedNote& other) {
    if (note.text != other.text) { return note; }
    for (const auto& line : other.signatures) {
        const auto end = note.signatures.end();
        const bool is_new = std::find(note.signatures.begin(), end, line) == end;
        if (is_new && note.signatures.size() < note_signature_count_max) {
            note.signatures.push_back(line);
        }
    }
    return note;
}

/// How many events stand before the last bundle of a log, be that full or not.
std::uint64_t size_before_last_bundle(std::uint64_t size) {
    return size == 0 ? 0 : (size - 1) / tile_width_max * tile_width_max;
}

/// Whether a file of this size is there. Its bytes are a matter of check_tiles().
bool is_standing(const std::filesystem::path& file, std::size_t size_bytes) {
    std::error_code missing;
    const auto status = std::filesystem::symlink_status(file, missing);
    return std::filesystem::is_regular_file(status) &&
           std::filesystem::file_size(file, missing) == size_bytes;
}

/// Takes in events and writes the files that they complete.
class TilesWriter {
  public:
    /// Begins before the last bundle that `old` implies: it and the tiles that end with it are made
    /// again, and written where they are missing.
    TilesWriter(const Snapshot& ledger, const std::filesystem::path& folder, const Checkpoint& old,
                StagedFiles& files)
        : old_(old),
          folder_(folder),
          files_(files),
          edge_(TileEdge::read(size_before_last_bundle(old.size), ledger.hashes())) {}

    [[nodiscard]] std::uint64_t size() const { return edge_.size(); }
    [[nodiscard]] Hash root() { return edge_.root(hasher_); }

    void append(std::string_view event) {
        append_entry(bundle_, event);
        completed_.clear();
        edge_.append(hasher_.leaf(as_bytes(event)), hasher_, completed_);
        for (const auto& tile : completed_) {
            if (tile.id.level == 0) {
                write({.kind = TileKind::entries, .index = tile.id.index},
                      std::exchange(bundle_, {}));
            }
            write(tile.id, encode_tile(tile.hashes));
        }
    }
    /// Writes the partial files.
    void finish() {
        if (!bundle_.empty()) { write(partial(TileKind::entries, 0), bundle_); }
        const auto levels = edge_.levels();
        for (std::uint32_t level = 0; level < levels.size(); ++level) {
            if (levels[level].empty()) { continue; }
            write(partial(TileKind::hashes, level), encode_tile(levels[level]));
        }
    }

  private:
    [[nodiscard]] TileId partial(TileKind kind, std::uint32_t level) const {
        return {.kind = kind,
                .level = level,
                .index = full_tile_count(edge_.size(), level),
                .width = partial_tile_width(edge_.size(), level)};
    }
    void write(const TileId& id, std::string content) {
        const auto path = tile_path(id);
        if (is_in_tree(id, old_.size) && is_standing(folder_ / path, content.size())) { return; }
        files_.stage(path, std::move(content));
    }

    const Checkpoint& old_;
    const std::filesystem::path& folder_;
    StagedFiles& files_;
    TileEdge edge_;
    Hasher hasher_;
    std::string bundle_;
    std::vector<FullTile> completed_;
};

Error unsound(const std::string& what) {
    return {Errc::inconsistent_head,
            what + "; the checkpoint was not published. Run `peil verify`"};
}

/// Takes in the events up to the target. Errors: tiles_refused if the first of them do not give the
/// old root, inconsistent_head if all do not give the new one.
Result<void> grow(TilesWriter& writer, const Snapshot& ledger, const Checkpoint& old,
                  const Checkpoint& target, const TilesProgress& progress) {
    constexpr std::uint64_t told_every = 4096;
    auto cursor = ledger.rows().cursor(table::events);
    auto row = cursor.at_or_after(u64_be(writer.size() + 1));
    while (writer.size() < target.size) {
        if (writer.size() == old.size && writer.root() != old.root) {
            return refused_tiles("the folder shows another history: its first " +
                                 std::to_string(old.size) +
                                 " events are not those of this ledger. Keep both");
        }
        const auto sequence = writer.size() + 1;
        if (!row || row->key != u64_be(sequence) || row->value.size() > entry_size_bytes_max) {
            return unsound("event " + std::to_string(sequence) + " is missing or too large");
        }
        writer.append(row->value);
        row = cursor.next();
        if (progress && sequence % told_every == 0) { progress(sequence, target.size); }
    }
    if (writer.root() != target.root) {
        return unsound("the events do not give the root that was signed");
    }
    return {};
}

/// Removes partial files whose full one is published now: a reader that wants them may cut that.
void remove_outgrown(const std::filesystem::path& folder, std::uint64_t old_size,
                     std::uint64_t size) {
    const auto remove = [&](const TileId& full) {
        if (!is_in_tree(full, size)) { return; }
        std::filesystem::remove_all(folder / (tile_path(full) + ".p"));
    };
    for (std::uint32_t level = 0; level < tile_level_count(old_size); ++level) {
        remove({.level = level, .index = full_tile_count(old_size, level)});
    }
    remove({.kind = TileKind::entries, .index = full_tile_count(old_size, 0)});
}

/// Writes everything that leads from one checkpoint to the other, and what is missing of the last
/// files that the old one implies.
Result<TilesWritten> publish_between(const Snapshot& ledger, const std::filesystem::path& folder,
                                     const PublishedHead& old, const PublishedHead& target,
                                     const TilesProgress& progress) {
    StagedFiles files(folder);
    TilesWriter writer(ledger, folder, old.checkpoint, files);
    const auto grown = grow(writer, ledger, old.checkpoint, target.checkpoint, progress);
    if (!grown) { return grown.error(); }
    writer.finish();
    files.commit();
    if (old.note.text != target.note.text ||
        old.note.signatures.size() != target.note.signatures.size()) {
        files.stage(checkpoint_name, encode_note(target.note));
        files.commit();
    }
    remove_outgrown(folder, old.checkpoint.size, target.checkpoint.size);
    return TilesWritten{old.checkpoint.size, target.checkpoint.size, files.file_count(),
                        files.size_bytes()};
}

}  // namespace

Result<TilesWritten> write_tiles(const Snapshot& ledger, const std::filesystem::path& path,
                                 const TilesProgress& progress) {
    auto target = signed_head(ledger);
    if (!target) { return target.error(); }
    const auto folder = path.has_filename() ? path : path.parent_path();
    const auto prepared = prepare_folder(folder);
    if (!prepared) { return prepared.error(); }
    const auto lock = lock_folder(folder);
    if (!lock) { return lock.error(); }
    const auto old = read_published(folder, ledger);
    if (!old) { return old.error(); }
    const auto forward = require_forward(old->checkpoint, target->checkpoint, folder);
    if (!forward) { return forward.error(); }
    target->note = with_lines_of(std::move(target->note), old->note);
    return publish_between(ledger, folder, *old, *target, progress);
}

}  // namespace peil::core
