// Timestamps through OpenSSL's TS functions, whose defaults leave out the signature.
// SPDX-License-Identifier: EUPL-1.2
#include "openssl_handles.hpp"
#include <peil/core/check.hpp>
#include <peil/core/timestamp.hpp>

#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace peil::core {

namespace {

using Query = std::unique_ptr<TS_REQ, FreeWith<&TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, FreeWith<&TS_MSG_IMPRINT_free>>;
using Reply = std::unique_ptr<TS_RESP, FreeWith<&TS_RESP_free>>;
using Token = std::unique_ptr<PKCS7, FreeWith<&PKCS7_free>>;
using Statement = std::unique_ptr<TS_TST_INFO, FreeWith<&TS_TST_INFO_free>>;
using VerifyContext = std::unique_ptr<TS_VERIFY_CTX, FreeWith<&TS_VERIFY_CTX_free>>;
using CertificateStore = std::unique_ptr<X509_STORE, FreeWith<&X509_STORE_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<&X509_free>>;
using Number = std::unique_ptr<ASN1_INTEGER, FreeWith<&ASN1_INTEGER_free>>;
using BigNumber = std::unique_ptr<BIGNUM, FreeWith<&BN_free>>;
using HashAlgorithm = std::unique_ptr<X509_ALGOR, FreeWith<&X509_ALGOR_free>>;

/// Frees a list, whose elements belong to somebody else.
struct FreeListOnly {
    void operator()(STACK_OF(X509) * list) const noexcept { sk_X509_free(list); }
};
using SignerList = std::unique_ptr<STACK_OF(X509), FreeListOnly>;

constexpr UnixMs second_ms = 1000;
constexpr std::size_t nonce_size_bytes = 8;
constexpr int granted = 0;
constexpr int granted_with_changes = 1;

Error malformed_timestamp(const char* what) {
    ERR_clear_error();
    return {Errc::malformed_timestamp, what};
}

/// OpenSSL's reason, of which the first error is the nearest to the fault.
Error rejected_timestamp(std::string what) {
    const auto code = ERR_get_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    std::string text = std::move(what);
    if (reason != nullptr) { text += std::string(": ") + reason; }
    const char* data = nullptr;
    int flags = 0;
    if (ERR_peek_last_error_data(&data, &flags) != 0 && data != nullptr && *data != '\0' &&
        (flags & ERR_TXT_STRING) != 0) {
        text += std::string(" (") + data + ")";
    }
    ERR_clear_error();
    return {Errc::timestamp_rejected, std::move(text)};
}

/// Reads DER from the begin of the bytes, and takes it off them.
template <class Handle, class Decode>
Handle decode_first(ByteView& bytes, Decode decode) {
    if (bytes.empty() || bytes.size() >= timestamp_size_limit_bytes) { return nullptr; }
    const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* at = begin;
    Handle handle(decode(nullptr, &at, static_cast<long>(bytes.size())));
    bytes = bytes.subspan(static_cast<std::size_t>(at - begin));
    return handle;
}

/// Reads DER that fills all of the bytes.
template <class Handle, class Decode>
Handle decode_whole(ByteView bytes, Decode decode) {
    auto handle = decode_first<Handle>(bytes, decode);
    return bytes.empty() ? std::move(handle) : nullptr;
}

template <class T, class Encode>
Bytes encode_der(T* object, Encode encode, const char* what) {
    unsigned char* raw = nullptr;
    const int size = encode(object, &raw);
    require_crypto(size > 0, what);
    const auto* first = reinterpret_cast<const std::byte*>(raw);
    Bytes bytes(first, first + size);
    OPENSSL_free(raw);
    return bytes;
}

Imprint make_imprint(const Hash& hash) {
    Imprint imprint(TS_MSG_IMPRINT_new());
    HashAlgorithm algorithm(X509_ALGOR_new());
    require_crypto(imprint != nullptr && algorithm != nullptr, "TS_MSG_IMPRINT_new");
    // With a NULL for parameters, as the openssl command writes it: every authority reads that.
    require_crypto(
        X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1,
        "X509_ALGOR_set0");
    auto copy = hash.bytes;
    const bool is_set =
        TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
        TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(copy.data()),
                               static_cast<int>(copy.size())) == 1;
    require_crypto(is_set, "TS_MSG_IMPRINT_set_msg");
    return imprint;
}

Number make_nonce(Random& random) {
    std::array<std::byte, nonce_size_bytes> bytes{};
    random.fill(bytes);
    bytes[0] = (bytes[0] & std::byte{0x7F}) | std::byte{0x40};  // positive, of fixed length
    const BigNumber value(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), nonce_size_bytes, nullptr));
    require_crypto(value != nullptr, "BN_bin2bn");
    Number nonce(BN_to_ASN1_INTEGER(value.get(), nullptr));
    require_crypto(nonce != nullptr, "BN_to_ASN1_INTEGER");
    return nonce;
}

std::string hex_of(const ASN1_INTEGER* number) {
    const BigNumber value(ASN1_INTEGER_to_BN(number, nullptr));
    if (value == nullptr) { return ""; }
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(value.get())));
    BN_bn2bin(value.get(), reinterpret_cast<unsigned char*>(bytes.data()));
    return to_hex(bytes);
}

/// Milliseconds since 1970 of a time in ASN.1, whose fraction of a second OpenSSL passes over.
std::optional<UnixMs> unix_ms_of(const ASN1_TIME* time) {
    const std::unique_ptr<ASN1_TIME, FreeWith<&ASN1_STRING_free>> epoch(ASN1_TIME_set(nullptr, 0));
    int days = 0;
    int seconds = 0;
    if (epoch == nullptr || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) {
        return std::nullopt;
    }
    return UnixMs{days} * day_ms + UnixMs{seconds} * second_ms;
}

/// The thousandths in `20261122043023.963Z`.
UnixMs fraction_ms_of(const ASN1_GENERALIZEDTIME* time) {
    const std::string_view text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(time)),
                                static_cast<std::size_t>(ASN1_STRING_length(time)));
    const auto point = text.find('.');
    if (point == std::string_view::npos) { return 0; }
    UnixMs fraction = 0;
    for (std::size_t i = 1; i <= 3; ++i) {
        const char digit = point + i < text.size() ? text[point + i] : '0';
        fraction = fraction * 10 + (digit >= '0' && digit <= '9' ? digit - '0' : 0);
    }
    return fraction;
}

std::string object_text(const ASN1_OBJECT* object) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
    return size > 0 ? std::string(text.data()) : "";
}

std::string subject_of(const X509* certificate) {
    const Bio memory(BIO_new(BIO_s_mem()));
    if (memory == nullptr || X509_NAME_print_ex(memory.get(), X509_get_subject_name(certificate), 0,
                                                XN_FLAG_RFC2253) < 0) {
        return "";
    }
    char* data = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : "";
}

/// The roots in a PEM text. Errors: malformed_key if there is none.
Result<CertificateStore> make_store(std::string_view roots_pem, UnixMs moment) {
    CertificateStore store(X509_STORE_new());
    require_crypto(store != nullptr, "X509_STORE_new");
    const Bio source(BIO_new_mem_buf(roots_pem.data(), static_cast<int>(roots_pem.size())));
    require_crypto(source != nullptr, "BIO_new_mem_buf");
    std::size_t count = 0;
    while (true) {
        const Certificate root(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
        if (root == nullptr) { break; }
        require_crypto(X509_STORE_add_cert(store.get(), root.get()) == 1, "X509_STORE_add_cert");
        ++count;
    }
    ERR_clear_error();
    if (count == 0) { return Error(Errc::malformed_key, "there is no certificate (PEM) to trust"); }
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), moment / second_ms);
    return store;
}

/// Checks all that TS_RESP_verify_token() can: structure, version, imprint, and the signature,
/// which its flags leave out by default.
bool holds_token(PKCS7* token, const Hash& imprint, CertificateStore store) {
    const VerifyContext context(TS_VERIFY_CTX_new());
    require_crypto(context != nullptr, "TS_VERIFY_CTX_new");
    TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_IMPRINT);
    auto* copy =
        static_cast<unsigned char*>(OPENSSL_memdup(imprint.bytes.data(), imprint.bytes.size()));
    require_crypto(copy != nullptr, "OPENSSL_memdup");
    TS_VERIFY_CTX_set_imprint(context.get(), copy, static_cast<long>(imprint.bytes.size()));
    TS_VERIFY_CTX_set_store(context.get(), store.release());  // both are freed with the context
    return TS_RESP_verify_token(context.get(), token) == 1;
}

/// The signer's certificate, which stands in the token.
const X509* signer_of(PKCS7* token) {
    const SignerList signers(PKCS7_get0_signers(token, nullptr, 0));
    return signers != nullptr && sk_X509_num(signers.get()) == 1 ? sk_X509_value(signers.get(), 0)
                                                                 : nullptr;
}

/// When the first of the certificates in the token ends: none of them can be renewed on its own.
UnixMs end_of(PKCS7* token, const X509* signer) {
    auto end = unix_ms_of(X509_get0_notAfter(signer)).value_or(0);
    const auto* certificates = token->d.sign->cert;
    for (int i = 0; certificates != nullptr && i < sk_X509_num(certificates); ++i) {
        const auto each = unix_ms_of(X509_get0_notAfter(sk_X509_value(certificates, i)));
        end = std::min(end, each.value_or(end));
    }
    return end;
}

struct OpenToken {
    Token token;
    Statement statement;
    UnixMs time = 0;
};

Result<OpenToken> open_token(ByteView bytes) {
    init_openssl();
    OpenToken open{decode_whole<Token>(bytes, &d2i_PKCS7), nullptr};
    if (open.token == nullptr || PKCS7_type_is_signed(open.token.get()) == 0) {
        return malformed_timestamp("this is no timestamp token");
    }
    open.statement.reset(PKCS7_to_TS_TST_INFO(open.token.get()));
    if (open.statement == nullptr) { return malformed_timestamp("the token states no time"); }
    const auto* time = TS_TST_INFO_get_time(open.statement.get());
    const auto seconds = time == nullptr ? std::nullopt : unix_ms_of(time);
    if (!seconds) { return malformed_timestamp("the token's time cannot be read"); }
    open.time = *seconds + fraction_ms_of(time);
    return open;
}

Result<TimestampInfo> judge_token(const OpenToken& open, const Hash& imprint,
                                  std::string_view roots_pem, UnixMs moment) {
    auto store = make_store(roots_pem, moment);
    if (!store) { return store.error(); }
    ERR_clear_error();
    if (!holds_token(open.token.get(), imprint, std::move(*store))) {
        return rejected_timestamp("the timestamp does not hold");
    }
    const auto* signer = signer_of(open.token.get());
    if (signer == nullptr) { return rejected_timestamp("the timestamp has not one signer"); }
    return TimestampInfo{.time = open.time,
                         .authority = subject_of(signer),
                         .serial = hex_of(TS_TST_INFO_get_serial(open.statement.get())),
                         .policy = object_text(TS_TST_INFO_get_policy_id(open.statement.get())),
                         .expires = end_of(open.token.get(), signer)};
}

/// Why an authority granted nothing: its words, if it gave any.
std::string refusal_text(TS_STATUS_INFO* status) {
    std::string text = "the authority refused, status " +
                       std::to_string(ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status)));
    const auto* words = TS_STATUS_INFO_get0_text(status);
    for (int i = 0; words != nullptr && i < sk_ASN1_UTF8STRING_num(words); ++i) {
        const auto* word = sk_ASN1_UTF8STRING_value(words, i);
        text += ": ";
        text.append(reinterpret_cast<const char*>(ASN1_STRING_get0_data(word)),
                    static_cast<std::size_t>(ASN1_STRING_length(word)));
    }
    return text;
}

/// The token in an answer, which keeps it. Errors: timestamp_rejected if it has none.
Result<PKCS7*> granted_token(TS_RESP* reply) {
    auto* status = TS_RESP_get_status_info(reply);
    const auto code = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status));
    auto* token = TS_RESP_get_token(reply);
    if ((code != granted && code != granted_with_changes) || token == nullptr) {
        ERR_clear_error();
        return Error(Errc::timestamp_rejected, refusal_text(status));
    }
    return token;
}

/// What is stamped, if that is a SHA-256.
std::optional<Hash> imprint_in(TS_TST_INFO* statement) {
    auto* imprint = TS_TST_INFO_get_msg_imprint(statement);
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const auto* bytes = TS_MSG_IMPRINT_get_msg(imprint);
    Hash hash;
    if (OBJ_obj2nid(algorithm) != NID_sha256 ||
        ASN1_STRING_length(bytes) != static_cast<int>(hash.bytes.size())) {
        return std::nullopt;
    }
    const auto* first = reinterpret_cast<const std::byte*>(ASN1_STRING_get0_data(bytes));
    std::copy_n(first, hash.bytes.size(), hash.bytes.begin());
    return hash;
}

}  // namespace

Bytes make_timestamp_query(const Hash& imprint, Random& random) {
    init_openssl();
    const Query query(TS_REQ_new());
    require_crypto(query != nullptr, "TS_REQ_new");
    const auto message = make_imprint(imprint);
    const auto nonce = make_nonce(random);
    const bool is_set = TS_REQ_set_version(query.get(), 1) == 1 &&
                        TS_REQ_set_msg_imprint(query.get(), message.get()) == 1 &&
                        TS_REQ_set_nonce(query.get(), nonce.get()) == 1 &&
                        TS_REQ_set_cert_req(query.get(), 1) == 1;
    require_crypto(is_set, "TS_REQ_set_msg_imprint");
    return encode_der(query.get(), &i2d_TS_REQ, "i2d_TS_REQ");
}

Result<Bytes> open_timestamp_reply(ByteView reply_bytes, ByteView query_bytes) {
    init_openssl();
    const auto query = decode_whole<Query>(query_bytes, &d2i_TS_REQ);
    if (query == nullptr) { return malformed_timestamp("the query is no timestamp query"); }
    const auto reply = decode_whole<Reply>(reply_bytes, &d2i_TS_RESP);
    if (reply == nullptr) { return malformed_timestamp("the answer is no timestamp reply"); }
    const auto token = granted_token(reply.get());
    if (!token) { return token.error(); }
    const VerifyContext context(TS_REQ_to_TS_VERIFY_CTX(query.get(), nullptr));
    require_crypto(context != nullptr, "TS_REQ_to_TS_VERIFY_CTX");
    ERR_clear_error();
    if (TS_RESP_verify_response(context.get(), reply.get()) != 1) {
        return rejected_timestamp("the answer is to another query");
    }
    return encode_der(*token, &i2d_PKCS7, "i2d_PKCS7");
}

Result<std::vector<Bytes>> read_timestamp_file(ByteView file) {
    init_openssl();
    if (const auto reply = decode_whole<Reply>(file, &d2i_TS_RESP)) {
        const auto token = granted_token(reply.get());
        if (!token) { return token.error(); }
        return std::vector<Bytes>{encode_der(*token, &i2d_PKCS7, "i2d_PKCS7")};
    }
    std::vector<Bytes> tokens;
    while (!file.empty()) {
        const auto before = file;
        const auto token = decode_first<Token>(file, &d2i_PKCS7);
        if (token == nullptr) {
            return malformed_timestamp("this is no timestamp: neither a token nor an answer");
        }
        const auto size = before.size() - file.size();
        tokens.emplace_back(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(size));
    }
    ERR_clear_error();
    if (tokens.empty()) { return malformed_timestamp("there is no timestamp in it"); }
    return tokens;
}

Result<TimestampStatement> read_timestamp(ByteView token) {
    const auto open = open_token(token);
    if (!open) { return open.error(); }
    const auto imprint = imprint_in(open->statement.get());
    if (!imprint) {
        return Error(Errc::timestamp_rejected, "it is over another hash than SHA-256");
    }
    return TimestampStatement{open->time, *imprint};
}

Result<TimestampInfo> verify_timestamp(ByteView token, const Hash& imprint,
                                       std::string_view roots_pem) {
    const auto open = open_token(token);
    if (!open) { return open.error(); }
    return judge_token(*open, imprint, roots_pem, open->time);
}

Result<TimestampInfo> verify_timestamp_at(ByteView token, const Hash& imprint,
                                          std::string_view roots_pem, UnixMs moment) {
    const auto open = open_token(token);
    if (!open) { return open.error(); }
    return judge_token(*open, imprint, roots_pem, moment);
}

Hash timestamp_imprint(std::string_view checkpoint_text, ByteView renewed_token) {
    std::string message(checkpoint_text);
    message += as_text(renewed_token);
    return sha256(as_bytes(message));
}

Result<TimestampInfo> verify_timestamps(std::span<const Bytes> tokens,
                                        std::string_view checkpoint_text,
                                        std::string_view roots_pem) {
    check(!tokens.empty(), "a chain of timestamps has one at least");
    std::optional<TimestampInfo> chain;
    std::optional<UnixMs> renewed_at;
    for (auto i = tokens.size(); i-- > 0;) {
        const auto imprint =
            timestamp_imprint(checkpoint_text, i == 0 ? ByteView() : tokens[i - 1]);
        auto info = verify_timestamp(tokens[i], imprint, roots_pem);
        if (info && renewed_at) {
            info =
                info->time <= *renewed_at
                    ? verify_timestamp_at(tokens[i], imprint, roots_pem, *renewed_at)
                    : Error(Errc::timestamp_rejected, "it is later than the one that renewed it");
        }
        if (!info) {
            return Error(info.error().code,
                         "timestamp " + std::to_string(i + 1) + ": " + info.error().detail);
        }
        renewed_at = info->time;
        if (!chain) { chain = *info; }
        chain->time = info->time;
    }
    return *chain;
}

}  // namespace peil::core
