// doubled-word: the same word twice in a row, as editing leaves it behind.
// SPDX-License-Identifier: EUPL-1.2
#include "../suggest/tokens.hpp"
#include "check.hpp"
#include "texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace peil::events::checks {

namespace {

/// Words that Dutch grammar may put twice in a row: `de mensen die die dag kwamen`.
constexpr std::array<std::string_view, 9> rightly_doubled{"die", "dat",   "zijn", "had", "hadden",
                                                          "was", "waren", "er",   "we"};

bool is_doubled(const suggest::Token& before, const suggest::Token& token) {
    return before.kind == suggest::TokenKind::word && token.kind == suggest::TokenKind::word &&
           token.has_space && before.lower == token.lower &&
           std::find(rightly_doubled.begin(), rightly_doubled.end(), token.lower) ==
               rightly_doubled.end();
}

std::vector<Finding> find_doubled_words(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& place : texts_of(subject.now)) {
        for (const auto sentence : suggest::sentences_of(place.text)) {
            const auto tokens = suggest::tokens_of(sentence);
            for (std::size_t i = 1; i < tokens.size(); ++i) {
                if (!is_doubled(tokens[i - 1], tokens[i])) { continue; }
                findings.push_back({.measure = place.measure,
                                    .about = place.field,
                                    .message = fmt::format("\"{}\" stands twice", tokens[i].lower),
                                    .quote = excerpt(sentence, tokens[i].begin)});
            }
        }
    }
    return findings;
}

}  // namespace

Check doubled_word_check() {
    return {.name = "doubled-word",
            .summary = "a word stands twice in a row",
            .hint = "take one of the two out",
            .severity = Severity::note,
            .run = find_doubled_words};
}

}  // namespace peil::events::checks
