// Escaping for Markdown.
// SPDX-License-Identifier: EUPL-1.2
#include "markdown_text.hpp"

#include <peil/events/text_width.hpp>

#include <algorithm>
#include <cstddef>

namespace peil::events {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// Whether the character at the beginning of a line would make it a list item, a heading's
/// underline, or a rule: `-`, `+`, `=`, or the mark after digits in `1.` and `1)`.
bool begins_block(std::string_view line, std::size_t at) {
    const auto letter = line[at];
    if (letter == '-' || letter == '+' || letter == '=') { return at == 0; }
    if ((letter != '.' && letter != ')') || at == 0) { return false; }
    for (const auto before : line.substr(0, at)) {
        if (!is_digit(before)) { return false; }
    }
    return true;
}

void append_escaped(std::string& out, std::string_view line) {
    constexpr std::string_view markup = "\\`*_{}[]#|~!$";
    const auto first = line.find_first_not_of(' ');
    line.remove_prefix(first == std::string_view::npos ? line.size() : first);
    for (std::size_t at = 0; at < line.size(); ++at) {
        const auto letter = line[at];
        switch (letter) {
            case '&': out += "&amp;"; continue;
            case '<': out += "&lt;"; continue;
            case '>': out += "&gt;"; continue;
            default: break;
        }
        if (markup.find(letter) != std::string_view::npos || begins_block(line, at)) {
            out += '\\';
        }
        out += letter;
    }
}

}  // namespace

std::string escape_markdown(std::string_view text) {
    const auto shown = printable(text);
    std::string out;
    const std::string_view rest = shown;
    for (std::size_t begin = 0; begin <= rest.size();) {
        const auto end = std::min(rest.find('\n', begin), rest.size());
        if (begin > 0) { out += "<br>"; }
        append_escaped(out, rest.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

}  // namespace peil::events
