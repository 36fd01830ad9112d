// Paths, widths and bytes of tiles and entry bundles.
// SPDX-License-Identifier: EUPL-1.2
#include "decimal.hpp"
#include <peil/core/check.hpp>
#include <peil/core/tile.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::core {

namespace {

constexpr std::uint32_t tile_height = 8;
constexpr std::uint64_t index_group = 1000;
constexpr std::string_view entries_level = "entries";
constexpr std::size_t hash_size_bytes = sizeof(Hash::bytes);
constexpr std::size_t entry_length_size_bytes = 2;

Error bad_tile(std::string detail) {
    return {Errc::malformed_tile, std::move(detail)};
}

/// How many complete subtrees of 256^level leaves a tree has.
std::uint64_t subtree_count(std::uint64_t tree_size, std::uint32_t level) {
    const auto shift = level * tile_height;
    return shift < 64 ? tree_size >> shift : 0;
}

/// The index in groups of three digits, all but the last behind an x.
std::string index_path(std::uint64_t index) {
    std::string path;
    for (bool is_last = true; is_last || index > 0; is_last = false) {
        const auto digits = std::to_string(index_group + index % index_group).substr(1);
        path.insert(0, is_last ? digits : "x" + digits + "/");
        index /= index_group;
    }
    return path;
}

/// Cuts off what stands before the next slash, or everything, and returns it.
std::string_view take_element(std::string_view& path) {
    const auto end = path.find('/');
    const auto element = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
    return element;
}

bool is_index_group(std::string_view digits) {
    return digits.size() == 3 && std::all_of(digits.begin(), digits.end(), [](char digit) {
               return digit >= '0' && digit <= '9';
           });
}

std::uint64_t number_of_group(std::string_view digits) {
    std::uint64_t number = 0;
    for (const char digit : digits) { number = number * 10 + static_cast<unsigned>(digit - '0'); }
    return number;
}

/// Reads the groups of an index; what is left of the path is the width, if any.
std::optional<std::uint64_t> take_index(std::string_view& path, bool& is_partial) {
    constexpr std::string_view partial_mark = ".p";
    std::uint64_t index = 0;
    while (true) {
        auto element = take_element(path);
        const bool is_last = !element.starts_with('x');
        if (!is_last) { element.remove_prefix(1); }
        is_partial = is_last && element.ends_with(partial_mark);
        if (is_partial) { element.remove_suffix(partial_mark.size()); }
        if (!is_index_group(element)) { return std::nullopt; }
        index = index * index_group + number_of_group(element);
        if (index > tile_index_max) { return std::nullopt; }
        if (is_last) { return index; }
    }
}

/// The tile of a path that may have more than one spelling.
std::optional<TileId> read_tile_path(std::string_view path) {
    if (take_element(path) != "tile") { return std::nullopt; }
    TileId id;
    const auto level = take_element(path);
    if (level == entries_level) {
        id.kind = TileKind::entries;
    } else {
        const auto number = parse_decimal(level, tile_level_max);
        if (!number) { return std::nullopt; }
        id.level = static_cast<std::uint32_t>(*number);
    }
    bool is_partial = false;
    const auto index = take_index(path, is_partial);
    if (!index) { return std::nullopt; }
    id.index = *index;
    if (!is_partial) { return id; }
    const auto width = parse_decimal(path, tile_width_max - 1);
    if (!width || *width == 0) { return std::nullopt; }
    id.width = static_cast<std::uint32_t>(*width);
    return id;
}

/// The peaks of the complete subtrees that some hashes of one level make up, left to right.
std::vector<Hash> peaks_above(std::span<const Hash> hashes, Hasher& hasher) {
    RightEdge edge;
    std::vector<TreeNode> ignored;
    for (const auto& hash : hashes) {
        ignored.clear();
        edge.append(hash, hasher, ignored);
    }
    return {edge.peaks().begin(), edge.peaks().end()};
}

}  // namespace

std::string tile_path(const TileId& id) {
    check(id.width >= 1 && id.width <= tile_width_max, "a tile holds 1 to 256 hashes");
    check(id.level <= tile_level_max && id.index <= tile_index_max, "a tile lies in a tree");
    auto path = "tile/" + (id.kind == TileKind::entries ? std::string(entries_level)
                                                        : std::to_string(id.level));
    path += "/" + index_path(id.index);
    return id.is_full() ? path : path + ".p/" + std::to_string(id.width);
}

Result<TileId> parse_tile_path(std::string_view path) {
    const auto id = read_tile_path(path);
    if (!id || tile_path(*id) != path) { return bad_tile("this is not the path of a tile"); }
    return *id;
}

std::uint32_t tile_level_count(std::uint64_t tree_size) {
    std::uint32_t count = 0;
    while (subtree_count(tree_size, count) > 0) { ++count; }
    return count;
}

std::uint64_t full_tile_count(std::uint64_t tree_size, std::uint32_t level) {
    return subtree_count(tree_size, level + 1);
}

std::uint32_t partial_tile_width(std::uint64_t tree_size, std::uint32_t level) {
    return static_cast<std::uint32_t>(subtree_count(tree_size, level) % tile_width_max);
}

bool is_in_tree(const TileId& id, std::uint64_t tree_size) {
    const auto full = full_tile_count(tree_size, id.level);
    return id.is_full() ? id.index < full
                        : id.index == full && id.width == partial_tile_width(tree_size, id.level);
}

void append_entry(std::string& bundle, std::string_view entry) {
    check(entry.size() <= entry_size_bytes_max, "an entry's length fits in two bytes");
    bundle += static_cast<char>(static_cast<unsigned char>(entry.size() >> 8U));
    bundle += static_cast<char>(static_cast<unsigned char>(entry.size() & 0xFFU));
    bundle += entry;
}

Result<std::vector<std::string_view>> parse_bundle(std::string_view bundle, std::uint32_t width) {
    std::vector<std::string_view> entries;
    while (!bundle.empty()) {
        if (entries.size() == width) { return bad_tile("the bundle holds too many entries"); }
        if (bundle.size() < entry_length_size_bytes) { return bad_tile("the bundle is cut off"); }
        const auto size = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8U |
                          static_cast<unsigned char>(bundle[1]);
        bundle.remove_prefix(entry_length_size_bytes);
        if (bundle.size() < size) { return bad_tile("the bundle's last entry is cut off"); }
        entries.push_back(bundle.substr(0, size));
        bundle.remove_prefix(size);
    }
    if (entries.size() != width) { return bad_tile("the bundle holds too few entries"); }
    return entries;
}

std::string encode_tile(std::span<const Hash> hashes) {
    std::string tile;
    tile.reserve(hashes.size() * hash_size_bytes);
    for (const auto& hash : hashes) { tile += as_text(as_bytes(hash)); }
    return tile;
}

Result<std::vector<Hash>> parse_tile(std::string_view tile, std::uint32_t width) {
    if (tile.size() != width * hash_size_bytes) {
        return bad_tile("the tile has " + std::to_string(tile.size()) + " bytes instead of " +
                        std::to_string(width * hash_size_bytes));
    }
    std::vector<Hash> hashes(width);
    for (auto& hash : hashes) {
        hash = *hash_from_bytes(as_bytes(tile.substr(0, hash_size_bytes)));
        tile.remove_prefix(hash_size_bytes);
    }
    return hashes;
}

Hash tile_hash(std::span<const Hash> full_tile, Hasher& hasher) {
    check(full_tile.size() == tile_width_max, "only a full tile is hashed into the level above");
    std::array<Hash, tile_width_max / 2> row;
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = hasher.node(full_tile[2 * i], full_tile[2 * i + 1]);
    }
    for (auto count = row.size() / 2; count > 0; count /= 2) {
        for (std::size_t i = 0; i < count; ++i) {
            row[i] = hasher.node(row[2 * i], row[2 * i + 1]);
        }
    }
    return row.front();
}

TileEdge::TileEdge(std::uint64_t tree_size, std::vector<std::vector<Hash>> levels)
    : size_(tree_size), levels_(std::move(levels)) {
    check(tree_size <= tree_size_max, "a tree has at most tree_size_max leaves");
    check(levels_.size() == tile_level_count(tree_size), "each level of the tree has its hashes");
    for (std::uint32_t level = 0; level < levels_.size(); ++level) {
        check(levels_[level].size() == partial_tile_width(tree_size, level),
              "a partial tile has the width that the size implies");
    }
}

TileEdge TileEdge::read(std::uint64_t tree_size, const HashReader& reader) {
    std::vector<NodeId> ids;
    for (std::uint32_t level = 0; level < tile_level_count(tree_size); ++level) {
        const auto first = full_tile_count(tree_size, level) * tile_width_max;
        for (std::uint32_t i = 0; i < partial_tile_width(tree_size, level); ++i) {
            ids.push_back({level * tile_height, first + i});
        }
    }
    std::vector<Hash> hashes(ids.size());
    if (!ids.empty()) { reader.read(ids, hashes); }
    std::vector<std::vector<Hash>> levels;
    auto next = hashes.begin();
    for (std::uint32_t level = 0; level < tile_level_count(tree_size); ++level) {
        const auto width = static_cast<std::ptrdiff_t>(partial_tile_width(tree_size, level));
        levels.emplace_back(next, next + width);
        next += width;
    }
    return {tree_size, std::move(levels)};
}

void TileEdge::append(const Hash& leaf, Hasher& hasher, std::vector<FullTile>& completed) {
    check(size_ < tree_size_max, "a tree has at most tree_size_max leaves");
    ++size_;
    Hash hash = leaf;
    for (std::uint32_t level = 0;; ++level) {
        if (level == levels_.size()) { levels_.emplace_back(); }
        auto& hashes = levels_[level];
        hashes.push_back(hash);
        if (hashes.size() < tile_width_max) { return; }
        hash = tile_hash(hashes, hasher);
        const auto index = full_tile_count(size_, level) - 1;
        completed.push_back({{.level = level, .index = index}, std::exchange(hashes, {})});
    }
}

Hash TileEdge::root(Hasher& hasher) const {
    std::vector<Hash> peaks;
    std::for_each(levels_.rbegin(), levels_.rend(), [&](const auto& level) {
        const auto more = peaks_above(level, hasher);
        peaks.insert(peaks.end(), more.begin(), more.end());
    });
    return root_from_peaks(peaks, hasher);
}

}  // namespace peil::core
