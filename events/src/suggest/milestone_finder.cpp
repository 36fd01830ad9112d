// A date after the report is an announcement; a date before it is a milestone where the sentence
// says that something was completed, began to work, or came into force.
// SPDX-License-Identifier: EUPL-1.2
#include "milestone_finder.hpp"

#include "periods.hpp"
#include "series_name.hpp"
#include "vocabulary.hpp"

#include <algorithm>
#include <array>

namespace peil::events::suggest {

namespace {

struct Scene {
    std::string_view text;
    Tokens tokens;
    std::vector<Date> dates;
    Day today;
};

/// The word that says that something was completed or came into force; the size if there is none.
std::size_t completion_at(const Tokens& tokens) {
    constexpr std::array<std::string_view, 9> words{"afgerond",   "voltooid",   "opgeleverd",
                                                    "behaald",    "ingetreden", "operationeel",
                                                    "afgesloten", "gekozen",    "besloten"};
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        const auto& word = tokens[at].lower;
        if (std::find(words.begin(), words.end(), word) != words.end()) { return at; }
        const bool is_in_force =
            word == "werking" && has_any(tokens, {"getreden", "trad", "traden"});
        const bool is_in_use = word == "gebruik" && has_any(tokens, {"genomen"});
        if (is_in_force || is_in_use) { return at; }
    }
    return tokens.size();
}

bool says_completed(const Tokens& tokens) {
    return completion_at(tokens) < tokens.size();
}

bool says_expected(const Tokens& tokens) {
    return has_any(
        tokens,
        {"voorzien", "verwacht",    "verwachting", "gepland", "ingepland", "planning", "zal",
         "zullen",   "streven",     "gestreefd",   "streeft", "uiterlijk", "beoogd",   "gereed",
         "klaar",    "moet",        "moeten",      "wordt",   "worden",    "komt",     "komen",
         "gaat",     "gaan",        "start",       "starten", "begint",    "beginnen", "volgt",
         "volgen",   "rapporteert", "verschijnt",  "beslist", "besluit",   "kiest",    "treedt",
         "treden",   "eindigt",     "opent",       "staat",   "staan",     "krijgt",   "krijgen",
         "draaien",  "loopt"});
}

bool says_moved(const Tokens& tokens) {
    if (has_any(tokens, {"uitgesteld", "verschoven", "vertraagd", "verschuift", "doorgeschoven",
                         "opgeschoven", "vooruitgeschoven"})) {
        return true;
    }
    if (has_any(tokens, {"schuift", "schuiven"}) && has_any(tokens, {"op", "naar", "door"})) {
        return true;
    }
    if (has_any(tokens, {"zou", "zouden"}) && has_any(tokens, {"maar", "wordt", "nu"})) {
        return true;
    }
    const bool is_contrast = has_any(tokens, {"niet"}) && has_any(tokens, {"maar"});
    const bool holds_now = has_any(tokens, {"geldt"}) && has_any(tokens, {"nu"});
    return is_contrast || holds_now;
}

bool says_dropped(const Tokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (stands_at(tokens, at, {"van", "de", "baan"}) ||
            stands_at(tokens, at, {"gaat", "niet", "door"}) ||
            stands_at(tokens, at, {"gaat", "niet", "meer", "door"}) ||
            stands_at(tokens, at, {"gaan", "niet", "door"})) {
            return true;
        }
    }
    return has_any(tokens, {"afgeblazen", "geannuleerd", "afgelast"});
}

/// Work that simply goes on announces nothing.
bool says_ongoing(const Tokens& tokens) {
    return has_any(tokens, {"doorgegaan", "doorgedaan", "voortgezet", "doorgaan"});
}

/// `gelden voor 2021`, `het budget 2017`, `voor de jaren 2021 en 2022`: a year as a label.
bool is_label(const Tokens& tokens, const Date& date) {
    if (date.precision != Precision::year || date.is_relative) { return false; }
    const auto& before = lower_before(tokens, date.first);
    const bool is_time = is_preposition(before) && before != "voor" && before != "van" &&
                         before != "over" && before != "met";
    return !is_time && before != "uiterlijk" && before != "periode";
}

/// `tot en met juni 2021`: how long something goes on; `vanaf dit jaar`: since when.
bool is_limit(const Scene& scene, const Date& date) {
    const auto& before = lower_before(scene.tokens, date.first);
    const bool is_since = before == "vanaf" || before == "sinds" || before == "sedert";
    return before == "tot" || before == "t/m" ||
           stands_before(scene.tokens, date.first, {"tot", "en", "met"}) ||
           (is_since && date.is_relative);
}

/// `de bui van juli`: the name of an event.
bool is_of_event(const Tokens& tokens, const Date& date) {
    return !date.has_year && lower_before(tokens, date.first) == "van";
}

/// `in 2022 45.000 euro`: the year of an amount, unless something is expected of it.
bool is_of_amount(const Tokens& tokens, const Date& date) {
    return date.precision == Precision::year && !date.is_relative && is_number(tokens, date.last) &&
           !has_any(tokens, {"verwacht", "verwachting", "zal", "zullen", "uiterlijk", "gereed"});
}

/// `dan in 2020`, `ten opzichte van 2019`, `peildatum …`: no date of an event.
bool is_aside(const Scene& scene, const Date& date) {
    const auto periods = find_periods(scene.tokens, scene.today, Side::past);
    return std::any_of(periods.begin(), periods.end(), [&](const Period& period) {
        return date.first >= period.first && date.last <= period.last &&
               (period.is_compared || period.is_stated_reference);
    });
}

bool is_no_event(const Scene& scene, const Date& date) {
    return is_label(scene.tokens, date) || is_aside(scene, date) || is_limit(scene, date) ||
           is_of_event(scene.tokens, date) || is_of_amount(scene.tokens, date);
}

/// Joins `mei en juni 2021`, `van mei tot juli 2021` to the last of its dates. Of two years
/// as in `in 2021 en 2022` the time is both.
std::vector<Date> merged(const Tokens& tokens, std::vector<Date> dates) {
    std::vector<Date> out;
    for (auto& date : dates) {
        const bool continues =
            !out.empty() && date.first - out.back().last <= 3 && date.first > out.back().last &&
            (lower_before(tokens, date.first) == "en" ||
             lower_before(tokens, date.first) == "met" ||
             lower_before(tokens, date.first) == "tot" ||
             lower_before(tokens, date.first) == "t/m" || lower_before(tokens, date.first) == "-" ||
             lower_before(tokens, date.first) == "/" ||
             lower_before(tokens, date.first) == "\u2013");
        const bool is_range = continues && lower_at(tokens, out.back().last) != "," &&
                              out.back().precision == date.precision;
        if (!is_range) {
            out.push_back(std::move(date));
            continue;
        }
        const auto first = out.back().first;
        const auto date_first = date.first;
        const auto from = out.back().from;
        out.back() = std::move(date);
        out.back().first = first;
        const bool is_pair =
            lower_before(tokens, date_first) == "en" && out.back().precision == Precision::year;
        if (is_pair) { out.back().from = from; }
    }
    return out;
}

enum class When { past, now, future };

When when(const Date& date, Day today) {
    if (date.to < today) { return When::past; }
    return date.from > today ? When::future : When::now;
}

bool has_participle_in(const Tokens& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return looks_like_participle(token.lower) ||
               (token.lower.starts_with("ge") && token.lower.ends_with("en"));
    });
}

/// Whether the verb of the clause round a date is in the past: what it dates without a year is past
/// as well.
bool is_told_as_past(const Tokens& sentence, const Date& date) {
    const auto tokens = clause_around(sentence, date.first);
    if (has_any(tokens, {"vond",   "vonden", "was",    "waren",  "werd",  "werden", "kwam",
                         "kwamen", "had",    "hadden", "bleef",  "liep",  "liepen", "ging",
                         "gingen", "gaf",    "kreeg",  "kregen", "stond", "stonden"})) {
        return true;
    }
    return has_any(tokens, {"is", "zijn", "heeft", "hebben"}) && has_participle_in(tokens) &&
           !says_expected(tokens);
}

/// A verb in the present with `dit jaar` announces; with the number of the year, only a word of
/// expectation does.
bool is_announced_now(const Tokens& tokens, const Date& date) {
    if (date.precision == Precision::year && !date.is_relative) {
        return has_any(tokens, {"voorzien", "verwacht", "verwachting", "gepland", "zal", "zullen",
                                "streven", "uiterlijk", "gereed", "beoogd"});
    }
    return says_expected(tokens);
}

/// What lies more than a year before the report is history, not news of it.
bool is_recent(const Date& date, Day today) {
    return date.to >= today - std::chrono::years{1};
}

/// The date that a completion belongs to: the nearest that is not the date of a document.
bool is_of_completion(const Scene& scene, const Date& date) {
    const auto at = completion_at(scene.tokens);
    const auto distance = [&](const Date& other) {
        return other.first > at ? other.first - at : at - other.first;
    };
    const auto is_of_document = [&](const Date& other) {
        return lower_before(scene.tokens, other.first) == "van" || is_label(scene.tokens, other);
    };
    if (is_of_document(date)) { return false; }
    return std::none_of(scene.dates.begin(), scene.dates.end(), [&](const Date& other) {
        return !is_of_document(other) && distance(other) < distance(date);
    });
}

/// Whether the clause of a date without a year has a verb that can speak of what is to come.
bool is_in_present(const Tokens& sentence, const Date& date) {
    const auto tokens = clause_around(sentence, date.first);
    return says_expected(tokens) ||
           has_any(tokens, {"is", "zijn", "vindt", "vinden", "houdt", "houden", "heeft", "hebben",
                            "dient", "dienen"});
}

std::string state_of(const Scene& scene, const Date& date) {
    const auto& tokens = scene.tokens;
    const bool is_ahead = when(date, scene.today) != When::past;
    if (is_ahead && !date.has_year && !is_in_present(tokens, date)) { return ""; }
    if (is_ahead && says_moved(tokens)) { return "moved"; }
    if (when(date, scene.today) == When::future) { return says_ongoing(tokens) ? "" : "expected"; }
    if (is_ahead && is_announced_now(tokens, date)) {
        return says_ongoing(tokens) ? "" : "expected";
    }
    const bool is_reached = !is_ahead && says_completed(tokens) &&
                            !has_any(tokens, {"niet", "geen"}) && is_recent(date, scene.today) &&
                            is_of_completion(scene, date);
    return is_reached ? "reached" : "";
}

void add_milestone(const Scene& scene, std::string_view measure, std::string due, std::string state,
                   std::vector<Suggestion>& found) {
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const Suggestion& earlier) {
        return earlier.kind == SuggestionKind::milestone && earlier.due == due &&
               earlier.quote == scene.text;
    });
    if (is_known) { return; }
    found.push_back({.kind = SuggestionKind::milestone,
                     .measure = std::string(measure),
                     .quote = std::string(scene.text),
                     .series = free_series(found, milestone_name(measure, scene.text),
                                           SuggestionKind::milestone),
                     .text = std::string(scene.text),
                     .due = std::move(due),
                     .state = std::move(state)});
}

/// A range is reached or expected by its end; of a range that moved only the later date counts.
void find_in_sentence(const Scene& scene, std::string_view measure,
                      std::vector<Suggestion>& found) {
    if (says_dropped(scene.tokens)) {
        add_milestone(scene, measure, "", "dropped", found);
        return;
    }
    const auto dates = merged(scene.tokens, scene.dates);
    for (const auto& seen : dates) {
        if (is_no_event(scene, seen)) { continue; }
        const bool is_past = is_told_as_past(scene.tokens, seen);
        const auto date = is_past ? bygone(seen, scene.today) : coming(seen, scene.today);
        auto state = state_of(scene, date);
        // Of what moved, the date that is printed last is the new one.
        const bool is_old = state == "moved" && seen.first != dates.back().first;
        if (state.empty() || is_old) { continue; }
        add_milestone(scene, measure, due_text(date), std::move(state), found);
    }
}

}  // namespace

void find_milestones(std::string_view text, Day today, std::string_view measure,
                     std::vector<Suggestion>& found) {
    for (const auto words : sentences_of(text)) {
        Scene scene{.text = words, .tokens = tokens_of(words), .dates = {}, .today = today};
        scene.dates = find_dates(scene.tokens, today);
        find_in_sentence(scene, measure, found);
    }
}

void find_planning(std::string_view planning, Day today, std::string_view measure,
                   std::vector<Suggestion>& found) {
    const Scene scene{.text = planning,
                      .tokens = tokens_of(planning),
                      .dates = find_dates(tokens_of(planning), today),
                      .today = today};
    if (scene.dates.size() != 1 || scene.dates.front().first > 1) { return; }
    const auto& date = scene.dates.front();
    if (has_any(scene.tokens, {"doorlopend", "-", "/"})) { return; }
    const bool is_done = date.to < today && has_any(scene.tokens, {"gereed", "afgerond"});
    add_milestone(scene, measure, due_text(date), is_done ? "reached" : "expected", found);
}

}  // namespace peil::events::suggest
