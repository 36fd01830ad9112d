// The rules for corrections: of what they name, of what they state, and of what needs it.
// SPDX-License-Identifier: EUPL-1.2
#include "rule_samples.hpp"

#include <string>
#include <vector>

namespace {

namespace events = peil::events;

using events::testing::check_equal;
using events::testing::Found;
using events::testing::RuledProgramme;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(correction_rules, RuledProgramme)

BOOST_AUTO_TEST_CASE(a_correction_names_an_event_of_its_type) {
    check_equal(violations(correct(9999, R"({"measure":"1","planning":"2022"})")),
                {"event-exists /data/event"});
    check_equal(violations(correct(0, R"({"measure":"1","planning":"2022"})")),
                {"event-exists /data/event"});
    check_equal(violations(correct(planning, R"({"measure":"1","status":"ongoing"})",
                                   "nl.peil.status.set")),
                {"event-type /data/type"});
    check_equal(violations(correct(planning, R"({"measure":"1","planning":"2022"})")), {});
    check_equal(violations(events::EventCorrected{planning, planning_type, "Weg.", {}}), {});
}

BOOST_AUTO_TEST_CASE(editions_and_the_first_event_stay) {
    const Found wanted{"event-correctable /data/event"};
    check_equal(violations(events::EventCorrected{edition, "nl.peil.edition.published", "x", {}}),
                wanted);
    check_equal(violations(events::EventCorrected{1, "nl.peil.programme.defined", "x", {}}),
                wanted);
}

BOOST_AUTO_TEST_CASE(an_event_is_corrected_once) {
    check_equal(violations(correct(corrected, R"({"measure":"2","planning":"2023"})")),
                {"event-corrected-once /data/event"});
}

BOOST_AUTO_TEST_CASE(a_correction_stays_with_its_subject) {
    check_equal(violations(correct(planning, R"({"measure":"2","planning":"2022"})")),
                {"subject-same /data/content"});
}

BOOST_AUTO_TEST_CASE(the_content_of_a_correction_has_the_shape_of_its_kind) {
    check_equal(violations(correct(planning, R"({"measure":1,"colour":"blue"})")),
                {"measure-number /data/content/measure", "missing /data/content/planning",
                 "unknown-member /data/content/colour"});
    check_equal(violations(correct(planning, "7")), {"object /data/content"});
}

// A correction of a correction used to be admitted whatever it contained, and then stated nothing.
BOOST_AUTO_TEST_CASE(a_correction_is_corrected_by_one_that_is_as_right) {
    const auto nested = [&](const std::string& target, const std::string& content,
                            const std::string& type = planning_type) {
        return correct(correction,
                       R"({"event":")" + target + R"(","type":")" + type +
                           R"(","reason":"Weer.","content":)" + content + "}",
                       correction_type);
    };
    const auto target = peil::core::format_sequence(corrected);
    check_equal(violations(nested(target, R"({"measure":"2","planning":"2024"})")), {});
    check_equal(violations(nested(target, R"({"measure":"2"})")),
                {"missing /data/content/content/planning"});
    check_equal(violations(nested(target, R"({"measure":"1","planning":"2024"})")),
                {"subject-same /data/content/content"});
    check_equal(violations(nested(peil::core::format_sequence(planning),
                                  R"({"measure":"1","planning":"2024"})")),
                {"subject-same /data/content"});
    check_equal(
        violations(nested(target, R"({"measure":"2","status":"ongoing"})", "nl.peil.status.set")),
        {"event-type /data/content/type"});
}

BOOST_AUTO_TEST_CASE(a_correction_is_not_retracted) {
    check_equal(violations(events::EventCorrected{correction, correction_type, "Toch.", {}}),
                {"event-correctable /data/event"});
}

// The content of a correction used to be checked by its shape and subject alone.
BOOST_AUTO_TEST_CASE(the_content_of_a_correction_keeps_the_rules_of_its_kind) {
    const std::string begin = "2021-01-01";
    const auto registered = registration_of("30");
    check_equal(
        violations(correct(registered, R"({"measure":"30","chapter":99,"description":"Tanks."})",
                           "nl.peil.measure.registered"),
                   "2022-01-01"),
        {"chapter-exists /data/content/chapter"});
    const auto joined = event_of_type("nl.peil.measure.joined");
    check_equal(
        violations(correct(joined, R"({"measures":["7","99"]})", "nl.peil.measure.joined"), begin),
        {"measure-exists /data/content/measures/1"});
    check_equal(
        violations(correct(joined, R"({"measures":["7","20"]})", "nl.peil.measure.joined"), begin),
        {});
    const auto closed = event_of_type("nl.peil.measure.closed");
    check_equal(violations(correct(closed, R"({"measure":"9","ground":"merged","into":"99"})",
                                   "nl.peil.measure.closed"),
                           "2021-06-01"),
                {"measure-exists /data/content/into"});
    check_equal(violations(correct(closed, R"({"measure":"9","ground":"withdrawn"})",
                                   "nl.peil.measure.closed"),
                           "2021-06-01"),
                {});
}

BOOST_AUTO_TEST_CASE(the_date_of_a_correction_keeps_the_rules_of_its_kind) {
    const auto planned = ledger.append(events::PlanningSet{"9", "2021"}, "2021-02-01");
    const std::string content = R"({"measure":"9","planning":"2022"})";
    check_equal(violations(correct(planned, content), "2021-07-01"),
                {"measure-open /data/content/measure"});
    check_equal(violations(correct(planned, content), "2020-07-01"),
                {"dates-in-order /data/content/measure"});
    check_equal(violations(correct(planned, content), "2021-05-31"), {});
}

BOOST_AUTO_TEST_CASE(a_correction_of_a_correction_keeps_the_rules_of_the_innermost_kind) {
    const auto target = peil::core::format_sequence(corrected);
    const auto nested = correct(correction,
                                R"({"event":")" + target + R"(","type":")" + planning_type +
                                    R"(","reason":"Weer.",)"
                                    R"("content":{"measure":"2","planning":"2024"}})",
                                correction_type);
    check_equal(violations(nested, "2021-05-01"), {});
    check_equal(violations(nested, "2020-05-01"), {"dates-in-order /data/content/content/measure"});
}

// What came after an event on the same day is no reason to refuse its correction.
BOOST_AUTO_TEST_CASE(an_event_is_corrected_on_the_day_on_which_its_measure_was_closed) {
    const auto planned = ledger.append(events::PlanningSet{"1", "2021"}, "2021-08-01");
    ledger.append(events::MeasureClosed{"1", "completed", {}, {}}, "2021-08-01");
    check_equal(violations(correct(planned, R"({"measure":"1","planning":"2022"})"), "2021-08-01"),
                {});
}

BOOST_AUTO_TEST_CASE(a_registration_is_not_retracted_while_other_facts_need_it) {
    const std::string type = "nl.peil.measure.registered";
    const std::string begin = "2021-01-01";
    const Found needed{"event-needed /data/event"};
    const auto retract = [&](const std::string& number) {
        return violations(events::EventCorrected{registration_of(number), type, "Weg.", {}}, begin);
    };
    check_equal(retract("1"), needed);   // planning
    check_equal(retract("5"), needed);   // progress
    check_equal(retract("8"), needed);   // a joint row
    check_equal(retract("9"), needed);   // closed
    check_equal(retract("20"), needed);  // a part
    check_equal(retract("30"), {});
    check_equal(violations(events::EventCorrected{planning, planning_type, "Weg.", {}}, begin), {});
    ledger.append(events::MeasureClosed{"5", "merged", "30", {}}, "2022-02-01");
    check_equal(retract("30"), needed);
    const auto part = event_of_type("nl.peil.measure.sub-measure-registered");
    check_equal(
        violations(events::EventCorrected{part, "nl.peil.measure.sub-measure-registered", "x", {}},
                   begin),
        {});
}

BOOST_AUTO_TEST_CASE(a_registration_does_not_move_behind_other_facts) {
    const auto moved =
        correct(registration_of("5"), R"({"measure":"5","chapter":1,"description":"Schade."})",
                "nl.peil.measure.registered");
    check_equal(violations(moved, "2021-09-02"), {"dates-in-order /effective"});
    check_equal(violations(moved, "2021-09-01"), {});
    check_equal(violations(moved, "2021-01-01"), {});
}

BOOST_AUTO_TEST_CASE(a_chapter_is_not_retracted_while_measures_stand_in_it) {
    const std::string type = "nl.peil.chapter.defined";
    const auto defined = event_of_type(type);
    check_equal(violations(events::EventCorrected{defined, type, "Weg.", {}}, "2021-01-01"),
                {"event-needed /data/event"});
    const auto moved = correct(defined, R"({"chapter":1,"title":"Kaden"})", type);
    check_equal(violations(moved, "2021-01-02"), {"dates-in-order /effective"});
    check_equal(violations(moved, "2021-01-01"), {});
    const auto empty = ledger.append(events::ChapterDefined{4, "Leeg"}, "2021-01-01");
    check_equal(violations(events::EventCorrected{empty, type, "Weg.", {}}, "2021-01-01"), {});
    ledger.append({{events::MeasureMoved{"1", 4}, "2021-10-01"},
                   {events::MeasureMoved{"1", 1}, "2021-11-01"}});
    check_equal(violations(events::EventCorrected{empty, type, "Weg.", {}}, "2021-01-01"),
                {"event-needed /data/event"});
}

BOOST_AUTO_TEST_CASE(a_closing_may_be_moved_before_what_followed_a_reopening) {
    const auto closing =
        ledger.append(events::MeasureClosed{"1", "completed", {}, {}}, "2021-04-01");
    ledger.append({{events::MeasureReopened{"1", "Toch."}, "2021-06-01"},
                   {events::PlanningSet{"1", "2022"}, "2021-07-01"}});
    const auto moved =
        correct(closing, R"({"measure":"1","ground":"withdrawn"})", "nl.peil.measure.closed");
    check_equal(violations(moved, "2021-03-01"), {});
    check_equal(violations(moved, "2021-04-01"), {});
}

BOOST_AUTO_TEST_SUITE_END()
