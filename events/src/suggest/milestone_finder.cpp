// A date after the report is an announcement; a date before it is a milestone where the sentence
// says that something was completed, began to work, or came into force.
// SPDX-License-Identifier: EUPL-1.2
#include "milestone_finder.hpp"

#include "milestone_matching.hpp"
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
    const Setting& setting;
    std::string_view before{};  ///< the sentence before, in the same piece
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

bool is_word_of_expectation(const Token& token) {
    constexpr std::array<std::string_view, 44> words{
        "voorzien", "verwacht",    "verwachting", "gepland", "ingepland", "planning", "zal",
        "zullen",   "streven",     "gestreefd",   "streeft", "uiterlijk", "beoogd",   "gereed",
        "klaar",    "moet",        "moeten",      "wordt",   "worden",    "komt",     "komen",
        "gaat",     "gaan",        "start",       "starten", "begint",    "beginnen", "volgt",
        "volgen",   "rapporteert", "verschijnt",  "beslist", "besluit",   "kiest",    "treedt",
        "treden",   "eindigt",     "opent",       "staat",   "staan",     "krijgt",   "krijgen",
        "draaien",  "loopt"};
    return std::find(words.begin(), words.end(), token.lower) != words.end();
}

bool says_expected(const Tokens& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), is_word_of_expectation);
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

/// What was to come about and did not.
bool says_failed(const Tokens& tokens) {
    return says_dropped(tokens) ||
           has_any(tokens,
                   {"aangehouden", "afgezegd", "geschoven", "gestaakt", "ingetrokken", "mislukt",
                    "mislukte", "mislukten", "opgeschort", "tevergeefs", "vergeefs"}) ||
           (has_any(tokens, {"had", "hadden"}) && has_any(tokens, {"moeten", "zullen"}));
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
    const auto periods = find_periods(scene.tokens, scene.dates, Side::past, scene.today);
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

/// Whether a past participle stands there: `gestart`, `verzonden`, `van kracht geworden`. One that
/// ends in `-en` without `ge-` looks like an infinitive or a noun, but for the words before it.
bool is_participle_at(const Tokens& tokens, std::size_t at) {
    const auto& word = tokens[at].lower;
    if (looks_like_participle(word) || is_strong_participle(word)) { return true; }
    if (!word.ends_with("en")) { return false; }
    if (word.starts_with("ge")) { return true; }
    constexpr std::array<std::string_view, 5> prefixes{"be", "er", "her", "ont", "ver"};
    constexpr std::array<std::string_view, 6> openers{"te", "de", "het", "een", "van", "die"};
    constexpr std::size_t word_size_min = 7;
    const bool is_prefixed =
        word.size() >= word_size_min &&
        std::any_of(prefixes.begin(), prefixes.end(),
                    [&](std::string_view prefix) { return word.starts_with(prefix); });
    const auto& before = lower_before(tokens, at);
    return is_prefixed && std::find(openers.begin(), openers.end(), before) == openers.end();
}

bool has_participle_in(const Tokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (is_participle_at(tokens, at)) { return true; }
    }
    return false;
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

/// Whether a clause in the present speaks of a time that has only just gone by as one to come: the
/// text is older than the report.
bool is_announced_of_late(const Scene& scene, const Date& date) {
    if (!is_just_past(date, scene.today) || date.precision == Precision::year ||
        says_ongoing(scene.tokens)) {
        return false;
    }
    if (date.is_unclear) { return is_in_present(scene.tokens, date); }
    const auto clause = clause_around(scene.tokens, date.first);
    return has_any(clause, {"zal", "zullen", "wordt", "worden", "verwacht", "voorzien", "gepland",
                            "treedt", "treden"}) &&
           !is_told_as_past(scene.tokens, date);
}

/// `Deze is in juni klaar`, `Zij rapporteert in mei`: the sentence before says what it is about.
bool points_back(const Tokens& tokens) {
    const auto& first = lower_at(tokens, 0);
    if (first == "zij" || first == "hij" || first == "ze" || first == "daarna") { return true; }
    const bool can_be = first == "deze" || first == "dit" || first == "die" || first == "dat";
    constexpr std::array<std::string_view, 21> verbs{
        "is",   "zijn",   "was",        "waren",  "wordt",  "worden", "vindt",
        "komt", "vinden", "komen",      "zal",    "zullen", "gaat",   "gaan",
        "moet", "volgt",  "verschijnt", "treedt", "start",  "heeft",  "hebben"};
    return can_be && std::find(verbs.begin(), verbs.end(), lower_at(tokens, 1)) != verbs.end();
}

/// The sentence before, where one must know it to know what this one is about.
std::string_view context_of(const Scene& scene) {
    if (scene.before.empty()) { return {}; }
    return points_back(scene.tokens) || says_moved(tokens_of(scene.before)) ? scene.before
                                                                            : std::string_view();
}

bool is_open_here(const Scene& scene, const Suggestion& earlier) {
    return earlier.kind == SuggestionKind::milestone && earlier.measure == scene.setting.measure &&
           (earlier.state == "expected" || earlier.state == "moved");
}

/// Whether the report before announced something for just this date, and this sentence tells of it.
bool is_told_as_announced(const Scene& scene, const Date& date) {
    const auto due = due_text(date);
    const auto& earlier = scene.setting.before.found;
    return date.precision == Precision::day && when(date, scene.today) == When::past &&
           std::any_of(earlier.begin(), earlier.end(), [&](const Suggestion& each) {
               return is_open_here(scene, each) && each.due == due;
           });
}

/// What a sentence is about: its words without the verb that says what becomes of it.
std::string without_turn(std::string_view sentence) {
    const auto tokens = tokens_of(sentence);
    std::string words;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (is_participle_at(tokens, at) || is_word_of_expectation(tokens[at])) { continue; }
        words += tokens[at].lower + ' ';
    }
    return words;
}

/// The verb of an announcement and that of its report are seldom the same word.
bool speaks_of_same(const Suggestion& now, const Suggestion& earlier) {
    if (speaks_surely_of(now, earlier)) { return true; }
    Suggestion told;
    Suggestion announced;
    told.text = without_turn(now.text);
    announced.text = without_turn(earlier.text);
    return speaks_surely_of(told, announced);
}

/// Whether a sentence tells, as something that has happened since the report before, what that one
/// announced for whatever date: `De nota wordt in mei verstuurd`, `De nota is in juni verzonden`.
bool is_come_true(const Scene& scene, const Date& date) {
    const auto last = day_of(scene.setting.before.date);
    if (!last || date.to < *last || date.from > scene.today ||
        lower_before(scene.tokens, date.first) == "van" || !is_told_as_past(scene.tokens, date)) {
        return false;
    }
    Suggestion now;
    now.text = scene.text;
    now.context = context_of(scene);
    const auto& earlier = scene.setting.before.found;
    return std::any_of(earlier.begin(), earlier.end(), [&](const Suggestion& each) {
        return is_open_here(scene, each) && speaks_of_same(now, each);
    });
}

/// Whether a sentence tells that what the report before announced has happened.
bool is_announcement_kept(const Scene& scene, const Date& date) {
    if (has_any(scene.tokens, {"niet", "geen", "nog"}) || says_moved(scene.tokens) ||
        says_failed(scene.tokens)) {
        return false;
    }
    return is_told_as_announced(scene, date) || is_come_true(scene, date);
}

std::string state_of(const Scene& scene, const Date& date) {
    const auto& tokens = scene.tokens;
    const bool is_ahead = when(date, scene.today) != When::past;
    if (is_announced_of_late(scene, date)) { return says_moved(tokens) ? "moved" : "expected"; }
    if (is_announcement_kept(scene, date)) { return "reached"; }
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

/// Of what moved to a date, the date before it that the sentence names.
std::optional<std::string> moved_from(const Scene& scene, const Date& to) {
    const auto from = std::find_if(scene.dates.begin(), scene.dates.end(), [&](const Date& date) {
        return date.has_year && date.to < to.from;
    });
    return from == scene.dates.end() ? std::nullopt : std::optional(due_text(*from));
}

/// The date that the sentence before gave up, where this one names the new one: `De brug zou in mei
/// klaar zijn, maar er is geen staal. De bouwer verwacht nu juli.`
std::optional<std::string> given_up_before(const Scene& scene) {
    const auto tokens = tokens_of(scene.before);
    const bool is_news =
        has_any(scene.tokens, {"nu", "alsnog", "pas", "nieuwe", "verwacht", "verwachting"});
    if (!is_news || !says_moved(tokens)) { return std::nullopt; }
    const auto dates = find_dates(tokens, scene.today);
    const bool has_new_date = std::any_of(dates.begin(), dates.end(), [&](const Date& date) {
        return when(coming(date, scene.today), scene.today) == When::future;
    });
    if (dates.empty() || has_new_date) { return std::nullopt; }
    return due_text(bygone(dates.back(), scene.today));
}

/// `news`: its date and state.
void add_milestone(const Scene& scene, Suggestion news, std::vector<Suggestion>& found) {
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const Suggestion& earlier) {
        return earlier.kind == SuggestionKind::milestone && earlier.due == news.due &&
               earlier.quote == scene.text;
    });
    if (is_known) { return; }
    news.kind = SuggestionKind::milestone;
    news.measure = scene.setting.measure;
    news.quote = news.text = scene.text;
    news.series = free_series(found, milestone_name(news.measure, scene.text), news.kind);
    news.context = context_of(scene);
    found.push_back(std::move(news));
}

/// A range is reached or expected by its end; of a range that moved only the later date counts.
void find_in_sentence(const Scene& scene, std::vector<Suggestion>& found) {
    if (says_dropped(scene.tokens)) {
        add_milestone(scene, {.state = "dropped"}, found);
        return;
    }
    const auto dates = merged(scene.tokens, scene.dates);
    for (const auto& seen : dates) {
        if (is_no_event(scene, seen)) { continue; }
        const bool is_past = is_told_as_past(scene.tokens, seen);
        const auto date = is_past ? bygone(seen, scene.today) : coming(seen, scene.today);
        auto state = state_of(scene, date);
        // Of what moved, the date that is printed last is the new one; the only date of what would
        // have been is the old one.
        const bool is_would = dates.size() == 1 &&
                              has_any(clause_around(scene.tokens, seen.first), {"zou", "zouden"});
        const bool is_old = state == "moved" && (seen.first != dates.back().first || is_would);
        if (state.empty() || is_old) { continue; }
        auto from = state == "moved"      ? moved_from(scene, date)
                    : state == "expected" ? given_up_before(scene)
                                          : std::nullopt;
        if (from) { state = "moved"; }
        auto doubt = date.is_unclear ? std::optional(doubt_of_year(iso_to(date))) : std::nullopt;
        add_milestone(scene,
                      {.due = due_text(date),
                       .state = std::move(state),
                       .moved_from = std::move(from),
                       .doubt = std::move(doubt)},
                      found);
    }
}

}  // namespace

void find_milestones(std::string_view text, const Setting& setting,
                     std::vector<Suggestion>& found) {
    std::vector<Date> told;
    std::string_view before;
    for (const auto words : sentences_of(text)) {
        Scene scene{.text = words,
                    .tokens = tokens_of(words),
                    .dates = {},
                    .today = setting.today,
                    .setting = setting,
                    .before = before};
        scene.dates = find_dates(scene.tokens, setting.today);
        lend_told_years(told, scene.dates);
        told.insert(told.end(), scene.dates.begin(), scene.dates.end());
        find_in_sentence(scene, found);
        before = words;
    }
}

void find_planning(std::string_view planning, const Setting& setting,
                   std::vector<Suggestion>& found) {
    const Scene scene{.text = planning,
                      .tokens = tokens_of(planning),
                      .dates = find_dates(tokens_of(planning), setting.today),
                      .today = setting.today,
                      .setting = setting};
    if (scene.dates.size() != 1 || scene.dates.front().first > 1) { return; }
    const auto& date = scene.dates.front();
    if (has_any(scene.tokens, {"doorlopend", "-", "/"})) { return; }
    const bool is_done = date.to < setting.today && has_any(scene.tokens, {"gereed", "afgerond"});
    add_milestone(scene, {.due = due_text(date), .state = is_done ? "reached" : "expected"}, found);
}

}  // namespace peil::events::suggest
