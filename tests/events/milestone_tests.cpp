// Milestones: how they move and end, who may close a commitment, and silence.
// SPDX-License-Identifier: EUPL-1.2
#include "content_samples.hpp"
#include <peil/events/silence.hpp>

#include <boost/test/unit_test.hpp>

namespace {

namespace events = peil::events;

using events::testing::date_of;
using events::testing::day;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(milestone, events::testing::ContentProgramme)

BOOST_AUTO_TEST_CASE(a_milestone_remembers_every_date) {
    ledger.append(events::MilestoneMoved{"1.plan", date_of("medio 2022"), "Te druk."},
                  "2021-11-22");
    const auto moved =
        ledger.append(events::MilestoneMoved{"1.plan", date_of("2023"), {}}, "2022-05-17");
    ledger.append(events::MilestoneReached{"1.plan", date_of("2024-02"), "Vastgesteld."},
                  "2024-03-01");
    const auto view = ledger.view();
    const auto now = events::find_milestone(view.facts(), "1.plan", view.moment());
    BOOST_TEST_REQUIRE(now.has_value());
    BOOST_TEST(now->state == "reached");
    BOOST_TEST(now->is_late());
    BOOST_TEST(now->moves.size() == 2U);
    BOOST_TEST(now->first_due().text == "eind 2021");
    BOOST_TEST(now->due.text == "2023");
    BOOST_TEST(now->moves[0].reason.value() == "Te druk.");
    BOOST_TEST(now->moves[1].position.sequence == moved);
    const auto then =
        events::find_milestone(view.facts(), "1.plan", view.moment(day("2021-12-01")));
    BOOST_TEST(then->state == "moved");
    BOOST_TEST(then->due.text == "medio 2022");
    BOOST_TEST(!then->is_overdue("2022-08-31"));
    BOOST_TEST(then->is_due("2022-08-31"));
    BOOST_TEST(then->is_overdue("2022-09-01"));
    const auto known = events::find_milestone(view.facts(), "1.plan", {.known = moved - 1});
    BOOST_TEST(known->moves.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_last_words_that_told_of_it_are_kept_with_those_that_announced_it) {
    const auto words_of = [&](std::string_view id) {
        const auto view = ledger.view();
        const auto now = events::find_milestone(view.facts(), id, view.moment());
        BOOST_TEST_REQUIRE(now.has_value());
        return now->last_words();
    };
    const auto announced = words_of("1.plan");
    ledger.append(
        events::MilestoneMoved{"1.plan", date_of("medio 2022"), {}, "Het plan komt medio 2022."},
        "2021-11-22");
    BOOST_TEST(words_of("1.plan") == "Het plan komt medio 2022.");
    ledger.append(events::MilestoneMoved{"1.plan", date_of("2023"), "Te druk."}, "2022-05-17");
    BOOST_TEST(words_of("1.plan") == "Het plan komt medio 2022.");
    ledger.append(
        events::MilestoneReached{"1.plan", date_of("2024-02"), {}, "Het plan is vastgesteld."},
        "2024-03-01");
    BOOST_TEST(words_of("1.plan") == "Het plan is vastgesteld.");
    const auto view = ledger.view();
    const auto plan = events::find_milestone(view.facts(), "1.plan", view.moment());
    BOOST_TEST(plan->text == announced);
    BOOST_TEST(!plan->reason.has_value());
    ledger.append(events::MilestoneExpected{"2.test", "2", "De test", date_of("2022")},
                  "2021-01-01");
    ledger.append(events::MilestoneDropped{"2.test", "Te duur.", "De test is van de baan."},
                  "2024-03-01");
    BOOST_TEST(words_of("2.test") == "De test is van de baan.");
}

BOOST_AUTO_TEST_CASE(milestones_are_listed_by_measure_and_date) {
    ledger.append(events::MilestoneExpected{"2.eerst", "2", "De eerste test", date_of("2021-03")},
                  "2021-01-01");
    const auto view = ledger.view();
    std::vector<std::string> ids;
    for (const auto& one : events::list_milestones(view.facts(), view.moment())) {
        ids.push_back(one.id);
    }
    BOOST_TEST((ids == std::vector<std::string>{"1.plan", "1.proef", "2.eerst"}));
    BOOST_TEST(events::list_milestones(view.facts(), view.moment(), "2").size() == 1U);
    BOOST_TEST(events::list_milestones(view.facts(), view.moment(day("2020-06-01"))).empty());
}

BOOST_AUTO_TEST_CASE(rules_of_moving_and_ending) {
    check(events::MilestoneExpected{"1.plan", "1", "Nog eens", date_of("2022")}, "2021-05-01",
          {"milestone-new /data/milestone"});
    check(events::MilestoneExpected{"2.plan", "1", "Elders", date_of("2022")}, "2021-05-01",
          {"id-of-measure /data/milestone"});
    check(events::MilestoneMoved{"1.plan", date_of("laatste kwartaal 2021"), {}}, "2021-05-01",
          {"due-other /data/due"});
    check(events::MilestoneMoved{"1.niets", date_of("2022"), {}}, "2021-05-01",
          {"milestone-exists /data/milestone"});
    check(events::MilestoneMoved{"1.plan", date_of("2022"), {}}, "2020-05-01",
          {"dates-in-order /effective", "dates-in-order /data/milestone"});
    check(events::MilestoneReached{"1.plan", date_of("2021-06"), {}}, "2021-05-01",
          {"date-past /data/on"});
    ledger.append(events::MilestoneMoved{"1.plan", date_of("2022"), {}}, "2021-09-01");
    check(events::MilestoneReached{"1.plan", date_of("2021-05-01"), {}}, "2021-05-01",
          {"dates-in-order /effective"});
    ledger.append(events::MilestoneDropped{"1.plan", "Niet meer nodig."}, "2021-10-01");
    check(events::MilestoneReached{"1.plan", date_of("2021-11"), {}}, "2021-11-30",
          {"milestone-open /data/milestone"});
    check(events::MilestoneMoved{"1.plan", date_of("2023"), {}}, "2021-11-30",
          {"milestone-open /data/milestone"});
}

BOOST_AUTO_TEST_CASE(nothing_happens_to_a_milestone_before_it_was_announced) {
    ledger.append(events::MilestoneExpected{"2.brug", "2", "De brug ligt er", date_of("2023")},
                  "2022-01-01");
    const auto told = violations(events::MilestoneDropped{"2.brug", "Te duur."}, "2021-12-31");
    BOOST_TEST((told == std::vector<std::string>{"dates-in-order /effective"}));
    // All that is wrong is told at once.
    BOOST_TEST((violations(events::MilestoneMoved{"2.brug", date_of("2023"), {}}, "2021-12-31") ==
                std::vector<std::string>{"dates-in-order /effective", "due-other /data/due"}));
    BOOST_TEST(
        violations(events::MilestoneMoved{"2.brug", date_of("2024"), {}}, "2022-01-01").empty());
    // Nor does a correction bring it about, of what happened or of the announcement.
    const auto moved =
        ledger.append(events::MilestoneMoved{"2.brug", date_of("2024"), {}}, "2022-06-01");
    const events::EventCorrected earlier{
        moved, "nl.peil.milestone.moved", "Eerder bekend.",
        R"({"due":{"from":"2024-01-01","text":"2024","to":"2024-12-31"},"milestone":"2.brug"})"};
    BOOST_TEST((violations(earlier, "2021-06-01") ==
                std::vector<std::string>{"dates-in-order /effective"}));
}

BOOST_AUTO_TEST_CASE(a_commitment_is_closed_by_another_than_who_reports_on_it) {
    const events::MilestoneReached reached{"1.proef", date_of("2022-03-01"), {}};
    BOOST_TEST((violations(reached, "2022-03-01", "example.nl") ==
                std::vector<std::string>{"closed-by-another /actor"}));
    BOOST_TEST(violations(reached, "2022-03-01", "rekenkamer").empty());
    BOOST_TEST((violations(events::MilestoneDropped{"1.proef", "Te duur."}, "2022-03-01") ==
                std::vector<std::string>{"closed-by-another /actor"}));
    // A milestone without an owner is closed by anybody.
    const events::MilestoneReached plain{"1.plan", date_of("2022-03-01"), {}};
    BOOST_TEST(violations(plain, "2022-03-01", "example.nl").empty());
}

BOOST_AUTO_TEST_CASE(who_moved_a_commitment_in_the_same_batch_does_not_close_it) {
    const auto view = ledger.view();
    events::Validator validator(view);
    const events::MilestoneMoved moved{"1.proef", date_of("2023"), {}};
    BOOST_TEST(validator.admit(moved, "2022-01-01", "rekenkamer").empty());
    const events::MilestoneReached reached{"1.proef", date_of("2022-03-01"), {}};
    BOOST_TEST(validator.admit(reached, "2022-03-01", "rekenkamer").size() == 1U);
    BOOST_TEST(validator.admit(reached, "2022-03-01", "ministerie").empty());
}

BOOST_AUTO_TEST_CASE(who_reports_the_progress_of_its_measure_does_not_close_a_commitment) {
    const auto view = ledger.view();
    events::Validator validator(view);
    const auto report = [&](const std::string& measure, const std::string& actor) {
        const events::ProgressReported told{measure, {events::Paragraph{"De proef loopt."}}};
        BOOST_TEST(validator.admit(told, "2022-02-01", actor).empty());
    };
    report("1", "Dienst Wegen");
    report("2", "rekenkamer");
    const events::MilestoneReached reached{"1.proef", date_of("2022-03-01"), {}};
    for (const auto* actor : {"Dienst Wegen", "dienst  wegen"}) {
        const auto told = validator.admit(reached, "2022-03-01", actor);
        BOOST_TEST_REQUIRE(told.size() == 1U);
        BOOST_TEST(told.front().rule == "closed-by-another");
    }
    // Who reports on another measure, or afterwards, does not report on it.
    BOOST_TEST(validator.admit(reached, "2022-03-01", "rekenkamer").empty());
    report("1", "rekenkamer");
}

BOOST_AUTO_TEST_CASE(progress_that_was_reported_before_a_commitment_does_not_count) {
    const auto view = ledger.view();
    events::Validator validator(view);
    const events::ProgressReported told{"2", {events::Paragraph{"Er is overlegd."}}};
    BOOST_TEST(validator.admit(told, "2022-01-01", "rekenkamer").empty());
    const events::MilestoneExpected announced{"2.brug", "2", "De brug ligt er", date_of("2023"),
                                              "Dienst Water"};
    BOOST_TEST(validator.admit(announced, "2022-01-01", "example.nl").empty());
    const events::MilestoneReached reached{"2.brug", date_of("2022-03-01"), {}};
    BOOST_TEST(validator.admit(reached, "2022-03-01", "rekenkamer").empty());
}

BOOST_AUTO_TEST_CASE(a_correction_makes_no_commitment_of_what_a_reporter_of_progress_closed) {
    const auto announced =
        events::find_milestone(ledger.view().facts(), "1.plan", {})->announced.sequence;
    const auto view = ledger.view();
    events::Validator validator(view);
    const events::ProgressReported told{"1", {events::Paragraph{"Het plan is er bijna."}}};
    BOOST_TEST(validator.admit(told, "2021-11-01", "Kamer").empty());
    const events::MilestoneReached reached{"1.plan", date_of("2021-12-01"), {}};
    BOOST_TEST(validator.admit(reached, "2021-12-01", "Kamer").empty());
    const events::EventCorrected owned{
        announced, "nl.peil.milestone.expected", "Eigenaar.",
        R"({"due":{"from":"2021-10-01","text":"eind 2021","to":"2021-12-31"},)"
        R"("measure":"1","milestone":"1.plan","owner":"Dienst Water",)"
        R"("text":"Het meetplan ligt er"})"};
    const auto refused = validator.admit(owned, "2021-01-01", "rekenkamer");
    BOOST_TEST_REQUIRE(refused.size() == 1U);
    BOOST_TEST(refused.front().rule == "closed-by-another");
}

BOOST_AUTO_TEST_CASE(an_owner_does_not_close_its_own_commitment) {
    const events::MilestoneReached reached{"1.proef", date_of("2022-03-01"), {}};
    for (const auto* name : {"Dienst Water", "dienst water", " Dienst  WATER "}) {
        BOOST_TEST((violations(reached, "2022-03-01", name) ==
                    std::vector<std::string>{"closed-by-another /actor"}));
    }
    BOOST_TEST((violations(reached, "2022-03-01", " Example.NL") ==
                std::vector<std::string>{"closed-by-another /actor"}));
    BOOST_TEST(violations(reached, "2022-03-01", "Dienst Wegen").empty());
}

BOOST_AUTO_TEST_CASE(who_closed_a_commitment_does_not_report_on_it_afterwards) {
    const auto start = ledger.view();
    events::Validator validator(start);
    const events::MilestoneReached reached{"1.proef", date_of("2022-03-01"), {}};
    BOOST_TEST(validator.admit(reached, "2022-03-01", "Kamer").empty());
    const events::MilestoneMoved moved{"1.proef", date_of("2023"), {}};
    const auto told = validator.admit(moved, "2022-02-01", "KAMER ");
    BOOST_TEST_REQUIRE(told.size() == 1U);
    BOOST_TEST(told.front().rule == "closed-by-another");
    BOOST_TEST(validator.admit(moved, "2022-02-01", "Ministerie").empty());
}

BOOST_AUTO_TEST_CASE(a_correction_makes_no_commitment_of_what_one_actor_announced_and_closed) {
    ledger.append(events::MilestoneReached{"1.plan", date_of("2021-12-01"), {}}, "2021-12-01");
    const auto announced =
        events::find_milestone(ledger.view().facts(), "1.plan", {})->announced.sequence;
    const events::EventCorrected owned{
        announced, "nl.peil.milestone.expected", "Eigenaar.",
        R"({"due":{"from":"2021-10-01","text":"eind 2021","to":"2021-12-31"},)"
        R"("measure":"1","milestone":"1.plan","owner":"Dienst Water",)"
        R"("text":"Het meetplan ligt er"})"};
    for (const auto* actor : {"example.nl", "rekenkamer"}) {
        BOOST_TEST((violations(owned, "2021-01-01", actor) ==
                    std::vector<std::string>{"closed-by-another /actor"}));
    }
}

BOOST_AUTO_TEST_CASE(an_announcement_is_needed_while_it_moves) {
    const auto announced = ledger.append(
        events::MilestoneExpected{"2.test", "2", "De test", date_of("2022")}, "2021-01-01");
    const events::EventCorrected retraction{announced, "nl.peil.milestone.expected", "Dubbel.", {}};
    check(retraction, "2021-01-01", {});
    ledger.append(events::MilestoneMoved{"2.test", date_of("2023"), {}}, "2021-05-17");
    check(retraction, "2021-01-01", {"event-needed /data/event"});
}

BOOST_AUTO_TEST_CASE(an_edition_is_silent_when_it_neither_reports_nor_repeats) {
    ledger.append(events::MilestoneExpected{"2.test", "2", "De test van noord", date_of("2022")},
                  "2021-05-17");
    ledger.append({events::testing::edition_at(1, "2021-05-17")});
    ledger.append(events::MilestoneMoved{"1.plan", date_of("2022"), {}}, "2021-11-22");
    ledger.append(events::ProgressReported{"2",
                                           {events::Paragraph{"Nu is de test\nvan Noord nog "
                                                              "niet gedaan."}}},
                  "2021-11-22");
    ledger.append({events::testing::edition_at(2, "2021-11-22")});
    const auto view = ledger.view();
    const auto editions = events::list_editions(view.facts());
    const auto pair = events::find_neighbours(editions, std::nullopt);
    BOOST_TEST_REQUIRE(pair.has_value());
    const auto silent = events::silent_milestones(view.facts(), *pair);
    BOOST_TEST_REQUIRE(silent.size() == 1U);
    BOOST_TEST(silent[0].id == "1.proef");
    BOOST_TEST(events::find_neighbours(editions, 1)->second.edition.edition == 2U);
    BOOST_TEST(!events::find_neighbours(editions, 2).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
