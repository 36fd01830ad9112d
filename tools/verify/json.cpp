// Reading and writing JSON.
// SPDX-License-Identifier: EUPL-1.2
#include "json.hpp"

#include "bytes.hpp"

#include <algorithm>
#include <cctype>

namespace peil::audit {

namespace {

using Kind = Json::Kind;

constexpr std::size_t depth_max = 64;
constexpr std::uint64_t integer_max = (std::uint64_t{1} << 53U) - 1;
constexpr std::string_view escapes = "\"\\bfnrt/";
constexpr std::string_view meanings = "\"\\\b\f\n\r\t/";

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Json read() {
        auto value = read_value(0);
        expect(at_ == text_.size(), "the end");
        return value;
    }

  private:
    void expect(bool holds, const char* what) const {
        if (holds) { return; }
        throw Refusal("bad JSON: at byte " + std::to_string(at_) + " expected " + what);
    }
    bool skip(std::string_view word) {
        const bool is_there = text_.substr(at_).starts_with(word);
        at_ += is_there ? word.size() : 0;
        return is_there;
    }
    void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size()); }

    /// A value and the white space around it.
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    Json read_value(std::size_t depth) {
        Json value;
        skip_space();
        if (skip("{")) {
            value = read_items(depth + 1, Kind::object, "}");
        } else if (skip("[")) {
            value = read_items(depth + 1, Kind::list, "]");
        } else if (skip("\"")) {
            value = {.kind = Kind::text, .text = read_text()};
        } else if (skip("true")) {
            value = {.kind = Kind::boolean, .flag = true};
        } else if (skip("false")) {
            value.kind = Kind::boolean;
        } else if (!skip("null")) {
            value = {.kind = Kind::number, .number = read_integer()};
        }
        skip_space();
        return value;
    }
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    Json read_items(std::size_t depth, Kind kind, std::string_view end) {
        Json value{.kind = kind};
        std::vector<std::string> names;
        expect(depth <= depth_max, "at most 64 levels");
        skip_space();
        if (skip(end)) { return value; }
        do {
            if (kind == Kind::list) {
                value.items.push_back(read_value(depth));
                continue;
            }
            skip_space();
            expect(skip("\""), "a name");
            names.push_back(read_text());
            skip_space();
            expect(skip(":"), "a colon");
            value.members.emplace_back(names.back(), read_value(depth));
        } while (skip(","));
        expect(skip(end), "a comma or the end");
        std::sort(names.begin(), names.end());
        expect(std::adjacent_find(names.begin(), names.end()) == names.end(), "each name once");
        return value;
    }
    std::int64_t read_integer() {
        const bool is_negative = skip("-");
        const auto end = std::min(text_.find_first_not_of("0123456789", at_), text_.size());
        expect(end > at_ && end - at_ <= 16, "a value");
        const auto number = from_decimal(text_.substr(at_, end - at_));
        expect(number <= integer_max && (number > 0 || !is_negative), "an integer below 2^53");
        at_ = end;
        return is_negative ? -static_cast<std::int64_t>(number) : static_cast<std::int64_t>(number);
    }
    /// What stands behind a quote, up to the next one.
    std::string read_text() {
        std::string out;
        while (!skip("\"")) {
            expect(at_ < text_.size(), "the end of a text");
            if (skip("\\")) {
                append_utf8(out, read_escape());
                continue;
            }
            const auto point = next_code_point(text_, at_).value_or(0);
            expect(point >= 0x20, "UTF-8 without controls");
            append_utf8(out, point);
        }
        return out;
    }
    char32_t read_escape() {
        if (skip("u")) {
            const auto unit = read_unit();
            if (unit < 0xD800 || unit >= 0xE000) { return unit; }
            const auto low = unit < 0xDC00 && skip("\\u") ? read_unit() : 0;
            expect(low >= 0xDC00 && low < 0xE000, "a pair of surrogates");
            return 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
        }
        const auto place = escapes.find(text_.substr(at_++, 1));
        expect(at_ <= text_.size() && place != escapes.npos, "an escape of JSON");
        return static_cast<unsigned char>(meanings[place]);
    }
    char32_t read_unit() {
        std::string digits(text_.substr(at_, 4));
        for (auto& each : digits) {
            each = static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
        }
        expect(digits.size() == 4, "four hexadecimal digits");
        at_ += 4;
        return static_cast<char32_t>(from_big_endian(from_hex(digits)));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// The order of UTF-16: what needs surrogates, from F0 on in UTF-8, stands before EE and EF.
bool precedes(const std::string& a, const std::string& b) {
    const auto rank = [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte == 0xEE || byte == 0xEF ? byte + 0x10 : int{byte};
    };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](char x, char y) { return rank(x) < rank(y); });
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        const auto place = letter == '/' ? meanings.npos : meanings.find(letter);
        const bool is_control = static_cast<unsigned char>(letter) < 0x20;
        if (place != meanings.npos) { out += '\\'; }
        out += place != meanings.npos ? std::string(1, escapes[place])
               : is_control           ? "\\u00" + to_hex({&letter, 1})
                                      : std::string(1, letter);
    }
    return out + '"';
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which the reader holds
bool fits(const Json& json, const Json& shape) {
    for (const auto& [name, value] : json.members) {
        if (shape.members.empty()) { break; }  // whatever there is
        if (name.ends_with('?') || name.ends_with('|')) { return false; }
        const bool is_null = value.is_null() && !shape[name + '|'].is_null();
        const bool is_member = fits(value, shape[name]) || fits(value, shape[name + '?']) ||
                               fits(value, shape[name + '|']);
        if (!is_null && !is_member) { return false; }
    }
    const auto is_there = [&](const auto& member) {
        const auto name = member.first.substr(0, member.first.find('|'));
        return name.ends_with('?') ||
               std::any_of(json.members.begin(), json.members.end(),
                           [&](const auto& each) { return each.first == name; });
    };
    // NOLINTNEXTLINE(misc-no-recursion): as above
    const auto fits_first = [&](const Json& item) { return fits(item, shape.items.at(0)); };
    return json.kind == shape.kind && !shape.is_null() &&
           std::all_of(shape.members.begin(), shape.members.end(), is_there) &&
           std::all_of(json.items.begin(), json.items.end(), fits_first);
}

}  // namespace

const Json& Json::operator[](std::string_view name) const {
    static const Json none;
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const auto& member) { return member.first == name; });
    return found == members.end() ? none : found->second;
}

Json parse_json(std::string_view text) {
    return Reader(text).read();
}

Json parse_canonical(std::string_view text) {
    auto json = parse_json(text);
    require(write_json(json) == text, "JSON that is not canonical");
    return json;
}

void require_shape(const Json& json, std::string_view shape) {
    require(fits(json, parse_json(shape)), "it is not built as " + std::string(shape));
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which the reader holds
std::string write_json(const Json& json, bool is_canonical) {
    if (json.kind == Kind::null) { return "null"; }
    if (json.kind == Kind::boolean) { return json.flag ? "true" : "false"; }
    if (json.kind == Kind::number) { return std::to_string(json.number); }
    if (json.kind == Kind::text) { return json_text(json.text); }
    std::vector<std::pair<std::string, std::string>> parts;  // the name, and what is written
    for (const auto& item : json.items) { parts.emplace_back("", write_json(item, is_canonical)); }
    for (const auto& [name, value] : json.members) {
        parts.emplace_back(name, json_text(name) + ':' + write_json(value, is_canonical));
    }
    if (is_canonical && json.kind == Kind::object) {
        std::sort(parts.begin(), parts.end(),
                  [](const auto& a, const auto& b) { return precedes(a.first, b.first); });
    }
    std::string out;
    for (const auto& part : parts) { out += (out.empty() ? "" : ",") + part.second; }
    return json.kind == Kind::list ? '[' + out + ']' : '{' + out + '}';
}

}  // namespace peil::audit
