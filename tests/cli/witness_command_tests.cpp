// peil witness against real witnesses in other processes: quorums, proofs, forks, files.
// SPDX-License-Identifier: EUPL-1.2
#include "background_witness.hpp"
#include "http_client.hpp"
#include "policy_file.hpp"
#include <peil/core/ledger.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <thread>

namespace peil::cli {

namespace {

using testing::BackgroundWitness;
using testing::LedgerPlace;
using testing::Outcome;
using testing::Workplace;

std::string log_key_of(const Workplace& place) {
    return std::string(
        place.done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string());
}

/// A witness that knows the ledger and is known to it.
std::unique_ptr<BackgroundWitness> join_witness(const Workplace& place, const std::string& name,
                                                const std::string& quorum) {
    auto witness = std::make_unique<BackgroundWitness>(name + ".example");
    witness->trust(log_key_of(place));
    witness->start();
    static_cast<void>(
        place.done({"witness", "add", name, witness->vkey(), witness->url(), "--quorum", quorum}));
    return witness;
}

/// The verdict on a claim of `peil verify`.
std::string verdict_of(const Workplace& place, std::string_view claim,
                       const testing::Words& more = {}) {
    testing::Words words{"verify", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto found = place.run(words).json();
    for (const auto& each : found.at("claims").as_array()) {
        if (each.at("claim").as_string() == claim) {
            return std::string(each.at("verdict").as_string());
        }
    }
    return "absent";
}

void copy_ledger(const Workplace& from, const Workplace& to) {
    std::filesystem::copy(from / ".peil", to / ".peil", std::filesystem::copy_options::recursive);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(witness_command)

BOOST_FIXTURE_TEST_CASE(needs_a_witness_before_it_asks_one, LedgerPlace) {
    BOOST_TEST(run({"witness", "ask"}).exit_code == 2);
    BOOST_TEST(run({"witness", "list"}).exit_code == 2);
    BOOST_TEST(verdict_of(*this, "witnesses") == "not proven");
    BOOST_TEST(run({"verify"}).exit_code == 0);
}

BOOST_FIXTURE_TEST_CASE(stores_cosignatures_and_proves_growth, LedgerPlace) {
    const auto witness = join_witness(*this, "parliament", "all");
    BOOST_TEST(verdict_of(*this, "witnesses") == "not proven");
    BOOST_TEST(run({"verify"}).exit_code == 4);
    const auto first = done({"witness", "ask"});
    BOOST_TEST(first.says("up to date"), first);
    for (const auto& words :
         {testing::Words{"checkpoint"}, testing::Words{"checkpoint", "--show"}}) {
        BOOST_TEST(done(words).says("\n\u2014 parliament.example "), "with its cosignature");
    }
    BOOST_TEST(verdict_of(*this, "witnesses") == "proven");
    BOOST_TEST(verdict_of(*this, "witnesses", {"--max-age", "1"}) == "proven");
    testing::add_measures(*this);
    BOOST_TEST(done({"witness", "list"}).says("behind"));
    BOOST_TEST(verdict_of(*this, "witnesses") == "not proven");
    BOOST_TEST(done({"witness", "ask"}).says("up to date"));
    BOOST_TEST(run({"verify"}).exit_code == 0);
    BOOST_TEST(witness->stop() == 0);
    const auto gone = run({"witness", "ask"});
    BOOST_TEST(gone.says("unreachable"), gone);
    // It holds all the same: the last checkpoint was cosigned before.
    BOOST_TEST(gone.exit_code == 0, gone);
}

BOOST_FIXTURE_TEST_CASE(cosignatures_of_later_travel_with_a_report, LedgerPlace) {
    testing::add_measures(*this);
    static_cast<void>(done({"edition", "publish", "1", "--date", "2021-01-01"}));
    static_cast<void>(done({"planning", "set", "1", "2023", "--effective", "2021-02-01"}));
    const auto witness = join_witness(*this, "parliament", "all");
    static_cast<void>(done({"edition", "export", "1", "--output", "before.json"}));
    static_cast<void>(done({"witness", "ask"}));
    static_cast<void>(done({"edition", "export", "1", "--output", "after.json"}));
    const auto policy = (*this / ".peil/policy").string();
    BOOST_TEST(run({"check", "before.json", "--policy", policy}).exit_code == 4);
    const auto after = run({"check", "after.json", "--policy", policy});
    BOOST_TEST(after.exit_code == 0, after);
    BOOST_TEST(after.says("the quorum of the policy cosigned it"), after);
    BOOST_TEST(core::testing::read_whole(*this / "after.json")
                   .find("\"policy\":[{\"key\":\"example.nl/") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(takes_k_of_n, LedgerPlace) {
    const auto first = join_witness(*this, "a", "all");
    const auto second = join_witness(*this, "b", "2");
    const auto third = join_witness(*this, "c", "2");
    first->stop();
    const auto asked = run({"witness", "ask", "--format", "json"});
    BOOST_TEST(asked.exit_code == 0, asked);
    const auto found = asked.json();
    BOOST_TEST(found.at("quorumSize").to_number<int>() == 1);
    BOOST_TEST(found.at("witnesses").as_array().at(0).at("behind").to_number<int>() == 1);
    second->stop();
    testing::add_measures(*this);
    BOOST_TEST(run({"witness", "ask"}).exit_code == 4);
    BOOST_TEST(verdict_of(*this, "witnesses") == "not proven");
}

BOOST_FIXTURE_TEST_CASE(asks_again_with_a_proof_where_the_witness_knows_more, LedgerPlace) {
    const auto witness = join_witness(*this, "w", "all");
    const Workplace other;
    copy_ledger(*this, other);
    BOOST_TEST(done({"witness", "ask"}).exit_code == 0);
    // The copy knows of no cosignature, so it begins at 0 and is told 1.
    testing::add_measures(other);
    const auto asked = other.run({"witness", "ask"});
    BOOST_TEST(asked.exit_code == 0, asked);
}

BOOST_FIXTURE_TEST_CASE(is_told_of_a_fork_and_of_a_step_back, LedgerPlace) {
    const auto witness = join_witness(*this, "w", "all");
    const Workplace fork;
    const Workplace old;
    copy_ledger(*this, fork);
    copy_ledger(*this, old);
    testing::add_measures(*this);
    BOOST_TEST(done({"witness", "ask"}).exit_code == 0);
    const auto stepped_back = old.run({"witness", "ask"});
    BOOST_TEST(stepped_back.exit_code == 1, stepped_back);
    BOOST_TEST(stepped_back.says("stepped back"), stepped_back);
    testing::add_measures(fork);
    BOOST_TEST(
        fork.done({"measure", "add", "9", "--chapter", "1", "--description", "x"}).exit_code == 0);
    const auto forked = fork.run({"witness", "ask"});
    BOOST_TEST(forked.exit_code == 1, forked);
    BOOST_TEST(forked.says("does not contain what it cosigned"), forked);
}

BOOST_FIXTURE_TEST_CASE(says_what_to_do_where_the_log_is_not_known, LedgerPlace) {
    BackgroundWitness witness("w.example");
    witness.start();
    static_cast<void>(done({"witness", "add", "w", witness.vkey(), witness.url()}));
    const auto asked = run({"witness", "ask"});
    BOOST_TEST(asked.exit_code == 4, asked);
    BOOST_TEST(asked.says(log_key_of(*this)), asked);
}

BOOST_FIXTURE_TEST_CASE(goes_by_files_where_there_is_no_server, LedgerPlace) {
    const BackgroundWitness witness("court.example");
    witness.trust(log_key_of(*this));
    static_cast<void>(done({"witness", "add", "court", witness.vkey()}));
    const auto request_file = (*this / "request").string();
    const auto cosigned_file = (*this / "cosigned").string();
    for (const std::string old_size : {"0", "1"}) {
        core::testing::write_whole(request_file,
                                   done({"witness", "request", "--old", old_size}).output);
        BOOST_TEST_REQUIRE(
            witness.run({"file", witness.folder(), request_file, "--output", cosigned_file}) == 0,
            witness.output());
        BOOST_TEST(done({"witness", "receive", cosigned_file}).says("up to date"));
        BOOST_TEST(run({"verify"}).exit_code == 0);
        // A checkpoint alone will do for the size that was cosigned last.
        core::testing::write_whole(request_file, done({"checkpoint", "--show"}).output);
        BOOST_TEST(witness.run({"file", witness.folder(), request_file}) == 0, witness.output());
        if (old_size == "0") { testing::add_measures(*this); }
    }
    BOOST_TEST(witness.run({"show", witness.folder()}) == 0);
    // Without a proof, more is refused, and the size to begin at is named.
    BOOST_TEST(done({"measure", "add", "9", "--chapter", "1", "--description", "x"}).exit_code ==
               0);
    core::testing::write_whole(request_file, done({"checkpoint", "--show"}).output);
    BOOST_TEST(witness.run({"file", witness.folder(), request_file}) == 1);
    core::testing::write_whole(request_file, done({"witness", "request", "--old", "0"}).output);
    BOOST_TEST(witness.run({"file", witness.folder(), request_file}) == 1);
    BOOST_TEST(witness.output().find("--old ") != std::string::npos, witness.output());
    const auto stranger = run({"witness", "receive", "-"}, {.input = "nonsense"});
    BOOST_TEST(stranger.exit_code == 2, stranger);
}

BOOST_FIXTURE_TEST_CASE(lets_nobody_wait_who_records, LedgerPlace) {
    boost::asio::io_context context;
    boost::asio::ip::tcp::acceptor silent(context, {boost::asio::ip::make_address("127.0.0.1"), 0});
    const BackgroundWitness witness("w.example");
    static_cast<void>(done({"witness", "add", "w", witness.vkey(),
                            "http://127.0.0.1:" + std::to_string(silent.local_endpoint().port())}));
    const auto begin = std::chrono::steady_clock::now();
    Outcome asked;
    // The runner's own files are not shared: it runs in another place, on the same ledger.
    const Workplace elsewhere;
    std::thread asking([&] {
        asked = elsewhere.run(
            {"witness", "ask", "--timeout", "2", "--ledger", (*this / ".peil").string()});
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    testing::add_measures(*this);
    const auto recorded = std::chrono::steady_clock::now() - begin;
    asking.join();
    const auto ended = std::chrono::steady_clock::now() - begin;
    BOOST_TEST(asked.exit_code == 4, asked);
    BOOST_TEST(asked.says("no answer in time"), asked);
    BOOST_TEST((ended > std::chrono::milliseconds(1900)));
    BOOST_TEST((recorded < ended));
}

BOOST_FIXTURE_TEST_CASE(notices_a_stored_cosignature_that_was_changed, LedgerPlace) {
    const auto witness = join_witness(*this, "w", "all");
    BOOST_TEST(done({"witness", "ask"}).exit_code == 0);
    auto bytes = core::testing::read_whole(*this / ".peil/ledger/data.mdb");
    // The line with the em dash, which the store holds as it is; its last characters but one are
    // of the signature.
    const auto at = bytes.rfind("\xE2\x80\x94 w.example ");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    bytes[at + 60] = bytes[at + 60] == 'A' ? 'B' : 'A';
    core::testing::write_whole(*this / ".peil/ledger/data.mdb", bytes);
    BOOST_TEST(verdict_of(*this, "witnesses") == "contradicted");
    BOOST_TEST(run({"verify"}).exit_code == 1);
}

BOOST_AUTO_TEST_CASE(edits_a_policy_without_touching_what_people_wrote) {
    const auto key = core::SigningKey::generate();
    const auto log = core::encode_vkey(*core::make_verifier_key("example.nl/a", key.public_key()));
    const auto vkey = [](const std::string& name) {
        return core::encode_vkey(
            *core::make_cosigner_key(name, core::SigningKey::generate().public_key()));
    };
    const auto first = add_witness("", log, {.name = "a", .vkey = vkey("a")});
    BOOST_TEST_REQUIRE(first.has_value());
    const auto second =
        add_witness("# mine\n" + *first, log, {.name = "b", .vkey = vkey("b"), .quorum = "1"});
    BOOST_TEST_REQUIRE(second.has_value());
    const auto policy = core::parse_policy(*second);
    BOOST_TEST(second->starts_with("# mine\n"));
    BOOST_TEST(policy->groups.front().members.size() == 2U);
    BOOST_TEST(policy->groups.front().threshold == 1U);
    BOOST_TEST(add_witness(*second, log, {.name = "b", .vkey = vkey("c")}).has_error());
    BOOST_TEST(
        add_witness(*second, log, {.name = "c", .vkey = vkey("c"), .quorum = "4"}).has_error());
    BOOST_TEST(add_witness(*second, log, {.name = "c d", .vkey = vkey("c")}).has_error());
    BOOST_TEST(add_witness(*second, log, {.name = "c", .vkey = "x"}).has_error());
    // By hand, without the group that is kept: the witness is added and counts nowhere.
    const auto hand = "log " + log + "\nwitness a " + vkey("a") + "\nquorum a\n";
    const auto added = add_witness(hand, log, {.name = "b", .vkey = vkey("b")});
    BOOST_TEST_REQUIRE(added.has_value());
    BOOST_TEST(core::parse_policy(*added)->quorum == "a");
}

BOOST_AUTO_TEST_CASE(reads_addresses_strictly) {
    const auto shown = [](const char* text) {
        const auto url = parse_url(text);
        return url ? (url->is_tls ? "tls " : "") + url->host + " " + url->port + " " + url->target +
                         " " + url->authority()
                   : std::string("refused");
    };
    BOOST_TEST(shown("http://a.example") == "a.example 80 / a.example");
    BOOST_TEST(shown("https://a.example/b/c") == "tls a.example 443 /b/c a.example");
    BOOST_TEST(shown("http://[::1]:81/x") == "::1 81 /x [::1]:81");
    BOOST_TEST(shown("https://a:80/") == "tls a 80 / a:80");
    for (const auto* text : {"", "a.example", "ftp://a", "http://", "http:///x", "http://a:x/",
                             "http://a:/", "http://u@a/", "http://a/?q", "http://a/#f",
                             "http://a b/", "http://a\r\nX: y/", "http://[::1", "http://[]/"}) {
        BOOST_TEST(shown(text) == "refused", text);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
