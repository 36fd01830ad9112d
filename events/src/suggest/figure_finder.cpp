// Of each count, what the rest of its sentence says: the time it is of, and whether it is planned.
// SPDX-License-Identifier: EUPL-1.2
#include "figure_finder.hpp"

#include "counts.hpp"
#include "series_name.hpp"

#include <algorithm>
#include <utility>

namespace peil::events::suggest {

namespace {

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

/// `deze verslagperiode`, `afgelopen periode`: the time since the last report.
bool is_time_of_report(const Tokens& tokens, std::size_t at) {
    return lower_at(tokens, at).ends_with("periode") &&
           (lower_before(tokens, at) == "deze" || lower_before(tokens, at) == "afgelopen");
}

/// Whether the words behind a count say that it is of the time since the last report.
bool is_followed_by_report(const Tokens& tokens, const Count& count) {
    for (auto at = count.number.last; at < tokens.size() && at < count.number.last + 8; ++at) {
        const auto& word = tokens[at].lower;
        if (word == "," || word == ";" || word == "(" || word == ")") { return false; }
        if (is_time_of_report(tokens, at)) { return true; }
    }
    return false;
}

/// `In deze periode zijn er, na overleg, 2 gesloopt`: no date, total or other count stands between.
bool is_led_by_report(const Sentence& sentence, const Count& count) {
    const auto& tokens = sentence.tokens;
    for (auto at = count.number.first; at-- > 0;) {
        if (is_time_of_report(tokens, at)) { return true; }
        const auto& word = tokens[at].lower;
        if (word == ";" || word == ")" || word == "totaal" || word == "waarvan" ||
            is_number(tokens, at) || is_in_date(sentence, at)) {
            return false;
        }
    }
    return false;
}

bool is_of_this_report(const Sentence& sentence, const Count& count) {
    return is_followed_by_report(sentence.tokens, count) || is_led_by_report(sentence, count);
}

/// The time since the report before, where its date is known. Else of no date: the day of the total
/// beside it is no day that such a count is of, and would set it apart from the next one.
void date_by_report(const Sentence& sentence, Suggestion& figure) {
    const auto& date = sentence.setting.before.date;
    if (date.empty()) {
        figure.reference_date.reset();
        figure.doubt = "no period: the date of the report before this one is not known";
    } else {
        figure.period_from = date;
        figure.period_to = figure.reference_date.value_or(iso_day(sentence.today));
    }
}

/// Whether a date lies after the report: no fact was counted then.
bool is_ahead(const Sentence& sentence, const Period& period) {
    return std::any_of(sentence.dates.begin(), sentence.dates.end(), [&](const Date& date) {
        return date.first >= period.first && date.last <= period.last && date.has_year &&
               date.from > sentence.today;
    });
}

/// `sinds 2019 hebben 22 van de 37 gemalen`: how many there are is of no time since.
bool is_whole(const Tokens& tokens, const Count& count) {
    const auto at = count.number.first;
    return stands_before(tokens, at, {"van", "de"}) && at >= 3 && number_at(tokens, at - 3);
}

bool is_open(const Period& period) {
    return period.kind == PeriodKind::span && !(period.from && period.to);
}

/// `in 2020, toen er na negen maanden 52 waren`: of a year, its first months.
void end_after_months(const Tokens& tokens, Suggestion& figure) {
    constexpr std::size_t year_size = 4;
    if (!figure.period_from || figure.period_from != figure.period_to ||
        figure.period_from->size() != year_size) {
        return;
    }
    for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
        if (tokens[at - 1].lower != "na" || tokens[at + 1].lower != "maanden") { continue; }
        const auto count = number_at(tokens, at);
        if (!count || count->value.size() > 2 ||
            (count->value.size() == 2 && count->value > "12")) {
            return;
        }
        const auto year = *figure.period_from;
        figure.period_from = year + "-01";
        figure.period_to = year + (count->value.size() == 1 ? "-0" : "-") + count->value;
        return;
    }
}

void date_figure(const Sentence& sentence, const Count& count, Suggestion& figure) {
    const auto& periods = figure.planned ? sentence.future : sentence.past;
    const auto stated = std::find_if(periods.begin(), periods.end(), [](const Period& period) {
        return period.is_stated_reference;
    });
    if (stated != periods.end()) { figure.reference_date = stated->to; }
    if (is_of_this_report(sentence, count)) {
        date_by_report(sentence, figure);
        return;
    }
    const auto* period = period_of(sentence, periods, count.number.first);
    if (period == nullptr || (is_whole(sentence.tokens, count) && is_open(*period))) { return; }
    if (period->is_unclear) { figure.doubt = doubt_of_year(period->to.value_or("")); }
    if (period->kind == PeriodKind::span) {
        figure.period_from = period->from;
        figure.period_to = period->to;
        end_after_months(sentence.tokens, figure);
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

/// Whether the sentence names a month that had not gone by when it may have been written.
bool has_recent_month(const Sentence& sentence) {
    return std::any_of(sentence.dates.begin(), sentence.dates.end(), [&](const Date& date) {
        return date.has_year && date.precision != Precision::year &&
               is_just_past(date, sentence.today);
    });
}

/// `het doel is 40`; not `met als doel`, which says what for.
bool has_goal(const Tokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (tokens[at].lower == "doel" && lower_before(tokens, at) != "als") { return true; }
    }
    return false;
}

/// A target, a plan, or an estimate of what is to come.
bool is_planned(const Sentence& sentence, const Number& number) {
    const auto tokens = clause_around(sentence.tokens, number.first);
    if (has_any(tokens, {"gepland", "geplande", "ingepland", "streven", "streefgetal",
                         "doelstelling", "verwacht", "verwachting", "geraamd", "raming", "begroot",
                         "beoogd", "beoogde", "zal", "zullen", "voorzien", "nodig", "benodigd"})) {
        return true;
    }
    if (has_goal(tokens)) { return true; }
    if (has_any(tokens, {"wordt", "worden"}) && has_recent_month(sentence)) { return true; }
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

/// `Hiermee zijn 80 leden bereikt`: what it is about stands in the sentence before.
bool refers_back(const Tokens& tokens) {
    const auto& first = lower_at(tokens, 0);
    return first == "hiermee" || first == "daarmee" || first == "hiervan" || first == "daarvan" ||
           first == "daarbij" || first == "hierbij" || first == "deze" || first == "dit" ||
           first == "dat" || first == "zij";
}

Suggestion figure_of(const Sentence& sentence, const Count& count) {
    const auto measure = sentence.setting.measure;
    Suggestion figure{.kind = SuggestionKind::figure,
                      .measure = std::string(measure),
                      .quote = std::string(sentence.text),
                      .value = count.number.value,
                      .unit = count.unit.noun,
                      .qualifier = qualifier_of(sentence.text, sentence.tokens, count.number)};
    if (refers_back(sentence.tokens)) { figure.context = sentence.before; }
    figure.planned = is_planned(sentence, count.number);
    date_figure(sentence, count, figure);
    // What is set aside for a time that has not begun is no fact yet.
    const bool is_later = figure.period_from && *figure.period_from > iso_day(sentence.today);
    figure.planned = figure.planned || is_later;
    figure.series = series_name(measure, count.unit.modifiers, count.unit.noun,
                                is_of_this_report(sentence, count));
    return figure;
}

}  // namespace

void find_figures(std::string_view text, const Setting& setting, std::vector<Suggestion>& found) {
    ToldBefore told;
    for (const auto words : sentences_of(text)) {
        const auto sentence = read_sentence(words, setting, told);
        told.dates.insert(told.dates.end(), sentence.dates.begin(), sentence.dates.end());
        told.sentence = words;
        for (const auto& count : counts_of(sentence)) {
            told.unit = count.unit.noun;
            if (is_said_again(sentence, count, found)) { continue; }
            auto figure = figure_of(sentence, count);
            share_period(sentence, found, figure);
            figure.series = free_series(found, figure.series);
            found.push_back(std::move(figure));
        }
    }
}

}  // namespace peil::events::suggest
