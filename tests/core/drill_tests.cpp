// The tools of drills: what they make must hold wherever it is not meant to fail.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_samples.hpp"
#include <peil/core/drill.hpp>
#include <peil/core/files.hpp>
#include <peil/core/timestamp.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace peil::core {

namespace {

/// A ledger of twelve events, as it lies on the disk.
RawLedger raw_of(TestLedger& test) {
    auto raw = read_raw({test.root()});
    BOOST_TEST_REQUIRE(raw.has_value());
    return *std::move(raw);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drill)

BOOST_AUTO_TEST_CASE(reads_events_disclosures_and_sizes) {
    TestLedger test(12);
    const auto raw = raw_of(test);
    BOOST_TEST(raw.events.size() == 12U);
    BOOST_TEST(raw.events.at(4).disclosures.size() == 2U);
    BOOST_TEST(raw.sealed == (std::vector<std::uint64_t>{12}), boost::test_tools::per_element());
    BOOST_TEST(raw.settings.origin == TestLedger::origin);
}

BOOST_AUTO_TEST_CASE(a_history_that_is_stored_under_another_key_is_whole) {
    TestLedger test(12);
    auto raw = raw_of(test);
    raw.sealed = {1, 7, 12};
    const std::array keys{key_of(40)};
    rechain(raw, keys);
    store_raw({test.root()}, raw, keys);
    const auto claims = claims_of(test);
    BOOST_TEST(all_proven(claims), text_of(claims));
    const auto ledger = test.open(Access::read);
    BOOST_TEST(ledger.settings().log_key != test.settings().log_key);
    BOOST_TEST(ledger.snapshot().checkpoints().size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_retold_history_agrees_with_itself) {
    TestLedger test(12);
    auto raw = raw_of(test);
    std::swap(raw.events.at(2), raw.events.at(7));
    raw.events.erase(raw.events.begin() + 4);
    raw.sealed = {11};
    const std::array keys{key_of(0)};
    rechain(raw, keys);
    store_raw({test.root()}, raw, keys);
    const auto claims = claims_of(test);
    BOOST_TEST(all_proven(claims), text_of(claims));
}

BOOST_AUTO_TEST_CASE(single_rows_change_alone) {
    TestLedger test(12);
    const auto raw = raw_of(test);
    alter_rows({test.root()}, [&](RawRows& rows) {
        rows.put_event(3, raw.events.at(3).bytes);
        rows.erase_checkpoint(12);
    });
    const auto claims = claims_of(test);
    check_contradicts(claims, "stored-bytes", 3);
    BOOST_TEST((claims.at("sealed").verdict == Verdict::not_proven));
    BOOST_TEST((claims.at("disclosures").verdict == Verdict::contradicted));
}

BOOST_AUTO_TEST_CASE(members_are_changed_in_canonical_form) {
    const auto altered = altered_event(R"({"a":1,"c":3})", [](boost::json::object& event) {
        event["b"] = 2;
        event["c"] = "x";
    });
    BOOST_TEST(altered == R"({"a":1,"b":2,"c":"x"})");
}

BOOST_AUTO_TEST_CASE(its_authority_stamps_what_its_own_root_verifies) {
    SeededRandom random(1);
    const DrillAuthority authority(TestLedger::start);
    const DrillAuthority stranger(TestLedger::start);
    const auto imprint = sha256(as_bytes("a checkpoint"));
    const auto token = authority.stamp(imprint, TestLedger::start, random);
    const auto info = verify_timestamp(token, imprint, authority.roots());
    BOOST_TEST_REQUIRE(info.has_value(), info.error().detail);
    BOOST_TEST(info->time == TestLedger::start);
    BOOST_TEST(!verify_timestamp(token, sha256(as_bytes("another")), authority.roots()));
    BOOST_TEST(!verify_timestamp(token, imprint, stranger.roots()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
