// A reference is the word `maatregel` with a number behind it.
// SPDX-License-Identifier: EUPL-1.2
#include "reference_finder.hpp"

#include "tokens.hpp"

#include <algorithm>

namespace peil::events::suggest {

namespace {

bool is_noun_of_measure(const std::string& lower) {
    return lower == "maatregel" || lower == "maatregelen" || lower == "maatregelnummer";
}

/// `3` or `5b`: a number of up to three digits with at most one letter.
bool is_measure_number(const Tokens& tokens, std::size_t at) {
    const auto& word = lower_at(tokens, at);
    const auto digits = word.find_first_not_of("0123456789");
    if (word.empty() || digits == 0) { return false; }
    if (digits == std::string::npos) { return word.size() <= 3; }
    return digits <= 3 && digits + 1 == word.size() && word[digits] >= 'a' && word[digits] <= 'z' &&
           word[digits] != 'e';
}

bool is_joint(const std::string& lower) {
    return lower == "en" || lower == "&" || lower == "," || lower == "of" || lower == "+";
}

/// The numbers behind the noun, and where they end.
struct Numbers {
    std::vector<std::string> to;
    std::size_t last = 0;
};

/// After `3`, the next number of `3, 4 en 6`, of `3 en maatregel 4`; nothing if there is none.
std::size_t next_number(const Tokens& tokens, std::size_t at) {
    if (!is_joint(lower_at(tokens, at))) { return 0; }
    ++at;
    if (is_joint(lower_at(tokens, at))) { ++at; }
    if (is_noun_of_measure(lower_at(tokens, at))) { ++at; }
    return is_measure_number(tokens, at) ? at : 0;
}

/// `3 t/m 6`, `3 tot en met 6`: all numbers between.
void take_range(const Tokens& tokens, Numbers& numbers) {
    constexpr unsigned range_max = 50;
    auto at = numbers.last;
    if (lower_at(tokens, at) == "t/m") {
        ++at;
    } else if (stands_at(tokens, at, {"tot", "en", "met"})) {
        at += 3;
    } else {
        return;
    }
    if (!is_number(tokens, at) || !is_measure_number(tokens, at) ||
        numbers.to.back().find_first_not_of("0123456789") != std::string::npos) {
        return;
    }
    const auto first = static_cast<unsigned>(std::stoul(numbers.to.back()));
    const auto last = static_cast<unsigned>(std::stoul(tokens[at].lower));
    if (last <= first || last - first > range_max) { return; }
    for (auto number = first + 1; number <= last; ++number) {
        numbers.to.push_back(std::to_string(number));
    }
    numbers.last = at + 1;
}

Numbers numbers_behind(const Tokens& tokens, std::size_t at) {
    Numbers numbers;
    if (lower_at(tokens, at) == "nr" || lower_at(tokens, at) == "nummer") { ++at; }
    if (!is_measure_number(tokens, at)) { return numbers; }
    while (at > 0) {
        numbers.to.push_back(tokens[at].lower);
        numbers.last = at + 1;
        take_range(tokens, numbers);
        at = next_number(tokens, numbers.last);
    }
    return numbers;
}

void drop_own(std::vector<std::string>& to, const MatrixMeasure& own) {
    const auto is_own = [&](const std::string& number) {
        return number == own.number || std::find(own.joint_with.begin(), own.joint_with.end(),
                                                 number) != own.joint_with.end();
    };
    to.erase(std::remove_if(to.begin(), to.end(), is_own), to.end());
}

bool is_known(const std::vector<Suggestion>& found, const std::vector<std::string>& to) {
    return std::any_of(found.begin(), found.end(), [&](const Suggestion& earlier) {
        return earlier.kind == SuggestionKind::reference && earlier.to == to;
    });
}

}  // namespace

void find_references(std::string_view text, const MatrixMeasure& own,
                     std::vector<Suggestion>& found) {
    for (const auto sentence : sentences_of(text)) {
        const auto tokens = tokens_of(sentence);
        for (std::size_t at = 0; at < tokens.size(); ++at) {
            if (!is_noun_of_measure(tokens[at].lower)) { continue; }
            auto numbers = numbers_behind(tokens, at + 1);
            if (numbers.to.empty()) { continue; }
            at = numbers.last - 1;
            drop_own(numbers.to, own);
            if (numbers.to.empty() || is_known(found, numbers.to)) { continue; }
            found.push_back({.kind = SuggestionKind::reference,
                             .measure = own.number,
                             .quote = std::string(sentence),
                             .to = std::move(numbers.to)});
        }
    }
}

}  // namespace peil::events::suggest
