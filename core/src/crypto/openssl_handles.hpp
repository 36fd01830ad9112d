// Owners for OpenSSL's objects: one deleter serves them all.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>

#include <memory>

namespace peil::core {

template <auto free_function>
struct FreeWith {
    template <class T>
    void operator()(T* handle) const noexcept {
        free_function(handle);
    }
};

using Digest = std::unique_ptr<EVP_MD, FreeWith<&EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<&EVP_MD_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, FreeWith<&EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<&BIO_free_all>>;

/// Starts OpenSSL without its configuration file, which costs start-up time and could replace what
/// we sign with. Comes before the first use of OpenSSL; again it costs next to nothing.
void init_openssl();

/// Throws CryptoError with OpenSSL's reason when `succeeded` is false.
void require_crypto(bool succeeded, const char* what);

}  // namespace peil::core
