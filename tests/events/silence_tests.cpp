// What is told again in other words, and what is silent: in texts, in the ledger, and everywhere by
// the same rule.
// SPDX-License-Identifier: EUPL-1.2
#include "changes_samples.hpp"
#include "content_samples.hpp"
#include <peil/events/lint.hpp>
#include <peil/events/silence.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

namespace peil::events {

namespace {

using testing::compare_texts;
using testing::find_change;
using testing::report_with;

bool says_silent(const Comparison& comparison) {
    return find_change(comparison, "1 milestone milestone-silent") != nullptr;
}

/// `2031-06-30 → 2031-12-31`, of a change that must be there.
std::string told_dates(const Comparison& comparison, const std::string& line) {
    const auto* change = find_change(comparison, line);
    return change == nullptr ? "no such change" : change->before + " → " + change->after;
}

constexpr auto slip_of_one = "1 planning planning-slipped";

/// A milestone whose words are the planning of its measure.
Milestone planning_milestone(const std::string& year) {
    Milestone milestone;
    milestone.id = "1.planning";
    milestone.measure = "1";
    milestone.text = year;
    milestone.due = *parse_partial_date(year);
    milestone.state = "expected";
    milestone.is_of_planning = true;
    milestone.newest.sequence = 10;
    return milestone;
}

Matrix silence_report(const std::string& planning, const std::string& date) {
    auto matrix = report_with("Er is gewerkt op " + date + ".", date);
    matrix.measures[0].milestones = {planning_milestone("2032")};
    if (!planning.empty()) { matrix.columns.push_back({"planning", "Planning"}); }
    if (!planning.empty()) { matrix.measures[0].planning = planning == "-" ? "" : planning; }
    return matrix;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(silence)

BOOST_AUTO_TEST_CASE(the_same_day_and_one_word_tell_again) {
    const std::string before = "Op 25 juni 2031 wordt het peil geoefend door de dijkgraaf.";
    BOOST_TEST(!says_silent(compare_texts(before, "Op 25 juni 2031 sprak de dijkgraaf.")));
    BOOST_TEST(says_silent(compare_texts(before, "Op 26 juni 2031 sprak de dijkgraaf.")));
    BOOST_TEST(says_silent(compare_texts(before, "Op 25 juni 2031 was er soep.")));
}

BOOST_AUTO_TEST_CASE(a_day_within_the_announced_season_tells_again_but_not_within_a_year) {
    const std::string after = "Op 15 mei 2031 kwam de dijkgraaf.";
    const std::string words = " wordt het peil geoefend door de dijkgraaf.";
    BOOST_TEST(!says_silent(compare_texts("In het voorjaar van 2031" + words, after)));
    BOOST_TEST(says_silent(compare_texts("Uiterlijk in 2031" + words, after)));
}

BOOST_AUTO_TEST_CASE(a_word_of_the_subject_in_a_sentence_of_another_time_does_not_tell_again) {
    const std::string before =
        "In juni 2031 bespreekt het bestuur de kwelschermen op een studiedag met alle buren.";
    const auto is_silent = [&](const std::string& after) {
        return says_silent(compare_texts(before, after));
    };
    BOOST_TEST(!is_silent("De kwelschermen houden het water tegen."));
    BOOST_TEST(is_silent("Op 3 maart 2031 zijn kwelschermen in Delft bekeken."));
    BOOST_TEST(!is_silent("Op 3 juni 2031 zijn kwelschermen in Delft bekeken."));
    BOOST_TEST(!is_silent("In 2031 zijn kwelschermen in Delft bekeken."));
    // A sentence is of the time of the example that follows it.
    BOOST_TEST(is_silent("Kwelschermen houden water tegen. Zo is in maart 2031 Delft bezocht."));
    BOOST_TEST(!is_silent("Kwelschermen houden water tegen. In maart 2031 is Delft bezocht."));
    // Most of the words are the same: it is, at another time.
    BOOST_TEST(!is_silent("Op 3 maart 2031 besprak het bestuur de kwelschermen op een studiedag."));
}

BOOST_AUTO_TEST_CASE(a_sentence_that_points_back_is_known_by_the_one_before_it) {
    const std::string before =
        "Van het maaien komt een evaluatie. Deze is naar verwachting in juni 2031 gereed.";
    BOOST_TEST(!says_silent(compare_texts(before, "Uit de evaluatie blijkt veel.")));
    BOOST_TEST(says_silent(compare_texts(before, "De schouw verliep rustig.")));
}

BOOST_AUTO_TEST_CASE(a_sentence_that_stood_beside_it_does_not_tell_what_became_of_it) {
    const std::string beside = "De proef met mentoren loopt bij ons.";
    const auto before = beside + " De proef met mentoren krijgt in juni 2031 een vervolg.";
    BOOST_TEST(says_silent(compare_texts(before, beside + " De schouw verliep rustig.")));
    BOOST_TEST(!says_silent(compare_texts(before, "De proef met mentoren is geslaagd.")));
    BOOST_TEST(!says_silent(compare_texts(before, before + " De schouw verliep rustig.")));
}

BOOST_AUTO_TEST_CASE(a_shortened_sentence_that_stood_beside_it_does_not_either) {
    const std::string beside = "De \"proef\" met mentoren, die bij ons begon, loopt nog niet goed.";
    const auto before = beside + " De proef met mentoren krijgt in juni 2031 een vervolg.";
    const auto is_silent = [&](const std::string& after) {
        return says_silent(compare_texts(before, after));
    };
    BOOST_TEST(is_silent("De ‘proef’ met mentoren loopt nog niet goed."));
    // Without the word that denies, it says something else; and so does a word that was added.
    BOOST_TEST(!is_silent("De proef met mentoren loopt goed."));
    BOOST_TEST(!is_silent("De proef met mentoren loopt nog niet goed genoeg."));
    // What is left of the announcement itself speaks of it.
    BOOST_TEST(!is_silent("De proef met mentoren krijgt een vervolg."));
}

BOOST_AUTO_TEST_CASE(a_short_word_and_the_announced_day_tell_that_it_was_reached) {
    const auto comparison = compare_texts("De wet treedt op 1 juli 2031 in werking.",
                                          "De wet is op 1 juli 2031 van kracht geworden.");
    BOOST_TEST(!says_silent(comparison));
    BOOST_TEST(told_dates(comparison, "1 milestone milestone-reached") ==
               "2031-07-01 → 2031-07-01");
    BOOST_TEST(says_silent(compare_texts("De wet treedt op 1 juli 2031 in werking.",
                                         "De schouw is op 1 juli 2031 gehouden.")));
}

BOOST_AUTO_TEST_CASE(what_says_that_it_moved_from_the_announced_date_continues_it) {
    const auto comparison = compare_texts("De andere 15 volgen uiterlijk op 31 december 2031.",
                                          "De laatste acht zouden eind december 2031 klaar zijn, "
                                          "maar de levering hapert: zij draaien "
                                          "uiterlijk op 30 juni 2032.");
    BOOST_TEST(!says_silent(comparison));
    BOOST_TEST(told_dates(comparison, slip_of_one) == "2031-12-31 → 2032-06-30");
    BOOST_TEST(told_dates(comparison, "1 milestone milestone-moved") == "2031-12-31 → 2032-06-30");
}

BOOST_AUTO_TEST_CASE(a_move_that_is_told_in_two_sentences_continues_it) {
    const auto comparison = compare_texts(
        "De Vlierstraat is in november 2031 klaar.",
        "De Vlierstraat zou deze maand klaar zijn, maar het werk lag stil. De gemeente verwacht nu "
        "dat de straat op 15 april 2032 open kan.");
    BOOST_TEST(told_dates(comparison, slip_of_one) == "2031-11 → 2032-04-15");
    BOOST_TEST(find_change(comparison, "1 milestone milestone-new") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_slip_that_nobody_had_announced_is_told_and_takes_no_other_announcement) {
    const auto comparison = compare_texts(
        "De telling wordt in augustus 2031 herhaald.",
        "Door de levertijd wordt het doel niet in 2031 maar in de zomer van 2032 gehaald.");
    BOOST_TEST(says_silent(comparison));
    BOOST_TEST(told_dates(comparison, slip_of_one) == "2031 → zomer 2032");
    BOOST_TEST(find_change(comparison, "1 milestone milestone-moved")->quote_before.empty());
}

BOOST_AUTO_TEST_CASE(a_joint_row_slips_with_all_its_measures) {
    const auto join = [](Matrix matrix) {
        matrix.measures[0].joint_with = {"2"};
        matrix.measures[1].joint_with = {"1"};
        matrix.measures[1].progress = matrix.measures[0].progress;
        matrix.rows.erase(matrix.rows.begin() + 1);
        matrix.rows[0] = {"1", "2"};
        return matrix;
    };
    const auto comparison =
        compare(join(report_with("De brug is in juni 2031 klaar.", "2031-04-01")),
                join(report_with("De brug is in mei 2032 klaar.", "2031-10-01")));
    BOOST_TEST(told_dates(comparison, slip_of_one) == "2031-06 → 2032-05");
    BOOST_TEST(told_dates(comparison, "2 planning planning-slipped") == "2031-06 → 2032-05");
}

BOOST_AUTO_TEST_CASE(a_cell_of_the_planning_is_silent_only_where_its_column_is_empty) {
    const auto before = silence_report("2032", "2031-04-01");
    BOOST_TEST(!says_silent(compare(before, silence_report("", "2031-10-01"))));
    BOOST_TEST(!says_silent(compare(before, silence_report("2033", "2031-10-01"))));
    BOOST_TEST(says_silent(compare(before, silence_report("-", "2031-10-01"))));
    // What was promised in a sentence may well fall silent when a column goes.
    auto sentence = before;
    sentence.measures[0].milestones[0].is_of_planning = false;
    sentence.measures[0].milestones[0].text = "De sluis gaat open.";
    BOOST_TEST(says_silent(compare(sentence, silence_report("", "2031-10-01"))));
}

BOOST_AUTO_TEST_CASE(a_text_that_is_the_same_is_silent_of_what_it_never_told) {
    auto before = report_with("Er wordt gegraven aan het stuwmeer.", "2031-04-01");
    before.measures[0].milestones = {planning_milestone("2032")};
    auto& milestone = before.measures[0].milestones[0];
    milestone.is_of_planning = false;
    milestone.text = "De sluis gaat open.";
    auto after = before;
    after.last_edition.date = "2031-10-01";
    BOOST_TEST(says_silent(compare(before, after)));
    milestone.text = after.measures[0].milestones[0].text = "Er wordt gegraven";
    BOOST_TEST(!says_silent(compare(before, after)));
}

BOOST_AUTO_TEST_CASE(what_an_edition_before_it_announced_falls_silent_once) {
    auto first = report_with("De sluis gaat in 2032 open. De schouw is geweest.", "2031-04-01");
    first.measures[0].milestones = {planning_milestone("2032")};
    auto& milestone = first.measures[0].milestones[0];
    milestone.is_of_planning = false;
    milestone.text = "De sluis gaat in 2032 open.";
    milestone.basis = "suggested";
    auto second = report_with("De schouw is geweest.", "2031-10-01");
    auto third = report_with("De schouw is weer geweest.", "2032-04-01");
    second.measures[0].milestones = third.measures[0].milestones = first.measures[0].milestones;
    BOOST_TEST(says_silent(compare(first, second)));
    BOOST_TEST(!says_silent(compare(second, third)));
    BOOST_TEST(says_silent(compare(first, third)));
}

BOOST_AUTO_TEST_CASE(nobody_is_silent_before_there_is_another_edition) {
    const auto before = report_with("De brug is in juni 2031 klaar.", "2031-04-01");
    const auto at = [&](const std::string& date, std::uint32_t number) {
        auto after = report_with("De schouw verliep rustig.", "2031-10-01");
        after.edition_date.clear();
        after.columns.clear();
        after.last_edition = {date, number};
        return after;
    };
    BOOST_TEST(says_silent(compare(before, at("2031-05-01", 2))));
    BOOST_TEST(says_silent(compare(before, at("2031-04-01", 2))));
    BOOST_TEST(!says_silent(compare(before, at("2031-04-01", 0))));
    auto left = at("2031-04-01", 0);
    left.measures.erase(left.measures.begin());
    BOOST_TEST(!says_silent(compare(before, left)));
}

BOOST_FIXTURE_TEST_CASE(a_moment_knows_the_last_edition_before_it, testing::ContentProgramme) {
    ledger.append({testing::edition_at(1, "2021-05-17")});
    const auto first = ledger.size();
    ledger.append({testing::edition_at(2, "2021-11-22")});
    const auto view = ledger.view();
    const auto last_at = [&](Moment moment) {
        return draw_matrix(view.facts(), moment, Closed::left_out).last_edition;
    };
    BOOST_TEST((last_at(view.moment(testing::day("2021-05-16"))) == EditionMark{}));
    BOOST_TEST((last_at(view.moment(testing::day("2021-11-21"))) == EditionMark{"2021-05-17", 1}));
    BOOST_TEST((last_at({.known = first}) == EditionMark{"2021-05-17", 1}));
    BOOST_TEST((last_at(view.moment()) == EditionMark{"2021-11-22", 2}));
    // These print no planning, so that the one that holds is not of the last edition.
    const auto has_planning = [&](const std::string& day) {
        return draw_matrix(view.facts(), view.moment(testing::day(day)), Closed::left_out)
            .has_current_planning;
    };
    BOOST_TEST(has_planning("2021-05-16"));
    BOOST_TEST(!has_planning("2021-11-21"));
    const auto printed = draw_edition(view.facts(), *find_edition(view.facts(), 1));
    BOOST_TEST((printed.last_edition == EditionMark{"2021-05-17", 1}));
}

BOOST_AUTO_TEST_CASE(a_measure_that_left_is_silent_unless_somebody_tells) {
    const auto before = report_with("De brug is in juni 2031 klaar.", "2031-04-01");
    auto after = report_with("", "2031-10-01");
    after.measures.erase(after.measures.begin());
    BOOST_TEST(says_silent(compare(before, after)));
    auto told = after;
    told.measures[0].progress = {Paragraph{"De brug ligt er."}};
    BOOST_TEST(!says_silent(compare(before, told)));
    auto known = before;
    known.measures[0].milestones = {planning_milestone("2031")};
    known.measures[0].milestones[0].is_of_planning = false;
    BOOST_TEST(says_silent(compare(known, after)));
    after.other_milestones = known.measures[0].milestones;
    BOOST_TEST(says_silent(compare(known, after)));
    after.other_milestones[0].newest.sequence = 20;
    BOOST_TEST(!says_silent(compare(known, after)));
}

BOOST_FIXTURE_TEST_CASE(milestones_changes_and_lint_tell_of_the_same_ones,
                        testing::ContentProgramme) {
    ledger.append(PlanningSet{"2", "2023"}, "2021-05-01");
    ledger.append(MilestoneExpected{"2.planning", "2", "2023", *parse_partial_date("2023")},
                  "2021-05-01");
    auto edition = testing::edition_at(1, "2021-05-17");
    edition.event = [&] {
        auto published = std::get<EditionPublished>(edition.event);
        published.columns.push_back({"planning", "Planning"});
        return published;
    }();
    ledger.append({edition});
    ledger.append(ProgressReported{"1", {Paragraph{"Er is niets te melden."}}}, "2021-11-20");
    ledger.append({testing::edition_at(2, "2021-11-22")});
    const auto view = ledger.view();
    const auto pair = find_neighbours(list_editions(view.facts()), std::nullopt);
    BOOST_TEST_REQUIRE(pair.has_value());
    std::set<std::string> listed;
    for (const auto& one : silent_milestones(view.facts(), *pair)) { listed.insert(one.id); }
    std::set<std::string> compared;
    const auto comparison =
        compare(draw_edition(view.facts(), pair->first), draw_edition(view.facts(), pair->second));
    for (const auto& change : comparison.changes) {
        const bool is_one = change.change_class == ChangeClass::milestone_silent;
        if (is_one) { compared.insert(change.milestone); }
    }
    const auto found_in = [&](const Question& question) {
        std::set<std::string> found;
        const auto report = lint(ledger.view(), question, ledger.now(), all_checks());
        BOOST_TEST_REQUIRE(report.has_value());
        for (const auto& finding : report->findings) {
            if (finding.check == "announced-but-silent") { found.insert(finding.about); }
        }
        return found;
    };
    BOOST_TEST((listed == std::set<std::string>{"1.plan", "1.proef"}));
    BOOST_TEST((listed == compared));
    BOOST_TEST((listed == found_in({.edition = 2})));
    BOOST_TEST((listed == found_in({.as_of = "2021-12-31"})));
    // What is recorded after the last edition is no report that is silent.
    ledger.append(ProgressReported{"2", {Paragraph{"De schouw is geweest."}}}, "2021-12-01");
    BOOST_TEST((listed == found_in({.as_of = "2021-12-31"})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
