// Randomness as an argument: the kernel's in programs, a fixed one in tests; and what is made of
// it: salts and event ids (RFC 9562).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace peil::core {

/// A source of random bytes.
class Random {
  public:
    Random() = default;
    virtual ~Random();
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;

    /// Fills all of `bytes`.
    virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The kernel's source, fit for salts and keys. Safe for use by several threads.
class SystemRandom final : public Random {
  public:
    /// Throws CryptoError. Source: getrandom(2).
    void fill(std::span<std::byte> bytes) override;
};

/// 16 random bytes as 22 characters of base64url. Source: RFC 9901 §9.3 (128 bits a salt).
[[nodiscard]] std::string random_salt(Random& random);

/// A UUID version 7 in lowercase: 48 bits of time, 74 random ones, so that ids of different
/// milliseconds sort by time. `unix_ms`: 0 to 2^48-1. Source: RFC 9562 §5.7.
[[nodiscard]] std::string uuid_v7(Random& random, std::int64_t unix_ms);

}  // namespace peil::core
