// Requests to a witness over loopback: each a new checkpoint with its proof, cosigned and durable
// before it is answered. Beside it: as many durable commits of LMDB alone.
// SPDX-License-Identifier: EUPL-1.2
#include "http_server.hpp"
#include "workbench.hpp"
#include <peil/core/bytes.hpp>
#include <peil/core/checkpoint.hpp>
#include <peil/core/tree.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <thread>
#include <utility>

namespace peil::bench {

namespace {

namespace http = boost::beast::http;

constexpr unsigned request_count_a_round = 200;  ///< of each log
constexpr unsigned log_count = 4;
constexpr core::UnixMs witnessed_at = 1'760'000'000'000;

using Requests = std::vector<std::string>;

/// The origins of logs that all have the events of one ledger.
std::string origin_of(unsigned log) {
    return fmt::format("bench.example/witnessed/{}", log);
}

/// Requests that follow the log as it grew to all its sizes, from the one after `old_size` on.
Requests requests_of(const core::Snapshot& ledger, const std::string& log_name,
                     std::uint64_t old_size) {
    const auto& hashes = ledger.hashes();
    Requests requests;
    for (unsigned i = 0; i < request_count_a_round; ++i, ++old_size) {
        const auto size = old_size + 1;
        const auto text = core::encode_checkpoint(
            {.origin = log_name, .size = size, .root = take(core::tree_root(size, hashes))});
        requests.push_back(core::encode_add_checkpoint(
            {.old_size = old_size,
             .proof =
                 take(core::prove_consistency({.old_size = old_size, .current = size}, hashes)),
             .checkpoint = core::sign_note(text, log_name, bench_key())}));
    }
    return requests;
}

/// A witness that knows the logs, served by threads of its own.
class ServedWitness {
  public:
    explicit ServedWitness(const std::filesystem::path& state)
        : witness_(open(state)), server_(witness_, {}), thread_([this] { server_.run(); }) {}
    ~ServedWitness() {
        server_.stop();
        thread_.join();
    }
    ServedWitness(const ServedWitness&) = delete;
    ServedWitness& operator=(const ServedWitness&) = delete;
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

  private:
    static witness::Witness open(const std::filesystem::path& state) {
        core::Store::create(state, witness::state_options());
        witness::Identity identity{.name = "witness.bench.example", .logs = {}};
        for (unsigned log = 0; log < log_count; ++log) {
            identity.logs.push_back(
                take(core::make_verifier_key(origin_of(log), bench_key().public_key())));
        }
        return {take(core::Store::open(state, witness::state_options())), bench_key(),
                std::move(identity), [] { return witnessed_at; }};
    }
    witness::Witness witness_;
    witness::HttpServer server_;
    std::thread thread_;
};

/// Sends all over one connection, each when the one before is answered.
void send_all(std::uint16_t port, const Requests& requests) {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    boost::beast::flat_buffer buffer;
    for (const auto& body : requests) {
        http::request<http::string_body> request(http::verb::post, "/add-checkpoint", 11, body);
        request.set(http::field::host, "localhost");
        request.prepare_payload();
        http::write(socket, request);
        http::response<http::string_body> answer;
        http::read(socket, buffer, answer);
        if (answer.result_int() != 200) {
            throw std::runtime_error("the witness refuses: " + answer.body());
        }
    }
}

/// Requests a second of as many logs as there are lists, each over a connection of its own.
double requests_a_second(std::uint16_t port, const std::vector<Requests>& of_logs) {
    const Stopwatch watch;
    std::vector<std::thread> clients;
    std::vector<std::string> faults(of_logs.size());
    for (std::size_t log = 0; log < of_logs.size(); ++log) {
        clients.emplace_back([&, log] {
            try {
                send_all(port, of_logs[log]);
            } catch (const std::exception& fault) { faults[log] = fault.what(); }
        });
    }
    for (auto& client : clients) { client.join(); }
    const auto seconds = watch.seconds();
    for (const auto& fault : faults) {
        if (!fault.empty()) { throw std::runtime_error(fault); }
    }
    return static_cast<double>(of_logs.size() * request_count_a_round) / seconds;
}

/// Durable commits a second of one row with the size of a request.
double commits_a_second(RawStore& raw, unsigned round, const std::string& value) {
    std::vector<RawRow> rows;
    for (unsigned i = 0; i < request_count_a_round; ++i) {
        rows.push_back({0, {}, value});
        core::append_u64_be(rows.back().key, round * request_count_a_round + i);
    }
    const Stopwatch watch;
    for (auto& row : rows) { raw.append({&row, 1}); }
    return request_count_a_round / watch.seconds();
}

}  // namespace

void measure_witness(Workbench& bench) {
    Workbench::tell("asking a witness");
    const auto size = bench.options().event_count;
    const BenchLedger ledger(bench.ledger_root(size), bench.recipe(size));
    const auto snapshot = ledger.ledger().snapshot();
    const auto folder = bench.folder() / "witness-work";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    {
        const ServedWitness served(folder / "state");
        RawStore raw(folder / "raw");
        Figure one{.name = "witness-one-log",
                   .text = "checkpoints of one log, cosigned one after the other",
                   .unit = "requests/s",
                   .yardstick = "raw LMDB, a durable commit each"};
        Figure more{.name = "witness-logs",
                    .text = fmt::format("of {} logs at a time", log_count),
                    .unit = "requests/s",
                    .yardstick = one.yardstick};
        // Log 0 is asked twice a round: alone, and with the others.
        std::vector<std::uint64_t> sizes(log_count, 0);
        for (unsigned round = 0; round < bench.options().round_count; ++round) {
            const auto next = [&](unsigned log) {
                auto requests = requests_of(snapshot, origin_of(log), sizes[log]);
                sizes[log] += request_count_a_round;
                return requests;
            };
            const std::vector<Requests> alone{next(0)};
            std::vector<Requests> all;
            for (unsigned log = 0; log < log_count; ++log) { all.push_back(next(log)); }
            one.yardstick_samples.push_back(commits_a_second(raw, round, alone.front().front()));
            more.yardstick_samples.push_back(one.yardstick_samples.back());
            one.samples.push_back(requests_a_second(served.port(), alone));
            more.samples.push_back(requests_a_second(served.port(), all));
        }
        bench.add(std::move(one));
        bench.add(std::move(more));
    }
    std::filesystem::remove_all(folder);
}

}  // namespace peil::bench
