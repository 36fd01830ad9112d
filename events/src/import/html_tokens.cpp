// Tokens of a table cell, see html_tokens.hpp. Entities follow HTML 4: those that word processors
// write, and all numbers. What is no tag or entity stays as it stands.
// SPDX-License-Identifier: EUPL-1.2
#include "html_tokens.hpp"

#include "prose.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace peil::events::reading {

namespace {

constexpr std::size_t tag_bytes_max = 512;
constexpr std::size_t entity_bytes_max = 10;

constexpr std::array<std::string_view, 10> superscripts{"\u2070", "\u00b9", "\u00b2", "\u00b3",
                                                        "\u2074", "\u2075", "\u2076", "\u2077",
                                                        "\u2078", "\u2079"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> entities{{
    {"amp", "&"},        {"lt", "<"},         {"gt", ">"},          {"quot", "\""},
    {"apos", "'"},       {"nbsp", "\u00a0"},  {"eacute", "\u00e9"}, {"egrave", "\u00e8"},
    {"euml", "\u00eb"},  {"iuml", "\u00ef"},  {"ouml", "\u00f6"},   {"uuml", "\u00fc"},
    {"euro", "\u20ac"},  {"ndash", "\u2013"}, {"mdash", "\u2014"},  {"lsquo", "\u2018"},
    {"rsquo", "\u2019"}, {"ldquo", "\u201c"}, {"rdquo", "\u201d"},  {"hellip", "\u2026"},
    {"bull", "\u2022"},  {"shy", ""},
}};

constexpr std::array<std::string_view, 29> tag_names{
    "p",     "ul",     "ol",  "li",  "br",   "b",   "i",    "u",     "s",     "em",
    "a",     "strong", "sup", "sub", "span", "div", "font", "small", "table", "tbody",
    "thead", "tr",     "td",  "th",  "h1",   "h2",  "h3",   "h4",    "hr"};

struct Tag {
    std::string name;
    bool closing = false;
    std::size_t size_bytes = 0;
};

struct Decoded {
    std::string text;
    std::size_t size_bytes = 0;
};

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The tag at the start of `html`, which begins with `<`.
std::optional<Tag> tag_at(std::string_view html) {
    html = html.substr(0, tag_bytes_max);
    Tag tag;
    std::size_t offset = 1;
    if (offset < html.size() && html[offset] == '/') {
        tag.closing = true;
        ++offset;
    }
    const std::size_t name_start = offset;
    while (offset < html.size() && is_name_byte(html[offset])) { ++offset; }
    tag.name = lower_case(html.substr(name_start, offset - name_start));
    if (std::find(tag_names.begin(), tag_names.end(), tag.name) == tag_names.end()) {
        return std::nullopt;
    }
    const std::size_t end = html.find_first_of("<>", offset);
    if (end == std::string_view::npos || html[end] != '>') { return std::nullopt; }
    if (end != offset && html[offset] != '/' && !is_space(html[offset])) { return std::nullopt; }
    tag.size_bytes = end + 1;
    return tag;
}

std::optional<std::uint32_t> entity_value(std::string_view digits) {
    const bool hexadecimal = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
    if (!hexadecimal) { return parse_decimal(digits); }
    digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 6) { return std::nullopt; }
    std::uint32_t value = 0;
    for (const char digit : lower_case(digits)) {
        const auto nibble = std::string_view{"0123456789abcdef"}.find(digit);
        if (nibble == std::string_view::npos) { return std::nullopt; }
        value = value * 16 + static_cast<std::uint32_t>(nibble);
    }
    return value;
}

std::optional<std::string> numbered_entity(std::string_view digits) {
    const auto value = entity_value(digits);
    const bool printable = value && *value >= 0x20 && (*value < 0x7F || *value >= 0xA0);
    if (!printable || !utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(*value))) {
        return std::nullopt;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(*value), bytes.data());
    return std::string{bytes.begin(), bytes.begin() + size};
}

/// The entity at the start of `html`, which begins with `&`.
std::optional<Decoded> entity_at(std::string_view html) {
    const std::size_t end = html.substr(0, entity_bytes_max).find(';');
    if (end == std::string_view::npos || end < 2) { return std::nullopt; }
    const std::string_view name = html.substr(1, end - 1);
    if (name[0] == '#') {
        auto text = numbered_entity(name.substr(1));
        if (!text) { return std::nullopt; }
        return Decoded{std::move(*text), end + 1};
    }
    const auto* const found = std::find_if(entities.begin(), entities.end(),
                                           [&](const auto& entry) { return entry.first == name; });
    if (found == entities.end()) { return std::nullopt; }
    return Decoded{std::string{found->second}, end + 1};
}

Decoded decoded_at(std::string_view html) {
    if (html[0] == '&') {
        if (auto entity = entity_at(html)) { return std::move(*entity); }
    }
    const std::size_t size = code_point_at(html, 0).size_bytes;
    return {std::string{html.substr(0, size)}, size};
}

bool is_bullet(std::string_view text) {
    return text == "\u2022" || text == "\u25cf" || text == "\u25aa" || text == "\u25e6";
}

class Lexer {
  public:
    std::vector<CellToken> run(std::string_view html) {
        while (!html.empty()) {
            if (html[0] == '<') {
                if (const auto tag = tag_at(html)) {
                    take(*tag);
                    html.remove_prefix(tag->size_bytes);
                    continue;
                }
            }
            const Decoded next = decoded_at(html);
            take(next.text);
            html.remove_prefix(next.size_bytes);
        }
        flush();
        return std::move(tokens_);
    }

  private:
    void take(const Tag& tag) {
        using Kind = CellTokenKind;
        if (tag.name == "p" || tag.name == "div") {
            push(tag.closing ? Kind::paragraph_end : Kind::paragraph_start);
        } else if (tag.name == "ul" || tag.name == "ol") {
            push(tag.closing ? Kind::list_end : Kind::list_start, tag.name == "ol");
        } else if (tag.name == "li") {
            push(tag.closing ? Kind::item_end : Kind::item_start);
        } else if (tag.name == "sup") {
            raised_ = !tag.closing;
        } else if (tag.name == "br") {
            text_ += ' ';
        }
    }

    void take(const std::string& text) {
        if (is_bullet(text)) {
            push(CellTokenKind::bullet);
        } else if (raised_ && is_digits(text)) {
            text_ += superscript(text[0]);
        } else {
            text_ += text;
        }
    }

    void push(CellTokenKind kind, bool ordered = false) {
        flush();
        tokens_.push_back({kind, ordered, {}});
    }

    void flush() {
        if (!text_.empty()) { tokens_.push_back({CellTokenKind::text, false, std::move(text_)}); }
        text_.clear();
    }

    std::vector<CellToken> tokens_;
    std::string text_;
    bool raised_ = false;
};

}  // namespace

std::vector<CellToken> cell_tokens(std::string_view html) {
    return Lexer{}.run(html);
}

std::string plain_text(std::string_view html) {
    std::string text;
    for (const CellToken& token : cell_tokens(html)) {
        text += token.kind == CellTokenKind::text ? token.text : " ";
    }
    return collapsed(text);
}

std::string_view superscript(char digit) {
    return superscripts.at(static_cast<std::size_t>(digit - '0'));
}

}  // namespace peil::events::reading
