// The fold in memory, and two sources as one.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/history.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

namespace events = peil::events;

using events::Field;
using events::History;
using events::Moment;

events::Effect stated(std::uint64_t sequence, peil::core::UnixMs effective, std::string planning) {
    return {.effective = effective,
            .sequence = sequence,
            .facts = {{"measure/8", Field::planning, std::move(planning)}}};
}

events::Effect voided(std::uint64_t sequence, std::uint64_t target) {
    return {.effective = 0, .sequence = sequence, .voids = target};
}

/// What held, as text; `-` if nothing did.
std::string planning_at(const events::FactSource& source, Moment moment) {
    const auto fact = events::lookup(source, {"measure/8", Field::planning}, moment);
    return fact ? std::string(fact->value) : "-";
}

History history_of(const std::vector<events::Effect>& effects) {
    History history;
    for (const auto& effect : effects) { history.apply(effect); }
    return history;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(history)

BOOST_AUTO_TEST_CASE(the_latest_effective_fact_holds) {
    const auto history = history_of({stated(1, 100, "a"), stated(2, 200, "b")});
    BOOST_TEST(planning_at(history, {.as_of = 99}) == "-");
    BOOST_TEST(planning_at(history, {.as_of = 100}) == "a");
    BOOST_TEST(planning_at(history, {.as_of = 199}) == "a");
    BOOST_TEST(planning_at(history, {.as_of = 200}) == "b");
    BOOST_TEST(planning_at(history, {}) == "b");
}

BOOST_AUTO_TEST_CASE(of_one_moment_the_later_recording_holds) {
    const auto history = history_of({stated(1, 100, "a"), stated(2, 100, "b")});
    BOOST_TEST(planning_at(history, {.as_of = 100}) == "b");
    BOOST_TEST(planning_at(history, {.as_of = 100, .known = 1}) == "a");
}

BOOST_AUTO_TEST_CASE(a_late_fact_holds_until_the_next_and_only_once_known) {
    const auto history =
        history_of({stated(1, 100, "a"), stated(2, 300, "c"), stated(3, 200, "b")});
    BOOST_TEST(planning_at(history, {.as_of = 250}) == "b");
    BOOST_TEST(planning_at(history, {.as_of = 250, .known = 2}) == "a");
    BOOST_TEST(planning_at(history, {.as_of = 300}) == "c");
    BOOST_TEST(planning_at(history, {.as_of = 250, .known = 0}) == "-");
}

BOOST_AUTO_TEST_CASE(moments_before_1970_come_first) {
    const auto history = history_of({stated(1, -100, "a"), stated(2, 0, "b")});
    BOOST_TEST(planning_at(history, {.as_of = -1}) == "a");
    BOOST_TEST(planning_at(history, {.as_of = -101}) == "-");
    BOOST_TEST(planning_at(history, {.as_of = 0}) == "b");
}

BOOST_AUTO_TEST_CASE(what_is_voided_counts_until_that_is_known) {
    const auto history = history_of({stated(1, 100, "a"), stated(2, 200, "b"), voided(3, 2)});
    BOOST_TEST(planning_at(history, {.as_of = 200}) == "a");
    BOOST_TEST(planning_at(history, {.as_of = 200, .known = 2}) == "b");
    BOOST_TEST(history.voided_by(2) == 3U);
    BOOST_TEST(history.voided_by(1) == 0U);
}

BOOST_AUTO_TEST_CASE(the_first_event_that_voids_another_is_the_one) {
    const auto history = history_of({stated(1, 100, "a"), voided(2, 1), voided(3, 1)});
    BOOST_TEST(history.voided_by(1) == 2U);
}

BOOST_AUTO_TEST_CASE(all_facts_of_a_moment_may_be_voided) {
    const auto history =
        history_of({stated(1, 100, "a"), stated(2, 100, "b"), voided(3, 1), voided(4, 2)});
    BOOST_TEST(planning_at(history, {}) == "-");
    BOOST_TEST(planning_at(history, {.as_of = 100, .known = 3}) == "b");
}

BOOST_AUTO_TEST_CASE(subjects_are_listed_by_prefix_in_order) {
    History history;
    for (const auto* subject : {"measure/8", "chapter/1", "measure/10", "measured"}) {
        history.apply({.effective = 1, .sequence = 1, .facts = {{subject, Field::title, "x"}}});
    }
    BOOST_TEST(
        history.subjects("measure/") == (std::vector<std::string>{"measure/10", "measure/8"}),
        boost::test_tools::per_element());
    BOOST_TEST(history.subjects("edition/").empty());
}

BOOST_AUTO_TEST_CASE(fields_and_subjects_are_apart) {
    const auto history = history_of({stated(1, 100, "a")});
    BOOST_TEST(!events::lookup(history, {"measure/8", Field::status}, {}).has_value());
    BOOST_TEST(!events::lookup(history, {"measure/80", Field::planning}, {}).has_value());
    BOOST_TEST(!events::lookup(history, {"measure/", Field::planning}, {}).has_value());
}

BOOST_AUTO_TEST_CASE(two_sources_answer_as_one_wherever_history_is_cut) {
    const std::vector<events::Effect> effects{
        stated(1, 100, "a"), stated(2, 300, "c"), stated(3, 200, "b"), voided(4, 1),
        stated(5, 100, "d"), voided(6, 2),        stated(7, 300, "e"), voided(8, 1)};
    const auto whole = history_of(effects);
    for (std::size_t cut = 0; cut <= effects.size(); ++cut) {
        const auto middle = effects.begin() + static_cast<std::ptrdiff_t>(cut);
        const auto base = history_of({effects.begin(), middle});
        const auto later = history_of({middle, effects.end()});
        const events::LayeredFacts both(base, later);
        BOOST_TEST(both.voided_by(1) == 4U);
        BOOST_TEST(both.subjects("measure/").size() == 1U);
        for (const peil::core::UnixMs as_of : {99, 100, 150, 200, 299, 300, 400}) {
            for (std::uint64_t known = 0; known <= 9; ++known) {
                BOOST_TEST_CONTEXT("cut " << cut << " as of " << as_of << " known " << known) {
                    const Moment moment{.as_of = as_of, .known = known};
                    BOOST_TEST(planning_at(both, moment) == planning_at(whole, moment));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
