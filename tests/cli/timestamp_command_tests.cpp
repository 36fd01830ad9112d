// peil timestamp against an authority on loopback that the openssl command answers for.
// SPDX-License-Identifier: EUPL-1.2
#include "../core/timestamp_authority.hpp"
#include "command_runner.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <thread>

namespace peil::cli {

namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;
using core::testing::TimestampAuthority;
using testing::LedgerPlace;

/// Answers one connection after the other until it is destroyed.
class AuthorityServer {
  public:
    explicit AuthorityServer(const TimestampAuthority& authority)
        : authority_(authority),
          acceptor_(context_, {boost::asio::ip::make_address("127.0.0.1"), 0}),
          port_(acceptor_.local_endpoint().port()),
          thread_([this] { serve(); }) {}
    ~AuthorityServer() {
        is_ending_ = true;
        boost::system::error_code ignored;
        tcp::socket last(context_);
        last.connect({boost::asio::ip::make_address("127.0.0.1"), port_}, ignored);
        thread_.join();
    }
    AuthorityServer(const AuthorityServer&) = delete;
    AuthorityServer& operator=(const AuthorityServer&) = delete;

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(port_) + "/tsa";
    }
    [[nodiscard]] int count() const { return count_; }
    /// From now on the same answer as to the query before.
    void repeat() { is_repeating_ = true; }

  private:
    void serve() {
        while (true) {
            tcp::socket socket(context_);
            boost::system::error_code failure;
            acceptor_.accept(socket, failure);
            if (is_ending_ || failure) { return; }
            answer(socket);
        }
    }
    void answer(tcp::socket& socket) {
        boost::beast::flat_buffer buffer;
        http::request<http::string_body> request;
        boost::system::error_code failure;
        http::read(socket, buffer, request, failure);
        if (failure) { return; }
        ++count_;
        if (!is_repeating_) { last_ = authority_.reply(request.body()); }
        http::response<http::string_body> response(http::status::ok, 11, last_);
        response.set(http::field::content_type, "application/timestamp-reply");
        response.prepare_payload();
        http::write(socket, response, failure);
    }

    const TimestampAuthority& authority_;
    boost::asio::io_context context_;
    tcp::acceptor acceptor_;
    std::uint16_t port_;
    std::atomic<bool> is_ending_{false};
    std::atomic<bool> is_repeating_{false};
    std::atomic<int> count_{0};
    std::string last_;
    std::thread thread_;
};

boost::json::object timestamp_claim(const LedgerPlace& place) {
    const auto found = place.run({"verify", "--format", "json"}).json();
    const auto& claims = found.at("claims").as_array();
    const auto* const claim = std::find_if(claims.begin(), claims.end(), [](const auto& each) {
        return each.at("claim").as_string() == "timestamps";
    });
    BOOST_TEST_REQUIRE(claim != claims.end());
    return claim->as_object();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timestamp_command)

BOOST_FIXTURE_TEST_CASE(stamps_the_last_checkpoint_once_and_remembers_where, LedgerPlace) {
    const TimestampAuthority authority;
    const AuthorityServer server(authority);
    BOOST_TEST(run({"timestamp"}).exit_code == 2);
    BOOST_TEST(timestamp_claim(*this).at("asked").as_bool() == false);
    const auto roots = authority.roots_file().string();
    const auto first = done({"timestamp", "--tsa", server.url(), "--ca", roots});
    BOOST_TEST(first.says("CN=Test TSA"), first);
    BOOST_TEST(timestamp_claim(*this).at("verdict").as_string() == "proven");
    BOOST_TEST(run({"verify"}).exit_code == 0);
    BOOST_TEST(done({"timestamp"}).says("size 1"));
    BOOST_TEST(server.count() == 1);
    testing::add_measures(*this);
    BOOST_TEST(timestamp_claim(*this).at("verdict").as_string() == "not proven");
    const auto second = done({"timestamp", "--format", "json"}).json();
    BOOST_TEST(second.at("timestamps").as_array().size() == 2U);
    BOOST_TEST(server.count() == 2);
    BOOST_TEST(run({"verify"}).exit_code == 0);
}

BOOST_FIXTURE_TEST_CASE(renews_before_the_certificate_ends, LedgerPlace) {
    const TimestampAuthority short_lived(30);
    const TimestampAuthority lasting;
    const AuthorityServer first(short_lived);
    const AuthorityServer second(lasting);
    static_cast<void>(done({"timestamp", "--tsa", first.url(), "--ca",
                            short_lived.roots_file().string(), "--renew-within", "10"}));
    const auto renewed = done({"timestamp", "--tsa", second.url(), "--ca",
                               lasting.roots_file().string(), "--format", "json"})
                             .json();
    const auto& stamped = renewed.at("timestamps").as_array().at(0);
    BOOST_TEST(stamped.at("tokens").to_number<int>() == 2);
    BOOST_TEST(stamped.at("authority").as_string() == "CN=Test TSA");
    BOOST_TEST(run({"verify"}).exit_code == 0);
    BOOST_TEST(done({"timestamp"}).says("renewed 1 times"));
    BOOST_TEST(second.count() == 1);
}

BOOST_FIXTURE_TEST_CASE(stores_nothing_that_does_not_hold, LedgerPlace) {
    const TimestampAuthority authority;
    const TimestampAuthority stranger;
    AuthorityServer server(authority);
    const auto wrong_root =
        run({"timestamp", "--tsa", server.url(), "--ca", stranger.roots_file().string()});
    BOOST_TEST(wrong_root.exit_code == 2, wrong_root);
    BOOST_TEST(!std::filesystem::exists(*this / ".peil/timestamping"));
    // A replayed answer has the nonce of another query.
    server.repeat();
    const auto replayed =
        run({"timestamp", "--tsa", server.url(), "--ca", authority.roots_file().string()});
    BOOST_TEST(replayed.exit_code == 2, replayed);
    const auto nobody = run({"timestamp", "--tsa", "http://127.0.0.1:9/", "--ca",
                             authority.roots_file().string(), "--timeout", "2"});
    BOOST_TEST(nobody.exit_code == 2, nobody);
    BOOST_TEST(timestamp_claim(*this).at("asked").as_bool() == false);
}

/// What `peil check` says of the timestamp among the files.
struct CheckedStamp {
    CheckedStamp(const LedgerPlace& place, testing::Words words) {
        words.insert(words.begin(), "check");
        words.insert(words.end(), {"--format", "json"});
        const auto outcome = place.run(words);
        exit_code = outcome.exit_code;
        if (outcome.output.empty()) { return; }
        const auto found = outcome.json();
        for (const auto& file : found.at("files").as_array()) {
            for (const auto& claim : file.at("claims").as_array()) {
                if (claim.at("claim").as_string() != "timestamp") { continue; }
                verdict = claim.at("verdict").as_string();
                text = claim.at("text").as_string();
            }
        }
    }
    int exit_code = -1;
    std::string verdict;
    std::string text;
};

/// A ledger with a stamped checkpoint, handed out with its timestamp.
struct StampedPlace : LedgerPlace {
    StampedPlace() {
        static_cast<void>(done({"timestamp", "--tsa", server.url(), "--ca", roots}));
        static_cast<void>(done({"timestamp", "--show", "--output", "token.der"}));
        static_cast<void>(done({"checkpoint", "--show", "--output", "checkpoint"}));
        key = done({"checkpoint", "--show", "--format", "json"}).json().at("logKey").as_string();
    }
    TimestampAuthority authority;
    AuthorityServer server{authority};
    std::string roots = authority.roots_file().string();
    std::string key;
};

BOOST_FIXTURE_TEST_CASE(is_given_out_and_checked_without_the_ledger, StampedPlace) {
    std::filesystem::rename(*this / ".peil", *this / "elsewhere");
    const CheckedStamp proven(*this, {"token.der", "checkpoint", "--ca", roots, "--key", key});
    BOOST_TEST(proven.exit_code == 0);
    BOOST_TEST(proven.verdict == "proven");
    BOOST_TEST(proven.text.find("CN=Test TSA") != std::string::npos, proven.text);
    BOOST_TEST(proven.text.find("over 1 event existed at 20") != std::string::npos, proven.text);
    const CheckedStamp no_roots(*this, {"checkpoint", "token.der", "--key", key});
    BOOST_TEST(no_roots.exit_code == 4);
    BOOST_TEST(no_roots.verdict == "not proven");
    BOOST_TEST(no_roots.text.find("--ca") != std::string::npos, no_roots.text);
    const CheckedStamp alone(*this, {"token.der", "--ca", roots});
    BOOST_TEST(alone.exit_code == 4);
    BOOST_TEST(alone.text.find("another FILE") != std::string::npos, alone.text);
    const auto read_by_others = "openssl ts -verify -data text -in '" +
                                (*this / "token.der").string() + "' -token_in -CAfile root.pem";
    const auto note = core::testing::read_whole(*this / "checkpoint");
    core::testing::write_whole(authority.folder() / "text", note.substr(0, note.find("\n\n") + 1));
    authority.shell(read_by_others);
}

BOOST_FIXTURE_TEST_CASE(of_another_text_or_authority_is_contradicted, StampedPlace) {
    testing::add_measures(*this);
    static_cast<void>(done({"checkpoint", "--show", "--output", "later"}));
    for (const auto& more : {testing::Words{}, testing::Words{"--ca", roots}}) {
        testing::Words words{"token.der", "later", "--key", key};
        words.insert(words.end(), more.begin(), more.end());
        const CheckedStamp other_text(*this, words);
        BOOST_TEST(other_text.exit_code == 1);
        BOOST_TEST(other_text.verdict == "contradicted");
    }
    // Beside the right one, another checkpoint does no harm.
    BOOST_TEST(CheckedStamp(*this, {"token.der", "later", "checkpoint", "--ca", roots}).verdict ==
               "proven");
    const TimestampAuthority stranger;
    BOOST_TEST(
        CheckedStamp(*this, {"token.der", "checkpoint", "--ca", stranger.roots_file().string()})
            .verdict == "contradicted");
    BOOST_TEST(run({"check", "token.der", "checkpoint", "--ca", "checkpoint"}).exit_code == 2);
    auto token = core::testing::read_whole(*this / "token.der");
    token[token.size() - 5] = static_cast<char>(token[token.size() - 5] ^ 1);
    core::testing::write_whole(*this / "token.der", token);
    BOOST_TEST(CheckedStamp(*this, {"token.der", "checkpoint", "--ca", roots}).exit_code == 1);
    token.resize(token.size() - 1);
    core::testing::write_whole(*this / "token.der", token);
    BOOST_TEST(run({"check", "token.der", "checkpoint", "--ca", roots}).exit_code == 2);
}

BOOST_FIXTURE_TEST_CASE(an_answer_of_an_authority_is_checked_as_it_is, StampedPlace) {
    const auto note = core::testing::read_whole(*this / "checkpoint");
    core::testing::write_whole(authority.folder() / "text", note.substr(0, note.find("\n\n") + 1));
    authority.shell("openssl ts -query -data text -sha256 -cert -out asked");
    core::testing::write_whole(
        *this / "reply", authority.reply(core::testing::read_whole(authority.folder() / "asked")));
    BOOST_TEST(CheckedStamp(*this, {"reply", "checkpoint", "--ca", roots}).verdict == "proven");
}

BOOST_FIXTURE_TEST_CASE(renewed_is_given_out_with_all_its_tokens, StampedPlace) {
    static_cast<void>(done({"timestamp", "--renew-within", "36500"}));
    const auto first = core::testing::read_whole(*this / "token.der");
    static_cast<void>(done({"timestamp", "--show", "--output", "both.der", "--size", "1"}));
    BOOST_TEST(core::testing::read_whole(*this / "both.der").starts_with(first));
    const CheckedStamp renewed(*this, {"both.der", "checkpoint", "--ca", roots});
    BOOST_TEST(renewed.verdict == "proven");
    BOOST_TEST(renewed.text.find("renewed 1 time;") != std::string::npos, renewed.text);
    BOOST_TEST(run({"timestamp", "--show", "--output", "x", "--size", "2"}).exit_code == 2);
    BOOST_TEST(run({"timestamp", "--show", "--size", "1"}).exit_code == 2);
    BOOST_TEST(run({"timestamp", "--show", "--output", "none/x"}).exit_code == 2);
}

BOOST_FIXTURE_TEST_CASE(travels_with_a_report_that_was_published_before, StampedPlace) {
    testing::add_measures(*this);
    static_cast<void>(done({"edition", "publish", "1", "--date", "2021-01-01"}));
    static_cast<void>(done({"edition", "export", "1", "--output", "before.html"}));
    static_cast<void>(done({"planning", "set", "1", "2023", "--effective", "2021-02-01"}));
    static_cast<void>(done({"timestamp"}));
    static_cast<void>(done({"edition", "export", "1", "--output", "report.html"}));
    std::filesystem::rename(*this / ".peil", *this / "elsewhere");
    BOOST_TEST(CheckedStamp(*this, {"before.html", "--key", key}).verdict.empty());
    // Whoever names an authority asks for a timestamp.
    BOOST_TEST(CheckedStamp(*this, {"before.html", "--key", key, "--ca", roots}).exit_code == 4);
    const CheckedStamp proven(*this, {"report.html", "--ca", roots, "--key", key});
    BOOST_TEST(proven.exit_code == 0);
    BOOST_TEST(proven.verdict == "proven");
    const CheckedStamp unasked(*this, {"report.html", "--key", key});
    BOOST_TEST(unasked.exit_code == 0);
    BOOST_TEST(unasked.verdict == "not proven");
    BOOST_TEST(unasked.text.find("--ca") != std::string::npos, unasked.text);
    const TimestampAuthority stranger;
    BOOST_TEST(
        CheckedStamp(*this, {"report.html", "--ca", stranger.roots_file().string()}).verdict ==
        "contradicted");
}

BOOST_FIXTURE_TEST_CASE(is_contradicted_when_its_roots_are_exchanged, LedgerPlace) {
    const TimestampAuthority authority;
    const TimestampAuthority stranger;
    const AuthorityServer server(authority);
    static_cast<void>(
        done({"timestamp", "--tsa", server.url(), "--ca", authority.roots_file().string()}));
    core::testing::write_whole(*this / ".peil/timestamping",
                               server.url() + "\n" + stranger.roots());
    BOOST_TEST(timestamp_claim(*this).at("verdict").as_string() == "contradicted");
    BOOST_TEST(run({"timestamp", "--show"}).exit_code == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
