// Verifying a folder of tiles. The partial tiles give the root, each full tile the hash that the
// tile above it holds, and each bundle the hashes of its tile: whatever is verified from above is
// right, so that what differs below it is the file that is bad.
// SPDX-License-Identifier: EUPL-1.2
#include "published_files.hpp"
#include "share_work.hpp"
#include <peil/core/check.hpp>
#include <peil/core/tile.hpp>
#include <peil/core/tiles_folder.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <utility>

namespace peil::core {

namespace {

using Hashes = std::vector<Hash>;

/// What a thread verifies before it takes more.
constexpr std::uint64_t tiles_a_part = 16;

BadTile bad_file(const TileId& id, std::string text) {
    return {tile_path(id), std::move(text)};
}

/// Reads tiles and bundles that have their shape, and counts them.
class TilesReader {
  public:
    explicit TilesReader(const PublishedFiles& files) : files_(files) {}

    [[nodiscard]] std::uint64_t file_count() const { return file_count_; }
    [[nodiscard]] PublishedFile read(const TileId& id) const { return files_.read(id); }
    void count_file() { ++file_count_; }

    [[nodiscard]] Hash hash_of(const Hashes& tile) { return tile_hash(tile, hasher_); }
    [[nodiscard]] Hash root_of(const TileEdge& edge) { return edge.root(hasher_); }

    std::optional<BadTile> read_tile(const TileId& id, Hashes& hashes) {
        const auto file = files_.read(id);
        if (!file.bytes) { return bad_file(id, file.text); }
        auto parsed = parse_tile(*file.bytes, id.width);
        if (!parsed) { return bad_file(id, parsed.error().detail); }
        hashes = *std::move(parsed);
        ++file_count_;
        return std::nullopt;
    }
    /// The leaf hashes of a bundle.
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
    /// Holds a bundle against its tile, which was verified.
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

  private:
    const PublishedFiles& files_;
    Hasher hasher_;
    std::uint64_t file_count_ = 0;
};

/// Verifies full tiles of level 0 and what lies above and below them, for one thread. The partial
/// tiles, `edge`, were verified and outlive this.
class FullTilesVerifier {
  public:
    FullTilesVerifier(const PublishedFiles& files, std::uint64_t size,
                      const std::vector<Hashes>& edge)
        : reader_(files), size_(size), edge_(edge) {}

    /// The tiles with these indexes; the first bad file of them.
    std::optional<BadTile> verify(std::uint64_t begin, std::uint64_t end) {
        for (auto index = begin; index < end; ++index) {
            if (auto bad = verify_tile(index)) { return bad; }
        }
        return std::nullopt;
    }

  private:
    static constexpr std::size_t level_count_max = 9;
    static constexpr std::uint64_t none = ~std::uint64_t{0};
    struct OpenTile {
        std::uint64_t index = none;
        Hashes hashes;
    };

    /// The tile of this index, its bundle, and the tiles above that are not open: the highest
    /// first, each verified by the one above.
    std::optional<BadTile> verify_tile(std::uint64_t index) {
        std::array<std::uint64_t, level_count_max> indexes{};
        std::uint32_t level = 0;
        for (; index < full_tile_count(size_, level); index /= tile_width_max) {
            indexes.at(level++) = index;
        }
        while (level > 0) {
            --level;
            if (open_.at(level).index == indexes.at(level)) { continue; }
            if (auto bad = open_tile(level, indexes.at(level))) { return bad; }
        }
        return reader_.verify_bundle({.kind = TileKind::entries, .index = indexes[0]},
                                     open_[0].hashes);
    }
    std::optional<BadTile> open_tile(std::uint32_t level, std::uint64_t index) {
        const TileId id{.level = level, .index = index};
        auto& open = open_.at(level);
        open.index = none;
        if (auto bad = reader_.read_tile(id, open.hashes)) { return bad; }
        const bool is_full = index / tile_width_max < full_tile_count(size_, level + 1);
        const auto& above = is_full ? open_.at(level + 1).hashes : edge_.at(level + 1);
        if (reader_.hash_of(open.hashes) != above.at(index % tile_width_max)) {
            return bad_file(id, "it has not the hash that the tile above it holds");
        }
        open.index = index;
        return std::nullopt;
    }

    TilesReader reader_;
    std::uint64_t size_;
    const std::vector<Hashes>& edge_;
    std::array<OpenTile, level_count_max> open_;
};

/// Verifies a folder whose checkpoint was read.
class TilesVerifier {
  public:
    TilesVerifier(const PublishedFiles& files, std::uint64_t size)
        : files_(files), reader_(files), size_(size) {}

    [[nodiscard]] std::uint64_t file_count() const { return reader_.file_count() + full_count_; }

    /// The partial tiles give this root, and all that lies below them follows.
    std::optional<BadTile> verify(const Hash& root, const TilesCheckOptions& options) {
        if (auto bad = read_edge()) { return bad; }
        if (reader_.root_of(TileEdge(size_, edge_)) != root) { return find_bad_edge(); }
        if (auto bad = verify_full(options)) { return bad; }
        return verify_partial_bundle();
    }
    /// A partial file of an earlier checkpoint is the begin of what stands there now.
    std::optional<BadTile> verify_older(const TileId& id) {
        auto current = id;
        current.width = id.index < full_tile_count(size_, id.level)
                            ? tile_width_max
                            : partial_tile_width(size_, id.level);
        const auto old_file = reader_.read(id);
        const auto file = reader_.read(current);
        if (!old_file.bytes) { return bad_file(id, old_file.text); }
        if (!file.bytes) { return bad_file(current, file.text); }
        reader_.count_file();
        const auto is_whole = id.kind == TileKind::entries
                                  ? parse_bundle(*old_file.bytes, id.width).has_value()
                                  : parse_tile(*old_file.bytes, id.width).has_value();
        if (is_whole && file.bytes->starts_with(*old_file.bytes)) { return std::nullopt; }
        return bad_file(id, "it is not the begin of " + tile_path(current));
    }

  private:
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
            if (auto bad = reader_.read_tile(partial(TileKind::hashes, level), edge_[level])) {
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
        if (level == 0) { return reader_.hash_bundle(partial(TileKind::entries, 0), hashes); }
        const auto first = full_tile_count(size_, level) * tile_width_max;
        for (std::uint32_t i = 0; i < partial_tile_width(size_, level); ++i) {
            Hashes tile;
            if (auto bad = reader_.read_tile({.level = level - 1, .index = first + i}, tile)) {
                return bad;
            }
            hashes.push_back(reader_.hash_of(tile));
        }
        return std::nullopt;
    }
    std::optional<BadTile> verify_partial_bundle() {
        if (partial_tile_width(size_, 0) == 0) { return std::nullopt; }
        return reader_.verify_bundle(partial(TileKind::entries, 0), edge_.front());
    }
    /// All full tiles of level 0, which threads take in parts, in order; of the bad files the first
    /// counts.
    std::optional<BadTile> verify_full(const TilesCheckOptions& options) {
        const auto tile_count = full_tile_count(size_, 0);
        const auto part_count = (tile_count + tiles_a_part - 1) / tiles_a_part;
        std::atomic<std::uint64_t> next_part = 0;
        std::mutex mutex;  // for the two below
        std::optional<BadTile> first_bad;
        auto first_bad_part = part_count;
        share_work(std::max(1U, options.thread_count), [&](unsigned) {
            FullTilesVerifier verifier(files_, size_, edge_);
            for (auto part = next_part++; part < part_count; part = next_part++) {
                const auto begin = part * tiles_a_part;
                const auto end = std::min(tile_count, begin + tiles_a_part);
                auto bad = verifier.verify(begin, end);
                if (options.progress) { options.progress(end * tile_width_max, size_); }
                if (!bad) { continue; }
                next_part = part_count;  // the parts before this one were taken
                const std::lock_guard lock(mutex);
                if (part < first_bad_part) {
                    first_bad_part = part;
                    first_bad = std::move(bad);
                }
            }
        });
        if (!first_bad) { full_count_ = count_full(); }
        return first_bad;
    }
    /// Full tiles of all levels, and full bundles.
    [[nodiscard]] std::uint64_t count_full() const {
        auto count = full_tile_count(size_, 0);
        for (std::uint32_t level = 0; level < edge_.size(); ++level) {
            count += full_tile_count(size_, level);
        }
        return count;
    }

    const PublishedFiles& files_;
    TilesReader reader_;
    std::uint64_t size_;
    std::vector<Hashes> edge_;
    std::uint64_t full_count_ = 0;  ///< files that verify_full() verified
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
                       const TilesCheckOptions& options) {
    const PublishedFiles files(folder);
    TilesCheck found;
    found.bad = read_checkpoint(files, keys, found);
    if (found.bad) { return found; }
    TilesVerifier verifier(files, found.checkpoint.size);
    found.bad = verifier.verify(found.checkpoint.root, options);
    if (!found.bad) { found.bad = look_at_others(files, verifier, found); }
    found.file_count += verifier.file_count();
    return found;
}

}  // namespace peil::core
