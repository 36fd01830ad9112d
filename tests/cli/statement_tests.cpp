// peil verify --statement: what an audit proved, for people and for the next audit.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/core/hash.hpp>
#include <peil/core/signed_note.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace peil::cli {

namespace {

using testing::add_measures;
using testing::LedgerPlace;

/// A sealed ledger with measures and an edition.
struct StatedPlace : LedgerPlace {
    StatedPlace() {
        add_measures(*this);
        BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-02-01"}).exit_code == 0);
        core::testing::write_whole(*this / "kept.txt", done({"checkpoint", "--show"}).output);
    }
    /// The statement of a verification that may end with any code, as JSON.
    [[nodiscard]] boost::json::value statement() const {
        const auto outcome = run({"verify", "--statement", "audit.json"});
        BOOST_TEST((outcome.exit_code == 0 || outcome.exit_code == 1 || outcome.exit_code == 4));
        return boost::json::parse(core::testing::read_whole(*this / "audit.json"));
    }
    [[nodiscard]] int against_statement() const {
        return run({"verify", "--against", "audit.json"}).exit_code;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(statement, StatedPlace)

BOOST_AUTO_TEST_CASE(it_tells_what_was_proven_in_words_and_against_what) {
    const auto outcome = done({"verify", "--against", "kept.txt", "--statement", "-"});
    BOOST_TEST(outcome.output.starts_with("Statement of an audit\n\nAt 20"), outcome);
    for (const auto* text :
         {" peil 0.1.0 verified the ledger example.nl/droge-voeten.\nThis ledger is intact: all ",
          "Size           7 events\n", "SHA-256 ", "Compared with  kept.txt\n",
          "\nProven\n\n  Every event has the bytes that were hashed with it.\n      stored-bytes: ",
          "\nNot proven, and not asked for\n\n  Enough witnesses outside",
          "  The ledger continues what was kept elsewhere.\n      continuity: kept.txt: "}) {
        BOOST_TEST(outcome.says(text), text << " is not in\n" << outcome);
    }
    BOOST_TEST(!outcome.says("\nContradicted\n"), outcome);
    // It ends with the checkpoint as it is.
    BOOST_TEST(outcome.output.ends_with("\n\n" + core::testing::read_whole(*this / "kept.txt")));
}

BOOST_AUTO_TEST_CASE(it_is_also_written_in_dutch) {
    const auto outcome = done({"verify", "--statement", "-", "--lang", "nl"});
    for (const auto* text :
         {"Verklaring van een controle", "\nDit logboek is ongeschonden: alle ", "\nBewezen\n",
          "Elke gebeurtenis heeft de bytes", "niets dat elders is bewaard"}) {
        BOOST_TEST(outcome.says(text), text << " is not in\n" << outcome);
    }
    BOOST_TEST(run({"verify", "--statement", "-", "--lang", "fr"}).exit_code == 2);
    BOOST_TEST(run({"verify", "--lang", "nl"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(its_json_names_ledger_keys_and_claims) {
    const auto told = statement();
    BOOST_TEST(told.at("schema").as_string() == "peil.statement/1");
    BOOST_TEST(told.at("program").as_string() == "peil 0.1.0");
    BOOST_TEST(told.at("date").as_string().starts_with("20"));
    BOOST_TEST(told.at("origin").as_string() == "example.nl/droge-voeten");
    BOOST_TEST(told.at("size").as_int64() == 7);
    BOOST_TEST(told.at("verdict").as_string() == "proven");
    BOOST_TEST(told.at("against").as_array().empty());
    BOOST_TEST(std::string(told.at("checkpoint").as_string()) ==
               core::testing::read_whole(*this / "kept.txt"));
    const auto& key = told.at("keys").at(0);
    const auto verifier = core::parse_vkey(std::string_view(key.at("logKey").as_string()));
    BOOST_TEST_REQUIRE(verifier.has_value());
    BOOST_TEST(key.at("sha256").as_string() == core::to_hex(core::sha256(verifier->public_key)));
    BOOST_TEST(key.at("id").as_string() == core::to_hex(verifier->key_id));
    for (const auto& claim : told.at("claims").as_array()) {
        BOOST_TEST(!claim.at("sentence").as_string().empty(), claim);
    }
}

BOOST_AUTO_TEST_CASE(the_ending_of_the_file_chooses_the_form) {
    const auto outcome = done({"verify", "--statement", "audit.txt", "--format", "json"});
    BOOST_TEST(outcome.json().at("schema").as_string() == "peil.verification/1");
    BOOST_TEST(core::testing::read_whole(*this / "audit.txt").starts_with("Statement of"));
    const auto printed = done({"verify", "--statement", "-", "--format", "json"});
    BOOST_TEST(printed.json().at("schema").as_string() == "peil.statement/1");
}

BOOST_AUTO_TEST_CASE(the_next_audit_continues_from_it) {
    static_cast<void>(statement());
    BOOST_TEST(
        done({"measure", "add", "9", "--chapter", "1", "--description", "Nog een."}).exit_code ==
        0);
    const auto outcome = done({"verify", "--against", "audit.json"});
    BOOST_TEST(outcome.says("audit.json: this ledger begins with"), outcome);
    BOOST_TEST(!outcome.says("not signed"), outcome);
    // A ledger of the same name is another one.
    std::filesystem::remove_all(*this / ".peil");
    init();
    BOOST_TEST(against_statement() == 1);
}

BOOST_AUTO_TEST_CASE(what_no_checkpoint_covered_is_compared_all_the_same) {
    std::filesystem::copy(*this / ".peil", *this / "copy",
                          std::filesystem::copy_options::recursive);
    BOOST_TEST(done({"status", "set", "1", "ongoing", "--no-seal"}).exit_code == 0);
    const auto told = statement();
    BOOST_TEST(told.at("verdict").as_string() == "not proven");
    BOOST_TEST(told.at("size").as_int64() == 8);
    BOOST_TEST(done({"checkpoint"}).exit_code == 0);
    const auto outcome = done({"verify", "--against", "audit.json"});
    BOOST_TEST(outcome.says("not signed"), outcome);
    // The same sealed part, and another event behind it.
    std::filesystem::remove_all(*this / ".peil");
    std::filesystem::rename(*this / "copy", *this / ".peil");
    BOOST_TEST(done({"status", "set", "2", "planned"}).exit_code == 0);
    const auto other = run({"verify", "--against", "audit.json"});
    BOOST_TEST(other.exit_code == 1, other);
    BOOST_TEST(other.says("since, in event 8"), other);
}

BOOST_AUTO_TEST_CASE(it_is_written_of_a_ledger_that_cannot_be_opened) {
    std::filesystem::resize_file(*this / ".peil/ledger/data.mdb", 4096);
    const auto told = statement();
    BOOST_TEST(told.at("verdict").as_string() == "contradicted");
    BOOST_TEST(told.at("size").is_null());
    BOOST_TEST(told.at("checkpoint").is_null());
    BOOST_TEST(told.at("claims").at(0).at("verdict").as_string() == "contradicted");
    BOOST_TEST(against_statement() == 2);
    const auto page = run({"verify", "--statement", "-"});
    BOOST_TEST(page.exit_code == 1);
    BOOST_TEST(page.says("verified a ledger that cannot be opened"), page);
    BOOST_TEST(page.says("\nContradicted\n"), page);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
