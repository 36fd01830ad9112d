// Every verb once, and what the looking-back commands then tell.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/core/hash.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::Words;

/// A ledger with chapter 1 and measures 1, 2, 7 and 8 from 2021-01-01 (events 2 to 6).
struct Programme : testing::LedgerPlace {
    Programme() { testing::add_measures(*this); }

    /// Records with --effective and tells the number of the event.
    std::int64_t record(Words words, const std::string& effective = "2021-02-01",
                        const std::string& input = "") const {
        words.insert(words.end(), {"--effective", effective, "--format", "json"});
        return done(words, {.input = input}).json().at("sequence").as_int64();
    }
    /// Records and compares the event's type and data.
    void check(const Words& words, const std::string& type, const std::string& data,
               const std::string& input = "") const {
        const auto event = show(record(words, "2021-02-01", input));
        BOOST_TEST_CONTEXT(words[0] << " " << words[1]) {
            BOOST_CHECK_EQUAL(event.at("type"), json::value("nl.peil." + type));
            BOOST_CHECK_EQUAL(event.at("data"), json::parse(data));
            BOOST_CHECK_EQUAL(event.at("effective"), json::value("2021-02-01"));
        }
    }
    json::value show(std::int64_t event) const {
        return done({"show", std::to_string(event), "--format", "json"}).json();
    }
    json::value measure(const std::string& number, Words more = {}) const {
        more.insert(more.begin(), {"matrix", "--format", "json"});
        const auto matrix = done(more).json();
        for (const auto& one : matrix.at("measures").as_array()) {
            if (one.at("number") == json::value(number)) { return one; }
        }
        BOOST_FAIL("no measure " << number);
        return {};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verbs, Programme)

BOOST_AUTO_TEST_CASE(each_verb_records_its_event) {
    check({"programme", "rename", "Natte Voeten"}, "programme.renamed",
          R"({"title":"Natte Voeten"})");
    check({"chapter", "define", "2", "Riolen"}, "chapter.defined",
          R"({"chapter":2,"title":"Riolen"})");
    check({"chapter", "rename", "2", "Buizen"}, "chapter.renamed",
          R"({"chapter":2,"title":"Buizen"})");
    check({"measure", "add", "9", "--chapter", "2", "--description", "Daken."},
          "measure.registered", R"({"measure":"9","chapter":2,"description":"Daken."})");
    check({"measure", "add-part", "9b", "--parent", "9", "--description", "Dak."},
          "measure.sub-measure-registered",
          R"({"measure":"9b","parent":"9","description":"Dak."})");
    check({"measure", "reword", "9", "Groene daken."}, "measure.reworded",
          R"({"measure":"9","description":"Groene daken."})");
    check({"measure", "move", "9", "--chapter", "1"}, "measure.moved",
          R"({"measure":"9","chapter":1})");
    check({"measure", "join", "7", "8"}, "measure.joined", R"({"measures":["7","8"]})");
    check({"measure", "separate", "7", "8"}, "measure.separated", R"({"measures":["7","8"]})");
    check({"measure", "close", "9", "--ground", "merged", "--into", "1", "--reason", "Dubbel."},
          "measure.closed", R"({"measure":"9","ground":"merged","into":"1","reason":"Dubbel."})");
    check({"measure", "reopen", "9", "--reason", "Toch."}, "measure.reopened",
          R"({"measure":"9","reason":"Toch."})");
    check({"planning", "set", "1", "Doorlopend"}, "planning.set",
          R"({"measure":"1","planning":"Doorlopend"})");
    check({"status", "set", "1", "ongoing"}, "status.set", R"({"measure":"1","status":"ongoing"})");
}

BOOST_AUTO_TEST_CASE(progress_is_paragraphs_and_lists) {
    const std::string blocks = R"(","progress":[{"type":"paragraph","text":"Er is gewerkt."},)"
                               R"({"type":"list","ordered":false,"items":["noord","zuid"]},)"
                               R"({"type":"list","ordered":true,"items":["eerst","dan"]}]})";
    const std::string text = "Er is gewerkt.\n\n- noord\n- zuid\n\n1. eerst\n2. dan\n";
    check({"progress", "1", text}, "progress.reported", R"({"measure":"1)" + blocks);
    check({"progress", "2", "-"}, "progress.reported", R"({"measure":"2)" + blocks, text);
    BOOST_TEST(run({"progress", "1", ""}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(footnotes_are_set_one_by_one) {
    check({"footnote", "set", "1", "--mark", "1", "--text", "Zie boven."}, "footnotes.set",
          R"({"measure":"1","footnotes":[{"mark":"1","field":"description","anchor":"1",)"
          R"("text":"Zie boven."}]})");
    const Words anchored{"footnote",   "set",     "1",        "--mark",   "2",   "--text",
                         "Zie onder.", "--field", "progress", "--anchor", "dijk"};
    const auto refused = run(anchored);
    BOOST_TEST(refused.exit_code == 2, refused);
    BOOST_TEST(refused.says("'dijk' does not stand in the progress of measure 1"), refused);
    record({"progress", "1", "De dijk is op hoogte."});
    check(anchored, "footnotes.set",
          R"({"measure":"1","footnotes":[{"mark":"1","field":"description","anchor":"1",)"
          R"("text":"Zie boven."},{"mark":"2","field":"progress","anchor":"dijk",)"
          R"("text":"Zie onder."}]})");
    check({"footnote", "set", "1", "--mark", "1", "--remove"}, "footnotes.set",
          R"({"measure":"1","footnotes":[{"mark":"2","field":"progress","anchor":"dijk",)"
          R"("text":"Zie onder."}]})");
    BOOST_TEST(run({"footnote", "set", "1", "--mark", "1"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(what_breaks_a_rule_is_refused_with_a_reason) {
    const auto before = size();
    const std::vector<std::pair<Words, std::string>> refused{
        {{"status", "set", "99", "ongoing"}, "peil: NUMBER: "},
        {{"status", "set", "99", "ongoing"}, "[measure-exists]"},
        {{"status", "set", "1", "klaar"}, "[word]"},
        {{"chapter", "define", "0", "Niets"}, "whole number"},
        {{"chapter", "define", "1", "Weer"}, "[chapter-new]"},
        {{"measure", "join", "7"}, "[measure-numbers]"},
        {{"measure", "separate", "7", "8"}, "[measures-joint]"},
        {{"measure", "close", "1", "--ground", "merged"}, "[into-merged]"},
        {{"planning", "set", "1", "2022", "--effective", "morgen"}, "--effective"},
        {{"planning", "set", "1", "2022", "--effective", "2020-01-01"}, "[dates-in-order]"}};
    for (const auto& [words, reason] : refused) {
        const auto outcome = run(words);
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(outcome.says(reason), outcome);
        BOOST_TEST(!outcome.says("/data"), outcome);
    }
    BOOST_TEST(size() == before);
}

BOOST_AUTO_TEST_CASE(a_joint_row_is_separated_before_one_of_its_measures_goes) {
    record({"measure", "join", "7", "8"});
    const std::string command = "`peil measure separate 7 8`";
    BOOST_TEST(run({"measure", "close", "7", "--ground", "completed"}).says(command));
    BOOST_TEST(run({"measure", "move", "8", "--chapter", "2"}).says("[measure-alone]"));
    record({"measure", "separate", "7", "8"});
    record({"measure", "close", "7", "--ground", "completed"}, "2021-03-01");
    BOOST_TEST(measure("8").at("status") != json::value("completed"));
}

BOOST_AUTO_TEST_CASE(a_measure_is_not_closed_before_its_planning_nor_merged_into_nothing) {
    record({"planning", "set", "1", "2024"}, "2023-01-01");
    const auto close = [&](const std::string& date, const Words& more = {}) {
        Words words{"measure", "close", "1", "--effective", date};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    };
    const auto early = close("2022-03-01", {"--ground", "completed"});
    BOOST_TEST(early.exit_code == 2, early);
    BOOST_TEST(early.says("planning from 2023-01-01"), early);
    record({"measure", "close", "7", "--ground", "completed"}, "2021-03-01");
    for (const auto* into : {"7", "99"}) {
        const auto refused = close("2023-02-01", {"--ground", "merged", "--into", into});
        BOOST_TEST(refused.exit_code == 2, refused);
        BOOST_TEST(refused.says("--into: "), refused);
    }
}

BOOST_AUTO_TEST_CASE(a_correction_keeps_the_rules_of_what_it_states) {
    record({"measure", "join", "7", "8"});
    const auto corrected = [&](const Words& more) {
        Words words{"correct"};
        words.insert(words.end(), more.begin(), more.end());
        const auto outcome = run(words);
        BOOST_TEST(outcome.exit_code == 2, outcome);
        return outcome;
    };
    BOOST_TEST(corrected({"5", "--reason", "z", "--data",
                          R"({"measure":"7","chapter":99,"description":"Wat."})"})
                   .says("--data /chapter: there is no chapter 99"));
    BOOST_TEST(corrected({"5", "--reason", "z", "--retract"}).says("[event-needed]"));
    BOOST_TEST(corrected({"2", "--reason", "z", "--retract"}).says("measure 1 stands in it"));
}

BOOST_AUTO_TEST_CASE(a_correction_changes_what_holds_and_not_what_was_known) {
    const auto event = record({"planning", "set", "1", "2022"}, "2021-02-01");
    const auto before = done({"show", std::to_string(event), "--format", "json"}).json();
    const std::string recorded(before.at("time").as_string());
    record({"correct", std::to_string(event), "--reason", "Typefout.", "--data",
            R"({"measure":"1","planning":"2023"})"});
    BOOST_CHECK_EQUAL(measure("1").at("planning"), json::value("2023"));
    BOOST_CHECK_EQUAL(measure("1", {"--at-event", std::to_string(event)}).at("planning"),
                      json::value("2022"));
    BOOST_CHECK_EQUAL(measure("1", {"--known-at", recorded}).at("planning"), json::value("2022"));
    BOOST_CHECK_EQUAL(measure("1", {"--as-of", "2021-01-31"}).at("planning"), json::value());
    BOOST_TEST(run({"correct", std::to_string(event), "--reason", "x", "--retract"})
                   .says("[event-corrected-once]"));
    const auto history = done({"history", "1", "--format", "json"}).json_lines();
    BOOST_TEST(history.size() == 3U);
    BOOST_CHECK_EQUAL(history.back().at("data").at("reason"), json::value("Typefout."));
}

BOOST_AUTO_TEST_CASE(what_is_corrected_says_so) {
    const auto event = record({"planning", "set", "1", "2022"}, "2021-02-01");
    BOOST_CHECK_EQUAL(show(event).at("correctedBy"), json::value());
    const auto number = std::to_string(event);
    record({"correct", number, "--reason", "Typefout.", "--retract"});
    BOOST_CHECK_EQUAL(show(event).at("correctedBy"), json::value(event + 1));
    BOOST_TEST(
        done({"show", number})
            .says("corrected  by event " + std::to_string(event + 1) + ": retracted: Typefout."));
    for (const auto& words : {Words{"log"}, Words{"history", "1"}}) {
        const auto told = done(words);
        BOOST_TEST(told.says("[corrected by " + std::to_string(event + 1) + "] 2022"), told);
        BOOST_TEST(told.says("  event " + number + "    event.corrected "), told);
        BOOST_TEST(!told.says("event/0000"), told);
    }
    const auto history = done({"history", "1", "--format", "json"}).json_lines();
    BOOST_CHECK_EQUAL(history[1].at("correctedBy"), json::value(event + 1));
}

BOOST_AUTO_TEST_CASE(a_correction_keeps_the_date_of_its_event) {
    const auto event = record({"planning", "set", "1", "2022"}, "2021-02-01");
    const auto corrected = done({"correct", std::to_string(event), "--reason", "Fout.", "--retract",
                                 "--format", "json"})
                               .json();
    BOOST_CHECK_EQUAL(show(corrected.at("sequence").as_int64()).at("effective"),
                      json::value("2021-02-01"));
    BOOST_CHECK_EQUAL(measure("1").at("planning"), json::value());
}

BOOST_AUTO_TEST_CASE(a_correction_says_what_and_why) {
    const Words correct{"correct", "3"};
    const auto refused = [&](const Words& more) {
        auto words = correct;
        words.insert(words.end(), more.begin(), more.end());
        const auto outcome = run(words);
        BOOST_TEST(outcome.exit_code == 2, outcome);
    };
    refused({"--retract"});
    refused({"--reason", "x"});
    refused({"--reason", "", "--retract"});
    refused({"--reason", "x", "--retract", "--data", "{}"});
    refused({"--reason", "x", "--data", "geen json"});
    refused({"--reason", "x", "--data", R"({"measure":"1"})"});
    BOOST_TEST(run({"correct", "99", "--reason", "x", "--retract"}).exit_code == 2);
    BOOST_TEST(run({"correct", "1", "--reason", "x", "--retract"}).says("[event-correctable]"));
}

BOOST_AUTO_TEST_CASE(history_lists_what_concerns_a_measure) {
    record({"measure", "join", "7", "8"});
    record({"planning", "set", "7", "2022"});
    const auto types = [&](const char* number) {
        std::string found;
        for (const auto& event : done({"history", number, "--format", "json"}).json_lines()) {
            found += std::string(event.at("type").as_string()).substr(8) + " ";
        }
        return found;
    };
    BOOST_TEST(types("7") == "measure.registered measure.joined planning.set ");
    BOOST_TEST(types("8") == "measure.registered measure.joined ");
    BOOST_TEST(types("1") == "measure.registered ");
    BOOST_TEST(done({"history", "7"}).says("planning.set"));
    BOOST_TEST(run({"history", "99"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(the_log_is_in_the_order_of_recording) {
    const auto sequences = [&](Words words) {
        words.insert(words.begin(), "log");
        words.insert(words.end(), {"--format", "json"});
        std::string found;
        for (const auto& event : done(words).json_lines()) {
            found += event.at("sequence").as_string().back();
        }
        return found;
    };
    BOOST_TEST(sequences({}) == "123456");
    BOOST_TEST(sequences({"--last", "2"}) == "56");
    BOOST_TEST(sequences({"--from", "3"}) == "3456");
    BOOST_TEST(sequences({"--from", "3", "--last", "99"}) == "3456");
    BOOST_TEST(sequences({"--from", "99"}).empty());
    BOOST_TEST(done({"log"}).says("measure.registered"));
    BOOST_TEST(run({"log", "--last", "x"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(every_event_in_the_log_says_something) {
    record({"measure", "join", "7", "8"});
    record({"measure", "separate", "7", "8"});
    record({"chapter", "define", "2", "Riolen"});
    record({"measure", "move", "2", "--chapter", "2"});
    record({"measure", "close", "2", "--ground", "merged", "--into", "1"});
    record({"planning", "set", "1", "2022"});
    record({"footnote", "set", "1", "--mark", "1", "--text", "Zie boven."});
    record({"footnote", "set", "1", "--mark", "1", "--remove"});
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-03-01"}).exit_code == 0);
    const auto told = done({"log"});
    for (const auto* text :
         {"measure.joined      7 & 8 in one row", "7 & 8 in rows of their own", "to chapter 2",
          "merged into 1", "Zie boven.", "footnotes.set       none",
          "edition.published   2021-03-01: 3 measures in 3 rows"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(told.says(text), told);
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_cut_where_no_terminal_is) {
    std::string words;
    for (int i = 0; i < 60; ++i) { words += "woord" + std::to_string(i) + " "; }
    record({"progress", "1", words});
    for (const auto& command :
         {Words{"matrix"}, Words{"matrix", "--edition", "1"}, Words{"edition", "show", "1"},
          Words{"log"}, Words{"history", "1"}}) {
        if (command.back() == "1" && command.front() == "matrix") {
            BOOST_TEST(done({"edition", "publish", "1"}).exit_code == 0);
        }
        const auto told = done(command, {.environment = {"COLUMNS=70"}});
        BOOST_TEST(told.says("woord59"), told);
        BOOST_TEST(!told.says("\u2026"), told);
    }
}

BOOST_AUTO_TEST_CASE(unchanged_passages_are_whole_on_request) {
    std::string words;
    for (int i = 0; i < 60; ++i) { words += "woord" + std::to_string(i) + " "; }
    record({"progress", "1", words + "oud"});
    record({"progress", "1", words + "nieuw"}, "2021-03-01");
    BOOST_TEST(!done({"changes", "2021-02-15", "2021-03-15"}).says("woord20"));
    BOOST_TEST(done({"changes", "2021-02-15", "2021-03-15", "--full"}).says("woord20"));
}

BOOST_AUTO_TEST_CASE(an_event_is_shown_in_words) {
    const auto joined = record({"measure", "join", "7", "8"});
    BOOST_TEST(done({"show", std::to_string(joined)}).says("\nmeasures\n  7, 8\n"));
    const auto line = testing::offered(
        "planning.set", R"({"measure":"1","planning":"2022","source":{"title":"a.txt","sha256":")" +
                            std::string(64, 'a') + R"(","lines":[100,105]}})");
    BOOST_TEST(done({"append"}, {.input = line}).exit_code == 0);
    BOOST_TEST(done({"show", std::to_string(joined + 1)}).says("  a.txt, lines 100-104\n"));
    const auto progress = record({"progress", "1", "Alinea.\n\n- noord\n- zuid"});
    const auto told = done({"show", std::to_string(progress)});
    BOOST_TEST(told.says("noord"), told);
    BOOST_TEST(!told.says("paragraph"), told);
}

BOOST_AUTO_TEST_CASE(what_is_to_be_hashed_is_printed_alone) {
    BOOST_TEST(run({"show", "3", "--bytes", "--disclosures"}).exit_code == 2);
    BOOST_TEST(run({"show", "3", "--bytes", "--format", "json"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(shown_bytes_are_the_hashed_bytes) {
    const auto bytes = done({"show", "3", "--bytes"}).output;
    const auto event = show(3);
    peil::core::Hasher hasher;
    BOOST_TEST(peil::core::to_hex(hasher.leaf(peil::core::as_bytes(bytes))) ==
               std::string(event.at("leafHash").as_string()));
    BOOST_TEST(bytes.find("Wat 1 is.") == std::string::npos);
    BOOST_TEST(done({"show", "3"}).says("Wat 1 is."));
    BOOST_TEST(done({"show", "3", "--disclosures"}).output.size() > 40U);
    BOOST_TEST(run({"show", "99"}).exit_code == 2);
    BOOST_TEST(run({"show", "0"}).exit_code == 2);
    BOOST_TEST(run({"show", "x"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(changes_are_told_between_dates_editions_and_events) {
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-01-15"}).exit_code == 0);
    const auto event = record({"planning", "set", "1", "2022"}, "2021-02-01");
    BOOST_TEST(done({"edition", "publish", "2", "--date", "2021-02-15"}).exit_code == 0);
    const auto at = "@" + std::to_string(event);
    const auto before = "@" + std::to_string(event - 1);
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"2021-01-31", "2021-02-01"},
             {"1", "2"},
             {"edition/1", "edition/2"},
             {before, at},
             {"event/" + std::to_string(event - 1), "2021-02-01"},
             {"1", at}}) {
        BOOST_TEST_CONTEXT(from << " to " << to) {
            const auto changes = done({"changes", from, to, "--format", "json"}).json();
            const auto& list = changes.at("changes").as_array();
            BOOST_TEST_REQUIRE(list.size() == 1U);
            BOOST_CHECK_EQUAL(list[0].at("measure"), json::value("1"));
            BOOST_CHECK_EQUAL(list[0].at("field"), json::value("planning"));
            BOOST_TEST(done({"changes", from, to}).says("2022"));
            BOOST_CHECK_EQUAL(list[0].at("class"), json::value("planning-changed"));
            BOOST_TEST(done({"changes", from, to, "--format", "md"}).says("2022"));
            BOOST_TEST(done({"changes", from, to, "--format", "html"}).says("<ins>2022</ins>"));
        }
    }
    for (const auto* point : {"gisteren", "@0", "@99", "9", "2021-02-30", "edition/x"}) {
        BOOST_TEST(run({"changes", point, "2021-02-01"}).exit_code == 2);
    }
    BOOST_TEST(run({"changes", "1", "2", "--format", "csv"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(changes_between_events_are_headed_by_them) {
    const auto event = record({"planning", "set", "1", "2022"}, "2021-02-01");
    const auto at = "@" + std::to_string(event);
    const auto before = "@" + std::to_string(event - 1);
    const auto told = done({"changes", before, at});
    BOOST_TEST(told.says("van gebeurtenis " + before.substr(1) + " naar gebeurtenis " +
                         at.substr(1) + "\n"),
               told);
    const auto changes = done({"changes", before, at, "--format", "json"}).json();
    BOOST_CHECK_EQUAL(changes.at("to").at("event"), json::value(event));
}

BOOST_AUTO_TEST_CASE(changes_are_told_in_the_language_that_is_asked_for) {
    record({"planning", "set", "1", "2022"}, "2021-02-01");
    const Words words{"changes", "2021-01-31", "2021-02-01"};
    BOOST_TEST(done(words).output.starts_with("4 maatregelen"));
    for (const auto& [language, summary] : std::vector<std::pair<std::string, std::string>>{
             {"nl", "4 maatregelen"}, {"en", "4 measures"}}) {
        auto asked = words;
        asked.insert(asked.end(), {"--lang", language, "--format", "json"});
        const auto changes = done(asked).json();
        BOOST_CHECK_EQUAL(changes.at("summary"), json::value(summary));
    }
    auto unknown = words;
    unknown.insert(unknown.end(), {"--lang", "fr"});
    BOOST_TEST(run(unknown).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_matrix_is_printed_in_four_formats) {
    BOOST_TEST(done({"matrix"}).says("Wat 7 is."));
    BOOST_TEST(done({"matrix", "--format", "table"}).output == done({"matrix"}).output);
    BOOST_TEST(done({"matrix", "--format", "md"}).says("Wat 7 is."));
    for (const auto* format : {"table", "md"}) {
        const auto told = done({"matrix", "--format", format}, {.environment = {"COLUMNS=150"}});
        BOOST_TEST(told.says("6 gebeurtenissen"), told);
        BOOST_TEST(!told.says("root "), told);
    }
    BOOST_TEST(done({"matrix", "--format", "csv"}).says("Wat 7 is."));
    const auto matrix = done({"matrix", "--format", "json"}).json();
    BOOST_TEST(matrix.at("measures").as_array().size() == 4U);
    BOOST_CHECK_EQUAL(matrix.at("size"), json::value(6));
    BOOST_TEST(run({"matrix", "--format", "pdf"}).exit_code == 2);
    for (const Words& wrong : std::vector<Words>{{"--as-of", "gisteren"},
                                                 {"--known-at", "x"},
                                                 {"--at-event", "99"},
                                                 {"--at-event", "0"},
                                                 {"--edition", "9"},
                                                 {"--edition", "4294967297"},
                                                 {"--edition", "-1"}}) {
        auto words = wrong;
        words.insert(words.begin(), "matrix");
        const auto outcome = run(words);
        BOOST_TEST(outcome.exit_code == 2, outcome);
    }
    BOOST_TEST(run({"matrix", "--known-at", "2021-01-01", "--at-event", "3"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(closed_measures_are_shown_on_request) {
    record({"measure", "close", "2", "--ground", "completed"});
    BOOST_TEST(!done({"matrix"}).says("Wat 2 is."));
    BOOST_TEST(done({"matrix", "--all"}).says("Wat 2 is."));
    BOOST_TEST(done({"matrix", "--as-of", "2021-01-31"}).says("Wat 2 is."));
}

BOOST_AUTO_TEST_CASE(an_edition_is_published_listed_and_shown) {
    BOOST_TEST(done({"edition", "list"}).says("no edition"));
    BOOST_TEST(done({"edition", "publish", "3", "--date", "2021-01-15", "--title", "Derde",
                     "--introduction", "-"},
                    {.input = "Vooraf.\n"})
                   .exit_code == 0);
    record({"measure", "reword", "1", "Anders."});
    const auto listed = done({"edition", "list", "--format", "json"}).json();
    BOOST_TEST_REQUIRE(listed.as_array().size() == 1U);
    BOOST_CHECK_EQUAL(listed.at(0).at("edition"), json::value(3));
    BOOST_CHECK_EQUAL(listed.at(0).at("title"), json::value("Derde"));
    BOOST_TEST(done({"edition", "list"}).says("2021-01-15"));
    BOOST_TEST(done({"edition", "list"}).says("4 measures in 4 rows"));
    const auto shown = done({"edition", "show", "3", "--format", "json"});
    BOOST_TEST(shown.output == done({"matrix", "--edition", "3", "--format", "json"}).output);
    for (const auto* format : {"table", "md", "csv"}) {
        BOOST_TEST(done({"edition", "show", "3", "--format", format}).output ==
                   done({"matrix", "--edition", "3", "--format", format}).output);
    }
    BOOST_TEST(done({"--format", "json", "edition", "show", "3"}).output == shown.output);
    BOOST_TEST(done({"--format", "json", "edition", "show", "3", "--format", "md"}).output ==
               done({"edition", "show", "3", "--format", "md"}).output);
    BOOST_TEST(shown.says("Wat 1 is."));
    BOOST_TEST(!shown.says("Anders."));
    BOOST_TEST(shown.says("Vooraf."));
    BOOST_TEST(done({"edition", "show", "3"}).says("Derde"));
    BOOST_TEST(run({"edition", "publish", "3"}).says("[edition-new]"));
    BOOST_TEST(run({"edition", "publish", "3"}).says("peil: NUMBER: "));
    BOOST_TEST(run({"edition", "publish", "4", "--date", "2020-01-01"}).exit_code == 2);
    BOOST_TEST(run({"edition", "show", "4"}).exit_code == 2);
    BOOST_TEST(done({"verify"}).says("intact"));
}

BOOST_AUTO_TEST_CASE(doctor_looks_at_what_surrounds_the_ledger) {
    BOOST_TEST(done({"doctor"}).says("nobody is writing"));
    const auto findings = done({"doctor", "--format", "json"}).json();
    BOOST_TEST(std::all_of(findings.as_array().begin(), findings.as_array().end(),
                           [](const json::value& one) { return one.at("ok").as_bool(); }));
    std::filesystem::remove(*this / ".peil/high-water");
    BOOST_TEST(run({"doctor"}).exit_code == 1);
}

BOOST_AUTO_TEST_SUITE_END()
