// Ed25519 keys against RFC 8032, and key files against everything that may be wrong with them.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/signing_key.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace peil::core {

namespace {

constexpr std::string_view passphrase = "correct horse battery staple";

/// A folder of its own for a test, removed with what is in it.
class TestFolder {
  public:
    TestFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "peil-key-XXXXXX").string();
        BOOST_TEST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    [[nodiscard]] std::filesystem::path file(const char* name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

void write_file(const std::filesystem::path& file, const std::string& content, mode_t mode) {
    std::ofstream(file, std::ios::binary) << content;
    BOOST_TEST_REQUIRE(::chmod(file.c_str(), mode) == 0);
}

bool refused_as(const Result<SigningKey>& result, Errc code) {
    return result.has_error() && result.error().code == make_error_code(code);
}

bool says(const Result<SigningKey>& result, const std::string& words) {
    return result.has_error() && result.error().detail.find(words) != std::string::npos;
}

Bytes bytes_of_hex(std::string_view hex) {
    const auto bytes = from_hex(hex);
    BOOST_TEST_REQUIRE(bytes.has_value());
    return *bytes;
}

SigningKey test_key() {
    auto key = SigningKey::from_seed(
        bytes_of_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    BOOST_TEST_REQUIRE(key.has_value());
    return *std::move(key);
}

/// RFC 8032 §7.1, TEST 1, 2, 3 and SHA(abc).
struct Rfc8032Vector {
    std::string_view seed;
    std::string_view public_key;
    std::string_view message;
    std::string_view signature;
};

constexpr std::array rfc_8032_vectors{
    Rfc8032Vector{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                  "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                  "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    Rfc8032Vector{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                  "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                  "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    Rfc8032Vector{"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                  "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    Rfc8032Vector{"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
                  "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                  "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                  "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"}};

/// An X25519 key: PKCS#8, 32 bytes, but not for signing. From RFC 8410 §10.3's structure.
constexpr std::string_view x25519_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VuBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
    "-----END PRIVATE KEY-----\n";

/// The Ed25519 key of RFC 8410 §10.3.
constexpr std::string_view rfc_8410_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
    "-----END PRIVATE KEY-----\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(signing_key)

BOOST_AUTO_TEST_CASE(signs_as_rfc_8032_says) {
    for (const auto& vector : rfc_8032_vectors) {
        const auto key = SigningKey::from_seed(bytes_of_hex(vector.seed));
        BOOST_TEST_REQUIRE(key.has_value());
        BOOST_TEST(to_hex(key->public_key()) == vector.public_key);
        BOOST_TEST(to_hex(key->sign(bytes_of_hex(vector.message))) == vector.signature);
    }
}

BOOST_AUTO_TEST_CASE(verifies_nothing_but_the_message_signed) {
    const auto& vector = rfc_8032_vectors[2];
    const auto key = bytes_of_hex(vector.public_key);
    const auto message = bytes_of_hex(vector.message);
    const auto signature = bytes_of_hex(vector.signature);
    BOOST_TEST(verify_ed25519(key, message, signature));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        auto changed = signature;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        BOOST_TEST_REQUIRE(!verify_ed25519(key, message, changed));
    }
    BOOST_TEST(!verify_ed25519(key, {}, signature));
    BOOST_TEST(!verify_ed25519(test_key().public_key(), message, signature));
}

BOOST_AUTO_TEST_CASE(verifies_no_signature_or_key_of_another_length) {
    const auto& vector = rfc_8032_vectors[1];
    const auto key = bytes_of_hex(vector.public_key);
    const auto message = bytes_of_hex(vector.message);
    const auto signature = bytes_of_hex(vector.signature);
    auto longer = signature;
    longer.push_back(std::byte{0});
    BOOST_TEST(!verify_ed25519(key, message, longer));
    BOOST_TEST(!verify_ed25519(key, message, ByteView{signature}.first(63)));
    BOOST_TEST(!verify_ed25519(key, message, {}));
    BOOST_TEST(!verify_ed25519(ByteView{key}.first(31), message, signature));
    BOOST_TEST(!verify_ed25519({}, message, signature));
}

BOOST_AUTO_TEST_CASE(is_new_each_time_it_is_generated) {
    const auto first = SigningKey::generate();
    const auto second = SigningKey::generate();
    BOOST_TEST((first.public_key() != second.public_key()));
    const auto signature = first.sign(as_bytes("message"));
    BOOST_TEST(verify_ed25519(first.public_key(), as_bytes("message"), signature));
    BOOST_TEST(!verify_ed25519(second.public_key(), as_bytes("message"), signature));
}

BOOST_AUTO_TEST_CASE(is_refused_where_the_seed_cannot_be_secret) {
    for (const int byte : {0x00, 0x01, 0xFF}) {
        const Bytes seed(32, static_cast<std::byte>(byte));
        BOOST_TEST(refused_as(SigningKey::from_seed(seed), Errc::malformed_key));
    }
    BOOST_TEST(refused_as(SigningKey::from_seed(Bytes(31)), Errc::malformed_key));
    BOOST_TEST(refused_as(SigningKey::from_seed({}), Errc::malformed_key));
    const std::string zeros =
        "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
        "-----END PRIVATE KEY-----\n";
    BOOST_TEST(refused_as(SigningKey::from_pem(zeros, std::nullopt), Errc::malformed_key));
}

BOOST_AUTO_TEST_SUITE(pem)

BOOST_AUTO_TEST_CASE(of_rfc_8410_is_read_and_written_byte_for_byte) {
    const auto key = SigningKey::from_pem(rfc_8410_pem, std::nullopt);
    BOOST_TEST_REQUIRE(key.has_value());
    BOOST_TEST(to_hex(key->public_key()) ==
               "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
    BOOST_TEST(key->to_pem(std::nullopt) == rfc_8410_pem);
}

BOOST_AUTO_TEST_CASE(encrypted_opens_with_its_passphrase_only) {
    const auto key = test_key();
    const auto pem = key.to_pem(passphrase);
    BOOST_TEST(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    BOOST_TEST(pem != key.to_pem(passphrase), "the salt is new each time");
    const auto opened = SigningKey::from_pem(pem, passphrase);
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST((opened->public_key() == key.public_key()));
    for (const Passphrase wrong : {Passphrase{}, Passphrase{""}, Passphrase{"Correct horse"}}) {
        BOOST_TEST(refused_as(SigningKey::from_pem(pem, wrong), Errc::wrong_passphrase));
    }
}

BOOST_AUTO_TEST_CASE(plain_opens_whatever_the_passphrase) {
    BOOST_TEST(SigningKey::from_pem(rfc_8410_pem, passphrase).has_value());
}

BOOST_AUTO_TEST_CASE(holds_exactly_one_key) {
    const std::string one(rfc_8410_pem);
    const auto begun = one + "-----BEGIN PRIVATE KEY-----\nMC4C\n";
    for (const auto& pem : {std::string(), std::string("no key"), one + one, begun}) {
        BOOST_TEST(refused_as(SigningKey::from_pem(pem, std::nullopt), Errc::malformed_key), pem);
    }
}

BOOST_AUTO_TEST_CASE(holds_an_ed25519_private_key_and_nothing_else) {
    const std::string public_pem =
        "-----BEGIN PUBLIC KEY-----\n"
        "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
        "-----END PUBLIC KEY-----\n";
    auto legacy = std::string(rfc_8410_pem);
    legacy.insert(28, "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n");
    auto trailing = std::string(rfc_8410_pem);
    trailing.insert(trailing.find("\n-----END"), "\nAA==");
    for (const auto& pem : {std::string(x25519_pem), public_pem, legacy, trailing}) {
        BOOST_TEST(refused_as(SigningKey::from_pem(pem, std::nullopt), Errc::malformed_key), pem);
    }
}

BOOST_AUTO_TEST_CASE(with_any_letter_changed_is_refused_or_another_key) {
    const auto key = *SigningKey::from_pem(rfc_8410_pem, std::nullopt);
    for (std::size_t i = 0; i < rfc_8410_pem.size(); ++i) {
        std::string changed(rfc_8410_pem);
        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        const auto other = SigningKey::from_pem(changed, std::nullopt);
        if (other) { BOOST_TEST((other->public_key() != key.public_key()), changed); }
    }
}

BOOST_AUTO_TEST_CASE(larger_than_a_key_can_be_is_refused) {
    const std::string padded = std::string(key_file_size_limit_bytes, '\n');
    BOOST_TEST(refused_as(SigningKey::from_pem(padded + std::string(rfc_8410_pem), std::nullopt),
                          Errc::malformed_key));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(file)

BOOST_AUTO_TEST_CASE(is_stored_privately_and_opens_again) {
    const TestFolder folder;
    const auto key = test_key();
    const auto file = folder.file("log.pem");
    BOOST_TEST(key.store(file, passphrase).has_value());
    struct stat status {};
    BOOST_TEST_REQUIRE(::stat(file.c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 07777U) == 0600U);
    const auto opened = SigningKey::open(file, passphrase);
    BOOST_TEST_REQUIRE(opened.has_value());
    BOOST_TEST((opened->public_key() == key.public_key()));
    const auto wrong = SigningKey::open(file, "wrong");
    BOOST_TEST(refused_as(wrong, Errc::wrong_passphrase));
    BOOST_TEST(says(wrong, file.string()));
}

BOOST_AUTO_TEST_CASE(is_never_written_over) {
    const TestFolder folder;
    const auto file = folder.file("log.pem");
    const auto first = SigningKey::generate();
    BOOST_TEST(first.store(file, std::nullopt).has_value());
    const auto stored = SigningKey::generate().store(file, std::nullopt);
    BOOST_TEST_REQUIRE(stored.has_error());
    BOOST_TEST((stored.error().code == make_error_code(Errc::key_exists)));
    BOOST_TEST((SigningKey::open(file, std::nullopt)->public_key() == first.public_key()));
    const auto link = folder.file("link.pem");
    std::filesystem::create_symlink(folder.file("elsewhere.pem"), link);
    BOOST_TEST(first.store(link, std::nullopt).has_error());
    BOOST_TEST(!std::filesystem::exists(folder.file("elsewhere.pem")));
}

BOOST_AUTO_TEST_CASE(open_to_others_in_any_way_is_refused_with_what_to_do) {
    const TestFolder folder;
    const auto file = folder.file("log.pem");
    for (mode_t bit = 1; bit <= 040; bit <<= 1U) {
        write_file(file, std::string(rfc_8410_pem), 0600U | bit);
        const auto opened = SigningKey::open(file, std::nullopt);
        BOOST_TEST(refused_as(opened, Errc::unsafe_permissions));
        BOOST_TEST(says(opened, "chmod 600 " + file.string()));
    }
    for (const mode_t mode : {0600U, 0400U}) {
        write_file(file, std::string(rfc_8410_pem), mode);
        BOOST_TEST(SigningKey::open(file, std::nullopt).has_value());
        BOOST_TEST_REQUIRE(::chmod(file.c_str(), 0600) == 0);
    }
}

BOOST_AUTO_TEST_CASE(that_is_a_link_a_folder_or_a_pipe_is_refused) {
    const TestFolder folder;
    write_file(folder.file("log.pem"), std::string(rfc_8410_pem), 0600);
    std::filesystem::create_symlink("log.pem", folder.file("link.pem"));
    std::filesystem::create_directory(folder.file("folder.pem"));
    BOOST_TEST_REQUIRE(::mkfifo(folder.file("pipe.pem").c_str(), 0600) == 0);
    for (const auto* name : {"link.pem", "folder.pem", "pipe.pem"}) {
        BOOST_TEST(
            refused_as(SigningKey::open(folder.file(name), std::nullopt), Errc::unsafe_permissions),
            name);
    }
}

BOOST_AUTO_TEST_CASE(that_is_missing_too_large_or_empty_is_refused) {
    const TestFolder folder;
    BOOST_TEST(
        refused_as(SigningKey::open(folder.file("none.pem"), std::nullopt), Errc::key_missing));
    const std::string pem(rfc_8410_pem);
    write_file(folder.file("large.pem"),
               pem + std::string(key_file_size_limit_bytes - pem.size(), '\n'), 0600);
    BOOST_TEST(refused_as(SigningKey::open(folder.file("large.pem"), std::nullopt),
                          Errc::unsafe_permissions));
    write_file(folder.file("empty.pem"), "", 0600);
    BOOST_TEST(
        refused_as(SigningKey::open(folder.file("empty.pem"), std::nullopt), Errc::malformed_key));
}

BOOST_AUTO_TEST_CASE(of_another_user_is_refused) {
    const TestFolder folder;
    const auto file = folder.file("log.pem");
    write_file(file, std::string(rfc_8410_pem), 0600);
    if (::geteuid() != 0) { return; }  // Only root can give a file away.
    BOOST_TEST_REQUIRE(::chown(file.c_str(), 1, 1) == 0);
    const auto opened = SigningKey::open(file, std::nullopt);
    BOOST_TEST(refused_as(opened, Errc::unsafe_permissions));
    BOOST_TEST(says(opened, "belongs to another user"));
}

BOOST_AUTO_TEST_CASE(that_cannot_be_written_throws) {
    const TestFolder folder;
    BOOST_CHECK_THROW(
        static_cast<void>(test_key().store(folder.file("none") / "log.pem", std::nullopt)),
        StorageError);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(is_wiped_where_it_was_text) {
    std::string secret = "a secret that is long enough not to lie in the object itself";
    const std::string_view memory(secret.data(), secret.size());
    wipe(secret);
    BOOST_TEST(secret.empty());
    BOOST_TEST(memory == std::string(memory.size(), '\0'));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace peil::core
