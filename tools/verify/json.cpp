// Reading and writing JSON.
// SPDX-License-Identifier: EUPL-1.2
#include "json.hpp"

#include "bytes.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

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
        if (!holds) {
            throw Refusal("JSON that cannot be read: expected " + std::string(what) + " at byte " +
                          std::to_string(at_));
        }
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
        expect(depth <= depth_max, "at most 64 levels");
        skip_space();
        Json value;
        if (skip("{")) {
            value = read_items(depth, Json::Kind::object, "}");
        } else if (skip("[")) {
            value = read_items(depth, Json::Kind::list, "]");
        } else if (skip("\"")) {
            value = {.kind = Json::Kind::text, .text = read_text()};
        } else if (skip("true")) {
            value = {.kind = Json::Kind::boolean, .flag = true};
        } else if (skip("false")) {
            value.kind = Json::Kind::boolean;
        } else if (!skip("null")) {
            value = {.kind = Json::Kind::number, .number = read_integer()};
        }
        skip_space();
        return value;
    }
    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    Json read_items(std::size_t depth, Json::Kind kind, std::string_view end) {
        Json value{.kind = kind};
        expect(depth < depth_max, "at most 64 levels");
        skip_space();
        if (skip(end)) { return value; }
        do {
            if (kind == Json::Kind::list) {
                value.items.push_back(read_value(depth + 1));
                continue;
            }
            skip_space();
            expect(skip("\""), "a name in double quotes");
            auto name = read_text();
            skip_space();
            expect(skip(":"), "a colon");
            value.members.emplace_back(std::move(name), read_value(depth + 1));
        } while (skip(","));
        expect(skip(end), "a comma or the end of the list or object");
        std::vector<std::string_view> names;
        for (const auto& [name, ignored] : value.members) { names.push_back(name); }
        std::sort(names.begin(), names.end());
        expect(std::adjacent_find(names.begin(), names.end()) == names.end(), "each name once");
        return value;
    }
    std::int64_t read_integer() {
        const bool is_negative = skip("-");
        const auto end = std::min(text_.find_first_not_of("0123456789", at_), text_.size());
        const auto digits = text_.substr(at_, end - at_);
        expect(!digits.empty() && digits.size() <= 16 && (digits[0] != '0' || digits == "0") &&
                   !(is_negative && digits == "0") && from_decimal(digits) <= integer_max,
               "a value, and no number but an integer below 2^53");
        at_ = end;
        const auto number = static_cast<std::int64_t>(from_decimal(digits));
        return is_negative ? -number : number;
    }
    /// What stands behind a quote, up to the next one.
    std::string read_text() {
        std::string out;
        while (!skip("\"")) {
            const auto start = at_;
            expect(at_ < text_.size(), "the end of a text");
            if (skip("\\")) {
                append_utf8(out, read_escape());
                continue;
            }
            expect(next_code_point(text_, at_).value_or(0) >= 0x20, "UTF-8 without controls");
            out += text_.substr(start, at_ - start);
        }
        return out;
    }
    char32_t read_escape() {
        if (!skip("u")) {
            const auto place = escapes.find(text_.substr(at_, 1));
            expect(at_ < text_.size() && place != std::string_view::npos, "an escape of JSON");
            ++at_;
            return static_cast<unsigned char>(meanings[place]);
        }
        const auto unit = read_unit();
        if (unit < 0xD800 || unit >= 0xE000) { return unit; }
        expect(unit < 0xDC00 && skip("\\u"), "a pair of surrogates");
        const auto low = read_unit();
        expect(low >= 0xDC00 && low < 0xE000, "a pair of surrogates");
        return 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    }
    char32_t read_unit() {
        constexpr std::string_view digits = "0123456789abcdefABCDEF";
        char32_t unit = 0;
        for (const auto end = at_ + 4; at_ < end; ++at_) {
            const auto place = at_ < text_.size() ? digits.find(text_[at_]) : digits.npos;
            expect(place != std::string_view::npos, "four hexadecimal digits");
            unit = unit * 16 + static_cast<char32_t>(place < 16 ? place : place - 6);
        }
        return unit;
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

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        const auto place = letter == '/' ? std::string_view::npos : meanings.find(letter);
        if (place != std::string_view::npos) {
            (out += '\\') += escapes[place];
        } else if (static_cast<unsigned char>(letter) < 0x20) {
            out += "\\u00" + to_hex({&letter, 1});
        } else {
            out += letter;
        }
    }
    return out + '"';
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max, which the reader holds
void write_value(std::string& out, const Json& json, Order order) {
    std::vector<const std::pair<std::string, Json>*> members;
    for (const auto& member : json.members) { members.push_back(&member); }
    if (order == Order::canonical) {
        std::sort(members.begin(), members.end(),
                  [](const auto* a, const auto* b) { return precedes(a->first, b->first); });
    }
    switch (json.kind) {
        case Json::Kind::null: out += "null"; break;
        case Json::Kind::boolean: out += json.flag ? "true" : "false"; break;
        case Json::Kind::number: out += std::to_string(json.number); break;
        case Json::Kind::text: out += quoted(json.text); break;
        case Json::Kind::list:
            for (const char* mark = "["; const auto& item : json.items) {
                write_value(out += std::exchange(mark, ","), item, order);
            }
            out += json.items.empty() ? "[]" : "]";
            break;
        case Json::Kind::object:
            for (const char* mark = "{"; const auto* member : members) {
                out += std::exchange(mark, ",") + quoted(member->first) + ':';
                write_value(out, member->second, order);
            }
            out += members.empty() ? "{}" : "}";
            break;
    }
}

}  // namespace

const Json* Json::find(std::string_view name) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const auto& member) { return member.first == name; });
    return found == members.end() ? nullptr : &found->second;
}

const Json& Json::at(std::string_view name, Kind expected) const {
    const auto* member = find(name);
    require(member != nullptr && member->kind == expected,
            "/" + std::string(name) + " is missing, or of another kind");
    return *member;
}

const std::string& Json::text_at(std::string_view name) const {
    return at(name, Kind::text).text;
}

std::uint64_t Json::number_at(std::string_view name) const {
    const auto found = at(name, Kind::number).number;
    require(found >= 0, "/" + std::string(name) + " is below zero");
    return static_cast<std::uint64_t>(found);
}

const std::vector<Json>& Json::list_at(std::string_view name) const {
    return at(name, Kind::list).items;
}

std::vector<std::string> Json::texts_at(std::string_view name) const {
    std::vector<std::string> texts;
    for (const auto& item : list_at(name)) {
        require(item.kind == Kind::text, "/" + std::string(name) + " holds something but texts");
        texts.push_back(item.text);
    }
    return texts;
}

void Json::require_only(std::initializer_list<std::string_view> names) const {
    require(kind == Kind::object, "something else than an object");
    for (const auto& [name, ignored] : members) {
        require(std::find(names.begin(), names.end(), name) != names.end(),
                "a member that does not belong there: " + name);
    }
}

Json parse_json(std::string_view text) {
    return Reader(text).read();
}

Json parse_canonical(std::string_view text) {
    auto json = parse_json(text);
    require(write_json(json, Order::canonical) == text, "JSON that is not canonical");
    return json;
}

std::string write_json(const Json& json, Order order) {
    std::string out;
    write_value(out, json, order);
    return out;
}

}  // namespace peil::audit
