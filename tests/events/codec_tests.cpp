// Events through the ledger and back: nothing is lost, nothing that is disclosed apart is shown.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/codec.hpp>
#include <peil/events/error.hpp>
#include <peil/events/fact.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::testing::SampleLedger;

core::Draft unknown_draft(bool must_understand) {
    return {.id = "",
            .type = "nl.peil.measure.painted",
            .subject = "measure/8",
            .effective = "2021-03-01",
            .actor = "example.nl",
            .must_understand = must_understand,
            .shown = {{"colour", "blue"}},
            .claims = {{.name = "reason", .value = "mooier"}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(codec)

BOOST_AUTO_TEST_CASE(an_event_of_every_kind_comes_back_as_it_was) {
    SampleLedger ledger;
    for (const auto& event : events::testing::one_of_every_kind()) {
        BOOST_TEST_CONTEXT(events::type_of(event)) {
            const auto sequence = ledger.append(event, "2021-02-03");
            const auto read = events::read_event(ledger.ledger().snapshot(), sequence);
            BOOST_TEST_REQUIRE(read.has_value());
            BOOST_TEST(read->event.index() == event.index());
            BOOST_TEST(read->envelope.type == events::type_of(event));
            BOOST_TEST(read->envelope.effective == "2021-02-03");
            BOOST_CHECK_EQUAL(events::to_data(read->event), events::to_data(event));
            BOOST_CHECK_EQUAL(read->data, events::to_data(event));
        }
    }
}

BOOST_AUTO_TEST_CASE(members_that_may_be_left_out_stay_out) {
    SampleLedger ledger;
    const std::vector<events::Event> sparse{
        events::ChapterDefined{2, {}}, events::MeasureClosed{"8", "completed", {}, {}},
        events::EventCorrected{1, "nl.peil.programme.defined", "x", {}},
        events::PlanningSet{"8", ""}, events::FootnotesSet{"8", {}}};
    for (const auto& event : sparse) {
        const auto sequence = ledger.append(event, "2021-02-03");
        const auto read = events::read_event(ledger.ledger().snapshot(), sequence);
        BOOST_TEST_REQUIRE(read.has_value());
        BOOST_CHECK_EQUAL(events::to_data(read->event), events::to_data(event));
    }
}

BOOST_AUTO_TEST_CASE(no_event_shows_what_is_disclosed_apart) {
    SampleLedger ledger;
    for (const auto& event : events::testing::one_of_every_kind()) {
        ledger.append(event, "2021-02-03");
    }
    const auto snapshot = ledger.ledger().snapshot();
    for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
        const auto bytes = *snapshot.event(sequence);
        for (const auto& text : events::testing::hidden_texts()) {
            BOOST_TEST_CONTEXT("event " << sequence << ": " << text) {
                BOOST_TEST(bytes.find(text) == std::string_view::npos);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_source_stands_in_the_event) {
    SampleLedger ledger;
    const std::string hash(64, '7');
    const auto sequence = ledger.append_drafts(
        {events::to_draft(events::StatusSet{"8", "ongoing"},
                          {.effective = "2021-02-03",
                           .actor = "example.nl",
                           .source = events::Source{"report.txt", hash, {12, 15}}})});
    const auto snapshot = ledger.ledger().snapshot();
    const auto read = events::read_event(snapshot, sequence);
    BOOST_TEST_REQUIRE(read.has_value());
    const boost::json::value wanted{{"title", "report.txt"}, {"sha256", hash}, {"lines", {12, 15}}};
    BOOST_CHECK_EQUAL(read->data.at("source"), wanted);
    BOOST_TEST(snapshot.event(sequence)->find(hash) != std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(a_withheld_text_comes_out_empty) {
    SampleLedger ledger;
    const auto sequence = ledger.append(events::MeasureReworded{"8", "Geheim."}, "2021-02-03");
    ledger.alter_truth([&](core::WriteTransaction& rows) {
        constexpr auto table = core::testing::at(core::testing::Stored::disclosures);
        auto cursor = rows.cursor(table);
        const auto row = cursor.at_or_after(core::testing::key_of_number(sequence));
        rows.erase(table, std::string(row->key));
    });
    const auto read = events::read_event(ledger.ledger().snapshot(), sequence);
    BOOST_TEST_REQUIRE(read.has_value());
    const auto& reworded = std::get<events::MeasureReworded>(read->event);
    BOOST_TEST(reworded.measure == "8");
    BOOST_TEST(reworded.description.empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_type_is_carried) {
    SampleLedger ledger;
    const auto sequence = ledger.append_drafts({unknown_draft(false)});
    const auto read = events::read_event(ledger.ledger().snapshot(), sequence);
    BOOST_TEST_REQUIRE(read.has_value());
    const auto& unknown = std::get<events::UnknownEvent>(read->event);
    BOOST_TEST(unknown.type == "nl.peil.measure.painted");
    BOOST_TEST(!unknown.must_understand);
    BOOST_CHECK_EQUAL(read->data.at("reason"), boost::json::value("mooier"));
    const auto effect = events::effect_of(*read);
    BOOST_TEST_REQUIRE(effect.has_value());
    BOOST_TEST(effect->facts.empty());
    BOOST_TEST(events::View::open(ledger.ledger()).has_value());
}

BOOST_AUTO_TEST_CASE(an_unknown_event_that_must_be_understood_stops_projections) {
    SampleLedger ledger;
    const auto sequence = ledger.append_drafts({unknown_draft(true)});
    const auto read = events::read_event(ledger.ledger().snapshot(), sequence);
    BOOST_TEST_REQUIRE(read.has_value());
    const auto effect = events::effect_of(*read);
    BOOST_TEST_REQUIRE(!effect.has_value());
    BOOST_TEST((effect.error().code == make_error_code(events::Errc::must_understand)));
    const auto view = events::View::open(ledger.ledger());
    BOOST_TEST_REQUIRE(!view.has_value());
    BOOST_TEST((view.error().code == make_error_code(events::Errc::must_understand)));
    BOOST_TEST(view.error().detail.find("event 2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_known_type_with_misshapen_content_is_an_error) {
    SampleLedger ledger;
    auto draft = unknown_draft(false);
    draft.type = "nl.peil.status.set";
    const auto sequence = ledger.append_drafts({draft});
    const auto read = events::read_event(ledger.ledger().snapshot(), sequence);
    BOOST_TEST_REQUIRE(!read.has_value());
    BOOST_TEST((read.error().code == make_error_code(events::Errc::malformed_content)));
    BOOST_TEST(read.error().detail.find("event 2") == 0U);
}

BOOST_AUTO_TEST_CASE(blocks_of_facts_come_back_as_they_were) {
    const events::Blocks blocks{events::Paragraph{"a\n\0b"}, events::Paragraph{""},
                                events::List{true, {}}, events::List{false, {"", "P", "één"}}};
    const auto bytes = events::encode_blocks(blocks);
    BOOST_TEST((events::decode_blocks(bytes) == blocks));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        BOOST_TEST(events::decode_blocks(bytes.substr(0, size)).size() < blocks.size());
    }
    BOOST_TEST(events::decode_blocks("P" + std::string(8, '\xff')).empty());
    BOOST_TEST(events::decode_blocks("U" + std::string(8, '\xff')).empty());
}

BOOST_AUTO_TEST_SUITE_END()
