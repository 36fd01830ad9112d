// Verification: a sound ledger proves every claim, and whatever is changed in what is stored is
// contradicted, with the number of the first event that is affected.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/verify.hpp>

#include <peil/core/checkpoint.hpp>
#include "test_ledger.hpp"
#include "tree_oracle.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace peil::core {

namespace {

using testing::at;
using testing::draft_of;
using testing::key_of;
using testing::key_of_number;
using testing::leaves_of;
using testing::oracle_root;
using testing::read_whole;
using testing::SeededRandom;
using testing::Stored;
using testing::TestLedger;
using testing::write_whole;

using Claims = std::map<std::string, VerifiedClaim>;

Claims claims_of(TestLedger& test, const VerifyOptions& options = {}) {
    const auto ledger = test.open(Access::read);
    Claims claims;
    for (const auto& claim : verify_log(ledger, options)) { claims.emplace(claim.name, claim); }
    return claims;
}

bool all_proven(const Claims& claims) {
    return std::all_of(claims.begin(), claims.end(),
                       [](const auto& item) { return item.second.verdict == Verdict::proven; });
}

std::string text_of(const Claims& claims) {
    std::string text;
    for (const auto& [name, claim] : claims) {
        text += name + ": " + std::string(name_of(claim.verdict)) + " " +
                std::to_string(claim.event) + " " + claim.text + "\n";
    }
    return text;
}

bool contradicts(const Claims& claims, const std::string& name, std::uint64_t event) {
    const auto& claim = claims.at(name);
    return claim.verdict == Verdict::contradicted && claim.event == event;
}

void check_contradicts(const Claims& claims, const std::string& name, std::uint64_t event) {
    BOOST_TEST(contradicts(claims, name, event),
               name << " does not name event " << event << ":\n"
                    << text_of(claims));
}

using Change = std::function<void(WriteTransaction&)>;

/// A ledger that is altered again and again, and put back in between.
class AlteredLedger {
  public:
    explicit AlteredLedger(std::uint64_t event_count)
        : test_(event_count), sound_(read_whole(data_file())) {
        BOOST_TEST_REQUIRE(all_proven(claims_of(test_)));
    }

    Claims verify_with(const Change& change, const VerifyOptions& options = {}) {
        test_.alter(change);
        auto claims = claims_of(test_, options);
        write_whole(data_file(), sound_);
        return claims;
    }
    /// The bytes of a row as they are stored.
    std::string row(Stored table, const std::string& key) {
        const auto ledger = test_.open(Access::read);
        const auto snapshot = ledger.snapshot();
        const auto value = snapshot.rows().get(at(table), key);
        BOOST_TEST_REQUIRE(value.has_value());
        return std::string(*value);
    }
    std::vector<std::pair<std::string, std::string>> rows(Stored table) {
        const auto ledger = test_.open(Access::read);
        const auto snapshot = ledger.snapshot();
        std::vector<std::pair<std::string, std::string>> all;
        auto cursor = snapshot.rows().cursor(at(table));
        for (auto row = cursor.first(); row; row = cursor.next()) {
            all.emplace_back(row->key, row->value);
        }
        return all;
    }
    TestLedger& ledger() { return test_; }

  private:
    [[nodiscard]] std::filesystem::path data_file() const {
        return test_.root() / "ledger" / "data.mdb";
    }

    TestLedger test_;
    std::string sound_;
};

Change put(Stored table, std::string key, std::string value) {
    return [=](WriteTransaction& rows) { rows.put(at(table), key, value); };
}

Change erase(Stored table, std::string key) {
    return [=](WriteTransaction& rows) { rows.erase(at(table), key); };
}

std::string flipped(std::string value, std::size_t place, int mask = 1) {
    value[place] = static_cast<char>(value[place] ^ mask);
    return value;
}

std::string head_row(std::uint64_t size, const Hash& root, UnixMs time = TestLedger::start) {
    auto row = key_of_number(size);
    row += as_text(as_bytes(root));
    append_u64_be(row, static_cast<std::uint64_t>(time));
    return row;
}

std::uint64_t first_event_of(const NodeId& id) { return (id.index << id.level) + 1; }

std::uint64_t last_event_of(const NodeId& id) { return (id.index + 1) << id.level; }

constexpr std::uint64_t small = 300;
constexpr std::uint64_t large = 5'200;  // more than one chunk of 4,096 events

}  // namespace

BOOST_AUTO_TEST_SUITE(verify)

BOOST_AUTO_TEST_SUITE(sound_ledger)

BOOST_AUTO_TEST_CASE(has_eight_claims_in_a_fixed_order) {
    TestLedger test(3);
    std::vector<std::string> names;
    for (const auto& claim : verify_log(test.open(Access::read), {})) {
        names.push_back(claim.name);
    }
    const std::vector<std::string> wanted{"stored-bytes", "chain",       "tree",   "disclosures",
                                          "signatures",   "checkpoints", "sealed", "high-water"};
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
    for (const auto size : {small, std::uint64_t{4'095}, std::uint64_t{4'096},
                            std::uint64_t{4'097}, large, std::uint64_t{8'192}}) {
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
    BOOST_TEST(!claims.at("sealed").is_optional);
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
        BOOST_TEST(!claims.at(name).is_optional);
    }
}

BOOST_AUTO_TEST_CASE(says_what_quick_leaves_out) {
    TestLedger test(small);
    const auto claims = claims_of(test, {.is_quick = true});
    for (const auto* name : {"stored-bytes", "chain", "tree", "disclosures"}) {
        BOOST_TEST((claims.at(name).verdict == Verdict::not_proven));
        BOOST_TEST(claims.at(name).text.find("--quick") != std::string::npos);
        BOOST_TEST(claims.at(name).is_optional);
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
            const auto claims = altered.verify_with(put(Stored::events, key, flipped(bytes, place)));
            check_contradicts(claims, "stored-bytes", sequence);
            BOOST_TEST((claims.at("tree").verdict == Verdict::contradicted));
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
    const auto claims = altered.verify_with(
        [](WriteTransaction& rows) { rows.clear(at(Stored::events)); });
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

BOOST_AUTO_TEST_SUITE(altered_disclosure)

BOOST_AUTO_TEST_CASE(names_its_event_for_a_change_of_any_byte) {
    AlteredLedger altered(small);
    const auto rows = altered.rows(Stored::disclosures);
    BOOST_TEST_REQUIRE(rows.size() == small);  // 0, 1, or 2 for each event
    for (std::size_t i = 0; i < rows.size(); i += 37) {
        const auto& [key, text] = rows[i];
        for (std::size_t place = 0; place < text.size(); place += 5) {
            check_contradicts(
                altered.verify_with(put(Stored::disclosures, key, flipped(text, place))),
                "disclosures", read_u64_be(key));
        }
        for (const auto& other : {text + 'x', text.substr(1), std::string()}) {
            check_contradicts(altered.verify_with(put(Stored::disclosures, key, other)),
                              "disclosures", read_u64_be(key));
        }
    }
}

BOOST_AUTO_TEST_CASE(names_the_first_event_concerned_for_a_change_of_its_key) {
    AlteredLedger altered(small);
    const auto rows = altered.rows(Stored::disclosures);
    for (std::size_t i = 0; i < rows.size(); i += 60) {
        const auto& [key, text] = rows[i];
        for (std::size_t place = 0; place < key.size(); ++place) {
            const auto other = flipped(key, place);
            const auto claims = altered.verify_with([&, k = key, t = text](WriteTransaction& all) {
                all.erase(at(Stored::disclosures), k);
                all.put(at(Stored::disclosures), other, t);
            });
            // Number 0 is read with the first event.
            const auto moved = std::max<std::uint64_t>(read_u64_be(other), 1);
            check_contradicts(claims, "disclosures", std::min(moved, read_u64_be(key)));
        }
    }
}

BOOST_AUTO_TEST_CASE(names_its_event_when_it_is_missing) {
    AlteredLedger altered(small);
    const auto rows = altered.rows(Stored::disclosures);
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{150},
                                rows.size() - 1}) {
        check_contradicts(altered.verify_with(erase(Stored::disclosures, rows[i].first)),
                          "disclosures", read_u64_be(rows[i].first));
    }
    const auto claims =
        altered.verify_with([](WriteTransaction& all) { all.clear(at(Stored::disclosures)); });
    check_contradicts(claims, "disclosures", 1);
}

BOOST_AUTO_TEST_CASE(is_found_when_no_event_committed_to_it) {
    AlteredLedger altered(small);
    const auto made = make_disclosure("c2FsdHNhbHRzYWx0c2FsdA", "claim0", "other words");
    const auto digest = as_text(as_bytes(made.digest));
    for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{3}, small}) {
        const auto key = key_of_number(number) + std::string(digest);
        check_contradicts(altered.verify_with(put(Stored::disclosures, key, made.text)),
                          "disclosures", number);
    }
    for (const auto& key :
         {key_of_number(0) + std::string(digest), key_of_number(small + 1) + std::string(digest),
          key_of_number(5), key_of_number(5) + std::string(digest) + "x", std::string("x")}) {
        const auto claims = altered.verify_with(put(Stored::disclosures, key, made.text));
        BOOST_TEST((claims.at("disclosures").verdict == Verdict::contradicted), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(names_its_event_at_the_edges_of_chunks) {
    AlteredLedger altered(large);
    for (const auto& [key, text] : altered.rows(Stored::disclosures)) {
        const auto number = read_u64_be(key);
        if (number < 4'094 || number > 4'099) { continue; }
        check_contradicts(altered.verify_with(put(Stored::disclosures, key, flipped(text, 3))),
                          "disclosures", number);
        check_contradicts(altered.verify_with(erase(Stored::disclosures, key)), "disclosures",
                          number);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(altered_head)

BOOST_AUTO_TEST_CASE(is_found_when_it_was_cut_back) {
    AlteredLedger altered(small);
    const auto leaves = leaves_of(altered.ledger().open(Access::read).snapshot());
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{256},
                                     small - 1}) {
        const auto root = oracle_root(std::span(leaves).first(size));
        const auto claims =
            altered.verify_with(put(Stored::facts, "head", head_row(size, root)));
        check_contradicts(claims, "stored-bytes", size + 1);
        check_contradicts(claims, "checkpoints", small);
        BOOST_TEST((claims.at("tree").verdict == Verdict::contradicted));
        BOOST_TEST((claims.at("high-water").verdict == Verdict::contradicted));
    }
}

/// An administrator without the key takes the last events away everywhere but from the signatures.
BOOST_AUTO_TEST_CASE(is_found_when_the_last_events_were_cut_away_with_it) {
    AlteredLedger altered(small);
    const auto leaves = leaves_of(altered.ledger().open(Access::read).snapshot());
    const auto disclosures = altered.rows(Stored::disclosures);
    const std::uint64_t size = 250;
    const auto claims = altered.verify_with([&](WriteTransaction& rows) {
        rows.put(at(Stored::facts), "head",
                 head_row(size, oracle_root(std::span(leaves).first(size))));
        for (auto number = size + 1; number <= small; ++number) {
            rows.erase(at(Stored::events), key_of_number(number));
        }
        for (auto position = stored_count(size); position < stored_count(small); ++position) {
            rows.erase(at(Stored::nodes), key_of_number(position));
        }
        for (const auto& [key, text] : disclosures) {
            if (read_u64_be(key) > size) { rows.erase(at(Stored::disclosures), key); }
        }
    });
    for (const auto* name : {"stored-bytes", "chain", "tree", "disclosures"}) {
        BOOST_TEST((claims.at(name).verdict == Verdict::proven), text_of(claims));
    }
    check_contradicts(claims, "checkpoints", small);
    BOOST_TEST((claims.at("high-water").verdict == Verdict::contradicted));
}

BOOST_AUTO_TEST_CASE(is_found_when_it_states_more_events_or_another_root) {
    AlteredLedger altered(small);
    const auto head = altered.row(Stored::facts, "head");
    for (const auto size : {small + 1, small + 5'000, std::uint64_t{1} << 33U, tree_size_max}) {
        const auto claims =
            altered.verify_with(put(Stored::facts, "head", key_of_number(size) + head.substr(8)));
        check_contradicts(claims, "stored-bytes", small + 1);
    }
    for (std::size_t place = 8; place < 40; ++place) {
        const auto claims = altered.verify_with(put(Stored::facts, "head", flipped(head, place)));
        BOOST_TEST((claims.at("tree").verdict == Verdict::contradicted), text_of(claims));
    }
}

BOOST_AUTO_TEST_CASE(is_found_when_it_states_another_time_than_the_last_event) {
    AlteredLedger altered(small);
    const auto head = altered.row(Stored::facts, "head");
    for (std::size_t place = 40; place < 48; ++place) {
        const auto claims = altered.verify_with(put(Stored::facts, "head", flipped(head, place)));
        check_contradicts(claims, "stored-bytes", small);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(altered_checkpoint)

BOOST_AUTO_TEST_CASE(is_found_for_a_change_of_any_byte) {
    AlteredLedger altered(20);
    const auto key = key_of_number(20);
    const auto note = altered.row(Stored::checkpoints, key);
    for (std::size_t place = 0; place < note.size(); ++place) {
        const auto claims =
            altered.verify_with(put(Stored::checkpoints, key, flipped(note, place)));
        check_contradicts(claims, "signatures", 20);
        BOOST_TEST((claims.at("sealed").verdict == Verdict::not_proven));
    }
}

BOOST_AUTO_TEST_CASE(is_found_under_another_size) {
    AlteredLedger altered(20);
    const auto note = altered.row(Stored::checkpoints, key_of_number(20));
    for (const std::uint64_t size : {1U, 19U, 21U}) {
        const auto claims = altered.verify_with(put(Stored::checkpoints, key_of_number(size), note));
        check_contradicts(claims, "signatures", size);
    }
}

BOOST_AUTO_TEST_CASE(is_found_when_another_key_signed_it) {
    AlteredLedger altered(20);
    const auto root = altered.ledger().open(Access::read).snapshot().head().root;
    const Checkpoint checkpoint{.origin = TestLedger::origin, .size = 20, .root = root};
    const auto forged =
        encode_note(sign_note(encode_checkpoint(checkpoint), TestLedger::origin, key_of(1)));
    check_contradicts(altered.verify_with(put(Stored::checkpoints, key_of_number(20), forged)),
                      "signatures", 20);
}

/// Whoever holds the log's key can sign another history, but not make it this one.
BOOST_AUTO_TEST_CASE(is_found_when_the_log_signed_what_is_not_there) {
    AlteredLedger altered(20);
    const auto sign = [&](std::uint64_t size, const Hash& root) {
        const Checkpoint checkpoint{.origin = TestLedger::origin, .size = size, .root = root};
        return encode_note(sign_note(encode_checkpoint(checkpoint), TestLedger::origin,
                                     altered.ledger().key()));
    };
    for (const std::uint64_t size : {7U, 20U, 21U}) {
        const auto claims = altered.verify_with(
            put(Stored::checkpoints, key_of_number(size), sign(size, sha256({}))));
        check_contradicts(claims, "checkpoints", size);
    }
}

BOOST_AUTO_TEST_CASE(leaves_events_without_a_signature_when_it_is_missing) {
    AlteredLedger altered(20);
    {
        auto ledger = altered.ledger().open();
        TestLedger::append(ledger, 21, 24);
        BOOST_TEST_REQUIRE(ledger.seal(altered.ledger().key()).has_value());
    }
    const auto claims = altered.verify_with(erase(Stored::checkpoints, key_of_number(23)));
    BOOST_TEST((claims.at("sealed").verdict == Verdict::not_proven));
    BOOST_TEST(claims.at("sealed").event == 21U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(contradicts_a_high_water_file_that_is_not_the_logs) {
    TestLedger test(5);
    write_whole(test.high_water(), "not a note");
    BOOST_TEST((claims_of(test).at("high-water").verdict == Verdict::contradicted));
    std::filesystem::remove(test.high_water());
    BOOST_TEST((claims_of(test).at("high-water").verdict == Verdict::contradicted));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
