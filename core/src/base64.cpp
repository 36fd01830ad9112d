// Base64 by tables: three bytes are four characters of six bits.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>

#include <array>
#include <cstdint>

namespace peil::core {

namespace {

using Values = std::array<std::uint8_t, 256>;

constexpr std::string_view standard_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Marks a character outside the alphabet: no value of six bits has this bit.
constexpr std::uint8_t no_digit = 0x80;

constexpr Values values_of(std::string_view digits) {
    Values values{};
    values.fill(no_digit);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    }
    return values;
}

constexpr Values standard_values = values_of(standard_digits);
constexpr Values url_values = values_of(url_digits);

/// Writes the `count` high digits of 24 bits and returns where the next goes.
char* write_digits(char* out, std::uint32_t group, unsigned count, const char* digits) {
    for (unsigned i = 0; i < count; ++i) { *out++ = digits[(group >> (18U - 6U * i)) & 0x3FU]; }
    return out;
}

/// Without padding: the last 1 or 2 bytes become 2 or 3 characters.
std::string encode(ByteView bytes, std::string_view digits) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char* out = text.data();
    const auto* in = bytes.data();
    const auto* last = in + bytes.size() / 3 * 3;
    const auto byte = [](std::byte b) { return std::to_integer<std::uint32_t>(b); };
    for (; in != last; in += 3) {
        const auto group = (byte(in[0]) << 16U) | (byte(in[1]) << 8U) | byte(in[2]);
        out = write_digits(out, group, 4, digits.data());
    }
    switch (bytes.size() % 3) {
        case 1: write_digits(out, byte(in[0]) << 16U, 2, digits.data()); break;
        case 2:
            write_digits(out, (byte(in[0]) << 16U) | (byte(in[1]) << 8U), 3, digits.data());
            break;
        default: break;
    }
    return text;
}

/// The last group of 2 or 3 characters (1 or 2 bytes), whose unused low bits must be zero.
bool decode_tail(std::string_view tail, const Values& values, Bytes& out) {
    if (tail.empty()) { return true; }
    if (tail.size() == 1) { return false; }
    std::uint32_t group = 0;
    std::uint32_t seen = 0;
    for (const char digit : tail) {
        const std::uint32_t value = values[static_cast<unsigned char>(digit)];
        seen |= value;
        group = (group << 6U) | value;
    }
    const unsigned unused = tail.size() == 2 ? 4U : 2U;
    if ((seen & no_digit) != 0 || (group & ((1U << unused) - 1U)) != 0) { return false; }
    group >>= unused;
    if (tail.size() == 3) { out.push_back(static_cast<std::byte>(group >> 8U)); }
    out.push_back(static_cast<std::byte>(group & 0xFFU));
    return true;
}

/// Without padding.
std::optional<Bytes> decode(std::string_view text, const Values& values) {
    Bytes bytes(text.size() / 4 * 3);
    auto* out = bytes.data();
    for (; text.size() >= 4; text.remove_prefix(4)) {
        const auto value = [&](std::size_t i) -> std::uint32_t {
            return values[static_cast<unsigned char>(text[i])];
        };
        const auto group = (value(0) << 18U) | (value(1) << 12U) | (value(2) << 6U) | value(3);
        if (((value(0) | value(1) | value(2) | value(3)) & no_digit) != 0) { return std::nullopt; }
        for (const unsigned shift : {16U, 8U, 0U}) {
            *out++ = static_cast<std::byte>((group >> shift) & 0xFFU);
        }
    }
    if (!decode_tail(text, values, bytes)) { return std::nullopt; }
    return bytes;
}

}  // namespace

std::string encode_base64(ByteView bytes) {
    std::string text = encode(bytes, standard_digits);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<Bytes> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) { return std::nullopt; }
    if (text.ends_with('=')) { text.remove_suffix(text.ends_with("==") ? 2 : 1); }
    return decode(text, standard_values);
}

std::string encode_base64url(ByteView bytes) {
    return encode(bytes, url_digits);
}

std::optional<Bytes> decode_base64url(std::string_view text) {
    return decode(text, url_values);
}

}  // namespace peil::core
