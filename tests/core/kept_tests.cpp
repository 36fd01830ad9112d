// The claim `continuity`: a ledger against checkpoints and roots that were kept elsewhere.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_samples.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/kept.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

constexpr std::uint64_t kept_size = 5;
constexpr std::uint64_t later_size = 9;

/// A ledger that was sealed at both sizes.
struct SealedTwice {
    SealedTwice() : test(kept_size) {
        auto ledger = test.open();
        TestLedger::append(ledger, kept_size + 1, later_size + 1);
        BOOST_TEST_REQUIRE(ledger.seal(test.key()).has_value());
    }
    [[nodiscard]] std::string note(std::uint64_t size) {
        return tree_head_at(test.open(Access::read).snapshot(), size)->note;
    }
    [[nodiscard]] VerifiedClaim judge(const KeptFile& file) {
        const auto ledger = test.open(Access::read);
        const auto snapshot = ledger.snapshot();
        const auto key = parse_vkey(snapshot.settings().log_key);
        const auto claims =
            compare_kept(snapshot, {TestLedger::origin, {&*key, 1}, nullptr}, {&file, 1});
        BOOST_TEST_REQUIRE(claims.size() == 1U);
        BOOST_TEST(claims[0].name == kept_claims[0]);
        return claims[0];
    }
    [[nodiscard]] VerifiedClaim judge_note(const std::string& note) {
        return judge({.name = "kept", .heads = {*parse_tree_head(note)}});
    }

    TestLedger test;
};

/// A note over any tree by any key, as whoever holds the key can make it.
std::string forged_note(const Checkpoint& checkpoint, const SigningKey& key) {
    return encode_note(sign_note(encode_checkpoint(checkpoint), checkpoint.origin, key));
}

bool says(const VerifiedClaim& claim, Verdict verdict, std::string_view text) {
    return claim.verdict == verdict && claim.text.find(text) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept, SealedTwice)

BOOST_AUTO_TEST_CASE(a_checkpoint_of_the_ledger_is_proven_and_says_how_many_came_since) {
    const auto claim = judge_note(note(kept_size));
    BOOST_TEST(says(claim, Verdict::proven,
                    "kept: this ledger begins with the 5 events that it knows, as the log signed "
                    "them; 4 events came since"),
               claim.text);
    BOOST_TEST(!judge_note(note(later_size)).text.ends_with("since"));
}

BOOST_AUTO_TEST_CASE(cosignatures_of_anybody_do_not_matter) {
    auto signed_note = *parse_note(note(kept_size));
    signed_note.signatures.push_back(
        cosign_text(signed_note.text, "w.example", 1'760'000'000, key_of(90)));
    BOOST_TEST((judge_note(encode_note(signed_note)).verdict == Verdict::proven));
}

BOOST_AUTO_TEST_CASE(a_root_without_a_signature_is_compared_and_said_to_be_unsigned) {
    auto head = *parse_tree_head(note(kept_size));
    head.note.clear();
    BOOST_TEST(says(judge({.name = "receipt", .heads = {head}}), Verdict::proven, "not signed"));
    head.root.bytes[0] ^= std::byte{1};
    BOOST_TEST(says(judge({.name = "receipt", .heads = {head}}), Verdict::contradicted,
                    "history was rewritten"));
}

BOOST_AUTO_TEST_CASE(a_history_that_was_rewritten_and_signed_again_is_contradicted) {
    const auto kept = note(later_size);
    TestLedger other;  // the same name and key
    {
        auto ledger = other.open();
        TestLedger::append(ledger, 2, later_size + 2);
        BOOST_TEST_REQUIRE(ledger.seal(other.key()).has_value());
    }
    BOOST_TEST(all_proven(claims_of(other)));
    std::filesystem::remove_all(test.root());
    std::filesystem::rename(other.root(), test.root());
    const auto claim = judge_note(kept);
    BOOST_TEST(says(claim, Verdict::contradicted, "history was rewritten since"), claim.text);
}

BOOST_AUTO_TEST_CASE(what_still_holds_tells_where_history_was_rewritten) {
    auto head = *parse_tree_head(note(later_size));
    head.root.bytes[3] ^= std::byte{1};
    head.note.clear();
    const auto claim = judge({.name = "kept", .heads = {*parse_tree_head(note(kept_size)), head}});
    BOOST_TEST(says(claim, Verdict::contradicted, "somewhere in events 6 to 9"), claim.text);
}

BOOST_AUTO_TEST_CASE(the_bytes_count_and_not_the_hashes_that_are_stored_beside_them) {
    const auto kept = note(kept_size);
    const auto bytes = std::string(*test.open(Access::read).snapshot().event(3));
    test.alter([&](WriteTransaction& rows) {
        rows.put(at(Stored::events), key_of_number(3), flipped(bytes, bytes.size() / 2));
    });
    BOOST_TEST(tree_head_of(test.open(Access::read).snapshot(), kept).has_value());
    BOOST_TEST(says(judge_note(kept), Verdict::contradicted, "history was rewritten"));
    test.alter([&](WriteTransaction& rows) { rows.erase(at(Stored::events), key_of_number(3)); });
    BOOST_TEST(says(judge_note(kept), Verdict::contradicted, "event 3 is missing"));
}

BOOST_AUTO_TEST_CASE(a_ledger_that_was_cut_back_is_contradicted_by_what_knows_more) {
    const auto key = key_of(0);
    const auto claim =
        judge_note(forged_note({.origin = TestLedger::origin, .size = 12, .root = Hash{}}, key));
    BOOST_TEST(says(claim, Verdict::contradicted, "knows 12 events, and this ledger has 9"),
               claim.text);
    BOOST_TEST(claim.text.find("cut back") != std::string::npos);
    BOOST_TEST(claim.event == later_size + 1);
}

BOOST_AUTO_TEST_CASE(a_file_of_another_ledger_is_told_from_a_rewritten_history) {
    const auto root = parse_tree_head(note(kept_size))->root;
    const auto other_name =
        judge_note(forged_note({.origin = "example.nl/b", .size = 5, .root = root}, key_of(0)));
    BOOST_TEST(says(other_name, Verdict::contradicted, "of another ledger: of example.nl/b"),
               other_name.text);
    const auto other_key =
        judge_note(forged_note({.origin = TestLedger::origin, .size = 5, .root = root}, key_of(7)));
    BOOST_TEST(says(other_key, Verdict::contradicted, "no key of this ledger signed it"),
               other_key.text);
    const auto unsigned_file =
        judge({.name = "growth", .origin = "example.nl/b", .heads = {{kept_size, root, ""}}});
    BOOST_TEST(says(unsigned_file, Verdict::contradicted, "of another ledger"));
}

BOOST_AUTO_TEST_CASE(a_note_that_was_changed_is_told_from_a_rewritten_history) {
    auto changed = note(kept_size);
    changed[changed.find('\n') + 1] = '6';
    BOOST_TEST(says(judge_note(changed), Verdict::contradicted, "changed since it was signed"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
