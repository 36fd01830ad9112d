// What is handed out: a folder of tiles, proofs in files, and the stream of events.
// SPDX-License-Identifier: EUPL-1.2
#include "command_runner.hpp"
#include <peil/core/hash.hpp>
#include <peil/core/proof_file.hpp>
#include <peil/core/tlog_proof.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

namespace core = peil::core;
namespace json = boost::json;
namespace testing = peil::cli::testing;

using testing::add_measures;
using testing::LedgerPlace;
using testing::Outcome;
using testing::Words;
using testing::Workplace;

/// Six events under a checkpoint, and the log's key.
struct SixEvents : LedgerPlace {
    SixEvents() {
        add_measures(*this);
        key_text = std::string(
            done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
        keys.push_back(*core::parse_vkey(key_text));
    }
    [[nodiscard]] core::LogIdentity log() const { return {"example.nl/droge-voeten", keys}; }

    std::string key_text;
    std::vector<core::VerifierKey> keys;
};

std::vector<std::string> lines_of(const Outcome& outcome) {
    std::vector<std::string> lines;
    std::istringstream stream(outcome.output);
    for (std::string line; std::getline(stream, line);) { lines.push_back(line); }
    return lines;
}

std::string leaf_hash_of(const std::string& line) {
    return core::to_hex(core::Hasher{}.leaf(core::as_bytes(line)));
}

void change_a_byte(const std::filesystem::path& file) {
    auto bytes = core::testing::read_whole(file);
    bytes[bytes.size() / 2] ^= 1;
    core::testing::write_whole(file, bytes);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(publication, SixEvents)

BOOST_AUTO_TEST_CASE(tiles_are_published_and_verified) {
    const auto first = done({"tiles", "www", "--format", "json"}).json();
    BOOST_TEST(first.at("schema").as_string() == "peil.tiles/1");
    BOOST_CHECK_EQUAL(first.at("size"), json::value(6));
    BOOST_CHECK_EQUAL(first.at("files"), json::value(3));
    BOOST_TEST(std::filesystem::exists(*this / "www/tile/entries/000.p/6"));
    BOOST_TEST(done({"tiles", "www"}).says("already"));
    BOOST_TEST(done({"status", "set", "1", "ongoing"}).exit_code == 0);
    BOOST_TEST(done({"tiles", "www"}).says("1 new event"));
    BOOST_TEST(done({"tiles", "--check", "www"}).says("7 events"));
    const auto found = done({"tiles", "www/", "--check", "--format", "json"}).json();
    BOOST_CHECK_EQUAL(found.at("signed"), json::value(true));
    BOOST_CHECK_EQUAL(found.at("bad"), json::value());
    BOOST_CHECK_EQUAL(found.at("root"), done({"matrix", "--format", "json"}).json().at("root"));
}

BOOST_AUTO_TEST_CASE(tiles_are_verified_elsewhere_with_the_key_alone) {
    BOOST_TEST(done({"tiles", "www"}).exit_code == 0);
    const Workplace elsewhere;
    const auto folder = (*this / "www").string();
    BOOST_TEST(elsewhere.done({"tiles", "--check", folder, "--key", key_text}).exit_code == 0);
    const auto nobody = elsewhere.run({"tiles", "--check", folder});
    BOOST_TEST(nobody.exit_code == 4, nobody);
    BOOST_TEST(nobody.says("--key"), nobody);
    const LedgerPlace other;
    const auto stranger = other.run({"tiles", "--check", folder});
    BOOST_TEST(stranger.exit_code == 1, stranger);
    BOOST_TEST(elsewhere.run({"tiles", "--check", folder, "--key", "x"}).exit_code == 2);
    BOOST_TEST(elsewhere.run({"tiles", "--check", "nowhere"}).exit_code == 2);
    std::filesystem::create_directory(elsewhere / "photos");
    const auto no_tiles = elsewhere.run({"tiles", "--check", "photos", "--key", key_text});
    BOOST_TEST(no_tiles.exit_code == 2, no_tiles);
    BOOST_TEST(no_tiles.says("photos is no folder of published tiles"), no_tiles);
    BOOST_TEST(run({"tiles", "www", "--key", key_text}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_bad_file_is_named) {
    BOOST_TEST(done({"tiles", "www"}).exit_code == 0);
    for (const std::string name : {"tile/0/000.p/6", "tile/entries/000.p/6", "checkpoint"}) {
        change_a_byte(*this / ("www/" + name));
        const auto found = run({"tiles", "--check", "www", "--format", "json"});
        BOOST_TEST(found.exit_code == 1, found);
        BOOST_TEST(found.json().at("bad").at("file").as_string() == name);
        BOOST_TEST(run({"tiles", "--check", "www"}).says("bad file: www/" + name));
        change_a_byte(*this / ("www/" + name));
    }
    BOOST_TEST(done({"tiles", "--check", "www"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(what_is_not_signed_is_not_published) {
    BOOST_TEST(done({"status", "set", "1", "ongoing", "--no-seal"}).exit_code == 0);
    const auto published = done({"tiles", "www"});
    BOOST_TEST(published.says("1 event recorded since"), published);
    BOOST_TEST(published.says("6 new events"), published);
}

BOOST_AUTO_TEST_CASE(another_log_is_not_published_over_it) {
    BOOST_TEST(done({"tiles", "www"}).exit_code == 0);
    const LedgerPlace other;
    const auto refused = other.run({"tiles", (*this / "www").string()});
    BOOST_TEST(refused.exit_code == 2, refused);
    const auto ledger = run({"tiles", ".peil"});
    BOOST_TEST(ledger.exit_code == 2, ledger);
    BOOST_TEST(ledger.says("other things"), ledger);
}

BOOST_AUTO_TEST_CASE(an_event_is_proven_in_one_file) {
    const auto text = done({"prove", "event", "4"}).output;
    const auto proof = core::parse_event_proof(text);
    BOOST_TEST_REQUIRE(proof.has_value());
    BOOST_TEST(core::encode_event_proof(*proof) == text);
    const auto proven = core::verify_event_proof(*proof, log());
    BOOST_TEST_REQUIRE(proven.has_value());
    BOOST_TEST(proven->envelope.subject == "measure/2");
    BOOST_TEST(proven->data.at("description").as_string() == "Wat 2 is.");
    const auto hidden = done({"prove", "event", "4", "--hide", "description"}).output;
    BOOST_TEST(hidden.find("disclosures\":[]") != std::string::npos);
    BOOST_TEST(core::verify_event_proof(*core::parse_event_proof(hidden), log()).has_value());
    BOOST_TEST(run({"prove", "event", "4", "--hide", "title"}).exit_code == 2);
    BOOST_TEST(run({"prove", "event", "7"}).exit_code == 2);
    BOOST_TEST(run({"prove", "event", "0"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(the_bundle_alone_proves_the_bytes_that_show_writes) {
    const auto bundle =
        core::parse_tlog_proof(done({"prove", "event", "5", "--format", "tlog-proof"}).output);
    BOOST_TEST_REQUIRE(bundle.has_value());
    const auto bytes = done({"show", "5", "--bytes"}).output;
    const auto leaf = core::Hasher{}.leaf(core::as_bytes(bytes));
    BOOST_TEST(core::verify_tlog_proof(*bundle, leaf, log()).has_value());
}

BOOST_AUTO_TEST_CASE(an_unsigned_event_says_what_to_do) {
    BOOST_TEST(done({"status", "set", "1", "ongoing", "--no-seal"}).exit_code == 0);
    const auto refused = run({"prove", "event", "7"});
    BOOST_TEST(refused.exit_code == 2, refused);
    BOOST_TEST(refused.says("peil checkpoint"), refused);
}

BOOST_AUTO_TEST_CASE(growth_is_proven_between_sizes_and_kept_checkpoints) {
    core::testing::write_whole(*this / "kept.txt", done({"checkpoint", "--show"}).output);
    BOOST_TEST(done({"status", "set", "1", "ongoing"}).exit_code == 0);
    for (const Words& ends : {Words{"kept.txt", "7"}, Words{"1", "7"}, Words{"2", "5"},
                              Words{"0", "kept.txt"}, Words{"7", "7"}}) {
        const auto text = done({"prove", "consistency", ends[0], ends[1]}).output;
        const auto file = core::parse_consistency(text);
        BOOST_TEST_REQUIRE(file.has_value(), text);
        BOOST_TEST(core::verify_growth_file(*file, log()).has_value());
    }
    BOOST_TEST(run({"prove", "consistency", "7", "kept.txt"}).exit_code == 2);
    BOOST_TEST(run({"prove", "consistency", "1", "8"}).exit_code == 2);
    BOOST_TEST(run({"prove", "consistency", "missing.txt", "7"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_of_another_history_is_contradicted) {
    std::filesystem::copy(*this / ".peil", *this / "copy",
                          std::filesystem::copy_options::recursive);
    BOOST_TEST(done({"status", "set", "1", "ongoing"}).exit_code == 0);
    core::testing::write_whole(*this / "kept.txt", done({"checkpoint", "--show"}).output);
    const auto shorter = run({"prove", "consistency", "kept.txt", "6", "--ledger", "copy"});
    BOOST_TEST(shorter.exit_code == 1, shorter);
    BOOST_TEST(done({"status", "set", "2", "ongoing", "--ledger", "copy"}).exit_code == 0);
    const auto forked = run({"prove", "consistency", "kept.txt", "7", "--ledger", "copy"});
    BOOST_TEST(forked.exit_code == 1, forked);
    BOOST_TEST(forked.says("another history"), forked);
    BOOST_TEST(forked.output.empty());
}

BOOST_AUTO_TEST_CASE(the_stream_has_the_bytes_that_are_hashed) {
    const auto lines = lines_of(done({"log", "--format", "cloudevents"}));
    BOOST_TEST_REQUIRE(lines.size() == 6U);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        BOOST_TEST(lines[i] == done({"show", std::to_string(i + 1), "--bytes"}).output);
        const auto event = json::parse(lines[i]).as_object();
        BOOST_TEST(event.at("specversion").as_string() == "1.0");
        for (const auto& member : event) {
            const std::string_view name = member.key();
            BOOST_TEST((name.size() <= 20 && std::all_of(name.begin(), name.end(), [](char c) {
                            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                        })));
        }
        if (i == 0) { continue; }
        BOOST_TEST(event.at("prevhash").as_string() == leaf_hash_of(lines[i - 1]));
    }
}

BOOST_AUTO_TEST_CASE(the_stream_goes_on_where_a_reader_stopped) {
    const auto all = lines_of(done({"log", "--format", "cloudevents"}));
    for (std::size_t i = 0; i <= all.size(); ++i) {
        const auto hash = i == 0 ? std::string(64, '0') : leaf_hash_of(all[i - 1]);
        const auto rest = lines_of(
            done({"log", "--format", "cloudevents", "--after", std::to_string(i) + ":" + hash}));
        BOOST_TEST((rest == std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(i),
                                                     all.end())));
    }
    const auto hash = leaf_hash_of(all[2]);
    BOOST_TEST(lines_of(done({"log", "--format", "json", "--after", "3:" + hash})).size() == 3U);
    for (const auto& place : Words{"2:" + hash, "7:" + hash, "3:" + hash.substr(1), "3", ":" + hash,
                                   "-3:" + hash, "3:" + std::string(64, 'z'), "0:" + hash}) {
        const auto refused = run({"log", "--format", "cloudevents", "--after", place});
        BOOST_TEST(refused.exit_code == 2, place << " " << refused);
        BOOST_TEST(refused.output.empty());
    }
    BOOST_TEST(run({"log", "--after", "2:" + hash}).says("not this ledger's history"));
    BOOST_TEST(run({"log", "--after", "3:" + hash, "--last", "2"}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(the_stream_can_disclose) {
    const auto plain = lines_of(done({"log", "--format", "cloudevents"}));
    const auto told = done({"log", "--format", "cloudevents", "--disclosed"}).json_lines();
    BOOST_TEST_REQUIRE(told.size() == plain.size());
    BOOST_TEST(told[3].at("data").at("description").as_string() == "Wat 2 is.");
    for (std::size_t i = 0; i < told.size(); ++i) {
        BOOST_TEST(told[i].at("leafhash").as_string() == leaf_hash_of(plain[i]));
        BOOST_TEST(!told[i].at("data").as_object().contains("_sd"));
    }
    BOOST_TEST(run({"log", "--disclosed"}).exit_code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
