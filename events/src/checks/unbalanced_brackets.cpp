// unbalanced-brackets: a bracket is opened and not closed, or closed and not opened.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include "texts.hpp"

#include <optional>

namespace peil::events::checks {

namespace {

char opening_of(char closing) {
    return closing == ')' ? '(' : closing == ']' ? '[' : '{';
}

bool is_letter_or_digit(char byte) {
    return is_ascii_letter(byte) || (byte >= '0' && byte <= '9');
}

/// `a)`, `2)`, `ii)`: the marks of an enumeration, and not brackets.
bool is_enumeration(std::string_view text, std::size_t closing) {
    constexpr std::size_t mark_bytes_max = 3;
    std::size_t first = closing;
    while (first > 0 && is_letter_or_digit(text[first - 1])) { --first; }
    const auto size = closing - first;
    return text[closing] == ')' && size > 0 && size <= mark_bytes_max &&
           (first == 0 || text[first - 1] == ' ' || text[first - 1] == '\n');
}

/// Where the first bracket stands that has no partner.
std::optional<std::size_t> find_lone_bracket(std::string_view text) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        if (byte == '(' || byte == '[' || byte == '{') { open.push_back(i); }
        if (byte != ')' && byte != ']' && byte != '}') { continue; }
        if (!open.empty() && text[open.back()] == opening_of(byte)) {
            open.pop_back();
        } else if (!is_enumeration(text, i)) {
            return i;
        }
    }
    return open.empty() ? std::nullopt : std::optional(open.front());
}

std::vector<Finding> find_unbalanced_brackets(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& place : texts_of(subject.now)) {
        const auto at = find_lone_bracket(place.text);
        if (!at) { continue; }
        findings.push_back({.measure = place.measure,
                            .about = place.field,
                            .message = std::string("'") + place.text[*at] + "' has no partner",
                            .quote = excerpt(place.text, *at)});
    }
    return findings;
}

}  // namespace

Check unbalanced_brackets_check() {
    return {.name = "unbalanced-brackets",
            .summary = "a bracket has no partner",
            .hint = "close the bracket, or take it out",
            .severity = Severity::note,
            .run = find_unbalanced_brackets};
}

}  // namespace peil::events::checks
