// Hexadecimal: two lower-case digits a byte, and back.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/bytes.hpp>

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

}  // namespace peil::core
