// A folder of tiles: entries, hashes and the root compared; docs/FORMAT.md, section 14.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace peil::audit {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t tile_width = 256;
constexpr std::size_t entries_size_max = tile_width * (2 + 65'535);

std::string read_regular(const fs::path& folder, const std::string& name) {
    const auto file = folder / name;
    require(
        fs::is_regular_file(fs::symlink_status(file)) && fs::file_size(file) <= entries_size_max,
        name + " is missing, no file, or larger than it can be");
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// `tile/0/x001/000.p/7`.
std::string tile_name(const std::string& level, std::uint64_t index, std::size_t width) {
    auto name = std::to_string(1000 + index % 1000).substr(1);
    for (index /= 1000; index > 0; index /= 1000) {
        name.insert(0, 'x' + std::to_string(1000 + index % 1000).substr(1) + '/');
    }
    return "tile/" + level + '/' + name +
           (width == tile_width ? "" : ".p/" + std::to_string(width));
}

/// Reads bundle by bundle, and compares the tiles of all levels with what follows from them.
class Tiles {
  public:
    Tiles(fs::path folder, std::uint64_t size) : folder_(std::move(folder)), size_(size) {}

    /// Throws Refusal, which names the bad file, unless all gives this root. Where a bundle and its
    /// tile differ, the tiles decide: if they give the root, the bundle is bad.
    void verify(const Hash& root) {
        for (std::uint64_t first = 0; first < size_; first += tile_width) { take_bundle(first); }
        require(root_of_tiles() == root, blame("the tiles have another root than the checkpoint"));
        require(odd_bundle_.empty(), odd_bundle_ +
                                         " holds other entries than its tile, which the "
                                         "checkpoint implies");
    }
    /// The first entry that does not name the one before it; 0 if all do.
    [[nodiscard]] std::uint64_t first_unchained() const { return first_unchained_; }

  private:
    struct Level {
        std::uint64_t index = 0;
        std::vector<Hash> hashes{};
    };
    struct File {
        std::string name;
        std::string bytes;
        bool is_wider = false;
    };

    /// The tile or bundle; where that is partial and gone, a wider one, which the reader cuts.
    [[nodiscard]] File read(const std::string& level, std::uint64_t index,
                            std::size_t width) const {
        auto found = width;
        while (found <= tile_width && !fs::exists(folder_ / tile_name(level, index, found))) {
            ++found;
        }
        const auto name = tile_name(level, index, found <= tile_width ? found : width);
        return {name, read_regular(folder_, name), found != width};
    }
    void take_bundle(std::uint64_t first) {
        const auto index = first / tile_width;
        const auto width = std::min<std::uint64_t>(tile_width, size_ - first);
        const auto [name, bytes, is_wider] = read("entries", index, width);
        std::string_view rest = bytes;
        std::vector<Hash> leaves;
        for (auto number = first + 1; number <= first + width; ++number) {
            require(rest.size() >= 2 && rest.size() - 2 >= from_big_endian(rest.substr(0, 2)),
                    name + " is cut off");
            const auto entry = rest.substr(2, from_big_endian(rest.substr(0, 2)));
            if (first_unchained_ == 0 && !follows(entry, number)) { first_unchained_ = number; }
            last_ = leaf_hash(entry);
            leaves.push_back(last_);
            rest.remove_prefix(2 + entry.size());
        }
        require(rest.empty() || is_wider, name + " has bytes left over");
        const auto [tile, hashes] = read_tile(0, index, width);
        if (hashes != leaves && odd_tile_.empty()) {
            odd_bundle_ = name;
            odd_tile_ = tile;
        }
        for (const auto& hash : hashes) { append(hash); }
    }
    /// The name and the hashes of a tile.
    [[nodiscard]] std::pair<std::string, std::vector<Hash>> read_tile(std::size_t level,
                                                                      std::uint64_t index,
                                                                      std::size_t width) const {
        const auto file = read(std::to_string(level), index, width);
        const auto size = width * hash_size;
        require(file.bytes.size() == size || (file.is_wider && file.bytes.size() > size),
                file.name + " has another size than it must have");
        std::vector<Hash> hashes;
        for (std::size_t at = 0; at < size; at += hash_size) {
            hashes.push_back(file.bytes.substr(at, hash_size));
        }
        return {file.name, std::move(hashes)};
    }
    /// Quotes inside texts are escaped, so that the last such name is the event's.
    [[nodiscard]] bool follows(std::string_view entry, std::uint64_t number) const {
        const auto digits = std::to_string(number);
        const auto zeros = digits.size() < 12 ? 12 - digits.size() : 0;
        const auto place = entry.rfind(R"(,"prevhash":")");
        return place != entry.npos && entry.substr(place).starts_with(
                                          R"(,"prevhash":")" + to_hex(last_) + R"(","sequence":")" +
                                          std::string(zeros, '0') + digits + '"');
    }
    void append(Hash hash) {
        for (std::size_t level = 0;; ++level) {
            if (levels_.size() == level) { levels_.emplace_back(); }
            auto& tile = levels_[level];
            tile.hashes.push_back(std::move(hash));
            if (tile.hashes.size() < tile_width) { return; }
            compare(level);
            hash = root_of(tile.hashes);
            tile = {tile.index + 1};
        }
    }
    /// Tiles above the lowest follow from those below them.
    void compare(std::size_t level) const {
        const auto& [index, hashes] = levels_[level];
        if (level == 0 || hashes.empty()) { return; }
        const auto [name, found] = read_tile(level, index, hashes.size());
        require(found == hashes, blame(name + " does not follow from the tiles below it"));
    }
    /// What is wrong where the tiles do not give the root.
    [[nodiscard]] std::string blame(const std::string& otherwise) const {
        return odd_tile_.empty() ? otherwise : odd_tile_ + " does not follow from the entries";
    }
    [[nodiscard]] Hash root_of_tiles() const {
        Hash root;  // of what is left over on the right, and then of all
        for (std::size_t level = 0; level < levels_.size(); ++level) {
            compare(level);
            auto rest = levels_[level].hashes;
            if (!root.empty()) { rest.push_back(root); }
            if (!rest.empty()) { root = root_of(rest); }
        }
        return size_ == 0 ? root_of({}) : root;
    }

    fs::path folder_;
    std::uint64_t size_;
    std::uint64_t first_unchained_ = 0;
    Hash last_ = Hash(hash_size, '\0');
    std::string odd_bundle_;  ///< the first that differs from its tile
    std::string odd_tile_;
    std::vector<Level> levels_;
};

}  // namespace

Checked check_tiles(const fs::path& folder, const Trust& trust) {
    const auto note = read_regular(folder, "checkpoint");
    const auto tree = parse_checkpoint(parse_note(note).text).tree;
    auto checked = check_checkpoint(note, trust);
    checked.title = "a folder of tiles";
    Tiles tiles(folder, tree.size);
    claim(checked.claims, "tiles", [&]() -> std::string {
        tiles.verify(tree.root);
        return "all files follow from the entries, and these give the root";
    });
    claim(checked.claims, "chain", [&]() -> std::string {
        const auto number = tiles.first_unchained();
        require(number == 0, "event " + std::to_string(number) + " does not follow the last");
        return "every event that was read has its number and names the one before it";
    });
    return checked;
}

}  // namespace peil::audit
