// The client on Boost.Beast: one asynchronous step after the other, each within one deadline.
// SPDX-License-Identifier: EUPL-1.2
#include "http_client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace peil::cli {

namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using net::ip::tcp;
using Failure = boost::system::error_code;

core::Error unreachable(const std::string& url, const std::string& why) {
    return {core::Errc::unreachable, url + ": " + why};
}

/// Runs one step after the other until the deadline.
class Steps {
  public:
    explicit Steps(std::chrono::milliseconds time_max)
        : deadline_(std::chrono::steady_clock::now() + time_max) {}

    [[nodiscard]] net::io_context& context() { return context_; }

    /// Starts a step with a handler and waits for it. Nothing, or what failed.
    template <class Start>
    std::optional<std::string> run(Start start) {
        std::optional<Failure> outcome;
        start([&outcome](const Failure& failure, const auto&...) { outcome = failure; });
        context_.restart();
        context_.run_until(deadline_);
        if (!outcome) { return "no answer in time"; }
        return *outcome ? std::optional(outcome->message()) : std::nullopt;
    }

  private:
    net::io_context context_;
    std::chrono::steady_clock::time_point deadline_;
};

http::request<http::string_body> make_request(const HttpPost& post, const HttpUrl& url) {
    http::request<http::string_body> request(http::verb::post, url.target, 11, post.body);
    request.set(http::field::host, url.authority());
    request.set(http::field::user_agent, "peil/" PEIL_VERSION);
    request.set(http::field::content_type, post.content_type);
    request.set(http::field::connection, "close");
    request.prepare_payload();
    return request;
}

template <class Stream>
core::Result<HttpAnswer> exchange(Steps& steps, Stream& stream, const HttpPost& post,
                                  const HttpUrl& url) {
    const auto request = make_request(post, url);
    if (const auto wrong = steps.run(
            [&](auto handler) { http::async_write(stream, request, std::move(handler)); })) {
        return unreachable(post.url, *wrong);
    }
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(post.answer_size_max_bytes);
    if (const auto wrong = steps.run(
            [&](auto handler) { http::async_read(stream, buffer, parser, std::move(handler)); })) {
        return unreachable(post.url, *wrong);
    }
    auto& response = parser.get();
    return HttpAnswer{response.result_int(), std::string(response[http::field::content_type]),
                      std::move(response.body())};
}

std::optional<std::string> connect(Steps& steps, tcp::socket& socket, const HttpUrl& url) {
    tcp::resolver resolver(steps.context());
    tcp::resolver::results_type found;
    if (auto wrong = steps.run([&](auto handler) {
            resolver.async_resolve(url.host, url.port,
                                   [&found, handler](const Failure& failure,
                                                     tcp::resolver::results_type results) mutable {
                                       found = std::move(results);
                                       handler(failure);
                                   });
        })) {
        return wrong;
    }
    return steps.run([&](auto handler) { net::async_connect(socket, found, std::move(handler)); });
}

core::Result<HttpAnswer> post_plain(Steps& steps, const HttpPost& post, const HttpUrl& url) {
    tcp::socket socket(steps.context());
    if (const auto wrong = connect(steps, socket, url)) { return unreachable(post.url, *wrong); }
    return exchange(steps, socket, post, url);
}

core::Result<HttpAnswer> post_tls(Steps& steps, const HttpPost& post, const HttpUrl& url) {
    net::ssl::context tls(net::ssl::context::tls_client);
    tls.set_options(net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1 |
                    net::ssl::context::no_tlsv1_1);
    tls.set_default_verify_paths();
    net::ssl::stream<tcp::socket> stream(steps.context(), tls);
    stream.set_verify_mode(net::ssl::verify_peer);
    stream.set_verify_callback(net::ssl::host_name_verification(url.host));
    auto name = url.host;
    SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
             name.data());
    if (const auto wrong = connect(steps, stream.next_layer(), url)) {
        return unreachable(post.url, *wrong);
    }
    if (const auto wrong = steps.run([&](auto handler) {
            stream.async_handshake(net::ssl::stream_base::client, std::move(handler));
        })) {
        return unreachable(post.url, *wrong);
    }
    return exchange(steps, stream, post, url);
}

bool is_url_byte(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte > 0x20 && byte < 0x7F && letter != '@' && letter != '?' && letter != '#' &&
           letter != '\\' && letter != '"' && letter != '<' && letter != '>';
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Divides `host`, `host:port`, `[v6]`, `[v6]:port`. False if it is none of these.
bool take_authority(std::string_view text, HttpUrl& url) {
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) { return false; }
        url.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
    } else {
        const auto colon = text.find(':');
        url.host = text.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
    }
    if (url.host.empty()) { return false; }
    if (rest.empty()) {
        url.port = url.is_tls ? "443" : "80";
        return true;
    }
    url.port = rest.substr(1);
    return rest.front() == ':' && is_port(url.port);
}

}  // namespace

std::string HttpUrl::authority() const {
    const auto name = host.find(':') == std::string::npos ? host : '[' + host + ']';
    return port == (is_tls ? "443" : "80") ? name : name + ':' + port;
}

core::Result<HttpUrl> parse_url(std::string_view text) {
    const auto wrong =
        unreachable(std::string(text), "this is no URL such as https://witness.example/prefix");
    HttpUrl url;
    auto rest = text;
    if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else if (rest.starts_with("https://")) {
        url.is_tls = true;
        rest.remove_prefix(8);
    } else {
        return wrong;
    }
    if (!std::all_of(rest.begin(), rest.end(), is_url_byte)) { return wrong; }
    const auto slash = rest.find('/');
    if (!take_authority(rest.substr(0, slash), url)) { return wrong; }
    url.target = slash == std::string_view::npos ? "/" : rest.substr(slash);
    return url;
}

core::Result<HttpAnswer> http_post(const HttpPost& post) {
    const auto url = parse_url(post.url);
    if (!url) { return url.error(); }
    try {
        Steps steps(post.time_max);
        return url->is_tls ? post_tls(steps, post, *url) : post_plain(steps, post, *url);
    } catch (const boost::system::system_error& error) {
        return unreachable(post.url, error.what());
    }
}

}  // namespace peil::cli
