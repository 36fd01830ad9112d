// One POST to a witness or a timestamping authority, over http or https, within a time.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace peil::cli {

/// `http://host[:port][/path]`, also with https; no user, query or fragment.
struct HttpUrl {
    bool is_tls = false;
    std::string host;    ///< an IPv6 address without its brackets
    std::string port;    ///< decimal
    std::string target;  ///< begins with a slash

    /// As the Host field wants it.
    [[nodiscard]] std::string authority() const;
};

/// Errors: unreachable says what is wrong with the text.
[[nodiscard]] core::Result<HttpUrl> parse_url(std::string_view text);

struct HttpPost {
    std::string url;
    std::string content_type;
    std::string body;
    std::chrono::milliseconds time_max{10'000};  ///< for all of it
    std::size_t answer_size_max_bytes = std::size_t{1} << 18U;
};

struct HttpAnswer {
    unsigned status = 0;
    std::string content_type;
    std::string body;
};

/// The answer, whatever its status; redirections are not followed. The certificate of an https
/// server must lead to a root of the system (or of SSL_CERT_FILE) and be for the host.
/// Errors: unreachable says what failed.
[[nodiscard]] core::Result<HttpAnswer> http_post(const HttpPost& post);

}  // namespace peil::cli
