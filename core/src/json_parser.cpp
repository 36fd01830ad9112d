// Reads JSON strictly: RFC 8259 under the rules of I-JSON (RFC 7493), and integers only.
// SPDX-License-Identifier: EUPL-1.2
#include "json_text.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/utf8.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <optional>
#include <utility>

namespace peil::core {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int hex_value(char c) {
    if (is_digit(c)) { return c - '0'; }
    if (c >= 'a' && c <= 'f') { return c - 'a' + 10; }
    if (c >= 'A' && c <= 'F') { return c - 'A' + 10; }
    return -1;
}

/// The character after a backslash as what it stands for; nothing for \u and for what is no escape.
std::optional<char> short_escape(char c) {
    switch (c) {
        case '"':
        case '\\':
        case '/': return c;
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        default: return std::nullopt;
    }
}

void append_utf8(std::string& out, unsigned code) {
    const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    if (code < 0x80U) { return put(code); }
    if (code < 0x800U) {
        put(0xC0U | (code >> 6U));
    } else if (code < 0x10000U) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

bool is_high_surrogate(unsigned code) {
    return code >= 0xD800U && code < 0xDC00U;
}

bool is_low_surrogate(unsigned code) {
    return code >= 0xDC00U && code < 0xE000U;
}

/// One pass over a text. A member function that returns false has left its reason in error_.
class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<boost::json::value> parse() {
        boost::json::value value;
        if (!parse_document(value)) { return Error{Errc::malformed_json, std::move(error_)}; }
        return value;
    }

  private:
    bool parse_document(boost::json::value& out) {
        if (text_.size() > json_size_max) { return fail(json_size_max, "text goes on", "its end"); }
        if (text_.starts_with("\xEF\xBB\xBF")) { return fail(0, "byte order mark", "a value"); }
        skip_space();
        if (!parse_value(out, 0)) { return false; }
        skip_space();
        return at_end() || fail(at_, "text after the value", "the end of the text");
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in parse_object and parse_array
    bool parse_value(boost::json::value& out, std::size_t depth) {
        switch (peek()) {
            case '{': return parse_object(out, depth + 1);
            case '[': return parse_array(out, depth + 1);
            case '"': return parse_string_value(out);
            case 't': return parse_literal("true", true, out);
            case 'f': return parse_literal("false", false, out);
            case 'n': return parse_literal("null", nullptr, out);
            default: return parse_integer(out);
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    bool parse_object(boost::json::value& out, std::size_t depth) {
        if (depth > depth_max) { return fail_depth(); }
        auto& object = out.emplace_object();
        ++at_;
        skip_space();
        if (skip('}')) { return true; }
        object.reserve(members_expected);
        do {
            skip_space();
            if (!parse_member(object, depth)) { return false; }
            skip_space();
        } while (skip(','));
        return skip('}') || fail_here("',' or '}'");
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max in parse_object
    bool parse_member(boost::json::object& object, std::size_t depth) {
        const std::size_t start = at_;
        std::string_view name;
        if (peek() != '"') { return fail_here("a name in double quotes"); }
        if (!parse_string(name)) { return false; }
        const auto [member, is_new] = object.emplace(name, nullptr);
        if (!is_new) { return fail(start, "name occurs twice", "each name once"); }
        skip_space();
        if (!skip(':')) { return fail_here("':'"); }
        skip_space();
        return parse_value(member->value(), depth);
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded by depth_max
    bool parse_array(boost::json::value& out, std::size_t depth) {
        if (depth > depth_max) { return fail_depth(); }
        auto& array = out.emplace_array();
        ++at_;
        skip_space();
        if (skip(']')) { return true; }
        do {
            skip_space();
            if (!parse_value(array.emplace_back(nullptr), depth)) { return false; }
            skip_space();
        } while (skip(','));
        return skip(']') || fail_here("',' or ']'");
    }

    template <class Literal>
    bool parse_literal(std::string_view word, Literal literal, boost::json::value& out) {
        if (!rest().starts_with(word)) { return fail_here("a value"); }
        at_ += word.size();
        out = literal;
        return true;
    }

    bool parse_integer(boost::json::value& out) {
        const std::size_t start = at_;
        const bool negative = skip('-');
        if (!is_digit(peek())) { return fail_here(negative ? "a digit" : "a value"); }
        std::int64_t magnitude = 0;
        const std::size_t first = at_;
        for (; is_digit(peek()); ++at_) {
            magnitude = magnitude * 10 + (peek() - '0');
            if (magnitude > integer_max) { return fail_range(start); }
        }
        if (text_[first] == '0' && at_ - first > 1) {
            return fail(start, "leading zero", "an integer without it");
        }
        if (peek() == '.' || peek() == 'e' || peek() == 'E') { return fail_number(start); }
        if (negative && magnitude == 0) { return fail(start, "minus zero", "0"); }
        out = negative ? -magnitude : magnitude;
        return true;
    }

    bool parse_string_value(boost::json::value& out) {
        std::string_view text;
        if (!parse_string(text)) { return false; }
        out.emplace_string().assign(text);
        return true;
    }

    /// Reads a string at its opening quote. `out` is a view into the text, or into unescaped_
    /// until the next string.
    bool parse_string(std::string_view& out) {
        const std::size_t first = ++at_;
        at_ += plain_prefix_size(rest());
        if (peek() == '\\') {
            if (!parse_escaped_string(first)) { return false; }
            out = unescaped_;
            return true;
        }
        out = text_.substr(first, at_ - first);
        return check_utf8(first) && close_string();
    }

    /// Reads on after the first run of plain characters, which starts at `first`.
    bool parse_escaped_string(std::size_t first) {
        unescaped_.clear();
        for (;;) {
            if (!check_utf8(first)) { return false; }
            unescaped_.append(text_.substr(first, at_ - first));
            if (peek() != '\\') { return close_string(); }
            if (!parse_escape()) { return false; }
            first = at_;
            at_ += plain_prefix_size(rest());
        }
    }

    bool parse_escape() {
        const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (kind == 'u') { return parse_unicode_escape(); }
        const auto character = short_escape(kind);
        if (!character) {
            return fail(at_, "unknown escape", R"(one of \" \\ \/ \b \f \n \r \t \u)");
        }
        unescaped_ += *character;
        at_ += 2;
        return true;
    }

    bool parse_unicode_escape() {
        const std::size_t start = at_;
        const auto high = read_code_unit();
        if (!high) { return false; }
        unsigned code = *high;
        if (is_low_surrogate(code)) { return fail_surrogate(start); }
        if (is_high_surrogate(code)) {
            if (!rest().starts_with("\\u")) { return fail_surrogate(start); }
            const auto low = read_code_unit();
            if (!low) { return false; }
            if (!is_low_surrogate(*low)) { return fail_surrogate(start); }
            code = 0x10000U + ((code - 0xD800U) << 10U) + (*low - 0xDC00U);
        }
        append_utf8(unescaped_, code);
        return true;
    }

    /// The code unit of \uXXXX at the reading position, which moves behind it.
    std::optional<unsigned> read_code_unit() {
        const std::string_view digits = rest().substr(2, 4);
        unsigned code = 0;
        for (const char digit : digits) {
            const int value = hex_value(digit);
            code = value < 0 ? hex_invalid : code * 16U + static_cast<unsigned>(value);
            if (value < 0) { break; }
        }
        if (digits.size() < 4 || code == hex_invalid) {
            fail(at_, "incomplete \\u escape", "four hexadecimal digits");
            return std::nullopt;
        }
        at_ += 6;
        return code;
    }

    bool check_utf8(std::size_t first) {
        const std::string_view run = text_.substr(first, at_ - first);
        const std::size_t valid = utf8_prefix_size(run);
        return valid == run.size() || fail(first + valid, "malformed UTF-8", "UTF-8");
    }

    bool close_string() {
        if (skip('"')) { return true; }
        return at_end() ? fail_here("'\"'")
                        : fail(at_, "control character in a string", "an escape such as \\n");
    }

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

    bool skip(char expected) {
        if (at_end() || text_[at_] != expected) { return false; }
        ++at_;
        return true;
    }

    void skip_space() {
        while (!at_end() && is_space(text_[at_])) { ++at_; }
    }

    bool fail(std::size_t offset, std::string_view found, std::string_view expected) {
        error_ = fmt::format("byte {}: {}; expected {}", offset, found, expected);
        return false;
    }

    bool fail_here(std::string_view expected) {
        if (at_end()) { return fail(at_, "end of the text", expected); }
        const char c = text_[at_];
        const bool printable = c > ' ' && c < '\x7F';
        const auto found = printable ? fmt::format("'{}'", c)
                                     : fmt::format("byte 0x{:02x}", static_cast<unsigned char>(c));
        return fail(at_, found, expected);
    }

    bool fail_depth() { return fail(at_, "too many levels", fmt::format("at most {}", depth_max)); }

    bool fail_range(std::size_t start) {
        return fail(start, "number out of range", "at most 2^53-1, or a string");
    }

    bool fail_number(std::size_t start) {
        return fail(start, "fraction or exponent", "an integer, or a string");
    }

    bool fail_surrogate(std::size_t start) {
        return fail(start, "lone surrogate", "a pair, high before low");
    }

    static constexpr unsigned hex_invalid = 0x10000;
    static constexpr std::size_t members_expected = 8;  // spares an object most of its growing

    std::string_view text_;
    std::size_t at_ = 0;
    std::string unescaped_;
    std::string error_;
};

}  // namespace

Result<boost::json::value> parse_strict(std::string_view text) {
    return Parser{text}.parse();
}

}  // namespace peil::core
