// The Merkle tree against foreign vectors, and exhaustively against its recursive definition for
// every tree of up to 64 leaves.
// SPDX-License-Identifier: EUPL-1.2
#include "tree_oracle.hpp"
#include "vectors.hpp"
#include <peil/core/tree.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <bit>
#include <map>

namespace peil::core {

namespace {

using testing::edge_leaves;
using testing::event_leaves;
using testing::hash_of;
using testing::hashes_of;
using testing::load_vectors;
using testing::number_at;
using testing::oracle_path;
using testing::oracle_root;
using testing::oracle_subproof;
using testing::reason_of;
using testing::StoredTree;
using testing::string_at;

constexpr std::uint64_t exhaustive_size = 64;

/// Every way of damaging the hashes of a proof: one too many at either end, one too few at any
/// place, each bit-flipped, each pair of neighbours swapped.
std::vector<std::vector<Hash>> damaged(const std::vector<Hash>& proof) {
    std::vector<std::vector<Hash>> results(2, proof);
    results[0].push_back(proof.empty() ? Hash{} : proof.back());
    results[1].insert(results[1].begin(), proof.empty() ? Hash{} : proof.front());
    for (std::size_t i = 0; i < proof.size(); ++i) {
        const auto place = static_cast<std::ptrdiff_t>(i);
        results.push_back(proof);
        results.back().erase(results.back().begin() + place);
        results.push_back(proof);
        results.back()[i].bytes[i % 32] ^= std::byte{0x10};
        results.push_back(proof);
        results.back().insert(results.back().begin() + place, proof[i]);
        if (i + 1 == proof.size()) { continue; }
        results.push_back(proof);
        std::swap(results.back()[i], results.back()[i + 1]);
    }
    return results;
}

bool refused_as(const Result<void>& result, Errc code) {
    return result.has_error() && result.error().code == make_error_code(code);
}

/// Leaves and roots of the small trees that are tested exhaustively.
struct SmallTrees {
    std::vector<Hash> leaves = event_leaves(exhaustive_size);
    StoredTree reader{leaves};
    std::vector<Hash> roots;

    SmallTrees() {
        for (std::size_t size = 0; size <= leaves.size(); ++size) {
            roots.push_back(oracle_root(std::span{leaves}.first(size)));
        }
    }
    [[nodiscard]] std::span<const Hash> first(std::uint64_t size) const {
        return std::span{leaves}.first(size);
    }
};

const std::vector<Hash>& large_event_leaves() {
    static const auto leaves = event_leaves(70000);
    return leaves;
}

const StoredTree& vector_tree(const std::string& name) {
    static const StoredTree event{large_event_leaves()};
    static const StoredTree edge{edge_leaves()};
    return name == "edge" ? edge : event;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tree)

BOOST_AUTO_TEST_SUITE(root)

BOOST_AUTO_TEST_CASE(equals_every_foreign_vector) {
    const auto vectors = load_vectors("roots.json");
    BOOST_TEST_REQUIRE(vectors.at("roots").as_array().size() == 315U);
    for (const auto& vector : vectors.at("roots").as_array()) {
        const auto size = number_at(vector, "size");
        const auto root = tree_root(size, vector_tree(string_at(vector, "tree")));
        BOOST_TEST_REQUIRE(root.has_value());
        BOOST_TEST(to_hex(*root) == string_at(vector, "root_hex"), "size " << size);
        BOOST_TEST((*root == hash_of(vector.at("root"))));
    }
}

BOOST_AUTO_TEST_CASE(of_the_growing_right_edge_equals_the_definition_at_every_size) {
    const auto leaves = event_leaves(300);
    Hasher hasher;
    RightEdge edge;
    std::vector<TreeNode> completed;
    for (std::size_t size = 0; size < leaves.size(); ++size) {
        BOOST_TEST((edge.root(hasher) == oracle_root(std::span{leaves}.first(size))));
        BOOST_TEST(edge.size() == size);
        edge.append(leaves[size], hasher, completed);
    }
    BOOST_TEST((edge.root(hasher) == oracle_root(leaves)));
}

BOOST_AUTO_TEST_CASE(of_a_right_edge_taken_up_from_storage_grows_as_if_never_put_down) {
    const SmallTrees trees;
    Hasher hasher;
    for (std::uint64_t size = 0; size < exhaustive_size; ++size) {
        auto edge = RightEdge::read(size, trees.reader);
        BOOST_TEST((edge.root(hasher) == trees.roots[size]));
        std::vector<TreeNode> completed;
        edge.append(trees.leaves[size], hasher, completed);
        BOOST_TEST((edge.root(hasher) == trees.roots[size + 1]));
        BOOST_TEST(completed.size() == stored_count(size + 1) - stored_count(size));
    }
}

BOOST_AUTO_TEST_CASE(reads_storage_once_and_never_for_the_empty_tree) {
    const SmallTrees trees;
    BOOST_TEST(tree_root(63, trees.reader).has_value());
    BOOST_TEST(trees.reader.read_count == 1);
    BOOST_TEST((*tree_root(0, trees.reader) == empty_root()));
    BOOST_TEST(trees.reader.read_count == 1);
}

BOOST_AUTO_TEST_CASE(of_a_size_above_the_maximum_is_refused) {
    const StoredTree reader{{}};
    const auto root = tree_root(tree_size_max + 1, reader);
    BOOST_TEST_REQUIRE(root.has_error());
    BOOST_TEST((root.error().code == make_error_code(Errc::index_out_of_range)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(storage)

BOOST_AUTO_TEST_CASE(is_dense_and_in_the_order_in_which_nodes_are_completed) {
    const auto leaves = event_leaves(300);
    Hasher hasher;
    RightEdge edge;
    std::vector<TreeNode> completed;
    for (std::size_t size = 0; size < leaves.size(); ++size) {
        BOOST_TEST_REQUIRE(completed.size() == stored_count(size));
        edge.append(leaves[size], hasher, completed);
    }
    for (std::size_t i = 0; i < completed.size(); ++i) {
        const auto id = completed[i].id;
        BOOST_TEST_REQUIRE(stored_index(id) == i);
        BOOST_TEST_REQUIRE((stored_node(i) == id));
        const auto first = id.index << id.level;
        const auto subtree = std::span{leaves}.subspan(first, std::size_t{1} << id.level);
        BOOST_TEST_REQUIRE((completed[i].hash == oracle_root(subtree)));
    }
}

BOOST_AUTO_TEST_CASE(reaches_to_the_largest_tree_without_overflow) {
    BOOST_TEST(stored_count(tree_size_max) == 0xFFFF'FFFF'FFFF'FFBFU);
    const auto last_leaf = tree_size_max - 1;
    BOOST_TEST(stored_index({0, last_leaf}) == stored_count(tree_size_max) - 1);
    BOOST_TEST(stored_index({62, 0}) == stored_count(std::uint64_t{1} << 62U) - 1);
    for (std::uint64_t back = 1; back < 500; ++back) {
        const auto position = stored_count(tree_size_max) - back;
        BOOST_TEST_REQUIRE(stored_index(stored_node(position)) == position);
    }
}

BOOST_AUTO_TEST_CASE(has_one_peak_for_each_one_bit_of_the_size) {
    BOOST_TEST(right_edge(0).empty());
    const std::vector<NodeId> expected{{2, 0}, {1, 2}, {0, 6}};
    BOOST_TEST((right_edge(7) == expected));
    BOOST_TEST(right_edge(tree_size_max).size() == 63U);
    for (std::uint64_t size = 1; size < 2000; ++size) {
        std::uint64_t first = 0;
        for (const auto id : right_edge(size)) {
            BOOST_TEST_REQUIRE(id.index << id.level == first);
            first += std::uint64_t{1} << id.level;
        }
        BOOST_TEST_REQUIRE(first == size);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(inclusion_proof)

BOOST_AUTO_TEST_CASE(answers_every_foreign_vector) {
    const auto vectors = load_vectors("inclusion.json");
    BOOST_TEST_REQUIRE(vectors.at("proofs").as_array().size() == 327U);
    for (const auto& vector : vectors.at("proofs").as_array()) {
        const LeafPosition position{number_at(vector, "index"), number_at(vector, "size")};
        const auto proof = hashes_of(vector.at("proof"));
        const bool accepted = verify_inclusion(proof, position, hash_of(vector.at("leaf_hash")),
                                               hash_of(vector.at("root")))
                                  .has_value();
        BOOST_TEST(accepted == vector.at("ok").as_bool(), reason_of(vector));
        if (!vector.at("ok").as_bool()) { continue; }
        const auto proved = prove_inclusion(position, vector_tree(string_at(vector, "tree")));
        BOOST_TEST_REQUIRE(proved.has_value());
        BOOST_TEST((*proved == proof), position.index << " of " << position.tree_size);
    }
}

BOOST_AUTO_TEST_CASE(equals_the_definition_and_verifies_for_every_leaf_of_every_small_tree) {
    const SmallTrees trees;
    for (std::uint64_t size = 1; size <= exhaustive_size; ++size) {
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = prove_inclusion({index, size}, trees.reader);
            BOOST_TEST_REQUIRE(proof.has_value());
            BOOST_TEST_REQUIRE((*proof == oracle_path(index, trees.first(size))));
            BOOST_TEST_REQUIRE(proof->size() <= std::bit_width(size - 1));
            const auto verdict =
                verify_inclusion(*proof, {index, size}, trees.leaves[index], trees.roots[size]);
            BOOST_TEST_REQUIRE(verdict.has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(is_refused_when_any_of_its_hashes_is_damaged) {
    const SmallTrees trees;
    for (std::uint64_t size = 1; size <= exhaustive_size; ++size) {
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = oracle_path(index, trees.first(size));
            for (const auto& bad : damaged(proof)) {
                const auto verdict =
                    verify_inclusion(bad, {index, size}, trees.leaves[index], trees.roots[size]);
                BOOST_TEST_REQUIRE(refused_as(verdict, Errc::proof_rejected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(is_refused_for_another_index_another_leaf_or_another_root) {
    const SmallTrees trees;
    for (std::uint64_t size = 1; size <= exhaustive_size; ++size) {
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = oracle_path(index, trees.first(size));
            const auto& leaf = trees.leaves[index];
            for (std::uint64_t other = 0; other <= exhaustive_size; ++other) {
                const auto at_other =
                    verify_inclusion(proof, {other, size}, leaf, trees.roots[size]);
                BOOST_TEST_REQUIRE(at_other.has_value() == (other == index));
                const auto in_other =
                    verify_inclusion(proof, {index, other}, leaf, trees.roots[other]);
                BOOST_TEST_REQUIRE(in_other.has_value() == (other == size));
                if (other == index || other == exhaustive_size) { continue; }
                const auto of_other =
                    verify_inclusion(proof, {index, size}, trees.leaves[other], trees.roots[size]);
                BOOST_TEST_REQUIRE(refused_as(of_other, Errc::proof_rejected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(binds_the_size_through_the_root_only) {
    // A path says left and right, not how many leaves there are: the size must be signed with the
    // root. Leaf 0 has the same path shape in trees of three and of four leaves.
    const SmallTrees trees;
    const auto proof = oracle_path(0, trees.first(3));
    BOOST_TEST(verify_inclusion(proof, {0, 4}, trees.leaves[0], trees.roots[3]).has_value());
    BOOST_TEST(refused_as(verify_inclusion(proof, {0, 5}, trees.leaves[0], trees.roots[3]),
                          Errc::proof_rejected));
}

BOOST_AUTO_TEST_CASE(is_refused_outside_the_tree_before_any_hash_is_looked_at) {
    const SmallTrees trees;
    for (const LeafPosition position :
         {LeafPosition{0, 0}, LeafPosition{7, 7}, LeafPosition{8, 7}, LeafPosition{UINT64_MAX, 7},
          LeafPosition{0, tree_size_max + 1}, LeafPosition{UINT64_MAX, UINT64_MAX}}) {
        const auto proof = prove_inclusion(position, trees.reader);
        BOOST_TEST_REQUIRE(proof.has_error());
        BOOST_TEST((proof.error().code == make_error_code(Errc::index_out_of_range)));
        const auto verdict = verify_inclusion({}, position, trees.leaves[0], trees.roots[1]);
        BOOST_TEST(refused_as(verdict, Errc::index_out_of_range));
    }
    BOOST_TEST(trees.reader.read_count == 0);
}

BOOST_AUTO_TEST_CASE(reads_storage_once) {
    const SmallTrees trees;
    BOOST_TEST(prove_inclusion({20, 61}, trees.reader).has_value());
    BOOST_TEST(trees.reader.read_count == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(consistency_proof)

BOOST_AUTO_TEST_CASE(answers_every_foreign_vector) {
    const auto vectors = load_vectors("consistency.json");
    BOOST_TEST_REQUIRE(vectors.at("proofs").as_array().size() == 324U);
    for (const auto& vector : vectors.at("proofs").as_array()) {
        const TreeSizes sizes{number_at(vector, "old"), number_at(vector, "new")};
        const auto proof = hashes_of(vector.at("proof"));
        const bool accepted = verify_consistency(proof, sizes, hash_of(vector.at("old_root")),
                                                 hash_of(vector.at("new_root")))
                                  .has_value();
        BOOST_TEST(accepted == vector.at("ok").as_bool(), reason_of(vector));
        if (!vector.at("ok").as_bool()) { continue; }
        const auto proved = prove_consistency(sizes, vector_tree("event"));
        BOOST_TEST_REQUIRE(proved.has_value());
        BOOST_TEST((*proved == proof), sizes.old_size << " to " << sizes.current);
    }
}

BOOST_AUTO_TEST_CASE(equals_the_definition_and_verifies_between_all_small_trees) {
    const SmallTrees trees;
    for (std::uint64_t current = 0; current <= exhaustive_size; ++current) {
        for (std::uint64_t old_size = 0; old_size <= current; ++old_size) {
            const auto proof = prove_consistency({old_size, current}, trees.reader);
            BOOST_TEST_REQUIRE(proof.has_value());
            const auto expected = old_size == 0
                                      ? std::vector<Hash>{}
                                      : oracle_subproof(old_size, trees.first(current), true);
            BOOST_TEST_REQUIRE((*proof == expected));
            BOOST_TEST_REQUIRE(verify_consistency(*proof, {old_size, current},
                                                  trees.roots[old_size], trees.roots[current])
                                   .has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(is_refused_when_any_of_its_hashes_is_damaged) {
    const SmallTrees trees;
    for (std::uint64_t current = 0; current <= exhaustive_size; ++current) {
        for (std::uint64_t old_size = 0; old_size <= current; ++old_size) {
            const auto proof = *prove_consistency({old_size, current}, trees.reader);
            for (const auto& bad : damaged(proof)) {
                const auto verdict = verify_consistency(
                    bad, {old_size, current}, trees.roots[old_size], trees.roots[current]);
                BOOST_TEST_REQUIRE(refused_as(verdict, Errc::proof_rejected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(is_refused_for_a_root_of_another_size) {
    const SmallTrees trees;
    for (std::uint64_t current = 0; current <= exhaustive_size; ++current) {
        for (std::uint64_t old_size = 0; old_size <= current; ++old_size) {
            const auto proof = *prove_consistency({old_size, current}, trees.reader);
            const TreeSizes sizes{old_size, current};
            for (std::uint64_t other = 0; other <= exhaustive_size; ++other) {
                const auto of_old =
                    verify_consistency(proof, sizes, trees.roots[other], trees.roots[current]);
                BOOST_TEST_REQUIRE(of_old.has_value() == (other == old_size));
                // From the empty tree every root is a growth: nothing was there to be kept.
                if (old_size == 0 && current > 0) { continue; }
                const auto of_current =
                    verify_consistency(proof, sizes, trees.roots[old_size], trees.roots[other]);
                BOOST_TEST_REQUIRE(of_current.has_value() == (other == current));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(serves_other_sizes_only_where_the_definition_gives_the_same_hashes) {
    constexpr std::uint64_t size_max = 16;
    const SmallTrees trees;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::vector<Hash>> proofs;
    for (std::uint64_t current = 1; current <= size_max; ++current) {
        for (std::uint64_t old_size = 1; old_size <= current; ++old_size) {
            proofs[{old_size, current}] = oracle_subproof(old_size, trees.first(current), true);
        }
    }
    for (const auto& [sizes, proof] : proofs) {
        for (const auto& [other, other_proof] : proofs) {
            const auto verdict =
                verify_consistency(proof, {other.first, other.second}, trees.roots[other.first],
                                   trees.roots[other.second]);
            BOOST_TEST_REQUIRE(verdict.has_value() == (proof == other_proof));
        }
    }
}

BOOST_AUTO_TEST_CASE(is_refused_when_it_stops_at_a_root_below_that_of_the_size) {
    // A log that claims twice its size and shows the root it has: all hashes fit, levels are
    // missing.
    const SmallTrees trees;
    for (std::uint64_t current = 2; current < exhaustive_size; current *= 2) {
        for (std::uint64_t old_size = 1; old_size < current; ++old_size) {
            const auto proof = *prove_consistency({old_size, current}, trees.reader);
            const auto verdict = verify_consistency(proof, {old_size, 2 * current},
                                                    trees.roots[old_size], trees.roots[current]);
            BOOST_TEST_REQUIRE(refused_as(verdict, Errc::proof_rejected));
        }
    }
}

BOOST_AUTO_TEST_CASE(is_refused_when_history_was_rewritten) {
    const SmallTrees trees;
    for (std::uint64_t changed = 0; changed < 5; ++changed) {
        auto leaves = event_leaves(8);
        leaves[changed].bytes[0] ^= std::byte{1};
        const StoredTree rewritten{leaves};
        const auto proof = *prove_consistency({5, 8}, rewritten);
        const auto verdict =
            verify_consistency(proof, {5, 8}, trees.roots[5], *tree_root(8, rewritten));
        BOOST_TEST(refused_as(verdict, Errc::proof_rejected));
    }
}

BOOST_AUTO_TEST_CASE(is_refused_for_an_old_tree_larger_than_the_current_one) {
    const SmallTrees trees;
    for (const TreeSizes sizes : {TreeSizes{8, 5}, TreeSizes{1, 0}, TreeSizes{UINT64_MAX, 5},
                                  TreeSizes{5, tree_size_max + 1}}) {
        const auto proof = prove_consistency(sizes, trees.reader);
        BOOST_TEST_REQUIRE(proof.has_error());
        BOOST_TEST((proof.error().code == make_error_code(Errc::index_out_of_range)));
        BOOST_TEST(refused_as(verify_consistency({}, sizes, trees.roots[0], trees.roots[0]),
                              Errc::index_out_of_range));
    }
    BOOST_TEST(trees.reader.read_count == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
