// Hexadecimal and big-endian numbers.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/bytes.hpp>
#include <peil/core/check.hpp>

namespace peil::core {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int digit_value(char digit) {
    const auto position = hex_digits.find(digit);
    return position == std::string_view::npos ? -1 : static_cast<int>(position);
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        const auto value = std::to_integer<unsigned>(byte);
        text += hex_digits[value >> 4U];
        text += hex_digits[value & 15U];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) { return std::nullopt; }
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit_value(text[i]);
        const int low = digit_value(text[i + 1]);
        if (high < 0 || low < 0) { return std::nullopt; }
        bytes.push_back(static_cast<std::byte>(high * 16 + low));
    }
    return bytes;
}

void append_u64_be(std::string& out, std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
        out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
}

std::uint64_t read_u64_be(std::string_view bytes) {
    check(bytes.size() >= 8, "a stored number has eight bytes");
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

}  // namespace peil::core
