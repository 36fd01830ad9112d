// The ledger: what a receipt promises, what a batch is, what is signed, and what is refused.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "tree_oracle.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/files.hpp>
#include <peil/core/ledger.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

namespace peil::core {

namespace {

using testing::append_one;
using testing::at;
using testing::draft_of;
using testing::drafts_of;
using testing::is_refused;
using testing::leaves_of;
using testing::mode_of;
using testing::nothing;
using testing::oracle_path;
using testing::oracle_root;
using testing::oracle_subproof;
using testing::read_whole;
using testing::Stored;
using testing::TemporaryFolder;
using testing::TestLedger;

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger)

BOOST_AUTO_TEST_SUITE(creation)

BOOST_AUTO_TEST_CASE(closes_every_folder_and_file_to_others) {
    const TestLedger test(3);
    BOOST_TEST(mode_of(test.root()) == 0700U);
    BOOST_TEST(mode_of(test.root() / "ledger") == 0700U);
    BOOST_TEST(mode_of(test.root() / "keys") == 0700U);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test.root())) {
        const auto wanted = entry.is_directory() ? 0700U : 0600U;
        BOOST_TEST(mode_of(entry.path()) == wanted, entry.path().string());
    }
    BOOST_TEST(std::filesystem::exists(test.root() / "keys" / "log.pem"));
}

BOOST_AUTO_TEST_CASE(starts_with_no_events_and_the_root_of_nothing) {
    TestLedger test;
    const auto ledger = test.open();
    const auto snapshot = ledger.snapshot();
    BOOST_TEST(snapshot.head().size == 0U);
    BOOST_TEST((snapshot.head().root == empty_root()));
    BOOST_TEST(!snapshot.event(0).has_value());
    BOOST_TEST(!snapshot.event(1).has_value());
    BOOST_TEST(!snapshot.find_id("event-1").has_value());
    BOOST_TEST(snapshot.size_at(TestLedger::start) == 0U);
}

BOOST_AUTO_TEST_CASE(refuses_a_folder_that_exists_and_leaves_it_alone) {
    TestLedger test;
    const TemporaryFolder other;
    BOOST_TEST(is_refused(test.create(other.path(), nothing), Errc::ledger_exists));
    BOOST_TEST(std::filesystem::is_empty(other.path()));
    BOOST_TEST(is_refused(test.create(test.root(), nothing), Errc::ledger_exists));
    std::filesystem::create_symlink("nowhere", other / "link");
    BOOST_TEST(is_refused(test.create(other / "link", nothing), Errc::ledger_exists));
}

BOOST_AUTO_TEST_CASE(refuses_a_folder_in_no_folder) {
    TestLedger test;
    const TemporaryFolder other;
    BOOST_TEST(is_refused(test.create(other / "a" / "b", nothing), Errc::ledger_missing));
}

BOOST_AUTO_TEST_CASE(leaves_nothing_behind_when_populating_fails) {
    TestLedger test;
    const TemporaryFolder other;
    const auto refused = test.create(
        other / "new", [](Ledger&) -> Result<void> { return Error(Errc::malformed_event, ""); });
    BOOST_TEST(is_refused(refused, Errc::malformed_event));
    BOOST_CHECK_THROW(static_cast<void>(test.create(
                          other / "new",
                          [](Ledger&) -> Result<void> { throw StorageError("the disk is full"); })),
                      StorageError);
    BOOST_TEST(std::filesystem::is_empty(other.path()));
}

BOOST_AUTO_TEST_CASE(takes_a_name_with_a_slash_at_its_end) {
    TestLedger test;
    const TemporaryFolder other;
    const auto made = test.create(other.path().string() + "/new/", nothing);
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(std::filesystem::exists(other / "new" / "keys" / "log.pem"));
    BOOST_TEST(std::distance(std::filesystem::directory_iterator(other.path()), {}) == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(appending)

BOOST_AUTO_TEST_CASE(gives_receipts_that_name_number_hash_size_and_root) {
    TestLedger test;
    auto ledger = test.open();
    const auto receipts = ledger.append(drafts_of(1, 8));
    BOOST_TEST_REQUIRE(receipts.has_value());
    BOOST_TEST_REQUIRE(receipts->size() == 7U);
    const auto snapshot = ledger.snapshot();
    const auto leaves = leaves_of(snapshot);
    for (std::uint64_t i = 0; i < 7; ++i) {
        const auto& receipt = (*receipts)[i];
        BOOST_TEST(receipt.id == "event-" + std::to_string(i + 1));
        BOOST_TEST(receipt.sequence == i + 1);
        BOOST_TEST((receipt.leaf_hash == leaves[i]));
        BOOST_TEST(receipt.size == 7U);
        BOOST_TEST((receipt.root == oracle_root(leaves)));
        BOOST_TEST(!receipt.repeated);
        BOOST_TEST((snapshot.find_id(receipt.id) == receipt.sequence));
    }
}

BOOST_AUTO_TEST_CASE(stores_what_the_draft_says) {
    TestLedger test;
    auto ledger = test.open();
    auto draft = draft_of(5);
    draft.contribution = "contribution-1";
    draft.must_understand = true;
    append_one(ledger, draft);
    const auto snapshot = ledger.snapshot();
    const auto event = snapshot.envelope(1);
    BOOST_TEST_REQUIRE(event.has_value());
    BOOST_TEST(event->id == draft.id);
    BOOST_TEST(event->source == "urn:peil:test");
    BOOST_TEST(event->type == draft.type);
    BOOST_TEST(event->subject == draft.subject);
    BOOST_TEST(event->time == format_time(TestLedger::start));
    BOOST_TEST(event->effective == draft.effective);
    BOOST_TEST(event->actor == draft.actor);
    BOOST_TEST(event->contribution == draft.contribution);
    BOOST_TEST(event->must_understand);
    BOOST_TEST(event->sequence == 1U);
    const auto data = reveal_data(*event, snapshot.disclosures(1));
    BOOST_TEST_REQUIRE(data.has_value());
    BOOST_TEST((*data == boost::json::object{{"measure", 5},
                                             {"claim0", draft.claims[0].value},
                                             {"claim1", draft.claims[1].value}}));
}

BOOST_AUTO_TEST_CASE(makes_an_id_for_a_draft_without_one) {
    TestLedger test;
    auto ledger = test.open();
    auto draft = draft_of(1);
    draft.id.clear();
    const auto first = append_one(ledger, draft);
    const auto second = append_one(ledger, draft);
    BOOST_TEST(first.id.size() == 36U);
    BOOST_TEST(first.id != second.id);
    BOOST_TEST(second.sequence == 2U);
    BOOST_TEST((ledger.snapshot().find_id(first.id) == 1U));
}

BOOST_AUTO_TEST_CASE(gives_the_old_receipt_for_the_same_id_with_the_same_content) {
    TestLedger test;
    auto ledger = test.open();
    const auto first = append_one(ledger, draft_of(2));
    append_one(ledger, draft_of(3));
    test.now += 60'000;
    const auto again = append_one(ledger, draft_of(2));
    BOOST_TEST(again.repeated);
    BOOST_TEST(again.id == first.id);
    BOOST_TEST(again.sequence == first.sequence);
    BOOST_TEST((again.leaf_hash == first.leaf_hash));
    BOOST_TEST(again.size == 2U);
    BOOST_TEST((again.root == ledger.snapshot().head().root));
    BOOST_TEST(ledger.snapshot().head().size == 2U);
    BOOST_TEST(ledger.snapshot().head().time == TestLedger::start);
}

BOOST_AUTO_TEST_CASE(refuses_the_same_id_with_other_content_and_stores_nothing) {
    TestLedger test;
    auto ledger = test.open();
    append_one(ledger, draft_of(2));
    std::vector<Draft> others(9, draft_of(2));
    others[0].type += "x";
    others[1].subject += "x";
    others[2].effective = "2016-11-15";
    others[3].actor += "x";
    others[4].contribution = "x";
    others[5].must_understand = true;
    others[6].shown["measure"] = 3;
    others[7].claims[0].value = "other words";
    others[8].claims.clear();
    for (const auto& other : others) {
        const std::vector<Draft> batch{draft_of(3), other};
        BOOST_TEST(is_refused(ledger.append(batch), Errc::id_reused));
        BOOST_TEST(ledger.snapshot().head().size == 1U);
        BOOST_TEST(!ledger.snapshot().find_id("event-3").has_value());
    }
}

BOOST_AUTO_TEST_CASE(compares_claims_and_shown_members_by_value_not_by_salt_or_order) {
    TestLedger test;
    auto ledger = test.open();
    auto draft = draft_of(2);
    draft.shown["chapter"] = 1;
    append_one(ledger, draft);
    auto same = draft_of(2);
    same.shown = {{"chapter", 1}, {"measure", 2}};
    std::swap(same.claims.front(), same.claims.back());
    BOOST_TEST(append_one(ledger, same).repeated);
}

BOOST_AUTO_TEST_CASE(takes_one_id_twice_in_a_batch_as_one_event) {
    TestLedger test;
    auto ledger = test.open();
    const std::vector<Draft> batch{draft_of(1), draft_of(1)};
    const auto receipts = ledger.append(batch);
    BOOST_TEST_REQUIRE(receipts.has_value());
    BOOST_TEST((*receipts)[1].repeated);
    BOOST_TEST((*receipts)[1].sequence == 1U);
    BOOST_TEST(ledger.snapshot().head().size == 1U);
}

BOOST_AUTO_TEST_CASE(appends_all_of_a_batch_or_none) {
    TestLedger test(3);
    auto ledger = test.open();
    const auto before = ledger.snapshot().head();
    for (std::size_t place = 0; place < 5; ++place) {
        auto batch = drafts_of(10, 15);
        batch[place].type.clear();
        BOOST_TEST(is_refused(ledger.append(batch), Errc::malformed_event));
        batch[place] = draft_of(10 + place);
        batch[place].shown["text"] = std::string(event_size_bytes_max, 'x');
        BOOST_TEST(is_refused(ledger.append(batch), Errc::event_too_large));
    }
    const auto snapshot = ledger.snapshot();
    BOOST_TEST(snapshot.head().size == before.size);
    BOOST_TEST((snapshot.head().root == before.root));
    for (std::uint64_t number = 10; number < 15; ++number) {
        BOOST_TEST(!snapshot.find_id(draft_of(number).id).has_value());
    }
    BOOST_TEST(snapshot.rows().row_count(at(Stored::events)) == 3U);
    BOOST_TEST(snapshot.rows().row_count(at(Stored::nodes)) == stored_count(3));
    BOOST_TEST(snapshot.rows().row_count(at(Stored::disclosures)) == 3U);
    BOOST_TEST(append_one(ledger, draft_of(10)).sequence == 4U);
}

BOOST_AUTO_TEST_CASE(refuses_when_the_ledger_has_not_the_expected_size) {
    TestLedger test(3);
    auto ledger = test.open();
    for (const std::uint64_t size : {0U, 2U, 4U}) {
        BOOST_TEST(is_refused(ledger.append(drafts_of(4, 6), size), Errc::size_conflict));
    }
    BOOST_TEST(ledger.snapshot().head().size == 3U);
    BOOST_TEST(ledger.append(drafts_of(4, 6), 3).has_value());
    BOOST_TEST(is_refused(ledger.append(drafts_of(6, 7), 3), Errc::size_conflict));
}

BOOST_AUTO_TEST_CASE(records_a_time_that_never_decreases) {
    TestLedger test;
    auto ledger = test.open();
    const std::vector<UnixMs> offsets{0, 5'000, -86'400'000, 4'999, 5'000, 5'001};
    const std::vector<UnixMs> recorded{0, 5'000, 5'000, 5'000, 5'000, 5'001};
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        test.now = TestLedger::start + offsets[i];
        append_one(ledger, draft_of(i));
        const auto event = ledger.snapshot().envelope(i + 1);
        BOOST_TEST_REQUIRE(event.has_value());
        BOOST_TEST(event->time == format_time(TestLedger::start + recorded[i]));
        BOOST_TEST(ledger.snapshot().head().time == TestLedger::start + recorded[i]);
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_last_time_when_it_is_opened_again) {
    TestLedger test(1);
    test.now -= 1;
    auto ledger = test.open();
    append_one(ledger, draft_of(2));
    BOOST_TEST(find_time(*ledger.snapshot().event(2)) == format_time(TestLedger::start));
}

BOOST_AUTO_TEST_CASE(gives_the_same_bytes_for_the_same_surroundings) {
    TestLedger first(20);
    TestLedger second(20);
    BOOST_TEST((first.open().snapshot().head().root == second.open().snapshot().head().root));
    BOOST_TEST(read_whole(first.high_water()) == read_whole(second.high_water()));
}

BOOST_AUTO_TEST_CASE(does_nothing_for_an_empty_batch) {
    TestLedger test(2);
    auto ledger = test.open();
    test.now += 1;
    const auto receipts = ledger.append({});
    BOOST_TEST_REQUIRE(receipts.has_value());
    BOOST_TEST(receipts->empty());
    BOOST_TEST(ledger.snapshot().head().size == 2U);
    BOOST_TEST(ledger.snapshot().head().time == TestLedger::start);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(chain_and_tree)

BOOST_AUTO_TEST_CASE(names_in_each_event_the_hash_of_the_one_before) {
    TestLedger test(20);
    const auto ledger = test.open(Access::read);
    const auto snapshot = ledger.snapshot();
    const auto leaves = leaves_of(snapshot);
    for (std::uint64_t sequence = 1; sequence <= 20; ++sequence) {
        const auto event = snapshot.envelope(sequence);
        BOOST_TEST_REQUIRE(event.has_value());
        BOOST_TEST((event->previous == (sequence == 1 ? Hash{} : leaves[sequence - 2])));
        BOOST_TEST(event->sequence == sequence);
    }
}

BOOST_AUTO_TEST_CASE(has_the_root_of_the_definition_at_every_size) {
    TestLedger test;
    auto ledger = test.open();
    std::vector<Hash> leaves;
    for (std::uint64_t size = 1; size <= 40; ++size) {
        const auto receipt = append_one(ledger, draft_of(size));
        leaves.push_back(receipt.leaf_hash);
        BOOST_TEST((receipt.root == oracle_root(leaves)));
        const auto snapshot = ledger.snapshot();
        BOOST_TEST((snapshot.head().root == receipt.root));
        for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
            const auto root = tree_root(old_size, snapshot.hashes());
            BOOST_TEST_REQUIRE(root.has_value());
            BOOST_TEST((*root == oracle_root(std::span(leaves).first(old_size))));
        }
    }
}

BOOST_AUTO_TEST_CASE(does_not_depend_on_how_events_are_batched) {
    for (const std::uint64_t batch_size : {1U, 2U, 7U, 40U}) {
        TestLedger test;
        auto ledger = test.open();
        for (std::uint64_t first = 1; first <= 40; first += batch_size) {
            const auto last = std::min<std::uint64_t>(first + batch_size, 41);
            BOOST_TEST_REQUIRE(ledger.append(drafts_of(first, last)).has_value());
        }
        const auto leaves = leaves_of(ledger.snapshot());
        BOOST_TEST(leaves.size() == 40U);
        BOOST_TEST((ledger.snapshot().head().root == oracle_root(leaves)));
        BOOST_TEST(ledger.snapshot().rows().row_count(at(Stored::nodes)) == stored_count(40));
    }
}

BOOST_AUTO_TEST_CASE(proves_inclusion_and_consistency_from_its_stored_hashes) {
    TestLedger test(21);
    const auto ledger = test.open(Access::read);
    const auto snapshot = ledger.snapshot();
    const auto leaves = leaves_of(snapshot);
    for (std::uint64_t i = 0; i < 21; ++i) {
        const auto proof = prove_inclusion({i, 21}, snapshot.hashes());
        BOOST_TEST_REQUIRE(proof.has_value());
        BOOST_TEST((*proof == oracle_path(i, leaves)));
        BOOST_TEST(verify_inclusion(*proof, {i, 21}, leaves[i], snapshot.head().root).has_value());
        const auto growth = prove_consistency({i + 1, 21}, snapshot.hashes());
        BOOST_TEST_REQUIRE(growth.has_value());
        BOOST_TEST((*growth == oracle_subproof(i + 1, leaves, true)));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
