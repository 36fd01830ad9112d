// peil correct as it is typed, and verbs that would change nothing.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Words;

/// Four measures (events 3 to 6) and progress of 1 from 2021-02-01 (event 7).
struct Corrected : testing::LedgerPlace {
    Corrected() {
        testing::add_measures(*this);
        static_cast<void>(done({"progress", "1", "Er is gemeten.", "--effective", "2021-02-01"}));
    }
    json::value first_measure(Words more = {}) const {
        more.insert(more.begin(), {"matrix", "--format", "json"});
        return done(more).json().at("measures").at(0);
    }
    static json::value paragraph(const std::string& text) {
        return json::array{json::object{{"type", "paragraph"}, {"text", text}}};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_correct, Corrected)

BOOST_AUTO_TEST_CASE(a_correction_may_move_the_date_and_earlier_knowledge_stays) {
    static_cast<void>(done({"correct", "7", "--reason", "Later.", "--effective", "2021-06-01",
                            "--data", R"({"measure":"1","progress":"Er is pas gemeten."})"}));
    const auto empty = json::value(json::array());
    BOOST_CHECK_EQUAL(first_measure({"--as-of", "2021-05-31"}).at("progress"), empty);
    BOOST_CHECK_EQUAL(first_measure({"--as-of", "2021-06-01"}).at("progress"),
                      paragraph("Er is pas gemeten."));
    BOOST_CHECK_EQUAL(first_measure({"--as-of", "2021-05-31", "--at-event", "7"}).at("progress"),
                      paragraph("Er is gemeten."));
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(a_date_alone_moves_an_event_that_still_says_what_it_said) {
    static_cast<void>(done({"correct", "7", "--reason", "Later.", "--effective", "2021-06-01"}));
    BOOST_CHECK_EQUAL(first_measure({"--as-of", "2021-05-31"}).at("progress"),
                      json::value(json::array()));
    BOOST_CHECK_EQUAL(first_measure({"--as-of", "2021-06-01"}).at("progress"),
                      paragraph("Er is gemeten."));
    // So does a correction that is corrected.
    static_cast<void>(
        done({"correct", "8", "--reason", "Toch eerder.", "--effective", "2021-04-01"}));
    BOOST_CHECK_EQUAL(first_measure({"--as-of", "2021-04-01"}).at("progress"),
                      paragraph("Er is gemeten."));
    BOOST_TEST(done({"verify"}).says("intact"));
    const auto nothing = run({"correct", "9", "--reason", "Zomaar."});
    BOOST_TEST(nothing.exit_code == 2);
    BOOST_TEST(nothing.says("--effective with the date"), nothing);
}

BOOST_AUTO_TEST_CASE(progress_is_blocks_or_text) {
    static_cast<void>(done({"correct", "7", "--reason", "Spelling.", "--data",
                            R"({"measure":"1","progress":"Eerst dit.\n\n- noord\n- zuid"})"}));
    const auto expected =
        json::parse(R"([{"type":"paragraph","text":"Eerst dit."},)"
                    R"({"type":"list","ordered":false,"items":["noord","zuid"]}])");
    BOOST_CHECK_EQUAL(first_measure().at("progress"), expected);
    static_cast<void>(
        done({"correct", "8", "--reason", "Weer.", "--data",
              R"({"event":"000000000007","type":"nl.peil.progress.reported",)"
              R"("reason":"Spelling.","content":{"measure":"1","progress":"Dan."}})"}));
    BOOST_CHECK_EQUAL(first_measure().at("progress"), paragraph("Dan."));
    static_cast<void>(done({"correct", "9", "--reason", "Weer.", "--data",
                            R"({"event":"000000000008","type":"nl.peil.event.corrected",)"
                            R"("reason":"x","content":)"
                            R"({"event":"000000000007","type":"nl.peil.progress.reported",)"
                            R"("reason":"y","content":{"measure":"1","progress":)"
                            R"([{"type":"paragraph","text":"Blok."}]}}})"}));
    BOOST_CHECK_EQUAL(first_measure().at("progress"), paragraph("Blok."));
}

BOOST_AUTO_TEST_CASE(a_verb_that_changes_nothing_appends_nothing) {
    const auto before = size();
    for (const Words& words : std::vector<Words>{{"progress", "1", "Er is gemeten."},
                                                 {"measure", "reword", "1", "Wat 1 is."},
                                                 {"chapter", "rename", "1", "Dijken"}}) {
        const auto told = done(words);
        BOOST_TEST(told.output.empty(), told);
        BOOST_TEST(told.errors.starts_with("peil: nothing changes: "), told);
        auto as_json = words;
        as_json.insert(as_json.end(), {"--format", "json"});
        BOOST_TEST(done(as_json).output == "{\"appended\":0}\n");
    }
    BOOST_TEST(done({"progress", "1", "Er is gemeten."}).says("from 2021-02-01 on (event 7)"));
    BOOST_TEST(size() == before);
    BOOST_TEST(done({"progress", "1", "Er is gemeten.", "--effective", "2021-01-15"})
                   .output.starts_with("recorded"));
    const auto line = testing::offered("chapter.renamed", R"({"chapter":1,"title":"Dijken"})");
    BOOST_TEST(done({"append"}, {.input = line}).output.starts_with("recorded"));
    BOOST_TEST(size() == before + 2);
}

BOOST_AUTO_TEST_CASE(without_its_key_the_ledger_cannot_be_written) {
    std::filesystem::remove(*this / ".peil/keys/log.pem");
    const auto told = run({"status", "set", "1", "ongoing"});
    BOOST_TEST(told.exit_code == 3, told);
    BOOST_TEST(told.says("--no-seal"), told);
}

BOOST_AUTO_TEST_CASE(verify_keeps_to_the_width_of_the_terminal) {
    for (const int width : {60, 80, 132}) {
        const auto told = done({"verify"}, {.environment = {"COLUMNS=" + std::to_string(width)}});
        std::istringstream lines(told.output);
        for (std::string line; std::getline(lines, line);) {
            BOOST_TEST(line.size() <= static_cast<std::size_t>(width), line);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
