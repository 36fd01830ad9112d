// A folder of tiles: entries, hashes and the root compared; docs/FORMAT.md, section 14.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <tuple>

namespace peil::audit {

namespace {

namespace fs = std::filesystem;

constexpr size_t tile_width = 256;
constexpr size_t entries_size_max = tile_width * (2 + 65'535);

string read_regular(const fs::path& folder, const string& name) {
    const auto file = folder / name;
    require(
        fs::is_regular_file(fs::symlink_status(file)) && fs::file_size(file) <= entries_size_max,
        name + " is missing, no file, or larger than it can be");
    return read_file(file, entries_size_max);
}

/// `tile/0/x001/000.p/7`.
string tile_name(const string& level, uint64_t index, size_t width) {
    auto name = to_string(1000 + index % 1000).substr(1);
    for (index /= 1000; index > 0; index /= 1000) {
        name.insert(0, 'x' + to_string(1000 + index % 1000).substr(1) + '/');
    }
    return "tile/" + level + '/' + name + (width == tile_width ? "" : ".p/" + to_string(width));
}

/// Reads level by level, and compares all tiles with what follows from the bundles.
struct Tiles {
    struct File {
        string name;
        vector<Hash> hashes{};
    };

    /// Throws Refusal, which names the bad file, unless all gives this tree. Where a bundle and its
    /// tile differ, the tiles decide: if they give the root, the bundle is bad.
    void verify(const TreeHead& tree) {
        vector<Hash> below;                             // roots of the full tiles one level below
        Hash root = tree.size == 0 ? root_of({}) : "";  // of the partial tiles, on the right
        size_t level = 0;
        for (auto count = tree.size; count > 0; count /= tile_width) {
            vector<Hash> roots;
            for (uint64_t index = 0; index * tile_width < count; ++index) {
                const auto first = index * tile_width;
                const auto width = std::min<uint64_t>(tile_width, count - first);
                auto parts = level == 0 ? read("entries", index, width) : File{};
                for (auto i = first; level > 0 && i < first + width; ++i) {
                    parts.hashes.push_back(below[i]);
                }
                auto hashes = take_tile(level, index, parts);
                if (width < tile_width && !root.empty()) { hashes.push_back(root); }
                (width < tile_width ? root : roots.emplace_back()) = root_of(hashes);
            }
            below = std::move(roots);
            ++level;
        }
        require(root == tree.root, blame("the tiles have another root than the checkpoint"));
        require(odd_bundle.empty(),
                odd_bundle + " holds other entries than its tile, which the checkpoint implies");
    }
    /// A tile, or a bundle and the hashes of its entries. Where it is partial and gone, the begin
    /// of a wider one.
    File read(const string& level, uint64_t index, size_t width) {
        auto found = width;
        while (found <= tile_width && !fs::exists(folder / tile_name(level, index, found))) {
            ++found;
        }
        File file{tile_name(level, index, found <= tile_width ? found : width)};
        const auto bytes = read_regular(folder, file.name);
        string_view rest = bytes;
        const bool is_bundle = level == "entries";
        const size_t start = is_bundle ? 2 : 0;
        while (file.hashes.size() < width) {
            const auto size = is_bundle ? from_big_endian(rest.substr(0, start)) : hash_size;
            require(rest.size() >= start + size, file.name + " is cut off");
            const auto part = rest.substr(start, size);
            file.hashes.push_back(is_bundle ? take_entry(part) : string(part));
            rest.remove_prefix(start + size);
        }
        require(rest.empty() || found != width, file.name + " has bytes left over");
        return file;
    }
    /// Quotes inside texts are escaped, so that the last such name is the event's.
    Hash take_entry(string_view entry) {
        const auto place = std::min(entry.rfind(R"(,"prevhash":")"), entry.size());
        const bool follows = entry.substr(place).starts_with(
            R"(,"prevhash":")" + to_hex(last) + R"(","sequence":")" + padded(++number) + '"');
        if (!follows && first_unchained == 0) { first_unchained = number; }
        last = leaf_hash(entry);
        return last;
    }
    /// The hashes of a tile, and whether they follow from what is below it: a bundle, or tiles.
    vector<Hash> take_tile(size_t level, uint64_t index, const File& below) {
        const auto tile = read(to_string(level), index, below.hashes.size());
        const bool follows = tile.hashes == below.hashes;
        require(follows || level == 0,
                blame(tile.name + " does not follow from the tiles below it"));
        if (!follows && odd_tile.empty()) {
            std::tie(odd_bundle, odd_tile) = std::tie(below.name, tile.name);
        }
        return tile.hashes;
    }
    /// What is wrong where the tiles do not give the root.
    [[nodiscard]] string blame(const string& otherwise) const {
        return odd_tile.empty() ? otherwise : odd_tile + " does not follow from the entries";
    }

    fs::path folder;
    uint64_t number = 0;  ///< of the last entry that was read
    Hash last = Hash(hash_size, '\0');
    uint64_t first_unchained = 0;  ///< the first entry that does not name the one before it
    string odd_bundle{};           ///< the first that differs from its tile
    string odd_tile{};
};

}  // namespace

Checked check_tiles(const fs::path& folder, const Trust& trust) {
    const auto note = read_regular(folder, "checkpoint");
    const auto tree = parse_checkpoint(parse_note(note).text).tree;
    auto checked = check_checkpoint(note, trust);
    checked.title = "a folder of tiles";
    Tiles tiles{folder};
    claim(checked.claims, "tiles", [&] {
        tiles.verify(tree);
        return "all files follow from the entries, and these give the root";
    });
    claim(checked.claims, "chain", [&] {
        const auto number = tiles.first_unchained;
        require(number == 0, "event " + to_string(number) + " does not follow the last");
        return "every event that was read has its number and names the one before it";
    });
    return checked;
}

}  // namespace peil::audit
