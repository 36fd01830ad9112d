// Finding the noun by the order of words in a Dutch noun phrase: number, adjectives, noun.
// SPDX-License-Identifier: EUPL-1.2
#include "units.hpp"

#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace peil::events::suggest {

namespace {

constexpr std::size_t phrase_tokens_max = 5;

/// After a group in brackets right behind the number: `12 (peildatum …) bruggen`.
std::size_t after_brackets(const Tokens& tokens, std::size_t at) {
    if (lower_at(tokens, at) != "(") { return at; }
    for (auto end = at + 1; end < tokens.size(); ++end) {
        if (tokens[end].lower == ")") { return end + 1; }
    }
    return at;
}

bool is_euro(const std::string& lower) {
    return lower == "euro" || lower == "eur" || lower == "euro's";
}

std::optional<Unit> unit_in_marks(const Tokens& tokens, const Number& number) {
    const auto& next = lower_at(tokens, number.last);
    if (next == "%" || next == "procent") { return Unit{"procent", "", number.last + 1}; }
    if (is_euro(next)) { return Unit{"EUR", "", number.last + 1}; }
    const auto& before = lower_before(tokens, number.first);
    if (before == "€" || before == "eur") { return Unit{"EUR", "", number.last}; }
    if (stands_at(tokens, number.last, {"op", "een", "schaal", "van"}) &&
        is_number(tokens, number.last + 4)) {
        return Unit{"op een schaal van " + tokens[number.last + 4].lower, "", number.last + 5};
    }
    return std::nullopt;
}

/// The participle of `aan regels gebonden zaken` if a preposition opens such a phrase at `at`.
std::optional<std::size_t> phrase_participle(const Tokens& tokens, std::size_t at) {
    if (!is_preposition(lower_at(tokens, at))) { return std::nullopt; }
    for (auto end = at + 2; end < at + phrase_tokens_max && is_word(tokens, end); ++end) {
        const auto& word = tokens[end].lower;
        if (is_function_word(word)) { return std::nullopt; }
        if (word.size() >= 6 && (word.ends_with("de") || word.ends_with("te")) &&
            is_word(tokens, end + 1)) {
            return end;
        }
    }
    return std::nullopt;
}

bool is_noun(const Tokens& tokens, std::size_t at) {
    return is_word(tokens, at) && !is_function_word(tokens[at].lower) &&
           !looks_like_participle(tokens[at].lower) && !is_strong_participle(tokens[at].lower) &&
           !number_in_words(tokens[at].lower);
}

/// `gescheiden` before `lijnen`: a participle of a strong verb.
bool is_participle_of_noun(const Tokens& tokens, std::size_t at) {
    return is_strong_participle(lower_at(tokens, at)) && is_noun(tokens, at + 1) &&
           !tokens[at + 1].is_capital && looks_like_plural(tokens[at + 1].lower);
}

bool is_adjective(const Tokens& tokens, std::size_t at) {
    const auto& word = lower_at(tokens, at);
    if (is_participle_of_noun(tokens, at)) { return true; }
    return looks_like_adjective(word) && is_noun(tokens, at + 1);
}

std::string joined(const Tokens& tokens, std::size_t first, std::size_t last) {
    std::string text;
    for (auto at = first; at < last; ++at) {
        if (!text.empty() && tokens[at].has_space) { text += ' '; }
        text += tokens[at].text;
    }
    return text;
}

/// Takes `en organisaties` behind `personen`.
std::size_t after_coordination(const Tokens& tokens, std::size_t noun) {
    const auto& joint = lower_at(tokens, noun + 1);
    if ((joint == "en" || joint == "of") && is_noun(tokens, noun + 2) &&
        looks_like_plural(tokens[noun + 2].lower) && tokens[noun + 2].lower != "euro") {
        return noun + 3;
    }
    return noun + 1;
}

struct Phrase {
    std::size_t first = 0;
    std::size_t noun = 0;
};

std::optional<Phrase> noun_phrase(const Tokens& tokens, std::size_t at) {
    Phrase phrase{at, at};
    if (const auto participle = phrase_participle(tokens, at)) { phrase.noun = *participle + 1; }
    while (phrase.noun < at + phrase_tokens_max + 3 && is_adjective(tokens, phrase.noun)) {
        ++phrase.noun;
    }
    if (!is_noun(tokens, phrase.noun)) { return std::nullopt; }
    return phrase;
}

struct Qualifier {
    std::array<std::string_view, 3> words;
    std::size_t count;
};

constexpr std::array<Qualifier, 33> qualifiers{{{{"ten", "minste"}, 2},
                                                {{"op", "zijn", "minst"}, 3},
                                                {{"ten", "hoogste"}, 2},
                                                {{"meer", "dan"}, 2},
                                                {{"minder", "dan"}, 2},
                                                {{"niet", "meer", "dan"}, 3},
                                                {{"naar", "schatting"}, 2},
                                                {{"nog", "geen"}, 2},
                                                {{"een", "kleine"}, 2},
                                                {{"rond", "de"}, 2},
                                                {{"tegen", "de"}, 2},
                                                {{"om", "en", "nabij"}, 3},
                                                {{"ca", "."}, 2},
                                                {{"min", "."}, 2},
                                                {{"max", "."}, 2},
                                                {{"ca"}, 1},
                                                {{"circa"}, 1},
                                                {{"ongeveer"}, 1},
                                                {{"ruim"}, 1},
                                                {{"bijna"}, 1},
                                                {{"tenminste"}, 1},
                                                {{"minstens"}, 1},
                                                {{"minimaal"}, 1},
                                                {{"maximaal"}, 1},
                                                {{"hooguit"}, 1},
                                                {{"hoogstens"}, 1},
                                                {{"zo'n"}, 1},
                                                {{"krap"}, 1},
                                                {{"zowat"}, 1},
                                                {{"vrijwel"}, 1},
                                                {{"nagenoeg"}, 1},
                                                {{"gemiddeld"}, 1},
                                                {{"rond"}, 1}}};

bool stands_before(const Tokens& tokens, std::size_t at, const Qualifier& qualifier) {
    if (at < qualifier.count) { return false; }
    for (std::size_t index = 0; index < qualifier.count; ++index) {
        if (tokens[at - qualifier.count + index].lower != qualifier.words[index]) { return false; }
    }
    return true;
}

}  // namespace

std::optional<Unit> unit_of(const Tokens& tokens, const Number& number) {
    if (auto unit = unit_in_marks(tokens, number)) { return unit; }
    const auto at = after_brackets(tokens, number.last);
    const auto phrase = noun_phrase(tokens, at);
    if (!phrase) { return std::nullopt; }
    const auto& noun = tokens[phrase->noun].lower;
    const bool is_one = number.value == "1";
    if (!is_one && !looks_like_plural(noun) && !is_length_of_time(noun)) { return std::nullopt; }
    const auto last = after_coordination(tokens, phrase->noun);
    return Unit{joined(tokens, phrase->noun, last), joined(tokens, phrase->first, phrase->noun),
                last};
}

std::size_t before_qualifier(const Tokens& tokens, const Number& number) {
    auto at = number.first;
    if (lower_before(tokens, at) == "€") { --at; }
    std::size_t longest = 0;
    for (const auto& qualifier : qualifiers) {
        if (qualifier.count > longest && stands_before(tokens, at, qualifier)) {
            longest = qualifier.count;
        }
    }
    return at - longest;
}

std::optional<std::string> qualifier_of(std::string_view sentence, const Tokens& tokens,
                                        const Number& number) {
    const auto end = lower_before(tokens, number.first) == "€" ? number.first - 1 : number.first;
    const auto first = before_qualifier(tokens, number);
    if (first == end) { return std::nullopt; }
    const auto begin = tokens[first].begin;
    const auto& last = tokens[end - 1];
    return std::string(sentence.substr(begin, last.begin + last.text.size() - begin));
}

}  // namespace peil::events::suggest
