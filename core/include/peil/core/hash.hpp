// SHA-256 and the two domain-separated hashes of an RFC 6962 tree.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace peil::core {

/// A SHA-256 value, 32 bytes.
struct Hash {
    std::array<std::byte, 32> bytes{};

    friend bool operator==(const Hash&, const Hash&) = default;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 of a defaulted <=> for ours
    friend auto operator<=>(const Hash&, const Hash&) = default;
};

/// Computes many SHA-256 values with one context: fetching the algorithm costs more than hashing
/// a small event. Not for use by two threads at once. Throws CryptoError.
class Hasher {
  public:
    Hasher();
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    /// SHA-256 of the bytes.
    [[nodiscard]] Hash hash(ByteView bytes);
    /// SHA-256(0x00 || entry). Source: RFC 6962 §2.1.
    [[nodiscard]] Hash leaf(ByteView entry);
    /// SHA-256(0x01 || left || right). Source: RFC 6962 §2.1.
    [[nodiscard]] Hash node(const Hash& left, const Hash& right);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// SHA-256 of the bytes, once. For many values use a Hasher.
[[nodiscard]] Hash sha256(ByteView bytes);

/// The root of the tree without leaves: SHA-256 of nothing. Source: RFC 6962 §2.1.
[[nodiscard]] const Hash& empty_root();

[[nodiscard]] std::string to_hex(const Hash& hash);
[[nodiscard]] std::optional<Hash> hash_from_hex(std::string_view text);
/// The hash in 32 bytes; nothing for another length.
[[nodiscard]] std::optional<Hash> hash_from_bytes(ByteView bytes);
[[nodiscard]] inline ByteView as_bytes(const Hash& hash) {
    return hash.bytes;
}

}  // namespace peil::core
