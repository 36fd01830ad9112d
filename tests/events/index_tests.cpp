// The index against slow truths: a fold in memory, and a search through all events, on random
// histories with many late facts, equal dates, corrections and retractions.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include "ledger_samples.hpp"
#include "random_events.hpp"
#include <peil/events/history.hpp>
#include <peil/events/index.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::Field;
using events::testing::answer_of;
using events::testing::EventMaker;
using events::testing::QuestionMaker;
using events::testing::SampleLedger;

constexpr std::uint64_t event_count = 2'000;
constexpr std::uint64_t batch_count = 10;
constexpr int question_count = 4'000;

/// A random ledger, its effects, an index of a part of it and one of all of it.
struct RandomLedger {
    explicit RandomLedger(std::uint64_t seed) : maker(seed) {
        append(event_count * 7 / 10);
        index = events::Index::open(ledger.ledger().folder());
        BOOST_TEST_REQUIRE(index.has_value());
        BOOST_TEST_REQUIRE(index->catch_up(ledger.ledger().snapshot()).has_value());
        part.emplace(index->snapshot());
        append(event_count);
        BOOST_TEST_REQUIRE(index->catch_up(ledger.ledger().snapshot()).has_value());
        whole.emplace(index->snapshot());
        fold();
    }

    void append(std::uint64_t size) {
        while (ledger.size() < size) {
            std::vector<events::testing::Dated> batch;
            const auto first = ledger.size() + 1;
            for (auto sequence = first;
                 sequence <= std::min(size, first + event_count / batch_count); ++sequence) {
                auto event = maker.make(sequence);
                batch.push_back({std::move(event), maker.effective()});
            }
            ledger.append(batch);
        }
    }
    void fold() {
        const auto snapshot = ledger.ledger().snapshot();
        for (std::uint64_t sequence = 1; sequence <= event_count; ++sequence) {
            const auto event = events::read_event(snapshot, sequence);
            BOOST_TEST_REQUIRE(event.has_value());
            auto effect = events::effect_of(*event);
            BOOST_TEST_REQUIRE(effect.has_value());
            all.apply(*effect);
            if (sequence > part->size()) { later.apply(*effect); }
            effects.push_back(std::move(*effect));
        }
    }
    SampleLedger ledger;
    EventMaker maker;
    std::optional<events::Index> index;
    std::optional<events::IndexSnapshot> part;   ///< of the first seven tenths
    std::optional<events::IndexSnapshot> whole;  ///< of all
    events::History later;                       ///< what `part` lacks
    events::History all;
    std::vector<events::Effect> effects;
};

std::string matrix_text(const events::FactSource& facts, events::Moment moment) {
    return boost::json::serialize(
        events::to_json(events::draw_matrix(facts, moment, events::Closed::shown)));
}

void compare_sources(std::uint64_t seed) {
    BOOST_TEST_MESSAGE("seed " << seed);
    RandomLedger random(seed);
    const events::LayeredFacts layered(*random.part, random.later);
    QuestionMaker questions(random.maker, event_count + 1);
    int answered = 0;
    for (int i = 0; i < question_count; ++i) {
        const auto question = questions.make();
        BOOST_TEST_CONTEXT("seed " << seed << ": " << events::testing::describe(question)) {
            const auto wanted = events::testing::search(random.effects, question);
            answered += wanted == "-" ? 0 : 1;
            BOOST_TEST(answer_of(random.all, question) == wanted);
            BOOST_TEST(answer_of(*random.whole, question) == wanted);
            BOOST_TEST(answer_of(layered, question) == wanted);
        }
    }
    BOOST_TEST(answered > question_count / 4);
    for (int i = 0; i < 40; ++i) {
        const auto moment = questions.make().moment;
        const auto wanted = matrix_text(random.all, moment);
        BOOST_TEST(matrix_text(*random.whole, moment) == wanted);
        BOOST_TEST(matrix_text(layered, moment) == wanted);
        // With everything known the index answers from its states, one a measure.
        const events::Moment today{.as_of = moment.as_of};
        const auto wanted_today = matrix_text(random.all, today);
        BOOST_TEST(matrix_text(*random.whole, today) == wanted_today);
        BOOST_TEST(matrix_text(layered, today) == wanted_today);
    }
    for (const auto* prefix : {"", "measure/", "measure/1", "chapter/", "edition/"}) {
        BOOST_TEST(random.whole->subjects(prefix) == random.all.subjects(prefix),
                   boost::test_tools::per_element());
        BOOST_TEST(layered.subjects(prefix) == random.all.subjects(prefix),
                   boost::test_tools::per_element());
    }
    const auto snapshot = random.ledger.ledger().snapshot();
    for (const auto* index : {&*random.part, &*random.whole}) {
        const auto fault = events::compare_index(*index, snapshot);
        BOOST_TEST_REQUIRE(fault.has_value());
        BOOST_TEST(!fault->has_value());
    }
}

}  // namespace

namespace peil::index_tests {  // the C library has a function `index` outside of all namespaces

BOOST_AUTO_TEST_SUITE(index)

BOOST_AUTO_TEST_CASE(answers_as_a_search_through_all_events_does_with_seed_1) {
    compare_sources(1);
}

BOOST_AUTO_TEST_CASE(answers_as_a_search_through_all_events_does_with_seed_20160517) {
    compare_sources(20160517);
}

BOOST_AUTO_TEST_CASE(answers_as_a_search_through_all_events_does_with_seed_887766) {
    compare_sources(887766);
}

BOOST_AUTO_TEST_CASE(removing_it_changes_no_answer) {
    SampleLedger ledger;
    events::testing::import_sample(ledger, 3);
    events::testing::import_sample(ledger, 4);
    const auto answers = [&] {
        const auto view = ledger.view();
        return matrix_text(view.facts(), view.moment()) +
               matrix_text(view.facts(), {.as_of = events::testing::day("2021-06-01")}) +
               matrix_text(view.facts(), {.known = 40});
    };
    const auto before = answers();
    {
        auto index = events::Index::open(ledger.ledger().folder());
        BOOST_TEST_REQUIRE(index.has_value());
        BOOST_TEST_REQUIRE(index->catch_up(ledger.ledger().snapshot()).has_value());
        BOOST_TEST(index->snapshot().size() == ledger.size());
    }
    BOOST_TEST(answers() == before);
    std::filesystem::remove_all(ledger.root() / "derived");
    BOOST_TEST(answers() == before);
    std::filesystem::remove_all(ledger.root() / "derived");
    core::testing::write_whole(ledger.root() / "derived", "no folder");
    BOOST_TEST(answers() == before);
}

BOOST_AUTO_TEST_CASE(an_index_of_another_ledger_is_built_anew) {
    SampleLedger one;
    SampleLedger other;
    one.append(events::PlanningSet{"1", "eigen"}, "2021-05-01");
    other.append(events::PlanningSet{"1", "vreemd"}, "2021-05-01");
    for (auto* ledger : {&one, &other}) {
        auto index = events::Index::open(ledger->ledger().folder());
        BOOST_TEST_REQUIRE(index->catch_up(ledger->ledger().snapshot()).has_value());
    }
    std::filesystem::remove_all(one.root() / "derived");
    std::filesystem::copy(other.root() / "derived", one.root() / "derived",
                          std::filesystem::copy_options::recursive);
    {
        const auto index = events::Index::open(one.ledger().folder());
        BOOST_TEST_REQUIRE(index.has_value());
        const auto fault = events::compare_index(index->snapshot(), one.ledger().snapshot());
        BOOST_TEST_REQUIRE(fault.has_value());
        BOOST_TEST(fault->has_value());
    }
    const auto view = one.view();
    const auto planning = events::lookup(view.facts(), {"measure/1", Field::planning}, {});
    BOOST_TEST_REQUIRE(planning.has_value());
    BOOST_TEST(planning->value == "eigen");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::index_tests
