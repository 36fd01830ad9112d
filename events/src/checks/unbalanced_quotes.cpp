// unbalanced-quotes: a quotation that begins and does not end, or the other way round.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include "texts.hpp"

#include <optional>

namespace peil::events::checks {

namespace {

constexpr std::string_view low_quote = "\u201e";
constexpr std::string_view left_quote = "\u201c";
constexpr std::string_view right_quote = "\u201d";

/// Where a quotation mark stands without a partner. Single marks are not looked at: they are
/// apostrophes as well. A curly mark may end what a straight one began: that is taste.
std::optional<std::size_t> find_lone_quote(std::string_view text) {
    std::optional<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        const bool is_straight = rest.starts_with('"');
        const bool is_left = rest.starts_with(left_quote);
        const bool is_opening = rest.starts_with(low_quote) || (is_left && !open);
        const bool is_closing = rest.starts_with(right_quote) || (is_left && open);
        if (is_opening || (is_straight && !open)) {
            if (open) { return open; }
            open = i;
        } else if (is_closing || is_straight) {
            if (!open) { return i; }
            open.reset();
        }
    }
    return open;
}

std::vector<Finding> find_unbalanced_quotes(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& place : texts_of(subject.now)) {
        const auto at = find_lone_quote(place.text);
        if (!at) { continue; }
        findings.push_back({.measure = place.measure,
                            .about = place.field,
                            .message = "a quotation mark has no partner",
                            .quote = excerpt(place.text, *at)});
    }
    return findings;
}

}  // namespace

Check unbalanced_quotes_check() {
    return {.name = "unbalanced-quotes",
            .summary = "a double quotation mark has no partner",
            .hint = "end the quotation, or take the mark out",
            .severity = Severity::note,
            .run = find_unbalanced_quotes};
}

}  // namespace peil::events::checks
