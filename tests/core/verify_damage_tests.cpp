// Verification: a sound ledger proves every claim, and whatever is changed in what is stored is
// contradicted, with the number of the first event that is affected.
// SPDX-License-Identifier: EUPL-1.2
#include "verify_samples.hpp"

#include <boost/test/unit_test.hpp>

namespace peil::core {

BOOST_AUTO_TEST_SUITE(verify_damage)

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
    for (const std::size_t i :
         {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{150}, rows.size() - 1}) {
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
    for (const std::uint64_t size :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{256}, small - 1}) {
        const auto root = oracle_root(std::span(leaves).first(size));
        const auto claims = altered.verify_with(put(Stored::facts, "head", head_row(size, root)));
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
        const auto claims =
            altered.verify_with(put(Stored::checkpoints, key_of_number(size), note));
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
        return encode_note(
            sign_note(encode_checkpoint(checkpoint), TestLedger::origin, altered.ledger().key()));
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
