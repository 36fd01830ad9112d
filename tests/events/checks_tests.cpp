// Checks of the content: each is silent on a good example and fires on a bad one; the programme
// says how serious they are; the documentation names them all.
// SPDX-License-Identifier: EUPL-1.2
#include "../core/temporary_folder.hpp"
#include "changes_samples.hpp"
#include "checks/check.hpp"
#include "content_samples.hpp"
#include <peil/events/lint.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace peil::events {

namespace {

using checks::Subject;
using checks::SubjectParts;
using testing::report_with;

const checks::Check& check_named(std::string_view name) {
    const auto& all = checks::registry();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const checks::Check& each) { return each.name == name; });
    BOOST_TEST_REQUIRE((found != all.end()), name);
    return *found;
}

CheckSetting usual(const checks::Check& check) {
    return {.name = std::string(check.name), .severity = check.severity, .limit = check.limit};
}

/// `1: message`, one for each finding.
std::vector<std::string> found_by(std::string_view name, const SubjectParts& parts) {
    const auto& check = check_named(name);
    std::vector<std::string> lines;
    for (const auto& each : checks::run_check(check, usual(check), checks::make_subject(parts))) {
        BOOST_TEST(each.check == name);
        BOOST_TEST(!each.hint.empty());
        lines.push_back(each.measure + ": " + each.message +
                        (each.is_found_in_text ? " (text)" : ""));
    }
    return lines;
}

SubjectParts parts_of(Matrix now, std::vector<Matrix> earlier = {}) {
    SubjectParts parts{.now = std::move(now), .earlier = std::move(earlier)};
    parts.day = parts.now.edition_date;
    for (const auto& measure : parts.now.measures) {
        parts.measures.emplace(measure.number, measure.closure);
    }
    return parts;
}

/// Measure 1 with this progress in autumn 2031.
SubjectParts text(const std::string& progress) {
    return parts_of(report_with(progress, "2031-10-01"));
}

/// The same, after an edition in spring in which all other measures said something else.
SubjectParts texts(const std::string& before, const std::string& now) {
    auto spring = report_with(before, "2031-04-01");
    for (std::size_t i = 1; i < spring.measures.size(); ++i) {
        spring.measures[i].progress = {Paragraph{"Hier stond in het voorjaar iets anders."}};
    }
    return parts_of(report_with(now, "2031-10-01"), {std::move(spring)});
}

SubjectParts with_milestone(const std::string& due, std::vector<MilestoneMove> moves = {}) {
    auto parts = text("Er is overlegd met de dijkgraaf.");
    parts.now.measures.front().milestones = {{.id = "1.plan",
                                              .measure = "1",
                                              .text = "Het plan ligt er",
                                              .due = *parse_partial_date(due),
                                              .state = moves.empty() ? "expected" : "moved",
                                              .moves = std::move(moves)}};
    return parts;
}

SubjectParts with_move(std::optional<std::string> reason) {
    return with_milestone("2032", {{.from = *parse_partial_date("2031"),
                                    .to = *parse_partial_date("2032"),
                                    .reason = std::move(reason),
                                    .position = {.effective = 0, .sequence = 12}}});
}

/// Figures of one series over days, or over periods `from..to`.
SubjectParts with_series(const std::string& counting,
                         const std::vector<std::pair<std::string, std::string>>& values) {
    checks::SeriesHistory history{
        .series = {.id = "1.stuwen", .measure = "1", .definition = {.counting = counting}}};
    for (const auto& [when, value] : values) {
        Figure figure{.series = "1.stuwen", .value = value, .unit = "stuwen", .counting = counting};
        const auto dots = when.find("..");
        if (dots == std::string::npos) {
            figure.reference_date = parse_partial_date(when);
            figure.from = figure.to = when;
        } else {
            figure.from = when.substr(0, dots);
            figure.to = when.substr(dots + 2);
            figure.period_from = parse_partial_date(figure.from);
            figure.period_to = parse_partial_date(figure.to);
        }
        history.references.push_back(
            {.from = figure.from, .to = figure.to, .is_dated = true, .vintages = {figure}});
    }
    auto parts = text("Er is overlegd met de dijkgraaf.");
    parts.series = {std::move(history)};
    return parts;
}

SubjectParts with_status(const std::string& before, const std::string& now) {
    auto parts = texts(before, now);
    parts.earlier.push_back(report_with(before, "2030-10-01"));
    parts.now.measures.front().status = "ongoing";
    for (auto& edition : parts.earlier) { edition.measures.front().status = "ongoing"; }
    return parts;
}

SubjectParts with_columns(bool has_planning_now) {
    auto parts = texts("Er is gemaaid.", "Er is weer gemaaid.");
    const EditionColumn planning{"planning", "Planning"};
    parts.earlier.front().columns.push_back(planning);
    if (has_planning_now) { parts.now.columns.push_back(planning); }
    return parts;
}

SubjectParts with_owner(std::optional<std::string> owner) {
    auto parts = text("Er is overlegd met de dijkgraaf.");
    for (auto& measure : parts.now.measures) { measure.owner = "Dienst Water"; }
    parts.now.measures.front().owner = std::move(owner);
    return parts;
}

SubjectParts with_reference(const std::string& number) {
    auto parts = text("Er is overlegd met de dijkgraaf.");
    parts.now.measures.front().references = {number};
    parts.measures.emplace("11", Closure{.ground = "merged", .into = "2"});
    return parts;
}

struct Example {
    std::string check;
    SubjectParts good;
    SubjectParts bad;
    std::string message;  ///< of the bad example
};

std::vector<Example> examples() {
    return {
        {"figure-without-date", text("Op 1 september 2031 waren er 40 stuwen hersteld."),
         text("Er zijn 40 stuwen hersteld."), "1: 40 stuwen: no reference date or period (text)"},
        {"figure-too-old", text("Op 1 september 2031 waren er 40 stuwen hersteld."),
         text("Op 1 september 2029 waren er 40 stuwen hersteld."),
         "1: 40 stuwen: of 2029-09-01, 760 days before 2031-10-01 (text)"},
        {"figures-not-comparable",
         with_series("per-period",
                     {{"2030-01-01..2030-12-31", "30"}, {"2031-01-01..2031-12-31", "40"}}),
         with_series("per-period",
                     {{"2030-01-01..2030-12-31", "30"}, {"2031-01-01..2031-03-31", "9"}}),
         "1: 30 (2030-01-01 to 2030-12-31) and 9 (2031-01-01 to 2031-03-31): another kind or "
         "length of period"},
        {"cumulative-falls",
         with_series("cumulative", {{"2030-10-01", "30"}, {"2031-10-01", "30"}}),
         with_series("cumulative", {{"2030-10-01", "30"}, {"2031-10-01", "29"}}),
         "1: 29 on 2031-10-01 after 30 on 2030-10-01"},
        {"date-moved-without-reason", with_move("De aannemer is failliet."), with_move({}),
         "1: from 2031 to 2032 without a reason (event 12)"},
        {"milestone-overdue", with_milestone("eind 2031"), with_milestone("eerste helft 2031"),
         "1: expected eerste helft 2031, 93 days overdue on 2031-10-01"},
        {"announced-but-silent",
         texts("In juli 2031 wordt het gemaal bij de vaart geopend.",
               "Het gemaal bij de vaart is in juli 2031 geopend."),
         texts("In juli 2031 wordt het gemaal bij de vaart geopend.", "De bruggen zijn geverfd."),
         "1: announced for 2031-07, not mentioned again (text)"},
        {"ongoing-without-change", with_status("Er is gemaaid.", "De oevers zijn nu ook gemaaid."),
         with_status("Er is gemaaid.", "Er is gemaaid."),
         "1: ongoing for 3 editions, and nothing about it changed"},
        {"text-unchanged", texts("Er is gemaaid.", "De oevers zijn nu ook gemaaid."),
         texts("Er is gemaaid.", "Er is gemaaid."),
         "1: the same text in 2 editions in a row, word for word"},
        {"column-missing", with_columns(true), with_columns(false),
         ": the previous edition prints the column \"Planning\", this one does not"},
        {"date-without-year", text("In mei en juni 2031 is er gebaggerd."),
         text("In november wordt er gebaggerd."), "1: \"november\" of which year?"},
        {"measure-without-owner", with_owner("Dienst Groen"), with_owner({}), "1: no owner"},
        {"reference-to-closed", with_reference("2"), with_reference("11"),
         "1: refers to measure 11, which is closed (merged)"},
        {"reference-to-unknown", with_reference("2"), with_reference("99"),
         "1: refers to measure 99, which does not exist"},
        {"unbalanced-brackets", text("De boot (een oude schuit) vaart: a) hier en b) daar."),
         text("De boot (een oude schuit vaart."), "1: '(' has no partner"},
        {"unbalanced-quotes", text("De „oude schuit” heet \"Zwaan\" en vaart in ’s-Graveland."),
         text("De „oude schuit vaart."), "1: a quotation mark has no partner"},
        {"doubled-word", text("De mensen die die dag kwamen, hielpen mee."),
         text("De boot vaart in de de vaart."), "1: \"de\" stands twice"},
        {"doubled-mark", text("Riet, biezen, enz. Daarna volgt meer..."),
         text("Riet,, biezen en lisdodde."), "1: \",,\""},
        {"stray-space", text("Riet, biezen (en lisdodde); zie waterschap.nl."),
         text("Riet , biezen en lisdodde."), "1: a space too many at ','"},
    };
}

std::vector<std::string> names_in(const std::string& document) {
    std::vector<std::string> names;
    std::istringstream lines(document);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("### `") && line.ends_with('`')) {
            names.push_back(line.substr(5, line.size() - 6));
        }
    }
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checks)

BOOST_AUTO_TEST_CASE(each_check_is_silent_on_a_good_example_and_fires_on_a_bad_one) {
    for (const auto& example : examples()) {
        BOOST_TEST_CONTEXT(example.check) {
            const auto good = found_by(example.check, example.good);
            BOOST_TEST(good == std::vector<std::string>{}, boost::test_tools::per_element());
            const auto bad = found_by(example.check, example.bad);
            BOOST_TEST_REQUIRE(bad.size() == 1U);
            BOOST_TEST(bad.front() == example.message);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_check_has_an_example) {
    std::vector<std::string> names;
    for (const auto& check : all_checks()) { names.push_back(check.name); }
    std::vector<std::string> shown;
    for (const auto& example : examples()) { shown.push_back(example.check); }
    BOOST_TEST(names == shown, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_documentation_names_every_check_and_no_other) {
    std::vector<std::string> names;
    for (const auto& check : all_checks()) { names.push_back(check.name); }
    const auto document = core::testing::read_whole(PEIL_SOURCE_DIR "/docs/checks.md");
    BOOST_TEST(names_in(document) == names, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_running_total_in_the_text_may_not_fall) {
    const auto fallen = texts("Sinds maart 2029 zijn er 40 stuwen hersteld.",
                              "Sinds maart 2029 zijn er 38 stuwen hersteld.");
    BOOST_TEST(found_by("cumulative-falls", fallen).size() == 1U);
    const auto grown = texts("Sinds maart 2029 zijn er 40 stuwen hersteld.",
                             "Sinds maart 2029 zijn er 42 stuwen hersteld.");
    BOOST_TEST(found_by("cumulative-falls", grown).empty());
}

BOOST_AUTO_TEST_CASE(a_running_total_from_another_day_does_not_fall_and_does_not_compare) {
    const auto other = with_series(
        "cumulative", {{"2029-01-01..2030-12-31", "30"}, {"2031-01-01..2031-06-30", "9"}});
    BOOST_TEST(found_by("cumulative-falls", other).empty());
    BOOST_TEST(found_by("figures-not-comparable", other).size() == 1U);
    const auto same = with_series(
        "cumulative", {{"2029-01-01..2029-12-31", "30"}, {"2029-01-01..2031-06-30", "9"}});
    BOOST_TEST(found_by("cumulative-falls", same).size() == 1U);
    BOOST_TEST(found_by("figures-not-comparable", same).empty());
}

BOOST_AUTO_TEST_CASE(a_date_that_moved_in_the_text_may_tell_why) {
    const std::string before = "In juli 2031 wordt het gemaal bij de vaart geopend.";
    const auto silent = texts(before, "In maart 2032 wordt het gemaal bij de vaart geopend.");
    BOOST_TEST(found_by("date-moved-without-reason", silent).size() == 1U);
    const auto told =
        texts(before, "Vanwege een lek wordt het gemaal bij de vaart in maart 2032 geopend.");
    BOOST_TEST(found_by("date-moved-without-reason", told).empty());
    const auto act =
        texts(before,
              "De wet in verband met het gemaal bij de vaart geldt; het wordt in maart "
              "2032 geopend.");
    BOOST_TEST(found_by("date-moved-without-reason", act).size() == 1U);
    auto moved = with_move({});
    auto& quote = moved.now.measures.front().milestones.front().moves.front().quote;
    quote = "De proef komt in 2032.";
    BOOST_TEST(found_by("date-moved-without-reason", moved).size() == 1U);
    quote = "De proef komt in 2032, omdat de sluis lekt.";
    BOOST_TEST(found_by("date-moved-without-reason", moved).empty());
}

BOOST_AUTO_TEST_CASE(what_something_moved_through_is_a_reason_and_who_moved_it_is_none) {
    auto moved = with_move({});
    auto& quote = moved.now.measures.front().milestones.front().moves.front().quote;
    for (const auto* told : {"Door de levertijd van de pompen komt de proef in 2032.",
                             "De proef komt, door drukte bij de aannemer, in 2032.",
                             "Door het hoge water is besloten de proef in 2032 te houden."}) {
        quote = told;
        BOOST_TEST(found_by("date-moved-without-reason", moved).empty(), told);
    }
    for (const auto* silent :
         {"Door de gemeente wordt de proef in 2032 gehouden.",
          "De proef komt in 2032, door te bouwen bij de vaart.", "De proef gaat in 2032 door.",
          "De proef komt in 2032, door de bouw van de vaart te versnellen.",
          "De proef komt in 2032, door Jansen gemeld aan het bestuur.",
          "De proef komt pas in 2032; door het hoge water is niet gemaaid.",
          "De proef wordt in 2032 door de ploeg gehouden."}) {
        quote = silent;
        BOOST_TEST(found_by("date-moved-without-reason", moved).size() == 1U, silent);
    }
}

BOOST_AUTO_TEST_CASE(one_move_of_the_ledger_is_told_once) {
    const auto found = [](const std::string& printed) {
        auto parts = with_move({});
        auto before = parts.now;
        before.as_of = before.edition_date = before.last_edition.date = "2031-04-01";
        before.measures.front().milestones.front().moves.clear();
        before.measures.front().milestones.front().due = *parse_partial_date("2031");
        before.measures.front().planning = "2031";
        parts.now.measures.front().planning = printed;
        before.columns.push_back({"planning", "Planning"});
        parts.now.columns = before.columns;
        return found_by("date-moved-without-reason", parts_of(parts.now, {before}));
    };
    BOOST_TEST(found("2032").size() == 1U);
    BOOST_TEST(found("2033").size() == 2U);
}

BOOST_AUTO_TEST_CASE(editions_before_the_first_that_said_ongoing_do_not_count) {
    auto parts = with_status("Er is gemaaid.", "Er is gemaaid.");
    BOOST_TEST(found_by("ongoing-without-change", parts).size() == 1U);
    parts.earlier.front().measures.front().status.reset();  // its report has no such column
    BOOST_TEST(found_by("ongoing-without-change", parts).size() == 1U);
    parts.earlier.back().measures.front().status.reset();
    BOOST_TEST(found_by("ongoing-without-change", parts).empty());
}

BOOST_AUTO_TEST_CASE(a_break_that_is_marked_is_no_finding) {
    auto marked = with_series("per-period",
                              {{"2030-01-01..2030-12-31", "30"}, {"2031-01-01..2031-03-31", "9"}});
    marked.series.front().references.back().vintages.front().break_count = 1;
    BOOST_TEST(found_by("figures-not-comparable", marked).empty());
}

BOOST_AUTO_TEST_CASE(figures_of_the_ledger_stand_for_those_of_the_text) {
    auto parts = text("Er zijn 40 stuwen hersteld.");
    Figure figure{.series = "1.stuwen", .value = "40", .unit = "stuwen"};
    parts.now.measures.front().figures = {figure};
    BOOST_TEST(found_by("figure-without-date", parts) ==
                   std::vector<std::string>{"1: 40 stuwen: no reference date or period"},
               boost::test_tools::per_element());
    parts.now.measures.front().figures.front().reference_date = parse_partial_date("2031-09-01");
    parts.now.measures.front().figures.front().from = "2031-09-01";
    parts.now.measures.front().figures.front().to = "2031-09-01";
    BOOST_TEST(found_by("figure-without-date", parts).empty());
}

BOOST_AUTO_TEST_CASE(a_value_that_an_edition_does_not_print_is_no_finding_of_it) {
    const std::string stated = "Er zijn 40 stuwen hersteld.";
    const auto parts_with = [&](const std::string& now, std::optional<std::uint32_t> edition) {
        auto parts = texts(stated, now);
        parts.earlier.insert(parts.earlier.begin(), report_with("Er is gemaaid.", "2031-06-01"));
        parts.now.edition = edition;
        parts.now.measures.front().figures = {
            {.series = "1.stuwen", .value = "40", .unit = "stuwen", .quote = stated}};
        return parts;
    };
    const auto count = [&](const std::string& now, std::optional<std::uint32_t> edition) {
        return found_by("figure-without-date", parts_with(now, edition)).size();
    };
    BOOST_TEST(count("Er is gebaggerd.", 3) == 0U);
    BOOST_TEST(count(stated, 3) == 1U);
    BOOST_TEST(count("Hersteld zijn nu 40 stuwen.", 3) == 1U);
    // On a date the ledger speaks, which keeps the value.
    BOOST_TEST(count("Er is gebaggerd.", std::nullopt) == 1U);
}

BOOST_AUTO_TEST_CASE(nobody_owns_anything_is_one_finding) {
    const auto none = found_by("measure-without-owner", text("Er is gemaaid."));
    BOOST_TEST(none == std::vector<std::string>{": none of the 10 measures has an owner"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_text_that_is_near_identical_says_by_how_much) {
    const std::string passage =
        "Langs beide oevers van de vaart zijn rietkragen geplant die het water zuiveren. Waar de "
        "wind het hardst staat, houden wilgentenen de planten op hun plaats.";
    auto other = passage;
    other.replace(other.find("beide"), 5, "alle");
    const auto found = found_by("text-unchanged", texts(passage, other));
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST(found.front().find("but for") != std::string::npos, found.front());
}

BOOST_AUTO_TEST_CASE(parts_of_a_measure_are_no_unknown_measures) {
    BOOST_TEST(found_by("reference-to-unknown", with_reference("1b")).empty());
    BOOST_TEST(found_by("reference-to-unknown", with_reference("12b")).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_long_quote_is_cut_around_what_it_is_about) {
    Finding finding{.quote =
                        "Aan de rand van de polder stonden in de lente bij elkaar veertig "
                        "reigers te wachten tot de sluis openging."};
    finding.quote_offset = finding.quote.find("veertig");
    const auto cut = shortened_quote(finding, 40);
    BOOST_TEST(cut.find("veertig") != std::string::npos, cut);
    BOOST_TEST(cut.starts_with("…"));
    BOOST_TEST(cut.ends_with("…"));
    finding.quote_offset = 0;
    BOOST_TEST(shortened_quote(finding, 40).starts_with("Aan de rand"));
    BOOST_TEST(shortened_quote(finding, 400) == finding.quote);
}

BOOST_AUTO_TEST_CASE(severities_have_names) {
    for (const auto severity :
         {Severity::off, Severity::note, Severity::warning, Severity::error}) {
        BOOST_TEST((parse_severity(name_of(severity)) == severity));
    }
    BOOST_TEST(!parse_severity("fatal").has_value());
}

BOOST_FIXTURE_TEST_CASE(the_programme_says_how_serious_a_check_is, testing::ContentProgramme) {
    ledger.append(CheckConfigured{"figure-too-old", "error", 30, "Elk kwartaal tellen."},
                  "2021-02-01");
    ledger.append(CheckConfigured{"stray-space", "off", {}, {}}, "2021-02-01");
    ledger.append(CheckConfigured{"figure-to-old", "off", {}, {}}, "2021-02-01");
    const auto view = ledger.view();
    const auto now = configured_checks(view.facts(), view.moment());
    std::map<std::string, CheckSetting> by_name;
    for (const auto& setting : now) { by_name[setting.name] = setting; }
    BOOST_TEST((by_name["figure-too-old"].severity == Severity::error));
    BOOST_TEST(by_name["figure-too-old"].limit.value() == 30U);
    BOOST_TEST(by_name["figure-too-old"].event > 0U);
    BOOST_TEST((by_name["stray-space"].severity == Severity::off));
    BOOST_TEST(by_name["doubled-word"].event == 0U);
    BOOST_TEST(
        unknown_checks(view.facts(), view.moment()) == std::vector<std::string>{"figure-to-old"},
        boost::test_tools::per_element());
    const auto before = configured_checks(view.facts(), view.moment(testing::day("2021-01-15")));
    BOOST_TEST(std::none_of(before.begin(), before.end(),
                            [](const CheckSetting& each) { return each.event > 0; }));
}

BOOST_FIXTURE_TEST_CASE(checks_run_on_the_ledger, testing::ContentProgramme) {
    const auto view = ledger.view();
    auto settings = configured_checks(view.facts(), view.moment());
    const auto report = lint(view, {.as_of = "2022-06-01"}, testing::day("2022-06-01"), settings);
    BOOST_TEST_REQUIRE(report.has_value());
    BOOST_TEST(report->checks.size() == all_checks().size());
    BOOST_TEST(
        std::any_of(report->findings.begin(), report->findings.end(), [](const Finding& finding) {
            return finding.check == "milestone-overdue" && finding.about == "1.plan";
        }));
    BOOST_TEST(to_json(*report).at("findings").as_array().size() == report->findings.size());
    for (auto& setting : settings) { setting.severity = Severity::off; }
    const auto none = lint(view, {.as_of = "2022-06-01"}, testing::day("2022-06-01"), settings);
    BOOST_TEST(none->checks.empty());
    BOOST_TEST(none->findings.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::events
