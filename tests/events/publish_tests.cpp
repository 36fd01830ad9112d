// Publishing: an edition freezes its cells under a Merkle root that anyone can compute again, and
// verification notices when it can no longer be drawn.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include "ledger_samples.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/error.hpp>
#include <peil/events/publish.hpp>
#include <peil/events/verify.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::testing::SampleLedger;

/// RFC 6962 §2.1 in as many words.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the logarithm of the number of leaves
core::Hash naive_root(const std::vector<std::string>& leaves) {
    core::Hasher hasher;
    if (leaves.empty()) { return core::empty_root(); }
    if (leaves.size() == 1) { return hasher.leaf(core::as_bytes(leaves.front())); }
    std::size_t split = 1;
    while (split * 2 < leaves.size()) { split *= 2; }
    const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(split);
    return hasher.node(naive_root({leaves.begin(), middle}), naive_root({middle, leaves.end()}));
}

/// base64url of the SHA-256 of the disclosure with this name.
std::string digest_of(const core::Snapshot& ledger, std::uint64_t sequence,
                      const std::string& name) {
    for (const auto text : ledger.disclosures(sequence)) {
        const auto member = core::parse_disclosure(text);
        if (member && member->name == name) {
            return core::encode_base64url(core::as_bytes(core::sha256(core::as_bytes(text))));
        }
    }
    BOOST_FAIL("event " << sequence << " discloses no " << name);
    return {};
}

core::VerifiedClaim claim_of(SampleLedger& ledger, const std::string& name) {
    const auto claims = events::verify_content(ledger.ledger(), {});
    const auto found = std::find_if(claims.begin(), claims.end(),
                                    [&](const auto& claim) { return claim.name == name; });
    BOOST_TEST_REQUIRE((found != claims.end()));
    return *found;
}

/// Writes another value into every state of a subject that has this field.
void alter_states(core::WriteTransaction& rows, std::string_view subject, events::Field field,
                  std::string_view value) {
    const auto prefix = events::states_key(subject);
    std::vector<std::pair<std::string, std::string>> altered;
    auto cursor = rows.cursor(events::index_table::states);
    for (auto row = cursor.at_or_after(prefix); row && row->key.starts_with(prefix);
         row = cursor.next()) {
        auto state = events::read_state(row->value);
        const auto fact = state.find(field);
        if (!fact) { continue; }
        state.set(field, events::StoredFact{fact->position, value});
        altered.emplace_back(row->key, "");
        events::append_state(altered.back().second, state);
    }
    for (const auto& [key, state] : altered) { rows.put(events::index_table::states, key, state); }
}

void check_verdict(SampleLedger& ledger, const std::string& name, core::Verdict verdict) {
    const auto claim = claim_of(ledger, name);
    BOOST_TEST_CONTEXT(name << ": " << claim.text) {
        BOOST_TEST((claim.verdict == verdict));
    }
}

/// Measures 1 and 2 of chapter 1; 8 leads a joint row with 7.
struct Programme {
    Programme() {
        const std::string begin = "2021-01-01";
        ledger.append({{events::ChapterDefined{1, "Dijken"}, begin},
                       {events::MeasureRegistered{"1", 1, "Dijken."}, begin},
                       {events::MeasureRegistered{"7", 1, "Pleinen."}, begin},
                       {events::MeasureRegistered{"8", 1, "Wijken."}, begin},
                       {events::MeasuresJoined{{"8", "7"}}, begin},
                       {events::PlanningSet{"8", "2022"}, begin},
                       {events::StatusSet{"1", "ongoing"}, begin},
                       {events::ProgressReported{"1", {events::Paragraph{"Hoger."}}}, begin},
                       {events::FootnotesSet{"1", {{"1", "progress", "Hoger", "NAP."}}}, begin}});
    }

    core::Result<void> publish(std::uint32_t number, const std::string& date) {
        const auto view = ledger.view();
        const auto matrix = events::answer(view, {.as_of = date}, ledger.now());
        BOOST_TEST_REQUIRE(matrix.has_value());
        events::BatchBuilder batch(view, "example.nl", ledger.random());
        const auto added = batch.publish(events::edition_of(*matrix, number, date),
                                         {.effective = date, .actor = {}});
        if (!added) { return added; }
        BOOST_TEST_REQUIRE(
            ledger.ledger().append(batch.drafts(), batch.expected_size()).has_value());
        return {};
    }
    events::EditionRecord record(std::uint32_t number) {
        const auto view = ledger.view();
        auto found = events::find_edition(view.facts(), number);
        BOOST_TEST_REQUIRE(found.has_value());
        return std::move(*found);
    }
    void catch_up() {
        auto index = events::Index::open(ledger.ledger().folder());
        BOOST_TEST_REQUIRE(index.has_value());
        BOOST_TEST_REQUIRE(index->catch_up(ledger.ledger().snapshot()).has_value());
    }

    SampleLedger ledger;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(publish, Programme)

BOOST_AUTO_TEST_CASE(an_edition_of_the_ledger_has_its_rows_chapters_and_columns) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    const auto edition = record(3).edition;
    const std::vector<std::vector<std::string>> rows{{"1"}, {"7", "8"}};
    BOOST_TEST((edition.rows == rows));
    BOOST_TEST((edition.chapters == std::vector<events::EditionChapter>{{1, true}}));
    BOOST_TEST(edition.columns.size() == 4U);
    BOOST_TEST(edition.date == "2021-05-17");
    BOOST_TEST(edition.projection == events::projection_version);
}

// The row of an edition is sorted, its leader need not be: the leader's cells used to be left out.
BOOST_AUTO_TEST_CASE(the_root_is_that_of_a_naive_computation) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    const auto snapshot = ledger.ledger().snapshot();
    const auto shown = [](int event, const std::string& field, const std::string& measure,
                          const std::string& value) {
        return R"({"event":)" + std::to_string(event) + R"(,"field":")" + field +
               R"(","subject":"measure/)" + measure + R"(","value":")" + value + R"("})";
    };
    const auto claimed = [&](std::uint64_t event, const std::string& field,
                             const std::string& subject) {
        return R"({"digest":")" + digest_of(snapshot, event, field) + R"(","event":)" +
               std::to_string(event) + R"(,"field":")" + field + R"(","subject":")" + subject +
               R"("})";
    };
    const std::vector<std::string> leaves{
        claimed(2, "title", "chapter/1"),       shown(3, "chapter", "1", "1"),
        claimed(3, "description", "measure/1"), claimed(10, "footnotes", "measure/1"),
        claimed(9, "progress", "measure/1"),    shown(8, "status", "1", "ongoing"),
        shown(4, "chapter", "7", "1"),          claimed(4, "description", "measure/7"),
        shown(6, "joint", "7", "8 7"),          claimed(7, "planning", "measure/7"),
        shown(5, "chapter", "8", "1"),          claimed(5, "description", "measure/8"),
        shown(6, "joint", "8", "8 7"),          claimed(7, "planning", "measure/8"),
        claimed(1, "title", "programme")};
    const auto& cells = record(3).edition.cells;
    BOOST_TEST(cells.size == leaves.size());
    BOOST_TEST(cells.root == core::to_hex(naive_root(leaves)));
}

BOOST_AUTO_TEST_CASE(trees_of_all_small_sizes_have_the_naive_root) {
    std::vector<events::Cell> cells;
    std::vector<std::string> leaves;
    for (std::uint64_t size = 0; size < 33; ++size) {
        const auto tree = events::cell_tree(cells);
        BOOST_TEST(tree.size == size);
        BOOST_TEST(tree.root == core::to_hex(naive_root(leaves)));
        cells.push_back({std::to_string(size), "status", size, "", "planned"});
        leaves.push_back(events::encode_cell(cells.back()));
    }
}

BOOST_AUTO_TEST_CASE(a_field_without_its_column_is_no_cell) {
    const auto view = ledger.view();
    events::EditionPublished edition;
    edition.rows = {{"1"}};
    const auto fields = [&] {
        std::string found;
        for (const auto& cell :
             events::edition_cells(view.facts(), edition, {}, [](auto, auto) { return "x"; })) {
            if (cell.subject == "measure/1") { found += cell.field + " "; }
        }
        return found;
    };
    BOOST_TEST(fields() == "chapter footnotes ");
    edition.columns = {{"progress", "Stand"}};
    BOOST_TEST(fields() == "chapter footnotes progress ");
    edition.columns = {{"planning", "Planning"}, {"description", "Wat"}};
    BOOST_TEST(fields() == "chapter description footnotes status ");
}

BOOST_AUTO_TEST_CASE(what_is_published_stays) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    const auto before = record(3);
    ledger.append(events::EventCorrected{9, "nl.peil.progress.reported", "Fout.", {}},
                  "2021-01-01");
    ledger.append(events::MeasureReworded{"1", "Anders."}, "2021-02-01");
    const auto view = ledger.view();
    const auto matrix = events::draw_edition(view.facts(), before);
    BOOST_TEST(matrix.measures.at(0).description == "Dijken.");
    BOOST_TEST((matrix.measures.at(0).progress == events::Blocks{events::Paragraph{"Hoger."}}));
    check_verdict(ledger, "editions", core::Verdict::proven);
}

BOOST_AUTO_TEST_CASE(a_number_is_published_once) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    const auto again = publish(3, "2021-06-17");
    BOOST_TEST_REQUIRE(!again.has_value());
    BOOST_TEST((again.error().code == make_error_code(events::Errc::rule_violated)));
    BOOST_TEST(publish(4, "2021-06-17").has_value());
}

BOOST_AUTO_TEST_CASE(a_corrected_field_is_a_cell_by_the_digest_of_the_correction) {
    const auto correction =
        ledger.append(events::EventCorrected{7, "nl.peil.planning.set", "Fout.",
                                             R"({"measure":"8","planning":"2023"})"},
                      "2021-01-01");
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    const auto view = ledger.view();
    const auto digest = events::stored_digest(view.ledger(), correction, events::Field::planning);
    BOOST_TEST(digest == digest_of(view.ledger(), correction, "content"));
    check_verdict(ledger, "editions", core::Verdict::proven);
}

BOOST_AUTO_TEST_CASE(an_honest_ledger_is_proven) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    catch_up();
    for (const auto* name : {"events", "ids", "views", "editions"}) {
        check_verdict(ledger, name, core::Verdict::proven);
    }
}

BOOST_AUTO_TEST_CASE(an_altered_view_contradicts_views_and_editions) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    catch_up();
    ledger.alter(ledger.root() / "derived", events::index_options(),
                 [](core::WriteTransaction& rows) {
                     auto key = events::timeline_key({"measure/1", events::Field::status});
                     auto cursor = rows.cursor(events::index_table::facts);
                     const auto row = cursor.at_or_after(key);
                     key = row->key;
                     const std::string links(row->value.substr(0, events::links_size_bytes));
                     rows.put(events::index_table::facts, key, links + "completed");
                     alter_states(rows, "measure/1", events::Field::status, "completed");
                 });
    check_verdict(ledger, "views", core::Verdict::contradicted);
    check_verdict(ledger, "editions", core::Verdict::contradicted);
    BOOST_TEST(claim_of(ledger, "views").event == 8U);
    check_verdict(ledger, "events", core::Verdict::proven);
}

BOOST_AUTO_TEST_CASE(a_replaced_disclosure_contradicts_events_and_editions) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    catch_up();
    ledger.alter_truth([](core::WriteTransaction& rows) {
        constexpr auto table = core::testing::at(core::testing::Stored::disclosures);
        auto cursor = rows.cursor(table);
        const std::string key(cursor.at_or_after(core::testing::key_of_number(9))->key);
        const auto forged = core::make_disclosure("AAAAAAAAAAAAAAAAAAAAAA", "progress", "Lager.");
        rows.put(table, key, forged.text);
    });
    check_verdict(ledger, "events", core::Verdict::contradicted);
    check_verdict(ledger, "editions", core::Verdict::contradicted);
    BOOST_TEST(claim_of(ledger, "events").event == 9U);
}

BOOST_AUTO_TEST_CASE(an_id_that_leads_elsewhere_contradicts_ids) {
    std::uint64_t moved = 0;
    ledger.alter_truth([&](core::WriteTransaction& rows) {
        constexpr auto table = core::testing::at(core::testing::Stored::ids);
        auto cursor = rows.cursor(table);
        const auto row = cursor.first();
        const std::string key(row->key);
        moved = core::read_u64_be(row->value);
        rows.put(table, key, core::testing::key_of_number(moved + 1));
    });
    const auto claim = claim_of(ledger, "ids");
    BOOST_TEST((claim.verdict == core::Verdict::contradicted));
    BOOST_TEST(claim.event == moved);
}

BOOST_AUTO_TEST_CASE(a_quick_run_says_what_it_left_out) {
    BOOST_TEST_REQUIRE(publish(3, "2021-05-17").has_value());
    ledger.seal();
    const auto claims = events::verify_content(ledger.ledger(), {.is_quick = true});
    BOOST_TEST_REQUIRE(claims.size() == events::content_claims.size());
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST((claims[i].verdict == core::Verdict::not_proven));
        BOOST_TEST(claims[i].text == "left out by --quick");
    }
    for (std::size_t i = 3; i < claims.size(); ++i) {
        BOOST_TEST((claims[i].verdict == core::Verdict::proven), claims[i].text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
