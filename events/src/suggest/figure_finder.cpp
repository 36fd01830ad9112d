// Which numbers are figures, and what the rest of their sentence says of them.
// SPDX-License-Identifier: EUPL-1.2
#include "figure_finder.hpp"

#include "numbers.hpp"
#include "periods.hpp"
#include "series_name.hpp"
#include "units.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace peil::events::suggest {

namespace {

/// A sentence with what was read in it.
struct Sentence {
    std::string_view text;
    Tokens tokens;
    std::vector<Period> past;    ///< its periods, dates without a year read as gone by
    std::vector<Period> future;  ///< the same, read as to come
    std::vector<Date> dates;
    Day today;
};

/// A number that counts something.
struct Count {
    Number number;
    Unit unit;
    bool is_part = false;       ///< `waarvan 29 …`
    bool has_own_unit = false;  ///< the noun stands behind it
};

bool is_in_date(const Sentence& sentence, std::size_t at) {
    return std::any_of(sentence.dates.begin(), sentence.dates.end(),
                       [&](const Date& date) { return at >= date.first && at < date.last; });
}

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
        return token.kind == TokenKind::word && looks_like_participle(token.lower);
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

/// `Het aantal meldingen is gestegen tot 52`: the noun behind `aantal`.
std::optional<Unit> unit_of_total(const Tokens& tokens, const Number& number) {
    const auto& before = lower_before(tokens, number.first);
    const auto& after = lower_at(tokens, number.last);
    const bool ends = after.empty() || after == "," || after == "." || after == ")" ||
                      after == ";" || is_preposition(after);
    const bool is_led = before == "tot" || before == "naar" || before == "op" || before == "van" ||
                        before == "is" || before == "bedraagt" || before == "was";
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

std::vector<Count> counts_of(const Sentence& sentence) {
    std::vector<Count> counts;
    for (auto& number : plain_numbers(sentence)) {
        auto unit = unit_of(sentence.tokens, number);
        const bool has_own = unit.has_value();
        if (!unit) { unit = unit_of_whole(sentence.tokens, number); }
        if (!unit) { unit = unit_of_total(sentence.tokens, number); }
        if (!unit) { unit = inherited_unit(sentence.tokens, number, counts); }
        if (!unit || (!has_own && is_long_code(number))) { continue; }
        if (!is_figure(sentence, number, *unit)) { continue; }
        const bool part = is_part(sentence.tokens, number);
        counts.push_back({std::move(number), std::move(*unit), part, has_own});
    }
    return counts;
}

/// Number of the clause a token stands in: commas, semicolons, and brackets divide.
std::size_t clause_of(const Tokens& tokens, std::size_t at) {
    std::size_t clause = 0;
    for (std::size_t index = 0; index < at && index < tokens.size(); ++index) {
        const auto& mark = tokens[index].lower;
        if (tokens[index].kind == TokenKind::mark && (mark == "," || mark == ";" || mark == ":")) {
            ++clause;
        }
    }
    return clause;
}

/// Whether a semicolon stands between two tokens.
bool is_divided(const Tokens& tokens, std::size_t left, std::size_t right) {
    for (auto at = std::min(left, right); at < std::max(left, right); ++at) {
        if (tokens[at].lower == ";") { return true; }
    }
    return false;
}

/// The period that a count at `at` falls in: the nearest of its clause, those before it first.
const Period* period_of(const Sentence& sentence, const std::vector<Period>& periods,
                        std::size_t at) {
    const auto clause = clause_of(sentence.tokens, at);
    const Period* best = nullptr;
    std::size_t best_rank = 0;
    for (const auto& period : periods) {
        if (period.is_compared || period.is_stated_reference) { continue; }
        if (is_divided(sentence.tokens, period.first, at)) { continue; }
        const bool is_before = period.first < at;
        const bool is_same = clause_of(sentence.tokens, period.first) == clause;
        const auto distance = is_before ? at - period.first : period.first - at;
        const std::size_t rank = (is_same ? 2000U : 1000U) + (is_before ? 500U : 0U) - distance;
        if (!is_same && !is_before) { continue; }
        if (best == nullptr || rank > best_rank) {
            best = &period;
            best_rank = rank;
        }
    }
    return best;
}

/// Whether the words behind a count say that it is of the time since the last report.
bool is_of_this_report(const Tokens& tokens, const Count& count) {
    for (auto at = count.number.last; at < tokens.size() && at < count.number.last + 8; ++at) {
        const auto& word = tokens[at].lower;
        if (word == "," || word == ";" || word == "(" || word == ")") { return false; }
        if (word.ends_with("periode") &&
            (lower_before(tokens, at) == "deze" || lower_before(tokens, at) == "afgelopen")) {
            return true;
        }
    }
    return false;
}

/// Whether a date lies after the report: no fact was counted then.
bool is_ahead(const Sentence& sentence, const Period& period) {
    return std::any_of(sentence.dates.begin(), sentence.dates.end(), [&](const Date& date) {
        return date.first >= period.first && date.last <= period.last && date.has_year &&
               date.from > sentence.today;
    });
}

void date_figure(const Sentence& sentence, const Count& count, Suggestion& figure) {
    const auto& periods = figure.planned ? sentence.future : sentence.past;
    const auto stated = std::find_if(periods.begin(), periods.end(), [](const Period& period) {
        return period.is_stated_reference;
    });
    if (stated != periods.end()) { figure.reference_date = stated->to; }
    if (is_of_this_report(sentence.tokens, count)) { return; }
    const auto* period = period_of(sentence, periods, count.number.first);
    if (period == nullptr) { return; }
    if (period->kind == PeriodKind::span) {
        figure.period_from = period->from;
        figure.period_to = period->to;
    } else if (!figure.reference_date && (figure.planned || !is_ahead(sentence, *period))) {
        figure.reference_date = period->to;
    }
}

/// Figures without a period of their own in `in dezelfde periode` share that of the one before.
void share_period(const Sentence& sentence, const std::vector<Suggestion>& found,
                  Suggestion& figure) {
    const bool is_same = has_any(sentence.tokens, {"dezelfde"}) &&
                         has_any(sentence.tokens, {"periode", "tijd", "maanden"});
    if (!is_same || figure.reference_date || figure.period_from || figure.period_to) { return; }
    const auto last = std::find_if(found.rbegin(), found.rend(), [](const Suggestion& each) {
        return each.kind == SuggestionKind::figure;
    });
    if (last == found.rend()) { return; }
    figure.reference_date = last->reference_date;
    figure.period_from = last->period_from;
    figure.period_to = last->period_to;
}

bool has_future(const Sentence& sentence) {
    return std::any_of(sentence.dates.begin(), sentence.dates.end(),
                       [&](const Date& date) { return date.has_year && date.to > sentence.today; });
}

/// A target, a plan, or an estimate of what is to come.
bool is_planned(const Sentence& sentence, const Number& number) {
    const auto tokens = clause_around(sentence.tokens, number.first);
    if (has_any(tokens, {"gepland", "geplande", "ingepland", "streven", "streefgetal", "doel",
                         "doelstelling", "verwacht", "verwachting", "geraamd", "raming", "begroot",
                         "beoogd", "beoogde", "zal", "zullen", "voorzien"})) {
        return true;
    }
    const bool is_present = has_any(
        tokens, {"worden", "wordt", "komen", "komt", "gaan", "gaat", "staan", "start", "starten"});
    return is_present && has_future(sentence);
}

/// `Van de 73 leerlingen waren …` after `73 leerlingen` is the same count again.
bool is_said_again(const Sentence& sentence, const Count& count,
                   const std::vector<Suggestion>& found) {
    const auto& before = lower_before(sentence.tokens, count.number.first);
    if (before != "de" && before != "die" && before != "deze") { return false; }
    return std::any_of(found.begin(), found.end(), [&](const Suggestion& earlier) {
        return earlier.kind == SuggestionKind::figure && earlier.value == count.number.value;
    });
}

Suggestion figure_of(const Sentence& sentence, const Count& count, std::string_view measure) {
    Suggestion figure{.kind = SuggestionKind::figure,
                      .measure = std::string(measure),
                      .quote = std::string(sentence.text),
                      .value = count.number.value,
                      .unit = count.unit.noun,
                      .qualifier = qualifier_of(sentence.text, sentence.tokens, count.number)};
    figure.planned = is_planned(sentence, count.number);
    date_figure(sentence, count, figure);
    // What is set aside for a time that has not begun is no fact yet.
    const bool is_later = figure.period_from && *figure.period_from > iso_day(sentence.today);
    figure.planned = figure.planned || is_later;
    figure.series = series_name(measure, count.unit.modifiers, count.unit.noun,
                                is_of_this_report(sentence.tokens, count));
    return figure;
}

}  // namespace

void find_figures(std::string_view text, Day today, std::string_view measure,
                  std::vector<Suggestion>& found) {
    for (const auto words : sentences_of(text)) {
        Sentence sentence{.text = words,
                          .tokens = tokens_of(words),
                          .past = {},
                          .future = {},
                          .dates = {},
                          .today = today};
        sentence.past = find_periods(sentence.tokens, today, Side::past);
        sentence.future = find_periods(sentence.tokens, today, Side::future);
        sentence.dates = find_dates(sentence.tokens, today);
        for (const auto& count : counts_of(sentence)) {
            if (is_said_again(sentence, count, found)) { continue; }
            auto figure = figure_of(sentence, count, measure);
            share_period(sentence, found, figure);
            figure.series = free_series(found, figure.series);
            found.push_back(std::move(figure));
        }
    }
}

}  // namespace peil::events::suggest
