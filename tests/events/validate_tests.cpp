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
