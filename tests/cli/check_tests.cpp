// peil edition export, prove cell and check: what a reader does without a ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

using peil::cli::testing::LedgerPlace;
using peil::cli::testing::Words;
namespace core = peil::core;
namespace json = boost::json;

namespace {

/// A ledger with editions 3 and 4 of the sample, exported as pages beside it.
struct ReaderPlace : LedgerPlace {
    ReaderPlace() {
        import("3", "2021-05-17");
        import("4", "2021-11-22");
        key = std::string(
            done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
        for (const std::string number : {"3", "4"}) {
            BOOST_TEST(done({"edition", "export", number, "--output", number + ".html"}).output ==
                       "wrote edition " + number + " as html to " + number + ".html\n");
        }
    }
    void import(const std::string& edition, const std::string& date) const {
        BOOST_TEST(done({"import", PEIL_SOURCE_DIR "/tests/data/sample/report-" + edition + ".txt",
                         "--edition", edition, "--date", date})
                       .exit_code == 0);
    }
    void alter(const std::string& file, const std::string& from, const std::string& to) const {
        auto text = core::testing::read_whole(*this / file);
        const auto place = text.find(from);
        BOOST_TEST_REQUIRE(place != std::string::npos);
        text.replace(place, from.size(), to);
        core::testing::write_whole(*this / file, text);
    }

    std::string key;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check, ReaderPlace)

BOOST_AUTO_TEST_CASE(reports_are_proven_without_the_ledger) {
    std::filesystem::rename(*this / ".peil", *this / "elsewhere");
    const auto outcome = done({"check", "4.html", "3.html", "--key", key});
    BOOST_TEST(outcome.says("Genuine"));
    BOOST_TEST(outcome.says("continuity"));
    const auto found = done({"check", "3.html", "4.html", "--key", key, "--format", "json"}).json();
    BOOST_TEST(found.at("continuity").at(0).at("verdict").as_string() == "proven");
    BOOST_TEST(found.at("files").as_array().size() == 2U);
}

BOOST_AUTO_TEST_CASE(without_a_key_it_is_not_proven_whose_report_it_is) {
    const auto outcome = run({"check", "4.html"});
    BOOST_TEST(outcome.exit_code == 4);
    BOOST_TEST(outcome.says("no key was given"));
}

BOOST_AUTO_TEST_CASE(one_changed_letter_is_contradicted) {
    alter("3.html", "<h2", "<h2 hidden");
    const auto outcome = run({"check", "3.html", "--key", key});
    BOOST_TEST(outcome.exit_code == 1);
    BOOST_TEST(outcome.says("NOT genuine"));
}

BOOST_AUTO_TEST_CASE(one_verdict_is_given_over_everything_at_the_end) {
    alter("3.html", "<h2", "<h2 hidden");
    const auto outcome = run({"check", "4.html", "3.html", "--key", key});
    BOOST_TEST(outcome.exit_code == 1);
    BOOST_TEST(!outcome.says("Genuine"), outcome);
    const auto verdict = outcome.output.find("NOT genuine: 1 of ");
    BOOST_TEST(verdict != std::string::npos, outcome);
    BOOST_TEST(outcome.output.find('\n', verdict) + 1 == outcome.output.size());
    BOOST_TEST(outcome.output.find("From one file to the next") < verdict);
}

BOOST_AUTO_TEST_CASE(a_key_is_typed_whole_and_a_folder_is_told_from_a_file) {
    std::filesystem::create_directories(*this / "tile");
    for (const std::string typed : {"d6ce9c08", "key.txt"}) {
        for (const Words& words :
             std::vector<Words>{{"check", "4.html"}, {"tiles", "--check", "."}}) {
            auto all = words;
            all.insert(all.end(), {"--key", typed});
            const auto refused = run(all);
            BOOST_TEST(refused.exit_code == 2, refused);
            BOOST_TEST(refused.says("give the whole key, name+id+key, as `peil init`"), refused);
            BOOST_TEST(!refused.says("hex"), refused);
        }
    }
    const auto folder = run({"check", "tile", "--key", key});
    BOOST_TEST(folder.exit_code == 2, folder);
    BOOST_TEST(folder.says("`peil tiles --check tile`"), folder);
}

BOOST_AUTO_TEST_CASE(a_page_of_another_log_is_contradicted) {
    BOOST_TEST(done({"init", "--origin", "example.nl/anders", "--title", "Anders", "--ledger", "b"})
                   .exit_code == 0);
    const auto other = done({"checkpoint", "--show", "--format", "json", "--ledger", "b"});
    const auto other_key = std::string(other.json().at("logKey").as_string());
    BOOST_TEST(run({"check", "3.html", "--key", other_key}).exit_code == 1);
    BOOST_TEST(run({"check", "3.html", "--key", key, "--key", other_key}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(the_name_of_the_file_decides_what_an_export_is) {
    BOOST_TEST(done({"edition", "export", "4", "--output", "4.json"}).says("as json to 4.json"));
    BOOST_TEST(json::parse(core::testing::read_whole(*this / "4.json")).at("schema").as_string() ==
               "peil.edition/1");
    for (const Words& words : std::vector<Words>{{"4.pdf"},
                                                 {"four"},
                                                 {"five.json", "--format", "html"},
                                                 {"five.html", "--format", "json"}}) {
        Words all{"edition", "export", "4", "--output"};
        all.insert(all.end(), words.begin(), words.end());
        const auto refused = run(all);
        BOOST_TEST(refused.exit_code == 2, refused);
        BOOST_TEST(refused.says(words[0]), refused);
        BOOST_TEST(!std::filesystem::exists(*this / words[0]));
    }
    BOOST_TEST(done({"edition", "export", "4", "--format", "json", "--output", "four"}).exit_code ==
               0);
}

BOOST_AUTO_TEST_CASE(an_export_writes_over_nothing) {
    const auto page = core::testing::read_whole(*this / "4.html");
    BOOST_TEST(done({"edition", "export", "4", "--output", "4.html"}).exit_code == 0);
    const auto other = run({"edition", "export", "3", "--output", "4.html"});
    BOOST_TEST(other.exit_code == 2, other);
    BOOST_TEST(other.says("4.html exists with other content"), other);
    BOOST_TEST(core::testing::read_whole(*this / "4.html") == page);
}

BOOST_AUTO_TEST_CASE(a_wrong_place_for_a_file_is_no_fault_of_the_ledger) {
    std::filesystem::create_directory(*this / "a.html");
    const std::string report = PEIL_SOURCE_DIR "/tests/data/sample/report-4.txt";
    for (const Words& words : std::vector<Words>{
             {"edition", "export", "4", "--output", "none/4.html"},
             {"import", report, "--edition", "4", "--date", "2021-11-22", "--review", "none/x.txt"},
             {"checkpoint", "--show", "--output", "none/c.txt"},
             {"verify", "--statement", "none/s.txt"}}) {
        const auto refused = run(words);
        BOOST_TEST(refused.exit_code == 2, refused);
        BOOST_TEST(refused.errors == "peil: there is no folder none\n");
    }
    const auto folder = run({"edition", "export", "4", "--output", "a.html"});
    BOOST_TEST(folder.exit_code == 2, folder);
    BOOST_TEST(folder.says("a.html is a folder"), folder);
    BOOST_TEST(folder.output.empty());
}

BOOST_AUTO_TEST_CASE(a_cell_is_proven_and_so_is_its_absence) {
    for (const auto& words : {Words{"8", "progress"}, Words{"99", "description"}}) {
        const auto proof = done({"prove", "cell", words[0], words[1], "--edition", "3"}).output;
        const auto outcome = run({"check", "-", "--key", key}, {.input = proof});
        BOOST_TEST(outcome.exit_code == 0, outcome);
    }
    const auto refused = run({"prove", "cell", "8", "colour", "--edition", "3"});
    BOOST_TEST(refused.exit_code == 2);
    BOOST_TEST(refused.says("FIELD is one of"));
    BOOST_TEST(run({"prove", "cell", "8", "progress", "--edition", "9"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(proofs_of_events_and_of_growth_are_checked) {
    const auto prove = [&](Words words) {
        words.insert(words.begin(), "prove");
        return done(words).output;
    };
    for (const auto& proof : {prove({"event", "20"}), done({"checkpoint", "--show"}).output}) {
        BOOST_TEST(run({"check", "-", "--key", key}, {.input = proof}).exit_code == 0);
        BOOST_TEST(run({"check", "-"}, {.input = proof}).exit_code == 4);
    }
    // A size that was never signed carries no note.
    const auto growth = prove({"consistency", "20", "53"});
    BOOST_TEST(run({"check", "-", "--key", key}, {.input = growth}).exit_code == 4);
    const auto bundle = prove({"event", "20", "--format", "tlog-proof"});
    BOOST_TEST(run({"check", "-", "--key", key}, {.input = bundle}).exit_code == 4);
    core::testing::write_whole(*this / "event", done({"show", "20", "--bytes"}).output);
    BOOST_TEST(run({"check", "-", "--key", key, "--event", "event"}, {.input = bundle}).exit_code ==
               0);
    core::testing::write_whole(*this / "event", done({"show", "21", "--bytes"}).output);
    BOOST_TEST(run({"check", "-", "--key", key, "--event", "event"}, {.input = bundle}).exit_code ==
               1);
}

BOOST_AUTO_TEST_CASE(a_policy_names_the_log_and_may_ask_for_witnesses) {
    core::testing::write_whole(*this / "policy", "log " + key + "\nquorum none\n");
    BOOST_TEST(run({"check", "4.html", "--policy", "policy"}).exit_code == 0);
    const auto witness = core::encode_vkey(
        *core::make_cosigner_key("example.nl/w", core::SigningKey::generate().public_key()));
    core::testing::write_whole(*this / "policy",
                               "log " + key + "\nwitness w " + witness + "\nquorum w\n");
    const auto outcome = run({"check", "4.html", "--policy", "policy"});
    BOOST_TEST(outcome.exit_code == 4);
    BOOST_TEST(outcome.says("too few for the quorum"));
    core::testing::write_whole(*this / "policy", "logs\n");
    BOOST_TEST(run({"check", "4.html", "--policy", "policy"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_checked_is_refused) {
    for (const std::string text :
         {"", "hello", "{}", "<!DOCTYPE html><p>Hello", "{\"schema\":1}"}) {
        const auto outcome = run({"check", "-"}, {.input = text});
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(!outcome.errors.empty());
    }
    BOOST_TEST(run({"check", "nothing.html"}).exit_code == 2);
    BOOST_TEST(run({"check", "3.html", "--key", "x"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
