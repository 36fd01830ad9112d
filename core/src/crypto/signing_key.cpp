// A private key in memory and in a PKCS#8 file that nobody else can read.
// SPDX-License-Identifier: EUPL-1.2
#include "ed25519.hpp"
#include "openssl_handles.hpp"
#include <peil/core/check.hpp>
#include <peil/core/files.hpp>
#include <peil/core/signing_key.hpp>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace peil::core {

namespace {

using PlainKeyInfo = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<&PKCS8_PRIV_KEY_INFO_free>>;
using EncryptedKeyInfo = std::unique_ptr<X509_SIG, FreeWith<&X509_SIG_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, FreeWith<&X509_ALGOR_free>>;

/// scrypt's cost: 16 MiB and a third of a second, within the memory OpenSSL allows when reading.
constexpr std::uint64_t scrypt_n = 1U << 14U;
constexpr std::uint64_t scrypt_r = 8;
constexpr std::uint64_t scrypt_p = 5;
constexpr int salt_size_bytes = 16;

/// Wipes a secret when its scope ends.
class WipeAtEnd {
  public:
    explicit WipeAtEnd(std::string& secret) : secret_(secret) {}
    ~WipeAtEnd() { wipe(secret_); }
    WipeAtEnd(const WipeAtEnd&) = delete;
    WipeAtEnd& operator=(const WipeAtEnd&) = delete;

  private:
    std::string& secret_;
};

/// One block of a PEM text, in OpenSSL's memory that is wiped when freed.
struct PemBlock {
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;

    PemBlock() = default;
    PemBlock(const PemBlock&) = delete;
    PemBlock& operator=(const PemBlock&) = delete;
    ~PemBlock() {
        OPENSSL_secure_free(name);
        OPENSSL_secure_free(header);
        OPENSSL_secure_clear_free(data, static_cast<std::size_t>(size));
    }
    bool read(BIO* bio) {
        return PEM_read_bio_ex(bio, &name, &header, &data, &size,
                               PEM_FLAG_SECURE | PEM_FLAG_EAY_COMPATIBLE) == 1;
    }
};

/// OpenSSL's reasons stay in a queue of the thread: empties it for whoever fails next.
Error refused(Errc code, std::string detail) {
    ERR_clear_error();
    return {code, std::move(detail)};
}

/// Reads the only block of a PEM text.
Result<void> read_only_block(std::string_view pem, PemBlock& block) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    require_crypto(bio != nullptr, "BIO_new_mem_buf");
    if (!block.read(bio.get())) { return refused(Errc::malformed_key, "no PEM block"); }
    PemBlock second;
    const bool has_second = second.read(bio.get());
    if (has_second || ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) {
        return refused(Errc::malformed_key, "more than one PEM block");
    }
    ERR_clear_error();
    if (*block.header != '\0') { return refused(Errc::malformed_key, "PEM block has headers"); }
    return {};
}

Result<PlainKeyInfo> decode_plain(const PemBlock& block) {
    const unsigned char* end = block.data;
    PlainKeyInfo info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &end, block.size));
    if (!info || end != block.data + block.size) {
        return refused(Errc::malformed_key, "not a PKCS#8 private key");
    }
    return info;
}

Result<PlainKeyInfo> decrypt(const PemBlock& block, Passphrase passphrase) {
    const unsigned char* end = block.data;
    const EncryptedKeyInfo encrypted(d2i_X509_SIG(nullptr, &end, block.size));
    if (!encrypted || end != block.data + block.size) {
        return refused(Errc::malformed_key, "not an encrypted PKCS#8 private key");
    }
    if (!passphrase) { return refused(Errc::wrong_passphrase, "the key needs a passphrase"); }
    PlainKeyInfo info(
        PKCS8_decrypt(encrypted.get(), passphrase->data(), static_cast<int>(passphrase->size())));
    if (!info) { return refused(Errc::wrong_passphrase, "the passphrase does not open the key"); }
    return info;
}

Result<PlainKeyInfo> decode_block(const PemBlock& block, Passphrase passphrase) {
    const std::string_view name = block.name;
    if (name == PEM_STRING_PKCS8INF) { return decode_plain(block); }
    if (name == PEM_STRING_PKCS8) { return decrypt(block, passphrase); }
    return refused(Errc::malformed_key, "PEM block is not a PKCS#8 private key");
}

Result<Key> accept_key(Key key) {
    if (!has_sound_seed(key)) {
        return refused(Errc::malformed_key, "all bytes of the key are the same");
    }
    return key;
}

/// The key of RFC 8410, section 7: an octet string of 32 bytes inside the octets of PKCS#8. Read
/// here, since OpenSSL's decoders try every format they know: a quarter of the time of an append.
Result<Key> decode_key(const PlainKeyInfo& info) {
    constexpr std::size_t seed_size_bytes = 32;
    const ASN1_OBJECT* algorithm = nullptr;
    const unsigned char* octets = nullptr;
    int size = 0;
    const X509_ALGOR* identifier = nullptr;
    require_crypto(PKCS8_pkey_get0(&algorithm, &octets, &size, &identifier, info.get()) == 1,
                   "PKCS8_pkey_get0");
    int parameters = V_ASN1_UNDEF;
    X509_ALGOR_get0(nullptr, &parameters, nullptr, identifier);
    constexpr unsigned char octet_string_tag = 4;
    if (OBJ_obj2nid(algorithm) != NID_ED25519 || parameters != V_ASN1_UNDEF ||
        size != seed_size_bytes + 2 || octets[0] != octet_string_tag ||
        octets[1] != seed_size_bytes) {
        return refused(Errc::malformed_key, "not an Ed25519 private key");
    }
    return accept_key(ed25519_from_seed(std::as_bytes(std::span(octets + 2, seed_size_bytes))));
}

EncryptedKeyInfo encrypt(const PlainKeyInfo& info, std::string_view passphrase) {
    check(!passphrase.empty(), "a key is encrypted with a passphrase that is not empty");
    Algorithm algorithm(PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, salt_size_bytes, nullptr,
                                              scrypt_n, scrypt_r, scrypt_p));
    require_crypto(algorithm != nullptr, "PKCS5_pbe2_set_scrypt");
    EncryptedKeyInfo encrypted(PKCS8_set0_pbe(
        passphrase.data(), static_cast<int>(passphrase.size()), info.get(), algorithm.get()));
    require_crypto(encrypted != nullptr, "PKCS8_set0_pbe");
    // PKCS8_set0_pbe takes the algorithm over only when it succeeds.
    static_cast<void>(algorithm.release());
    return encrypted;
}

std::string text_of(const Bio& bio) {
    char* data = nullptr;
    const auto size = BIO_ctrl(bio.get(), BIO_CTRL_INFO, 0, &data);
    require_crypto(size > 0, "BIO_get_mem_data");
    return {data, static_cast<std::size_t>(size)};
}

std::string octal(mode_t mode) {
    std::string digits;
    for (int shift = 6; shift >= 0; shift -= 3) {
        digits += static_cast<char>('0' + ((mode >> static_cast<unsigned>(shift)) & 7U));
    }
    return digits;
}

Result<FileDescriptor> open_key_file(const std::filesystem::path& file) {
    // O_NONBLOCK: a pipe of this name must be refused, not waited for.
    FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.is_open()) { return descriptor; }
    if (errno == ENOENT) { return Error{Errc::key_missing, "there is no " + file.string()}; }
    if (errno == ELOOP) {
        return Error{Errc::unsafe_permissions,
                     file.string() + " is a symbolic link: give the file it points to"};
    }
    fail_on_file("cannot open", file);
}

/// Errors: unsafe_permissions. `name` is the file's name for the message.
Result<void> check_key_file(const FileDescriptor& descriptor, const std::filesystem::path& file) {
    struct stat status {};
    if (::fstat(descriptor.get(), &status) != 0) { fail_on_file("cannot look at", file); }
    const auto name = file.string();
    if (!S_ISREG(status.st_mode)) {
        return Error{Errc::unsafe_permissions, name + " is not a regular file"};
    }
    if (status.st_uid != ::geteuid()) {
        return Error{Errc::unsafe_permissions,
                     name + " belongs to another user: run `chown $(id -u) " + name + '`'};
    }
    if ((status.st_mode & 077U) != 0) {
        return Error{Errc::unsafe_permissions, name + " is open to others (mode " +
                                                   octal(status.st_mode) + "): run `chmod 600 " +
                                                   name + '`'};
    }
    if (status.st_size >= static_cast<off_t>(key_file_size_limit_bytes)) {
        return Error{Errc::unsafe_permissions, name + " is too large for a key file"};
    }
    return {};
}

/// Reads at most key_file_size_limit_bytes into `content`, which does not move in memory meanwhile.
void read_key_file(const FileDescriptor& descriptor, const std::filesystem::path& file,
                   std::string& content) {
    content.resize(key_file_size_limit_bytes);
    std::size_t size = 0;
    while (size < content.size()) {
        const auto count = ::read(descriptor.get(), &content[size], content.size() - size);
        if (count < 0 && errno == EINTR) { continue; }
        if (count < 0) { fail_on_file("cannot read", file); }
        if (count == 0) { break; }
        size += static_cast<std::size_t>(count);
    }
    content.resize(size);
}

bool write_and_sync(const FileDescriptor& descriptor, std::string_view content) {
    while (!content.empty()) {
        const auto count = ::write(descriptor.get(), content.data(), content.size());
        if (count < 0 && errno == EINTR) { continue; }
        if (count <= 0) { return false; }
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(descriptor.get()) == 0;
}

}  // namespace

void wipe(std::string& secret) {
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

struct SigningKey::State {
    Key key;
    PublicKey public_key;

    explicit State(Key private_key) : key(std::move(private_key)), public_key(public_key_of(key)) {}
};

SigningKey::SigningKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;

SigningKey SigningKey::generate() {
    return SigningKey(std::make_unique<State>(generate_ed25519()));
}

Result<SigningKey> SigningKey::from_seed(ByteView seed) {
    if (seed.size() != 32) { return Error{Errc::malformed_key, "a seed has 32 bytes"}; }
    auto key = accept_key(ed25519_from_seed(seed));
    if (!key) { return key.error(); }
    return SigningKey(std::make_unique<State>(*std::move(key)));
}

Result<SigningKey> SigningKey::from_pem(std::string_view pem, Passphrase passphrase) {
    init_openssl();
    if (pem.size() >= key_file_size_limit_bytes) {
        return Error{Errc::malformed_key, "too large for a key"};
    }
    PemBlock block;
    const auto single = read_only_block(pem, block);
    if (!single) { return single.error(); }
    const auto info = decode_block(block, passphrase);
    if (!info) { return info.error(); }
    auto key = decode_key(*info);
    if (!key) { return key.error(); }
    return SigningKey(std::make_unique<State>(*std::move(key)));
}

Result<SigningKey> SigningKey::open(const std::filesystem::path& file, Passphrase passphrase) {
    const auto descriptor = open_key_file(file);
    if (!descriptor) { return descriptor.error(); }
    const auto safe = check_key_file(*descriptor, file);
    if (!safe) { return safe.error(); }
    std::string pem;
    const WipeAtEnd wiped(pem);
    read_key_file(*descriptor, file, pem);
    auto key = from_pem(pem, passphrase);
    if (!key) { return Error{key.error().code, file.string() + ": " + key.error().detail}; }
    return key;
}

std::string SigningKey::to_pem(Passphrase passphrase) const {
    const PlainKeyInfo info(EVP_PKEY2PKCS8(state_->key.get()));
    require_crypto(info != nullptr, "EVP_PKEY2PKCS8");
    const Bio bio(BIO_new(BIO_s_secmem()));
    require_crypto(bio != nullptr, "BIO_new");
    const bool written = passphrase
                             ? PEM_write_bio_PKCS8(bio.get(), encrypt(info, *passphrase).get()) == 1
                             : PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio.get(), info.get()) == 1;
    require_crypto(written, "PEM_write_bio_PKCS8");
    return text_of(bio);
}

Result<void> SigningKey::store(const std::filesystem::path& file, Passphrase passphrase) const {
    auto pem = to_pem(passphrase);
    const WipeAtEnd wiped(pem);
    const FileDescriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!descriptor.is_open()) {
        if (errno == EEXIST) { return Error{Errc::key_exists, file.string() + " exists already"}; }
        fail_on_file("cannot create", file);
    }
    if (!write_and_sync(descriptor, pem)) {
        const auto reason = errno;
        ::unlink(file.c_str());
        errno = reason;
        fail_on_file("cannot write", file);
    }
    sync_folder(file.parent_path());
    return {};
}

Signature SigningKey::sign(ByteView message) const {
    const auto signature = sign_ed25519(state_->key, message);
    if (!verify_ed25519(state_->public_key, message, signature)) {
        throw CryptoError("a signature just made does not verify: memory or processor is faulty");
    }
    return signature;
}

const PublicKey& SigningKey::public_key() const {
    return state_->public_key;
}

}  // namespace peil::core
