// A timestamping authority in one process, for drills: a root, a signer, and answers by OpenSSL.
// SPDX-License-Identifier: EUPL-1.2
#include "openssl_handles.hpp"
#include <peil/core/check.hpp>
#include <peil/core/drill.hpp>
#include <peil/core/timestamp.hpp>

#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

namespace peil::core {

namespace {

using DrillCertificate = std::unique_ptr<X509, FreeWith<&X509_free>>;
using DrillExtension = std::unique_ptr<X509_EXTENSION, FreeWith<&X509_EXTENSION_free>>;
using DrillContext = std::unique_ptr<TS_RESP_CTX, FreeWith<&TS_RESP_CTX_free>>;
using DrillReply = std::unique_ptr<TS_RESP, FreeWith<&TS_RESP_free>>;
using DrillPolicy = std::unique_ptr<ASN1_OBJECT, FreeWith<&ASN1_OBJECT_free>>;

constexpr UnixMs thousand_ms = 1000;
constexpr long lifetime_seconds = 3650L * 86'400;
constexpr const char* drill_policy = "1.3.6.1.4.1.99999.1";  // of nobody

Key make_drill_key() {
    Key key(EVP_EC_gen("P-256"));
    require_crypto(key != nullptr, "EVP_EC_gen");
    return key;
}

/// An extension with its value as the configuration of OpenSSL writes it.
struct ExtensionText {
    int id;
    const char* value;
};

/// A certificate without its signature.
DrillCertificate unsigned_certificate(const char* name, EVP_PKEY* key, UnixMs now, long serial) {
    DrillCertificate certificate(X509_new());
    require_crypto(certificate != nullptr, "X509_new");
    auto* raw = certificate.get();
    const auto begin = now / thousand_ms - day_ms / thousand_ms;
    auto* subject = X509_get_subject_name(raw);
    const bool is_made =
        X509_set_version(raw, 2) == 1 &&
        ASN1_INTEGER_set(X509_get_serialNumber(raw), serial) == 1 &&
        ASN1_TIME_set(X509_getm_notBefore(raw), begin) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(raw), begin + lifetime_seconds) != nullptr &&
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(name), -1, -1, 0) == 1 &&
        X509_set_pubkey(raw, key) == 1;
    require_crypto(is_made, "X509_set_pubkey");
    return certificate;
}

void sign_certificate(X509* certificate, const X509* issuer, EVP_PKEY* key,
                      std::span<const ExtensionText> extensions) {
    for (const auto& each : extensions) {
        const DrillExtension extension(X509V3_EXT_conf_nid(nullptr, nullptr, each.id, each.value));
        require_crypto(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1,
                       "X509_add_ext");
    }
    require_crypto(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1 &&
                       X509_sign(certificate, key, EVP_sha256()) != 0,
                   "X509_sign");
}

ASN1_INTEGER* next_serial(TS_RESP_CTX*, void*) {
    auto* serial = ASN1_INTEGER_new();
    if (serial != nullptr) { ASN1_INTEGER_set(serial, 1); }
    return serial;
}

/// The moment that the caller gave, in seconds and microseconds.
int tell_time(TS_RESP_CTX*, void* moment, long* seconds, long* microseconds) {
    const auto unix_ms = *static_cast<const UnixMs*>(moment);
    *seconds = unix_ms / thousand_ms;
    *microseconds = unix_ms % thousand_ms * thousand_ms;
    return 1;
}

}  // namespace

struct DrillAuthority::State {
    Key root_key;
    Key signer_key;
    DrillCertificate root;
    DrillCertificate signer;
};

DrillAuthority::DrillAuthority(UnixMs now) : state_(std::make_unique<State>()) {
    init_openssl();
    state_->root_key = make_drill_key();
    state_->signer_key = make_drill_key();
    state_->root = unsigned_certificate("Drill root", state_->root_key.get(), now, 1);
    state_->signer = unsigned_certificate("Drill authority", state_->signer_key.get(), now, 2);
    constexpr std::array root_extensions{ExtensionText{NID_basic_constraints, "critical,CA:TRUE"},
                                         ExtensionText{NID_key_usage, "critical,keyCertSign"}};
    constexpr std::array signer_extensions{
        ExtensionText{NID_basic_constraints, "critical,CA:FALSE"},
        ExtensionText{NID_ext_key_usage, "critical,timeStamping"}};
    auto* root = state_->root.get();
    sign_certificate(root, root, state_->root_key.get(), root_extensions);
    sign_certificate(state_->signer.get(), root, state_->root_key.get(), signer_extensions);
}

DrillAuthority::~DrillAuthority() = default;
DrillAuthority::DrillAuthority(DrillAuthority&&) noexcept = default;
DrillAuthority& DrillAuthority::operator=(DrillAuthority&&) noexcept = default;

std::string DrillAuthority::roots() const {
    const Bio memory(BIO_new(BIO_s_mem()));
    require_crypto(memory != nullptr && PEM_write_bio_X509(memory.get(), state_->root.get()) == 1,
                   "PEM_write_bio_X509");
    char* data = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

Bytes DrillAuthority::stamp(const Hash& imprint, UnixMs moment, Random& random) const {
    const auto query = make_timestamp_query(imprint, random);
    const DrillContext context(TS_RESP_CTX_new());
    const DrillPolicy policy(OBJ_txt2obj(drill_policy, 1));
    require_crypto(context != nullptr && policy != nullptr, "TS_RESP_CTX_new");
    TS_RESP_CTX_set_serial_cb(context.get(), &next_serial, nullptr);
    TS_RESP_CTX_set_time_cb(context.get(), &tell_time, &moment);
    const bool is_set = TS_RESP_CTX_set_signer_cert(context.get(), state_->signer.get()) == 1 &&
                        TS_RESP_CTX_set_signer_key(context.get(), state_->signer_key.get()) == 1 &&
                        TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256()) == 1 &&
                        TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha256()) == 1 &&
                        TS_RESP_CTX_set_def_policy(context.get(), policy.get()) == 1 &&
                        TS_RESP_CTX_add_md(context.get(), EVP_sha256()) == 1;
    require_crypto(is_set, "TS_RESP_CTX_set_signer_cert");
    const Bio source(BIO_new_mem_buf(query.data(), static_cast<int>(query.size())));
    require_crypto(source != nullptr, "BIO_new_mem_buf");
    const DrillReply reply(TS_RESP_create_response(context.get(), source.get()));
    require_crypto(reply != nullptr, "TS_RESP_create_response");
    unsigned char* raw = nullptr;
    const int size = i2d_TS_RESP(reply.get(), &raw);
    require_crypto(size > 0, "i2d_TS_RESP");
    const auto* first = reinterpret_cast<const std::byte*>(raw);
    const Bytes bytes(first, first + size);
    OPENSSL_free(raw);
    auto token = open_timestamp_reply(bytes, query);
    if (!token) { throw CryptoError(token.error().detail); }
    return *std::move(token);
}

}  // namespace peil::core
