// A folder of tiles, made again from the entries in it and compared: docs/FORMAT.md, section 14.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

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

    /// The root over all entries.
    Hash read() {
        for (std::uint64_t first = 0; first < size_; first += tile_width) { take_bundle(first); }
        Hash root;  // of what is left over on the right, and then of all
        for (std::size_t level = 0; level < levels_.size(); ++level) {
            auto rest = levels_[level].hashes;
            if (!rest.empty()) { compare(level); }
            if (!root.empty()) { rest.push_back(root); }
            if (!rest.empty()) { root = root_of(rest); }
        }
        return size_ == 0 ? root_of({}) : root;
    }
    /// The first entry that does not name the one before it; 0 if all do.
    [[nodiscard]] std::uint64_t first_unchained() const { return first_unchained_; }

  private:
    struct Level {
        std::uint64_t index = 0;
        std::vector<Hash> hashes{};
    };

    void take_bundle(std::uint64_t first) {
        const auto width = std::min<std::uint64_t>(tile_width, size_ - first);
        const auto name = tile_name("entries", first / tile_width, width);
        const auto bytes = read_regular(folder_, name);
        std::string_view rest = bytes;
        for (auto number = first + 1; number <= first + width; ++number) {
            require(rest.size() >= 2 && rest.size() - 2 >= from_big_endian(rest.substr(0, 2)),
                    name + " is cut off");
            const auto entry = rest.substr(2, from_big_endian(rest.substr(0, 2)));
            if (first_unchained_ == 0 && !follows(entry, number)) { first_unchained_ = number; }
            last_ = leaf_hash(entry);
            append(last_);
            rest.remove_prefix(2 + entry.size());
        }
        require(rest.empty(), name + " has bytes left over");
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
    void compare(std::size_t level) const {
        const auto& [index, hashes] = levels_[level];
        const auto name = tile_name(std::to_string(level), index, hashes.size());
        std::string expected;
        for (const auto& hash : hashes) { expected += hash; }
        require(read_regular(folder_, name) == expected,
                name + " does not follow from the entries");
    }

    fs::path folder_;
    std::uint64_t size_;
    std::uint64_t first_unchained_ = 0;
    Hash last_ = Hash(hash_size, '\0');
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
        require(tiles.read() == tree.root, "the entries have another root than the checkpoint");
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
