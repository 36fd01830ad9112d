// Events about the log's keys: the rules they follow, and documents of editions that were signed by
// one key and are read by somebody who trusts another.
// SPDX-License-Identifier: EUPL-1.2
#include "document_samples.hpp"
#include <peil/core/verify.hpp>
#include <peil/events/cell_proof.hpp>
#include <peil/events/fork.hpp>
#include <peil/events/validate.hpp>
#include <peil/events/verify.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace core = peil::core;
namespace events = peil::events;
using core::Verdict;
using core::testing::id_of;
using core::testing::key_of;
using core::testing::verifier_of;
using peil::events::testing::check_contradicted;
using peil::events::testing::document_of;
using peil::events::testing::import_sample;
using peil::events::testing::is_all_proven;
using peil::events::testing::rotated;
using peil::events::testing::sample_origin;
using peil::events::testing::SampleLedger;
using peil::events::testing::text_of;
using peil::events::testing::verdicts_of;

namespace {

const std::string today = "2021-12-01";

/// Rules and pointers that the events of a batch break, one after the other.
std::vector<std::string> broken_in(SampleLedger& ledger, const std::vector<events::Event>& batch) {
    const auto view = ledger.view();
    events::Validator validator(view);
    std::vector<std::string> found;
    for (const auto& event : batch) {
        for (const auto& violation : validator.admit(event, today)) {
            found.push_back(violation.rule + " " + violation.pointer);
        }
    }
    return found;
}

using Broken = std::vector<std::string>;

events::KeyRevoked revoked(int key, std::optional<std::uint64_t> from = std::nullopt) {
    return {{id_of(key, sample_origin), from}, "De laptop is weg."};
}

/// Edition 3 is signed by key 0, edition 4 by key 40, which key 80 replaced since.
struct RotatedSample {
    RotatedSample() {
        import_sample(ledger, 3);
        ledger.seal();
        rotate(0, 40);
        import_sample(ledger, 4);
        ledger.seal_with(key_of(40));
        rotate(40, 80);
    }
    void rotate(int current, int next) {
        ledger.append(rotated(current, next, ledger.size() + 1), today);
        ledger.seal_with(key_of(next));
    }
    static events::DocumentTrust trust(int key) { return {{verifier_of(key, sample_origin)}}; }

    SampleLedger ledger;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(key_events)

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(a_new_key_is_vouched_for_by_the_one_before_it) {
    SampleLedger ledger;
    BOOST_TEST(broken_in(ledger, {rotated(0, 40, 2)}) == Broken{});
    BOOST_TEST(broken_in(ledger, {rotated(40, 80, 2)}) ==
               (Broken{"key-current /data/previous", "key-vouched /data/signature"}));
    BOOST_TEST(broken_in(ledger, {rotated(0, 0, 3)}) ==
               (Broken{"key-new /data/logKey", "key-vouched /data/signature"}));
}

BOOST_AUTO_TEST_CASE(each_event_of_a_batch_counts_for_the_next) {
    SampleLedger ledger;
    BOOST_TEST(broken_in(ledger, {rotated(0, 40, 2), rotated(40, 80, 3), revoked(40),
                                  revoked(0)}) == Broken{});
    BOOST_TEST(broken_in(ledger, {rotated(0, 40, 2), revoked(40), revoked(0), revoked(0)}) ==
               (Broken{"key-replaced /data/key", "key-revoked-once /data/key"}));
}

BOOST_AUTO_TEST_CASE(the_key_that_signs_is_not_revoked_and_no_revocation_reaches_ahead) {
    SampleLedger ledger;
    BOOST_TEST(broken_in(ledger, {revoked(0, 9)}) ==
               (Broken{"key-replaced /data/key", "from-known /data/from"}));
    BOOST_TEST(broken_in(ledger, {revoked(80)}) == Broken{"key-known /data/key"});
}

BOOST_AUTO_TEST_CASE(what_was_said_of_a_key_is_not_corrected) {
    SampleLedger ledger;
    const auto sequence = ledger.append(rotated(0, 40, 2), today);
    const auto broken = broken_in(
        ledger,
        {events::EventCorrected{sequence, std::string(core::key_rotated_type), "Fout.", {}}});
    BOOST_TEST(broken == Broken{"event-correctable /data/event"});
}

BOOST_AUTO_TEST_CASE(misshapen_members_are_all_named) {
    const auto* kind = events::find_kind(core::key_rotated_type);
    BOOST_TEST_REQUIRE(kind != nullptr);
    const auto found = events::check_shape(
        *kind, {{"key", "EC1BC726"}, {"logKey", "x+1"}, {"previous", 3}, {"signature", "AAAA"}});
    Broken rules;
    for (const auto& violation : found) { rules.push_back(violation.rule + violation.pointer); }
    BOOST_TEST(rules == (Broken{"key-id/data/key", "vkey/data/logKey", "vkey/data/previous",
                                "signature/data/signature"}));
}

BOOST_AUTO_TEST_CASE(a_list_without_one_of_the_events_is_contradicted) {
    SampleLedger ledger;
    ledger.append(rotated(0, 40, 2), today);
    const auto claim_of = [&](std::string_view name) {
        for (const auto& claim : events::verify_content(ledger.ledger(), {})) {
            if (claim.name == name) { return claim; }
        }
        return core::VerifiedClaim{};
    };
    BOOST_TEST((claim_of("events").verdict == Verdict::proven), claim_of("events").text);
    ledger.alter_truth([](core::WriteTransaction& rows) {
        rows.put(core::testing::at(core::testing::Stored::facts), "keys", "");
    });
    const auto claim = claim_of("events");
    BOOST_TEST((claim.verdict == Verdict::contradicted));
    BOOST_TEST(claim.text.find("the ledger lists 0") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(documents, RotatedSample)

BOOST_AUTO_TEST_CASE(whoever_trusts_any_key_of_the_log_checks_every_edition) {
    for (const std::uint32_t edition : {3U, 4U}) {
        const auto document = document_of(ledger, edition);
        BOOST_TEST_REQUIRE(document.published.keys.has_value());
        BOOST_TEST(document.published.keys->events.size() == 2U);
        for (const int key : {0, 40, 80}) {
            auto claims = events::check_document(document, trust(key));
            if (edition == 3) { claims.pop_back(); }  // there is none before it
            BOOST_TEST_CONTEXT("edition " << edition << ", key " << key) {
                BOOST_TEST(is_all_proven(claims));
            }
        }
        check_contradicted(events::check_document(document, trust(120)), "key");
    }
}

BOOST_AUTO_TEST_CASE(it_comes_back_from_json_and_hides_nothing) {
    const auto document = document_of(ledger, 4);
    const auto text = text_of(document);
    const auto read = events::parse_document(text);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(text_of(*read) == text);
    auto json = boost::json::parse(text).as_object();
    json.at("keys").as_object()["more"] = 1;
    BOOST_TEST(events::parse_document(boost::json::serialize(json)).has_error());
    json = boost::json::parse(text).as_object();
    json["keys"] = nullptr;
    BOOST_TEST(events::parse_document(boost::json::serialize(json)).has_error());
}

BOOST_AUTO_TEST_CASE(an_edition_continues_one_that_another_key_signed) {
    const auto claim = events::check_continuity(document_of(ledger, 3), document_of(ledger, 4));
    BOOST_TEST((claim.verdict == Verdict::proven), claim.text);
}

BOOST_AUTO_TEST_CASE(a_report_exported_before_the_rotation_is_continued_by_one_after_it) {
    SampleLedger old;
    import_sample(old, 3);
    old.seal();
    const auto before = document_of(old, 3);
    BOOST_TEST(!before.published.keys.has_value());
    old.append(rotated(0, 40, old.size() + 1), today);
    old.seal_with(key_of(40));
    import_sample(old, 4);
    old.seal_with(key_of(40));
    const auto claim = events::check_continuity(before, document_of(old, 4));
    BOOST_TEST((claim.verdict == Verdict::proven), claim.text);
}

BOOST_AUTO_TEST_CASE(a_cell_proof_carries_the_keys_too) {
    const auto proof = events::CellProver(document_of(ledger, 3)).prove("measure/8", "progress");
    const auto read = events::parse_cell_proof(boost::json::serialize(events::to_json(proof)));
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(is_all_proven(events::check_cell_proof(*read, trust(80))));
}

BOOST_AUTO_TEST_CASE(no_part_of_the_history_may_be_missing_or_changed) {
    const auto whole = document_of(ledger, 3);
    auto cut = whole;
    cut.published.keys->events.pop_back();
    check_contradicted(events::check_document(cut, trust(0)), "key");  // key 80 signed its end
    cut = whole;
    cut.published.keys->events.erase(cut.published.keys->events.begin());
    check_contradicted(events::check_document(cut, trust(0)), "key");
    auto without = whole;
    without.published.keys.reset();
    check_contradicted(events::check_document(without, trust(80)), "key");
    auto moved = whole;
    std::swap(moved.published.keys->events[0].inclusion, moved.published.keys->events[1].inclusion);
    check_contradicted(events::check_document(moved, trust(0)), "key");
    auto apart = whole;
    apart.published.keys->consistency.clear();
    check_contradicted(events::check_document(apart, trust(0)), "key");
    auto other = whole;
    other.published.keys->checkpoint = whole.published.checkpoint;
    check_contradicted(events::check_document(other, trust(0)), "key");
}

BOOST_AUTO_TEST_CASE(a_stranger_cannot_put_his_key_before_one_that_is_trusted) {
    // His own log of that name, in which key 80, which is not his, would follow on his.
    auto document = document_of(ledger, 3);
    auto& history = *document.published.keys;
    const auto change = core::testing::rotation_of(120, 80, 5, sample_origin);
    const auto draft = events::to_draft(events::KeyRotated{change, {}}, {today, "example.nl"});
    core::testing::SeededRandom random(1);
    const auto event = core::encode_event(
        draft, {.source = "urn:x", .time = 0, .sequence = 5, .previous = {}}, random);
    BOOST_TEST_REQUIRE(event.has_value());
    history.events = {{event->bytes, {}}};
    document.published.log_key = core::encode_vkey(verifier_of(120, sample_origin));
    check_contradicted(events::check_document(document, trust(80)), "key");
}

BOOST_AUTO_TEST_CASE(a_checkpoint_of_a_revoked_key_gives_way_to_the_next_one_that_counts) {
    const auto before = document_of(ledger, 4);
    ledger.append(revoked(40, events::log_size(before)), today);
    ledger.seal_with(key_of(80));
    const auto after = document_of(ledger, 4);
    BOOST_TEST(after.published.checkpoint != before.published.checkpoint);
    BOOST_TEST(after.published.keys->events.size() == 3U);
    BOOST_TEST(is_all_proven(events::check_document(after, trust(0))));
    // The old document holds for whoever does not know of it.
    BOOST_TEST(is_all_proven(events::check_document(before, trust(0))));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
