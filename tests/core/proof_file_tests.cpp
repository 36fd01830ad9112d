// Proofs that are handed out: of every event and between all sizes of small ledgers, and refused
// after any change.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include <peil/core/proof_file.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::append_one;
using testing::draft_of;
using testing::is_refused;
using testing::key_of;
using testing::SeededRandom;
using testing::Stored;
using testing::TestLedger;

/// A ledger whose log key is known.
struct KnownLedger {
    explicit KnownLedger(std::uint64_t event_count) : test(event_count), opened(test.open()) {}

    [[nodiscard]] LogIdentity log() const { return {TestLedger::origin, keys}; }
    void append_and_seal(std::uint64_t first, std::uint64_t last) {
        TestLedger::append(*opened, first, last);
        BOOST_TEST_REQUIRE(opened->seal(test.key()).has_value());
    }

    TestLedger test;
    std::optional<Ledger> opened;
    std::vector<VerifierKey> keys{*parse_vkey(test.settings().log_key)};
};

struct ElevenEvents : KnownLedger {
    ElevenEvents() : KnownLedger(11) {}
};

std::string changed_at(std::string text, std::size_t place, int mask) {
    text[place] = static_cast<char>(text[place] ^ mask);
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proof_file)

BOOST_AUTO_TEST_CASE(every_event_of_small_ledgers_is_proven) {
    for (const std::uint64_t size : {1U, 2U, 3U, 7U, 8U, 33U}) {
        const KnownLedger ledger(size);
        const auto snapshot = ledger.opened->snapshot();
        for (std::uint64_t sequence = 1; sequence <= size; ++sequence) {
            const auto proof = prove_event(snapshot, sequence);
            BOOST_TEST_REQUIRE(proof.has_value(), proof.error().detail);
            const auto text = encode_event_proof(*proof);
            const auto read = parse_event_proof(text);
            BOOST_TEST_REQUIRE(read.has_value(), read.error().detail);
            BOOST_TEST((*read == *proof));
            const auto proven = verify_event_proof(*read, ledger.log());
            BOOST_TEST_REQUIRE(proven.has_value(), proven.error().detail);
            BOOST_TEST(proven->envelope.sequence == sequence);
            BOOST_TEST(proven->checkpoint.size == size);
            BOOST_TEST(proven->data.size() == 1 + sequence % 3);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(what_is_hidden_is_not_in_the_file, ElevenEvents) {
    const auto snapshot = opened->snapshot();
    const std::vector<std::string> hidden{"claim1"};
    const auto proof = prove_event(snapshot, 5, hidden);
    BOOST_TEST_REQUIRE(proof.has_value());
    BOOST_TEST(proof->disclosures.size() == 1U);
    const auto proven = verify_event_proof(*proof, log());
    BOOST_TEST_REQUIRE(proven.has_value());
    BOOST_TEST(proven->data.contains("claim0"));
    BOOST_TEST(!proven->data.contains("claim1"));
    const std::vector<std::string> unknown{"claim7"};
    BOOST_TEST(is_refused(prove_event(snapshot, 5, unknown), Errc::disclosure_rejected));
}

BOOST_FIXTURE_TEST_CASE(an_event_that_is_not_signed_or_not_there_is_not_proven, ElevenEvents) {
    append_one(*opened, draft_of(12));
    const auto snapshot = opened->snapshot();
    BOOST_TEST(is_refused(prove_event(snapshot, 12), Errc::not_sealed));
    BOOST_TEST(is_refused(prove_event(snapshot, 13), Errc::index_out_of_range));
    BOOST_TEST(is_refused(prove_event(snapshot, 0), Errc::index_out_of_range));
    BOOST_TEST(prove_event(snapshot, 11).has_value());
}

BOOST_FIXTURE_TEST_CASE(another_log_or_event_is_refused, ElevenEvents) {
    const auto snapshot = opened->snapshot();
    auto proof = *prove_event(snapshot, 5);
    const auto other = *make_verifier_key(TestLedger::origin, key_of(1).public_key());
    BOOST_TEST(is_refused(verify_event_proof(proof, {TestLedger::origin, {&other, 1}}),
                          Errc::no_known_signature));
    auto swapped = proof;
    swapped.event = *snapshot.event(6);
    BOOST_TEST(is_refused(verify_event_proof(swapped, log()), Errc::proof_rejected));
    auto foreign = proof;
    foreign.disclosures = prove_event(snapshot, 8)->disclosures;
    BOOST_TEST(is_refused(verify_event_proof(foreign, log()), Errc::disclosure_rejected));
}

BOOST_FIXTURE_TEST_CASE(any_changed_byte_of_an_event_proof_is_refused, ElevenEvents) {
    const auto sound = *prove_event(opened->snapshot(), 5);
    const auto text = encode_event_proof(sound);
    for (std::size_t place = 0; place < text.size(); ++place) {
        for (const int mask : {0x01, 0x20, 0x80}) {
            const auto read = parse_event_proof(changed_at(text, place, mask));
            if (!read || !verify_event_proof(*read, log())) { continue; }
            // A line feed at the end may become other white space.
            BOOST_TEST((*read == sound), "byte " << place);
        }
    }
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        BOOST_TEST(!parse_event_proof(text.substr(0, size)).has_value());
    }
}

BOOST_FIXTURE_TEST_CASE(a_damaged_ledger_hands_out_no_proof, ElevenEvents) {
    opened.reset();
    test.alter([](WriteTransaction& rows) {
        rows.put(testing::at(Stored::nodes), testing::key_of_number(0), std::string(32, 'x'));
    });
    const auto ledger = test.open(Access::read);
    BOOST_TEST(is_refused(prove_event(ledger.snapshot(), 2), Errc::ledger_damaged));
}

BOOST_AUTO_TEST_CASE(growth_between_all_sizes_is_proven) {
    KnownLedger ledger(1);
    for (std::uint64_t size = 2; size <= 17; ++size) { ledger.append_and_seal(size, size + 1); }
    const auto snapshot = ledger.opened->snapshot();
    for (std::uint64_t old_size = 0; old_size <= 17; ++old_size) {
        for (auto size = old_size; size <= 17; ++size) {
            const auto file = prove_growth(snapshot, *tree_head_at(snapshot, old_size),
                                           *tree_head_at(snapshot, size));
            BOOST_TEST_REQUIRE(file.has_value(), file.error().detail);
            BOOST_TEST(file->old_head.note.empty() == (old_size == 0));
            const auto read = parse_consistency(encode_consistency(*file));
            BOOST_TEST_REQUIRE(read.has_value(), read.error().detail);
            BOOST_TEST((*read == *file));
            BOOST_TEST(verify_growth_file(*read, ledger.log()).has_value());
        }
    }
    BOOST_TEST(
        is_refused(prove_growth(snapshot, *tree_head_at(snapshot, 5), *tree_head_at(snapshot, 4)),
                   Errc::index_out_of_range));
    BOOST_TEST(is_refused(tree_head_at(snapshot, 18), Errc::index_out_of_range));
}

BOOST_FIXTURE_TEST_CASE(any_changed_byte_of_a_consistency_proof_is_refused, ElevenEvents) {
    append_and_seal(12, 20);
    const auto snapshot = opened->snapshot();
    const auto sound =
        *prove_growth(snapshot, *tree_head_at(snapshot, 11), *tree_head_at(snapshot, 19));
    const auto text = encode_consistency(sound);
    for (std::size_t place = 0; place < text.size(); ++place) {
        for (const int mask : {0x01, 0x20, 0x80}) {
            const auto read = parse_consistency(changed_at(text, place, mask));
            if (!read || !verify_growth_file(*read, log())) { continue; }
            BOOST_TEST((*read == sound), "byte " << place);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_kept_checkpoint_of_another_history_is_told, ElevenEvents) {
    const auto snapshot = opened->snapshot();
    const auto own = snapshot.last_checkpoint()->note;
    BOOST_TEST(tree_head_of(snapshot, own).has_value());
    const auto sign = [&](std::uint64_t size) {
        const Checkpoint checkpoint{TestLedger::origin, size, sha256(as_bytes("another")), {}};
        return encode_note(
            sign_note(encode_checkpoint(checkpoint), TestLedger::origin, test.key()));
    };
    BOOST_TEST(is_refused(tree_head_of(snapshot, sign(7)), Errc::proof_rejected));
    BOOST_TEST(is_refused(tree_head_of(snapshot, sign(12)), Errc::proof_rejected));
    BOOST_TEST(is_refused(tree_head_of(snapshot, "geen note"), Errc::malformed_note));
}

BOOST_FIXTURE_TEST_CASE(files_with_other_members_are_refused, ElevenEvents) {
    const auto text = encode_event_proof(*prove_event(opened->snapshot(), 1));
    auto more = text;
    more.insert(1, R"("more":1,)");
    BOOST_TEST(is_refused(parse_event_proof(more), Errc::malformed_proof));
    BOOST_TEST(is_refused(parse_consistency(text), Errc::malformed_proof));
    for (const auto* other : {"", "7", "[]", "{}", "{\"schema\":7}"}) {
        BOOST_TEST(!parse_event_proof(other).has_value());
        BOOST_TEST(!parse_consistency(other).has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
