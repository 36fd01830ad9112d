// Ed25519 keys: signing, verifying, and the private key as a PKCS#8 file. RFC 8032, RFC 8410.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/error.hpp>

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace peil::core {

using PublicKey = std::array<std::byte, 32>;
using Signature = std::array<std::byte, 64>;

/// The secret that an encrypted key file is read and written with; absent for a plain one.
using Passphrase = std::optional<std::string_view>;

/// Key files of this size or more are refused.
constexpr std::size_t key_file_size_limit_bytes = 4096;

/// Whether this is the key's signature of the message. False also for other lengths than 32 and 64
/// bytes and for a signature that is not in its one reduced form. Source: RFC 8032 §5.1.7.
[[nodiscard]] bool verify_ed25519(ByteView public_key, ByteView message, ByteView signature);

/// An Ed25519 private key. It is wiped from memory with the object. Any thread may sign.
class SigningKey {
  public:
    ~SigningKey();
    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;

    /// A new key from the operating system's randomness. Throws CryptoError.
    [[nodiscard]] static SigningKey generate();
    /// The key of a seed, for tests with published keys. Errors: malformed_key unless the seed has
    /// 32 bytes that are not all the same.
    [[nodiscard]] static Result<SigningKey> from_seed(ByteView seed);
    /// Reads PKCS#8, plain or encrypted. A passphrase for a plain key is not used.
    /// Errors: malformed_key unless there is exactly one PEM block, with an Ed25519 key whose seed
    /// is as in from_seed(); wrong_passphrase, also if one is missing.
    [[nodiscard]] static Result<SigningKey> from_pem(std::string_view pem, Passphrase passphrase);
    /// Reads a key file. Errors: key_missing; unsafe_permissions, with what to do, unless it is a
    /// regular file (not a link) of the effective user, closed to all others, below the size limit;
    /// those of from_pem(). Throws StorageError.
    [[nodiscard]] static Result<SigningKey> open(const std::filesystem::path& file,
                                                 Passphrase passphrase);

    /// PKCS#8 in PEM: plain, or encrypted with AES-256-CBC under scrypt (N = 2^14, r = 8, p = 5;
    /// 16 MiB). The passphrase is not empty. The result is a secret: the caller wipes it.
    [[nodiscard]] std::string to_pem(Passphrase passphrase) const;
    /// Writes to_pem() durably to a file that must not exist yet, with mode 0600.
    /// Errors: key_exists. Throws StorageError.
    [[nodiscard]] Result<void> store(const std::filesystem::path& file,
                                     Passphrase passphrase) const;

    /// The signature of the message, verified before it is returned: a fault while signing could
    /// otherwise give the key away. Throws CryptoError.
    [[nodiscard]] Signature sign(ByteView message) const;
    [[nodiscard]] const PublicKey& public_key() const;

  private:
    struct State;
    explicit SigningKey(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Overwrites a secret so that no optimisation leaves it in memory.
void wipe(std::string& secret);

}  // namespace peil::core
