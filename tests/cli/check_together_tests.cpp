// peil check given several files: they are of one history of the log, or they prove two.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

using peil::cli::testing::LedgerPlace;
using peil::cli::testing::Words;
namespace core = peil::core;

namespace {

/// A ledger with edition 3 of the sample, and a copy of it; then both go on by themselves, one with
/// edition 4, until they have as many events.
struct ForkedPlace : LedgerPlace {
    ForkedPlace() {
        import("3", "2021-05-17", ".peil");
        keep("3.html", {"edition", "export", "3", "--format", "html"});
        keep("3.txt", {"checkpoint", "--show"});
        std::filesystem::copy(*this / ".peil", *this / "copy",
                              std::filesystem::copy_options::recursive);
        key = std::string(
            done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
        for (const std::string ledger : {".peil", "copy"}) {
            import("4", "2021-11-22", ledger);
            keep(ledger + ".txt", {"checkpoint", "--show", "--ledger", ledger});
        }
        keep("4.html", {"edition", "export", "4", "--format", "html"});
        keep("20.json", {"prove", "event", "20"});
        keep("cell.json", {"prove", "cell", "8", "progress", "--edition", "4", "--format", "json"});
    }
    void import(const std::string& edition, const std::string& date,
                const std::string& ledger) const {
        BOOST_TEST(done({"import", PEIL_SOURCE_DIR "/tests/data/sample/report-" + edition + ".txt",
                         "--edition", edition, "--date", date, "--ledger", ledger})
                       .exit_code == 0);
    }
    void keep(const std::string& file, const Words& words) const {
        core::testing::write_whole(*this / file, done(words).output);
    }
    [[nodiscard]] peil::cli::testing::Outcome check(Words words) const {
        words.insert(words.begin(), "check");
        words.insert(words.end(), {"--key", key, "--format", "json"});
        return run(words);
    }
    /// The verdict of the only claim about all files together, or of no claim.
    [[nodiscard]] static std::string together(const peil::cli::testing::Outcome& outcome) {
        const auto found = outcome.json();
        const auto& claims = found.at("continuity").as_array();
        BOOST_TEST_REQUIRE(claims.size() <= 1U);
        return claims.empty() ? "" : std::string(claims[0].at("verdict").as_string());
    }

    std::string key;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_together, ForkedPlace)

BOOST_AUTO_TEST_CASE(two_checkpoints_of_one_size_are_the_proof_of_a_fork) {
    for (const auto& words : {Words{".peil.txt", "copy.txt"}, Words{"4.html", "copy.txt"},
                              Words{"copy.txt", "20.json"}, Words{"cell.json", "copy.txt"}}) {
        std::filesystem::remove(*this / "peil-fork.json");
        const auto outcome = check(words);
        BOOST_TEST(outcome.exit_code == 1, outcome);
        BOOST_TEST(together(outcome) == "contradicted", outcome);
        BOOST_TEST(outcome.errors.find("two histories") != std::string::npos, outcome);
        const auto fork = done({"check", "peil-fork.json", "--key", key});
        BOOST_TEST(fork.says("Proven: this log signed two histories"), fork);
    }
}

BOOST_AUTO_TEST_CASE(the_checkpoint_of_the_edition_before_counts_as_well) {
    const auto outcome = check({"4.html", "3.txt"});
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(together(outcome) == "proven", outcome);
}

BOOST_AUTO_TEST_CASE(what_nothing_links_is_not_proven_and_nobody_asked_for_it) {
    const auto outcome = check({"3.txt", "copy.txt"});
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(together(outcome) == "not proven", outcome);
    BOOST_TEST(together(check({"3.txt", "3.html"})) == "proven");
    BOOST_TEST(together(check({"copy.txt"})).empty());
}

BOOST_AUTO_TEST_CASE(a_proof_of_growth_stands_for_the_editions_between) {
    static_cast<void>(done({"edition", "publish", "5", "--date", "2022-05-17"}));
    keep("5.html", {"edition", "export", "5", "--format", "html"});
    keep("5.txt", {"checkpoint", "--show"});
    const auto without = check({"3.html", "5.html"});
    BOOST_TEST(without.exit_code == 4, without);
    BOOST_TEST(without.output.find("peil prove consistency") != std::string::npos, without);
    keep("growth.json", {"prove", "consistency", "3.txt", "5.txt"});
    const auto linked = check({"5.html", "growth.json", "3.html"});
    BOOST_TEST(linked.exit_code == 0, linked);
    BOOST_TEST(linked.output.find("as the other files show") != std::string::npos, linked);
    // It may end at the edition before the later one as well.
    keep("shorter.json", {"prove", "consistency", "3.txt", ".peil.txt"});
    BOOST_TEST(check({"5.html", "shorter.json", "3.html"}).exit_code == 0);
    BOOST_TEST(check({"5.html", "3.txt", "3.html"}).exit_code == 4);
}

BOOST_AUTO_TEST_CASE(two_branches_of_one_checkpoint_are_not_linked_by_it) {
    const Words append{"planning", "set", "1", "2031", "--effective", "2021-12-01"};
    auto longer = append;
    longer.insert(longer.end(), {"--ledger", "copy"});
    static_cast<void>(done(longer));
    keep("branch.txt", {"checkpoint", "--show", "--ledger", "copy"});
    keep("own.json", {"prove", "consistency", "3.txt", ".peil.txt"});
    keep("other.json", {"prove", "consistency", "3.txt", "branch.txt", "--ledger", "copy"});
    for (const auto& words : {Words{".peil.txt", "branch.txt", "own.json", "other.json"},
                              Words{"3.html", ".peil.txt", "own.json", "other.json"}}) {
        const auto outcome = check(words);
        BOOST_TEST(together(outcome) == "not proven", outcome);
    }
    // Two reports of one edition contradict each other whatever links them.
    keep("branch.html", {"edition", "export", "4", "--format", "html", "--ledger", "copy"});
    BOOST_TEST(check({"4.html", "branch.html"}).exit_code == 1);
}

BOOST_AUTO_TEST_CASE(reports_of_two_branches_do_not_continue_each_other) {
    peil::cli::testing::LedgerPlace place;
    const auto import = [&](const std::string& edition, const std::string& date,
                            const std::string& ledger) {
        static_cast<void>(
            place.done({"import", PEIL_SOURCE_DIR "/tests/data/sample/report-" + edition + ".txt",
                        "--edition", edition, "--date", date, "--ledger", ledger}));
        static_cast<void>(place.done({"edition", "export", edition, "--ledger", ledger, "--output",
                                      edition + ledger + ".json"}));
    };
    import("3", "2021-05-17", ".peil");
    std::filesystem::copy(place / ".peil", place / "copy",
                          std::filesystem::copy_options::recursive);
    static_cast<void>(place.done(
        {"planning", "set", "1", "2031", "--effective", "2021-06-01", "--ledger", "copy"}));
    import("4", "2021-11-22", ".peil");
    import("4", "2021-11-22", "copy");
    const std::string own(
        place.done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
    for (const auto& words :
         {Words{"4.peil.json", "4copy.json"}, Words{"3.peil.json", "4.peil.json", "4copy.json"}}) {
        auto all = words;
        all.insert(all.begin(), "check");
        all.insert(all.end(), {"--key", own});
        BOOST_TEST(place.run(all).exit_code == 4);
    }
}

BOOST_AUTO_TEST_CASE(without_a_key_checkpoints_say_nothing_of_each_other) {
    const auto outcome = run({"check", ".peil.txt", "copy.txt", "--format", "json"});
    BOOST_TEST(outcome.exit_code == 4, outcome);
    BOOST_TEST(together(outcome).empty(), outcome);
}

BOOST_AUTO_TEST_SUITE_END()
