// Late facts and what they do to a published edition: it stays as printed, and is restated.
// SPDX-License-Identifier: EUPL-1.2
#include "restatement_samples.hpp"
#include <peil/events/render_restatements.hpp>
#include <peil/events/text_width.hpp>

#include <sstream>

namespace peil::events {

using testing::contains;
using testing::EditionPlace;

BOOST_FIXTURE_TEST_SUITE(restatement, EditionPlace)

BOOST_AUTO_TEST_CASE(nothing_is_restated_by_what_holds_later) {
    BOOST_TEST(restatements().empty());
    append(PlanningSet{"7", "Gereed in 2023"}, "2021-05-18");
    BOOST_TEST(restatements().empty());
    BOOST_TEST(compared().restatements.empty());
}

BOOST_AUTO_TEST_CASE(a_late_fact_of_the_date_of_the_edition_restates_it) {
    const auto event = append(PlanningSet{"7", "Gereed in 2023"}, "2021-05-17");
    const auto one = the_restatement();
    BOOST_TEST(one.edition == 3U);
    BOOST_TEST(one.measure == "7");
    BOOST_TEST(one.field == "planning");
    BOOST_TEST(one.printed.value_or("") == "Gereed in 2022");
    BOOST_TEST(one.known.value_or("") == "Gereed in 2023");
    BOOST_TEST(one.changes_printed);
    BOOST_TEST(one.printed_by == 6U);
    BOOST_TEST(one.by.sequence == event);
    BOOST_TEST(one.by.recorded == "2021-09-01T10:00:00.000Z");
    BOOST_TEST(printed_planning() == "Gereed in 2022");
}

BOOST_AUTO_TEST_CASE(a_late_fact_before_it_that_was_printed_nowhere_restates_it) {
    append(PlanningSet{"9", "Gereed in 2025"}, "2021-05-01");
    const auto one = the_restatement();
    BOOST_TEST(!one.printed.has_value());
    BOOST_TEST(one.known.value_or("") == "Gereed in 2025");
    BOOST_TEST(one.changes_printed);
}

BOOST_AUTO_TEST_CASE(a_late_fact_before_one_that_was_printed_is_marked_as_such) {
    const auto event = append(PlanningSet{"7", "Gereed in 2021"}, "2021-05-01");
    const auto one = the_restatement();
    BOOST_TEST(!one.changes_printed);
    BOOST_TEST(one.printed.value_or("") == "Gereed in 2022");
    BOOST_TEST(one.known.value_or("") == "Gereed in 2021");
    BOOST_TEST(one.by.sequence == event);
    BOOST_TEST(!compared().differs("7", "planning"));
}

BOOST_AUTO_TEST_CASE(a_late_fact_is_told_of_the_first_edition_after_it) {
    append(PlanningSet{"7", "Gereed in 2024"}, "2021-08-01");
    publish(4, "2021-08-15");
    append(PlanningSet{"7", "Gereed in 2021"}, "2021-05-01");
    BOOST_TEST(restatements(3).size() == 1U);
    BOOST_TEST(restatements(4).empty());
    append(PlanningSet{"7", "Gereed in 2020"}, "2021-07-01");
    BOOST_TEST(restatements(3).size() == 1U);
    BOOST_TEST(restatements(4).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_late_fact_may_restate_more_than_one_edition) {
    publish(4, "2021-08-15");
    append(MeasureReworded{"9", "Duikers vaak spoelen."}, "2021-05-17");
    BOOST_TEST(restatements(3).size() == 1U);
    BOOST_TEST(restatements(4).size() == 1U);
    const auto all = find_restatements(view());
    BOOST_TEST_REQUIRE(all.has_value());
    BOOST_TEST(all->size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_correction_of_what_was_printed_restates_with_its_reason) {
    const auto event =
        correct(6, "planning.set", R"({"measure":"7","planning":"Gereed in 2032"})", "2021-05-17");
    const auto one = the_restatement();
    BOOST_TEST(one.known.value_or("") == "Gereed in 2032");
    BOOST_TEST(one.by.sequence == event);
    BOOST_TEST(one.by.corrects == 6U);
    BOOST_TEST(one.by.reason.value_or("") == "Verkeerd gelezen.");
    BOOST_TEST(printed_planning() == "Gereed in 2022");
}

BOOST_AUTO_TEST_CASE(a_correction_that_moves_the_date_past_the_edition_restates_it) {
    const auto event =
        correct(6, "planning.set", R"({"measure":"7","planning":"Gereed in 2022"})", "2021-06-01");
    const auto one = the_restatement();
    BOOST_TEST(one.printed.value_or("") == "Gereed in 2022");
    BOOST_TEST(!one.known.has_value());
    BOOST_TEST(one.by.sequence == event);
}

BOOST_AUTO_TEST_CASE(a_retraction_of_what_was_printed_restates_it) {
    const auto event = correct(7, "planning.set", "", "2021-05-17");
    const auto one = the_restatement();
    BOOST_TEST(one.measure == "8");
    BOOST_TEST(!one.known.has_value());
    BOOST_TEST(one.by.sequence == event);
    BOOST_TEST(one.by.is_retraction);
}

BOOST_AUTO_TEST_CASE(a_correction_of_a_correction_is_the_one_that_restates) {
    const auto first =
        correct(6, "planning.set", R"({"measure":"7","planning":"Gereed in 2032"})", "2021-05-17");
    const auto second = correct(first, "event.corrected",
                                R"({"event":"000000000006","type":"nl.peil.planning.set",)"
                                R"("reason":"Toch 2022.","content":{"measure":"7",)"
                                R"("planning":"Gereed in 2042"}})",
                                "2021-05-17");
    BOOST_TEST(the_restatement().by.sequence == second);
    BOOST_TEST(restatements(3, first).front().by.sequence == first);
    BOOST_TEST(restatements(3, first).front().known.value_or("") == "Gereed in 2032");
    BOOST_TEST(restatements(3, 8).empty());
}

BOOST_AUTO_TEST_CASE(a_correction_back_to_what_was_printed_restates_nothing) {
    const auto first =
        correct(6, "planning.set", R"({"measure":"7","planning":"Gereed in 2032"})", "2021-05-17");
    correct(first, "event.corrected",
            R"({"event":"000000000006","type":"nl.peil.planning.set","reason":"Toch 2022.",)"
            R"("content":{"measure":"7","planning":"Gereed in 2022"}})",
            "2021-05-17");
    BOOST_TEST(restatements().empty());
}

BOOST_AUTO_TEST_CASE(measures_that_enter_or_leave_late_restate_it) {
    append(MeasureRegistered{"10", 1, "Bomen planten."}, "2021-04-01");
    append(MeasureClosed{"9", "completed", std::nullopt, "Klaar."}, "2021-05-10");
    const auto found = restatements();
    std::string told;
    for (const auto& one : found) { told += one.measure + ' ' + one.field + ';'; }
    BOOST_TEST(told == "9 measure;9 status;10 measure;");
    BOOST_TEST(found[0].printed.value_or("") == "Duikers spoelen.");
    BOOST_TEST(found[0].known.value_or("") == "closed: completed: Klaar.");
    BOOST_TEST(!found[2].printed.has_value());
    const auto comparison = compared();
    BOOST_TEST(comparison.printed.measures.size() == 3U);
    BOOST_TEST(comparison.known.measures.size() == 4U);
    BOOST_TEST(contains(render_comparison_table(comparison, {}), "Niet gedrukt, nu bekend"));
}

BOOST_AUTO_TEST_CASE(titles_that_are_known_otherwise_restate_it) {
    append(ChapterRenamed{1, "Kaden"}, "2021-03-01");
    append(ProgrammeRenamed{"Natte Voeten"}, "2021-03-01");
    const auto found = restatements();
    BOOST_TEST_REQUIRE(found.size() == 2U);
    BOOST_TEST(found[0].field == "programme");
    BOOST_TEST(found[1].field == "chapter/1");
    BOOST_TEST(found[1].printed.value_or("") == "Dijken");
}

BOOST_AUTO_TEST_CASE(a_joint_row_is_restated_once) {
    append(MeasuresJoined{{"7", "8"}}, "2021-08-01");
    publish(4, "2021-08-15");
    append(ProgressReported{"7", {Paragraph{"Gemeten."}}}, "2021-08-10");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].measure == "7");
    BOOST_TEST(found[0].known.value_or("") == "Gemeten.");
}

BOOST_AUTO_TEST_CASE(a_column_that_was_not_printed_is_not_restated) {
    EditionPublished bare;
    bare.edition = 5;
    bare.date = "2021-08-20";
    bare.rows = {{"7"}};
    bare.columns = {{"number", "Nr"}, {"description", "Wat"}};
    bare.chapters = {{1, true}};
    const auto now = view();
    BatchBuilder batch(now, "example.nl", random());
    BOOST_TEST_REQUIRE(batch.publish(bare, {"2021-08-20", ""}).has_value());
    append_drafts(batch.drafts());
    append(PlanningSet{"7", "Gereed in 2050"}, "2021-08-20");
    BOOST_TEST(restatements(5).empty());
}

BOOST_AUTO_TEST_CASE(events_are_asked_before_they_are_recorded) {
    const auto now = view();
    BatchBuilder batch(now, "example.nl", random());
    BOOST_TEST(batch.add(PlanningSet{"7", "Gereed in 2023"}, {"2021-05-17", ""}).has_value());
    BOOST_TEST(batch.add(PlanningSet{"8", "Gereed in 2023"}, {"2021-07-17", ""}).has_value());
    const auto found = find_restated(batch.facts(), batch.expected_size());
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].by.sequence == batch.expected_size() + 1);
}

BOOST_AUTO_TEST_CASE(an_edition_imported_later_restates_no_other) {
    testing::SampleLedger other;
    import_sample(other, 4);
    import_sample(other, 3);
    const auto all = find_restatements(other.view());
    BOOST_TEST_REQUIRE(all.has_value());
    for (const auto& one : *all) { BOOST_TEST(one.edition == 4U); }
    const auto three = find_restated(other.view().facts(), 1);
    for (const auto& one : three) { BOOST_TEST(one.edition == 4U); }
}

BOOST_AUTO_TEST_CASE(both_sides_are_shown_and_differences_marked) {
    append(PlanningSet{"7", "Gereed in 2023"}, "2021-05-17");
    const auto comparison = compared();
    BOOST_TEST(comparison.printed.size == 8U);
    BOOST_TEST(comparison.known.size == 9U);
    BOOST_TEST(comparison.differs("7", "planning"));
    BOOST_TEST(!comparison.differs("8", "planning"));
    const auto table = render_comparison_table(comparison, {.width_columns = 100});
    BOOST_TEST(contains(table, "Gereed in 2022"), table);
    BOOST_TEST(contains(table, "≠ Gereed in 2023"), table);
    BOOST_TEST(contains(table, "verschil"), table);
    const auto markdown = render_comparison_markdown(comparison);
    BOOST_TEST(contains(markdown, "| 7 | Planning | Gereed in 2022 | **≠** Gereed in 2023 |"),
               markdown);
    BOOST_TEST(contains(markdown, "| 8 | Planning | Doorlopend | = |"), markdown);
    const auto csv = render_comparison_csv(comparison);
    BOOST_TEST(contains(csv, "7,1,yes,Kaden meten.,Kaden meten.,Gereed in 2022,Gereed in 2023,"),
               csv);
    BOOST_TEST(contains(csv, ",planning\r\n"), csv);
}

BOOST_AUTO_TEST_CASE(json_keeps_the_contract_of_the_matrix_and_adds_what_is_known) {
    append(PlanningSet{"7", "Gereed in 2023"}, "2021-05-17");
    const auto json = to_json(compared());
    const auto& seven = json.at("measures").at(0);
    BOOST_TEST(seven.at("planning").as_string() == "Gereed in 2022");
    BOOST_TEST(seven.at("differs").at(0).as_string() == "planning");
    const auto& known = json.at("asWeNowKnow").at("measures").at(0);
    BOOST_TEST(known.at("planning").as_string() == "Gereed in 2023");
    const auto& one = json.at("restatements").at(0);
    BOOST_TEST(one.at("edition").to_number<int>() == 3);
    BOOST_TEST(one.at("event").to_number<int>() == 9);
    BOOST_TEST(one.at("changesPrinted").as_bool());
    BOOST_TEST(one.at("reason").is_null());
}

BOOST_AUTO_TEST_CASE(no_line_of_a_table_is_wider_than_the_terminal) {
    append(PlanningSet{"7", "Gereed in 2023"}, "2021-05-17");
    append(PlanningSet{"8", "Gereed in 2019"}, "2021-05-01");
    for (const int width : {40, 60, 80, 120}) {
        const TableStyle style{.width_columns = width};
        std::istringstream lines(render_comparison_table(compared(), style) +
                                 render_restatements(restatements(), style));
        for (std::string line; std::getline(lines, line);) {
            BOOST_TEST(display_width(line) <= width, line);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_late_owner_restates_it) {
    append({{MeasureOwnerSet{"7", "Dienst Water"}, "2021-04-01"},
            {MeasureOwnerSet{"8", "Dienst Kaden"}, "2021-06-01"}});
    const auto one = the_restatement();
    BOOST_TEST(one.measure == "7");
    BOOST_TEST(one.field == "owner");
    BOOST_TEST(!one.printed.has_value());
    BOOST_TEST(one.known.value_or("") == "Dienst Water");
    BOOST_TEST(compared().differs("7", "owner"));
    BOOST_TEST(contains(render_comparison_table(compared(), {}), "≠ Dienst Water"));
}

BOOST_AUTO_TEST_CASE(late_milestones_restate_it) {
    const PartialDate due{"eind 2021", "2021-10-01", "2021-12-31"};
    append(MilestoneExpected{"7.plan", "7", "Het plan ligt er", due}, "2021-05-01");
    BOOST_TEST(the_restatement().field == "milestone");
    BOOST_TEST(the_restatement().about == "7.plan");
    BOOST_TEST(!the_restatement().printed.has_value());
    BOOST_TEST(the_restatement().known.value_or("") == "eind 2021, verwacht: Het plan ligt er");
    publish(4, "2021-08-15");
    BOOST_TEST(restatements(4).empty());
    const auto moved = append(
        MilestoneMoved{"7.plan", PartialDate{"2022", "2022-01-01", "2022-12-31"}, "Te druk."},
        "2021-08-01");
    const auto found = restatements(4);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found[0].printed.value_or("") == "eind 2021, verwacht: Het plan ligt er");
    BOOST_TEST(found[0].known.value_or("") == "2022, verschoven: Het plan ligt er");
    BOOST_TEST(found[0].by.sequence == moved);
    BOOST_TEST(restatements(3).size() == 1U);
    append(ProgressReported{"7", {Paragraph{"Het plan kwam er op 1 september."}}}, "2021-09-02");
    publish(5, "2021-09-02");
    append(MilestoneReached{"7.plan", partial_date_of_day("2021-09-01"), std::nullopt,
                            "Het plan kwam er op 1 september."},
           "2021-09-02");
    BOOST_TEST(restatements(5).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
