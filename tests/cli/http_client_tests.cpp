// The client over TLS and against servers that misbehave.
// SPDX-License-Identifier: EUPL-1.2
#include "../core/temporary_folder.hpp"
#include "http_client.hpp"
#include <peil/core/error.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>
#include <thread>

namespace peil::cli {

namespace {

namespace net = boost::asio;
using net::ip::tcp;

/// Answers one connection with fixed bytes, over TLS if there is a folder with a certificate.
class OneAnswer {
  public:
    explicit OneAnswer(std::string bytes, std::string tls_folder = "")
        : bytes_(std::move(bytes)),
          tls_folder_(std::move(tls_folder)),
          acceptor_(context_, {net::ip::make_address("127.0.0.1"), 0}),
          port_(std::to_string(acceptor_.local_endpoint().port())),
          thread_([this] { serve(); }) {}
    ~OneAnswer() { thread_.join(); }
    OneAnswer(const OneAnswer&) = delete;
    OneAnswer& operator=(const OneAnswer&) = delete;

    [[nodiscard]] const std::string& port() const { return port_; }

  private:
    void serve() {
        tcp::socket socket(context_);
        acceptor_.accept(socket);
        if (tls_folder_.empty()) { return answer(socket); }
        net::ssl::context tls(net::ssl::context::tls_server);
        tls.use_certificate_chain_file(tls_folder_ + "/server.pem");
        tls.use_private_key_file(tls_folder_ + "/server.key", net::ssl::context::pem);
        net::ssl::stream<tcp::socket> stream(std::move(socket), tls);
        boost::system::error_code failure;
        stream.handshake(net::ssl::stream_base::server, failure);
        if (!failure) { answer(stream); }
    }
    template <class Stream>
    void answer(Stream& stream) {
        net::streambuf request;
        boost::system::error_code failure;
        net::read_until(stream, request, "\r\n\r\n", failure);
        net::write(stream, net::buffer(bytes_), failure);
    }

    std::string bytes_;
    std::string tls_folder_;
    net::io_context context_;
    tcp::acceptor acceptor_;
    std::string port_;
    std::thread thread_;
};

const std::string good_answer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

core::Result<HttpAnswer> post_to(const std::string& url) {
    return http_post({.url = url,
                      .content_type = "text/plain",
                      .body = "body",
                      .time_max = std::chrono::seconds(5),
                      .answer_size_max_bytes = 1000});
}

/// Why nothing usable came back.
std::string why_unreachable(const std::string& url) {
    const auto answer = post_to(url);
    BOOST_TEST_REQUIRE(answer.has_error());
    BOOST_TEST((answer.error().code == make_error_code(core::Errc::unreachable)));
    return answer.error().detail;
}

/// A certificate for `localhost` that is its own root.
void make_certificate(const core::testing::TemporaryFolder& folder) {
    const auto command = "cd '" + folder.path().string() +
                         "' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
                         "-nodes -keyout server.key -out server.pem -subj /CN=localhost -days 2 "
                         "-addext subjectAltName=DNS:localhost >/dev/null 2>&1";
    const int code = std::system(command.c_str());  // NOLINT(cert-env33-c): a tool of the test
    BOOST_TEST_REQUIRE(code == 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(http_client)

BOOST_AUTO_TEST_CASE(gives_status_type_and_body) {
    const OneAnswer server(good_answer);
    const auto answer = post_to("http://127.0.0.1:" + server.port() + "/x");
    BOOST_TEST_REQUIRE(answer.has_value(), answer.error().detail);
    BOOST_TEST(answer->status == 200U);
    BOOST_TEST(answer->content_type == "text/plain");
    BOOST_TEST(answer->body == "ok");
}

BOOST_AUTO_TEST_CASE(refuses_answers_that_are_too_large_cut_off_or_no_http) {
    for (const std::string& bytes :
         {std::string("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n") + std::string(2000, 'a'),
          std::string("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nshort"),
          std::string("nonsense\r\n\r\n"), std::string()}) {
        const OneAnswer server(bytes);
        static_cast<void>(why_unreachable("http://127.0.0.1:" + server.port() + "/"));
    }
}

BOOST_AUTO_TEST_CASE(trusts_a_server_by_a_root_and_by_its_name) {
    const core::testing::TemporaryFolder folder;
    make_certificate(folder);
    const auto roots = (folder / "server.pem").string();
    {
        const OneAnswer server(good_answer, folder.path().string());
        const auto why = why_unreachable("https://localhost:" + server.port() + "/");
        BOOST_TEST(why.find("certificate verify failed") != std::string::npos, why);
    }
    ::setenv("SSL_CERT_FILE", roots.c_str(), 1);
    {
        const OneAnswer server(good_answer, folder.path().string());
        const auto answer = post_to("https://localhost:" + server.port() + "/");
        BOOST_TEST(answer.has_value(), answer.error().detail);
    }
    {
        const OneAnswer server(good_answer, folder.path().string());
        const auto why = why_unreachable("https://127.0.0.1:" + server.port() + "/");
        BOOST_TEST(why.find("certificate verify failed") != std::string::npos, why);
    }
    ::unsetenv("SSL_CERT_FILE");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::cli
