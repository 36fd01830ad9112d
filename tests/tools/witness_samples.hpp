// A witness for tests: a published key, a clock that is set by hand, and requests over loopback.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../core/temporary_folder.hpp"
#include "../core/vectors.hpp"
#include "http_server.hpp"
#include "witness.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/store.hpp>
#include <peil/core/tree.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace peil::witness::testing {

namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;
using HttpResponse = http::response<http::string_body>;

inline const std::string vector_origin = "audit.example/ledger/1";

/// A tree of which every size can be proven: leaves are numbers.
class GrowingLog final : public core::HashReader {
  public:
    explicit GrowingLog(std::uint64_t size, char flavour = 'a') {
        core::RightEdge edge;
        core::Hasher hasher;
        for (std::uint64_t i = 0; i < size; ++i) {
            const auto entry = flavour + std::to_string(i);
            edge.append(hasher.leaf(core::as_bytes(entry)), hasher, nodes_);
        }
    }
    void read(std::span<const core::NodeId> ids, std::span<core::Hash> out) const override {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            out[i] = nodes_.at(core::stored_index(ids[i])).hash;
        }
    }
    [[nodiscard]] std::string request(std::uint64_t old_size, std::uint64_t size) const {
        return core::encode_add_checkpoint(
            {.old_size = old_size,
             .proof = *core::prove_consistency({.old_size = old_size, .current = size}, *this),
             .checkpoint = checkpoint(size)});
    }
    [[nodiscard]] core::SignedNote checkpoint(std::uint64_t size) const {
        return core::sign_note(
            core::encode_checkpoint(
                {.origin = vector_origin, .size = size, .root = *core::tree_root(size, *this)}),
            vector_origin, core::testing::key_from(0));
    }

  private:
    std::vector<core::TreeNode> nodes_;
};

/// The witness of the foreign vectors: `keys.witness1`, which knows `keys.log`.
struct VectorWitness {
    core::testing::TemporaryFolder folder;
    std::atomic<core::UnixMs> now{1'760'000'000'000};

    VectorWitness() { core::Store::create(folder / "state", state_options()); }

    /// Opens the state anew, as after a restart.
    [[nodiscard]] Witness open() {
        const auto vectors = core::testing::load_vectors("witness.json");
        const auto& keys = vectors.at("meta").at("keys");
        const auto seed = core::from_hex(core::testing::string_at(keys.at("witness1"), "seed_hex"));
        auto key = core::SigningKey::from_seed(*seed);
        auto store = core::Store::open(folder / "state", state_options());
        BOOST_TEST_REQUIRE(store.has_value());
        const auto log = core::parse_vkey(core::testing::string_at(keys.at("log"), "vkey"));
        return Witness(
            *std::move(store), *std::move(key),
            {.name = core::testing::string_at(keys.at("witness1"), "name"), .logs = {*log}},
            [this] { return now.load(); });
    }
};

/// A server in a thread of its own, for as long as this lives.
class RunningServer {
  public:
    explicit RunningServer(Witness& witness, ServerOptions options = {})
        : server_(witness, std::move(options)), thread_([this] { server_.run(); }) {}
    ~RunningServer() { stop(); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    void stop() {
        server_.stop();
        if (thread_.joinable()) { thread_.join(); }
    }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

  private:
    HttpServer server_;
    std::thread thread_;
};

/// A connection of a client that waits for each answer.
class Client {
  public:
    explicit Client(std::uint16_t port) : socket_(context_) {
        socket_.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    }
    [[nodiscard]] HttpResponse send(http::verb method, const std::string& target,
                                    const std::string& body = "") {
        http::request<http::string_body> request(method, target, 11, body);
        request.set(http::field::host, "localhost");
        request.prepare_payload();
        http::write(socket_, request);
        return receive();
    }
    [[nodiscard]] HttpResponse post(const std::string& body) {
        return send(http::verb::post, "/add-checkpoint", body);
    }
    void send_raw(const std::string& bytes) {
        boost::asio::write(socket_, boost::asio::buffer(bytes));
    }
    [[nodiscard]] HttpResponse receive() {
        HttpResponse response;
        http::read(socket_, buffer_, response);
        return response;
    }
    /// Waits until the server closes the connection; what comes before is returned.
    [[nodiscard]] std::string rest() {
        std::string bytes;
        boost::system::error_code failure;
        boost::asio::read(socket_, boost::asio::dynamic_buffer(bytes), failure);
        return bytes;
    }

  private:
    boost::asio::io_context context_;
    tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
};

}  // namespace peil::witness::testing
