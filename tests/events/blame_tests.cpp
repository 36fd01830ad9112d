// Which event set what: late facts, corrections, corrections of corrections, joint rows, editions.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_samples.hpp"
#include <peil/events/blame.hpp>
#include <peil/events/render_restatements.hpp>
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace peil::events {

namespace {

using testing::day;

/// Chapter 1 and measures 7 and 8 from 2021-01-01 (events 2 to 4), a planning of 7 (event 5).
struct BlamePlace : testing::SampleLedger {
    BlamePlace() {
        append({{ChapterDefined{1, "Dijken"}, "2021-01-01"},
                {MeasureRegistered{"7", 1, "Kaden meten."}, "2021-01-01"},
                {MeasureRegistered{"8", 1, "Sluizen verven."}, "2021-01-01"},
                {PlanningSet{"7", "Gereed in 2022"}, "2021-02-01"}});
    }

    std::uint64_t correct(std::uint64_t event, const std::string& type, const std::string& reason,
                          const std::string& content, const std::string& effective) {
        EventCorrected correction{event, "nl.peil." + type, reason, std::nullopt};
        if (!content.empty()) { correction.content = content; }
        const auto now = view();
        BatchBuilder batch(now, "controle.example.nl", random());
        const auto added = batch.add(correction, {effective, ""});
        if (!added) { BOOST_FAIL(added.error().detail); }
        return append_drafts(batch.drafts());
    }

    BlamedField blame(const std::string& number, const std::string& name,
                      const Question& question = {}) {
        for (auto& field : blame_all(number, question)) {
            if (field.name == name) { return field; }
        }
        BOOST_FAIL("no field " << name);
        return {};
    }
    std::vector<BlamedField> blame_all(const std::string& number, const Question& question = {}) {
        const auto now = view();
        const auto point = resolve(now, question, day("2022-01-01"));
        BOOST_TEST_REQUIRE(point.has_value());
        auto fields = blame_measure(now, number, *point);
        BOOST_TEST_REQUIRE(fields.has_value());
        return std::move(*fields);
    }
};

const std::string planning_2023 = R"({"measure":"7","planning":"Gereed in 2023"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(blame, BlamePlace)

BOOST_AUTO_TEST_CASE(each_field_names_the_event_that_set_it) {
    const auto fields = blame_all("7");
    std::vector<std::string> names;
    for (const auto& field : fields) { names.push_back(field.name); }
    const std::vector<std::string> expected{"chapter", "description", "planning"};
    BOOST_TEST(names == expected, boost::test_tools::per_element());
    const auto planning = blame("7", "planning");
    BOOST_TEST_REQUIRE(planning.origin.has_value());
    BOOST_TEST(planning.value.value_or("") == "Gereed in 2022");
    BOOST_TEST(planning.origin->sequence == 5U);
    BOOST_TEST(planning.origin->effective == "2021-02-01");
    BOOST_TEST(planning.origin->recorded == "2021-01-01T09:00:00.000Z");
    BOOST_TEST(planning.origin->actor == "example.nl");
    BOOST_TEST(planning.corrections.empty());
}

BOOST_AUTO_TEST_CASE(a_measure_that_is_not_there_has_no_fields) {
    BOOST_TEST(blame_all("9").empty());
    BOOST_TEST(blame_all("7", {.as_of = "2020-06-01"}).empty());
}

BOOST_AUTO_TEST_CASE(the_lines_of_the_report_are_told) {
    import_sample(*this, 3);
    const auto fields = blame_all("1");
    BOOST_TEST_REQUIRE(!fields.empty());
    const auto& origin = fields.back().origin;
    BOOST_TEST_REQUIRE(origin.has_value());
    BOOST_TEST_REQUIRE(origin->source.has_value());
    BOOST_TEST(origin->source->title == "report-3.txt");
    BOOST_TEST(origin->source->lines.first > 0U);
    const auto told = render_blame(fields, {.width_columns = 120});
    BOOST_TEST(told.find("report-3.txt, line") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_correction_tells_what_who_when_and_why) {
    set_time("2021-03-01T10:00:00Z");
    const auto by = correct(5, "planning.set", "Een jaar te vroeg.", planning_2023, "2021-02-15");
    const auto planning = blame("7", "planning");
    BOOST_TEST(planning.value.value_or("") == "Gereed in 2023");
    BOOST_TEST(planning.origin->sequence == by);
    BOOST_TEST(planning.origin->effective == "2021-02-15");
    BOOST_TEST_REQUIRE(planning.corrections.size() == 1U);
    const auto& correction = planning.corrections[0];
    BOOST_TEST(correction.by.sequence == by);
    BOOST_TEST(correction.by.corrects == 5U);
    BOOST_TEST(correction.by.actor == "controle.example.nl");
    BOOST_TEST(correction.by.recorded == "2021-03-01T10:00:00.000Z");
    BOOST_TEST(correction.by.reason.value_or("") == "Een jaar te vroeg.");
    BOOST_TEST(correction.said.value_or("") == "Gereed in 2022");
    BOOST_TEST(correction.effective_before == "2021-02-01");
    BOOST_TEST(!correction.by.is_retraction);
}

BOOST_AUTO_TEST_CASE(earlier_knowledge_shows_the_old_fact_without_its_correction) {
    set_time("2021-03-01T10:00:00Z");
    correct(5, "planning.set", "Een jaar te vroeg.", planning_2023, "2021-02-15");
    for (const auto& question : {Question{.known_at = "2021-02-28"}, Question{.at_event = 5}}) {
        const auto planning = blame("7", "planning", question);
        BOOST_TEST(planning.value.value_or("") == "Gereed in 2022");
        BOOST_TEST(planning.origin->sequence == 5U);
        BOOST_TEST(planning.corrections.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_correction_that_moves_the_date_is_told_before_and_after_it) {
    set_time("2021-03-01T10:00:00Z");
    const auto by = correct(5, "planning.set", "Later ingegaan.", planning_2023, "2021-06-01");
    const auto before = blame("7", "planning", {.as_of = "2021-03-01"});
    BOOST_TEST(!before.value.has_value());
    BOOST_TEST(!before.origin.has_value());
    BOOST_TEST_REQUIRE(before.corrections.size() == 1U);
    BOOST_TEST(before.corrections[0].by.sequence == by);
    const auto after = blame("7", "planning", {.as_of = "2021-06-01"});
    BOOST_TEST(after.value.value_or("") == "Gereed in 2023");
    BOOST_TEST(after.corrections.size() == 1U);
    const auto told = render_blame({before}, {.width_columns = 160});
    BOOST_TEST(told.find("from 2021-02-01 to 2021-06-01") != std::string::npos, told);
}

BOOST_AUTO_TEST_CASE(corrections_of_corrections_are_told_in_order) {
    const auto first =
        correct(5, "planning.set", "Een jaar te vroeg.", planning_2023, "2021-02-01");
    const auto second = correct(first, "event.corrected", "Toch 2024.",
                                R"({"event":"000000000005","type":"nl.peil.planning.set",)"
                                R"("reason":"Verschoven.","content":{"measure":"7",)"
                                R"("planning":"Gereed in 2024"}})",
                                "2021-02-01");
    const auto planning = blame("7", "planning");
    BOOST_TEST(planning.value.value_or("") == "Gereed in 2024");
    BOOST_TEST(planning.origin->sequence == second);
    BOOST_TEST_REQUIRE(planning.corrections.size() == 2U);
    BOOST_TEST(planning.corrections[0].by.sequence == first);
    BOOST_TEST(planning.corrections[0].said.value_or("") == "Gereed in 2022");
    BOOST_TEST(planning.corrections[1].by.sequence == second);
    BOOST_TEST(planning.corrections[1].by.corrects == first);
    BOOST_TEST(planning.corrections[1].said.value_or("") == "Gereed in 2023");
    BOOST_TEST(blame("7", "planning", {.at_event = first}).corrections.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_retraction_leaves_what_held_before_and_is_told) {
    const auto later = append(PlanningSet{"7", "Nooit"}, "2021-03-01");
    const auto by = correct(later, "planning.set", "Hoort bij 8.", "", "2021-03-01");
    const auto planning = blame("7", "planning");
    BOOST_TEST(planning.origin->sequence == 5U);
    BOOST_TEST_REQUIRE(planning.corrections.size() == 1U);
    BOOST_TEST(planning.corrections[0].by.sequence == by);
    BOOST_TEST(planning.corrections[0].by.is_retraction);
    const auto told = render_blame({planning}, {.width_columns = 160});
    BOOST_TEST(told.find("retracts event") != std::string::npos, told);
    BOOST_TEST(told.find("“Nooit”") != std::string::npos, told);
}

BOOST_AUTO_TEST_CASE(a_joint_row_is_blamed_on_its_first_number) {
    append(MeasuresJoined{{"7", "8"}}, "2021-04-01");
    const auto planning = blame("8", "planning");
    BOOST_TEST(planning.subject == "measure/7");
    BOOST_TEST(planning.origin->sequence == 5U);
    BOOST_TEST(blame("8", "description").subject == "measure/8");
}

BOOST_AUTO_TEST_CASE(an_edition_is_blamed_on_what_it_printed) {
    const auto due = parse_partial_date("2022");
    const auto counted = partial_date_of_day("2021-04-01");
    append({{SeriesRegistered{"7.kaden", "7", "Kaden", "kaden", {}, "level"}, "2021-02-01"},
            {FigureReported{.series = "7.kaden", .value = "3", .reference_date = counted},
             "2021-04-01"},
            {MilestoneExpected{"7.plan", "7", "Het plan ligt er", *due}, "2021-02-01"}});
    EditionPublished edition;
    edition.edition = 3;
    edition.date = "2021-05-17";
    edition.rows = {{"7"}};
    edition.columns = {{"number", "Nr"}, {"description", "Wat"}};
    edition.chapters = {{1, true}};
    const auto now = view();
    BatchBuilder batch(now, "example.nl", random());
    BOOST_TEST_REQUIRE(batch.publish(edition, {"2021-05-17", ""}).has_value());
    append_drafts(batch.drafts());
    append(MeasureReworded{"7", "Kaden vaak meten."}, "2021-05-01");
    append(SeriesRegistered{"7.later", "7", "Later", "kaden", {}, "level"}, "2021-05-01");
    std::vector<std::string> names;
    for (const auto& field : blame_all("7", {.edition = 3})) { names.push_back(field.name); }
    // No cell of the planning was printed; what is known beside the cells was known.
    const std::vector<std::string> expected{"chapter", "description", "series/7.kaden",
                                            "figure/7.kaden/2021-04-01/2021-04-01",
                                            "milestone/7.plan"};
    BOOST_TEST(names == expected, boost::test_tools::per_element());
    BOOST_TEST(blame("7", "description", {.edition = 3}).value.value_or("") == "Kaden meten.");
    BOOST_TEST(blame("7", "description").value.value_or("") == "Kaden vaak meten.");
}

BOOST_AUTO_TEST_CASE(json_has_values_origins_and_corrections) {
    correct(5, "planning.set", "Een jaar te vroeg.", planning_2023, "2021-02-15");
    const auto array = to_json(blame_all("7"));
    BOOST_TEST_REQUIRE(array.size() == 3U);
    const auto& planning = array[2].as_object();
    BOOST_TEST(planning.at("field").as_string() == "planning");
    BOOST_TEST(planning.at("value").as_string() == "Gereed in 2023");
    BOOST_TEST(planning.at("corrects").to_number<int>() == 5);
    BOOST_TEST(planning.at("source").is_null());
    const auto& correction = planning.at("corrections").at(0);
    BOOST_TEST(correction.at("corrects").to_number<int>() == 5);
    BOOST_TEST(correction.at("said").as_string() == "Gereed in 2022");
    BOOST_TEST(!correction.at("retracted").as_bool());
}

BOOST_AUTO_TEST_CASE(no_line_is_wider_than_the_terminal) {
    correct(5, "planning.set", "Een jaar te vroeg.", planning_2023, "2021-02-15");
    for (const int width : {40, 60, 80, 100}) {
        std::istringstream lines(render_blame(blame_all("7"), {.width_columns = width}));
        for (std::string line; std::getline(lines, line);) {
            BOOST_TEST(display_width(line) <= width, line);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
