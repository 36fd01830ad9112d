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
