// peil drill on the sample: for each crime, which claims catch it, and with what at hand.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/events/text_width.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>

namespace peil::cli {

namespace {

using testing::LedgerPlace;
using testing::Outcome;
using testing::Words;
using testing::Workplace;
namespace json = boost::json;

/// A ledger with editions 3 and 4 of the sample, and a folder for temporary files of its own.
struct DrillPlace : LedgerPlace {
    DrillPlace() {
        import("3", "2021-05-17");
        import("4", "2021-11-22");
        std::filesystem::create_directory(*this / "tmp");
    }
    void import(const std::string& edition, const std::string& date) const {
        BOOST_TEST(done({"import", PEIL_SOURCE_DIR "/tests/data/sample/report-" + edition + ".txt",
                         "--edition", edition, "--date", date})
                       .exit_code == 0);
    }
    [[nodiscard]] Outcome drill(Words words = {}) const {
        words.insert(words.begin(), "drill");
        return run(words, {.environment = {"TMPDIR=" + (*this / "tmp").string(), "COLUMNS=80"}});
    }
    [[nodiscard]] bool left_something() const { return !std::filesystem::is_empty(*this / "tmp"); }
    [[nodiscard]] std::string log_key() const {
        return std::string(
            done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
    }
};

/// Names of claims, in their order; `?` behind one that is not proven, none contradicted.
std::string names_in(const json::value& claims) {
    std::string names;
    for (const auto& claim : claims.as_array()) {
        names += (names.empty() ? "" : " ") + std::string(claim.at("claim").as_string());
        if (claim.at("verdict").as_string() == "not proven") { names += '?'; }
    }
    return names;
}

/// Every file below a folder with its content.
std::map<std::string, std::string> files_in(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) { continue; }
        files[entry.path().string()] = core::testing::read_whole(entry.path());
    }
    return files;
}

/// What catches a crime on the sample.
struct Expected {
    std::string_view crime;
    std::string_view needs;
    std::string_view alone;
    std::string_view report;
    std::string_view witness;
};

const std::vector<Expected>& expectations() {
    static const std::vector<Expected> table{
        {"flip-byte", "nothing", "stored-bytes chain tree views", "continuity", "continuity"},
        {"delete-event", "nothing", "stored-bytes chain tree events ids views? editions documents",
         "continuity", "continuity"},
        {"swap-events", "nothing", "stored-bytes chain tree disclosures events views?",
         "continuity", "continuity"},
        {"truncate", "nothing", "checkpoints sealed? high-water", "continuity", "continuity"},
        {"rewrite-unsigned", "nothing", "checkpoints high-water editions documents", "continuity",
         "continuity"},
        {"alter-root", "nothing", "tree", "", ""},
        {"flip-signature", "nothing", "signatures sealed? key-validity?", "", ""},
        {"remove-checkpoint", "nothing", "sealed? witnesses? timestamps?", "", "witnesses?"},
        {"swap-disclosures", "nothing", "disclosures events views? editions documents", "", ""},
        {"alter-disclosure", "nothing", "disclosures events views? editions documents", "", ""},
        {"remove-disclosure", "nothing", "disclosures views editions documents", "", ""},
        {"forget-id", "nothing", "ids", "", ""},
        {"falsify-index", "nothing", "views", "", ""},
        {"delete-high-water", "nothing", "high-water", "", ""},
        {"restore-backup", "nothing", "high-water", "continuity", "continuity"},
        {"roll-back", "report", "", "continuity", "continuity"},
        {"roll-back-end", "witness", "", "", "continuity"},
        {"rewrite-event", "report", "", "continuity", "continuity witnesses?"},
        {"reorder", "report", "", "continuity", "continuity witnesses?"},
        {"insert-event", "report", "", "continuity", "continuity witnesses?"},
        {"move-times", "report", "", "continuity", "continuity witnesses?"},
        {"set-clock-back", "nothing", "events views?", "continuity", "continuity witnesses?"},
        {"alter-edition", "nothing", "editions documents completeness?", "continuity",
         "continuity witnesses?"},
        {"lose-measure", "nothing", "completeness?", "continuity", "continuity witnesses?"},
        {"replace-edition", "report", "", "continuity", "continuity witnesses?"},
        {"swap-key", "report", "", "continuity", "continuity witnesses?"},
        {"rewrite-end", "witness", "", "", "continuity witnesses?"},
        {"replay-cosignature", "nothing", "witnesses", "continuity", "continuity witnesses"},
        {"replay-timestamp", "nothing", "timestamps", "continuity", "continuity witnesses?"},
        {"change-letter", "nothing", "page", "", ""},
        {"hide-row", "nothing", "page", "", ""},
        {"remove-row", "nothing", "page", "", ""},
        {"replace-words", "nothing", "words page", "", ""},
        {"fork", "report", "", "continuity", "witnesses?"},
        {"leave-out-measure", "report", "", "continuity", "witnesses?"},
        {"replace-tile", "nothing", "tiles", "tiles", ""},
        {"replace-bundle", "nothing", "tiles", "tiles", ""},
        {"replace-checkpoint", "nothing", "tiles", "tiles", ""},
    };
    return table;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drill_command)

BOOST_FIXTURE_TEST_CASE(every_crime_is_caught_by_the_claims_that_are_written_here, DrillPlace) {
    const auto outcome = drill({"--format", "json"});
    BOOST_TEST_REQUIRE(outcome.exit_code == 0, outcome);
    const auto found = outcome.json();
    const auto& crimes = found.at("crimes").as_array();
    BOOST_TEST_REQUIRE(crimes.size() == expectations().size());
    for (std::size_t i = 0; i < crimes.size(); ++i) {
        const auto& expected = expectations()[i];
        const auto& crime = crimes[i];
        BOOST_TEST_CONTEXT(std::string(expected.crime)) {
            BOOST_TEST(crime.at("crime").as_string() == expected.crime);
            BOOST_TEST(crime.at("needs").as_string() == expected.needs);
            BOOST_TEST(crime.at("asDocumented").as_bool());
            BOOST_TEST(names_in(crime.at("alone")) == expected.alone);
            BOOST_TEST(names_in(crime.at("report")) == expected.report);
            BOOST_TEST(names_in(crime.at("witness")) == expected.witness);
        }
    }
    BOOST_TEST(found.at("size").to_number<int>() == 70);
    BOOST_TEST(found.at("edition").to_number<int>() == 4);
    BOOST_TEST(!left_something());
}

BOOST_AUTO_TEST_CASE(the_documentation_names_each_with_what_it_needs) {
    const Workplace place;
    const auto list = place.done({"drill", "--list", "--format", "json"}).json();
    const auto page = core::testing::read_whole(PEIL_SOURCE_DIR "/docs/drill.md");
    BOOST_TEST_REQUIRE(list.as_array().size() == expectations().size());
    for (const auto& crime : list.as_array()) {
        const auto text = [&](std::string_view member) {
            return std::string(crime.at(member).as_string());
        };
        const auto row =
            "| `" + text("crime") + "` | " + text("needs") + " | `" + text("claim") + "` | ";
        BOOST_TEST(page.find(row) != std::string::npos, row);
    }
}

BOOST_FIXTURE_TEST_CASE(of_the_ledger_not_one_byte_changes, DrillPlace) {
    const auto before = files_in(*this / ".peil");
    BOOST_TEST(drill().exit_code == 0);
    BOOST_TEST((files_in(*this / ".peil") == before));
    BOOST_TEST(!left_something());
}

BOOST_FIXTURE_TEST_CASE(the_log_s_key_is_not_needed_and_signs_nothing, DrillPlace) {
    const auto key = log_key();
    std::filesystem::remove_all(*this / ".peil/keys");
    BOOST_TEST(drill({"--only", "rewrite-event", "--keep", "kept"}).exit_code == 0);
    for (const auto& [name, content] : files_in(*this / "kept")) {
        BOOST_TEST(content.find(key) == std::string::npos, name);
    }
}

BOOST_FIXTURE_TEST_CASE(the_commands_say_the_same_of_copies_that_are_kept, DrillPlace) {
    BOOST_TEST(drill({"--keep", "kept"}).exit_code == 0);
    const auto code = [&](Words words) { return run(words).exit_code; };
    BOOST_TEST(code({"verify", "--ledger", "kept/honest", "--against", "kept/report.html",
                     "--against", "kept/witnessed"}) == 0);
    BOOST_TEST(code({"verify", "--ledger", "kept/rewrite-event/ledger"}) == 0);
    BOOST_TEST(code({"verify", "--ledger", "kept/rewrite-event/ledger", "--against",
                     "kept/report.html"}) == 1);
    BOOST_TEST(code({"verify", "--ledger", "kept/roll-back-end/ledger", "--against",
                     "kept/report.html"}) == 0);
    BOOST_TEST(code({"verify", "--ledger", "kept/roll-back-end/ledger", "--against",
                     "kept/witnessed"}) == 1);
    BOOST_TEST(code({"verify", "--ledger", "kept/flip-byte/ledger"}) == 1);
    BOOST_TEST(code({"check", "kept/fork/report.html"}) == 4);
    BOOST_TEST(code({"check", "kept/report.html", "kept/fork/report.html"}) == 1);
    BOOST_TEST(code({"check", "peil-fork.json"}) == 4);
    BOOST_TEST(code({"check", "kept/change-letter/report.html"}) == 1);
    BOOST_TEST(code({"tiles", "--check", "kept/tiles", "--ledger", "kept/honest"}) == 0);
    BOOST_TEST(code({"tiles", "--check", "kept/replace-bundle/tiles", "--ledger", "kept/honest"}) ==
               1);
}

BOOST_FIXTURE_TEST_CASE(the_table_fits_the_terminal_and_counts_honestly, DrillPlace) {
    const auto outcome = drill();
    std::istringstream lines(outcome.output);
    for (std::string line; std::getline(lines, line);) {
        BOOST_TEST(events::display_width(line) <= 80, line);
    }
    const auto count = std::to_string(expectations().size());
    const auto told = [&](std::string_view need) {
        return static_cast<std::size_t>(
            std::count_if(expectations().begin(), expectations().end(),
                          [&](const Expected& each) { return each.needs == need; }));
    };
    const auto alone = told("nothing");
    const auto report = alone + told("report");
    BOOST_TEST(expectations().size() >= 24U);
    BOOST_TEST(told("witness") == 2U);
    BOOST_TEST(outcome.says("nothing else at hand: " + std::to_string(alone) + " of " + count));
    BOOST_TEST(outcome.says("one earlier report: " + std::to_string(report) + " of " + count));
    BOOST_TEST(outcome.says("a witness: " + count + " of " + count));
    BOOST_TEST(outcome.says("no report shows it: roll-back-end, rewrite-end."));
}

BOOST_FIXTURE_TEST_CASE(a_log_whose_key_was_replaced_is_played_too, DrillPlace) {
    static_cast<void>(done({"key", "rotate"}));
    static_cast<void>(done({"checkpoint"}));
    const auto outcome = drill();
    BOOST_TEST(outcome.exit_code == 0, outcome);
}

BOOST_FIXTURE_TEST_CASE(one_crime_is_told_in_full, DrillPlace) {
    const auto outcome = drill({"--only", "flip-byte", "--only", "roll-back"});
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(outcome.says("flip-byte: One byte"));
    BOOST_TEST(outcome.says("What shows it alone\n"));
    BOOST_TEST(outcome.says("What shows it alone: nothing"));
    BOOST_TEST(outcome.says("2 crimes"));
}

BOOST_FIXTURE_TEST_CASE(refuses_what_it_cannot_play, DrillPlace) {
    BOOST_TEST(drill({"--only", "nothing"}).exit_code == 2);
    BOOST_TEST(drill({"--keep", "tmp"}).says("exists already"));
    const Workplace elsewhere;
    BOOST_TEST(elsewhere.run({"drill"}).exit_code == 3);
    const auto list = elsewhere.done({"drill", "--list", "--format", "json"}).json();
    BOOST_TEST(list.as_array().size() == expectations().size());
    elsewhere.init();
    const auto empty = elsewhere.run({"drill"});
    BOOST_TEST(empty.exit_code == 2, empty);
    BOOST_TEST(empty.says("no edition"));
}

BOOST_FIXTURE_TEST_CASE(a_ledger_that_is_not_whole_is_refused_with_the_reason, DrillPlace) {
    auto data = core::testing::read_whole(*this / ".peil/ledger/data.mdb");
    const std::string_view text = "\"effective\":\"2021-05-17\"";
    for (auto at = data.find(text); at != std::string::npos; at = data.find(text, at + 1)) {
        data[at + 16] = '9';
    }
    core::testing::write_whole(*this / ".peil/ledger/data.mdb", data);
    const auto outcome = drill();
    BOOST_TEST(outcome.exit_code == 3, outcome);
    BOOST_TEST(!left_something());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
