// Verification: a sound ledger proves every claim, and whatever is changed in what is stored is
// contradicted, with the number of the first event that is affected.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_samples.hpp"

#include <boost/test/unit_test.hpp>

namespace peil::core {

BOOST_AUTO_TEST_SUITE(verify)

BOOST_AUTO_TEST_SUITE(sound_ledger)

BOOST_AUTO_TEST_CASE(has_nine_claims_in_a_fixed_order) {
    TestLedger test(3);
    std::vector<std::string> names;
    for (const auto& claim : verify_log(test.open(Access::read), {})) {
        names.push_back(claim.name);
    }
    const std::vector<std::string> wanted{"stored-bytes", "chain",      "tree",
                                          "disclosures",  "signatures", "checkpoints",
                                          "sealed",       "high-water", "key-validity"};
    BOOST_TEST(names == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_proven_at_every_small_size) {
    TestLedger test;
    BOOST_TEST(all_proven(claims_of(test)), text_of(claims_of(test)));
    for (std::uint64_t size = 1; size <= 40; ++size) {
        {
            auto ledger = test.open();
            TestLedger::append(ledger, size, size + 1);
            BOOST_TEST_REQUIRE(ledger.seal(test.key()).has_value());
        }
        const auto claims = claims_of(test);
        BOOST_TEST(all_proven(claims), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(is_proven_with_any_number_of_threads) {
    for (const auto size : {small, std::uint64_t{4'095}, std::uint64_t{4'096}, std::uint64_t{4'097},
                            large, std::uint64_t{8'192}}) {
        TestLedger test(size);
        for (const unsigned thread_count : {0U, 1U, 2U, 4U}) {
            const auto claims = claims_of(test, {.thread_count = thread_count});
            BOOST_TEST(all_proven(claims), text_of(claims));
        }
    }
}

BOOST_AUTO_TEST_CASE(tells_how_far_it_is) {
    TestLedger test(large);
    std::mutex mutex;
    std::multiset<std::uint64_t> told;
    const auto progress = [&](std::uint64_t done, std::uint64_t total) {
        const std::lock_guard guard(mutex);
        told.insert(done);
        BOOST_TEST(total == large);
    };
    claims_of(test, {.thread_count = 2, .progress = progress});
    BOOST_TEST((told == std::multiset<std::uint64_t>{4'096, large}));
}

BOOST_AUTO_TEST_CASE(is_not_proven_where_no_signature_reaches) {
    TestLedger test(10);
    {
        auto ledger = test.open();
        TestLedger::append(ledger, 11, 14);
    }
    const auto claims = claims_of(test);
    BOOST_TEST((claims.at("sealed").verdict == Verdict::not_proven));
    BOOST_TEST(claims.at("sealed").event == 11U);
    for (const auto& [name, claim] : claims) {
        BOOST_TEST((name == "sealed" || claim.verdict == Verdict::proven), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(is_not_proven_when_nothing_was_ever_signed) {
    TestLedger test(2);
    test.alter([](WriteTransaction& rows) { rows.clear(at(Stored::checkpoints)); });
    std::filesystem::remove(test.high_water());
    const auto claims = claims_of(test);
    for (const auto* name : {"signatures", "checkpoints", "sealed"}) {
        BOOST_TEST((claims.at(name).verdict == Verdict::not_proven), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(says_what_quick_leaves_out) {
    TestLedger test(small);
    const auto claims = claims_of(test, {.is_quick = true});
    for (const auto* name : {"stored-bytes", "chain", "tree", "disclosures"}) {
        BOOST_TEST((claims.at(name).verdict == Verdict::not_proven));
        BOOST_TEST(claims.at(name).text.find("--quick") != std::string::npos);
    }
    for (const auto* name : {"signatures", "checkpoints", "sealed", "high-water"}) {
        BOOST_TEST((claims.at(name).verdict == Verdict::proven), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(can_be_verified_while_it_grows) {
    TestLedger test(20);
    auto ledger = test.open();
    for (std::uint64_t number = 21; number < 40; ++number) {
        TestLedger::append(ledger, number, number + 1);
        for (const auto& claim : verify_log(ledger, {.thread_count = 4})) {
            BOOST_TEST((claim.verdict != Verdict::contradicted), claim.text);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(altered_event)

/// The chain breaks at the event if its own link was changed, and otherwise at the next one.
BOOST_AUTO_TEST_CASE(is_named_for_a_change_of_any_byte) {
    AlteredLedger altered(small);
    for (const std::uint64_t sequence : {std::uint64_t{1}, std::uint64_t{150}, small - 1, small}) {
        const auto key = key_of_number(sequence);
        const auto bytes = altered.row(Stored::events, key);
        const auto link = static_cast<std::size_t>(find_prevhash(bytes).data() - bytes.data());
        for (std::size_t place = 0; place < bytes.size(); place += 3) {
            const auto claims =
                altered.verify_with(put(Stored::events, key, flipped(bytes, place)));
            check_contradicts(claims, "stored-bytes", sequence);
            check_contradicts(claims, "tree", sequence);
            if (place >= link && place < link + 64) {
                check_contradicts(claims, "chain", sequence);
            } else if (sequence < small && find_prevhash(flipped(bytes, place)).size() == 64) {
                check_contradicts(claims, "chain", sequence + 1);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(is_named_when_it_is_longer_or_shorter) {
    AlteredLedger altered(small);
    const auto key = key_of_number(77);
    const auto bytes = altered.row(Stored::events, key);
    for (const auto& other : {bytes + ' ', bytes.substr(1), bytes.substr(0, bytes.size() - 1),
                              bytes + bytes, std::string("{}"), std::string()}) {
        check_contradicts(altered.verify_with(put(Stored::events, key, other)), "stored-bytes", 77);
    }
}

BOOST_AUTO_TEST_CASE(is_named_when_its_hash_was_changed_along) {
    AlteredLedger altered(small);
    for (const std::uint64_t sequence : {std::uint64_t{1}, std::uint64_t{8}, std::uint64_t{299}}) {
        const auto key = key_of_number(sequence);
        const auto bytes = flipped(altered.row(Stored::events, key), 12);
        const auto hash = Hasher{}.leaf(as_bytes(bytes));
        const auto claims = altered.verify_with([&](WriteTransaction& rows) {
            rows.put(at(Stored::events), key, bytes);
            rows.put(at(Stored::nodes), key_of_number(stored_index({0, sequence - 1})),
                     as_text(as_bytes(hash)));
        });
        BOOST_TEST((claims.at("stored-bytes").verdict == Verdict::proven));
        check_contradicts(claims, "chain", sequence + 1);
        BOOST_TEST((claims.at("tree").verdict == Verdict::contradicted), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(is_named_when_it_was_removed) {
    AlteredLedger altered(small);
    for (const std::uint64_t sequence : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{64},
                                         std::uint64_t{65}, small - 1, small}) {
        const auto claims = altered.verify_with(erase(Stored::events, key_of_number(sequence)));
        check_contradicts(claims, "stored-bytes", sequence);
    }
    const auto claims =
        altered.verify_with([](WriteTransaction& rows) { rows.clear(at(Stored::events)); });
    check_contradicts(claims, "stored-bytes", 1);
}

BOOST_AUTO_TEST_CASE(is_named_when_two_were_swapped) {
    AlteredLedger altered(small);
    const std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs{
        {1, 2}, {1, 300}, {64, 65}, {150, 151}, {299, 300}};
    for (const auto& [first, second] : pairs) {
        const auto one = altered.row(Stored::events, key_of_number(first));
        const auto other = altered.row(Stored::events, key_of_number(second));
        const auto claims = altered.verify_with([&](WriteTransaction& rows) {
            rows.put(at(Stored::events), key_of_number(first), other);
            rows.put(at(Stored::events), key_of_number(second), one);
        });
        check_contradicts(claims, "stored-bytes", first);
        check_contradicts(claims, "chain", first);
    }
}

BOOST_AUTO_TEST_CASE(is_named_when_a_row_stands_behind_the_last_event_or_before_the_first) {
    AlteredLedger altered(small);
    const auto last = altered.row(Stored::events, key_of_number(small));
    for (const auto number : {small + 1, small + 2, ~std::uint64_t{0}}) {
        check_contradicts(altered.verify_with(put(Stored::events, key_of_number(number), last)),
                          "stored-bytes", small + 1);
    }
    for (const auto& key : {key_of_number(0), std::string("x"), key_of_number(7) + "x"}) {
        const auto claims = altered.verify_with(put(Stored::events, key, last));
        BOOST_TEST((claims.at("stored-bytes").verdict == Verdict::contradicted), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(is_the_first_of_those_that_were_altered) {
    AlteredLedger altered(large);
    SeededRandom random(11);
    for (int round = 0; round < 6; ++round) {
        std::uint64_t first = large;
        std::vector<std::uint64_t> numbers;
        for (int i = 0; i < 5; ++i) {
            numbers.push_back(1 + random.below(large));
            first = std::min(first, numbers.back());
        }
        for (const unsigned thread_count : {1U, 2U, 4U}) {
            const auto claims = altered.verify_with(
                [&](WriteTransaction& rows) {
                    for (const auto number : numbers) {
                        rows.put(at(Stored::events), key_of_number(number), "{}");
                    }
                },
                {.thread_count = thread_count});
            check_contradicts(claims, "stored-bytes", first);
            check_contradicts(claims, "chain", first);
        }
    }
}

BOOST_AUTO_TEST_CASE(is_named_at_the_edges_of_chunks) {
    AlteredLedger altered(large);
    for (const std::uint64_t sequence : {4'095U, 4'096U, 4'097U, 4'098U, 5'199U, 5'200U}) {
        const auto key = key_of_number(sequence);
        const auto bytes = altered.row(Stored::events, key);
        const auto changed = altered.verify_with(put(Stored::events, key, flipped(bytes, 12)));
        check_contradicts(changed, "stored-bytes", sequence);
        if (sequence < large) { check_contradicts(changed, "chain", sequence + 1); }
        const auto removed = altered.verify_with(erase(Stored::events, key));
        check_contradicts(removed, "stored-bytes", sequence);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(altered_hash)

BOOST_AUTO_TEST_CASE(names_the_first_event_below_it) {
    AlteredLedger altered(small);
    SeededRandom random(12);
    for (std::uint64_t position = 0; position < stored_count(small); position += 5) {
        const auto id = stored_node(position);
        const auto key = key_of_number(position);
        const auto hash = altered.row(Stored::nodes, key);
        const auto claims =
            altered.verify_with(put(Stored::nodes, key, flipped(hash, random.below(32))));
        check_contradicts(claims, "tree", first_event_of(id));
        if (id.level == 0) { check_contradicts(claims, "stored-bytes", first_event_of(id)); }
        BOOST_TEST((id.level == 0 || claims.at("stored-bytes").verdict == Verdict::proven));
        BOOST_TEST((claims.at("chain").verdict == Verdict::proven));
    }
}

BOOST_AUTO_TEST_CASE(is_found_for_each_of_its_bytes) {
    AlteredLedger altered(small);
    for (const auto& id : {NodeId{0, 41}, NodeId{3, 5}, NodeId{8, 0}}) {
        const auto key = key_of_number(stored_index(id));
        const auto hash = altered.row(Stored::nodes, key);
        for (std::size_t place = 0; place < hash.size(); ++place) {
            check_contradicts(
                altered.verify_with(put(Stored::nodes, key, flipped(hash, place, 0x80))), "tree",
                first_event_of(id));
        }
    }
}

/// 300 events have peaks of 256, 32, 8, and 4: without one of them there is no root to compare.
BOOST_AUTO_TEST_CASE(names_the_first_event_below_one_that_is_missing_or_misshapen) {
    AlteredLedger altered(small);
    for (const auto& id : {NodeId{0, 0}, NodeId{0, 299}, NodeId{1, 149}, NodeId{2, 74},
                           NodeId{3, 36}, NodeId{5, 8}, NodeId{8, 0}, NodeId{7, 1}}) {
        const auto key = key_of_number(stored_index(id));
        check_contradicts(altered.verify_with(erase(Stored::nodes, key)), "tree",
                          first_event_of(id));
        const auto hash = altered.row(Stored::nodes, key);
        for (const auto& other : {hash + 'x', hash.substr(1), std::string()}) {
            check_contradicts(altered.verify_with(put(Stored::nodes, key, other)), "tree",
                              first_event_of(id));
        }
    }
}

BOOST_AUTO_TEST_CASE(is_found_without_reading_all_when_a_signature_rests_on_it) {
    AlteredLedger altered(small);
    for (const auto& id : {NodeId{2, 74}, NodeId{3, 36}, NodeId{5, 8}, NodeId{8, 0}}) {
        const auto key = key_of_number(stored_index(id));
        const auto hash = altered.row(Stored::nodes, key);
        for (const auto& change :
             {put(Stored::nodes, key, flipped(hash, 0)), erase(Stored::nodes, key)}) {
            const auto claims = altered.verify_with(change, {.is_quick = true});
            check_contradicts(claims, "checkpoints", small);
            BOOST_TEST((claims.at("high-water").verdict != Verdict::proven));
        }
    }
}

BOOST_AUTO_TEST_CASE(is_found_when_there_is_one_too_many) {
    AlteredLedger altered(small);
    const auto hash = altered.row(Stored::nodes, key_of_number(0));
    for (const auto& key : {key_of_number(stored_count(small)), key_of_number(~std::uint64_t{0}),
                            key_of_number(3) + "x"}) {
        const auto claims = altered.verify_with(put(Stored::nodes, key, hash));
        BOOST_TEST((claims.at("tree").verdict == Verdict::contradicted), text_of(claims));
    }
}

/// Hashes above a chunk of 4,096 events are compared in another place than those below.
BOOST_AUTO_TEST_CASE(names_the_first_event_also_above_chunks) {
    AlteredLedger altered(8'200);
    for (const auto& id : {NodeId{11, 1}, NodeId{12, 0}, NodeId{12, 1}, NodeId{13, 0},
                           NodeId{3, 1024}, NodeId{0, 8'199}}) {
        const auto key = key_of_number(stored_index(id));
        const auto hash = altered.row(Stored::nodes, key);
        BOOST_TEST_REQUIRE(last_event_of(id) <= 8'200U);
        check_contradicts(altered.verify_with(put(Stored::nodes, key, flipped(hash, 31))), "tree",
                          first_event_of(id));
        check_contradicts(altered.verify_with(erase(Stored::nodes, key)), "tree",
                          first_event_of(id));
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
