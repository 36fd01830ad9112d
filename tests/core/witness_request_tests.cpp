// Requests to a witness: their grammar, and that no bytes at all do any harm.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "vectors.hpp"
#include <peil/core/witness_request.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

using testing::load_vectors;
using testing::SeededRandom;
using testing::string_at;

std::string good_request() {
    const auto key = testing::key_from(0);
    return encode_add_checkpoint({.old_size = 3,
                                  .proof = ConsistencyProof(2),
                                  .checkpoint = sign_note("text\n", "example.nl/a", key)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(witness_request)

BOOST_AUTO_TEST_CASE(of_the_foreign_vectors_is_read_unless_it_is_malformed) {
    const auto vectors = load_vectors("witness.json");
    BOOST_TEST_REQUIRE(vectors.at("steps").as_array().size() == 31U);
    for (const auto& step : vectors.at("steps").as_array()) {
        const auto body = string_at(step, "body");
        const auto request = parse_add_checkpoint(body);
        if (request) { BOOST_TEST(encode_add_checkpoint(*request) == body); }
        // These are refused for what they say, not for how it is written.
        const auto name = string_at(step, "name");
        const bool is_later = name.starts_with("old larger") ||
                              name.starts_with("checkpoint with an extension") ||
                              name.starts_with("rollback attempt");
        const bool is_malformed = testing::number_at(step, "status") == 400 && !is_later;
        BOOST_TEST(request.has_value() == !is_malformed, name);
    }
}

BOOST_AUTO_TEST_CASE(says_which_line_is_wrong) {
    const auto why = [](std::string_view body) {
        const auto request = parse_add_checkpoint(body);
        BOOST_TEST_REQUIRE(request.has_error());
        return request.error().detail;
    };
    BOOST_TEST(why("old 1\nAAAA\n\nrest") == "line 2: hash");
    BOOST_TEST(why("old 01\n\nrest") == "line 1: size");
    BOOST_TEST(why("old -1\n\nrest") == "line 1: size");
    BOOST_TEST(why("old 9223372036854775808\n\nrest") == "line 1: size");
    BOOST_TEST(why("old\n\nrest") == "line 1: does not begin with 'old '");
    BOOST_TEST(why("") == "no empty line before the checkpoint");
    BOOST_TEST(why("\n\n") == "line 1: does not begin with 'old '");
}

BOOST_AUTO_TEST_CASE(has_at_most_63_hashes) {
    const auto key = testing::key_from(0);
    AddCheckpointRequest request{.old_size = 1,
                                 .proof = ConsistencyProof(request_proof_count_max),
                                 .checkpoint = sign_note("text\n", "example.nl/a", key)};
    const auto body = encode_add_checkpoint(request);
    BOOST_TEST((*parse_add_checkpoint(body) == request));
    const auto one_more = "old 1\n" + std::string(43, 'A') + "=" + body.substr(5);
    BOOST_TEST(parse_add_checkpoint(one_more).has_error());
}

BOOST_AUTO_TEST_CASE(cut_off_or_changed_anywhere_is_refused_or_read_as_it_stands) {
    const auto body = good_request();
    for (std::size_t size = 0; size < body.size(); ++size) {
        BOOST_TEST_REQUIRE(!parse_add_checkpoint(std::string_view(body).substr(0, size)));
    }
    SeededRandom random(4);
    for (int round = 0; round < 20'000; ++round) {
        auto changed = body;
        for (auto count = 1 + random.below(4); count > 0; --count) {
            changed[random.below(changed.size())] = static_cast<char>(random.below(256));
        }
        const auto request = parse_add_checkpoint(changed);
        if (request) { BOOST_TEST_REQUIRE(encode_add_checkpoint(*request) == changed); }
    }
}

BOOST_AUTO_TEST_CASE(is_answered_by_a_size_in_decimal_and_a_line_feed) {
    BOOST_TEST(*parse_witness_size("0\n") == 0U);
    BOOST_TEST(*parse_witness_size("70000\n") == 70000U);
    for (const auto* body : {"", "\n", "5", "05\n", "5\n\n", " 5\n", "5\r\n", "-5\n", "5 \n"}) {
        BOOST_TEST(!parse_witness_size(body), body);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
