// SHA-256 against published values, and the two hashes of a Merkle tree.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/hash.hpp>

#include <boost/test/unit_test.hpp>

#include <compare>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(hash)

using std::string_view_literals::operator""sv;
using peil::core::as_bytes;
using peil::core::Bytes;
using peil::core::empty_root;
using peil::core::Hash;
using peil::core::hash_from_bytes;
using peil::core::hash_from_hex;
using peil::core::Hasher;
using peil::core::sha256;
using peil::core::to_hex;

namespace {

constexpr auto hash_of_nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"sv;
constexpr auto hash_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"sv;

}  // namespace

// FIPS 180-2, appendix B, and the empty message.
BOOST_AUTO_TEST_CASE(knows_the_published_values) {
    const std::string two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    BOOST_TEST(to_hex(sha256({})) == hash_of_nothing);
    BOOST_TEST(to_hex(sha256(as_bytes("abc"))) == hash_of_abc);
    BOOST_TEST(to_hex(sha256(as_bytes(two_blocks))) ==
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    BOOST_TEST(to_hex(sha256(as_bytes(std::string(1'000'000, 'a')))) ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_CASE(gives_the_same_value_each_time_a_hasher_is_used) {
    Hasher hasher;
    BOOST_TEST(to_hex(hasher.hash({})) == hash_of_nothing);
    BOOST_TEST(to_hex(hasher.hash(as_bytes("abc"))) == hash_of_abc);
    BOOST_TEST((hasher.leaf(as_bytes("abc")) != hasher.hash(as_bytes("abc"))));
    BOOST_TEST(to_hex(hasher.hash(as_bytes("abc"))) == hash_of_abc);
    Hasher moved = std::move(hasher);
    BOOST_TEST(to_hex(moved.hash({})) == hash_of_nothing);
}

// The first two leaves, and their root, of the vectors that certificate-transparency uses.
BOOST_AUTO_TEST_CASE(separates_leaves_from_nodes_by_their_first_byte) {
    Hasher hasher;
    const Hash first = hasher.leaf({});
    const Hash second = hasher.leaf(as_bytes("\0"sv));
    BOOST_TEST(to_hex(first) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    BOOST_TEST(to_hex(second) ==
               "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
    BOOST_TEST(to_hex(hasher.node(first, second)) ==
               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    BOOST_TEST((hasher.node(first, second) != hasher.node(second, first)));
}

BOOST_AUTO_TEST_CASE(takes_the_hash_of_nothing_as_the_root_of_the_empty_tree) {
    BOOST_TEST(to_hex(empty_root()) == hash_of_nothing);
}

BOOST_AUTO_TEST_CASE(reads_back_the_hexadecimal_text_it_writes) {
    const Hash value = sha256(as_bytes("abc"));
    BOOST_TEST((hash_from_hex(to_hex(value)) == value));
    BOOST_TEST((hash_from_bytes(as_bytes(value)) == value));
}

BOOST_AUTO_TEST_CASE(refuses_a_text_that_is_no_lowercase_hash) {
    const std::string text(hash_of_abc);
    BOOST_TEST(!hash_from_hex(""));
    BOOST_TEST(!hash_from_hex(text.substr(1)));
    BOOST_TEST(!hash_from_hex(text.substr(2)));
    BOOST_TEST(!hash_from_hex(text + "00"));
    BOOST_TEST(!hash_from_hex("BA" + text.substr(2)));
    BOOST_TEST(!hash_from_hex("g" + text.substr(1)));
    BOOST_TEST(!hash_from_bytes(Bytes(31)));
    BOOST_TEST(!hash_from_bytes(Bytes(33)));
}

BOOST_AUTO_TEST_CASE(orders_hashes_as_their_bytes) {
    const auto low = hash_from_hex(std::string(63, '0') + "1");
    const auto high = hash_from_hex("8" + std::string(63, '0'));
    BOOST_TEST_REQUIRE((low && high));
    BOOST_TEST(std::is_lt(*low <=> *high));
}

BOOST_AUTO_TEST_SUITE_END()
