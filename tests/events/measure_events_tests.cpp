// The events of a measure, found through the facts, are those that a reading of all events finds.
// SPDX-License-Identifier: EUPL-1.2
#include "random_events.hpp"
#include <peil/events/history.hpp>
#include <peil/events/measure_events.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

namespace events = peil::events;

using events::Effect;
using events::Field;

bool is_subject_of(const std::string& subject, const std::string& measure) {
    const auto begins = [&](const char* kind) { return subject.starts_with(kind + measure + "."); };
    return subject == "measure/" + measure || begins("series/") || begins("figure/") ||
           begins("milestone/");
}

/// Reads all effects in their order.
class Reading {
  public:
    explicit Reading(std::string measure) : measure_(std::move(measure)) {}

    void read(const Effect& effect) {
        const bool is_stated = std::any_of(
            effect.facts.begin(), effect.facts.end(),
            [&](const events::Fact& fact) { return is_subject_of(fact.subject, measure_); });
        const bool is_first = effect.voids != 0 && voided_.insert(effect.voids).second;
        const bool corrects =
            is_first && std::find(found_.begin(), found_.end(), effect.voids) != found_.end();
        if (is_stated || corrects) { found_.push_back(effect.sequence); }
    }
    [[nodiscard]] const std::vector<std::uint64_t>& found() const { return found_; }

  private:
    std::string measure_;
    std::set<std::uint64_t> voided_;
    std::vector<std::uint64_t> found_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(measure_events)

BOOST_AUTO_TEST_CASE(they_are_those_that_a_reading_of_all_events_finds) {
    constexpr std::uint64_t event_count = 3'000;
    events::testing::EventMaker maker(7);
    events::History history;
    std::vector<Effect> effects;
    for (std::uint64_t number = 1; number <= event_count; ++number) {
        events::RecordedEvent recorded{.envelope = {}, .data = {}, .event = maker.make(number)};
        recorded.envelope.sequence = number;
        recorded.envelope.effective = maker.effective();
        const auto effect = events::effect_of(recorded);
        BOOST_TEST_REQUIRE(effect.has_value());
        history.apply(*effect);
        effects.push_back(*effect);
    }
    for (int number = 1; number <= 10; ++number) {
        const auto measure = std::to_string(number);
        Reading reading(measure);
        for (const auto& effect : effects) { reading.read(effect); }
        BOOST_TEST(reading.found().size() > event_count / 20);
        BOOST_TEST(events::events_of_measure(history, measure) == reading.found(),
                   boost::test_tools::per_element());
    }
    BOOST_TEST(events::events_of_measure(history, "99").empty());
}

BOOST_AUTO_TEST_CASE(a_measure_is_not_another_whose_number_it_begins) {
    events::History history;
    history.apply({.effective = 1, .sequence = 1, .facts = {{"measure/2", Field::owner, "a"}}});
    history.apply({.effective = 1, .sequence = 2, .facts = {{"measure/20", Field::owner, "a"}}});
    history.apply({.effective = 1, .sequence = 3, .facts = {{"series/20.a", Field::series, "{}"}}});
    BOOST_TEST(events::events_of_measure(history, "2") == std::vector<std::uint64_t>{1},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(corrections_and_their_corrections_belong_to_it) {
    events::History history;
    history.apply({.effective = 1, .sequence = 1, .facts = {{"measure/2", Field::owner, "a"}}});
    history.apply({.effective = 1, .sequence = 2, .voids = 1});
    history.apply({.effective = 1, .sequence = 3, .voids = 2, .facts = {}});
    BOOST_TEST(events::events_of_measure(history, "2") == (std::vector<std::uint64_t>{1, 2, 3}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
