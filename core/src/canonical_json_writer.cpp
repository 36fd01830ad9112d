// Writes the canonical text of a JSON value: RFC 8785 §3.2.2 (values) and §3.2.3 (order of
// members).
// SPDX-License-Identifier: EUPL-1.2
#include "json_text.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/check.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <vector>

namespace peil::core {

namespace {

using Member = boost::json::key_value_pair;

/// Whether eight bytes are free of quotes, backslashes and control characters. A borrow can only
/// raise a false alarm above a true one, so the answer is exact.
bool eight_plain(const char* at) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    const std::uint64_t quote = word ^ (ones * '"');
    const std::uint64_t backslash = word ^ (ones * '\\');
    const std::uint64_t special = ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) |
                                  ((word - ones * 0x20U) & ~word);
    return (special & highs) == 0;
}

bool is_plain(char byte) {
    return static_cast<unsigned char>(byte) >= 0x20U && byte != '"' && byte != '\\';
}

void append_escape(std::string& out, char special) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (special) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\t': out += "\\t"; return;
        case '\n': out += "\\n"; return;
        case '\f': out += "\\f"; return;
        case '\r': out += "\\r"; return;
        default: break;
    }
    const auto code = static_cast<unsigned char>(special);
    out += "\\u00";
    out += digits[code >> 4U];
    out += digits[code & 15U];
}

/// Names sort by UTF-16 code units, which is the order of the UTF-8 bytes but for one thing:
/// characters above U+FFFF (first byte F0 to F4) come before U+E000 to U+FFFF (EE and EF).
/// Continuation bytes lie below EE and are compared only after equal first bytes.
unsigned utf16_rank(char byte) {
    const unsigned code = static_cast<unsigned char>(byte);
    return code == 0xEEU || code == 0xEFU ? code + 0x10U : code;
}

bool sorts_before(std::string_view left, std::string_view right) {
    const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (r == right.end()) { return false; }
    return l == left.end() || utf16_rank(*l) < utf16_rank(*r);
}

bool member_before(const Member& left, const Member& right) {
    return sorts_before(left.key(), right.key());
}

void append_integer(std::string& out, std::int64_t number) {
    check(number >= -integer_max && number <= integer_max, "an integer is exact in every reader");
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_unsigned(std::string& out, std::uint64_t number) {
    check(number <= integer_max, "an integer is exact in every reader");
    append_integer(out, static_cast<std::int64_t>(number));
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which makers of values hold
void append_member(std::string& out, const Member& member) {
    append_json_string(out, member.key());
    out += ':';
    append_canonical(out, member.value());
    out += ',';
}

/// Ends a list whose parts each ended in a comma.
void close_list(std::string& out, char bracket) {
    if (out.back() == ',') {
        out.back() = bracket;
    } else {
        out += bracket;
    }
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which makers of values hold
void append_object(std::string& out, const boost::json::object& object) {
    out += '{';
    if (std::is_sorted(object.begin(), object.end(), member_before)) {
        for (const Member& member : object) { append_member(out, member); }
    } else {
        std::vector<const Member*> sorted;
        sorted.reserve(object.size());
        for (const Member& member : object) { sorted.push_back(&member); }
        std::sort(sorted.begin(), sorted.end(),
                  [](const Member* l, const Member* r) { return member_before(*l, *r); });
        for (const Member* member : sorted) { append_member(out, *member); }
    }
    close_list(out, '}');
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which makers of values hold
void append_array(std::string& out, const boost::json::array& array) {
    out += '[';
    for (const auto& element : array) {
        append_canonical(out, element);
        out += ',';
    }
    close_list(out, ']');
}

}  // namespace

std::size_t plain_prefix_size(std::string_view text) {
    std::size_t size = 0;
    while (text.size() - size >= 8 && eight_plain(text.data() + size)) { size += 8; }
    while (size < text.size() && is_plain(text[size])) { ++size; }
    return size;
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (;;) {
        const std::size_t plain = plain_prefix_size(text);
        out.append(text.substr(0, plain));
        if (plain == text.size()) { break; }
        append_escape(out, text[plain]);
        text.remove_prefix(plain + 1);
    }
    out += '"';
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which makers of values hold
void append_canonical(std::string& out, const boost::json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null: out += "null"; return;
        case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
        case boost::json::kind::int64: append_integer(out, value.get_int64()); return;
        case boost::json::kind::uint64: append_unsigned(out, value.get_uint64()); return;
        case boost::json::kind::double_: check(false, "a value holds integers only"); return;
        case boost::json::kind::string: append_json_string(out, value.get_string()); return;
        case boost::json::kind::array: append_array(out, value.get_array()); return;
        case boost::json::kind::object: append_object(out, value.get_object()); return;
    }
}

}  // namespace peil::core
