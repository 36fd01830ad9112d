// The document of an edition: what it proves by itself, and that any change is noticed.
// SPDX-License-Identifier: EUPL-1.2
#include "document_samples.hpp"
#include "page/report_html.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace core = peil::core;
namespace events = peil::events;
using core::Verdict;
using peil::events::testing::check_contradicted;
using peil::events::testing::import_sample;
using peil::events::testing::is_all_proven;
using peil::events::testing::PublishedSample;
using peil::events::testing::SampleLedger;
using peil::events::testing::text_of;
using peil::events::testing::verdicts_of;

BOOST_FIXTURE_TEST_SUITE(document, PublishedSample)

BOOST_AUTO_TEST_CASE(the_document_of_a_later_edition_proves_everything) {
    const auto claims = events::check_document(document(4), trust());
    BOOST_TEST(is_all_proven(claims));
    std::vector<std::string> names;
    for (const auto& claim : claims) { names.push_back(claim.name); }
    BOOST_TEST(std::equal(names.begin(), names.end(), events::document_claims.begin(),
                          events::document_claims.end()));
}

BOOST_AUTO_TEST_CASE(the_first_edition_has_none_before_it_which_nobody_asked_for) {
    const auto claims = events::check_document(document(3), trust());
    BOOST_TEST((claims.back().name == "previous"));
    BOOST_TEST((claims.back().verdict == Verdict::not_proven));
    BOOST_TEST(!claims.back().is_asked);
}

BOOST_AUTO_TEST_CASE(it_prints_what_the_ledger_prints) {
    const auto view = ledger.view();
    for (const std::uint32_t edition : {3U, 4U}) {
        const auto drawn = events::draw_document(document(edition));
        BOOST_TEST_REQUIRE(drawn.has_value());
        const auto record = events::find_edition(view.facts(), edition);
        BOOST_TEST_REQUIRE(record.has_value());
        const auto printed = events::draw_edition(view.facts(), *record);
        BOOST_TEST(events::report_html(*drawn) == events::report_html(printed));
    }
}

BOOST_AUTO_TEST_CASE(what_is_recorded_later_does_not_change_it) {
    const auto before = text_of(document(3));
    ledger.append(events::MeasureReworded{"1", "Anders."}, "2021-01-01");
    ledger.seal();
    BOOST_TEST(text_of(document(3)) == before);
}

BOOST_AUTO_TEST_CASE(json_comes_back) {
    const auto text = text_of(document(4));
    const auto read = events::parse_document(text);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(text_of(*read) == text);
}

BOOST_AUTO_TEST_CASE(what_others_signed_of_a_later_checkpoint_travels_with_it) {
    ledger.append(events::MeasureReworded{"1", "Anders."}, "2021-11-23");
    ledger.seal();
    events::testing::stamp(ledger);
    events::testing::cosign(ledger, "getuige.example");
    auto signed_later = document(4);
    BOOST_TEST_REQUIRE(
        events::add_evidence(signed_later, ledger.view().ledger(), std::nullopt).has_value());
    BOOST_TEST_REQUIRE(signed_later.evidence.size() == 1U);
    const auto& evidence = signed_later.evidence.front();
    BOOST_TEST(evidence.checkpoint.find("\n\u2014 getuige.example ") != std::string::npos);
    BOOST_TEST(evidence.timestamps.size() == 1U);
    BOOST_TEST(!evidence.consistency.empty());
    const auto claims = events::check_document(signed_later, trust());
    BOOST_TEST(is_all_proven(claims));
    BOOST_TEST((claims.back().name == "evidence"));
    const auto read = events::parse_document(text_of(signed_later));
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(text_of(*read) == text_of(signed_later));
    // It must be about this log.
    auto other = signed_later;
    other.evidence.front().consistency.pop_back();
    check_contradicted(events::check_document(other, trust()), "evidence");
    other.evidence.front() = {document(3).published.checkpoint, {}, {}};
    check_contradicted(events::check_document(other, trust()), "evidence");
    // Its timestamp must be over it, and what follows must follow from it.
    other = signed_later;
    other.evidence.front().timestamps.front().back() ^= std::byte{1};
    check_contradicted(events::check_document(other, trust()), "evidence");
    other = signed_later;
    other.evidence.push_back(evidence);
    check_contradicted(events::check_document(other, trust()), "evidence");
    other.evidence.back().consistency.clear();
    BOOST_TEST(is_all_proven(events::check_document(other, trust())));
}

BOOST_AUTO_TEST_CASE(the_first_of_each_sort_of_evidence_will_do) {
    events::testing::stamp(ledger);
    events::testing::cosign(ledger, "getuige.example");
    ledger.append(events::MeasureReworded{"1", "Anders."}, "2021-11-23");
    ledger.seal();
    events::testing::stamp(ledger);
    events::testing::cosign(ledger, "getuige.example");
    auto cosigned = document(4);
    BOOST_TEST_REQUIRE(
        events::add_evidence(cosigned, ledger.view().ledger(), std::nullopt).has_value());
    BOOST_TEST_REQUIRE(cosigned.evidence.size() == 1U);  // its own checkpoint has a timestamp
    BOOST_TEST(cosigned.evidence.front().checkpoint == cosigned.published.checkpoint);
    BOOST_TEST(cosigned.evidence.front().consistency.empty());
    BOOST_TEST(is_all_proven(events::check_document(cosigned, trust())));
    BOOST_TEST(cosigned.policy.empty());
}

BOOST_AUTO_TEST_CASE(keys_of_the_policy_are_named_by_their_fingerprints) {
    const auto own = trust().log_keys.front();
    const auto witness =
        *core::make_cosigner_key("getuige.example", core::testing::key_of(7).public_key());
    core::TrustPolicy policy;
    policy.logs = {{own}};
    policy.witnesses = {{"getuige", witness}};
    auto named = document(4);
    BOOST_TEST_REQUIRE(events::add_evidence(named, ledger.view().ledger(), policy).has_value());
    BOOST_TEST_REQUIRE(named.policy.size() == 2U);
    const auto vkey = core::encode_vkey(own);
    BOOST_TEST(vkey.starts_with(named.policy.front().key + '+'));
    BOOST_TEST(named.policy.front().fingerprint ==
               core::to_hex(core::sha256(core::as_bytes(vkey))));
    BOOST_TEST(named.policy.back().key.starts_with("getuige.example+"));
    BOOST_TEST(is_all_proven(events::check_document(named, trust())));
    BOOST_TEST(text_of(*events::parse_document(text_of(named))) == text_of(named));
}

BOOST_AUTO_TEST_CASE(empty_and_misshapen_evidence_is_refused) {
    const auto whole = events::to_json(document(4));
    for (const auto* text :
         {R"({"evidence":[]})", R"({"evidence":null})", R"({"evidence":["x"]})", R"({"policy":[]})",
          R"({"evidence":[{"checkpoint":"x","consistency":[],"timestamps":["?"]}]})",
          R"({"evidence":[{"checkpoint":"x","consistency":[]}]})",
          R"({"policy":[{"key":"x","sha256":"y","name":"z"}]})", R"({"policy":["x"]})",
          R"({"policy":[{"key":"woorden","sha256":""}]})"}) {
        auto json = whole;
        const auto added = boost::json::parse(text);
        for (const auto& member : added.as_object()) { json[member.key()] = member.value(); }
        BOOST_TEST(!events::parse_document(boost::json::serialize(json)).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(nothing_can_be_hidden_in_it) {
    auto json = events::to_json(document(4));
    json["note"] = "hidden";
    BOOST_TEST(!events::parse_document(boost::json::serialize(json)).has_value());
    json.erase("note");
    json["cells"].as_array().front().as_object()["note"] = "hidden";
    BOOST_TEST(!events::parse_document(boost::json::serialize(json)).has_value());
}

BOOST_AUTO_TEST_CASE(misshapen_documents_are_refused) {
    for (const auto* text : {"", "{", "[]", "{}", R"({"schema":"peil.edition/1"})",
                             R"({"schema":"peil.edition/2"})"}) {
        BOOST_TEST(!events::parse_document(text).has_value(), text);
    }
}

// Every seventh byte, so that the test stays short.
BOOST_AUTO_TEST_CASE(a_changed_byte_is_never_proven) {
    const auto whole = text_of(document(4));
    const auto trusted = trust();
    for (std::size_t place = 0; place < whole.size(); place += 7) {
        auto text = whole;
        text[place] = static_cast<char>(text[place] ^ 1);
        const auto read = events::parse_document(text);
        if (!read) { continue; }
        BOOST_TEST(!is_all_proven(events::check_document(*read, trusted)),
                   "a change at byte " << place << " goes unnoticed: " << text.substr(place, 40));
    }
}

BOOST_AUTO_TEST_CASE(another_key_is_not_trusted) {
    const auto other =
        core::make_verifier_key("example.nl/droge-voeten", core::testing::key_of(1).public_key());
    BOOST_TEST_REQUIRE(other.has_value());
    check_contradicted(events::check_document(document(4), {{*other}}), "key");
    const auto claims = events::check_document(document(4), {});
    BOOST_TEST((claims.front().verdict == Verdict::not_proven));
}

BOOST_AUTO_TEST_CASE(leaving_a_cell_out_is_noticed) {
    auto shorter = document(4);
    shorter.cells.erase(shorter.cells.begin() + 5);
    check_contradicted(events::check_document(shorter, trust()), "cells");
    auto swapped = document(4);
    std::swap(swapped.cells[3], swapped.cells[4]);
    check_contradicted(events::check_document(swapped, trust()), "cells");
}

BOOST_AUTO_TEST_CASE(withheld_words_are_not_proven_and_nothing_else_fails) {
    auto withheld = document(4);
    for (auto& cell : withheld.cells) { cell.disclosure.clear(); }
    const auto verdicts = verdicts_of(events::check_document(withheld, trust()));
    BOOST_TEST((verdicts.at("words") == Verdict::not_proven));
    BOOST_TEST((verdicts.at("cells") == Verdict::proven));
}

BOOST_AUTO_TEST_CASE(words_of_another_cell_are_contradicted) {
    auto swapped = document(3);
    auto* first = &swapped.cells.front();
    for (auto& cell : swapped.cells) {
        if (!cell.disclosure.empty() && cell.disclosure != first->disclosure) {
            std::swap(cell.disclosure, first->disclosure);
            break;
        }
    }
    check_contradicted(events::check_document(swapped, trust()), "words");
}

BOOST_AUTO_TEST_CASE(a_measure_that_is_neither_printed_nor_closed_is_told) {
    ledger.append({{events::MeasureRegistered{"90", 1, "Vergeten."}, "2021-11-23"}});
    publish(5, "2021-11-23", {"90"});
    const auto claims = verdicts_of(events::check_document(document(5), trust()));
    BOOST_TEST((claims.at("completeness") == Verdict::not_proven));
    BOOST_TEST((claims.at("cells") == Verdict::proven));
}

BOOST_AUTO_TEST_CASE(a_closed_measure_is_gone_on_a_ground) {
    ledger.append({{events::MeasureRegistered{"90", 1, "Klaar."}, "2021-11-23"},
                   {events::MeasureClosed{"90", "completed", {}, {}}, "2021-11-23"}});
    publish(5, "2021-11-23");
    const auto claims = verdicts_of(events::check_document(document(5), trust()));
    BOOST_TEST((claims.at("completeness") == Verdict::proven));
}

BOOST_AUTO_TEST_CASE(corrected_words_are_found_in_the_correction) {
    const auto view = ledger.view();
    const auto state = view.facts().state_of("measure/1", {});
    const auto fact = state.find(events::Field::description);
    BOOST_TEST_REQUIRE(fact.has_value());
    ledger.append(
        events::EventCorrected{fact->position.sequence, "nl.peil.measure.registered", "Typefout.",
                               R"({"chapter":1,"description":"Verbeterd.","measure":"1"})"},
        "2021-05-17");
    publish(5, "2021-11-23");
    const auto corrected = document(5);
    BOOST_TEST(is_all_proven(events::check_document(corrected, trust())));
    const auto drawn = events::draw_document(corrected);
    BOOST_TEST_REQUIRE(drawn.has_value());
    BOOST_TEST(drawn->measures.front().description == "Verbeterd.");
}

BOOST_AUTO_TEST_CASE(an_edition_that_is_not_sealed_has_no_document_yet) {
    SampleLedger unsealed;
    import_sample(unsealed, 3);
    const auto view = unsealed.view();
    const auto made = events::make_document(view, 3);
    BOOST_TEST(!made.has_value());
    BOOST_TEST(made.error().detail.find("peil checkpoint") != std::string::npos);
    BOOST_TEST(!events::make_document(view, 9).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
