// Base64 by tables: three bytes are four characters of six bits.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/base64.hpp>

#include <algorithm>
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

/// The next `count` bytes (1 to 3) as the high bits of 24.
std::uint32_t group_of(ByteView bytes, std::size_t count) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        group = (group << 8U) | (i < count ? std::to_integer<std::uint32_t>(bytes[i]) : 0U);
    }
    return group;
}

/// Without padding: `count` bytes become `count` + 1 characters.
std::string encode(ByteView bytes, std::string_view digits) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::size_t>(3, bytes.size()))) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size());
        const std::uint32_t group = group_of(bytes, count);
        for (std::size_t i = 0; i <= count; ++i) {
            text += digits[(group >> (18U - 6U * static_cast<unsigned>(i))) & 0x3FU];
        }
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
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    for (; text.size() >= 4; text.remove_prefix(4)) {
        const auto value = [&](std::size_t i) -> std::uint32_t {
            return values[static_cast<unsigned char>(text[i])];
        };
        if (((value(0) | value(1) | value(2) | value(3)) & no_digit) != 0) { return std::nullopt; }
        bytes.push_back(static_cast<std::byte>((value(0) << 2U) | (value(1) >> 4U)));
        bytes.push_back(static_cast<std::byte>(((value(1) & 0xFU) << 4U) | (value(2) >> 2U)));
        bytes.push_back(static_cast<std::byte>(((value(2) & 0x3U) << 6U) | value(3)));
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
