// The rules of the programme: each broken and not broken, with the pointer to what is wrong.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/validate.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

namespace events = peil::events;

using Found = std::vector<std::string>;

/// Two chapters from 2021, a third from 2022. Measures 1, 2 and 20 with its part 20b; 7 & 8 share a
/// row; 9 is closed from June 2021; 30 is registered from 2022; 5 has progress of September 2021.
struct Programme {
    Programme() {
        const std::string begin = "2021-01-01";
        ledger.append(
            {{events::ChapterDefined{1, "Dijken"}, begin},
             {events::ChapterDefined{2, "Riolen"}, begin},
             {events::ChapterDefined{3, "Koelte"}, "2022-01-01"},
             {events::MeasureRegistered{"1", 1, "Dijken worden versterkt."}, begin},
             {events::MeasureRegistered{"2", 1, "Gemalen worden getest."}, begin},
             {events::MeasureRegistered{"5", 1, "Graafschade wordt hersteld."}, begin},
             {events::MeasureRegistered{"7", 2, "Pleinen worden groen."}, begin},
             {events::MeasureRegistered{"8", 2, "Wijken krijgen schaduw."}, begin},
             {events::MeasureRegistered{"9", 2, "Daken worden groen."}, begin},
             {events::MeasureRegistered{"20", 2, "Kaden worden gemeten."}, begin},
             {events::SubMeasureRegistered{"20b", "20", "De Zwanenkade."}, begin},
             {events::MeasureRegistered{"30", 2, "Tanks worden geleegd."}, "2022-01-01"},
             {events::MeasuresJoined{{"7", "8"}}, begin},
             {events::MeasureClosed{"9", "completed", {}, {}}, "2021-06-01"},
             {events::ProgressReported{"5", {events::Paragraph{"Gedicht."}}}, "2021-09-01"}});
        planning = ledger.append(events::PlanningSet{"1", "2021"}, begin);
        corrected = ledger.append(events::PlanningSet{"2", "2021"}, begin);
        correction = ledger.append(events::EventCorrected{corrected, planning_type, "Typefout.",
                                                          R"({"measure":"2","planning":"2022"})"},
                                   begin);
        edition = ledger.append(edition_with(3, {}), "2021-05-17");
    }

    /// `rule pointer` of each violation.
    Found violations(const events::Event& event, const std::string& effective = "2021-05-01") {
        const auto view = ledger.view();
        events::Validator validator(view);
        Found found;
        for (const auto& violation : validator.admit(event, effective)) {
            BOOST_CHECK(!violation.text.empty());
            found.push_back(violation.rule + " " + violation.pointer);
        }
        BOOST_TEST((validator.next_sequence() == ledger.size() + (found.empty() ? 2 : 1)));
        return found;
    }

    /// The number of the first event of a type.
    std::uint64_t event_of_type(const std::string& type) {
        const auto snapshot = ledger.ledger().snapshot();
        for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
            if (snapshot.envelope(sequence)->type == type) { return sequence; }
        }
        BOOST_FAIL("no event of type " + type);
        return 0;
    }
    /// The number of the event that registered a measure.
    std::uint64_t registration_of(const std::string& number) {
        const auto snapshot = ledger.ledger().snapshot();
        for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
            const auto envelope = snapshot.envelope(sequence);
            if (envelope->type == "nl.peil.measure.registered" &&
                envelope->subject == "measure/" + number) {
                return sequence;
            }
        }
        BOOST_FAIL("no measure " + number);
        return 0;
    }

    static events::EditionPublished edition_with(std::uint32_t number,
                                                 std::vector<std::vector<std::string>> rows) {
        events::EditionPublished made;
        made.edition = number;
        made.date = "2021-05-17";
        made.rows = std::move(rows);
        made.cells.root = std::string(64, 'a');
        return made;
    }

    /// A correction of an event by one with this content.
    static events::EventCorrected correct(std::uint64_t sequence, std::string content,
                                          std::string type = planning_type) {
        return {sequence, std::move(type), "Typefout.", std::move(content)};
    }

    static inline const std::string planning_type = "nl.peil.planning.set";
    static inline const std::string correction_type = "nl.peil.event.corrected";
    events::testing::SampleLedger ledger;
    std::uint64_t planning = 0;
    std::uint64_t corrected = 0;
    std::uint64_t correction = 0;
    std::uint64_t edition = 0;
};

void check_equal(const Found& found, const Found& wanted) {
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(validate, Programme)

BOOST_AUTO_TEST_CASE(the_programme_is_defined_once_and_renamed_at_will) {
    check_equal(violations(events::ProgrammeDefined{"Nieuw", "example.nl/x", "key"}),
                {"programme-defined-once "});
    check_equal(violations(events::ProgrammeRenamed{"Nieuw"}), {});
}

BOOST_AUTO_TEST_CASE(a_chapter_is_new) {
    check_equal(violations(events::ChapterDefined{1, "Kaden"}), {"chapter-new /data/chapter"});
    check_equal(violations(events::ChapterDefined{4, "Kaden"}), {});
}

BOOST_AUTO_TEST_CASE(a_late_fact_may_say_that_a_chapter_was_there_earlier) {
    check_equal(violations(events::ChapterDefined{3, "Koelte"}, "2021-05-01"), {});
    check_equal(violations(events::ChapterDefined{3, "Koelte"}, "2022-05-01"),
                {"chapter-new /data/chapter"});
}

BOOST_AUTO_TEST_CASE(a_chapter_exists_before_it_is_renamed_or_filled) {
    check_equal(violations(events::ChapterRenamed{4, "Kaden"}), {"chapter-exists /data/chapter"});
    check_equal(violations(events::ChapterRenamed{3, "Kaden"}), {"chapter-exists /data/chapter"});
    check_equal(violations(events::ChapterRenamed{3, "Kaden"}, "2022-05-01"), {});
    check_equal(violations(events::MeasureRegistered{"40", 4, "Nieuw."}),
                {"chapter-exists /data/chapter"});
    check_equal(violations(events::MeasureMoved{"1", 3}), {"chapter-exists /data/chapter"});
    check_equal(violations(events::MeasureMoved{"1", 2}), {});
}

BOOST_AUTO_TEST_CASE(a_measure_is_new) {
    check_equal(violations(events::MeasureRegistered{"1", 1, "Weer."}),
                {"measure-new /data/measure"});
    check_equal(violations(events::MeasureRegistered{"20b", 1, "Weer."}),
                {"measure-new /data/measure"});
    check_equal(violations(events::SubMeasureRegistered{"20b", "20", "Weer."}),
                {"measure-new /data/measure"});
    check_equal(violations(events::SubMeasureRegistered{"1", "20", "Weer."}),
                {"measure-new /data/measure"});
    check_equal(violations(events::MeasureRegistered{"21", 1, "Nieuw."}), {});
    check_equal(violations(events::SubMeasureRegistered{"20c", "20", "Nieuw."}), {});
}

BOOST_AUTO_TEST_CASE(a_late_fact_may_say_that_a_measure_was_there_earlier) {
    check_equal(violations(events::MeasureRegistered{"30", 2, "Tanks."}, "2021-05-01"), {});
    check_equal(violations(events::SubMeasureRegistered{"30", "20", "Tanks."}, "2021-05-01"),
                {"measure-new /data/measure"});
    check_equal(violations(events::MeasureRegistered{"20b", 2, "Kade."}, "2020-05-01"),
                {"measure-new /data/measure", "chapter-exists /data/chapter"});
}

BOOST_AUTO_TEST_CASE(a_measure_exists) {
    const Found wanted{"measure-exists /data/measure"};
    check_equal(violations(events::MeasureReworded{"99", "Anders."}), wanted);
    check_equal(violations(events::MeasureMoved{"99", 2}), wanted);
    check_equal(violations(events::MeasureClosed{"99", "completed", {}, {}}), wanted);
    check_equal(violations(events::MeasureReopened{"99", "Toch."}), wanted);
    check_equal(violations(events::PlanningSet{"99", "2022"}), wanted);
    check_equal(violations(events::StatusSet{"99", "ongoing"}), wanted);
    check_equal(violations(events::FootnotesSet{"99", {}}), wanted);
    check_equal(violations(events::SubMeasureRegistered{"99a", "99", "Deel."}),
                {"measure-exists /data/parent"});
    check_equal(violations(events::MeasuresJoined{{"1", "99"}}),
                {"measure-exists /data/measures/1"});
    check_equal(violations(events::MeasureClosed{"1", "merged", "99", {}}),
                {"measure-exists /data/into"});
    check_equal(violations(edition_with(4, {{"1"}, {"2", "99"}})), {"measure-exists /data/rows/1"});
    check_equal(violations(events::MeasureReworded{"20b", "Anders."}), {});
}

BOOST_AUTO_TEST_CASE(nothing_happens_to_a_measure_before_it_is_registered) {
    check_equal(violations(events::PlanningSet{"30", "2022"}, "2021-05-01"),
                {"dates-in-order /data/measure"});
    check_equal(violations(events::PlanningSet{"30", "2022"}, "2022-01-01"), {});
    check_equal(violations(events::PlanningSet{"30", "2022"}, "2022-01-01T10:00:00Z"), {});
}

BOOST_AUTO_TEST_CASE(a_measure_is_not_closed_before_its_last_progress) {
    check_equal(violations(events::MeasureClosed{"5", "completed", {}, {}}, "2021-05-01"),
                {"dates-in-order /effective"});
    check_equal(violations(events::MeasureClosed{"5", "completed", {}, {}}, "2021-09-01"), {});
}

BOOST_AUTO_TEST_CASE(a_closed_measure_is_reopened_before_anything_else) {
    const Found wanted{"measure-open /data/measure"};
    const std::string later = "2021-07-01";
    check_equal(violations(events::MeasureReworded{"9", "Anders."}, later), wanted);
    check_equal(violations(events::MeasureMoved{"9", 1}, later), wanted);
    check_equal(violations(events::PlanningSet{"9", "2022"}, later), wanted);
    check_equal(violations(events::FootnotesSet{"9", {}}, later), wanted);
    check_equal(violations(events::MeasureClosed{"9", "withdrawn", {}, {}}, later), wanted);
    check_equal(violations(events::MeasuresJoined{{"9", "1"}}, later),
                {"measure-open /data/measures/0"});
    check_equal(violations(events::PlanningSet{"9", "2022"}, "2021-05-31"), {});
}

BOOST_AUTO_TEST_CASE(only_a_closed_measure_is_reopened) {
    check_equal(violations(events::MeasureReopened{"1", "Toch."}),
                {"measure-closed /data/measure"});
    check_equal(violations(events::MeasureReopened{"9", "Toch."}, "2021-05-01"),
                {"measure-closed /data/measure"});
    check_equal(violations(events::MeasureReopened{"9", "Toch."}, "2021-07-01"), {});
}

BOOST_AUTO_TEST_CASE(a_measure_moves_to_another_chapter) {
    check_equal(violations(events::MeasureMoved{"1", 1}), {"chapter-other /data/chapter"});
}

BOOST_AUTO_TEST_CASE(a_measure_shares_one_row_at_most) {
    check_equal(violations(events::MeasuresJoined{{"1", "8"}}), {"measure-alone /data/measures/1"});
    check_equal(violations(events::MeasuresJoined{{"1", "2"}}), {});
}

BOOST_AUTO_TEST_CASE(exactly_the_measures_of_a_row_are_separated) {
    const Found wanted{"measures-joint /data/measures"};
    check_equal(violations(events::MeasuresSeparated{{"1", "2"}}), wanted);
    check_equal(violations(events::MeasuresSeparated{{"7", "8", "1"}}), wanted);
    check_equal(violations(events::MeasuresSeparated{{"7", "1"}}), wanted);
    check_equal(violations(events::MeasuresSeparated{{"8", "7"}}), {});
}

BOOST_AUTO_TEST_CASE(a_joint_row_is_reported_on_by_its_first_number) {
    const Found wanted{"measure-leading /data/measure"};
    check_equal(violations(events::PlanningSet{"8", "2022"}), wanted);
    check_equal(violations(events::StatusSet{"8", "ongoing"}), wanted);
    check_equal(violations(events::ProgressReported{"8", {events::Paragraph{"Groen."}}}), wanted);
    check_equal(violations(events::PlanningSet{"7", "2022"}), {});
    check_equal(violations(events::MeasureReworded{"8", "Anders."}), {});
}

BOOST_AUTO_TEST_CASE(a_measure_is_merged_into_another_one) {
    check_equal(violations(events::MeasureClosed{"1", "merged", {}, {}}),
                {"into-merged /data/into"});
    check_equal(violations(events::MeasureClosed{"1", "completed", "2", {}}),
                {"into-merged /data/into"});
    check_equal(violations(events::MeasureClosed{"1", "merged", "1", {}}),
                {"into-other /data/into"});
    check_equal(violations(events::MeasureClosed{"1", "merged", "2", "Zelfde."}), {});
}

BOOST_AUTO_TEST_CASE(a_measure_is_merged_into_an_open_one) {
    check_equal(violations(events::MeasureClosed{"1", "merged", "9", {}}, "2021-07-01"),
                {"measure-open /data/into"});
    check_equal(violations(events::MeasureClosed{"1", "merged", "9", {}}, "2021-05-01"), {});
}

// The row is printed once: the measure that stayed open looked as if it were closed as well, and
// the row stood in the chapter of the one that was moved.
BOOST_AUTO_TEST_CASE(a_measure_of_a_joint_row_is_separated_before_it_is_closed_or_moved) {
    const Found wanted{"measure-alone /data/measure"};
    for (const auto* number : {"7", "8"}) {
        check_equal(violations(events::MeasureClosed{number, "completed", {}, {}}), wanted);
        check_equal(violations(events::MeasureMoved{number, 1}), wanted);
    }
    const auto view = ledger.view();
    events::Validator validator(view);
    const auto refused = validator.admit(events::MeasureMoved{"8", 1}, "2021-05-01");
    BOOST_TEST_REQUIRE(refused.size() == 1U);
    BOOST_TEST(refused.front().text.find("`peil measure separate 7 8`") != std::string::npos);
    BOOST_TEST(validator.admit(events::MeasuresSeparated{{"7", "8"}}, "2021-05-01").empty());
    BOOST_TEST(validator.admit(events::MeasureMoved{"8", 1}, "2021-05-01").empty());
    const events::MeasureClosed closed{"7", "completed", {}, {}};
    BOOST_TEST(validator.admit(closed, "2021-05-01").empty());
}

BOOST_AUTO_TEST_CASE(a_measure_is_not_closed_before_anything_that_is_said_of_it) {
    const std::string later = "2023-01-01";
    const std::vector<events::Event> said{events::PlanningSet{"1", "2024"},
                                          events::StatusSet{"1", "ongoing"},
                                          events::ProgressReported{"1", {events::Paragraph{"x"}}},
                                          events::MeasureReworded{"1", "Anders."},
                                          events::MeasureMoved{"1", 2},
                                          events::FootnotesSet{"1", {}}};
    for (const auto& event : said) {
        const auto view = ledger.view();
        events::Validator validator(view);
        BOOST_TEST_CONTEXT(events::type_of(event)) {
            BOOST_TEST(validator.admit(event, later).empty());
            const events::MeasureClosed closed{"1", "completed", {}, {}};
            const auto refused = validator.admit(closed, "2022-03-01");
            BOOST_TEST_REQUIRE(refused.size() == 1U);
            BOOST_TEST(refused.front().rule == "dates-in-order");
            BOOST_TEST(refused.front().pointer == "/effective");
            BOOST_TEST(refused.front().text.find(later) != std::string::npos);
            BOOST_TEST(validator.admit(closed, later).empty());
        }
    }
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

BOOST_AUTO_TEST_CASE(progress_has_text) {
    check_equal(violations(events::ProgressReported{"1", {}}), {"progress-text /data/progress"});
}

BOOST_AUTO_TEST_CASE(an_edition_is_new) {
    check_equal(violations(edition_with(3, {})), {"edition-new /data/edition"});
    check_equal(violations(edition_with(4, {{"1"}, {"7", "8"}})), {});
}

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

BOOST_AUTO_TEST_CASE(a_type_is_known) {
    check_equal(violations(events::UnknownEvent{"nl.peil.measure.painted", false}),
                {"type-known /type"});
}

BOOST_AUTO_TEST_CASE(all_violations_are_found_at_once) {
    check_equal(violations(events::MeasureRegistered{"1", 4, "Weer."}),
                {"measure-new /data/measure", "chapter-exists /data/chapter"});
    check_equal(violations(events::MeasuresJoined{{"99", "9", "8"}}, "2021-07-01"),
                {"measure-exists /data/measures/0", "measure-open /data/measures/1",
                 "measure-alone /data/measures/2"});
    check_equal(violations(edition_with(3, {{"99"}, {"98"}})),
                {"edition-new /data/edition", "measure-exists /data/rows/0",
                 "measure-exists /data/rows/1"});
}

BOOST_AUTO_TEST_CASE(an_admitted_event_counts_for_the_next) {
    const auto view = ledger.view();
    events::Validator validator(view);
    const std::string date = "2021-05-01";
    BOOST_TEST(validator.admit(events::MeasureRegistered{"41", 1, "Nieuw."}, date).empty());
    BOOST_TEST(validator.admit(events::PlanningSet{"41", "2022"}, date).empty());
    BOOST_TEST(validator.admit(events::MeasureRegistered{"41", 1, "Weer."}, date).size() == 1U);
    BOOST_TEST(validator.next_sequence() == ledger.size() + 3);
}

BOOST_AUTO_TEST_CASE(violations_are_sentences_with_pointer_and_rule) {
    BOOST_TEST(events::format_violations({{"/data/a", "some-rule", "do this"}, {"", "b", "c"}}) ==
               "/data/a: do this [some-rule]\n/: c [b]");
}

BOOST_AUTO_TEST_SUITE_END()
