// Milestones in invented sentences: announced, told as past, moved, given up.
// SPDX-License-Identifier: EUPL-1.2
#include "suggestion_samples.hpp"

namespace {

namespace events = peil::events;

using events::SuggestionKind;
using peil::events::testing::check_texts;
using peil::events::testing::dues_in;
using peil::events::testing::of_kind;
using peil::events::testing::report_date;
using peil::events::testing::Texts;

}  // namespace

BOOST_AUTO_TEST_SUITE(suggestion_milestone)

BOOST_AUTO_TEST_CASE(a_date_to_come_is_expected) {
    check_texts(dues_in("De nieuwe Kadewet gaat in op 1 januari 2023."), {"2023-01-01 expected"});
    check_texts(dues_in("Naar verwachting komt begin 2023 het oordeel."), {"begin 2023 expected"});
    check_texts(dues_in("De proef gaat medio 2022 van start."), {"medio 2022 expected"});
    check_texts(dues_in("Het plan komt in de tweede helft van 2022."),
                {"tweede helft 2022 expected"});
    check_texts(dues_in("De aanleg volgt in mei en juni 2022."), {"2022-06 expected"});
    check_texts(dues_in("De brug wordt vóór 1 december opgeleverd."), {"2022-12-01 expected"});
    check_texts(dues_in("Eind dit jaar wordt een besluit genomen."), {"eind 2022 expected"});
    check_texts(dues_in("Het baggeren volgt in de periode 2022-2024."), {"2024 expected"});
}

BOOST_AUTO_TEST_CASE(completion_is_reached) {
    check_texts(dues_in("De wet is op 1 februari 2022 in werking getreden."),
                {"2022-02-01 reached"});
    check_texts(dues_in("Het onderzoek is in december 2021 afgerond."), {"2021-12 reached"});
    check_texts(dues_in("Op 1 maart 2022 is het besluit van 3 februari 2022 in werking getreden."),
                {"2022-03-01 reached"});
}

BOOST_AUTO_TEST_CASE(what_was_announced_and_is_told_as_past_is_reached) {
    const auto after = [](const std::string& announced, const std::string& told) {
        events::MatrixMeasure measure{.number = "4"};
        measure.progress = {events::Paragraph{announced}};
        events::ReportBefore before{"2021-10-01", events::find_suggestions(measure, "2021-10-01")};
        measure.progress = {events::Paragraph{told}};
        auto found = events::find_suggestions(measure, report_date, before);
        events::match_series(found, before.found);
        Texts dues;
        for (const auto& one : of_kind(found, SuggestionKind::milestone)) {
            const bool is_same = one.series == before.found.front().series;
            dues.push_back(one.due + " " + one.state + (is_same ? "" : " other"));
        }
        return dues;
    };
    const std::string brochure = "De folder over kwelwater verschijnt eind 2021.";
    check_texts(after(brochure, "De folder over kwelwater is in januari 2022 verschenen."),
                {"2022-01 reached"});
    check_texts(after("De opleiding tot sluiswachter begint in december 2021.",
                      "In februari 2022 is de opleiding tot sluiswachter begonnen."),
                {"2022-02 reached"});
    check_texts(after("Het legger wordt in november 2021 aan de provincie gezonden.",
                      "Het legger werd in maart 2022 aan de provincie gezonden."),
                {"2022-03 reached"});
    check_texts(after("De vispassage opent in november 2021.",
                      "De vispassage heeft men op 3 februari 2022 geopend."),
                {"2022-02-03 reached"});
    check_texts(after("Het oordeel verschijnt eind 2021.", "Het oordeel is in januari verschenen."),
                {"2022-01 reached"});
    // Denied, failed, of before the announcement, of something else, or no participle.
    for (const std::string told :
         {"De folder over kwelwater is in januari 2022 niet verschenen.",
          "De folder over kwelwater is in januari 2022 afgezegd.",
          "De folder over kwelwater is in januari 2022 aangehouden.",
          "De folder over kwelwater had in januari 2022 moeten verschijnen.",
          "Op de folder over kwelwater is in januari 2022 vergeefs gewacht.",
          "De folder over kwelwater is in mei 2021 verschenen.",
          "De schouw van de sloten is in januari 2022 gelopen.",
          "De folder over kwelwater: in januari 2022 een herdruk."}) {
        BOOST_TEST_CONTEXT(told) {
            check_texts(after(brochure, told), {});
        }
    }
}

BOOST_AUTO_TEST_CASE(a_new_date_is_moved) {
    check_texts(dues_in("De opening schuift op van 1 april 2022 naar 1 juni 2022."),
                {"2022-06-01 moved"});
    check_texts(dues_in("De haven is niet in 2022 maar in de zomer van 2023 klaar."),
                {"zomer 2023 moved"});
    check_texts(dues_in("De kaart zou in april 2022 komen; dat wordt mei 2022."),
                {"2022-05 moved"});
}

BOOST_AUTO_TEST_CASE(what_is_given_up_is_dropped) {
    check_texts(dues_in("De tunnel is van de baan."), {" dropped"});
    check_texts(dues_in("Het festival gaat niet door."), {" dropped"});
}

BOOST_AUTO_TEST_CASE(dates_without_an_event_are_no_milestones) {
    for (const std::string text :
         {"Op 8 februari 2022 vond een bijeenkomst plaats.", "De gelden voor 2023 zijn verdeeld.",
          "Sinds mei 2020 is het loket open.", "Er is 3 miljoen euro voor de jaren 2022 en 2023.",
          "De wet is op 1 februari 2015 in werking getreden.",
          "Tijdens de storm van januari liep de kelder vol.",
          "Er zijn 30 boten geteld (peildatum 1 maart 2022)."}) {
        BOOST_TEST_CONTEXT(text) {
            check_texts(dues_in(text), {});
        }
    }
}

BOOST_AUTO_TEST_CASE(a_planning_of_one_date_is_a_milestone) {
    events::MatrixMeasure measure{.number = "4"};
    const auto due_of = [&](const std::string& planning) {
        measure.planning = planning;
        const auto found = events::find_suggestions(measure, report_date);
        return found.empty() ? "" : found.front().due + " " + found.front().state;
    };
    BOOST_TEST(due_of("2023 gereed") == "2023 expected");
    BOOST_TEST(due_of("2024") == "2024 expected");
    BOOST_TEST(due_of("eind 2022") == "eind 2022 expected");
    BOOST_TEST(due_of("Doorlopend") == "");
    BOOST_TEST(due_of("2021/2022") == "");
    BOOST_TEST(due_of("Gereed") == "");
}

BOOST_AUTO_TEST_SUITE_END()
