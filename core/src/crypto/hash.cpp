// SHA-256 through OpenSSL's EVP, fetched once per Hasher.
// SPDX-License-Identifier: EUPL-1.2
#include "openssl_handles.hpp"
#include <peil/core/hash.hpp>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>

namespace peil::core {

void init_openssl() {
    require_crypto(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr) == 1,
                   "OPENSSL_init_crypto");
}

void require_crypto(bool succeeded, const char* what) {
    if (succeeded) { return; }
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    throw CryptoError(std::string(what) + " failed: " + reason.data());
}

struct Hasher::State {
    Digest digest{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    DigestContext context{EVP_MD_CTX_new()};

    void start() {
        // After the first time a null digest re-uses the context without fetching anew.
        require_crypto(
            EVP_DigestInit_ex2(context.get(), started ? nullptr : digest.get(), nullptr) == 1,
            "EVP_DigestInit_ex2");
        started = true;
    }
    void add(ByteView bytes) {
        require_crypto(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1,
                       "EVP_DigestUpdate");
    }
    Hash finish() {
        Hash hash;
        unsigned size = 0;
        require_crypto(
            EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(hash.bytes.data()),
                               &size) == 1 &&
                size == hash.bytes.size(),
            "EVP_DigestFinal_ex");
        return hash;
    }

    bool started = false;
};

Hasher::Hasher() {
    init_openssl();
    state_ = std::make_unique<State>();
    require_crypto(state_->digest && state_->context, "EVP_MD_fetch");
}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hash Hasher::hash(ByteView bytes) {
    state_->start();
    state_->add(bytes);
    return state_->finish();
}

Hash Hasher::leaf(ByteView entry) {
    constexpr std::byte prefix{0};
    state_->start();
    state_->add({&prefix, 1});
    state_->add(entry);
    return state_->finish();
}

Hash Hasher::node(const Hash& left, const Hash& right) {
    std::array<std::byte, 65> message{std::byte{1}};
    std::copy(left.bytes.begin(), left.bytes.end(), message.begin() + 1);
    std::copy(right.bytes.begin(), right.bytes.end(), message.begin() + 33);
    return hash(message);
}

Hash sha256(ByteView bytes) {
    thread_local Hasher hasher;  // fetching the algorithm costs more than a short hash
    return hasher.hash(bytes);
}

const Hash& empty_root() {
    static const Hash root = sha256({});
    return root;
}

std::string to_hex(const Hash& hash) {
    return to_hex(as_bytes(hash));
}

std::optional<Hash> hash_from_hex(std::string_view text) {
    const auto bytes = from_hex(text);
    return bytes ? hash_from_bytes(*bytes) : std::nullopt;
}

std::optional<Hash> hash_from_bytes(ByteView bytes) {
    Hash hash;
    if (bytes.size() != hash.bytes.size()) { return std::nullopt; }
    std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
    return hash;
}

}  // namespace peil::core
