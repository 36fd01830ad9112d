// peil key: rotation, revocation, and the list, as readers and the keeper of the key see them.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/core/files.hpp>
#include <peil/core/signed_note.hpp>
#include <peil/core/signing_key.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using peil::cli::testing::add_measures;
using peil::cli::testing::LedgerPlace;
using peil::cli::testing::measure_line;
using peil::cli::testing::Words;
namespace core = peil::core;
namespace json = boost::json;

/// Six events under the first key.
struct KeyPlace : LedgerPlace {
    KeyPlace() {
        add_measures(*this);
        first = signing_key();
    }
    [[nodiscard]] std::string signing_key() const {
        return std::string(
            done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
    }
    [[nodiscard]] json::value keys() const {
        return done({"key", "list", "--format", "json"}).json().at("keys");
    }
    /// The new key's receipt.
    [[nodiscard]] json::value rotate(const Words& more = {}) const {
        Words words{"key", "rotate", "--format", "json"};
        words.insert(words.end(), more.begin(), more.end());
        return done(words).json();
    }
    void append_measure(const std::string& number) const {
        BOOST_TEST(done({"append"}, {.input = measure_line(number)}).exit_code == 0);
    }
    static std::string id_in(const std::string& vkey) {
        const auto begin = vkey.find('+') + 1;
        return vkey.substr(begin, 8);
    }
    [[nodiscard]] std::vector<std::string> key_files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(*this / ".peil/keys")) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    std::string first;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_command, KeyPlace)

BOOST_AUTO_TEST_CASE(one_key_is_listed_that_signs) {
    const auto outcome = done({"key", "list"});
    BOOST_TEST(outcome.says(id_in(first)));
    BOOST_TEST(outcome.says("size 1 to now"));
    BOOST_TEST(done({"key", "list", "--format", "policy"}).output ==
               "log " + first + "\nquorum none\n");
    BOOST_TEST(keys().as_array().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_rotation_is_an_event_and_the_new_key_signs_what_follows) {
    const auto receipt = rotate({"--reason", "Jaarlijkse wissel."});
    BOOST_TEST(receipt.at("sequence").to_number<int>() == 7);
    const auto second = std::string(receipt.at("logKey").as_string());
    BOOST_TEST(receipt.at("previous").as_string() == first);
    BOOST_TEST(second != first);
    BOOST_TEST(signing_key() == second);
    append_measure("9");
    BOOST_TEST(signing_key() == second);
    BOOST_TEST(done({"log"}).says("key.rotated"));
    BOOST_TEST(done({"show", "7"}).says("Jaarlijkse wissel."));
    const auto verified = run({"verify", "--format", "json"});
    BOOST_TEST(verified.exit_code == 0, verified);
    BOOST_TEST(verified.json().at("logKey").as_string() == second);
    BOOST_TEST(run({"doctor"}).exit_code == 0);
    const auto listed = keys();
    BOOST_TEST(listed.at(0).at("state").as_string() == "replaced");
    BOOST_TEST(listed.at(0).at("lastSize").to_number<int>() == 6);
    BOOST_TEST(listed.at(1).at("state").as_string() == "signs");
    BOOST_TEST(listed.at(1).at("firstSize").to_number<int>() == 7);
    BOOST_TEST(done({"key", "list", "--format", "policy"}).output ==
               "log " + first + "\nlog " + second + "\nquorum none\n");
}

BOOST_AUTO_TEST_CASE(what_was_not_sealed_is_sealed_by_the_old_key_first) {
    BOOST_TEST(done({"append", "--no-seal"}, {.input = measure_line("9")}).exit_code == 0);
    static_cast<void>(rotate());
    const auto proof = done({"prove", "consistency", "7", "8"}).output;
    BOOST_TEST(
        run({"check", "-", "--key", first, "--key", signing_key()}, {.input = proof}).exit_code ==
        0);
}

BOOST_AUTO_TEST_CASE(both_keys_are_files_of_their_owner_alone_and_the_old_one_goes_on_request) {
    const auto second = std::string(rotate().at("logKey").as_string());
    BOOST_TEST((key_files() == Words{"log-" + id_in(second) + ".pem", "log.pem"}));
    const auto third = std::string(rotate({"--destroy-old"}).at("logKey").as_string());
    BOOST_TEST((key_files() == Words{"log-" + id_in(third) + ".pem", "log.pem"}));
    for (const auto& name : key_files()) {
        BOOST_TEST(core::testing::mode_of(*this / (".peil/keys/" + name)) == 0600U);
    }
    BOOST_TEST(keys().at(1).at("file").is_null());
    append_measure("9");
    BOOST_TEST(run({"verify"}).exit_code == 0);
    BOOST_TEST(run({"doctor"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(a_new_key_is_encrypted_as_the_old_one_was_or_with_a_passphrase_of_its_own) {
    const auto passphrase = [&](const std::string& name, const std::string& text) {
        core::testing::write_whole(*this / name, text + "\n");
        std::filesystem::permissions(
            *this / name, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        return (*this / name).string();
    };
    const auto one = passphrase("one", "eerste");
    const auto two = passphrase("two", "tweede");
    const auto pem = [&] {
        return core::testing::read_whole(
            std::string(keys().as_array().back().at("file").as_string()));
    };
    static_cast<void>(rotate());
    BOOST_TEST(pem().starts_with("-----BEGIN PRIVATE KEY"));
    static_cast<void>(rotate({"--new-passphrase-file", one}));
    BOOST_TEST(pem().starts_with("-----BEGIN ENCRYPTED"));
    BOOST_TEST(run({"append"}, {.input = measure_line("9")}).exit_code == 3);
    static_cast<void>(rotate({"--passphrase-file", one}));
    BOOST_TEST(pem().starts_with("-----BEGIN ENCRYPTED"));
    static_cast<void>(rotate({"--passphrase-file", one, "--new-passphrase-file", two}));
    BOOST_TEST(run({"append", "--passphrase-file", two}, {.input = measure_line("9")}).exit_code ==
               0);
}

BOOST_AUTO_TEST_CASE(a_key_that_was_replaced_signs_nothing) {
    const auto old = core::testing::read_whole(*this / ".peil/keys/log.pem");
    const auto receipt = rotate();
    core::testing::write_whole(std::string(receipt.at("file").as_string()), old);
    const auto outcome = run({"append"}, {.input = measure_line("9")});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(outcome.says("signs nothing any more"));
    BOOST_TEST(done({"key", "revoke", id_in(first), "--reason", "Kwijt.", "--no-seal"}).exit_code ==
               0);
    const auto revoked = run({"checkpoint"});
    BOOST_TEST(revoked.exit_code == 2, revoked);
    BOOST_TEST(revoked.says("was revoked by event"));
}

BOOST_AUTO_TEST_CASE(the_key_that_signs_is_not_revoked_and_a_reason_is_needed) {
    auto outcome = run({"key", "revoke", id_in(first), "--reason", "Kwijt."});
    BOOST_TEST(outcome.exit_code == 2, outcome);
    BOOST_TEST(outcome.says("KEYID: "));
    BOOST_TEST(outcome.says("peil key rotate"));
    BOOST_TEST(
        run({"key", "revoke", "00000000", "--reason", "Kwijt."}).says("has no key 00000000"));
    BOOST_TEST(run({"key", "revoke", "x", "--reason", "Kwijt.", "--from", "?"}).exit_code == 2);
    BOOST_TEST(run({"key", "revoke", id_in(first)}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(what_a_revoked_key_signed_from_a_size_on_does_not_count) {
    const auto kept = done({"checkpoint", "--show"}).output;  // size 6
    append_measure("9");
    static_cast<void>(rotate());
    BOOST_TEST(done({"key", "revoke", id_in(first), "--reason", "Laptop gestolen.", "--from", "7"})
                   .exit_code == 0);
    const auto listed = keys();
    BOOST_TEST(listed.at(0).at("state").as_string() == "revoked");
    BOOST_TEST(listed.at(0).at("lastSize").to_number<int>() == 6);
    const auto verified = run({"verify"});
    BOOST_TEST(verified.exit_code == 0, verified);
    BOOST_TEST(verified.says("not count"));
    core::testing::write_whole(*this / "kept", kept);
    BOOST_TEST(run({"verify", "--against", "kept"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(from_may_be_a_day) {
    static_cast<void>(rotate());
    BOOST_TEST(done({"key", "revoke", id_in(first), "--reason", "Kwijt.", "--from", "2000-01-01"})
                   .exit_code == 0);
    BOOST_TEST(keys().at(0).at("lastSize").to_number<int>() == 0);
    BOOST_TEST(done({"key", "list"}).says("at no size"));
    BOOST_TEST(done({"key", "list", "--format", "policy"}).output ==
               "log " + signing_key() + "\nquorum none\n");
}

BOOST_AUTO_TEST_CASE(an_edition_is_checked_by_whoever_trusts_the_first_key_or_the_last) {
    BOOST_TEST(done({"edition", "publish", "1", "--date", "2021-05-17"}).exit_code == 0);
    static_cast<void>(rotate());
    BOOST_TEST(done({"edition", "publish", "2", "--date", "2021-11-22"}).exit_code == 0);
    const auto second = signing_key();
    for (const std::string number : {"1", "2"}) {
        BOOST_TEST(done({"edition", "export", number, "--output", number + ".html"}).output ==
                   "wrote edition " + number + " as html to " + number + ".html\n");
        BOOST_TEST(
            done({"edition", "export", number, "--format", "json", "--output", number + ".json"})
                .output == "wrote edition " + number + " as json to " + number + ".json\n");
        for (const auto& key : {first, second}) {
            for (const auto& file : {number + ".html", number + ".json"}) {
                const auto outcome = run({"check", file, "--key", key});
                BOOST_TEST(outcome.exit_code == 0, outcome);
            }
        }
    }
    const auto outcome = run({"check", "1.html", "2.html", "--key", first});
    BOOST_TEST(outcome.exit_code == 0, outcome);
    BOOST_TEST(outcome.says("continuity"));
}

BOOST_AUTO_TEST_CASE(tiles_and_proofs_go_on_under_the_new_key) {
    BOOST_TEST(done({"tiles", "published"}).exit_code == 0);
    static_cast<void>(rotate());
    BOOST_TEST(done({"tiles", "published"}).exit_code == 0);
    BOOST_TEST(done({"tiles", "--check", "published"}).exit_code == 0);
    const auto proof = done({"prove", "event", "3"}).output;
    BOOST_TEST(run({"check", "-", "--key", signing_key()}, {.input = proof}).exit_code == 0);
    core::testing::write_whole(*this / "trust", done({"key", "list", "--format", "policy"}).output);
    BOOST_TEST(run({"check", "-", "--policy", "trust"}, {.input = proof}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(the_policy_of_the_ledger_names_the_new_key) {
    const auto witness = core::encode_vkey(
        *core::make_cosigner_key("example.nl/w", core::SigningKey::generate().public_key()));
    BOOST_TEST(done({"witness", "add", "w", witness}).exit_code == 0);
    static_cast<void>(rotate());
    const auto policy = core::testing::read_whole(*this / ".peil/policy");
    BOOST_TEST(policy.find("log " + first + "\nlog " + signing_key() + "\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_key_that_no_event_names_is_pointed_out) {
    const auto stray = *this / ".peil/keys/log-0123abcd.pem";
    core::testing::write_whole(stray, "x");
    std::filesystem::permissions(
        stray, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const auto outcome = run({"doctor"});
    BOOST_TEST(outcome.exit_code == 1, outcome);
    BOOST_TEST(outcome.says("log-0123abcd.pem"));
    std::filesystem::remove(stray);
    std::filesystem::remove(*this / ".peil/keys/log.pem");
    BOOST_TEST(run({"doctor"}).says("restore it from a backup"));
}

BOOST_AUTO_TEST_CASE(what_a_newer_key_signed_is_not_proven_by_the_first_and_a_false_one_refuted) {
    const auto early = done({"checkpoint", "--show"}).output;
    static_cast<void>(rotate());
    append_measure("9");
    const auto second = signing_key();
    const auto note = done({"checkpoint", "--show"}).output;
    // At size 7 and 8, both of them after the rotation.
    const auto size = std::to_string(8);
    const auto event = done({"prove", "event", size}).output;
    const auto growth = done({"prove", "consistency", "7", size}).output;
    for (const auto& proof : {note, event, growth}) {
        const auto unknown = run({"check", "-", "--key", first}, {.input = proof});
        BOOST_TEST(unknown.exit_code == 4, unknown);
        BOOST_TEST(unknown.says("another key of this name"), unknown);
        BOOST_TEST(run({"check", "-", "--key", second}, {.input = proof}).exit_code == 0);
    }
    auto forged = note;
    forged.replace(forged.find("\n8\n"), 3, "\n9\n");
    BOOST_TEST(run({"check", "-", "--key", first}, {.input = forged}).exit_code == 4);
    BOOST_TEST(run({"check", "-", "--key", second}, {.input = forged}).exit_code == 1);
    BOOST_TEST(run({"check", "-", "--key", first}, {.input = early}).exit_code == 0);
    // Signed by nobody of the log's name.
    const std::string mark = "\u2014 example.nl/";
    auto stranger = note;
    const auto line = stranger.find(mark);
    BOOST_TEST_REQUIRE(line != std::string::npos);
    stranger.replace(line, mark.size(), "\u2014 example.eu/");
    BOOST_TEST(run({"check", "-", "--key", first}, {.input = stranger}).exit_code == 1);
}

BOOST_AUTO_TEST_CASE(tiles_that_a_newer_key_signed_are_sound_and_not_proven_by_the_first) {
    static_cast<void>(rotate());
    append_measure("9");
    BOOST_TEST(done({"tiles", "www"}).exit_code == 0);
    const auto unknown = run({"tiles", "--check", "www", "--key", first});
    BOOST_TEST(unknown.exit_code == 4, unknown);
    BOOST_TEST(unknown.says("another key of this name"), unknown);
    BOOST_TEST(run({"tiles", "--check", "www", "--key", signing_key()}).exit_code == 0);
    BOOST_TEST(run({"tiles", "--check", "www"}).exit_code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
