// Ed25519 on OpenSSL's key handles. RFC 8032.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "openssl_handles.hpp"
#include <peil/core/bytes.hpp>
#include <peil/core/signing_key.hpp>

namespace peil::core {

/// A new key. Throws CryptoError.
[[nodiscard]] Key generate_ed25519();
/// The key of a seed of 32 bytes. Throws CryptoError.
[[nodiscard]] Key ed25519_from_seed(ByteView seed);
/// Whether a key's seed can be secret: not all its bytes are the same. Throws CryptoError.
[[nodiscard]] bool has_sound_seed(const Key& key);
/// The public half, derived from the seed. Throws CryptoError.
[[nodiscard]] PublicKey public_key_of(const Key& key);
/// The signature, not yet verified. Throws CryptoError.
[[nodiscard]] Signature sign_ed25519(const Key& key, ByteView message);

}  // namespace peil::core
