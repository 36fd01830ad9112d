// The server on Boost.Beast. A connection belongs to the operation that waits for it: it is freed
// with that operation's handler, and no two threads ever hold it.
// SPDX-License-Identifier: EUPL-1.2
#include "http_server.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <csignal>
#include <exception>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace peil::witness {

namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using net::ip::tcp;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;
using Failure = boost::system::error_code;

constexpr std::string_view add_checkpoint_target = "/add-checkpoint";
constexpr std::string_view checkpoint_target = "/checkpoint";
constexpr std::chrono::milliseconds drain_step{10};

/// What all connections share.
struct Shared {
    Witness& witness;
    ServerOptions options;
    std::atomic<std::size_t> connection_count{0};
    std::atomic<std::size_t> answer_count{0};  ///< being made or sent
    std::atomic<bool> is_stopping{false};
};

Answer plain(unsigned status, std::string_view text) {
    return {.status = status, .body = std::string(text) + '\n'};
}

std::string_view view_of(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

/// The hash in `/<hash>/checkpoint`, or nothing.
std::optional<std::string_view> origin_hash_in(std::string_view target) {
    if (!target.starts_with('/') || !target.ends_with(checkpoint_target)) { return std::nullopt; }
    if (target.size() <= checkpoint_target.size() + 1) { return std::nullopt; }
    return target.substr(1, target.size() - checkpoint_target.size() - 1);
}

Answer answer_get(const Witness& witness, std::string_view origin_hash) {
    auto note = witness.latest_by_hash(origin_hash);
    if (!note) { return plain(404, "nothing was cosigned here of such a log"); }
    return {.status = 200, .body = *std::move(note)};
}

/// The answer to a request, whatever its method and target. Never throws for what was sent.
Answer answer_to(Witness& witness, const Request& request) {
    const auto target = view_of(request.target());
    if (target == add_checkpoint_target) {
        if (request.method() != http::verb::post) { return plain(405, "use POST"); }
        return witness.add_checkpoint(request.body());
    }
    const auto hash = origin_hash_in(target);
    if (!hash) { return plain(404, "there is no such page"); }
    if (request.method() != http::verb::get) { return plain(405, "use GET"); }
    return answer_get(witness, *hash);
}

Answer guarded_answer(Witness& witness, const Request& request) {
    try {
        return answer_to(witness, request);
    } catch (const std::exception&) {
        // What failed is our own and not the sender's to know; the status is reported.
        return plain(500, "the witness cannot answer now");
    }
}

/// The answer to a request that could not be read, or nothing where nobody listens any more.
std::optional<Answer> answer_to_failure(const Failure& failure) {
    if (failure == http::error::body_limit) { return plain(413, "the body is too large"); }
    if (failure == http::error::header_limit) { return plain(431, "the header is too large"); }
    if (failure == http::error::end_of_stream || failure == http::error::partial_message) {
        return std::nullopt;
    }
    const bool is_grammar =
        failure.category() == make_error_code(http::error::bad_method).category();
    return is_grammar ? std::optional(plain(400, "this is not HTTP")) : std::nullopt;
}

/// One connection. The static functions own it; each hands it on to the next.
class Connection {
  public:
    using Owner = std::unique_ptr<Connection>;

    Connection(tcp::socket socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
        ++shared_.connection_count;
    }
    ~Connection() { --shared_.connection_count; }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // NOLINTNEXTLINE(misc-no-recursion): called by the event loop, not by the one before
    static void read(Owner owner) {
        auto& self = *owner;
        self.parser_.emplace();
        self.parser_->body_limit(self.shared_.options.body_size_max_bytes);
        self.stream_.expires_after(self.shared_.options.request_time_max);
        http::async_read(
            self.stream_, self.buffer_, *self.parser_,
            // NOLINTNEXTLINE(misc-no-recursion): called by the event loop, not by the one before
            [owner = std::move(owner)](const Failure& failure, std::size_t) mutable {
                on_read(std::move(owner), failure);
            });
    }

  private:
    // NOLINTNEXTLINE(misc-no-recursion): called by the event loop, not by the one before
    static void on_read(Owner owner, const Failure& failure) {
        auto& self = *owner;
        if (failure) {
            const auto answer = answer_to_failure(failure);
            if (answer) { write(std::move(owner), *answer, false); }
            return;
        }
        ++self.shared_.answer_count;
        const auto& request = self.parser_->get();
        const auto answer = guarded_answer(self.shared_.witness, request);
        self.report(std::string(view_of(request.method_string())) + ' ' +
                        std::string(view_of(request.target())),
                    answer.status);
        const bool keeps = request.keep_alive() && !self.shared_.is_stopping;
        write(std::move(owner), answer, keeps);
    }

    // NOLINTNEXTLINE(misc-no-recursion): called by the event loop, not by the one before
    static void write(Owner owner, const Answer& answer, bool keeps) {
        auto& self = *owner;
        const bool is_counted = self.parser_->is_done();
        self.response_ = Response(static_cast<http::status>(answer.status), 11);
        self.response_.set(http::field::content_type, answer.content_type);
        self.response_.set(http::field::cache_control, "no-store");
        if (answer.status == 405) {
            const bool is_post = answer.body.find("POST") != std::string::npos;
            self.response_.set(http::field::allow, is_post ? "POST" : "GET");
        }
        self.response_.body() = answer.body;
        self.response_.keep_alive(keeps);
        self.response_.prepare_payload();
        self.stream_.expires_after(self.shared_.options.request_time_max);
        http::async_write(
            self.stream_, self.response_,
            // NOLINTNEXTLINE(misc-no-recursion): called by the event loop, not by the one before
            [owner = std::move(owner), keeps, is_counted](const Failure& failure,
                                                          std::size_t) mutable {
                if (is_counted) { --owner->shared_.answer_count; }
                on_written(std::move(owner), failure, keeps);
            });
    }

    // NOLINTNEXTLINE(misc-no-recursion): called by the event loop, not by the one before
    static void on_written(Owner owner, const Failure& failure, bool keeps) {
        if (!failure && keeps) { return read(std::move(owner)); }
        Failure ignored;
        owner->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    void report(const std::string& request, unsigned status) const {
        if (shared_.options.report) { shared_.options.report(request, status); }
    }

    boost::beast::tcp_stream stream_;
    Shared& shared_;
    boost::beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    Response response_;
};

tcp::endpoint endpoint_of(const ServerOptions& options) {
    return {net::ip::make_address(options.address), options.port};
}

}  // namespace

struct HttpServer::State {
    State(Witness& witness, ServerOptions options)
        : shared{witness, std::move(options)},
          context(static_cast<int>(shared.options.thread_count)),
          strand(net::make_strand(context)),
          acceptor(strand, endpoint_of(shared.options)),
          signals(strand),
          drain_timer(strand),
          port(acceptor.local_endpoint().port()) {}

    void accept() {
        acceptor.async_accept(net::make_strand(context),
                              [this](const Failure& failure, tcp::socket socket) {
                                  if (failure == net::error::operation_aborted) { return; }
                                  if (!failure) { take(std::move(socket)); }
                                  accept();
                              });
    }
    void take(tcp::socket socket) {
        if (shared.connection_count >= shared.options.connection_count_max) { return; }
        Connection::read(std::make_unique<Connection>(std::move(socket), shared));
    }
    /// On the strand, whoever asked for it.
    void begin_stop() {
        if (shared.is_stopping.exchange(true)) { return; }
        Failure ignored;
        acceptor.close(ignored);
        signals.cancel(ignored);
        deadline = std::chrono::steady_clock::now() + shared.options.stop_time_max;
        drain();
    }
    /// Waits for answers that were begun; connections that ask nothing are dropped.
    void drain() {
        if (shared.answer_count == 0 || std::chrono::steady_clock::now() > deadline) {
            context.stop();
            return;
        }
        drain_timer.expires_after(drain_step);
        drain_timer.async_wait([this](const Failure&) { drain(); });
    }

    // The connections that wait in the context refer to what is shared: it is freed after them.
    Shared shared;
    net::io_context context;
    net::strand<net::io_context::executor_type> strand;  ///< of all that is not a connection
    tcp::acceptor acceptor;
    net::signal_set signals;
    net::steady_timer drain_timer;
    std::uint16_t port;
    std::chrono::steady_clock::time_point deadline{};
};

HttpServer::HttpServer(Witness& witness, ServerOptions options)
    : state_(std::make_unique<State>(witness, std::move(options))) {
    if (state_->shared.options.stops_on_signals) {
        state_->signals.add(SIGINT);
        state_->signals.add(SIGTERM);
        state_->signals.async_wait([state = state_.get()](const Failure& failure, int) {
            if (!failure) { state->begin_stop(); }
        });
    }
    net::post(state_->strand, [state = state_.get()] { state->accept(); });
}

HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const {
    return state_->port;
}

void HttpServer::run() {
    std::vector<std::thread> helpers;
    for (unsigned i = 1; i < state_->shared.options.thread_count; ++i) {
        helpers.emplace_back([this] { state_->context.run(); });
    }
    state_->context.run();
    for (auto& helper : helpers) { helper.join(); }
}

void HttpServer::stop() {
    net::post(state_->strand, [state = state_.get()] { state->begin_stop(); });
}

}  // namespace peil::witness
