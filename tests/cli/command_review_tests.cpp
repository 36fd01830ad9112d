// Suggestions as they are reviewed and accepted from the command line.
// SPDX-License-Identifier: EUPL-1.2
#include "reviewer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Reviewer;
using testing::Words;

std::size_t count_of(const json::value& list, std::string_view kind) {
    const auto& array = list.as_array();
    return static_cast<std::size_t>(
        std::count_if(array.begin(), array.end(),
                      [&](const json::value& one) { return one.at("kind") == json::value(kind); }));
}

const json::value& milestone_of(const json::value& list, std::string_view id) {
    const auto& all = list.at("milestones").as_array();
    const auto found = std::find_if(all.begin(), all.end(), [&](const json::value& one) {
        return one.at("milestone") == json::value(id);
    });
    BOOST_TEST_REQUIRE((found != all.end()), "no milestone " << id);
    return *found;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_review, Reviewer)

BOOST_AUTO_TEST_CASE(a_review_is_written_and_nothing_appended) {
    const auto written = import(3, {"--review", "kept.json"});
    BOOST_TEST(written.exit_code == 0, written);
    BOOST_TEST(written.says("nothing was appended"), written);
    BOOST_TEST(size() == 1U);
    const auto list = json::parse(read("kept.json"));
    BOOST_TEST(count_of(list, "figure") > 40U);
    BOOST_TEST(count_of(list, "milestone") > 8U);
    BOOST_TEST(count_of(list, "reference") == 5U);
    for (const auto& one : list.as_array()) {
        BOOST_TEST(one.as_object().contains("doubt"));
        BOOST_TEST(one.as_object().contains("quote"));
    }
    const auto again = import(3, {"--review", "kept.json"});
    BOOST_TEST(again.exit_code == 2, again);
    BOOST_TEST(again.says("kept.json exists"), again);
}

BOOST_AUTO_TEST_CASE(nothing_that_was_guessed_is_appended_unasked) {
    BOOST_TEST(import(3).exit_code == 0);
    BOOST_TEST(!done({"log"}).says("figure.reported"));
}

BOOST_AUTO_TEST_CASE(what_was_kept_is_appended_with_the_edition_once) {
    for (const std::string name : {"three.json", "three.txt"}) {
        BOOST_TEST(import(3, {"--review", name}).exit_code == 0);
    }
    const auto first = import(3, {"--accept", "three.txt", "--format", "json"});
    BOOST_TEST(first.exit_code == 0, first);
    const auto count = size();
    const auto receipts = first.json_lines();
    BOOST_TEST(receipts.size() + 1 == count);
    const auto last = std::to_string(receipts.back().at("sequence").as_int64());
    BOOST_TEST(done({"show", last, "--format", "json"}).says("edition.published"));
    for (const std::string name : {"three.json", "three.txt"}) {
        const auto again = import(3, {"--accept", name});
        BOOST_TEST(again.exit_code == 0, again);
        BOOST_TEST(again.says("nothing to append"), again);
        BOOST_TEST(again.says("recorded before"), again);
    }
    BOOST_TEST(size() == count);
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(an_edition_that_is_there_takes_what_was_kept_later) {
    BOOST_TEST(import(3).exit_code == 0);
    const auto before = size();
    write("one.txt",
          "# kept by hand\n\n"
          "figure | 10 | 10.bedrijven | 34 | bedrijven | | 2021-05-17 | | Tot nu toe doen 34 "
          "bedrijven mee.\n"
          "reference | 6 | | 7, 8 | | | | | zie\n");
    const auto first = import(3, {"--accept", "one.txt"});
    BOOST_TEST(first.exit_code == 0, first);
    BOOST_TEST(size() == before + 3);
    BOOST_TEST(import(3, {"--accept", "one.txt"}).says("nothing to append"));
    BOOST_TEST(size() == before + 3);
}

BOOST_AUTO_TEST_CASE(two_editions_are_accepted_one_after_the_other) {
    for (const int edition : {3, 4}) {
        const auto name = "kept-" + std::to_string(edition) + ".json";
        BOOST_TEST(import(edition, {"--review", name}).exit_code == 0);
        const auto kept = import(edition, {"--accept", name});
        BOOST_TEST(kept.exit_code == 0, kept);
        const auto count = size();
        BOOST_TEST(import(edition, {"--accept", name}).says("nothing to append"));
        BOOST_TEST(size() == count);
    }
    BOOST_TEST(read("kept-4.json").find("other period length: 9 months, before 12 months") !=
               std::string::npos);
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(a_line_at_fault_is_named_and_nothing_is_appended) {
    struct Wrong {
        std::string line;
        std::string_view says;
    };
    for (const auto& [line, says] : std::vector<Wrong>{
             {"figure | 10 | 10.x | veel | bedrijven | | | | w",
              "wrong.txt: line 2: value: 'veel'"},
             {"figure | 10 | 10.x | 34", "wrong.txt: line 2: fewer than nine columns"},
             {"cijfer | 10 | 10.x | 34 | b | | | | w", "line 2: 'cijfer' is no kind"},
             {"figure | 10 | 10.x | 34 | b | | ooit | | w", "line 2: referenceDate: 'ooit'"},
             {"milestone | 10 | 10.x | 2023 | straks | | | | w", "line 2: state: 'straks'"},
             {"milestone | 10 | 10.x | | expected | | | | w", "line 2: due: it is missing"},
             {"reference | 10 | | | | | | | w", "line 2: to: no number"},
             {"reference | 10 | | 3 | | | | | ", "line 2: quote: it is missing"},
             {"figure | 99 | 99.x | 34 | b | | | | w",
              "wrong.txt: line 2: measure: the report has no row of measure 99"}}) {
        write("wrong.txt", "# wrong\n" + line + "\n");
        const auto outcome = import(3, {"--accept", "wrong.txt"});
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(outcome.says(says), line << "\n" << outcome);
        BOOST_TEST(size() == 1U);
    }
    write("wrong.json", "[\n {\"kind\": \"figure\", \"measure\": \"10\"},\n {\"kind\": 3}\n]\n");
    const auto outcome = import(3, {"--accept", "wrong.json"});
    BOOST_TEST(outcome.says("wrong.json: line 2: value"), outcome);
    BOOST_TEST(outcome.says("wrong.json: line 3: kind"), outcome);
    write("wrong.json", "{}");
    BOOST_TEST(import(3, {"--accept", "wrong.json"}).says("not an array"));
    BOOST_TEST(size() == 1U);
}

BOOST_AUTO_TEST_CASE(words_that_the_report_does_not_say_are_refused) {
    const std::string line = "figure | 10 | 10.bedrijven | 34 | bedrijven | | | | ";
    write("wrong.txt", line + "Tot nu toe doen 35 bedrijven mee.\n" + line + "doen 34 bedrij\n" +
                           line + "Tot nu toe\t doen  34 bedrijven mee.\n");
    const auto outcome = import(3, {"--accept", "wrong.txt"});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(outcome.says("wrong.txt: line 1: quote: "), outcome);
    BOOST_TEST(outcome.says("does not stand in what the report says of measure 10"), outcome);
    BOOST_TEST(outcome.says("copy its exact words"), outcome);
    BOOST_TEST(outcome.says("wrong.txt: line 2: quote: "), outcome);
    BOOST_TEST(!outcome.says("line 3"), outcome);
    BOOST_TEST(size() == 1U);
    write("wrong.json",
          R"([{"kind":"reference","measure":"6","to":["7"],"quote":"zie ook maatregel 7"},)"
          R"({"kind":"reference","measure":"6","to":["8"],"quote":"zie ook maatregel 9"}])");
    const auto entry = import(3, {"--accept", "wrong.json"});
    BOOST_TEST(entry.says("wrong.json: line 1, entry 2: quote: "), entry);
    BOOST_TEST(!entry.says("entry 1"), entry);
    BOOST_TEST(size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_figure_that_is_kept_in_doubt_starts_a_break) {
    for (const int edition : {3, 4}) { accept_all(edition); }
    const auto series = done({"figure", "5.meldingen", "--format", "json"}).json();
    const auto& breaks = series.at("breaks").as_array();
    BOOST_TEST_REQUIRE(breaks.size() == 1U);
    BOOST_TEST(breaks[0].at("effective").as_string() == "2021-11-22");
    BOOST_TEST(breaks[0].at("reason").as_string() ==
               "other period length: 9 months, before 12 months");
    BOOST_TEST(breaks[0].at("after").at("counts").as_string() == "meldingen, over 9 months");
    const auto& references = series.at("references").as_array();
    BOOST_TEST(references.back().at("breakBefore").as_bool());
    BOOST_TEST(references.back().at("difference").is_null());
    BOOST_TEST(done({"figure", "5.meldingen"}).says("break from 2021-11-22"));
    const auto change = change_of("5.meldingen");
    BOOST_TEST(change.at("class").as_string() == "figure-redefined");
    BOOST_TEST(change.at("reason").as_string() == "other-period");
    BOOST_TEST(change.at("explanation").as_string() == breaks[0].at("reason").as_string());
    // No doubt, no break.
    BOOST_TEST(done({"figure", "12.dijkwachten", "--format", "json"})
                   .json()
                   .at("breaks")
                   .as_array()
                   .empty());
    const auto count = size();
    BOOST_TEST(import(4, {"--accept", "kept-4.json"}).says("nothing to append"));
    BOOST_TEST(size() == count);
}

BOOST_AUTO_TEST_CASE(what_is_kept_without_a_doubt_compares) {
    for (const int edition : {3, 4}) { accept_all(edition); }
    std::set<std::string> doubted;
    const auto kept = json::parse(read("kept-4.json"));
    for (const auto& each : kept.as_array()) {
        const auto* series = each.as_object().if_contains("series");
        const bool is_doubted = series != nullptr && !each.at("doubt").is_null();
        if (is_doubted) { doubted.emplace(series->as_string()); }
    }
    for (const auto& change : changes()) {
        if (change.at("class").as_string() != "figure-redefined") { continue; }
        const std::string series(change.at("series").as_string());
        BOOST_TEST(doubted.contains(series), series);
    }
    BOOST_TEST(change_of("3.keer").at("class").as_string() == "figure-grown");
    const auto lint = run({"lint", "--only", "figures-not-comparable", "--format", "json"});
    BOOST_TEST(lint.json().at("findings").as_array().empty(), lint);
}

BOOST_AUTO_TEST_CASE(counts_of_the_time_of_a_report_go_on_without_a_break) {
    for (const int edition : {3, 4}) { accept_all(edition); }
    for (const auto* id : {"1.afgekeurde-dijkvakken-deze-periode", "9.regenpijpen-deze-periode"}) {
        const auto page = done({"figure", id, "--format", "json"}).json();
        BOOST_TEST(page.at("breaks").as_array().empty(), id);
        BOOST_TEST(page.at("references").as_array().size() == 2U, id);
    }
    const auto change = change_of("9.regenpijpen-deze-periode");
    BOOST_TEST(change.at("class").as_string() == "figure-grown");
    BOOST_TEST(change.at("before").as_string() == "412");
    BOOST_TEST(change.at("after").as_string() == "515");
    // A target without a date that the next report tells anew has changed as well.
    const auto target = change_of("1.eur");
    BOOST_TEST(target.at("class").as_string() == "figure-grown");
    BOOST_TEST(target.at("planned").as_bool());
    BOOST_TEST(done({"changes", "3", "4"}).says("€ 2.400.000 → € 3.200.000 (streefwaarde"));
}

BOOST_AUTO_TEST_CASE(a_doubt_that_a_person_takes_away_starts_no_break) {
    accept_all(3);
    const std::string line = "figure | 5 | 5.meldingen | 71 | meldingen | | 2021-01..2021-09 | ";
    const std::string words = "| Van januari tot en met september 2021 71 meldingen";
    write("kept.txt", line + words + "\n");
    BOOST_TEST(import(4, {"--accept", "kept.txt"}).exit_code == 0);
    const auto page = done({"figure", "5.meldingen", "--format", "json"}).json();
    BOOST_TEST(page.at("breaks").as_array().empty());
    BOOST_TEST(page.at("references").as_array().size() == 2U);
}

BOOST_AUTO_TEST_CASE(another_unit_or_population_is_a_break_with_its_reason) {
    accept_all(3);
    const std::string words = " | Tijdens de hoosbui van juli liepen 140 vrijwilligers samen\n";
    const std::string line = "figure | 12 | 12.dijkwachten | 140 | ";
    write("unit.txt", line + "vrijwilligers | | 2021-11-08 | " + words);
    BOOST_TEST(import(4, {"--accept", "unit.txt"}).exit_code == 0);
    const auto page = done({"figure", "12.dijkwachten", "--format", "json"}).json();
    BOOST_TEST_REQUIRE(page.at("breaks").as_array().size() == 1U);
    const auto& mark = page.at("breaks").as_array()[0];
    BOOST_TEST(mark.at("reason").as_string() == "other unit: vrijwilligers, before dijkwachten");
    BOOST_TEST(mark.at("after").at("unit").as_string() == "vrijwilligers");
    BOOST_TEST(mark.at("after").at("label").as_string() == "vrijwilligers");
    const auto change = change_of("12.dijkwachten");
    BOOST_TEST(change.at("class").as_string() == "figure-redefined");
    BOOST_TEST(change.at("reason").as_string() == "other-unit");
    // What the next report says of the same people is no other population.
    write("five.txt", read_sample(4));
    const Words later{"import", "five.txt",   "--edition", "5",
                      "--date", "2022-05-16", "--review",  "five.json"};
    BOOST_TEST(done(later).says("wrote"));
    const auto found = json::parse(read("five.json"));
    for (const auto& one : found.as_array()) {
        const auto& object = one.as_object();
        if (!object.contains("series") || object.at("unit") != json::value("vrijwilligers")) {
            continue;
        }
        BOOST_TEST(object.at("series").as_string() == "12.dijkwachten");
        BOOST_TEST(object.at("doubt").is_null(), json::serialize(object));
    }
}

BOOST_AUTO_TEST_CASE(the_population_of_a_break_is_told_by_its_reason) {
    accept_all(3);
    write("group.txt",
          "figure | 12 | 12.dijkwachten | 351 | dijkwachten | | 2021-11-08 | "
          "other population: geldige, before alle | Er zijn 351 dijkwachten\n");
    BOOST_TEST(import(4, {"--accept", "group.txt"}).exit_code == 0);
    const auto change = change_of("12.dijkwachten");
    BOOST_TEST(change.at("class").as_string() == "figure-redefined");
    BOOST_TEST(change.at("reason").as_string() == "other-population");
    const auto page = done({"figure", "12.dijkwachten", "--format", "json"}).json();
    const auto& after = page.at("breaks").as_array().at(0).at("after");
    BOOST_TEST(after.at("label").as_string() == "geldige dijkwachten");
    BOOST_TEST(after.at("unit").as_string() == "dijkwachten");
}

BOOST_AUTO_TEST_CASE(a_series_of_the_ledger_is_compared_by_unit_with_what_a_text_tells) {
    BOOST_TEST(import(3).exit_code == 0);
    write("unit.txt",
          "figure | 12 | 12.dijkwachten | 140 | vrijwilligers | | 2021-11-08 | | "
          "liepen 140 vrijwilligers samen\n");
    BOOST_TEST(import(4, {"--accept", "unit.txt"}).exit_code == 0);
    BOOST_TEST(change_of("12.dijkwachten").at("reason").as_string() == "other-unit");
}

BOOST_AUTO_TEST_CASE(a_series_of_money_takes_no_other_count) {
    accept_all(3);
    const auto count = size();
    write("money.txt",
          "figure | 9 | 9.eur | 10 | huizenblokken | | | | 10 huizenblokken in één keer\n");
    const auto outcome = import(4, {"--accept", "money.txt"});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(outcome.says("money.txt: line 1: series: 9.eur counts EUR"), outcome);
    BOOST_TEST(size() == count);
}

BOOST_AUTO_TEST_CASE(a_move_keeps_its_reason_and_its_words) {
    accept_all(3);
    const std::string words =
        "De openbare kaart met metingen zou in oktober 2021 online komen; dat wordt februari 2022.";
    write(
        "kept.txt",
        "milestone | 3 | 3.kaart-verwachting-online | 2022-02 | moved | klok loopt achter | | | " +
            words + "\n");
    BOOST_TEST(import(4, {"--accept", "kept.txt"}).exit_code == 0);
    const auto list = done({"milestones", "3", "--format", "json"}).json();
    const auto& moved = milestone_of(list, "3.kaart-verwachting-online");
    const auto& move = moved.at("moves").as_array().at(0);
    BOOST_TEST(move.at("reason").as_string() == "klok loopt achter");
    BOOST_TEST(move.at("quote").as_string() == words);
    BOOST_TEST(done({"milestones", "3"}).says("klok loopt achter"));
    BOOST_TEST(done({"milestones", "3", "--format", "csv"}).says(words));
    for (const auto& change : changes()) {
        if (change.at("class") != json::value("milestone-moved") ||
            change.at("measure") != json::value("3")) {
            continue;
        }
        BOOST_TEST(change.at("quoteBefore").as_string() ==
                   "De kaart komt naar verwachting in oktober 2021 online.");
        BOOST_TEST(change.at("quoteAfter").as_string() == words);
        BOOST_TEST(change.at("explanation").as_string() == "klok loopt achter");
        return;
    }
    BOOST_ERROR("the move is no change");
}

BOOST_AUTO_TEST_CASE(what_was_reached_is_told_in_the_words_of_the_later_report) {
    accept_all(3);
    const std::string words =
        "De stuurgroep heeft op 15 oktober 2021 gekozen voor een bekken waarin voor 20 dagen water "
        "past.";
    write("kept.json", R"([{"kind":"milestone","measure":"11","milestone":"11.stuurgroep-kiest",)"
                       R"("due":"2021-10-15","state":"reached","reason":"na drie ronden",)"
                       R"("text":")" +
                           words + R"(","quote":")" + words + R"("}])");
    BOOST_TEST(import(4, {"--accept", "kept.json"}).exit_code == 0);
    const auto list = done({"milestones", "11", "--format", "json"}).json();
    const auto& reached = milestone_of(list, "11.stuurgroep-kiest");
    BOOST_TEST(reached.at("quote").as_string() == words);
    BOOST_TEST(reached.at("reason").as_string() == "na drie ronden");
    BOOST_TEST(reached.at("text").as_string() == "De stuurgroep kiest op 15 oktober 2021.");
    bool is_told = false;
    for (const auto& change : changes()) {
        const bool is_it =
            change.at("class") == json::value("milestone-reached") &&
            change.at("quoteBefore").as_string() == "De stuurgroep kiest op 15 oktober 2021.";
        if (!is_it) { continue; }
        is_told = true;
        BOOST_TEST(change.at("quoteAfter").as_string() == words);
    }
    BOOST_TEST(is_told);
}

BOOST_AUTO_TEST_CASE(both_forms_have_a_place_for_the_reason) {
    for (const std::string name : {"four.json", "four.txt"}) {
        BOOST_TEST(import(4, {"--review", name}).exit_code == 0);
    }
    BOOST_TEST(read("four.txt").find("| due | state | reason |") != std::string::npos);
    const auto found = json::parse(read("four.json"));
    for (const auto& one : found.as_array()) {
        const bool is_milestone = one.at("kind") == json::value("milestone");
        BOOST_TEST(one.as_object().contains("reason") == is_milestone);
    }
}

BOOST_AUTO_TEST_CASE(reviewing_and_accepting_exclude_each_other) {
    const auto outcome = import(3, {"--review", "a.txt", "--accept", "b.txt"});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(import(3, {"--accept", "missing.txt"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_plan_holds_the_suggestions) {
    const auto plan = import(3, {"--dry-run", "--format", "json"}).json();
    BOOST_TEST(plan.at("suggestions").as_array().size() > 50U);
    BOOST_TEST(import(3, {"--dry-run"}).says("found in the text"));
}

BOOST_AUTO_TEST_SUITE_END()
