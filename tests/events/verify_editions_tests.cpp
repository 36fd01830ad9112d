// The claims `editions`, `documents` and `completeness` of verification.
// SPDX-License-Identifier: EUPL-1.2
#include "document_samples.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/events/verify.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

namespace {

using core::Verdict;
using testing::import_sample;
using testing::SampleLedger;

core::VerifiedClaim claim_about(SampleLedger& ledger, std::string_view name) {
    const auto claims = verify_content(ledger.ledger(), {});
    const auto found = std::find_if(claims.begin(), claims.end(),
                                    [&](const auto& claim) { return claim.name == name; });
    BOOST_TEST_REQUIRE((found != claims.end()));
    return *found;
}

void check_claim(SampleLedger& ledger, std::string_view name, Verdict verdict,
                 std::string_view text) {
    const auto claim = claim_about(ledger, name);
    BOOST_TEST_CONTEXT(name << ": " << core::name_of(claim.verdict) << ": " << claim.text) {
        BOOST_TEST((claim.verdict == verdict));
        BOOST_TEST(claim.text.find(text) != std::string::npos);
    }
}

/// Publishes what the ledger prints at a date, after `change` was made to the edition. The tree
/// over its cells is made for what is published, as whoever has the key can do.
void publish_changed(SampleLedger& ledger, std::uint32_t number, const std::string& date,
                     const std::function<void(EditionPublished&)>& change) {
    const auto view = ledger.view();
    const auto matrix = answer(view, {.as_of = date}, ledger.now());
    BOOST_TEST_REQUIRE(matrix.has_value());
    auto edition = edition_of(*matrix, number, date);
    change(edition);
    const auto cells = edition_cells(view.facts(), edition,
                                     {.as_of = *parse_moment(date), .known = ledger.size() + 1},
                                     [&](std::uint64_t sequence, Field field) {
                                         return stored_digest(view.ledger(), sequence, field);
                                     });
    edition.cells = cell_tree(cells);
    ledger.append(edition, date);
    ledger.seal();
}

void drop_number(EditionPublished& edition, const std::string& number) {
    for (auto& row : edition.rows) { std::erase(row, number); }
    std::erase_if(edition.rows, [](const auto& row) { return row.empty(); });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verify_editions, testing::PublishedSample)

BOOST_AUTO_TEST_CASE(what_was_published_is_proven) {
    check_claim(ledger, "editions", Verdict::proven, "2 published editions are drawn");
    check_claim(ledger, "documents", Verdict::proven,
                "2 published editions are proven by the document");
    check_claim(ledger, "completeness", Verdict::proven, "2 published editions are complete");
}

BOOST_AUTO_TEST_CASE(without_an_edition_nothing_is_proven_and_nobody_asked) {
    SampleLedger empty;
    for (const auto* name : {"editions", "documents", "completeness"}) {
        check_claim(empty, name, Verdict::not_proven, "no edition was published yet");
        BOOST_TEST(!claim_about(empty, name).is_asked);
    }
}

BOOST_AUTO_TEST_CASE(a_document_without_a_checkpoint_is_not_proven) {
    SampleLedger unsealed;
    import_sample(unsealed, 3);
    check_claim(unsealed, "editions", Verdict::proven, "drawn");
    check_claim(unsealed, "documents", Verdict::not_proven, "no checkpoint covers edition 3");
    check_claim(unsealed, "completeness", Verdict::proven, "complete");
}

BOOST_AUTO_TEST_CASE(a_document_whose_words_were_changed_is_contradicted) {
    const auto sequence =
        lookup(ledger.view().facts(), {"measure/1", Field::description}, {})->position.sequence;
    const auto other =
        core::make_disclosure("c2FsdHNhbHRzYWx0c2FsdA", "description", "Anders.").text;
    ledger.alter_truth([&](core::WriteTransaction& rows) {
        const auto table = core::testing::at(core::testing::Stored::disclosures);
        const auto row = rows.cursor(table).at_or_after(core::testing::key_of_number(sequence));
        BOOST_TEST_REQUIRE(row.has_value());
        rows.put(table, std::string(row->key), other);
    });
    check_claim(ledger, "documents", Verdict::contradicted, "edition 3");
}

BOOST_AUTO_TEST_CASE(a_document_under_a_checkpoint_of_another_key_is_contradicted) {
    const auto stored = ledger.ledger().snapshot().checkpoints().back();
    const auto note = core::parse_note(stored.note);
    const auto forged = core::encode_note(
        core::sign_note(note->text, "example.nl/droge-voeten", core::testing::key_of(5)));
    ledger.alter_truth([&](core::WriteTransaction& rows) {
        rows.put(core::testing::at(core::testing::Stored::checkpoints),
                 core::testing::key_of_number(stored.size), forged);
    });
    check_claim(ledger, "editions", Verdict::proven, "drawn");
    check_claim(ledger, "documents", Verdict::contradicted, "edition 4: checkpoint: ");
}

BOOST_AUTO_TEST_CASE(a_measure_that_was_left_out_without_a_ground_is_not_proven) {
    publish_changed(ledger, 5, "2022-05-16", [](auto& edition) { drop_number(edition, "1"); });
    check_claim(ledger, "completeness", Verdict::not_proven,
                "edition 5: this measure is registered and neither printed nor gone on a ground: "
                "1");
    check_claim(ledger, "editions", Verdict::proven, "drawn");
    check_claim(ledger, "documents", Verdict::proven, "document");
}

BOOST_AUTO_TEST_CASE(a_measure_that_left_on_a_ground_is_complete) {
    ledger.append(MeasureClosed{"1", "withdrawn", {}, "Niet meer nodig."}, "2022-01-01");
    publish_changed(ledger, 5, "2022-05-16", [](auto& edition) {
        for (const auto& row : edition.rows) { BOOST_TEST((row != std::vector<std::string>{"1"})); }
    });
    check_claim(ledger, "completeness", Verdict::proven, "3 published editions are complete");
}

BOOST_AUTO_TEST_CASE(a_measure_that_left_after_the_edition_is_no_excuse_for_it) {
    ledger.append(MeasureClosed{"1", "withdrawn", {}, "Niet meer nodig."}, "2022-06-01");
    publish_changed(ledger, 5, "2022-05-16", [](auto& edition) { drop_number(edition, "1"); });
    check_claim(ledger, "completeness", Verdict::not_proven, "edition 5");
}

BOOST_AUTO_TEST_CASE(a_number_in_a_printed_joint_row_is_complete) {
    ledger.append(MeasuresJoined{{"1", "2"}}, "2022-01-01");
    publish_changed(ledger, 5, "2022-05-16", [](auto& edition) { drop_number(edition, "2"); });
    check_claim(ledger, "completeness", Verdict::proven, "complete");
}

BOOST_AUTO_TEST_CASE(a_measure_that_was_never_registered_or_is_printed_twice_is_contradicted) {
    publish_changed(ledger, 5, "2022-05-16", [](auto& edition) { edition.rows.push_back({"99"}); });
    check_claim(ledger, "completeness", Verdict::contradicted,
                "edition 5: measure 99 is printed and was never registered");
    BOOST_TEST(claim_about(ledger, "completeness").event == ledger.size());
    SampleLedger other;
    import_sample(other, 3);
    publish_changed(other, 5, "2022-05-16", [](auto& edition) { edition.rows.push_back({"1"}); });
    check_claim(other, "completeness", Verdict::contradicted, "measure 1 is printed twice");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
