// Cosignatures and timestamps beside checkpoints, also in ledgers that were made before there was
// a place for them, and what is claimed about them.
// SPDX-License-Identifier: EUPL-1.2
#include "test_ledger.hpp"
#include "timestamp_authority.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/core/timestamp.hpp>

#include <boost/test/unit_test.hpp>

namespace peil::core {

namespace {

using testing::key_of;
using testing::TestLedger;
using testing::TimestampAuthority;

constexpr std::uint64_t first_time = 1'760'000'000;

std::string witness_name(int number) {
    return "w" + std::to_string(number) + ".example";
}

std::string policy_text(int count, const std::string& quorum) {
    std::string text;
    std::string group = "group g " + quorum;
    for (int i = 0; i < count; ++i) {
        const auto key = make_cosigner_key(witness_name(i), key_of(40 + i).public_key());
        text += "witness W" + std::to_string(i) + " " + encode_vkey(*key) + "\n";
        group += " W" + std::to_string(i);
    }
    return text + group + "\nquorum g\n";
}

NoteSignature cosign_last(const Ledger& ledger, int witness, std::uint64_t time) {
    const auto note = parse_note(ledger.snapshot().last_checkpoint()->note);
    return cosign_text(note->text, witness_name(witness), time, key_of(40 + witness));
}

void keep(Ledger& ledger, int witness, std::uint64_t time) {
    const auto line = cosign_last(ledger, witness, time);
    BOOST_TEST_REQUIRE(
        ledger.keep_cosignatures(ledger.snapshot().last_checkpoint()->size, {&line, 1})
            .has_value());
}

VerifiedClaim outside_claim(const Ledger& ledger, std::size_t index, OutsideOptions outside = {}) {
    if (outside.now == 0) { outside.now = (first_time + 86'400) * 1000; }
    const auto claims = verify_outside(ledger, {}, outside);
    BOOST_TEST_REQUIRE(claims.size() == outside_claims.size());
    BOOST_TEST(claims.at(index).name == outside_claims.at(index));
    return claims.at(index);
}

/// Makes the store anew with the six tables that it had before there was evidence.
void make_older(const TestLedger& test) {
    const auto folder = test.root() / "ledger";
    const auto older = test.root() / "older";
    const auto tables = testing::stored_tables();
    Store::create(older, tables);
    {
        const auto from = Store::open(folder, tables);
        auto to = Store::open(older, tables);
        const auto rows = from->read();
        const auto copied = to->update([&](WriteTransaction& out) -> Result<void> {
            for (std::size_t table = 0; table < tables.tables.size(); ++table) {
                auto cursor = rows.cursor(table);
                for (auto row = cursor.first(); row; row = cursor.next()) {
                    out.append(table, row->key, row->value);
                }
            }
            return {};
        });
        BOOST_TEST_REQUIRE(copied.has_value());
    }
    std::filesystem::remove_all(folder);
    std::filesystem::rename(older, folder);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence)

BOOST_AUTO_TEST_CASE(is_kept_by_checkpoint_and_the_latest_line_of_each_key_is_shown) {
    TestLedger test(3);
    auto ledger = test.open(Access::read);
    keep(ledger, 0, first_time + 5);
    keep(ledger, 0, first_time);
    keep(ledger, 1, first_time + 1);
    const auto snapshot = ledger.snapshot();
    BOOST_TEST(snapshot.cosignatures(3)->size() == 3U);
    BOOST_TEST(snapshot.cosignatures(2)->empty());
    const auto note = cosigned_checkpoint(snapshot, *snapshot.last_checkpoint());
    BOOST_TEST_REQUIRE(note.has_value());
    BOOST_TEST_REQUIRE(note->signatures.size() == 3U);
    std::vector<std::uint64_t> times;
    for (std::size_t i = 1; i < 3; ++i) { times.push_back(*cosignature_time(note->signatures[i])); }
    std::sort(times.begin(), times.end());
    BOOST_TEST((times == std::vector<std::uint64_t>{first_time + 1, first_time + 5}));
    BOOST_TEST(encode_note(*note).starts_with(snapshot.last_checkpoint()->note));
}

BOOST_AUTO_TEST_CASE(of_a_checkpoint_that_is_not_there_is_refused) {
    TestLedger test(2);
    auto ledger = test.open(Access::read);
    const auto line = cosign_last(ledger, 0, first_time);
    BOOST_TEST(ledger.keep_cosignatures(1, {&line, 1}).has_error());
    BOOST_TEST(ledger.keep_timestamp({7, 0, Bytes(4)}).has_error());
    BOOST_TEST(ledger.keep_timestamp({2, 0, Bytes(4)}).has_value());
    BOOST_TEST(ledger.keep_timestamp({2, 0, Bytes(5)}).has_error());
    BOOST_TEST(ledger.keep_timestamp({2, 1, Bytes(5)}).has_value());
    BOOST_TEST(ledger.snapshot().timestamps(2).size() == 2U);
    BOOST_TEST(ledger.snapshot().timestamps(2).back().token.size() == 5U);
}

BOOST_AUTO_TEST_CASE(finds_its_place_in_a_ledger_that_was_made_without) {
    TestLedger test(3);
    make_older(test);
    {
        auto ledger = test.open();
        BOOST_TEST(ledger.snapshot().cosignatures(3)->empty());
        BOOST_TEST(ledger.snapshot().timestamps(3).empty());
        TestLedger::append(ledger, 4, 6);
        BOOST_TEST(ledger.seal(test.key()).has_value());
        keep(ledger, 0, first_time);
        BOOST_TEST(ledger.snapshot().cosignatures(5)->size() == 1U);
        TestLedger::append(ledger, 6, 7);
        BOOST_TEST(ledger.seal(test.key()).has_value());
    }
    {
        const auto ledger = test.open(Access::read);
        BOOST_TEST(ledger.snapshot().cosignatures(5)->size() == 1U);
        for (const auto& claim : verify_log(ledger, {})) {
            BOOST_TEST((claim.verdict == Verdict::proven), claim.name << ": " << claim.text);
        }
    }
    // A program that knows six tables opens it as before.
    const auto store = Store::open(test.root() / "ledger", testing::stored_tables());
    BOOST_TEST_REQUIRE(store.has_value());
    BOOST_TEST(store->read().row_count(testing::at(testing::Stored::events)) == 6U);
}

BOOST_AUTO_TEST_CASE(is_stored_while_somebody_else_holds_the_ledger_for_writing) {
    TestLedger test(1);
    auto writer = test.open(Access::write);
    BOOST_TEST(lock_folder(test.root()).has_error());
    keep(writer, 0, first_time);
    BOOST_TEST(writer.snapshot().cosignatures(1)->size() == 1U);
}

BOOST_AUTO_TEST_CASE(that_is_not_asked_for_is_not_proven_and_said_to_be_so) {
    TestLedger test(1);
    const auto ledger = test.open(Access::read);
    for (std::size_t i = 0; i < outside_claims.size(); ++i) {
        const auto claim = outside_claim(ledger, i);
        BOOST_TEST((claim.verdict == Verdict::not_proven));
        BOOST_TEST(!claim.is_asked);
    }
    replace_file(ledger.folder().policy(), "quorum none\n");
    BOOST_TEST(!outside_claim(ledger, 0).is_asked);
    replace_file(ledger.folder().policy(), "nonsense\n");
    const auto claim = outside_claim(ledger, 0);
    BOOST_TEST(claim.is_asked);
    BOOST_TEST((claim.verdict == Verdict::not_proven));
    BOOST_TEST(claim.text.find("line 1") != std::string::npos, claim.text);
}

BOOST_AUTO_TEST_CASE(of_a_quorum_is_proven_for_all_events_and_any_age_unless_told) {
    TestLedger test(2);
    auto ledger = test.open();
    replace_file(ledger.folder().policy(), policy_text(3, "2"));
    keep(ledger, 0, first_time);
    BOOST_TEST((outside_claim(ledger, 0).verdict == Verdict::not_proven));
    keep(ledger, 2, first_time + 3600);
    const auto claim = outside_claim(ledger, 0);
    BOOST_TEST((claim.verdict == Verdict::proven), claim.text);
    BOOST_TEST(claim.text.find("1 day old") != std::string::npos, claim.text);
    const OutsideOptions strict{.now = (first_time + 86'400) * 1000, .age_max_ms = 3'600'000};
    BOOST_TEST((outside_claim(ledger, 0, strict).verdict == Verdict::not_proven));
    TestLedger::append(ledger, 3, 4);
    BOOST_TEST(ledger.seal(test.key()).has_value());
    const auto behind = outside_claim(ledger, 0);
    BOOST_TEST((behind.verdict == Verdict::not_proven));
    BOOST_TEST(behind.event == 3U);
    const auto overview = survey_witnesses(ledger.snapshot(), *parse_policy(policy_text(3, "2")));
    BOOST_TEST(overview.quorum_size == 2U);
    BOOST_TEST(*overview.quorum_time_seconds == first_time);
    BOOST_TEST(overview.witnesses.at(1).time_seconds == 0U);
    BOOST_TEST(overview.witnesses.at(2).size == 2U);
}

BOOST_AUTO_TEST_CASE(that_does_not_hold_contradicts) {
    TestLedger test(2);
    auto ledger = test.open();
    replace_file(ledger.folder().policy(), policy_text(1, "all"));
    auto forged = cosign_last(ledger, 0, first_time);
    forged.signature.back() ^= std::byte{1};
    BOOST_TEST(ledger.keep_cosignatures(2, {&forged, 1}).has_value());
    const auto claim = outside_claim(ledger, 0);
    BOOST_TEST((claim.verdict == Verdict::contradicted), claim.text);
    BOOST_TEST(claim.event == 2U);
}

BOOST_AUTO_TEST_CASE(of_a_time_is_proven_by_the_roots_that_the_ledger_names) {
    const TimestampAuthority authority;
    TestLedger test(2);
    auto ledger = test.open();
    testing::SeededRandom random(3);
    const auto text = parse_note(ledger.snapshot().last_checkpoint()->note)->text;
    const auto query = make_timestamp_query(timestamp_imprint(text, {}), random);
    const auto reply = authority.reply(as_text(query));
    const auto token = open_timestamp_reply(as_bytes(reply), query);
    BOOST_TEST_REQUIRE(token.has_value());
    replace_file(ledger.folder().timestamping(), "http://tsa.example/\n" + authority.roots());
    BOOST_TEST(read_timestamping(ledger.folder())->url == "http://tsa.example/");
    BOOST_TEST((outside_claim(ledger, 1).verdict == Verdict::not_proven));
    BOOST_TEST(outside_claim(ledger, 1).is_asked);
    BOOST_TEST(ledger.keep_timestamp({2, 0, *token}).has_value());
    BOOST_TEST((outside_claim(ledger, 1).verdict == Verdict::proven),
               outside_claim(ledger, 1).text);
    TestLedger::append(ledger, 3, 4);
    BOOST_TEST((outside_claim(ledger, 1).verdict == Verdict::not_proven));
    BOOST_TEST(ledger.seal(test.key()).has_value());
    // The same token under another checkpoint.
    BOOST_TEST(ledger.keep_timestamp({3, 0, *token}).has_value());
    const auto claim = outside_claim(ledger, 1);
    BOOST_TEST((claim.verdict == Verdict::contradicted), claim.text);
    BOOST_TEST(claim.event == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
