// Reading whom, under which condition and per how much a number counts, by the build of the phrases
// that say it.
// SPDX-License-Identifier: EUPL-1.2
#include "count_ground.hpp"

#include "count_context.hpp"
#include "dates.hpp"
#include "noun_root.hpp"
#include "units.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace peil::events::suggest {

namespace {

/// Words that tell one thing of a count, in a form to compare, and as printed.
struct Told {
    Words key;
    std::string words;
    [[nodiscard]] bool is_told() const { return !key.empty(); }
};

/// The clause round a figure, and where its number stands in it.
struct Place {
    Tokens clause;
    Number number;
};

std::string words_between(const Tokens& tokens, std::size_t first, std::size_t last) {
    std::string words;
    for (auto at = first; at < std::min(last, tokens.size()); ++at) {
        if (!words.empty() && tokens[at].has_space) { words += ' '; }
        words += tokens[at].text;
    }
    return words;
}

std::optional<Place> place_of(const Suggestion& figure) {
    const auto tokens = tokens_of(figure.quote);
    const auto number = number_in_quote(figure, tokens);
    if (!number) { return std::nullopt; }
    Place place{.clause = clause_around(tokens, number->first), .number = *number};
    const auto begin = tokens[number->first].begin;
    const auto found = std::find_if(place.clause.begin(), place.clause.end(),
                                    [&](const Token& token) { return token.begin == begin; });
    const auto size = number->last - number->first;
    place.number.first = static_cast<std::size_t>(found - place.clause.begin());
    place.number.last = place.number.first + size;
    return place;
}

/// One past the unit of the number.
std::size_t after_unit(const Place& place) {
    const auto unit = unit_of(place.clause, place.number);
    return unit ? unit->last : place.number.last;
}

/// `ondervraagde ouders` of `van de ondervraagde ouders`, `bewoners` of `onder 1.200 bewoners`: the
/// group behind a preposition, if it is one of many.
Told group_at(const Tokens& tokens, std::size_t preposition) {
    auto at = preposition + 1;
    const auto& determiner = lower_at(tokens, at);
    const bool is_determined = determiner == "de" || determiner == "die" || determiner == "deze" ||
                               determiner == "alle" || determiner == "onze" || determiner == "hun";
    if (is_determined) { ++at; }
    if (const auto count = number_at(tokens, at)) { at = count->last; }
    const auto unit = unit_of(tokens, {.first = at, .last = at});
    if (!unit || !looks_like_plural(lower_at(tokens, unit->last - 1))) { return {}; }
    return {.key = roots_of(meaning_of(unit->noun)),
            .words = (unit->modifiers.empty() ? "" : unit->modifiers + ' ') + unit->noun};
}

/// Of whom a percentage is: `42 procent van de ouders`, `Van de ouders …`, `onder 200 ouders …`.
Told population_of(const Place& place) {
    const auto& tokens = place.clause;
    const auto behind = after_unit(place);
    if (lower_at(tokens, behind) == "van" || lower_at(tokens, behind) == "onder") {
        return group_at(tokens, behind);
    }
    for (auto at = place.number.first; at-- > 0;) {
        const bool is_led = tokens[at].lower == "onder" || (tokens[at].lower == "van" && at == 0);
        if (is_led) { return group_at(tokens, at); }
    }
    return {};
}

bool is_measure(const std::string& lower) {
    constexpr std::array<std::string_view, 10> measures{"centimeter", "euro", "graden", "kilogram",
                                                        "kilometer",  "km",   "liter",  "meter",
                                                        "procent",    "%"};
    return is_length_of_time(lower) ||
           std::find(measures.begin(), measures.end(), lower) != measures.end();
}

/// `verder dan`, `binnen`: on which side of a limit; empty for what sets none.
std::string_view side_of(std::string_view word) {
    constexpr std::array<std::string_view, 11> below{"binnen",    "dichter", "dichterbij", "eerder",
                                                     "goedkoper", "jonger",  "kleiner",    "korter",
                                                     "lager",     "minder",  "onder"};
    if (std::find(below.begin(), below.end(), word) != below.end()) { return "below"; }
    const bool is_above = word == "boven" || word == "buiten" || word == "meer" ||
                          (word.size() > 4 && word.ends_with("er"));
    return is_above ? "above" : "";
}

/// One past the measure behind a number: `300 meter`; 0 if there is none.
std::size_t after_measure(const Tokens& tokens, const Number& number) {
    return is_measure(lower_at(tokens, number.last)) ? number.last + 1 : 0;
}

/// `verder dan 300 meter`, `binnen 300 meter`, `18 jaar of ouder`: the limits within which the
/// figure counts; its own number is none.
Told limits_of(const Place& place) {
    Told told;
    const auto& tokens = place.clause;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const auto limit = number_at(tokens, at);
        const auto end = limit ? after_measure(tokens, *limit) : 0;
        if (end == 0 || at == place.number.first) { continue; }
        const bool is_compared = at >= 2 && lower_before(tokens, at) == "dan";
        const auto& before = lower_before(tokens, is_compared ? at - 1 : at);
        const bool is_preposition_of_limit = is_preposition(before) && !side_of(before).empty();
        auto first = at;
        auto last = end;
        std::string_view side;
        if (is_compared || is_preposition_of_limit) {
            side = side_of(before);
            first = is_compared ? at - 2 : at - 1;
        } else if (lower_at(tokens, end) == "of" || lower_at(tokens, end) == "en") {
            const auto& word = lower_at(tokens, end + 1);
            side = word.ends_with("er") ? side_of(word) : "";
            last = end + 2;
        }
        if (side.empty()) { continue; }
        told.key.insert(std::string(side) + ' ' + limit->value + ' ' +
                        noun_root(lower_at(tokens, end - 1)));
        told.words += (told.words.empty() ? "" : ", ") + words_between(tokens, first, last);
    }
    return told;
}

/// What may stand between a deed and its ground.
std::size_t ground_word_size(const Tokens& tokens, std::size_t at) {
    const auto& word = lower_at(tokens, at);
    if (word == "wegens" || word == "vanwege" || word == "omdat") { return 1; }
    if (stands_at(tokens, at, {"op", "grond", "van"})) { return 3; }
    return stands_at(tokens, at, {"in", "verband", "met"}) ? 3 : 0;
}

/// `afgewezen wegens fraude`: the ground of a deed that is counted, which stands right behind it.
/// Why a number rose is none.
Told deed_of(const Place& place) {
    const auto& tokens = place.clause;
    for (auto at = place.number.last; at < tokens.size(); ++at) {
        const auto size = ground_word_size(tokens, at);
        const auto& deed = lower_before(tokens, at);
        const bool is_done = looks_like_participle(deed) || is_strong_participle(deed);
        if (size == 0 || !is_done || tells_of_change(deed)) { continue; }
        auto last = at + size;
        while (last < tokens.size() &&
               (tokens[last].kind != TokenKind::mark || tokens[last].lower == "/")) {
            ++last;
        }
        const auto words = words_between(tokens, at, last);
        return {.key = stems_of(meaning_of(words_between(tokens, at + size, last))),
                .words = words};
    }
    return {};
}

/// `per jaar`, `per twee jaar`, `per 1.000 inwoners`; `per 1 mei` is a date.
Told rate_of(const Place& place) {
    const auto& tokens = place.clause;
    const auto at = after_unit(place);
    if (lower_at(tokens, at) != "per") { return {}; }
    const auto count = number_at(tokens, at + 1);
    const auto noun = count ? count->last : at + 1;
    const auto& word = lower_at(tokens, noun);
    const bool is_date = is_word_of_time(word) && !is_length_of_time(word);
    if (!is_word(tokens, noun) || is_date || is_function_word(word)) { return {}; }
    return {.key = {(count ? count->value : "1") + ' ' + noun_root(word)},
            .words = words_between(tokens, at, noun + 1)};
}

bool is_other(const Told& now, const Told& before) {
    return now.is_told() && before.is_told() && likeness(now.key, before.key) == 0;
}

void add_if_other(std::vector<Difference>& differences, std::string_view about, const Told& now,
                  const Told& before) {
    if (!is_other(now, before)) { return; }
    differences.push_back({.about = std::string(about), .now = now.words, .before = before.words});
}

}  // namespace

std::vector<Difference> ground_differences(const Suggestion& now, const Suggestion& before) {
    const auto place = place_of(now);
    const auto place_before = place_of(before);
    std::vector<Difference> differences;
    if (!place || !place_before) { return differences; }
    if (now.unit == "procent" && before.unit == now.unit) {
        add_if_other(differences, about_population, population_of(*place),
                     population_of(*place_before));
    }
    add_if_other(differences, about_condition, limits_of(*place), limits_of(*place_before));
    add_if_other(differences, about_condition, deed_of(*place), deed_of(*place_before));
    add_if_other(differences, about_period, rate_of(*place), rate_of(*place_before));
    return differences;
}

}  // namespace peil::events::suggest
