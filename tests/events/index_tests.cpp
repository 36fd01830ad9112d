// The index against slow truths: a fold in memory, and a search through all events, on random
// histories with many late facts, equal dates, corrections and retractions.
// SPDX-License-Identifier: EUPL-1.2
#include "index_rows.hpp"
#include "ledger_samples.hpp"
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

using core::testing::SeededRandom;
using events::Field;
using events::testing::SampleLedger;

constexpr std::uint64_t event_count = 2'000;
constexpr std::uint64_t batch_count = 10;
constexpr int question_count = 4'000;

/// Random events on ten measures.
class EventMaker {
  public:
    explicit EventMaker(std::uint64_t seed) : random_(seed) {}

    SeededRandom& random() { return random_; }
    std::string measure() { return std::to_string(1 + random_.below(10)); }

    /// One of 60 dates and moments, from before 1970 on; many events share one.
    std::string effective() {
        const auto month = 1 + random_.below(12);
        const auto year = std::vector{"1962", "1969", "1970", "2020", "2021"}[random_.below(5)];
        auto text = std::string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-17";
        return random_.below(8) == 0 ? text + "T12:30:00.500Z" : text;
    }

    /// The event that will have this number; earlier ones may be corrected, also twice.
    events::Event make(std::uint64_t sequence) {
        if (sequence > 20 && random_.below(8) == 0) { return correction(sequence); }
        auto event = plain();
        types_.resize(sequence + 1);
        types_[sequence] = event;
        return event;
    }

  private:
    std::string text() { return "tekst " + std::to_string(random_.below(1000)); }

    events::Event plain() {
        switch (random_.below(10)) {
            case 0: return events::MeasureRegistered{measure(), chapter(), text()};
            case 1: return events::MeasureReworded{measure(), text()};
            case 2: return events::MeasureMoved{measure(), chapter()};
            case 3: return events::MeasuresJoined{{measure(), "11"}};
            case 4: return events::MeasureClosed{measure(), "completed", {}, text()};
            case 5: return events::MeasureReopened{measure(), text()};
            case 6: return events::StatusSet{measure(), "ongoing"};
            case 7: return events::ProgressReported{measure(), {events::Paragraph{text()}}};
            case 8: return events::ChapterDefined{chapter(), text()};
            default: return events::PlanningSet{measure(), text()};
        }
    }
    events::Event correction(std::uint64_t sequence) {
        auto target = 2 + random_.below(sequence - 2);
        while (target >= types_.size() || !types_[target]) {
            target = 2 + random_.below(sequence - 2);
        }
        types_.resize(sequence + 1);
        const auto& corrected = *types_[target];
        events::EventCorrected made{target, std::string(events::type_of(corrected)), "Fout.", {}};
        if (random_.below(2) == 0) {
            made.content = boost::json::serialize(events::to_data(corrected));
        }
        return made;
    }
    std::uint32_t chapter() { return static_cast<std::uint32_t>(1 + random_.below(3)); }

    SeededRandom random_;
    std::vector<std::optional<events::Event>> types_;
};

/// A question about one field with what it may be answered with.
struct Question {
    std::string subject;
    Field field;
    events::Moment moment;
};

class QuestionMaker {
  public:
    explicit QuestionMaker(EventMaker& events) : events_(events) {}

    Question make() {
        static constexpr Field fields[] = {Field::title,    Field::chapter, Field::description,
                                           Field::planning, Field::status,  Field::progress,
                                           Field::joint,    Field::closure};
        auto& random = events_.random();
        Question question{"measure/" + events_.measure(), fields[random.below(8)], {}};
        if (question.field == Field::title) {
            question.subject = "chapter/" + std::to_string(1 + random.below(3));
        }
        if (random.below(20) == 0) {
            question.subject = "measure/" + std::to_string(random.below(200));
        }
        if (random.below(10) != 0) {
            question.moment.as_of = events::effective_start(events_.effective()) +
                                    static_cast<core::UnixMs>(random.below(3)) - 1;
        }
        if (random.below(10) != 0) { question.moment.known = random.below(event_count + 2); }
        return question;
    }

  private:
    EventMaker& events_;
};

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
    /// The answer by looking at every event: the latest fact that is known and not voided.
    [[nodiscard]] std::string search(const Question& question) const {
        std::vector<bool> is_voided(event_count + 1);
        for (const auto& effect : effects) {
            if (effect.sequence <= question.moment.known) { is_voided[effect.voids] = true; }
        }
        std::string answer = "-";
        core::UnixMs latest = 0;
        for (const auto& effect : effects) {
            const bool counts = effect.sequence <= question.moment.known &&
                                effect.effective <= question.moment.as_of &&
                                !is_voided[effect.sequence];
            for (const auto& fact : effect.facts) {
                if (!counts || fact.subject != question.subject || fact.field != question.field) {
                    continue;
                }
                if (answer == "-" || effect.effective >= latest) {
                    latest = effect.effective;
                    answer = std::to_string(effect.sequence) + " " + fact.value;
                }
            }
        }
        return answer;
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

std::string answer_of(const events::FactSource& source, const Question& question) {
    const auto fact = events::lookup(source, {question.subject, question.field}, question.moment);
    return fact ? std::to_string(fact->position.sequence) + " " + std::string(fact->value) : "-";
}

std::string matrix_text(const events::FactSource& facts, events::Moment moment) {
    return boost::json::serialize(
        events::to_json(events::draw_matrix(facts, moment, events::Closed::shown)));
}

void compare_sources(std::uint64_t seed) {
    BOOST_TEST_MESSAGE("seed " << seed);
    RandomLedger random(seed);
    const events::LayeredFacts layered(*random.part, random.later);
    QuestionMaker questions(random.maker);
    int answered = 0;
    for (int i = 0; i < question_count; ++i) {
        const auto question = questions.make();
        BOOST_TEST_CONTEXT("seed " << seed << ": " << question.subject << " "
                                   << events::name_of(question.field) << " as of "
                                   << question.moment.as_of << " known " << question.moment.known) {
            const auto wanted = random.search(question);
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
