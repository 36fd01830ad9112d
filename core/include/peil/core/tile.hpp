// Tiles: the tree's hashes and the log's entries cut into files of 256, each with one path, as any
// web server can hand them out. Arithmetic, paths and bytes; no files are touched here.
// Format: C2SP tlog-tiles v0.1.0, height 8.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/tree.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// A tile that is full holds this many hashes, and a bundle as many entries.
constexpr std::uint32_t tile_width_max = 256;
/// Paths name levels up to this; sizes of trees reach level 7.
constexpr std::uint32_t tile_level_max = 63;
/// No tree has a tile of a higher index, at any level.
constexpr std::uint64_t tile_index_max = tree_size_max / tile_width_max;
/// An entry's length stands before it in two bytes.
constexpr std::size_t entry_size_bytes_max = 65'535;
constexpr std::size_t bundle_size_bytes_max = tile_width_max * (2 + entry_size_bytes_max);

enum class TileKind { hashes, entries };

/// One file of a published log. Hash i of a tile is that of the complete subtree of
/// 256^level leaves with the index 256 · index + i.
struct TileId {
    TileKind kind = TileKind::hashes;
    std::uint32_t level = 0;               ///< at most tile_level_max; 0 for entries
    std::uint64_t index = 0;               ///< at most tile_index_max
    std::uint32_t width = tile_width_max;  ///< 1 to 256; less than 256: a partial tile

    [[nodiscard]] bool is_full() const { return width == tile_width_max; }
    friend bool operator==(const TileId&, const TileId&) = default;
};

/// `tile/0/x001/234.p/8` or `tile/entries/x001/234`.
[[nodiscard]] std::string tile_path(const TileId& id);
/// The inverse of tile_path(): one tile has one path. Errors: malformed_tile.
[[nodiscard]] Result<TileId> parse_tile_path(std::string_view path);

/// How many levels have tiles in a tree of this size: 0 for the empty tree, 8 at most.
[[nodiscard]] std::uint32_t tile_level_count(std::uint64_t tree_size);
/// How many tiles of a level are full.
[[nodiscard]] std::uint64_t full_tile_count(std::uint64_t tree_size, std::uint32_t level);
/// The width of the level's partial tile, behind the full ones; 0 if there is none.
[[nodiscard]] std::uint32_t partial_tile_width(std::uint64_t tree_size, std::uint32_t level);
/// Whether the checkpoint of this size implies this file, in this width.
[[nodiscard]] bool is_in_tree(const TileId& id, std::uint64_t tree_size);

/// Appends one entry to a bundle; it has at most entry_size_bytes_max bytes.
void append_entry(std::string& bundle, std::string_view entry);
/// The entries of a bundle, as views into it. Errors: malformed_tile unless it holds exactly
/// `width` entries.
[[nodiscard]] Result<std::vector<std::string_view>> parse_bundle(std::string_view bundle,
                                                                 std::uint32_t width);
/// The hashes joined.
[[nodiscard]] std::string encode_tile(std::span<const Hash> hashes);
/// The hashes of a tile. Errors: malformed_tile unless it holds exactly `width` of them.
[[nodiscard]] Result<std::vector<Hash>> parse_tile(std::string_view tile, std::uint32_t width);
/// The hash that a full tile, of 256 hashes, has in the level above.
[[nodiscard]] Hash tile_hash(std::span<const Hash> full_tile, Hasher& hasher);

/// A full tile with its hashes.
struct FullTile {
    TileId id;
    std::vector<Hash> hashes;
};

/// A growing tree of which only the hashes of its partial tiles are kept: at most 255 a level.
class TileEdge {
  public:
    /// The tree without leaves.
    TileEdge() = default;
    /// The tree of this size with the hashes of its partial tiles, the lowest level first.
    TileEdge(std::uint64_t tree_size, std::vector<std::vector<Hash>> levels);
    /// The tree of a size with its partial tiles from storage. Throws StorageError.
    [[nodiscard]] static TileEdge read(std::uint64_t tree_size, const HashReader& reader);

    /// Adds one leaf, and every tile that it makes full to `completed`, the lowest level first.
    void append(const Hash& leaf, Hasher& hasher, std::vector<FullTile>& completed);

    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] Hash root(Hasher& hasher) const;
    /// Hashes of the partial tiles, the lowest level first; a level may have none.
    [[nodiscard]] std::span<const std::vector<Hash>> levels() const { return levels_; }

  private:
    std::uint64_t size_ = 0;
    std::vector<std::vector<Hash>> levels_;
};

}  // namespace peil::core
