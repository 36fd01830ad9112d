// Matrices on all three axes of time: what held, what was known, what an edition printed.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/error.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

namespace core = peil::core;
namespace events = peil::events;

using events::Question;

/// Recorded a day apart. Event 2: chapter; 3 to 5: measures 1, 2, 10; then what each case needs.
struct Programme {
    Programme() {
        record("2021-01-02", events::ChapterDefined{1, "Dijken"}, "2021-01-01");
        record("2021-01-03", events::MeasureRegistered{"1", 1, "Dijken."}, "2021-01-01");
        record("2021-01-04", events::MeasureRegistered{"2", 1, "Gemalen."}, "2021-01-01");
        record("2021-01-05", events::MeasureRegistered{"10", 1, "Sensoren."}, "2021-01-01");
    }

    std::uint64_t record(const std::string& date, const events::Event& event,
                         const std::string& effective) {
        ledger.set_time(date + "T12:00:00Z");
        return ledger.append(event, effective);
    }
    events::Matrix draw(const Question& question) {
        const auto view = ledger.view();
        auto matrix = events::answer(view, question, ledger.now());
        if (!matrix) { BOOST_FAIL(matrix.error().detail); }
        return std::move(*matrix);
    }
    events::MatrixMeasure measure(const std::string& number, const Question& question = {}) {
        const auto matrix = draw(question);
        for (const auto& measure : matrix.measures) {
            if (measure.number == number) { return measure; }
        }
        BOOST_FAIL("the matrix has no measure " << number);
        return {};
    }
    std::string planning(const Question& question = {}) {
        return measure("1", question).planning.value_or("-");
    }
    std::vector<std::string> numbers(const Question& question = {}) {
        std::vector<std::string> found;
        for (const auto& measure : draw(question).measures) { found.push_back(measure.number); }
        return found;
    }
    boost::system::error_code refusal(const Question& question) {
        const auto view = ledger.view();
        const auto matrix = events::answer(view, question, ledger.now());
        BOOST_TEST_REQUIRE(!matrix.has_value());
        BOOST_TEST(!matrix.error().detail.empty());
        return matrix.error().code;
    }

    events::testing::SampleLedger ledger;
};

void check_equal(const std::vector<std::string>& found, const std::vector<std::string>& wanted) {
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(matrix, Programme)

BOOST_AUTO_TEST_CASE(measures_stand_in_the_order_of_chapters_and_numbers) {
    record("2021-01-06", events::ChapterDefined{2, "Riolen"}, "2021-01-01");
    record("2021-01-06", events::MeasureRegistered{"3", 2, "Riolen."}, "2021-01-01");
    record("2021-01-06", events::MeasureRegistered{"2b", 1, "Deel."}, "2021-01-01");
    check_equal(numbers(), {"1", "2", "2b", "10", "3"});
}

BOOST_AUTO_TEST_CASE(as_of_asks_what_held) {
    record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-02-01");
    record("2021-03-01", events::PlanningSet{"1", "b"}, "2021-03-01");
    BOOST_TEST(planning({.as_of = "2021-01-31"}) == "-");
    BOOST_TEST(planning({.as_of = "2021-02-01"}) == "a");
    BOOST_TEST(planning({.as_of = "2021-02-28"}) == "a");
    BOOST_TEST(planning({.as_of = "2021-03-01"}) == "b");
    BOOST_TEST(planning({.as_of = "2021-02-28T23:59:59.999Z"}) == "a");
    BOOST_TEST(planning() == "b");
    BOOST_TEST(draw({.as_of = "2020-12-31"}).measures.empty());
}

BOOST_AUTO_TEST_CASE(without_a_date_the_future_does_not_hold_yet) {
    record("2021-02-01", events::PlanningSet{"1", "later"}, "2021-02-02");
    BOOST_TEST(planning() == "-");
    BOOST_TEST(draw({}).as_of == "2021-02-01");
}

BOOST_AUTO_TEST_CASE(known_at_asks_what_was_known) {
    const auto wrong = record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-01-15");
    record("2021-03-01",
           events::EventCorrected{wrong, "nl.peil.planning.set", "Fout.",
                                  R"({"measure":"1","planning":"b"})"},
           "2021-01-15");
    BOOST_TEST(planning({.as_of = "2021-01-20"}) == "b");
    BOOST_TEST(planning({.as_of = "2021-01-20", .known_at = "2021-02-15"}) == "a");
    BOOST_TEST(planning({.as_of = "2021-01-20", .known_at = "2021-01-31"}) == "-");
    BOOST_TEST(planning({.as_of = "2021-01-20", .at_event = wrong}) == "a");
    BOOST_TEST(planning({.as_of = "2021-01-20", .at_event = wrong - 1}) == "-");
    BOOST_TEST(planning({.as_of = "2021-01-20", .at_event = wrong + 1}) == "b");
    BOOST_TEST(planning({.known_at = "2021-03-01T12:00:00Z"}) == "b");
    BOOST_TEST(planning({.known_at = "2021-03-01T11:59:59.999Z"}) == "a");
}

BOOST_AUTO_TEST_CASE(a_matrix_carries_the_size_and_root_that_it_was_drawn_from) {
    record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-02-01");
    const auto snapshot = ledger.ledger().snapshot();
    const auto matrix = draw({.at_event = 4});
    BOOST_TEST(matrix.size == 4U);
    BOOST_TEST((matrix.root == *core::tree_root(4, snapshot.hashes())));
    BOOST_TEST(matrix.known_at == "2021-01-04T12:00:00.000Z");
    BOOST_TEST((draw({}).root == snapshot.head().root));
    BOOST_TEST(matrix.programme == "Programma Droge Voeten");
}

BOOST_AUTO_TEST_CASE(a_correction_may_move_a_fact_to_another_date) {
    const auto wrong = record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-01-15");
    record("2021-03-01",
           events::EventCorrected{wrong, "nl.peil.planning.set", "Datum.",
                                  R"({"measure":"1","planning":"a"})"},
           "2021-01-25");
    BOOST_TEST(planning({.as_of = "2021-01-20"}) == "-");
    BOOST_TEST(planning({.as_of = "2021-01-25"}) == "a");
    BOOST_TEST(planning({.as_of = "2021-01-20", .known_at = "2021-02-15"}) == "a");
}

BOOST_AUTO_TEST_CASE(a_retracted_fact_uncovers_the_one_before) {
    record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-01-10");
    const auto wrong = record("2021-02-02", events::PlanningSet{"1", "b"}, "2021-01-10");
    record("2021-02-03", events::EventCorrected{wrong, "nl.peil.planning.set", "Fout.", {}},
           "2021-01-10");
    BOOST_TEST(planning() == "a");
    BOOST_TEST(planning({.at_event = wrong}) == "b");
}

// The correction of a correction used to state nothing at all.
BOOST_AUTO_TEST_CASE(the_correction_of_a_correction_is_what_holds) {
    const auto wrong = record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-01-10");
    const auto content = [&](const std::string& planning) {
        return R"({"measure":"1","planning":")" + planning + R"("})";
    };
    const auto better = record(
        "2021-02-02", events::EventCorrected{wrong, "nl.peil.planning.set", "Fout.", content("b")},
        "2021-01-10");
    record("2021-02-03",
           events::EventCorrected{better, "nl.peil.event.corrected", "Weer fout.",
                                  R"({"event":")" + core::format_sequence(wrong) +
                                      R"(","type":"nl.peil.planning.set","reason":"Fout.",)" +
                                      R"("content":)" + content("c") + "}"},
           "2021-01-12");
    BOOST_TEST(planning() == "c");
    BOOST_TEST(planning({.as_of = "2021-01-11"}) == "-");
    BOOST_TEST(planning({.at_event = better}) == "b");
    BOOST_TEST(planning({.at_event = wrong}) == "a");
}

BOOST_AUTO_TEST_CASE(a_joint_row_shows_what_its_first_number_has) {
    record("2021-02-01", events::PlanningSet{"2", "eigen"}, "2021-02-01");
    record("2021-02-02", events::MeasuresJoined{{"1", "2"}}, "2021-02-02");
    record("2021-02-03", events::PlanningSet{"1", "samen"}, "2021-02-03");
    record("2021-02-03", events::ProgressReported{"1", {events::Paragraph{"Klaar."}}},
           "2021-02-03");
    const auto second = measure("2");
    BOOST_TEST(*second.planning == "samen");
    BOOST_TEST((second.progress == events::Blocks{events::Paragraph{"Klaar."}}));
    check_equal(second.joint_with, {"1"});
    check_equal(measure("1").joint_with, {"2"});
    BOOST_TEST(second.description == "Gemalen.");
    const std::vector<std::vector<std::string>> rows{{"1", "2"}, {"10"}};
    BOOST_TEST((draw({}).rows == rows));
    BOOST_TEST(*measure("2", {.as_of = "2021-02-01"}).planning == "eigen");
    record("2021-02-04", events::MeasuresSeparated{{"1", "2"}}, "2021-02-04");
    BOOST_TEST(*measure("2").planning == "eigen");
    BOOST_TEST(measure("2").joint_with.empty());
    BOOST_TEST(draw({}).rows.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_part_stands_in_the_chapter_of_its_measure) {
    record("2021-02-01", events::ChapterDefined{2, "Riolen"}, "2021-01-01");
    record("2021-02-01", events::SubMeasureRegistered{"2a", "2", "Noord."}, "2021-02-01");
    BOOST_TEST(measure("2a").chapter == 1U);
    BOOST_TEST(measure("2a").parent == "2");
    record("2021-02-02", events::MeasureMoved{"2", 2}, "2021-02-02");
    BOOST_TEST(measure("2a").chapter == 2U);
    check_equal(numbers(), {"1", "10", "2", "2a"});
}

BOOST_AUTO_TEST_CASE(closed_measures_are_left_out_unless_asked_for) {
    record("2021-02-01", events::MeasureClosed{"2", "merged", "1", "Hetzelfde."}, "2021-02-01");
    check_equal(numbers(), {"1", "10"});
    check_equal(numbers({.as_of = "2021-01-31"}), {"1", "2", "10"});
    const Question all{.closed = events::Closed::shown};
    check_equal(numbers(all), {"1", "2", "10"});
    const auto closed = measure("2", all);
    BOOST_TEST_REQUIRE(closed.closure.has_value());
    BOOST_TEST(closed.closure->ground == "merged");
    BOOST_TEST(*closed.closure->into == "1");
    BOOST_TEST(*closed.closure->reason == "Hetzelfde.");
    BOOST_TEST(*closed.status == "merged");
    record("2021-02-02", events::MeasureReopened{"2", "Toch niet."}, "2021-02-02");
    check_equal(numbers(), {"1", "2", "10"});
    BOOST_TEST(!measure("2").closure.has_value());
    BOOST_TEST(*measure("2").status == "ongoing");
}

BOOST_AUTO_TEST_CASE(a_measure_names_its_newest_event_and_date) {
    BOOST_TEST(measure("1").event == 3U);
    BOOST_TEST(measure("1").effective == "2021-01-01");
    const auto set =
        record("2021-02-01", events::StatusSet{"1", "ongoing"}, "2021-01-20T10:00:00Z");
    BOOST_TEST(measure("1").event == set);
    BOOST_TEST(measure("1").effective == "2021-01-20T10:00:00.000Z");
    BOOST_TEST(measure("1", {.as_of = "2021-01-19"}).event == 3U);
    BOOST_TEST(measure("2").event == 4U);
}

BOOST_AUTO_TEST_CASE(footnotes_are_replaced_as_a_whole) {
    const std::vector<events::Footnote> notes{{"1", "progress", "dijk", "Zie boven."}};
    record("2021-02-01", events::FootnotesSet{"1", notes}, "2021-02-01");
    BOOST_TEST((measure("1").footnotes == notes));
    record("2021-02-02", events::FootnotesSet{"1", {}}, "2021-02-02");
    BOOST_TEST(measure("1").footnotes.empty());
}

BOOST_AUTO_TEST_CASE(an_edition_shows_its_rows_and_columns_and_nothing_later) {
    record("2021-02-01", events::PlanningSet{"1", "a"}, "2021-02-01");
    record("2021-02-01", events::StatusSet{"1", "ongoing"}, "2021-02-01");
    const auto published =
        record("2021-02-02",
               events::EditionPublished{.edition = 5,
                                        .date = "2021-02-01",
                                        .title = "Vijfde",
                                        .introduction = {events::Paragraph{"Vooraf."}},
                                        .columns = {{"number", "Nr"}, {"description", "Wat"}},
                                        .chapters = {{1, false}},
                                        .rows = {{"10"}, {"1"}},
                                        .cells = {std::string(64, 'a'), 4}},
               "2021-02-01");
    record("2021-02-03", events::MeasureReworded{"1", "Anders."}, "2021-02-01");
    const auto matrix = draw({.edition = 5});
    check_equal(numbers({.edition = 5}), {"10", "1"});
    BOOST_TEST(*matrix.title == "Vijfde");
    BOOST_TEST(matrix.edition_date == "2021-02-01");
    BOOST_TEST(matrix.size == published);
    BOOST_TEST(matrix.chapters.at(0).title_printed == false);
    BOOST_TEST(measure("1", {.edition = 5}).description == "Dijken.");
    BOOST_TEST(!measure("1", {.edition = 5}).planning.has_value());
    BOOST_TEST(!measure("1", {.edition = 5}).status.has_value());
    BOOST_TEST(measure("1").description == "Anders.");
}

BOOST_AUTO_TEST_CASE(questions_without_an_answer_are_refused) {
    BOOST_TEST((refusal({.edition = 9}) == make_error_code(events::Errc::edition_missing)));
    BOOST_TEST((refusal({.as_of = "gisteren"}) == make_error_code(events::Errc::malformed_date)));
    BOOST_TEST((refusal({.as_of = "2021-02-30"}) == make_error_code(events::Errc::malformed_date)));
    BOOST_TEST(
        (refusal({.known_at = "2021-1-1"}) == make_error_code(events::Errc::malformed_date)));
    BOOST_TEST((refusal({.at_event = 99}) == make_error_code(core::Errc::index_out_of_range)));
    BOOST_TEST((refusal({.known_at = "2021-01-03", .at_event = 3}) ==
                make_error_code(events::Errc::malformed_content)));
    BOOST_TEST((refusal({.as_of = "2021-01-03", .edition = 3}) ==
                make_error_code(events::Errc::malformed_content)));
}

BOOST_AUTO_TEST_CASE(before_anything_was_known_there_is_nothing) {
    const auto matrix = draw({.known_at = "2020-06-01"});
    BOOST_TEST(matrix.measures.empty());
    BOOST_TEST(matrix.size == 0U);
    BOOST_TEST((matrix.root == core::empty_root()));
}

BOOST_AUTO_TEST_SUITE_END()
