// peil blame and peil history as they are typed.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Outcome;
using testing::Words;

/// Chapter 1 and four measures (events 2 to 6); a planning of 1 (event 7), corrected by event 8.
struct Blamed : testing::LedgerPlace {
    Blamed() {
        testing::add_measures(*this);
        static_cast<void>(
            done({"planning", "set", "1", "Gereed in 2022", "--effective", "2021-02-01"}));
        static_cast<void>(done({"correct", "7", "--reason", "Een jaar te vroeg.", "--data",
                                R"({"measure":"1","planning":"Gereed in 2023"})", "--as",
                                "controle.example.nl"}));
    }
    json::value planning(Words more = {}) const {
        more.insert(more.begin(), {"blame", "1", "--format", "json"});
        const auto told = done(more).json();
        for (const auto& field : told.at("fields").as_array()) {
            if (field.at("field") == json::value("planning")) { return field; }
        }
        BOOST_FAIL("no planning");
        return {};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_blame, Blamed)

BOOST_AUTO_TEST_CASE(a_table_tells_fields_events_and_corrections) {
    const auto told = done({"blame", "1"}, {.environment = {"COLUMNS=160"}});
    for (const auto* part :
         {"Measure 1, as of", "description", "Wat 1 is.", "event 3, from 2021-01-01",
          "Gereed in 2023", "corrects event 7, which said “Gereed in 2022”: Een jaar te vroeg.",
          "Z by controle.example.nl\n"}) {
        BOOST_TEST(told.says(part), part << " in " << told);
    }
}

BOOST_AUTO_TEST_CASE(compound_fields_are_told_in_words) {
    const auto record = [&](Words words) {
        words.insert(words.end(), {"--effective", "2021-03-01"});
        const auto recorded = run(words);
        BOOST_TEST(recorded.exit_code == 0, recorded);
    };
    record({"series", "add", "1.kaden", "--label", "Gemeten kaden", "--unit", "kaden", "--counting",
            "level", "--counts", "Kaden met een peilbuis."});
    record({"figure", "report", "1.kaden", "77", "--qualifier", "circa", "--date", "2021-02",
            "--quote", "Er zijn circa 77 kaden gemeten."});
    record({"milestone", "expect", "1.plan", "Het plan ligt er", "--due", "eind 2021"});
    record({"milestone", "move", "1.plan", "--due", "2022", "--reason", "Te druk."});
    record({"milestone", "expect", "1.proef", "De proef begint", "--due", "2022-03", "--owner",
            "Dienst Water", "--paper", "12345, nr. 6"});
    record({"references", "set", "1", "2", "3"});
    const auto told = done({"blame", "1"}, {.environment = {"COLUMNS=200"}});
    for (const auto* part :
         {"Gemeten kaden; unit: kaden; counting: level", "Kaden met een peilbuis.",
          "circa 77 (2021-02)", "“Er zijn circa 77 kaden gemeten.”", "moved to 2022: Te druk.",
          "expected 2022-03", "“De proef begint”",
          "committed to by Dienst Water, paper 12345, nr. 6", "2, 3"}) {
        BOOST_TEST(told.says(part), part << " in " << told);
    }
    BOOST_TEST(!told.says("{\""), told);
    BOOST_TEST(!told.says("referenceDate"), told);
    BOOST_TEST(done({"blame", "1", "--format", "json"}).says(R"("referenceDate")"));
}

BOOST_AUTO_TEST_CASE(each_part_of_a_milestone_names_the_event_that_set_it) {
    const auto record = [&](Words words, const std::string& day) {
        words.insert(words.end(), {"--effective", day});
        const auto recorded = run(words);
        BOOST_TEST_REQUIRE(recorded.exit_code == 0, recorded);
        return size();
    };
    const auto parts = [&] {
        std::string found;
        const auto told = done({"blame", "1", "--format", "json"}).json();
        for (const auto& field : told.at("fields").as_array()) {
            const std::string name{field.at("field").as_string()};
            if (!name.starts_with("milestone/1.plan ")) { continue; }
            found += name.substr(std::string("milestone/1.plan ").size()) + '=' +
                     std::string(field.at("value").as_string()) + " by " +
                     json::serialize(field.at("event")) + "; ";
        }
        return found;
    };
    const auto announced = record({"milestone", "expect", "1.plan", "Het plan ligt er", "--due",
                                   "2022", "--owner", "Dienst Water", "--paper", "12345, nr. 6"},
                                  "2021-03-01");
    BOOST_TEST(parts().empty());
    const auto moved =
        record({"milestone", "move", "1.plan", "--due", "2023", "--reason", "Druk."}, "2021-04-01");
    const auto by = " by " + std::to_string(announced) + "; ";
    const auto others = "owner=Dienst Water" + by + "paper=12345, nr. 6" + by;
    BOOST_TEST(parts() == "text=Het plan ligt er" + by + others);
    record({"milestone", "drop", "1.plan", "--reason", "Te duur.", "--as", "rekenkamer"},
           "2021-05-01");
    BOOST_TEST(parts() == "text=Het plan ligt er" + by + "due=2023 by " + std::to_string(moved) +
                              "; " + others);
    const auto table = done({"blame", "1"}, {.environment = {"COLUMNS=160"}});
    BOOST_TEST(table.says("milestone/1.plan due"), table);
}

BOOST_AUTO_TEST_CASE(json_tells_the_same) {
    const auto field = planning();
    BOOST_CHECK_EQUAL(field.at("event"), json::value(8));
    BOOST_CHECK_EQUAL(field.at("effective"), json::value("2021-02-01"));
    BOOST_CHECK_EQUAL(field.at("actor"), json::value("controle.example.nl"));
    BOOST_CHECK_EQUAL(field.at("corrections").at(0).at("corrects"), json::value(7));
    BOOST_CHECK_EQUAL(field.at("corrections").at(0).at("reason"),
                      json::value("Een jaar te vroeg."));
}

BOOST_AUTO_TEST_CASE(all_axes_of_time_are_known) {
    BOOST_CHECK_EQUAL(planning({"--at-event", "7"}).at("event"), json::value(7));
    BOOST_TEST(planning({"--at-event", "7"}).at("corrections").as_array().empty());
    BOOST_TEST(!done({"blame", "1", "--as-of", "2021-01-15"}).says("planning"));
    BOOST_TEST(run({"blame", "1", "--as-of", "2020-01-15"}).exit_code == 2);
    BOOST_TEST(run({"blame", "1", "--known-at", "2020-01-15"}).exit_code == 2);
    static_cast<void>(done({"edition", "publish", "3", "--date", "2021-03-01"}));
    static_cast<void>(done({"planning", "set", "1", "Nooit", "--effective", "2021-02-15"}));
    BOOST_CHECK_EQUAL(planning({"--edition", "3"}).at("event"), json::value(8));
    BOOST_TEST(done({"blame", "1", "--edition", "3"}).says("as edition 3 of 2021-03-01"));
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_refused_with_the_next_step) {
    const auto missing = run({"blame", "99"});
    BOOST_TEST(missing.exit_code == 2);
    BOOST_TEST(missing.says("peil matrix --all"));
    BOOST_TEST(run({"blame", "1", "--edition", "9"}).says("peil edition list"));
    static_cast<void>(done({"edition", "publish", "3", "--date", "2021-03-01"}));
    BOOST_TEST(run({"blame", "99", "--edition", "3"}).says("prints no measure 99"));
}

BOOST_AUTO_TEST_CASE(history_says_what_a_correction_says_now) {
    const auto told = done({"history", "1"}, {.environment = {"COLUMNS=120"}});
    BOOST_TEST(told.says("[corrected by 8] Gereed in 2022"), told);
    BOOST_TEST(told.says("now: Gereed in 2023"), told);
    BOOST_TEST(told.says("by controle.example.nl at 20"), told);
    BOOST_TEST(told.says(": Een jaar te vroeg."), told);
    BOOST_TEST(done({"log"}).says("now: Gereed in 2023 (reason: Een jaar te vroeg.)"));
    BOOST_TEST(done({"show", "7"}).says("Gereed in 2023"));
}

BOOST_AUTO_TEST_CASE(history_says_what_a_correction_of_a_correction_says_now) {
    static_cast<void>(
        done({"correct", "8", "--reason", "Toch 2024.", "--data",
              R"({"event":"000000000007","type":"nl.peil.planning.set","reason":"Verschoven.",)"
              R"("content":{"measure":"1","planning":"Gereed in 2024"}})"}));
    const auto told = done({"history", "1"});
    BOOST_TEST(told.says("[corrected by 9] now: Gereed in 2023"), told);
    BOOST_TEST(told.says("now: Gereed in 2024"), told);
    BOOST_TEST(told.says(": Toch 2024."), told);
}

BOOST_AUTO_TEST_SUITE_END()
