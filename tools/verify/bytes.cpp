// Reading and writing bytes as text. Readers are strict: what was read is written and compared.
// SPDX-License-Identifier: EUPL-1.2
#include "bytes.hpp"

#include <algorithm>
#include <array>
#include <ctime>

namespace peil::audit {

namespace {

constexpr std::string_view hex_letters = "0123456789abcdef";
constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// From letters of 4 or 6 bits to bytes, or back; no letters stand for bytes. Foreign letters count
/// as the first one, and bits left over are only written as a letter.
std::string convert(std::string_view text, std::string_view from, std::string_view to) {
    const auto bits_of = [](std::size_t count) { return count == 0 ? 8U : count == 16 ? 4U : 6U; };
    const auto bits_in = bits_of(from.size());
    const auto bits_out = bits_of(to.size());
    std::string out;
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    const auto put = [&](std::uint32_t value) {
        value &= (1U << bits_out) - 1;
        out += to.empty() ? static_cast<char>(value) : to[value];
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto place = from.find(text[i]);
        const auto value = from.empty() ? byte_at(text, i) : place == from.npos ? 0 : place;
        buffer = buffer << bits_in | static_cast<std::uint32_t>(value);
        for (bits += bits_in; bits >= bits_out; bits -= bits_out) {
            put(buffer >> (bits - bits_out));
        }
    }
    if (bits > 0 && !to.empty()) { put(buffer << (bits_out - bits)); }
    return out;
}

bool is_obeyed(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x61C || point == 0x200E ||
           point == 0x200F || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

void require(bool holds, std::string_view otherwise) {
    if (!holds) { throw Refusal(std::string(otherwise)); }
}

std::string to_hex(std::string_view bytes) {
    return convert(bytes, "", hex_letters);
}
std::string to_base64(std::string_view bytes) {
    auto text = convert(bytes, "", base64_letters);
    return text.append((4 - text.size() % 4) % 4, '=');
}
std::string to_base64url(std::string_view bytes) {
    return convert(bytes, "", base64url_letters);
}

std::string from_hex(std::string_view text) {
    auto bytes = convert(text, hex_letters, "");
    require(to_hex(bytes) == text, "a text that is not hexadecimal");
    return bytes;
}
std::string from_base64(std::string_view text) {
    auto bytes = convert(text.substr(0, text.find('=')), base64_letters, "");
    require(to_base64(bytes) == text, "a text that is not base64");
    return bytes;
}
std::string from_base64url(std::string_view text) {
    auto bytes = convert(text, base64url_letters, "");
    require(to_base64url(bytes) == text, "a text that is not base64url");
    return bytes;
}

std::uint64_t from_decimal(std::string_view text) {
    std::uint64_t number = 0;
    for (const char digit : text.substr(0, 19)) {
        number = number * 10 + (byte_at({&digit, 1}, 0) - '0');
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
    require(text.empty() || text.ends_with('\n'), "a last line without a line feed");
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size(); at += lines.back().size() + 1) {
        lines.push_back(text.substr(at, text.find('\n', at) - at));
    }
    return lines;
}

std::string time_text(std::uint64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    std::array<char, 40> text{};
    if (::gmtime_r(&time, &parts) == nullptr) { return std::to_string(seconds) + " s after 1970"; }
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

void append_utf8(std::string& out, char32_t point) {
    const unsigned more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    const char32_t mark = more == 0 ? 0 : 0xFFU << (7 - more) & 0xFFU;
    out += static_cast<char>(mark | point >> (6 * more));
    for (auto left = more; left-- > 0;) {
        out += static_cast<char>(0x80U | (point >> (6 * left) & 0x3FU));
    }
}

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    const auto first = byte_at(text, at);
    if (first < 0x80) { return byte_at(text, at++); }
    const unsigned more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t point = first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more && at + i < text.size(); ++i) {
        point = point << 6U | (byte_at(text, at + i) & 0x3FU);
    }
    std::string again;
    append_utf8(again, point);
    const bool is_barred = (point >= 0xD800 && point < 0xE000) || point > 0x10FFFF;
    if (is_barred || !text.substr(at).starts_with(again)) { return std::nullopt; }
    at += again.size();
    return point;
}

std::string printable(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const auto start = at;
        const auto point = next_code_point(text, at).value_or(0);
        at = std::max(at, start + 1);
        append_utf8(shown, point == U'\t'                       ? U' '
                           : point != U'\n' && is_obeyed(point) ? 0xFFFD
                                                                : point);
    }
    return shown;
}

}  // namespace peil::audit
