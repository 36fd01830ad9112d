// Tiles against foreign vectors, and every small tree of tiles against the tree of hashes.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "tree_oracle.hpp"
#include "vectors.hpp"
#include <peil/core/tile.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::edge_entries;
using testing::event_entries;
using testing::event_leaves;
using testing::hash_of;
using testing::leaf_hashes;
using testing::load_vectors;
using testing::number_at;
using testing::SeededRandom;
using testing::StoredTree;
using testing::string_at;

using Files = std::map<std::string, std::string>;

/// All files that a log with these entries is published as.
Files published(const std::vector<std::string>& entries) {
    Files files;
    Hasher hasher;
    TileEdge edge;
    std::string bundle;
    std::vector<FullTile> completed;
    for (const auto& entry : entries) {
        append_entry(bundle, entry);
        completed.clear();
        edge.append(hasher.leaf(as_bytes(entry)), hasher, completed);
        for (const auto& tile : completed) {
            files[tile_path(tile.id)] = encode_tile(tile.hashes);
            if (tile.id.level > 0) { continue; }
            files[tile_path({.kind = TileKind::entries, .index = tile.id.index})] = bundle;
            bundle.clear();
        }
    }
    const auto size = entries.size();
    for (std::uint32_t level = 0; level < edge.levels().size(); ++level) {
        TileId id{.level = level,
                  .index = full_tile_count(size, level),
                  .width = partial_tile_width(size, level)};
        if (id.width == 0) { continue; }
        files[tile_path(id)] = encode_tile(edge.levels()[level]);
        if (level > 0) { continue; }
        id.kind = TileKind::entries;
        files[tile_path(id)] = bundle;
    }
    return files;
}

/// Compares with what the vector says of one file, and removes it from `files`.
void check_file(Files& files, const std::string& path, std::uint64_t size, const std::string& sha) {
    BOOST_TEST_REQUIRE(files.contains(path), path);
    BOOST_TEST(files[path].size() == size, path);
    BOOST_TEST(to_hex(sha256(as_bytes(files[path]))) == sha, path);
    files.erase(path);
}

Hash root_of(const std::vector<Hash>& leaves) {
    Hasher hasher;
    TileEdge edge;
    std::vector<FullTile> completed;
    for (const auto& leaf : leaves) { edge.append(leaf, hasher, completed); }
    return edge.root(hasher);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tile)

BOOST_AUTO_TEST_CASE(paths_are_those_of_the_vectors_and_no_other) {
    const auto vectors = load_vectors("paths.json");
    for (const auto& row : vectors.at("paths").as_array()) {
        const auto path = string_at(row, "path");
        const auto parsed = parse_tile_path(path);
        if (row.as_object().contains("ok")) {
            BOOST_TEST(!parsed.has_value(), path);
            continue;
        }
        TileId id{.level = static_cast<std::uint32_t>(number_at(row, "level")),
                  .index = number_at(row, "index"),
                  .width = static_cast<std::uint32_t>(number_at(row, "width"))};
        BOOST_TEST_REQUIRE(parsed.has_value(), path);
        BOOST_TEST((*parsed == id), path);
        BOOST_TEST(tile_path(id) == path);
        if (!row.as_object().contains("entries_path")) { continue; }
        id.kind = TileKind::entries;
        BOOST_TEST(tile_path(id) == string_at(row, "entries_path"));
        const auto entries = parse_tile_path(string_at(row, "entries_path"));
        BOOST_TEST_REQUIRE(entries.has_value());
        BOOST_TEST((*entries == id), path);
    }
}

BOOST_AUTO_TEST_CASE(a_path_beyond_every_tree_is_refused) {
    BOOST_TEST(parse_tile_path(tile_path({.index = tile_index_max})).has_value());
    const std::string beyond = "tile/0/x036/x028/x797/x018/x963/968";
    BOOST_TEST(!parse_tile_path(beyond).has_value());
    std::string long_path = "tile/0/x001/";
    for (int i = 0; i < 10'000; ++i) { long_path += "x000/"; }
    BOOST_TEST(!parse_tile_path(long_path + "000").has_value());
    BOOST_TEST(!parse_tile_path("").has_value());
    BOOST_TEST(!parse_tile_path(std::string("tile/0/00\0", 10)).has_value());
}

BOOST_AUTO_TEST_CASE(any_path_that_is_read_is_written_the_same) {
    SeededRandom random(1);
    constexpr std::string_view letters = "0019x/.ptileentries";
    std::uint64_t accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string path = "tile/";
        const auto size = 4 + random.below(12);
        while (path.size() < 5 + size) { path += letters[random.below(letters.size())]; }
        const auto parsed = parse_tile_path(path);
        if (!parsed) { continue; }
        ++accepted;
        BOOST_TEST(tile_path(*parsed) == path);
    }
    BOOST_TEST(accepted > 0U);
}

BOOST_AUTO_TEST_CASE(files_are_those_of_the_vectors) {
    const auto vectors = load_vectors("tiles.json");
    for (const auto& row : vectors.at("sizes").as_array()) {
        const auto size = number_at(row, "size");
        const auto entries =
            string_at(row, "tree") == "edge" ? edge_entries() : event_entries(size);
        BOOST_TEST_REQUIRE(entries.size() == size);
        auto files = published(entries);
        for (const auto& file : row.at("files").as_array()) {
            check_file(files, string_at(file, "path"), number_at(file, "bytes"),
                       string_at(file, "sha256"));
        }
        BOOST_TEST(files.empty(), size << " entries give more files than the vector has");
        BOOST_TEST((root_of(leaf_hashes(entries)) == hash_of(row.at("root"))));
    }
}

BOOST_AUTO_TEST_CASE(files_of_large_trees_are_those_of_the_vectors) {
    const auto vectors = load_vectors("tiles_large.json");
    for (const auto& row : vectors.at("sizes").as_array()) {
        const auto entries = event_entries(number_at(row, "size"));
        auto files = published(entries);
        for (const auto& file : row.at("files").as_array()) {
            const auto& cells = file.as_array();
            check_file(files, std::string(cells[0].as_string()),
                       cells[1].to_number<std::uint64_t>(), std::string(cells[2].as_string()));
        }
        BOOST_TEST(files.empty());
        BOOST_TEST((root_of(leaf_hashes(entries)) == hash_of(row.at("root"))));
    }
}

BOOST_AUTO_TEST_CASE(the_edge_from_storage_is_the_one_that_grew) {
    const auto leaves = event_leaves(70'000);
    const StoredTree stored(leaves);
    Hasher hasher;
    TileEdge grown;
    std::vector<FullTile> completed;
    for (std::uint64_t size = 0; size <= leaves.size(); ++size) {
        const bool is_looked_at = size < 600 || size % 997 == 0 || size > leaves.size() - 300 ||
                                  (size > 65'400 && size < 65'600);
        if (is_looked_at) {
            const auto read = TileEdge::read(size, stored);
            const auto root = tree_root(size, stored);
            BOOST_TEST_REQUIRE(root.has_value());
            BOOST_TEST((read.root(hasher) == *root), size);
            BOOST_TEST((grown.root(hasher) == *root), size);
            BOOST_TEST(std::equal(read.levels().begin(), read.levels().end(),
                                  grown.levels().begin(), grown.levels().end()),
                       size);
        }
        if (size < leaves.size()) { grown.append(leaves[size], hasher, completed); }
    }
}

BOOST_AUTO_TEST_CASE(widths_follow_from_the_size) {
    BOOST_TEST(tile_level_count(0) == 0U);
    BOOST_TEST(tile_level_count(255) == 1U);
    BOOST_TEST(tile_level_count(256) == 2U);
    BOOST_TEST(tile_level_count(tree_size_max) == 8U);
    BOOST_TEST(full_tile_count(70'000, 0) == 273U);
    BOOST_TEST(partial_tile_width(70'000, 0) == 112U);
    BOOST_TEST(partial_tile_width(70'000, 1) == 17U);
    BOOST_TEST(partial_tile_width(70'000, 2) == 1U);
    BOOST_TEST(is_in_tree({.level = 1, .index = 1, .width = 17}, 70'000));
    BOOST_TEST(!is_in_tree({.level = 1, .index = 1, .width = 16}, 70'000));
    BOOST_TEST(!is_in_tree({.level = 1, .index = 1}, 70'000));
    BOOST_TEST(!is_in_tree({.level = 63, .index = 0}, tree_size_max));
    BOOST_TEST(full_tile_count(tree_size_max, 63) == 0U);
}

BOOST_AUTO_TEST_CASE(a_bundle_is_read_only_whole) {
    std::string bundle;
    const std::vector<std::string> entries{"", "a", std::string(65'535, 'x'), ""};
    for (const auto& entry : entries) { append_entry(bundle, entry); }
    const auto read = parse_bundle(bundle, 4);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(std::equal(read->begin(), read->end(), entries.begin(), entries.end()));
    BOOST_TEST(!parse_bundle(bundle, 3).has_value());
    BOOST_TEST(!parse_bundle(bundle, 5).has_value());
    for (std::size_t size = 0; size < bundle.size(); size += size < 10 ? 1 : 997) {
        BOOST_TEST(!parse_bundle(std::string_view(bundle).substr(0, size), 4).has_value());
    }
    BOOST_TEST(parse_bundle("", 0).has_value());
    BOOST_TEST(!parse_tile(std::string(33, 'x'), 1).has_value());
    BOOST_TEST(!parse_tile("", 1).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
