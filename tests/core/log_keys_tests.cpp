// Keys that follow each other, judged by how many events a checkpoint covers.
// SPDX-License-Identifier: EUPL-1.2
#include "key_samples.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/ledger.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::core {

namespace {

using testing::append_one;
using testing::at;
using testing::draft_of;
using testing::draft_of_revocation;
using testing::draft_of_rotation;
using testing::id_of;
using testing::is_refused;
using testing::key_of;
using testing::rotation_of;
using testing::Stored;
using testing::TestLedger;
using testing::verifier_of;
using testing::vkey_of;

/// Key 0, then key 40 from event 4 on, then key 80 from event 9 on.
LogKeys three_keys() {
    auto keys = *LogKeys::begin(vkey_of(0));
    BOOST_TEST_REQUIRE(keys.apply(rotation_of(0, 40, 4), 4).has_value());
    BOOST_TEST_REQUIRE(keys.apply(rotation_of(40, 80, 9), 9).has_value());
    return keys;
}

SignedNote note_of(int first_byte, std::uint64_t size) {
    const Checkpoint checkpoint{
        .origin = TestLedger::origin, .size = size, .root = sha256(as_bytes(std::to_string(size)))};
    return sign_note(encode_checkpoint(checkpoint), checkpoint.origin, key_of(first_byte));
}

/// The rules that a change breaks.
std::vector<std::string> rules_broken(const LogKeys& keys, const KeyChange& change,
                                      std::uint64_t sequence) {
    std::vector<std::string> rules;
    for (const auto& fault : keys.faults_of(change, sequence)) {
        rules.push_back(fault.member + " " + fault.rule);
        BOOST_TEST(!fault.text.empty());
    }
    return rules;
}

using Rules = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(log_keys)

BOOST_AUTO_TEST_CASE(each_key_counts_between_the_event_that_names_it_and_the_next) {
    const auto keys = three_keys();
    BOOST_TEST(keys.change_count() == 2U);
    BOOST_TEST(keys.origin() == TestLedger::origin);
    for (std::uint64_t size = 0; size <= 12; ++size) {
        const int counting = size < 4 ? 0 : size < 9 ? 40 : 80;
        const auto at_size = keys.at(size);
        BOOST_TEST_REQUIRE(at_size.size() == 1U);
        BOOST_TEST((at_size.front() == verifier_of(counting)));
        for (const int signer : {0, 40, 80}) {
            const auto opened = open_checkpoint(note_of(signer, size == 0 ? 1 : size), keys);
            const bool counts = signer == counting || (size == 0 && signer == 0);
            BOOST_TEST(opened.has_value() == counts);
            if (!counts) { BOOST_TEST(is_refused(opened, Errc::key_not_valid)); }
        }
        BOOST_TEST(
            is_refused(open_checkpoint(note_of(120, size + 1), keys), Errc::no_known_signature));
    }
}

BOOST_AUTO_TEST_CASE(what_a_revoked_key_signed_from_a_size_on_does_not_count) {
    auto keys = three_keys();
    BOOST_TEST_REQUIRE(keys.apply(KeyRevocation{id_of(40), 6}, 11).has_value());
    BOOST_TEST(open_checkpoint(note_of(40, 5), keys).has_value());
    const auto refused = open_checkpoint(note_of(40, 6), keys);
    BOOST_TEST(is_refused(refused, Errc::key_revoked));
    BOOST_TEST(refused.error().detail.find("event 11 revoked it") != std::string::npos);
    BOOST_TEST(keys.at(7).empty());
    BOOST_TEST(open_checkpoint(note_of(80, 9), keys).has_value());
    BOOST_TEST(open_checkpoint(note_of(0, 3), keys).has_value());
    // Without a size nothing changes for a key that was replaced before.
    auto plain = three_keys();
    BOOST_TEST_REQUIRE(plain.apply(KeyRevocation{id_of(40), {}}, 11).has_value());
    BOOST_TEST(open_checkpoint(note_of(40, 8), plain).has_value());
    BOOST_TEST(plain.find(id_of(40))->revoked == 11U);
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_with_a_new_key_is_found_at_once) {
    const auto keys = three_keys();
    BOOST_TEST(rules_broken(keys, rotation_of(80, 120, 12), 12) == Rules{});
    BOOST_TEST(rules_broken(keys, rotation_of(80, 120, 12), 13) == Rules{"signature key-vouched"});
    BOOST_TEST(rules_broken(keys, rotation_of(40, 120, 12), 12) ==
               (Rules{"previous key-current", "signature key-vouched"}));
    BOOST_TEST(rules_broken(keys, rotation_of(80, 0, 12), 12) == Rules{"logKey key-new"});
    BOOST_TEST(rules_broken(keys, rotation_of(80, 80, 12), 12) == Rules{"logKey key-new"});
    auto change = rotation_of(80, 120, 12);
    change.key_id = id_of(0);
    BOOST_TEST(rules_broken(keys, change, 12) == Rules{"key key-id"});
    change = rotation_of(80, 120, 12, "example.nl/other");
    BOOST_TEST(rules_broken(keys, change, 12) ==
               (Rules{"logKey key-name", "previous key-current", "signature key-vouched"}));
    BOOST_TEST(rules_broken(keys, KeyRotation{"", "x", "y", "z"}, 12) ==
               (Rules{"logKey key-readable", "previous key-current", "signature key-vouched"}));
    auto refusing = three_keys();
    BOOST_TEST(is_refused(refusing.apply(change, 12), Errc::malformed_event));
    BOOST_TEST(refusing.all().size() == 3U);
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_with_a_revocation_is_found_at_once) {
    auto keys = three_keys();
    BOOST_TEST(rules_broken(keys, KeyRevocation{id_of(0), 12}, 12) == Rules{});
    BOOST_TEST(rules_broken(keys, KeyRevocation{id_of(80), 13}, 12) ==
               (Rules{"key key-replaced", "from from-known"}));
    BOOST_TEST(rules_broken(keys, KeyRevocation{"00000000", 0}, 12) ==
               (Rules{"key key-known", "from from-known"}));
    BOOST_TEST_REQUIRE(keys.apply(KeyRevocation{id_of(0), 1}, 12).has_value());
    BOOST_TEST(rules_broken(keys, KeyRevocation{id_of(0), {}}, 13) ==
               Rules{"key key-revoked-once"});
}

BOOST_AUTO_TEST_CASE(what_the_old_key_signs_is_no_checkpoint) {
    const auto text = rotation_text(TestLedger::origin, 4, vkey_of(40));
    BOOST_TEST(text == std::string(TestLedger::origin) + "\nnext key by event 000000000004\n" +
                           vkey_of(40) + "\n");
    BOOST_TEST(parse_checkpoint(text).has_error());
}

BOOST_AUTO_TEST_SUITE(in_a_ledger)

BOOST_AUTO_TEST_CASE(the_new_key_signs_from_its_event_on_and_the_old_one_no_more) {
    TestLedger test(3);
    auto ledger = test.open();
    append_one(ledger, draft_of_rotation(rotation_of(0, 40, 4)));
    const auto refused = ledger.seal(test.key());
    BOOST_TEST(is_refused(refused, Errc::key_not_valid));
    BOOST_TEST(refused.error().detail.find("event 4 put another in its place") !=
               std::string::npos);
    BOOST_TEST(is_refused(ledger.seal(key_of(80)), Errc::malformed_key));
    BOOST_TEST_REQUIRE(ledger.seal(key_of(40)).has_value());
    append_one(ledger, draft_of_revocation(id_of(0), 2));
    BOOST_TEST(is_refused(ledger.seal(test.key()), Errc::key_revoked));
    BOOST_TEST_REQUIRE(ledger.seal(key_of(40)).has_value());
    BOOST_TEST(ledger.snapshot().log_keys()->change_count() == 2U);
    BOOST_TEST(ledger.check_high_water().has_value());
}

BOOST_AUTO_TEST_CASE(a_change_that_does_not_fit_is_not_appended_and_nothing_with_it) {
    TestLedger test(3);
    auto ledger = test.open();
    std::vector<Draft> batch{draft_of(9), draft_of_rotation(rotation_of(0, 40, 4))};
    BOOST_TEST(is_refused(ledger.append(batch), Errc::malformed_event));  // it would be event 5
    BOOST_TEST(ledger.snapshot().head().size == 3U);
    BOOST_TEST(ledger.snapshot().log_keys()->change_count() == 0U);
    BOOST_TEST(is_refused(ledger.append(std::vector{draft_of_revocation(id_of(0))}),
                          Errc::malformed_event));
    batch = {draft_of(9), draft_of_rotation(rotation_of(0, 40, 5)), draft_of_revocation(id_of(0))};
    BOOST_TEST(ledger.append(batch).has_value());
    BOOST_TEST(ledger.snapshot().log_keys()->change_count() == 2U);
}

BOOST_AUTO_TEST_CASE(it_is_opened_and_sealed_again_between_the_event_and_its_checkpoint) {
    TestLedger test(3);
    {
        auto ledger = test.open();
        append_one(ledger, draft_of_rotation(rotation_of(0, 40, 4)));
        append_one(ledger, draft_of_revocation(id_of(0), 1));
    }
    // The only checkpoint is one that does not count any more; it still tells what was there.
    auto ledger = test.open();
    BOOST_TEST_REQUIRE(ledger.seal(key_of(40)).has_value());
    BOOST_TEST(ledger.check_high_water().has_value());
}

BOOST_AUTO_TEST_CASE(a_list_of_key_events_that_is_damaged_is_no_list) {
    TestLedger test(3);
    {
        auto ledger = test.open();
        append_one(ledger, draft_of_rotation(rotation_of(0, 40, 4)));
        BOOST_TEST_REQUIRE(ledger.seal(key_of(40)).has_value());
    }
    const auto list = u64_be(4);
    for (const auto& row : {list.substr(1), u64_be(3), u64_be(9), list + list, std::string("x")}) {
        test.alter([&](WriteTransaction& rows) { rows.put(at(Stored::facts), "keys", row); });
        const auto ledger = test.open(Access::read);
        BOOST_TEST(is_refused(ledger.snapshot().log_keys(), Errc::ledger_damaged));
        BOOST_TEST(is_refused(test.try_open(Access::write), Errc::ledger_damaged));
    }
    // Without the list the last checkpoint is one of an unknown key.
    test.alter([&](WriteTransaction& rows) { rows.put(at(Stored::facts), "keys", ""); });
    BOOST_TEST(is_refused(test.try_open(Access::write), Errc::inconsistent_head));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
