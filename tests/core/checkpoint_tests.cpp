// Checkpoints against the foreign vectors, and the borders those do not reach.
// SPDX-License-Identifier: EUPL-1.2
#include "vectors.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/signing_key.hpp>
#include <peil/core/tree.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

using testing::key_from;
using testing::load_vectors;
using testing::reason_of;
using testing::string_at;

const std::string test_origin = "audit.example/ledger/1";

bool refused_as(const Result<Checkpoint>& result, Errc code) {
    return result.has_error() && result.error().code == make_error_code(code);
}

Checkpoint checkpoint_of(std::uint64_t size) {
    return {test_origin, size, size == 0 ? empty_root() : sha256(as_bytes("root"))};
}

/// Whether the answer is what the vector expects in its words.
bool is_expected(const Result<Checkpoint>& answer, const std::string& expect) {
    if (expect == "OK") { return answer && answer->extensions.empty(); }
    if (expect == "HAS_EXTENSIONS") { return answer && !answer->extensions.empty(); }
    if (expect == "WRONG_ORIGIN") { return refused_as(answer, Errc::wrong_origin); }
    BOOST_TEST((expect == "BAD_CHECKPOINT" || expect == "BAD_EMPTY_ROOT"), expect);
    return refused_as(answer, Errc::malformed_checkpoint);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoint)

BOOST_AUTO_TEST_CASE(is_judged_as_every_foreign_vector_expects) {
    const auto vectors = load_vectors("checkpoints.json");
    const auto key = parse_vkey(string_at(vectors.at("meta").at("keys").at("log"), "vkey"));
    BOOST_TEST_REQUIRE(key.has_value());
    const auto origin = string_at(vectors.at("meta"), "origin");
    BOOST_TEST_REQUIRE(vectors.at("checkpoints").as_array().size() == 41U);
    for (const auto& vector : vectors.at("checkpoints").as_array()) {
        const auto note = parse_note(string_at(vector, "note"));
        BOOST_TEST_REQUIRE(note.has_value());
        const auto answer = open_checkpoint(*note, origin, std::vector{*key});
        const auto expect = string_at(vector, "expect");
        BOOST_TEST(is_expected(answer, expect), string_at(vector, "name")
                                                    << ": " << reason_of(vector));
        if (expect == "OK") { BOOST_TEST(encode_checkpoint(*answer) == note->text); }
    }
}

BOOST_AUTO_TEST_CASE(is_three_lines) {
    BOOST_TEST(encode_checkpoint(checkpoint_of(0)) ==
               "audit.example/ledger/1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

BOOST_AUTO_TEST_CASE(encodes_to_what_parses_to_itself_up_to_the_largest_size) {
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{10},
                                     std::uint64_t{70000}, tree_size_max}) {
        const auto parsed = parse_checkpoint(encode_checkpoint(checkpoint_of(size)));
        BOOST_TEST_REQUIRE(parsed.has_value());
        BOOST_TEST((*parsed == checkpoint_of(size)));
    }
}

BOOST_AUTO_TEST_CASE(is_refused_where_its_last_line_is_cut) {
    const auto text = encode_checkpoint(checkpoint_of(7));
    for (std::size_t size = 0; size < text.size(); ++size) {
        BOOST_TEST(refused_as(parse_checkpoint(std::string_view(text).substr(0, size)),
                              Errc::malformed_checkpoint));
    }
}

BOOST_AUTO_TEST_CASE(keeps_extension_lines_when_read_and_writes_none) {
    const auto text = encode_checkpoint(checkpoint_of(7));
    const auto parsed = parse_checkpoint(text + "one\n two \n");
    BOOST_TEST_REQUIRE(parsed.has_value());
    BOOST_TEST((parsed->extensions == std::vector<std::string>{"one", " two "}));
    BOOST_TEST(encode_checkpoint(*parsed) == text);
}

BOOST_AUTO_TEST_CASE(has_an_origin_that_can_name_a_key) {
    BOOST_TEST(is_origin(std::string(origin_size_max_bytes, 'a')));
    for (const auto& origin : {std::string(), std::string("a b"), std::string("a+b"),
                               std::string(origin_size_max_bytes + 1, 'a')}) {
        BOOST_TEST(!is_origin(origin), origin);
        const auto text = origin + "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        BOOST_TEST(refused_as(parse_checkpoint(text), Errc::malformed_checkpoint), origin);
    }
}

BOOST_AUTO_TEST_CASE(of_a_note_is_bound_to_the_log_by_a_key_of_its_own_name) {
    const auto key = key_from(0);
    const auto witness = *make_verifier_key("witness.example", key_from(64).public_key());
    const std::vector keys{*make_verifier_key(test_origin, key.public_key()), witness};
    auto note = sign_note(encode_checkpoint(checkpoint_of(7)), "witness.example", key_from(64));
    BOOST_TEST(refused_as(open_checkpoint(note, test_origin, keys), Errc::no_known_signature));
    note.signatures.push_back(sign_text(note.text, test_origin, key));
    const auto opened = open_checkpoint(note, test_origin, keys);
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST((*opened == checkpoint_of(7)));
    BOOST_TEST(
        refused_as(open_checkpoint(note, "audit.example/ledger/2", keys), Errc::wrong_origin));
    note.signatures.back().signature[0] ^= std::byte{1};
    BOOST_TEST(refused_as(open_checkpoint(note, test_origin, keys), Errc::bad_signature));
}

BOOST_AUTO_TEST_CASE(of_another_text_under_a_good_signature_is_malformed) {
    const auto key = key_from(0);
    const std::vector keys{*make_verifier_key(test_origin, key.public_key())};
    const auto note = sign_note("a letter\n", test_origin, key);
    BOOST_TEST(refused_as(open_checkpoint(note, test_origin, keys), Errc::malformed_checkpoint));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
