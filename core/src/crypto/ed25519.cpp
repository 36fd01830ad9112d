// Ed25519 through OpenSSL's EVP.
// SPDX-License-Identifier: EUPL-1.2
#include "ed25519.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace peil::core {

namespace {

const unsigned char* data_of(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t size>
unsigned char* room_in(std::array<std::byte, size>& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

DigestContext make_context() {
    DigestContext context(EVP_MD_CTX_new());
    require_crypto(context != nullptr, "EVP_MD_CTX_new");
    return context;
}

}  // namespace

Key generate_ed25519() {
    init_openssl();
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    require_crypto(key != nullptr, "EVP_PKEY_Q_keygen");
    return key;
}

Key ed25519_from_seed(ByteView seed) {
    init_openssl();
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, data_of(seed), seed.size()));
    require_crypto(key != nullptr, "EVP_PKEY_new_raw_private_key");
    return key;
}

bool has_sound_seed(const Key& key) {
    std::array<std::byte, 32> seed{};
    auto size = seed.size();
    const bool read = EVP_PKEY_get_raw_private_key(key.get(), room_in(seed), &size) == 1;
    const bool varied = std::any_of(seed.begin() + 1, seed.end(),
                                    [&seed](std::byte byte) { return byte != seed.front(); });
    OPENSSL_cleanse(seed.data(), seed.size());
    require_crypto(read && size == seed.size(), "EVP_PKEY_get_raw_private_key");
    return varied;
}

PublicKey public_key_of(const Key& key) {
    PublicKey bytes{};
    auto size = bytes.size();
    require_crypto(
        EVP_PKEY_get_raw_public_key(key.get(), room_in(bytes), &size) == 1 && size == bytes.size(),
        "EVP_PKEY_get_raw_public_key");
    return bytes;
}

Signature sign_ed25519(const Key& key, ByteView message) {
    const auto context = make_context();
    require_crypto(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1,
                   "EVP_DigestSignInit");
    Signature signature{};
    auto size = signature.size();
    require_crypto(EVP_DigestSign(context.get(), room_in(signature), &size, data_of(message),
                                  message.size()) == 1 &&
                       size == signature.size(),
                   "EVP_DigestSign");
    return signature;
}

bool verify_ed25519(ByteView public_key, ByteView message, ByteView signature) {
    if (public_key.size() != std::tuple_size_v<PublicKey>) { return false; }
    if (signature.size() != std::tuple_size_v<Signature>) { return false; }
    init_openssl();
    const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, data_of(public_key),
                                              public_key.size()));
    require_crypto(key != nullptr, "EVP_PKEY_new_raw_public_key");
    const auto context = make_context();
    require_crypto(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1,
                   "EVP_DigestVerifyInit");
    const bool verified = EVP_DigestVerify(context.get(), data_of(signature), signature.size(),
                                           data_of(message), message.size()) == 1;
    // A refused signature is an answer; its reason must not show up in a later failure.
    ERR_clear_error();
    return verified;
}

}  // namespace peil::core
