// Time from outside: a timestamping authority signs that it saw a hash at a moment. RFC 3161, with
// the signer's certificate found by RFC 5816.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/error.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/random.hpp>
#include <peil/core/time.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// Answers of this size or more are refused; one with a chain takes about 6 KiB.
constexpr std::size_t timestamp_size_limit_bytes = std::size_t{1} << 18U;

constexpr std::string_view timestamp_query_content_type = "application/timestamp-query";
constexpr std::string_view timestamp_reply_content_type = "application/timestamp-reply";

/// What a verified timestamp states.
struct TimestampInfo {
    UnixMs time = 0;          ///< by the authority's clock
    std::string authority{};  ///< subject of the signer's certificate, on one line
    std::string serial{};     ///< hexadecimal
    std::string policy{};     ///< object identifier, `1.3.6.1.4.1.99999.1`
    UnixMs expires = 0;       ///< when the first certificate of the signer's chain ends
};

/// The query for a hash, in DER: SHA-256, with a nonce of 8 random bytes, asking for certificates.
/// Throws CryptoError.
[[nodiscard]] Bytes make_timestamp_query(const Hash& imprint, Random& random);

/// The token of an answer in DER: granted, with the hash and the nonce of the query. Its signature
/// is not verified. Errors: malformed_timestamp; timestamp_rejected with the authority's reason.
[[nodiscard]] Result<Bytes> open_timestamp_reply(ByteView reply, ByteView query);

/// The tokens in a file: one or more behind each other, each renewing the one before it, or the one
/// in an authority's answer. Nothing is verified. Errors: malformed_timestamp; timestamp_rejected
/// with the authority's reason if it granted none.
[[nodiscard]] Result<std::vector<Bytes>> read_timestamp_file(ByteView file);

/// What a token says of itself, which nobody verified.
struct TimestampStatement {
    UnixMs time = 0;
    Hash imprint{};  ///< what it is over
};
/// Errors: malformed_timestamp; timestamp_rejected if it is over another hash than SHA-256.
[[nodiscard]] Result<TimestampStatement> read_timestamp(ByteView token);

/// What a token states, if it holds: over this hash, signed by a certificate for timestamping
/// (and nothing else) that leads to one of the roots, at the moment that the token states.
/// `roots_pem` holds certificates. Errors: malformed_timestamp, timestamp_rejected, malformed_key
/// if there is no root. Throws CryptoError.
[[nodiscard]] Result<TimestampInfo> verify_timestamp(ByteView token, const Hash& imprint,
                                                     std::string_view roots_pem);

/// As above, with the chain judged at another moment: that of the token which renewed this one.
[[nodiscard]] Result<TimestampInfo> verify_timestamp_at(ByteView token, const Hash& imprint,
                                                        std::string_view roots_pem, UnixMs moment);

/// What is stamped: SHA-256 of a checkpoint's text; for a renewal, of the text and the token that
/// it renews. Later cosignatures do not matter to it.
[[nodiscard]] Hash timestamp_imprint(std::string_view checkpoint_text, ByteView renewed_token);

/// What a chain of tokens over one checkpoint states, the first over its text alone and each later
/// one over the text and the token before. A token that was renewed had to hold when it was
/// renewed; the last one when it was made. The time is that of the first, the rest of the last.
/// `tokens` is not empty. Errors: as verify_timestamp(), with the number of the token from 1.
[[nodiscard]] Result<TimestampInfo> verify_timestamps(std::span<const Bytes> tokens,
                                                      std::string_view checkpoint_text,
                                                      std::string_view roots_pem);

}  // namespace peil::core
