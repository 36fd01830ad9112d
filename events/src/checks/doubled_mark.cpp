// doubled-mark: two marks of punctuation where one was meant.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include "texts.hpp"

#include <fmt/format.h>

#include <array>

namespace peil::events::checks {

namespace {

/// `.,` and `.;` stand behind abbreviations, and three dots are a mark of their own.
constexpr std::array<std::string_view, 8> wrong_pairs{
    ",,", ",.", ";;", "::", ";.", ";,", ":.", ".."};

bool is_part_of_dots(std::string_view text, std::size_t at) {
    return text.substr(at).starts_with("...") || (at > 0 && text[at - 1] == '.');
}

std::vector<Finding> find_doubled_marks(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& place : texts_of(subject.now)) {
        for (const auto pair : wrong_pairs) {
            for (auto at = place.text.find(pair); at != std::string::npos;
                 at = place.text.find(pair, at + pair.size())) {
                if (pair == ".." && is_part_of_dots(place.text, at)) { continue; }
                findings.push_back({.measure = place.measure,
                                    .about = place.field,
                                    .message = fmt::format("\"{}\"", pair),
                                    .quote = excerpt(place.text, at)});
            }
        }
    }
    return findings;
}

}  // namespace

Check doubled_mark_check() {
    return {.name = "doubled-mark",
            .summary = "two marks of punctuation stand where one was meant",
            .hint = "keep the one that was meant",
            .severity = Severity::note,
            .run = find_doubled_marks};
}

}  // namespace peil::events::checks
