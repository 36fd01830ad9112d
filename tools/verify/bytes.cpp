// Reading and writing bytes as text, hashes, and proofs that lead up to roots. Readers are strict:
// what was read is written and compared.
// SPDX-License-Identifier: EUPL-1.2
#include "basis.hpp"

#include <openssl/asn1.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <bit>
#include <ctime>
#include <fstream>
#include <memory>

namespace peil::audit {

namespace {

constexpr string_view hex_digits = "0123456789abcdef";

const unsigned char* unsigned_bytes(string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

bool is_obeyed(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x61C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

Hash node_hash(const Hash& left, const Hash& right) {
    return sha256('\1' + left + right);
}

using Roots = pair<Hash, Hash>;

/// What hashes lead to from node `index` of `size`: the roots of the tree that ends with it, and of
/// the whole one. Nothing if there are too few hashes or too many.
// NOLINTNEXTLINE(misc-no-recursion): one level down the tree with each hash
optional<Roots> climb(const Hash& start, uint64_t index, uint64_t size, span<const Hash> path) {
    if (size == 1 && path.empty()) { return Roots(start, start); }
    if (size == 1 || path.empty()) { return nullopt; }
    const auto half = std::bit_floor(size - 1);
    const bool is_left = index < half;
    auto roots = climb(start, is_left ? index : index - half, is_left ? half : size - half,
                       path.first(path.size() - 1));
    if (roots && !is_left) {
        *roots = {node_hash(path.back(), roots->first), node_hash(path.back(), roots->second)};
    }
    if (roots && is_left) { roots->second = node_hash(roots->second, path.back()); }
    return roots;
}

}  // namespace

void require(bool holds, string_view otherwise) {
    if (!holds) { throw Refusal(string(otherwise)); }
}

string to_hex(string_view bytes) {
    string text;
    for (const char byte : bytes) {
        text += {hex_digits[byte_of(byte) / 16], hex_digits[byte_of(byte) % 16]};
    }
    return text;
}

string from_hex(string_view text) {
    string bytes;
    for (size_t i = 0; i < text.size(); i += 2) {
        const auto low = hex_digits.find(text.substr(i, 2).back());
        bytes += static_cast<char>(hex_digits.find(text[i]) * 16 + low);
    }
    require(to_hex(bytes) == text, "a text that is not hexadecimal");
    return bytes;
}

string to_base64(string_view bytes) {
    string text((bytes.size() + 2) / 3 * 4, '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), unsigned_bytes(bytes),
                    static_cast<int>(bytes.size()));
    return text;
}

string from_base64(string_view text) {
    string bytes(text.size() / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), unsigned_bytes(text),
                    static_cast<int>(text.size()));
    const auto letters = std::min(text.find('='), text.size());
    bytes.resize(std::min(bytes.size(), letters * 3 / 4));  // it wrote bytes for padding as well
    require(to_base64(bytes) == text, "a text that is not base64");
    return bytes;
}

string to_base64url(string_view bytes) {
    return with_names(to_base64(bytes), "+/=", {"-", "_", ""});
}

string from_base64url(string_view text) {
    auto padded = with_names(text, "-_", {"+", "/"});
    auto bytes = from_base64(padded.append((4 - text.size() % 4) % 4, '='));
    require(to_base64url(bytes) == text, "a text that is not base64url");
    return bytes;
}

uint64_t from_decimal(string_view text) {
    uint64_t number = 0;
    for (const char digit : text.substr(0, 19)) { number = number * 10 + byte_of(digit) - '0'; }
    require(to_string(number) == text && number >> 63U == 0, "a text that is no number");
    return number;
}

uint64_t from_big_endian(string_view bytes) {
    uint64_t number = 0;
    for (const char byte : bytes) { number = number << 8U | byte_of(byte); }
    return number;
}

vector<string_view> lines_of(string_view text) {
    require(text.empty() || text.ends_with('\n'), "a last line without a line feed");
    vector<string_view> lines;
    for (size_t at = 0; at < text.size(); at += lines.back().size() + 1) {
        lines.push_back(text.substr(at, text.find('\n', at) - at));
    }
    return lines;
}

string with_names(string_view text, string_view letters, const vector<string>& names) {
    string out;
    for (const char letter : text) {
        const auto place = letters.find(letter);
        out += place == letters.npos ? string(1, letter) : names.at(place);
    }
    return out;
}

string read_file(const string& name, size_t size_max) {
    std::ifstream stream(name, std::ios::binary);
    require(stream.good(), "there is no such file");
    string text;
    for (char letter = 0; stream.get(letter);) {
        text += letter;
        require(text.size() <= size_max, "it is larger than a file of Peil can be");
    }
    return text;
}

string time_text(uint64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    std::array<char, 40> text{};
    if (::gmtime_r(&time, &parts) == nullptr) { return to_string(seconds) + " s after 1970"; }
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

void append_utf8(string& out, char32_t point) {
    std::array<unsigned char, 4> bytes{};
    out.append(bytes.begin(), bytes.begin() + UTF8_putc(bytes.data(), 4, point));
}

char32_t take_code_point(string_view& text) {
    unsigned long point = 0;
    const auto size = static_cast<int>(std::min<size_t>(text.size(), 4));
    const auto used = UTF8_getc(unsigned_bytes(text), size, &point);
    const bool is_valid = used > 0 && point <= 0x10FFFF;
    text.remove_prefix(is_valid ? static_cast<size_t>(used) : text.empty() ? 0 : 1);
    return is_valid ? static_cast<char32_t>(point) : 0;
}

bool has_code_point(string_view text, bool (*is_meant)(char32_t)) {
    bool is_there = false;
    while (!text.empty() && !is_there) { is_there = is_meant(take_code_point(text)); }
    return is_there;
}

string printable(string_view text) {
    string shown;
    while (!text.empty()) {
        const auto point = take_code_point(text);
        const bool is_shown = point == U'\n' || !is_obeyed(point);
        append_utf8(shown, point == U'\t' ? U' ' : is_shown ? point : 0xFFFD);
    }
    return shown;
}

Hash sha256(string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("libcrypto cannot compute SHA-256");
    }
    return {hash.begin(), hash.begin() + hash_size};
}

bool is_signed(string_view message, string_view signature, string_view public_key) {
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

Hash leaf_hash(string_view entry) {
    return sha256(string(1, '\0').append(entry));
}

// NOLINTNEXTLINE(misc-no-recursion): halves the leaves
Hash root_of(span<const Hash> leaves) {
    if (leaves.size() < 2) { return leaves.empty() ? sha256("") : leaves.front(); }
    const auto half = std::bit_floor(leaves.size() - 1);
    return node_hash(root_of(leaves.first(half)), root_of(leaves.subspan(half)));
}

bool is_included(const Hash& leaf, uint64_t index, const TreeHead& tree, span<const Hash> proof) {
    const auto roots = index < tree.size ? climb(leaf, index, tree.size, proof) : nullopt;
    return roots && roots->second == tree.root;
}

bool is_consistent(const TreeHead& old, const TreeHead& tree, vector<Hash> proof) {
    if (old.size >= tree.size) { return proof.empty() && old == tree; }
    if (old.size == 0) { return proof.empty() && old.root == sha256(""); }
    // The proof begins with the last full subtree of the old tree, unless that is all of it.
    const auto level = std::countr_zero(old.size);
    const bool is_whole = std::has_single_bit(old.size);
    if (proof.empty()) { return false; }
    if (is_whole) { proof.insert(proof.begin(), old.root); }
    const auto size = ((tree.size - 1) >> level) + 1;
    const auto roots = climb(proof[0], (old.size >> level) - 1, size, span(proof).subspan(1));
    return roots == Roots(old.root, tree.root);
}

}  // namespace peil::audit
