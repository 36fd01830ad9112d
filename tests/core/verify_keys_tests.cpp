// The claim `key-validity`: which key signed which checkpoint, and whether it was valid then.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_samples.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/log_keys.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

constexpr std::string_view key_claim = "key-validity";

std::string vkey_of(int first_byte) {
    return encode_vkey(*make_verifier_key(TestLedger::origin, key_of(first_byte).public_key()));
}

std::string id_of(int first_byte) {
    return id_text(*parse_vkey(vkey_of(first_byte)));
}

/// The event by which the key of `next` takes the place of that of `current`.
Draft rotation(int current, int next, std::uint64_t sequence) {
    const auto text = rotation_text(TestLedger::origin, sequence, vkey_of(next));
    auto draft = draft_of(sequence);
    draft.type = key_rotated_type;
    draft.claims.clear();
    draft.shown = {{"key", id_of(next)},
                   {"logKey", vkey_of(next)},
                   {"previous", vkey_of(current)},
                   {"signature", encode_base64(key_of(current).sign(as_bytes(text)))}};
    return draft;
}

Draft revocation(int revoked, std::uint64_t from, std::uint64_t sequence) {
    auto draft = draft_of(sequence);
    draft.type = key_revoked_type;
    draft.claims.clear();
    draft.shown = {{"key", id_of(revoked)}, {"from", format_sequence(from)}};
    return draft;
}

std::string signed_by(int first_byte, std::uint64_t size, const Hash& root) {
    const Checkpoint checkpoint{.origin = TestLedger::origin, .size = size, .root = root};
    return encode_note(
        sign_note(encode_checkpoint(checkpoint), checkpoint.origin, key_of(first_byte)));
}

/// Three events, sealed by key 0; event 4 puts key 9 in its place, which seals, too.
struct RotatedLedger {
    RotatedLedger() : test(3) {
        auto ledger = test.open();
        static_cast<void>(testing::append_one(ledger, rotation(0, 9, 4)));
        BOOST_TEST_REQUIRE(ledger.seal(key_of(9)).has_value());
    }
    void append_and_seal(const Draft& draft) {
        auto ledger = test.open();
        static_cast<void>(testing::append_one(ledger, draft));
        BOOST_TEST_REQUIRE(ledger.seal(key_of(9)).has_value());
    }
    /// Puts another signature under the checkpoint of a size.
    void sign_as(int first_byte, std::uint64_t size) {
        const auto root = *tree_root(size, test.open(Access::read).snapshot().hashes());
        test.alter([&](WriteTransaction& rows) {
            rows.put(at(Stored::checkpoints), key_of_number(size),
                     signed_by(first_byte, size, root));
        });
    }
    void check_claim(Verdict verdict, std::string_view text) {
        const auto claims = claims_of(test);
        const auto& claim = claims.at(std::string(key_claim));
        BOOST_TEST_CONTEXT(text_of(claims)) {
            BOOST_TEST((claim.verdict == verdict));
            BOOST_TEST(claim.text.find(text) != std::string::npos);
        }
    }

    TestLedger test;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verify_keys, RotatedLedger)

BOOST_AUTO_TEST_CASE(one_key_that_signed_everything_is_proven) {
    TestLedger single(2);
    const auto claim = claims_of(single).at(std::string(key_claim));
    BOOST_TEST((claim.verdict == Verdict::proven));
    BOOST_TEST(claim.text ==
               "the log has had one key, " + id_of(0) + ", and it signed the only checkpoint");
}

BOOST_AUTO_TEST_CASE(without_a_checkpoint_it_is_not_proven) {
    test.alter([](WriteTransaction& rows) { rows.clear(at(Stored::checkpoints)); });
    check_claim(Verdict::not_proven, "no checkpoint was ever signed");
}

BOOST_AUTO_TEST_CASE(each_key_in_its_time_is_proven) {
    check_claim(Verdict::proven, "each of 2 checkpoints is by that of the log's 2 keys");
}

BOOST_AUTO_TEST_CASE(a_key_that_was_replaced_does_not_sign_any_more) {
    sign_as(0, 4);
    check_claim(Verdict::contradicted, "the checkpoint of size 4: ");
}

BOOST_AUTO_TEST_CASE(a_key_does_not_sign_before_it_was_introduced) {
    sign_as(9, 3);
    check_claim(Verdict::contradicted, "the checkpoint of size 3: ");
}

BOOST_AUTO_TEST_CASE(a_signature_of_somebody_else_leaves_it_open_whose_key_it_was) {
    sign_as(50, 4);
    check_claim(Verdict::not_proven, "whose key signed the checkpoint of size 4 cannot be told");
}

BOOST_AUTO_TEST_CASE(what_a_revoked_key_signed_before_is_covered_by_a_later_checkpoint) {
    append_and_seal(revocation(0, 2, 5));
    check_claim(Verdict::proven, "1 by a key that was revoked since does not count");
    // Once the later ones are gone, nothing that counts is left.
    test.alter([](WriteTransaction& rows) {
        rows.erase(at(Stored::checkpoints), key_of_number(4));
        rows.erase(at(Stored::checkpoints), key_of_number(5));
    });
    check_claim(Verdict::not_proven, "by a key that was revoked since");
}

BOOST_AUTO_TEST_CASE(a_key_that_was_known_to_be_revoked_does_not_sign) {
    append_and_seal(revocation(0, 5, 5));
    sign_as(0, 5);
    check_claim(Verdict::contradicted, "the checkpoint of size 5: ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
