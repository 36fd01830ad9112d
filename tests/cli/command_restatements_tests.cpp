// Late facts as they are typed: receipts, peil restatements, and an edition beside what is known.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Outcome;
using testing::Words;

/// Edition 3 of 2021-03-01 (event 8) of four measures, with a planning of 1 (event 7).
struct Published : testing::LedgerPlace {
    Published() {
        testing::add_measures(*this);
        static_cast<void>(
            done({"planning", "set", "1", "Gereed in 2022", "--effective", "2021-02-01"}));
        static_cast<void>(done({"edition", "publish", "3", "--date", "2021-03-01"}));
    }
    Outcome set_planning(const std::string& planning, const std::string& effective,
                         Words more = {}) const {
        more.insert(more.begin(), {"planning", "set", "1", planning, "--effective", effective});
        return done(more);
    }
    json::value restatements(Words more = {}) const {
        more.insert(more.begin(), {"restatements", "--format", "json"});
        return done(more).json().at("restatements");
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_restatements, Published)

BOOST_AUTO_TEST_CASE(receipts_say_which_edition_is_restated) {
    const auto told = set_planning("Gereed in 2023", "2021-02-15");
    BOOST_TEST(told.output.ends_with("  restates edition 3\n"), told);
    BOOST_TEST(
        told.errors.find("event 9 restates edition 3: measure 1, planning") != std::string::npos,
        told);
    BOOST_TEST(told.says("peil restatements --edition 3"), told);
    const auto receipt = set_planning("Gereed in 2024", "2021-02-16", {"--format", "json"}).json();
    BOOST_CHECK_EQUAL(receipt.at("restates"), json::parse("[3]"));
    const auto later = set_planning("Gereed in 2025", "2021-03-02", {"--format", "json"});
    BOOST_CHECK_EQUAL(later.json().at("restates"), json::array());
    BOOST_TEST(later.errors.empty());
}

BOOST_AUTO_TEST_CASE(append_and_correct_say_it_too) {
    const auto line =
        testing::offered("measure.reworded", R"({"measure":"2","description":"Nu."})");
    const auto appended = done({"append"}, {.input = line});
    BOOST_TEST(appended.says("event 9 restates edition 3: measure 2, description"), appended);
    const auto corrected = done({"correct", "7", "--reason", "Ingetrokken.", "--retract"});
    BOOST_TEST(corrected.says("event 10 restates edition 3: measure 1, planning"), corrected);
}

BOOST_AUTO_TEST_CASE(a_late_figure_of_an_earlier_date_says_it_too) {
    static_cast<void>(done({"series", "add", "1.kaden", "--label", "Kaden", "--unit", "kaden",
                            "--counting", "level", "--effective", "2021-01-10"}));
    const auto told = done({"figure", "report", "1.kaden", "1940", "--date", "2021-02-01",
                            "--effective", "2021-06-01"});
    BOOST_TEST(told.says("restates edition 3: measure 1, figure 1.kaden"), told);
    const auto one = restatements({"--edition", "3"}).at(0);
    BOOST_CHECK_EQUAL(one.at("field"), json::value("figure"));
    BOOST_CHECK_EQUAL(one.at("about"), json::value("1.kaden"));
    BOOST_CHECK_EQUAL(one.at("known"), json::value("1.940 kaden (2021-02-01)"));
    const auto older = done({"figure", "report", "1.kaden", "1900", "--date", "2021-01-20",
                             "--effective", "2021-06-01"});
    BOOST_TEST(older.says("figure 1.kaden; not the newest value of its series"), older);
    BOOST_TEST(done({"restatements"}, {.environment = {"COLUMNS=160"}})
                   .output.starts_with("1 fact changes what an edition printed; 1 late figure "
                                       "changes only a value that is not the newest"));
    const auto later = done({"figure", "report", "1.kaden", "2000", "--date", "2021-05-01",
                             "--effective", "2021-06-01"});
    BOOST_TEST(later.errors.empty(), later);
}

BOOST_AUTO_TEST_CASE(a_late_fact_that_another_followed_is_marked) {
    const auto told = set_planning("Gereed in 2021", "2021-01-15");
    BOOST_TEST(told.says("only for the time before its date"), told);
    const auto all = restatements();
    BOOST_TEST_REQUIRE(all.as_array().size() == 1U);
    BOOST_CHECK_EQUAL(all.at(0).at("changesPrinted"), json::value(false));
    const auto table = done({"restatements"}, {.environment = {"COLUMNS=120"}});
    BOOST_TEST(table.output.starts_with("1 late fact changes only what held before its date."));
}

BOOST_AUTO_TEST_CASE(restatements_are_listed) {
    BOOST_TEST(done({"restatements", "--edition", "3"}).says("Nothing recorded since restates"));
    static_cast<void>(done({"correct", "7", "--reason", "Verkeerd gelezen.", "--data",
                            R"({"measure":"1","planning":"Gereed in 2032"})"}));
    const auto one = restatements({"--edition", "3"}).at(0);
    BOOST_CHECK_EQUAL(one.at("measure"), json::value("1"));
    BOOST_CHECK_EQUAL(one.at("field"), json::value("planning"));
    BOOST_CHECK_EQUAL(one.at("printed"), json::value("Gereed in 2022"));
    BOOST_CHECK_EQUAL(one.at("known"), json::value("Gereed in 2032"));
    BOOST_CHECK_EQUAL(one.at("event"), json::value(9));
    BOOST_CHECK_EQUAL(one.at("reason"), json::value("Verkeerd gelezen."));
    const auto told = done({"restatements"}, {.environment = {"COLUMNS=160"}});
    for (const auto* part : {"1 fact changes what an edition printed", "Edition 3", "1 planning",
                             "Gereed in 2022", "Gereed in 2032", "reason: Verkeerd gelezen."}) {
        BOOST_TEST(told.says(part), part << " in " << told);
    }
    BOOST_TEST(restatements({"--edition", "3", "--at-event", "8"}).as_array().empty());
    BOOST_TEST(run({"restatements", "--edition", "9"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(an_edition_stays_and_is_shown_beside_what_is_known) {
    const Words printed{"matrix", "--edition", "3", "--format", "csv"};
    const auto before = done(printed).output;
    static_cast<void>(set_planning("Gereed in 2023", "2021-02-15"));
    BOOST_TEST(done(printed).output == before);
    const Words known{"matrix", "--edition", "3", "--as-we-now-know", "--format"};
    const auto shown = [&](const std::string& format) {
        auto words = known;
        words.push_back(format);
        return done(words);
    };
    BOOST_TEST(shown("table").says("≠ Gereed in 2023"));
    BOOST_TEST(shown("md").says("**≠** Gereed in 2023"));
    BOOST_TEST(shown("csv").says("Gereed in 2022,Gereed in 2023"));
    const auto both = shown("json").json();
    BOOST_CHECK_EQUAL(both.at("measures").at(0).at("planning"), json::value("Gereed in 2022"));
    BOOST_CHECK_EQUAL(both.at("measures").at(0).at("differs"), json::parse(R"(["planning"])"));
    BOOST_CHECK_EQUAL(both.at("asWeNowKnow").at("measures").at(0).at("planning"),
                      json::value("Gereed in 2023"));
    BOOST_TEST(run({"matrix", "--as-we-now-know"}).says("add --edition N"));
}

BOOST_AUTO_TEST_CASE(an_import_says_it_and_ends_with_a_line_that_counts) {
    const auto path = std::string(PEIL_SOURCE_DIR "/tests/data/sample/report-3.txt");
    const Words words{"import", path, "--edition", "2", "--date", "2021-02-20"};
    const auto told = run(words);
    BOOST_TEST_REQUIRE(told.exit_code == 0, told);
    BOOST_TEST(told.says("restate edition 3"), told);
    const auto last = told.errors.substr(told.errors.rfind("peil: ", told.errors.size() - 2));
    BOOST_TEST(last.starts_with("peil: edition 2: "), last);
    BOOST_TEST(last.find(" appended; the ledger has ") != std::string::npos, last);
    BOOST_TEST(last.ends_with("sealed at size " + std::to_string(size()) + "\n"), last);
}

BOOST_AUTO_TEST_SUITE_END()
