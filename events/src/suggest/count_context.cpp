// Finding a figure's number in its quote again, and reading round it.
// SPDX-License-Identifier: EUPL-1.2
#include "count_context.hpp"

#include "dates.hpp"
#include "numbers.hpp"
#include "units.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

namespace peil::events::suggest {

namespace {

constexpr std::array<std::string_view, 6> rises{"toename",   "stijging",    "groei",
                                                "verhoging", "uitbreiding", "aanvulling"};
constexpr std::array<std::string_view, 5> falls{"afname", "daling", "krimp", "verlaging",
                                                "vermindering"};
constexpr std::array<std::string_view, 9> risen{"toegenomen", "gestegen",    "gegroeid",
                                                "verhoogd",   "uitgebreid",  "aangevuld",
                                                "opgehoogd",  "vermeerderd", "stijgt"};
constexpr std::array<std::string_view, 7> fallen{
    "afgenomen", "gedaald", "gekrompen", "verlaagd", "verminderd", "teruggebracht", "daalt"};

template <std::size_t count>
bool is_any_of(const std::array<std::string_view, count>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// `met 30% gestegen`: what has come or gone stands behind `met`.
Amount amount_by_verb(const Tokens& clause) {
    for (const auto& token : clause) {
        if (is_any_of(risen, token.lower)) { return Amount::more; }
        if (is_any_of(fallen, token.lower)) { return Amount::less; }
    }
    return Amount::whole;
}

Amount amount_at(const Tokens& tokens, const Number& number) {
    const auto first = before_qualifier(tokens, number);
    const auto& before = lower_before(tokens, first);
    if (before == "van" && first >= 2) {
        const auto& noun = tokens[first - 2].lower;
        if (is_any_of(rises, noun)) { return Amount::more; }
        if (is_any_of(falls, noun)) { return Amount::less; }
    }
    if (before == "met") { return amount_by_verb(clause_around(tokens, number.first)); }
    const bool is_again = before == "eens" || before == "nogmaals";
    const auto unit = unit_of(tokens, number);
    const auto& after = lower_at(tokens, unit ? unit->last : number.last);
    if (is_again || after == "extra" || after == "meer" || after == "erbij") {
        return Amount::more;
    }
    return after == "minder" ? Amount::less : Amount::whole;
}

}  // namespace

std::optional<Number> number_in_quote(const Suggestion& figure, const Tokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        auto number = number_at(tokens, at);
        if (number && number->value == figure.value) { return number; }
    }
    return std::nullopt;
}

Amount amount_of(const Suggestion& figure) {
    const auto tokens = tokens_of(figure.quote);
    const auto number = number_in_quote(figure, tokens);
    return number ? amount_at(tokens, *number) : Amount::whole;
}

bool tells_of_change(std::string_view lower) {
    return is_any_of(risen, lower) || is_any_of(fallen, lower);
}

Words words_round(const Suggestion& figure) {
    const std::string_view quote = figure.quote;
    const auto tokens = tokens_of(quote);
    const auto number = number_in_quote(figure, tokens);
    std::string_view text = quote;
    if (number) {
        const auto clause = clause_around(tokens, number->first);
        const auto begin = clause.front().begin;
        text = quote.substr(begin, clause.back().begin + clause.back().text.size() - begin);
    }
    auto all = stems_of(meaning_of(text));
    all.merge(stems_of(meaning_of(figure.context)));
    auto unit = stems_of(meaning_of(figure.unit));
    unit.merge(stems_of({"duizend", "miljoen", "miljard", "mln", "mld", "euro", "procent"}));
    Words words;
    std::set_difference(all.begin(), all.end(), unit.begin(), unit.end(),
                        std::inserter(words, words.end()));
    std::erase_if(words, [](const std::string& word) { return is_word_of_time(word); });
    return words;
}

}  // namespace peil::events::suggest
