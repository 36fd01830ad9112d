// peil verify --against: a ledger, and what an auditor kept of it.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace peil::cli {

namespace {

using testing::add_measures;
using testing::LedgerPlace;
using testing::Outcome;
using testing::Words;

/// A sealed ledger with one edition, and a folder `kept` with all that can be kept of it.
struct AuditPlace : LedgerPlace {
    AuditPlace() {
        copy_to("begun");
        keep("receipts.txt", {"append"}, testing::chapter_line());
        keep("receipts.json", {"append", "--format", "json"},
             testing::measure_line("1") + testing::measure_line("8"));
        BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-02-01"}).exit_code == 0);
        keep("checkpoint.txt", {"checkpoint", "--show"});
        keep("checkpoint.json", {"checkpoint", "--show", "--format", "json"});
        keep("edition.html", {"edition", "export", "1"});
        keep("edition.json", {"edition", "export", "1", "--format", "json"});
        keep("event.json", {"prove", "event", "3"});
        keep("bundle.txt", {"prove", "event", "3", "--format", "tlog-proof"});
        keep("cell.json", {"prove", "cell", "8", "description", "--edition", "1"});
        keep("growth.json", {"prove", "consistency", "2", "4"});
        BOOST_TEST(done({"tiles", "tiles"}).exit_code == 0);
    }
    void keep(const std::string& name, const Words& words, const std::string& input = "") {
        core::testing::write_whole(*this / name, done(words, {.input = input}).output);
        names.push_back(name);
    }
    /// Verifies against one file.
    [[nodiscard]] Outcome against(const std::string& name) const {
        return run({"verify", "--format", "json", "--against", name});
    }
    void alter(const std::string& file, const std::string& from, const std::string& to) const {
        auto text = core::testing::read_whole(*this / file);
        const auto place = text.find(from);
        BOOST_TEST_REQUIRE(place != std::string::npos);
        core::testing::write_whole(*this / file, text.replace(place, from.size(), to));
    }
    /// A copy of the ledger takes its place.
    void put_in_place(const std::string& folder) const {
        std::filesystem::remove_all(*this / ".peil");
        std::filesystem::rename(*this / folder, *this / ".peil");
    }
    void copy_to(const std::string& folder) const {
        std::filesystem::copy(*this / ".peil", *this / folder,
                              std::filesystem::copy_options::recursive);
    }

    std::vector<std::string> names;
};

/// The claim `continuity` of the last file that was given.
boost::json::object continuity_of(const Outcome& outcome) {
    const auto found = outcome.json();
    const auto& claims = found.at("claims").as_array();
    BOOST_TEST_REQUIRE(claims.back().at("claim").as_string() == "continuity");
    return claims.back().as_object();
}

void check_continuity(const Outcome& outcome, const std::string& verdict, const std::string& text) {
    const auto claim = continuity_of(outcome);
    BOOST_TEST(claim.at("verdict").as_string() == verdict, outcome);
    BOOST_TEST(outcome.says(text), outcome);
    BOOST_TEST(outcome.exit_code == (verdict == "proven" ? 0 : 1), outcome);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verify_command, AuditPlace)

BOOST_AUTO_TEST_CASE(everything_that_is_handed_out_proves_continuity) {
    BOOST_TEST(
        done({"measure", "add", "9", "--chapter", "1", "--description", "Nog een."}).exit_code ==
        0);
    for (const auto& name : names) { check_continuity(against(name), "proven", "begins with"); }
    check_continuity(against("tiles"), "proven", "as the log signed them; 1 event came since");
    check_continuity(against("receipts.txt"), "proven", "not signed");
}

BOOST_AUTO_TEST_CASE(without_a_file_continuity_is_not_proven_and_does_not_count) {
    const auto outcome = done({"verify", "--format", "json"});
    const auto claim = continuity_of(outcome);
    BOOST_TEST(claim.at("verdict").as_string() == "not proven");
    BOOST_TEST(!claim.at("asked").as_bool());
    BOOST_TEST(done({"verify"}).says("--against"));
}

BOOST_AUTO_TEST_CASE(several_files_give_a_claim_each_and_standard_input_is_one) {
    const auto outcome =
        run({"verify", "--against", "checkpoint.txt", "--against", "-", "--format", "json"},
            {.input = core::testing::read_whole(*this / "edition.html")});
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(outcome.json().at("claims").as_array().size() == 19U);
}

BOOST_AUTO_TEST_CASE(a_quick_run_compares_bytes_with_what_was_kept_all_the_same) {
    const auto outcome =
        run({"verify", "--quick", "--format", "json", "--against", "checkpoint.txt"});
    BOOST_TEST(continuity_of(outcome).at("verdict").as_string() == "proven", outcome);
    BOOST_TEST(outcome.exit_code == 4);
}

BOOST_AUTO_TEST_CASE(a_ledger_that_was_cut_back_is_contradicted_by_what_was_kept_later) {
    copy_to("backup");
    BOOST_TEST(
        done({"measure", "add", "9", "--chapter", "1", "--description", "Nog een."}).exit_code ==
        0);
    keep("later.txt", {"checkpoint", "--show"});
    put_in_place("backup");
    BOOST_TEST(done({"verify"}).says("intact"));
    check_continuity(against("checkpoint.txt"), "proven", "begins with");
    check_continuity(against("later.txt"), "contradicted", "cut back");
    const auto page = run({"verify", "--against", "later.txt"});
    BOOST_TEST(page.says("This ledger does NOT agree with what was kept elsewhere: 1 of 18 claims"),
               page);
    BOOST_TEST(page.says("Keep both"), page);
}

BOOST_AUTO_TEST_CASE(a_history_that_was_written_anew_with_the_key_is_contradicted) {
    put_in_place("begun");
    add_measures(*this);
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-02-01"}).exit_code == 0);
    BOOST_TEST(done({"verify"}).says("intact"));
    for (const std::string name : {"checkpoint.txt", "edition.html", "receipts.json", "tiles"}) {
        check_continuity(against(name), "contradicted", "history was rewritten since");
    }
    check_continuity(against("growth.json"), "contradicted", "history was rewritten since");
}

BOOST_AUTO_TEST_CASE(a_ledger_of_the_same_name_with_another_key_is_contradicted) {
    std::filesystem::remove_all(*this / ".peil");
    init();
    check_continuity(against("checkpoint.txt"), "contradicted", "no key of this ledger signed it");
    check_continuity(against("edition.html"), "contradicted", "the ledger's key was exchanged");
}

BOOST_AUTO_TEST_CASE(files_of_other_ledgers_and_changed_files_are_told_apart) {
    BOOST_TEST(done({"init", "--origin", "example.nl/anders", "--title", "Anders", "--ledger", "b"})
                   .exit_code == 0);
    keep("other.txt", {"checkpoint", "--show", "--ledger", "b"});
    check_continuity(against("other.txt"), "contradicted",
                     "of another ledger: of example.nl/anders");
    alter("checkpoint.txt", "\n5\n", "\n4\n");
    check_continuity(against("checkpoint.txt"), "contradicted", "changed since it was signed");
}

BOOST_AUTO_TEST_CASE(a_report_whose_words_were_changed_is_not_taken_for_continuity) {
    alter("edition.html", "Wat 8 is.", "Wat 9 is.");
    check_continuity(against("edition.html"), "contradicted", "the file itself was changed");
}

BOOST_AUTO_TEST_CASE(what_tells_of_no_ledger_is_refused) {
    core::testing::write_whole(*this / "letter.txt", "Dear auditor,\n\n\u2014 yours\n");
    std::filesystem::create_directory(*this / "empty");
    for (const std::string name : {"letter.txt", "nothing", "empty", "-"}) {
        const auto outcome = run({"verify", "--against", name});
        BOOST_TEST(outcome.exit_code == 2, outcome);
        BOOST_TEST(outcome.output.empty(), outcome);
    }
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_opened_proves_nothing_about_what_was_kept) {
    std::filesystem::resize_file(*this / ".peil/ledger/data.mdb", 4096);
    const auto outcome = against("checkpoint.txt");
    BOOST_TEST(outcome.exit_code == 1);
    BOOST_TEST(continuity_of(outcome).at("verdict").as_string() == "not proven", outcome);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
