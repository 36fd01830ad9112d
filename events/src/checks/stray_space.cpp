// stray-space: a space before a comma, or none behind it.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include "texts.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

char byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? text[at] : '\0';
}

bool is_plain_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\0';
}

/// ` ,`, ` .`, `( `, ` )`: a space on the wrong side. ` …` and ` .nl` are no slips.
bool has_space_too_many(std::string_view text, std::size_t at) {
    const char mark = text[at];
    if (mark == '(') { return byte_at(text, at + 1) == ' '; }
    const bool is_closing = mark == ',' || mark == ';' || mark == ')' || mark == '.' || mark == ':';
    return is_closing && at > 0 && text[at - 1] == ' ' &&
           (mark == ')' || is_plain_space(byte_at(text, at + 1)));
}

/// `sloten,vaarten`: letters on both sides. Full stops and colons stand in addresses and times.
bool has_space_too_few(std::string_view text, std::size_t at) {
    return (text[at] == ',' || text[at] == ';') && at > 0 && is_ascii_letter(text[at - 1]) &&
           is_ascii_letter(byte_at(text, at + 1));
}

std::vector<Finding> find_stray_spaces(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& place : texts_of(subject.now)) {
        for (std::size_t at = 0; at < place.text.size(); ++at) {
            const bool is_too_many = has_space_too_many(place.text, at);
            if (!is_too_many && !has_space_too_few(place.text, at)) { continue; }
            findings.push_back(
                {.measure = place.measure,
                 .about = place.field,
                 .message = fmt::format("a space {} at '{}'",
                                        is_too_many ? "too many" : "is missing", place.text[at]),
                 .quote = excerpt(place.text, at)});
        }
    }
    return findings;
}

}  // namespace

Check stray_space_check() {
    return {.name = "stray-space",
            .summary = "a space stands on the wrong side of a mark, or is missing",
            .hint = "no space before the mark, one behind it",
            .severity = Severity::note,
            .run = find_stray_spaces};
}

}  // namespace peil::events::checks
