// Verifying a folder of tiles. The partial tiles give the root, each full tile the hash that the
// tile above it holds, and each bundle the hashes of its tile: whatever is verified from above is
// right, so that what differs below it is the file that is bad.
// SPDX-License-Identifier: EUPL-1.2
#include "published_files.hpp"
#include <peil/core/check.hpp>
#include <peil/core/tile.hpp>
#include <peil/core/tiles_folder.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace peil::core {

namespace {

using Hashes = std::vector<Hash>;

BadTile bad_file(const TileId& id, std::string text) {
    return {tile_path(id), std::move(text)};
}

/// Verifies a folder whose checkpoint was read.
class TilesVerifier {
  public:
    TilesVerifier(const PublishedFiles& files, std::uint64_t size) : files_(files), size_(size) {}

    [[nodiscard]] std::uint64_t file_count() const { return file_count_; }

    /// The partial tiles give this root, and all that lies below them follows.
    std::optional<BadTile> verify(const Hash& root, const TilesProgress& progress) {
        if (auto bad = read_edge()) { return bad; }
        if (TileEdge(size_, edge_).root(hasher_) != root) { return find_bad_edge(); }
        for (std::uint64_t index = 0; index < full_tile_count(size_, 0); ++index) {
            if (auto bad = verify_full(index)) { return bad; }
            if (progress && index % 16 == 0) { progress(index * tile_width_max, size_); }
        }
        return verify_partial_bundle();
    }
    /// A partial file of an earlier checkpoint is the begin of what stands there now.
    std::optional<BadTile> verify_older(const TileId& id) {
        auto current = id;
        current.width = id.index < full_tile_count(size_, id.level)
                            ? tile_width_max
                            : partial_tile_width(size_, id.level);
        const auto old_file = files_.read(id);
        const auto file = files_.read(current);
        if (!old_file.bytes) { return bad_file(id, old_file.text); }
        if (!file.bytes) { return bad_file(current, file.text); }
        ++file_count_;
        const auto is_whole = id.kind == TileKind::entries
                                  ? parse_bundle(*old_file.bytes, id.width).has_value()
                                  : parse_tile(*old_file.bytes, id.width).has_value();
        if (is_whole && file.bytes->starts_with(*old_file.bytes)) { return std::nullopt; }
        return bad_file(id, "it is not the begin of " + tile_path(current));
    }

  private:
    /// Reads the hashes of a tile into `hashes`, if the file has its shape.
    std::optional<BadTile> read_tile(const TileId& id, Hashes& hashes) {
        const auto file = files_.read(id);
        if (!file.bytes) { return bad_file(id, file.text); }
        auto parsed = parse_tile(*file.bytes, id.width);
        if (!parsed) { return bad_file(id, parsed.error().detail); }
        hashes = *std::move(parsed);
        ++file_count_;
        return std::nullopt;
    }
    [[nodiscard]] TileId partial(TileKind kind, std::uint32_t level) const {
        return {.kind = kind,
                .level = level,
                .index = full_tile_count(size_, level),
                .width = partial_tile_width(size_, level)};
    }
    std::optional<BadTile> read_edge() {
        edge_.resize(tile_level_count(size_));
        for (std::uint32_t level = 0; level < edge_.size(); ++level) {
            if (partial_tile_width(size_, level) == 0) { continue; }
            if (auto bad = read_tile(partial(TileKind::hashes, level), edge_[level])) {
                return bad;
            }
        }
        return std::nullopt;
    }
    /// The lowest partial tile that what lies below it does not give; the checkpoint if all do.
    std::optional<BadTile> find_bad_edge() {
        for (std::uint32_t level = 0; level < edge_.size(); ++level) {
            if (edge_[level].empty()) { continue; }
            Hashes below;
            if (auto bad = hashes_below(level, below)) { return bad; }
            if (below != edge_[level]) {
                return bad_file(partial(TileKind::hashes, level),
                                "it is not what lies below it gives, and with it the tiles have "
                                "another root than the checkpoint");
            }
        }
        return BadTile{"checkpoint", "the tiles have another root than it states"};
    }
    /// What the partial tile of a level holds if the files below it are right.
    std::optional<BadTile> hashes_below(std::uint32_t level, Hashes& hashes) {
        if (level == 0) { return hash_bundle(partial(TileKind::entries, 0), hashes); }
        const auto first = full_tile_count(size_, level) * tile_width_max;
        for (std::uint32_t i = 0; i < partial_tile_width(size_, level); ++i) {
            Hashes tile;
            if (auto bad = read_tile({.level = level - 1, .index = first + i}, tile)) {
                return bad;
            }
            hashes.push_back(tile_hash(tile, hasher_));
        }
        return std::nullopt;
    }
    /// The leaf hashes of a bundle, if it has its shape.
    std::optional<BadTile> hash_bundle(const TileId& id, Hashes& hashes) {
        const auto file = files_.read(id);
        if (!file.bytes) { return bad_file(id, file.text); }
        const auto entries = parse_bundle(*file.bytes, id.width);
        if (!entries) { return bad_file(id, entries.error().detail); }
        hashes.clear();
        for (const auto entry : *entries) { hashes.push_back(hasher_.leaf(as_bytes(entry))); }
        ++file_count_;
        return std::nullopt;
    }
    std::optional<BadTile> verify_bundle(const TileId& id, const Hashes& tile) {
        Hashes leaves;
        if (auto bad = hash_bundle(id, leaves)) { return bad; }
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            if (leaves[i] == tile[i]) { continue; }
            return bad_file(id, "event " + std::to_string(id.index * tile_width_max + i + 1) +
                                    " is not the one that was signed");
        }
        return std::nullopt;
    }
    std::optional<BadTile> verify_partial_bundle() {
        if (partial_tile_width(size_, 0) == 0) { return std::nullopt; }
        return verify_bundle(partial(TileKind::entries, 0), edge_.front());
    }
    /// Verifies a full tile of level 0, its bundle, and the tiles above that were not read yet.
    std::optional<BadTile> verify_full(std::uint64_t index) {
        if (auto bad = open_tile(0, index)) { return bad; }
        return verify_bundle({.kind = TileKind::entries, .index = index}, open_[0].hashes);
    }
    /// Makes the full tile of a level the open one, and before it those above it: the highest
    /// first, each verified by the one above.
    std::optional<BadTile> open_tile(std::uint32_t level, std::uint64_t index) {
        std::uint32_t top = level;
        while (index < full_tile_count(size_, top) && open_[top].index != index) {
            ++top;
            index /= tile_width_max;
        }
        while (top > level) {
            const bool is_open = index < full_tile_count(size_, top);
            const auto& above = is_open ? open_[top].hashes : edge_[top];
            --top;
            if (auto bad = open_below(above, top)) { return bad; }
            index = open_[top].index;
        }
        return std::nullopt;
    }
    /// Opens the next tile of a level. They are opened in order, so that it follows the open one.
    std::optional<BadTile> open_below(const Hashes& above, std::uint32_t level) {
        auto& open = open_[level];
        const auto next = open.index == none ? 0 : open.index + 1;
        const TileId id{.level = level, .index = next};
        if (auto bad = read_tile(id, open.hashes)) { return bad; }
        open.index = next;
        if (tile_hash(open.hashes, hasher_) == above.at(next % tile_width_max)) {
            return std::nullopt;
        }
        return bad_file(id, "it has not the hash that the tile above it holds");
    }

    static constexpr std::uint64_t none = ~std::uint64_t{0};
    struct OpenTile {
        std::uint64_t index = none;
        Hashes hashes;
    };
    const PublishedFiles& files_;
    std::uint64_t size_;
    Hasher hasher_;
    std::vector<Hashes> edge_;
    std::array<OpenTile, 9> open_;
    std::uint64_t file_count_ = 0;
};

/// Reads the checkpoint and verifies its signature if there are keys.
std::optional<BadTile> read_checkpoint(const PublishedFiles& files,
                                       std::span<const VerifierKey> keys, TilesCheck& found) {
    const auto file = files.read_checkpoint();
    if (!file.bytes) { return BadTile{"checkpoint", file.text}; }
    const auto note = parse_note(*file.bytes);
    if (!note) { return BadTile{"checkpoint", note.error().detail}; }
    const auto checkpoint = parse_checkpoint(note->text);
    if (!checkpoint) { return BadTile{"checkpoint", checkpoint.error().detail}; }
    found.checkpoint = *checkpoint;
    ++found.file_count;
    if (keys.empty()) { return std::nullopt; }
    found.is_by_other_key = is_by_other_key(*note, keys.front().name, keys);
    if (found.is_by_other_key) { return std::nullopt; }
    const auto opened = open_checkpoint(*note, keys.front().name, keys);
    if (!opened) {
        return BadTile{"checkpoint",
                       opened.error().code.message() + " (" + opened.error().detail + ")"};
    }
    found.is_signed = true;
    return std::nullopt;
}

/// Looks at what the checkpoint does not imply: older partial files, files ahead, and others.
std::optional<BadTile> look_at_others(const PublishedFiles& files, TilesVerifier& verifier,
                                      TilesCheck& found) {
    const auto size = found.checkpoint.size;
    for (const auto& name : files.names()) {
        if (name == "checkpoint") { continue; }
        const auto id = parse_tile_path(name);
        if (!id) {
            if (found.unknown.size() < unknown_count_max) { found.unknown.push_back(name); }
            continue;
        }
        if (is_in_tree(*id, size)) { continue; }
        const auto full = full_tile_count(size, id->level);
        const bool is_older = id->index < full || (id->index == full &&
                                                   id->width < partial_tile_width(size, id->level));
        if (!is_older) {
            ++found.ahead_count;
        } else if (auto bad = verifier.verify_older(*id)) {
            return bad;
        }
    }
    return std::nullopt;
}

}  // namespace

TilesCheck check_tiles(const std::filesystem::path& folder, std::span<const VerifierKey> keys,
                       const TilesProgress& progress) {
    const PublishedFiles files(folder);
    TilesCheck found;
    found.bad = read_checkpoint(files, keys, found);
    if (found.bad) { return found; }
    TilesVerifier verifier(files, found.checkpoint.size);
    found.bad = verifier.verify(found.checkpoint.root, progress);
    if (!found.bad) { found.bad = look_at_others(files, verifier, found); }
    found.file_count += verifier.file_count();
    return found;
}

}  // namespace peil::core
