// A witness over HTTP: POST /add-checkpoint for logs, GET /<SHA-256 of origin>/checkpoint for
// monitors. TLS and names are the business of a reverse proxy in front.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "witness.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace peil::witness {

struct ServerOptions {
    std::string address{"127.0.0.1"};
    std::uint16_t port = 0;  ///< 0: any free one
    unsigned thread_count = 4;
    std::size_t body_size_max_bytes = std::size_t{128} << 10U;
    /// For a whole request to arrive, and for its answer to leave; also for a connection to idle.
    std::chrono::milliseconds request_time_max{10'000};
    std::size_t connection_count_max = 256;  ///< more are closed at once
    /// For requests that are being answered when the server is told to stop.
    std::chrono::milliseconds stop_time_max{5'000};
    bool stops_on_signals = false;  ///< SIGINT and SIGTERM
    /// Told of each answer, by any thread.
    std::function<void(std::string_view request, unsigned status)> report{};
};

class HttpServer {
  public:
    /// Listens at once. Throws boost::system::system_error if it cannot. The witness outlives it.
    HttpServer(Witness& witness, ServerOptions options);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Serves until stop(), or a signal; answers that were begun are finished.
    void run();
    /// May be called by any thread, and more than once.
    void stop();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace peil::witness
