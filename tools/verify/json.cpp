// Reading and writing JSON.
// SPDX-License-Identifier: EUPL-1.2
#include "basis.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

using Kind = Json::Kind;

constexpr size_t depth_max = 64;
constexpr int64_t integer_max = (int64_t{1} << 53U) - 1;
constexpr string_view escapes = "\"\\bfnrt/";
constexpr string_view meanings = "\"\\\b\f\n\r\t/";

/// Takes what it reads off the front of the text.
struct Reader {
    /// Takes the word as well, if it is there.
    bool skip(string_view word) {
        const bool is_there = rest.starts_with(word);
        rest.remove_prefix(is_there ? word.size() : 0);
        return is_there;
    }
    bool skip_space(string_view word) {
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\r"), rest.size()));
        return skip(word);
    }
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    Json read_value(size_t depth) {
        if (skip_space("{")) { return read_items(depth + 1, Kind::object, "}"); }
        if (skip("[")) { return read_items(depth + 1, Kind::list, "]"); }
        if (skip("\"")) { return {.kind = Kind::text, .text = read_text()}; }
        if (skip("true")) { return {.kind = Kind::boolean, .number = 1}; }
        if (skip("false")) { return {.kind = Kind::boolean}; }
        if (skip("null")) { return {}; }
        return {.kind = Kind::number, .number = read_integer()};
    }
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    Json read_items(size_t depth, Kind kind, string_view end) {
        Json value{.kind = kind};
        set<string> names;
        require(depth <= depth_max, "JSON of more than 64 levels");
        for (bool is_first = true; !skip_space(end); is_first = false) {
            require(is_first || skip(","), "JSON without a comma or an end");
            if (kind == Kind::list) {
                value.items.push_back(read_value(depth));
                continue;
            }
            require(skip_space("\""), "JSON without a name");
            const auto name = read_text();
            require(names.insert(name).second, "JSON with a name for the second time");
            require(skip_space(":"), "JSON without a colon");
            value.members.emplace_back(name, read_value(depth));
        }
        return value;
    }
    int64_t read_integer() {
        const bool is_negative = skip("-");
        const auto digits = take(rest.find_first_not_of("0123456789"));
        require(!digits.empty(), "JSON without a value");
        const auto number = static_cast<int64_t>(from_decimal(digits));
        require(number <= integer_max && (number > 0 || !is_negative), "no integer below 2^53");
        return is_negative ? -number : number;
    }
    /// What stands behind a quote, up to the next one.
    string read_text() {
        string out;
        while (!skip("\"")) {
            const bool is_escaped = skip("\\");
            const auto point = is_escaped ? read_escape() : take_code_point(rest);
            require(is_escaped || point >= 0x20, "JSON with a text that is no UTF-8, or endless");
            append_utf8(out, point);
        }
        return out;
    }
    char32_t read_escape() {
        const auto place = escapes.find(rest.empty() ? '\0' : rest.front());
        if (place != escapes.npos) {
            rest.remove_prefix(1);
            return byte_of(meanings[place]);
        }
        const auto unit = read_unit("u");
        if (unit < 0xD800 || unit >= 0xE000) { return unit; }
        const auto low = read_unit("\\u");
        require(unit < 0xDC00 && low >= 0xDC00 && low < 0xE000, "JSON with half a code point");
        return 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    }
    char32_t read_unit(string_view start) {
        require(skip(start) && rest.size() >= 4, "JSON with a bad escape");
        const auto digits = with_names(take(4), "ABCDEF", {"a", "b", "c", "d", "e", "f"});
        return static_cast<char32_t>(from_big_endian(from_hex(digits)));
    }
    string_view take(size_t size) {
        const auto taken = rest.substr(0, size);
        rest.remove_prefix(taken.size());
        return taken;
    }

    string_view rest;
};

const Json* find_member(const Json& json, string_view name) {
    const auto found = std::ranges::find(json.members, name, &pair<string, Json>::first);
    return found == json.members.end() ? nullptr : &found->second;
}

string json_text(string_view text) {
    string out = "\"";
    for (const char letter : text) {
        const auto place = letter == '/' ? meanings.npos : meanings.find(letter);
        out += place != meanings.npos   ? string("\\") + escapes[place]
               : byte_of(letter) < 0x20 ? "\\u00" + to_hex({&letter, 1})
                                        : string(1, letter);
    }
    return out + '"';
}

/// Whether a text is what `name` says.
bool is_named_so(const string& text, const string& name) {
    if (name.empty()) { return true; }
    const auto bytes = name.starts_with("hex") ? from_hex(text) : from_base64(text);
    return !name.ends_with("hash") || bytes.size() == hash_size;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which the reader holds
bool fits(const Json& json, const Json& shape) {
    auto unknown = shape.members.empty() ? 0 : json.members.size();
    for (const auto& [name, inner] : shape.members) {
        const auto* member = find_member(json, name.substr(0, name.find_first_of("?|")));
        const bool is_null = member != nullptr && member->is_null() && name.ends_with('|');
        const bool is_good =
            member == nullptr ? name.ends_with('?') : is_null || fits(*member, inner);
        if (!is_good) { return false; }
        unknown -= member == nullptr ? 0 : 1;
    }
    const auto count = static_cast<int64_t>(json.items.size());
    const auto bound = [&](size_t place, int64_t otherwise) {
        return shape.items.size() > place ? shape.items[place].number : otherwise;
    };
    // NOLINTNEXTLINE(misc-no-recursion): as above
    const auto fits_first = [&](const Json& item) { return fits(item, shape.items.at(0)); };
    return json.kind == shape.kind && unknown == 0 && is_named_so(json.text, shape.text) &&
           count >= bound(1, 0) && count <= bound(2, integer_max) &&
           std::ranges::all_of(json.items, fits_first);
}

}  // namespace

const Json& Json::operator[](string_view name) const {
    static const Json none;
    const auto* const member = find_member(*this, name);
    return member == nullptr ? none : *member;
}

Json parse_json(string_view text) {
    Reader reader{text};
    auto json = reader.read_value(0);
    require(reader.skip_space("") && reader.rest.empty(), "JSON with something behind its end");
    return json;
}

Json parse_canonical(string_view text) {
    auto json = parse_json(text);
    require(write_json(json) == text, "JSON that is not canonical");
    return json;
}

void require_shape(const Json& json, string_view shape) {
    require(fits(json, parse_json(shape)), "it is not built as " + string(shape));
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which the reader holds
string write_json(const Json& json, bool is_canonical) {
    if (json.kind == Kind::null) { return "null"; }
    if (json.kind == Kind::boolean) { return json.is_true() ? "true" : "false"; }
    if (json.kind == Kind::number) { return to_string(json.number); }
    if (json.kind == Kind::text) { return json_text(json.text); }
    vector<pair<string, string>> parts;  // what is written, behind what sorts it
    for (const auto& item : json.items) { parts.emplace_back("", write_json(item, is_canonical)); }
    for (const auto& [name, value] : json.members) {
        // In the order of UTF-16 what needs surrogates, from F0 on in UTF-8, is before EE and EF.
        parts.emplace_back(is_canonical ? with_names(name, "\xEE\xEF", {"\xFE", "\xFF"}) : "",
                           json_text(name) + ':' + write_json(value, is_canonical));
    }
    std::ranges::stable_sort(parts, {}, &pair<string, string>::first);
    string out;
    for (const auto& [key, part] : parts) { out += (out.empty() ? "" : ",") + part; }
    return json.kind == Kind::list ? '[' + out + ']' : '{' + out + '}';
}

}  // namespace peil::audit
