// The rules of the programme: each broken and not broken, with the pointer to what is wrong.
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

BOOST_FIXTURE_TEST_SUITE(validate, RuledProgramme)

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

BOOST_AUTO_TEST_CASE(a_measure_is_not_closed_before_it_shares_a_row) {
    ledger.append(events::MeasuresJoined{{"1", "2"}}, "2023-01-01");
    check_equal(violations(events::MeasureClosed{"2", "completed", {}, {}}, "2022-03-01"),
                {"dates-in-order /effective"});
}

BOOST_AUTO_TEST_CASE(progress_has_text) {
    check_equal(violations(events::ProgressReported{"1", {}}), {"progress-text /data/progress"});
}

BOOST_AUTO_TEST_CASE(an_edition_is_new) {
    check_equal(violations(edition_with(3, {})), {"edition-new /data/edition"});
    check_equal(violations(edition_with(4, {{"1"}, {"7", "8"}})), {});
}

BOOST_AUTO_TEST_CASE(editions_are_numbered_in_the_order_of_their_dates) {
    const auto dated = [&](std::uint32_t number, const std::string& date) {
        auto made = edition_with(number, {});
        made.date = date;
        return violations(made);
    };
    const Found wanted{"editions-in-order /data/date"};
    check_equal(dated(4, "2021-05-16"), wanted);
    check_equal(dated(4, "2021-05-17"), {});
    check_equal(dated(2, "2021-05-18"), wanted);
    check_equal(dated(2, "2021-05-17"), {});
    auto sixth = edition_with(6, {});
    sixth.date = "2021-09-01";
    ledger.append(sixth, "2021-09-01");
    check_equal(dated(5, "2021-09-02"), wanted);
    check_equal(dated(5, "2021-05-16"), wanted);
    check_equal(dated(5, "2021-08-31"), {});
    check_equal(dated(7, "2021-06-01"), wanted);
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
