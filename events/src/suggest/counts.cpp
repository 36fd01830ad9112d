// Telling counts from other numbers, and finding the noun of each.
// SPDX-License-Identifier: EUPL-1.2
#include "counts.hpp"

#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peil::events::suggest {

namespace {

bool is_dash(const std::string& mark) {
    return mark == "-" || mark == "\u2013" || mark == "/" || mark == "&" || mark == "^" ||
           mark == "." || mark == "#";
}

/// `45/2019`, `nr. 12`, `3&4`, `-5`: part of a name or a code.
bool is_in_code(const Tokens& tokens, const Number& number) {
    const bool is_glued_before = number.first > 0 && !tokens[number.first].has_space &&
                                 is_dash(tokens[number.first - 1].lower);
    const bool is_glued_after = number.last < tokens.size() && !tokens[number.last].has_space &&
                                is_dash(tokens[number.last].lower) &&
                                tokens[number.last].lower != "." &&
                                tokens[number.last].lower != "-";
    return is_glued_before || is_glued_after;
}

/// `maatregel 3 en 4`, `artikel 14`, `nr. 5`, `96 Sr`: a number that is a name.
bool is_name(const Tokens& tokens, const Number& number) {
    auto at = number.first;
    while (at > 0) {
        const auto& before = tokens[at - 1];
        if (names_by_number(before.lower)) { return true; }
        const bool continues = before.kind == TokenKind::number || before.lower == "en" ||
                               before.lower == "," || before.lower == "." || before.lower == "of";
        if (!continues || number.first - at >= 6) { break; }
        --at;
    }
    const auto& next = lower_at(tokens, number.last);
    return next == "sr" || next == "sv" || next == "lid" || next == "bw" || next == "awb";
}

/// `1 op 1`, `een op de drie`, `schaal van 5`, `stap 2 stap`: figures of speech.
bool is_idiom(const Sentence& sentence, const Number& number) {
    const auto& tokens = sentence.tokens;
    const auto& before = lower_before(tokens, number.first);
    const auto& after = lower_at(tokens, number.last);
    if (stands_before(tokens, number.first, {"schaal", "van"})) { return true; }
    if (after == "jarig" || after == "jarige") { return true; }
    if (after == "op" && is_number(tokens, number.last + 1)) { return true; }
    const bool follows_number = before == "op" && number.first >= 2 &&
                                is_number(tokens, number.first - 2) &&
                                !is_in_date(sentence, number.first - 2);
    return follows_number || (!before.empty() && before == after);
}

constexpr std::array<std::string_view, 13> pointers{
    "de",     "die",    "deze",   "beide", "alle",    "elke",    "laatste",
    "eerste", "andere", "iedere", "om",    "komende", "volgende"};

/// `de vier bewoners` points back; so does no number in digits.
bool points_back(const Tokens& tokens, const Number& number) {
    const auto& before = lower_before(tokens, number.first);
    return number.is_in_words &&
           std::find(pointers.begin(), pointers.end(), before) != pointers.end();
}

bool has_participle(const Tokens& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return token.kind == TokenKind::word &&
               (looks_like_participle(token.lower) || is_strong_participle(token.lower));
    });
}

/// `twee` and `drie` are often mere style; they count where something was done or stands counted.
bool is_mere_style(const Sentence& sentence, const Number& number) {
    if (!number.is_in_words || number.value.size() > 1 || number.value > "4") { return false; }
    const auto& tokens = sentence.tokens;
    if (lower_at(tokens, number.first).ends_with("tal")) { return false; }
    const auto& before = lower_before(tokens, number.first);
    if (before == "met" || before == "tegen" || before == "binnen" || before == "tussen") {
        return true;
    }
    if (lower_at(tokens, number.last) == "keer") { return sentence.past.empty(); }
    return !has_participle(tokens) &&
           !has_any(tokens, {"er", "sinds", "totaal", "nu", "staan", "beschikt", "telt", "tellen"});
}

/// A sentence about one judgement counts years and counts, not what a programme does.
bool is_of_judgement(const Sentence& sentence, const Number& number, const Unit& unit) {
    const bool is_judged = has_any(
        sentence.tokens, {"veroordeeld", "veroordeelt", "vonnis", "gevangenisstraf", "celstraf",
                          "taakstraf", "gerechtshof", "hof", "rechtbank", "vrijgesproken"});
    return is_judged && (number.is_in_words || unit.noun == "gevallen" || unit.noun == "feiten");
}

/// `stroomopwaarts`, `verderop`: what makes kilometers a distance.
bool is_direction(const std::string& lower) {
    return lower.ends_with("waarts") || lower == "verderop" || lower == "verder" ||
           lower == "ver" || lower == "afstand";
}

/// How long or how far something is, is no count; days on which something was, are.
bool is_extent(const Sentence& sentence, const Number& number, const Unit& unit) {
    const auto& tokens = sentence.tokens;
    const auto& noun = lower_at(tokens, unit.last == 0 ? 0 : unit.last - 1);
    const auto& before = lower_before(tokens, before_qualifier(tokens, number));
    if (noun == "dagen" || noun == "nachten") { return before != "op"; }
    if (is_length_of_time(noun)) { return true; }
    const bool is_distance = noun == "meter" || noun == "kilometer" || noun == "km";
    return (noun == "graden" || noun == "millimeter" || noun == "centimeter") ||
           (is_distance && (before == "op" || before == "binnen" || before == "dan" ||
                            before == "van" || is_direction(lower_at(tokens, unit.last))));
}

bool is_long_code(const Number& number) {
    return number.is_bare_digits && number.value.size() >= 5;
}

bool is_figure(const Sentence& sentence, const Number& number, const Unit& unit) {
    return !is_extent(sentence, number, unit) && !is_of_judgement(sentence, number, unit) &&
           !is_mere_style(sentence, number) && !(number.is_in_words && number.value == "1");
}

/// The numbers of a sentence that are neither dates nor names.
std::vector<Number> plain_numbers(const Sentence& sentence) {
    std::vector<Number> numbers;
    const auto& tokens = sentence.tokens;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (is_in_date(sentence, at)) { continue; }
        auto number = number_at(tokens, at);
        if (!number) { continue; }
        at = number->last - 1;
        const bool is_none = is_in_code(tokens, *number) || is_name(tokens, *number) ||
                             is_idiom(sentence, *number) || points_back(tokens, *number);
        if (!is_none) { numbers.push_back(std::move(*number)); }
    }
    return numbers;
}

/// `9 van de 12 gemalen`: the noun behind the second number is that of the first.
std::optional<Unit> unit_of_whole(const Tokens& tokens, const Number& number) {
    if (lower_at(tokens, number.last) != "van") { return std::nullopt; }
    auto at = number.last + 1;
    if (lower_at(tokens, at) == "de" || lower_at(tokens, at) == "die") { ++at; }
    const auto whole = number_at(tokens, at);
    auto unit = whole ? unit_of(tokens, *whole) : std::nullopt;
    if (unit) { unit->last = number.last; }
    return unit;
}

bool is_part(const Tokens& tokens, const Number& number) {
    return lower_before(tokens, number.first) == "waarvan" ||
           stands_before(tokens, number.first, {"waarvan", "er"}) ||
           stands_before(tokens, number.first, {"van", "wie"}) ||
           stands_before(tokens, number.first, {"onder", "wie"});
}

/// `63 meldingen: 49 door …, 11 door …`: parts of the count before the colon.
bool is_in_breakdown(const Tokens& tokens, const Number& number, const std::vector<Count>& counts) {
    if (!is_preposition(lower_at(tokens, number.last))) { return false; }
    for (auto at = counts.front().number.last; at < number.first; ++at) {
        if (tokens[at].lower == ":") { return true; }
    }
    return false;
}

/// The word that leads to a total, before its qualifier and a date: `bedroeg` of `bedroeg in 2020
/// ruim 52`.
const std::string& lead_of(const Sentence& sentence, const Number& number) {
    const auto& tokens = sentence.tokens;
    auto at = before_qualifier(tokens, number);
    const auto end = at;
    while (at > 0 && is_in_date(sentence, at - 1)) { --at; }
    if (at < end && at > 0 && is_preposition(tokens[at - 1].lower)) { --at; }
    return lower_before(tokens, at);
}

/// `Het aantal meldingen is gestegen tot 52`: the noun behind `aantal`.
std::optional<Unit> unit_of_total(const Sentence& sentence, const Number& number) {
    const auto& tokens = sentence.tokens;
    const auto& lead = lead_of(sentence, number);
    const auto& after = lower_at(tokens, number.last);
    const bool ends = after.empty() || after == "," || after == "." || after == ")" ||
                      after == ";" || is_preposition(after);
    const bool is_led = lead == "tot" || lead == "naar" || lead == "op" || lead == "van" ||
                        lead == "is" || lead == "bedraagt" || lead == "bedroeg" || lead == "was";
    for (std::size_t at = 0; ends && is_led && at + 1 < number.first; ++at) {
        if (tokens[at].lower != "aantal") { continue; }
        const Number place{.first = at, .last = at + 1};
        auto unit = unit_of(tokens, place);
        if (unit) { unit->last = number.last; }
        return unit;
    }
    return std::nullopt;
}

/// The unit of `waarvan 29 in …`, `zijn er 14 versterkt`: that of the figure before it.
std::optional<Unit> inherited_unit(const Tokens& tokens, const Number& number,
                                   const std::vector<Count>& counts) {
    if (counts.empty()) { return std::nullopt; }
    const auto& before = lower_before(tokens, number.first);
    if (!is_part(tokens, number) && before != "er" && before != "nog" && before != "andere" &&
        !is_in_breakdown(tokens, number, counts)) {
        return std::nullopt;
    }
    auto unit = is_part(tokens, number) ? counts.front().unit : counts.back().unit;
    for (const auto& count : counts) {
        if (count.number.last <= number.first && !count.is_part) {
            unit = count.unit;
            break;
        }
    }
    unit.last = number.last;
    return unit;
}

/// `De andere 15 volgen`, `van hen zijn er 15 …`, `het streven van 400`, `de teller stond op 52`:
/// the noun stands in a sentence before.
std::optional<Unit> unit_told_before(const Sentence& sentence, const Number& number) {
    if (!sentence.unit_before || number.is_in_words) { return std::nullopt; }
    const auto& tokens = sentence.tokens;
    const auto& before = lower_before(tokens, number.first);
    const auto& led = lower_before(tokens, number.first - (number.first > 0 ? 1 : 0));
    const bool is_rest = before == "andere" || before == "overige" || before == "resterende";
    const bool is_goal = (before == "van" || before == "is" || before == "op") &&
                         (led == "streven" || led == "doel" || led == "streefgetal");
    const bool is_tally = has_any(tokens, {"teller"}) && (before == "op" || before == "tot");
    const bool is_of_them = before == "er" && (stands_at(tokens, 0, {"van", "hen"}) ||
                                               stands_at(tokens, 0, {"van", "deze"}));
    if (!is_rest && !is_goal && !is_tally && !is_of_them) { return std::nullopt; }
    return Unit{*sentence.unit_before, "", number.last};
}

}  // namespace

Sentence read_sentence(std::string_view text, const Setting& setting, const ToldBefore& told) {
    Sentence sentence{.text = text,
                      .tokens = tokens_of(text),
                      .past = {},
                      .future = {},
                      .dates = {},
                      .today = setting.today,
                      .setting = setting,
                      .before = told.sentence,
                      .unit_before = told.unit};
    sentence.dates = find_dates(sentence.tokens, setting.today);
    lend_told_years(told.dates, sentence.dates);
    sentence.past = find_periods(sentence.tokens, sentence.dates, Side::past, setting.today);
    sentence.future = find_periods(sentence.tokens, sentence.dates, Side::future, setting.today);
    return sentence;
}

bool is_in_date(const Sentence& sentence, std::size_t at) {
    return std::any_of(sentence.dates.begin(), sentence.dates.end(),
                       [&](const Date& date) { return at >= date.first && at < date.last; });
}

std::vector<Count> counts_of(const Sentence& sentence) {
    std::vector<Count> counts;
    for (auto& number : plain_numbers(sentence)) {
        auto unit = unit_of(sentence.tokens, number);
        const bool has_own = unit.has_value();
        if (!unit) { unit = unit_of_whole(sentence.tokens, number); }
        if (!unit) { unit = unit_of_total(sentence, number); }
        if (!unit) { unit = inherited_unit(sentence.tokens, number, counts); }
        if (!unit) { unit = unit_told_before(sentence, number); }
        if (!unit || (!has_own && is_long_code(number))) { continue; }
        if (!is_figure(sentence, number, *unit)) { continue; }
        const bool part = is_part(sentence.tokens, number);
        counts.push_back({std::move(number), std::move(*unit), part, has_own});
    }
    return counts;
}

}  // namespace peil::events::suggest
