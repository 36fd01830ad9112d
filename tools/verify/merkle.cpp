// Calls of libcrypto, and hashing up to roots.
// SPDX-License-Identifier: EUPL-1.2
#include "merkle.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace peil::audit {

namespace {

const unsigned char* unsigned_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Hash node_hash(const Hash& left, const Hash& right) {
    return sha256('\1' + left + right);
}

/// A path on its way up: the number of its node among those of the level, and that of the last.
struct Climb {
    void up() { number /= 2, last /= 2; }
    /// Whether the next hash of a proof stands to the left; then also past the levels at which a
    /// lone right subtree moves up unchanged.
    bool pass_left() {
        const bool is_left = number % 2 == 1 || number == last;
        while (is_left && number % 2 == 0 && number != 0) { up(); }
        up();
        return is_left;
    }
    std::uint64_t number;
    std::uint64_t last;
};

}  // namespace

Hash sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) !=
        1) {
        throw std::runtime_error("libcrypto cannot compute SHA-256");
    }
    return {digest.begin(), digest.begin() + hash_size};
}

bool is_signed(std::string_view message, std::string_view signature, std::string_view public_key) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(public_key),
                                    public_key.size()),
        &EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    return key != nullptr && context != nullptr &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), unsigned_bytes(signature), signature.size(),
                            unsigned_bytes(message), message.size()) == 1;
}

Hash leaf_hash(std::string_view entry) {
    return sha256(std::string(1, '\0').append(entry));
}

Hash root_of(const std::vector<Hash>& leaves) {
    if (leaves.empty()) { return sha256(""); }
    auto level = leaves;
    while (level.size() > 1) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < level.size(); i += 2) {
            level[count++] = i + 1 < level.size() ? node_hash(level[i], level[i + 1]) : level[i];
        }
        level.resize(count);
    }
    return level.front();
}

bool is_included(const Hash& leaf, std::uint64_t index, const TreeHead& tree,
                 const std::vector<Hash>& proof) {
    if (index >= tree.size) { return false; }
    Climb climb{index, tree.size - 1};
    auto hash = leaf;
    for (const auto& sibling : proof) {
        if (climb.last == 0) { return false; }
        hash = climb.pass_left() ? node_hash(sibling, hash) : node_hash(hash, sibling);
    }
    return climb.last == 0 && hash == tree.root;
}

bool is_consistent(const TreeHead& old, const TreeHead& tree, const std::vector<Hash>& proof) {
    if (old.size >= tree.size) { return proof.empty() && old == tree; }
    if (old.size == 0) { return proof.empty() && old.root == sha256(""); }
    Climb climb{old.size - 1, tree.size - 1};
    while (climb.number % 2 == 1) { climb.up(); }
    // Where the old tree is complete, its own root begins the path.
    auto path = proof;
    if (climb.number == 0) { path.insert(path.begin(), old.root); }
    if (proof.empty()) { return false; }
    auto before = path.front();
    auto now = before;
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (climb.last == 0) { return false; }
        if (climb.pass_left()) {
            before = node_hash(path[i], before);
            now = node_hash(path[i], now);
        } else {
            now = node_hash(now, path[i]);
        }
    }
    return climb.last == 0 && before == old.root && now == tree.root;
}

}  // namespace peil::audit
