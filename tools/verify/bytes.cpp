// Reading and writing bytes as text. Decoding is strict because what was read is written again and
// compared.
// SPDX-License-Identifier: EUPL-1.2
#include "bytes.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view hex_letters = "0123456789abcdef";

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// Takes in groups of `bits_in` bits and puts out groups of `bits_out`; a rest is dropped.
template <class Value, class Put>
void regroup(std::string_view text, unsigned bits_in, unsigned bits_out, Value value, Put put) {
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        buffer = buffer << bits_in | static_cast<std::uint32_t>(value(i));
        for (bits += bits_in; bits >= bits_out; bits -= bits_out) {
            put(buffer >> (bits - bits_out) & ((1U << bits_out) - 1));
        }
    }
}

std::string from_letters(std::string_view text, std::string_view letters, unsigned bits) {
    std::string bytes;
    const auto value = [&](std::size_t i) {
        const auto place = letters.find(text[i]);
        return place == std::string_view::npos ? 0 : place;
    };
    regroup(text, bits, 8, value, [&](unsigned byte) { bytes += static_cast<char>(byte); });
    return bytes;
}

bool is_obeyed(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x61C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

void require(bool holds, const std::string& otherwise) {
    if (!holds) { throw Refusal(otherwise); }
}

std::string to_hex(std::string_view bytes) {
    std::string text;
    regroup(
        bytes, 8, 4, [&](std::size_t i) { return byte_at(bytes, i); },
        [&](unsigned value) { text += hex_letters[value]; });
    return text;
}

std::string to_base64(std::string_view bytes) {
    const std::string whole = std::string(bytes).append((3 - bytes.size() % 3) % 3, '\0');
    std::string text;
    regroup(
        whole, 8, 6, [&](std::size_t i) { return byte_at(whole, i); },
        [&](unsigned value) { text += base64_letters[value]; });
    return text.replace(text.size() - (whole.size() - bytes.size()), std::string::npos,
                        whole.size() - bytes.size(), '=');
}

std::string to_base64url(std::string_view bytes) {
    auto text = to_base64(bytes);
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::string from_hex(std::string_view text) {
    const auto bytes = from_letters(text, hex_letters, 4);
    require(to_hex(bytes) == text, "a text that is not hexadecimal");
    return bytes;
}

std::string from_base64(std::string_view text) {
    const auto bytes = from_letters(text.substr(0, text.find('=')), base64_letters, 6);
    require(to_base64(bytes) == text, "a text that is not base64");
    return bytes;
}

std::string from_base64url(std::string_view text) {
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), '-', '+');
    std::replace(plain.begin(), plain.end(), '_', '/');
    const auto bytes = from_letters(plain, base64_letters, 6);
    require(to_base64url(bytes) == text, "a text that is not base64url");
    return bytes;
}

std::uint64_t from_decimal(std::string_view text) {
    std::uint64_t number = 0;
    for (const char digit : text.substr(0, 19)) {
        number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    require(std::to_string(number) == text && number >> 63U == 0, "a text that is no number");
    return number;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) { number = number << 8U | byte_at(bytes, i); }
    return number;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        require(end != std::string_view::npos, "a last line without a line feed");
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

void append_utf8(std::string& out, char32_t point) {
    const unsigned more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    const char32_t mark = more == 0 ? 0 : 0xFFU << (7 - more) & 0xFFU;
    out += static_cast<char>(mark | point >> (6 * more));
    for (auto left = more; left > 0; --left) {
        out += static_cast<char>(0x80U | (point >> (6 * (left - 1)) & 0x3FU));
    }
}

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    const auto first = byte_at(text, at);
    const unsigned more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t point = more == 0 ? first : first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more && at + i < text.size(); ++i) {
        point = point << 6U | (byte_at(text, at + i) & 0x3FU);
    }
    std::string again;
    append_utf8(again, point);
    const bool is_surrogate = point >= 0xD800 && point < 0xE000;
    if (is_surrogate || point > 0x10FFFF || !text.substr(at).starts_with(again)) { return {}; }
    at += again.size();
    return point;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!next_code_point(text, at)) { return false; }
    }
    return true;
}

std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const auto start = at;
        const auto point = next_code_point(text, at).value_or(0);
        at = std::max(at, start + 1);
        const bool is_harmless = point == U'\n' || point == U'\t' || !is_obeyed(point);
        append_utf8(shown, point == U'\t' ? U' ' : is_harmless ? point : 0xFFFD);
    }
    return shown;
}

}  // namespace peil::audit
