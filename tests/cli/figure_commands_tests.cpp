// Series, figures and milestones by hand, and the commands that list them.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include "series_page.hpp"
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Words;

/// Measures 1, 2, 7 and 8 from 2021-01-01; a series of pumps and one of costs for measure 1.
struct FigurePlace : testing::LedgerPlace {
    FigurePlace() {
        testing::add_measures(*this);
        record({"series", "add", "1.gemalen", "--label", "Geteste gemalen", "--unit", "gemalen",
                "--counting", "level"},
               "2021-01-01");
        record({"series", "add", "1.kosten", "--label", "Kosten", "--unit", "euro", "--counting",
                "cumulative", "--currency", "EUR", "--scale", "2"},
               "2021-01-01");
    }

    std::int64_t record(Words words, const std::string& effective) const {
        words.insert(words.end(), {"--effective", effective, "--format", "json"});
        return done(words).json().at("sequence").as_int64();
    }
    json::value data_of(std::int64_t event) const {
        return done({"show", std::to_string(event), "--format", "json"}).json().at("data");
    }
    json::value ask(Words words) const {
        words.insert(words.end(), {"--format", "json"});
        return done(words).json();
    }
    void report_twice() const {
        record(
            {"figure", "report", "1.gemalen", "77", "--date", "2 mei 2021", "--qualifier", "circa"},
            "2021-05-17");
        record({"figure", "report", "1.gemalen", "75", "--date", "2021-05-02", "--revision",
                "correction", "--reason", "Dubbel geteld."},
               "2021-11-22");
        record({"figure", "report", "1.gemalen", "102", "--date", "2021-11-01"}, "2021-11-22");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(figure_commands, FigurePlace)

BOOST_AUTO_TEST_CASE(verbs_fill_in_what_follows_from_the_rest) {
    BOOST_CHECK_EQUAL(
        data_of(record({"series", "add", "2.testen", "--label", "Testen", "--unit", "testen",
                        "--counting", "per-period", "--counts", "alle testen"},
                       "2021-02-01")),
        json::parse(R"({"series":"2.testen","measure":"2","label":"Testen","unit":"testen",)"
                    R"("counting":"per-period","counts":"alle testen"})"));
    BOOST_CHECK_EQUAL(
        data_of(record({"figure", "report", "1.kosten", "6,7", "--from", "2020", "--to",
                        "maart 2021", "--quote", "6,7 euro", "--planned"},
                       "2021-05-17")),
        json::parse(R"({"series":"1.kosten","value":"6.70","planned":true,"quote":"6,7 euro",)"
                    R"("periodFrom":{"text":"2020","from":"2020-01-01","to":"2020-12-31"},)"
                    R"("periodTo":{"text":"maart 2021","from":"2021-03-01","to":"2021-03-31"}})"));
    BOOST_CHECK_EQUAL(
        data_of(record({"milestone", "expect", "1.plan", "Het plan ligt er", "--due", "eind 2021"},
                       "2021-02-01")),
        json::parse(R"({"milestone":"1.plan","measure":"1","text":"Het plan ligt er",)"
                    R"("due":{"text":"eind 2021","from":"2021-10-01","to":"2021-12-31"}})"));
    BOOST_CHECK_EQUAL(
        data_of(record({"milestone", "reach", "1.plan"}, "2022-03-01")),
        json::parse(R"({"milestone":"1.plan",)"
                    R"("on":{"text":"2022-03-01","from":"2022-03-01","to":"2022-03-01"}})"));
    BOOST_CHECK_EQUAL(data_of(record({"references", "set", "1", "2", "7"}, "2021-02-01")),
                      json::parse(R"({"measure":"1","to":["2","7"]})"));
    BOOST_CHECK_EQUAL(data_of(record({"references", "set", "1"}, "2021-03-01")),
                      json::parse(R"({"measure":"1","to":[]})"));
    BOOST_CHECK_EQUAL(data_of(record({"owner", "set", "1", "Dienst Water"}, "2021-03-01")),
                      json::parse(R"({"measure":"1","owner":"Dienst Water"})"));
    BOOST_CHECK_EQUAL(data_of(record({"check", "set", "milestone-overdue", "note", "--limit", "0"},
                                     "2021-03-01")),
                      json::parse(R"({"check":"milestone-overdue","severity":"note","limit":0})"));
}

BOOST_AUTO_TEST_CASE(what_is_refused_names_the_argument) {
    const std::vector<std::pair<Words, std::string>> refused{
        {{"figure", "report", "1.sloten", "7"}, "SERIES: there is no series 1.sloten"},
        {{"figure", "report", "1.gemalen", "veel"}, "VALUE: "},
        {{"figure", "report", "1.gemalen", "7,5"}, "VALUE: "},
        {{"figure", "report", "1.gemalen", "7", "--date", "ooit"}, "--date: "},
        {{"series", "add", "9.x", "--label", "x", "--unit", "x", "--counting", "level"},
         "SERIES: there is no measure 9"},
        {{"milestone", "move", "1.plan", "--due", "2022"}, "MILESTONE: "},
        {{"check", "set", "Wat Dan", "note"}, "CHECK: "}};
    for (const auto& [words, reason] : refused) {
        const auto outcome = run(words);
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(outcome.says(reason), outcome);
    }
}

BOOST_AUTO_TEST_CASE(a_figure_shows_its_vintages) {
    report_twice();
    const auto page = ask({"figure", "1.gemalen"});
    BOOST_CHECK_EQUAL(page.at("unit"), json::value("gemalen"));
    const auto& references = page.at("references").as_array();
    BOOST_TEST_REQUIRE(references.size() == 2U);
    const auto& vintages = references[0].at("vintages").as_array();
    BOOST_TEST_REQUIRE(vintages.size() == 2U);
    BOOST_CHECK_EQUAL(vintages[0].at("value"), json::value(77));
    BOOST_CHECK_EQUAL(vintages[0].at("qualifier"), json::value("circa"));
    BOOST_CHECK_EQUAL(vintages[1].at("reason"), json::value("Dubbel geteld."));
    BOOST_TEST(vintages[1].at("recorded").as_string().size() == 24U);
    BOOST_CHECK_EQUAL(references[1].at("difference"), json::value(27));
    const auto table = done({"figure", "1.gemalen"});
    BOOST_TEST(table.says("+27"), table);
    BOOST_TEST(table.says("  earlier"), table);
    BOOST_TEST(table.says("correction: Dubbel geteld."), table);
    const auto csv = done({"figure", "1.gemalen", "--format", "csv"});
    BOOST_TEST(csv.output.starts_with("series,measure,dated,from,to,planned,value,"), csv);
    BOOST_TEST(csv.says("1.gemalen,1,true,2021-05-02,2021-05-02,false,77,circa,gemalen,"), csv);
}

BOOST_AUTO_TEST_CASE(a_figure_is_asked_about_on_every_axis) {
    report_twice();
    const auto values = [&](const Words& more) {
        Words words{"figure", "1.gemalen"};
        words.insert(words.end(), more.begin(), more.end());
        const auto page = ask(words);
        std::string found;
        for (const auto& one : page.at("references").as_array()) {
            found += json::serialize(one.at("value")) + " ";
        }
        return found;
    };
    BOOST_TEST(values({}) == "75 102 ");
    BOOST_TEST(values({"--as-of", "2021-06-01"}) == "77 ");
    const auto size_now = std::to_string(size());
    BOOST_TEST(values({"--at-event", size_now}) == "75 102 ");
    BOOST_TEST(values({"--at-event", std::to_string(size() - 1)}) == "75 ");
    const auto early = run({"figure", "1.gemalen", "--as-of", "2020-06-01"});
    BOOST_TEST(early.exit_code == 2);
    BOOST_TEST(early.says("event 7 registers it from 2021-01-01 on"), early);
    BOOST_TEST(run({"figure", "1.niets"}).says("`peil figures` lists them"));
}

BOOST_AUTO_TEST_CASE(a_break_is_marked_and_nothing_is_subtracted_over_it) {
    report_twice();
    record({"series", "redefine", "1.gemalen", "--counts", "ook sluizen", "--reason",
            "De sluizen tellen mee."},
           "2022-01-01");
    record({"figure", "report", "1.gemalen", "140", "--date", "2022-05-01"}, "2022-05-17");
    const auto page = ask({"figure", "1.gemalen"});
    BOOST_TEST(page.at("breaks").as_array().size() == 1U);
    const auto& last = page.at("references").as_array().back();
    BOOST_CHECK_EQUAL(last.at("difference"), json::value());
    BOOST_CHECK_EQUAL(last.at("breakBefore"), json::value(true));
    const auto table = done({"figure", "1.gemalen"});
    BOOST_TEST(table.says("break from 2022-01-01"), table);
    BOOST_TEST(table.says("De sluizen tellen mee."), table);
}

BOOST_AUTO_TEST_CASE(a_narrow_terminal_shows_every_reason_whole) {
    report_twice();
    const std::string reason = "De gemeente en het waterschap telden vijf gemalen allebei mee.";
    record({"figure", "report", "1.gemalen", "74", "--date", "2021-05-02", "--revision", "revision",
            "--reason", reason},
           "2022-01-10");
    record({"figure", "report", "1.gemalen", "1200", "--from", "2020-01", "--to", "2022-03",
            "--qualifier", "ruim"},
           "2022-04-01");
    const auto ledger =
        peil::core::Ledger::open(*this / ".peil", peil::core::Access::read,
                                 {.clock = [] { return peil::core::UnixMs{}; }, .random = nullptr});
    BOOST_TEST_REQUIRE(ledger.has_value());
    const auto view = peil::events::View::open(*ledger);
    BOOST_TEST_REQUIRE(view.has_value());
    const auto series = peil::events::find_series(view->facts(), "1.gemalen", {});
    BOOST_TEST_REQUIRE(series.has_value());
    const auto references = peil::events::find_figures(view->facts(), "1.gemalen", {});
    const peil::cli::SeriesPage page{*view, *series, references, "2022-05-01"};
    const auto table = peil::cli::series_table(page, {.width_columns = 80});
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        BOOST_TEST(peil::events::display_width(line) <= 80, line);
    }
    for (const auto* part : {"correction: Dubbel geteld.", "telden vijf", "allebei mee.",
                             "from 2020-01 to 2022-03", "; revision: "}) {
        BOOST_TEST(table.find(part) != std::string::npos, part << " in " << table);
    }
    BOOST_TEST(table.find("…") == std::string::npos, table);
}

BOOST_AUTO_TEST_CASE(values_over_unlike_periods_are_not_subtracted_and_it_says_so) {
    record({"series", "add", "2.testen", "--label", "Testen", "--unit", "testen", "--counting",
            "per-period"},
           "2021-01-01");
    const auto report = [&](const std::string& value, const std::string& from,
                            const std::string& to, const std::string& effective) {
        record({"figure", "report", "2.testen", value, "--from", from, "--to", to}, effective);
    };
    report("30", "2018-04", "2020-12", "2021-02-01");
    const Words publish{"edition", "publish", "1", "--date", "2021-03-01"};
    BOOST_TEST(done(publish).exit_code == 0);
    report("50", "2017-04", "2021-05", "2021-06-01");
    const auto last = ask({"figure", "2.testen"}).at("references").at(1);
    BOOST_CHECK_EQUAL(last.at("difference"), json::value());
    BOOST_CHECK_EQUAL(last.at("notCompared"), json::value("other-period"));
    const auto table = done({"figure", "2.testen"});
    BOOST_TEST(table.says("other period"), table);
    BOOST_TEST(!table.says("+20"), table);
    const auto change = ask({"figures", "2"}).at("series").at(0).at("change");
    BOOST_CHECK_EQUAL(change.at("class"), json::value("redefined"));
    BOOST_CHECK_EQUAL(change.at("notCompared"), json::value("other-period"));
    BOOST_CHECK_EQUAL(change.at("break"), json::value(false));
    const auto overview = done({"figures", "2"});
    BOOST_TEST(overview.says("other period: was 30"), overview);
    BOOST_TEST(done({"figures", "2", "--format", "csv"}).says(",redefined,30,,other-period,"));
}

BOOST_AUTO_TEST_CASE(a_figure_without_a_date_is_given_none) {
    record({"figure", "report", "1.gemalen", "77"}, "2021-05-17");
    const auto overview = done({"figures", "1", "--format", "csv"});
    BOOST_TEST(overview.says("1.gemalen,1,Geteste gemalen,gemalen,,77,,false,,,,"), overview);
    const auto one = ask({"figures", "1"}).at("series").at(0);
    BOOST_CHECK_EQUAL(one.at("last").at("dated"), json::value(false));
    BOOST_CHECK_EQUAL(one.at("last").at("from"), json::value());
    BOOST_CHECK_EQUAL(one.at("last").at("to"), json::value());
    BOOST_CHECK_EQUAL(one.at("ageDays"), json::value());
    const auto vintages = done({"figure", "1.gemalen", "--format", "csv"});
    BOOST_TEST(vintages.says("1.gemalen,1,false,,,false,77,"), vintages);
    const auto reference = ask({"figure", "1.gemalen"}).at("references").at(0);
    BOOST_CHECK_EQUAL(reference.at("dated"), json::value(false));
    BOOST_CHECK_EQUAL(reference.at("from"), json::value());
    record({"figure", "report", "1.gemalen", "78", "--date", "2021-06-01"}, "2021-06-17");
    BOOST_TEST(done({"figures", "1", "--format", "csv"}).says(",78,,true,2021-06-01,2021-06-01,"));
}

BOOST_AUTO_TEST_CASE(figures_are_listed_with_the_change_since_an_edition) {
    report_twice();
    record({"figure", "report", "1.kosten", "6700000", "--date", "2021-05-01"}, "2021-05-17");
    const Words publish{"edition", "publish", "1", "--date", "2021-12-01"};
    BOOST_TEST(done(publish).exit_code == 0);
    record({"figure", "report", "1.gemalen", "140", "--date", "2022-05-01"}, "2022-05-17");
    const auto overview = ask({"figures"});
    BOOST_CHECK_EQUAL(overview.at("since"), json::value(1));
    const auto& pumps = overview.at("series").at(0);
    BOOST_CHECK_EQUAL(pumps.at("last").at("value"), json::value(140));
    BOOST_CHECK_EQUAL(pumps.at("change").at("class"), json::value("grown"));
    BOOST_CHECK_EQUAL(pumps.at("change").at("difference"), json::value(38));
    BOOST_CHECK_EQUAL(overview.at("series").at(1).at("last").at("value"),
                      json::value("6700000.00"));
    const auto table = done({"figures"});
    BOOST_TEST(table.says("since edition 1"), table);
    BOOST_TEST(table.says("€ 6.700.000,00"), table);
    BOOST_TEST(table.says("▁▄█"), table);
    const auto age_on = [&](const std::string& day, const std::string& age) {
        return done({"figures", "1", "--as-of", day}).says("  " + age + "  ");
    };
    BOOST_TEST(age_on("2022-06-29", "59 d"));
    BOOST_TEST(age_on("2022-06-30", "2 months"));
    BOOST_TEST(age_on("2024-04-29", "24 months"));
    BOOST_TEST(age_on("2024-04-30", "2 years"));
    BOOST_TEST(ask({"figures", "2"}).at("series").as_array().empty());
    BOOST_TEST(run({"figures", "99"}).exit_code == 2);
    BOOST_TEST(done({"figures", "--format", "csv"}).says("1.gemalen,1,Geteste gemalen,gemalen,"));
    const auto printed = ask({"figures", "--edition", "1"});
    BOOST_CHECK_EQUAL(printed.at("series").at(0).at("last").at("value"), json::value(102));
    BOOST_CHECK_EQUAL(printed.at("since"), json::value());
}

BOOST_AUTO_TEST_CASE(milestones_say_what_became_of_them) {
    record({"milestone", "expect", "1.plan", "Het plan ligt er", "--due", "eind 2021"},
           "2021-02-01");
    record({"milestone", "expect", "2.proef", "De proef begint", "--due", "2021-06", "--owner",
            "Dienst Water", "--paper", "12345, nr. 6"},
           "2021-02-01");
    record({"milestone", "move", "1.plan", "--due", "2022", "--reason", "Te druk."}, "2021-11-22");
    const auto remarks = [&](const Words& more) {
        Words words{"milestones"};
        words.insert(words.end(), more.begin(), more.end());
        const auto page = ask(words);
        std::string found;
        for (const auto& one : page.at("milestones").as_array()) {
            found += std::string(one.at("milestone").as_string()) + " " +
                     json::serialize(one.at("remarks")) + " ";
        }
        return found;
    };
    BOOST_TEST(remarks({"--as-of", "2021-06-30"}) == R"(1.plan [] 2.proef ["due"] )");
    BOOST_TEST(remarks({"--as-of", "2021-12-01"}) == R"(1.plan ["moved"] 2.proef ["overdue"] )");
    BOOST_TEST(remarks({"1", "--as-of", "2021-12-01"}) == R"(1.plan ["moved"] )");
    const auto table = done({"milestones", "--as-of", "2023-12-01"});
    BOOST_TEST(table.says("overdue; moved 1 time, from eind 2021 to 2022"), table);
    const auto moved = done({"milestones", "1", "--as-of", "2021-12-01"});
    BOOST_TEST(!moved.says("expected"), moved);
    record({"milestone", "drop", "1.plan", "--reason", "Geen geld."}, "2022-01-05");
    const auto ended = done({"milestones", "1", "--as-of", "2022-01-06"});
    BOOST_TEST(ended.says("dropped: Geen geld."), ended);
    BOOST_TEST(!done({"milestones", "1", "--as-of", "2022-01-04"}).says("Geen geld."));
    const auto own = run({"milestone", "reach", "2.proef", "--effective", "2022-01-10"});
    BOOST_TEST(own.exit_code == 2, own);
    BOOST_TEST(own.says("--as: 2.proef is a commitment"), own);
    record({"milestone", "reach", "2.proef", "--on", "2022-01", "--as", "rekenkamer"},
           "2022-02-01");
    BOOST_TEST(remarks({"--only", "late"}) == R"(2.proef ["late"] )");
    BOOST_TEST(run({"milestones", "--only", "later"}).exit_code == 2);
    BOOST_TEST(done({"milestones", "--format", "csv"}).says("12345, nr. 6"));
    const auto history = done({"history", "2"});
    BOOST_TEST(history.says("milestone.expected"), history);
}

BOOST_AUTO_TEST_CASE(an_empty_list_of_milestones_says_what_there_is_none_of) {
    BOOST_TEST(done({"milestones"}).says("there is no milestone; `peil milestone expect`"));
    record({"milestone", "expect", "1.plan", "Het plan ligt er", "--due", "2099"}, "2021-02-01");
    BOOST_TEST(done({"milestones", "--only", "overdue"}).says("no milestone is overdue"));
    BOOST_TEST(done({"milestones", "1", "--only", "late"})
                   .says("no milestone of measure 1 is reached late"));
    BOOST_TEST(done({"milestones", "--only", "silent"})
                   .says("no milestone is silent: there are no two editions to compare"));
    BOOST_TEST(done({"milestones", "2"}).says("there is no milestone of measure 2"));
}

BOOST_AUTO_TEST_CASE(what_the_next_edition_does_not_mention_is_silent) {
    record({"milestone", "expect", "1.plan", "Het plan ligt er", "--due", "eind 2022"},
           "2021-02-01");
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-03-01"}).exit_code == 0);
    BOOST_TEST(done({"edition", "publish", "2", "--date", "2021-09-01"}).exit_code == 0);
    const auto told = ask({"milestones", "--edition", "1"});
    BOOST_CHECK_EQUAL(told.at("silence").at("silent"), json::value(2));
    BOOST_CHECK_EQUAL(told.at("milestones").at(0).at("remarks"), json::parse(R"(["silent"])"));
    BOOST_TEST(done({"milestones"}).says("edition 2 is silent"));
    // Of the last edition it is told on what it is silent itself.
    const auto last = ask({"milestones", "--edition", "2"});
    BOOST_CHECK_EQUAL(last.at("silence"), told.at("silence"));
    BOOST_CHECK_EQUAL(last.at("milestones").at(0).at("remarks"), json::parse(R"(["silent"])"));
}

BOOST_AUTO_TEST_CASE(offered_events_may_give_dates_as_text) {
    const auto line = testing::offered(
        "milestone.expected",
        R"({"milestone":"1.plan","measure":"1","text":"Het plan","due":"medio 2022"})");
    BOOST_TEST(done({"append"}, {.input = line}).exit_code == 0);
    const auto matrix = ask({"matrix"});
    const auto& milestone = matrix.at("measures").at(0).at("milestones").at(0);
    BOOST_CHECK_EQUAL(milestone.at("due"), json::value("medio 2022"));
    BOOST_CHECK_EQUAL(milestone.at("dueFrom"), json::value("2022-05-01"));
}

BOOST_AUTO_TEST_CASE(a_figure_without_a_date_is_warned_of_at_once) {
    const Words report{"figure", "report", "1.kosten", "6,7", "--effective", "2021-05-17"};
    const auto undated = done(report);
    BOOST_TEST(undated.errors.find("1.kosten: no date and no period is given") != std::string::npos,
               undated);
    auto dated = report;
    dated.insert(dated.end(), {"--to", "2021-04"});
    const auto up_to = done(dated);
    BOOST_TEST(!up_to.says("no date and no period"), up_to);
    BOOST_TEST(done({"figure", "1.kosten"}).says("up to 2021-04"));
}

BOOST_AUTO_TEST_CASE(a_point_that_may_part_thousands_is_asked_about) {
    const auto report = [&](const std::string& value) {
        return run({"figure", "report", "1.kosten", value, "--date", "2021-05-01", "--effective",
                    "2021-05-17"});
    };
    const auto outcome = report("365.000");
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(outcome.says("VALUE: '365.000' is 365 thousand to one reader"), outcome);
    BOOST_TEST(outcome.says("write 365000 for the thousands"), outcome);
    BOOST_TEST(report("365000,5").exit_code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
