// The proof of one cell, and that there is none.
// SPDX-License-Identifier: EUPL-1.2
#include "document_samples.hpp"
#include <peil/events/cell_proof.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace events = peil::events;
using peil::events::testing::check_contradicted;
using peil::events::testing::is_all_proven;
using peil::events::testing::PublishedSample;

namespace {

std::string text_of_proof(const events::CellProof& proof) {
    return boost::json::serialize(events::to_json(proof));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cell_proof, PublishedSample)

BOOST_AUTO_TEST_CASE(every_cell_of_an_edition_can_be_proven) {
    const auto whole = document(3);
    const events::CellProver prover(whole);
    for (const auto& each : whole.cells) {
        const auto cell = events::parse_cell(each.leaf);
        BOOST_TEST_REQUIRE(cell.has_value());
        const auto proof = prover.prove(cell->subject, cell->field);
        BOOST_TEST(is_all_proven(events::check_cell_proof(proof, trust())), each.leaf);
        BOOST_TEST(proof.cells.size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(absence_is_proven_by_the_neighbours) {
    const auto whole = document(3);
    const events::CellProver prover(whole);
    for (const auto* subject : {"measure/99", "measure/0", "a", "z", "measure/1a"}) {
        const auto proof = prover.prove(subject, "progress");
        BOOST_TEST(is_all_proven(events::check_cell_proof(proof, trust())), subject);
        for (const auto& neighbour : proof.cells) { BOOST_TEST(neighbour.cell.disclosure.empty()); }
    }
}

BOOST_AUTO_TEST_CASE(the_neighbours_of_another_cell_prove_nothing) {
    auto proof = events::CellProver(document(3)).prove("measure/99", "progress");
    proof.subject = "measure/1";
    check_contradicted(events::check_cell_proof(proof, trust()), "cell");
    proof = events::CellProver(document(3)).prove("measure/99", "progress");
    proof.cells.pop_back();
    check_contradicted(events::check_cell_proof(proof, trust()), "cell");
}

BOOST_AUTO_TEST_CASE(json_comes_back) {
    const auto text = text_of_proof(events::CellProver(document(3)).prove("measure/8", "progress"));
    const auto read = events::parse_cell_proof(text);
    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(text_of_proof(*read) == text);
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_never_proven) {
    const auto whole =
        text_of_proof(events::CellProver(document(3)).prove("measure/8", "progress"));
    const auto trusted = trust();
    for (std::size_t place = 0; place < whole.size(); ++place) {
        auto text = whole;
        text[place] = static_cast<char>(text[place] ^ 1);
        const auto read = events::parse_cell_proof(text);
        if (!read) { continue; }
        BOOST_TEST(!is_all_proven(events::check_cell_proof(*read, trusted)),
                   "a change at byte " << place << " goes unnoticed: " << text.substr(place, 40));
    }
}

BOOST_AUTO_TEST_SUITE_END()
