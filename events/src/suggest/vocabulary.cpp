// Closed classes of Dutch words, sorted for binary search.
// SPDX-License-Identifier: EUPL-1.2
#include "vocabulary.hpp"

#include <algorithm>
#include <array>

namespace peil::events::suggest {

namespace {

template <std::size_t count>
bool is_in(const std::array<std::string_view, count>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

constexpr std::array prepositions = std::to_array<std::string_view>(
    {"aan",   "achter", "bij",   "binnen", "boven",   "buiten", "door",    "gedurende", "in",
     "langs", "met",    "na",    "naar",   "om",      "onder",  "op",      "over",      "per",
     "rond",  "sinds",  "te",    "tegen",  "ten",     "ter",    "tijdens", "tot",       "tussen",
     "uit",   "van",    "vanaf", "via",    "volgens", "voor",   "vóór",    "wegens",    "zonder"});

constexpr std::array function_words = std::to_array<std::string_view>(
    {"aansluiten",  "af",        "al",        "alle",        "alleen",    "allen",   "als",
     "alsmede",     "ander",     "anders",    "beginnen",    "beide",     "besluit", "bestaan",
     "bestaat",     "betekent",  "betreffen", "betreft",     "bevatten",  "bleef",   "bleven",
     "blijft",      "blijken",   "blijkt",    "blijven",     "daar",      "daarin",  "daarmee",
     "daarna",      "daaruit",   "daarvan",   "dan",         "dat",       "de",      "deden",
     "deelnemen",   "deze",      "die",       "dit",         "doen",      "draaien", "dus",
     "echter",      "een",       "eens",      "elk",         "elke",      "en",      "enkele",
     "er",          "erbij",     "eruit",     "extra",       "gaan",      "gaat",    "gaf",
     "gaven",       "geen",      "gehad",     "geven",       "ging",      "gingen",  "had",
     "hadden",      "heb",       "hebben",    "heeft",       "het",       "hier",    "hiermee",
     "hiertoe",     "hiervan",   "hij",       "horen",       "houden",    "hun",     "ieder",
     "iedere",      "inmiddels", "is",        "jongstleden", "kan",       "komen",   "komt",
     "kon",         "konden",    "kosten",    "kregen",      "krijgen",   "kunnen",  "kwam",
     "kwamen",      "lagen",     "leverden",  "leveren",     "liepen",    "liggen",  "ligt",
     "lopen",       "maar",      "maken",     "meedoen",     "meer",      "men",     "minder",
     "mits",        "moet",      "moeten",    "mogen",       "naast",     "nemen",   "niet",
     "nog",         "nu",        "of",        "omdat",       "ook",       "openen",  "plaatsvinden",
     "reeds",       "samen",     "sluiten",   "sommige",     "staan",     "starten", "stellen",
     "stonden",     "terwijl",   "toen",      "totdat",      "vaak",      "vallen",  "veel",
     "verschijnen", "vinden",    "volgen",    "vond",        "vonden",    "vormen",  "vragen",
     "waar",        "waarbij",   "waarin",    "waarmee",     "waaronder", "waarop",  "waarvan",
     "wachten",     "wanneer",   "want",      "waren",       "was",       "we",      "wel",
     "werd",        "werden",    "werken",    "weten",       "wie",       "wil",     "willen",
     "wonen",       "worden",    "wordt",     "zal",         "ze",        "zetten",  "zich",
     "zien",        "zij",       "zijn",      "zitten",      "zo",        "zoeken",  "zou",
     "zouden",      "zowel",     "zullen"});

constexpr std::array lengths_of_time = std::to_array<std::string_view>(
    {"dag",       "dagen",    "decennia", "dekaden", "etmaal",  "jaar",     "jaren",
     "kwartalen", "kwartier", "maand",    "maanden", "minuten", "minuut",   "nachten",
     "seconden",  "uren",     "uur",      "week",    "weken",   "werkdagen"});

constexpr std::array number_names = std::to_array<std::string_view>(
    {"aanbeveling", "aanbevelingen",  "aflevering", "art",       "artikel",      "artikelen",
     "bijlage",     "bladzijde",      "categorie",  "deel",      "dossier",      "fase",
     "figuur",      "hoofdstuk",      "kamer",      "klasse",    "lid",          "lijn",
     "maatregel",   "maatregelen",    "motie",      "niveau",    "nr",           "nrs",
     "nummer",      "nummers",        "pagina",     "paragraaf", "perceel",      "pijler",
     "resolutie",   "richtlijn",      "spoor",      "stap",      "tabel",        "tel",
     "telefoon",    "telefoonnummer", "tranche",    "versie",    "wetsvoorstel", "wetsvoorstellen",
     "zaak",        "zaaknummer"});

constexpr std::array units_without_plural = std::to_array<std::string_view>(
    {"euro",     "gigawatt",  "ha",       "hectare",     "keer",    "kg",  "kilo",
     "kilogram", "kilometer", "km",       "kwh",         "liter",   "m2",  "m3",
     "maal",     "man",       "megawatt", "meter",       "miljoen", "mw",  "m²",
     "m³",       "paar",      "procent",  "procentpunt", "stuks",   "ton", "vierkante"});

/// What follows `ge` in the past participle of a verb of the strong class, without those whose
/// participle is as often a noun in the plural (`gevallen`, `gewassen`).
constexpr std::array strong_participles = std::to_array<std::string_view>(
    {"beten",   "blazen",  "bleken",   "bleven",   "boden",   "bogen",   "bonden",  "borgen",
     "broken",  "daan",    "doken",    "dragen",   "dreven",  "drongen", "dronken", "dwongen",
     "floten",  "gaan",    "geten",    "geven",    "golden",  "goten",   "graven",  "grepen",
     "hangen",  "heven",   "holpen",   "houden",   "klommen", "knepen",  "komen",   "kozen",
     "kregen",  "krompen", "laden",    "laten",    "leden",   "legen",   "lezen",   "logen",
     "lopen",   "meden",   "meten",    "nezen",    "nomen",   "noten",   "raden",   "reden",
     "roepen",  "schapen", "scheiden", "schonken", "schoren", "schoten", "schoven", "schreven",
     "slagen",  "slapen",  "slepen",   "sleten",   "sloten",  "smolten", "sneden",  "spleten",
     "sponnen", "sproken", "sprongen", "staan",    "stegen",  "stoken",  "stolen",  "storven",
     "streden", "treden",  "troffen",  "trokken",  "vangen",  "varen",   "vlogen",  "vochten",
     "vonden",  "vouwen",  "vroren",   "weken",    "wezen",   "wogen",   "wonnen",  "worden",
     "worpen",  "worven",  "zeten",    "zien",     "zonden",  "zongen",  "zonken",  "zwommen",
     "zworen"});

/// Particles that part from the verb: `overgegaan`, `deelgenomen`.
constexpr std::array<std::string_view, 36> particles{
    "aan",   "achter", "af",    "bij",    "binnen", "deel",  "dicht", "door", "goed",
    "in",    "klaar",  "langs", "los",    "mee",    "na",    "neer",  "om",   "onder",
    "op",    "open",   "over",  "plaats", "rond",   "samen", "stil",  "stop", "tegen",
    "terug", "toe",    "uit",   "vast",   "voor",   "vrij",  "waar",  "weg",  "weer"};

static_assert(std::ranges::is_sorted(prepositions));
static_assert(std::ranges::is_sorted(function_words));
static_assert(std::ranges::is_sorted(lengths_of_time));
static_assert(std::ranges::is_sorted(number_names));
static_assert(std::ranges::is_sorted(units_without_plural));
static_assert(std::ranges::is_sorted(strong_participles));

}  // namespace

bool is_preposition(std::string_view lower) {
    return is_in(prepositions, lower);
}

bool is_function_word(std::string_view lower) {
    return is_preposition(lower) || is_in(function_words, lower);
}

bool is_length_of_time(std::string_view lower) {
    return is_in(lengths_of_time, lower) || lower == "jarig" || lower == "jarige";
}

bool names_by_number(std::string_view lower) {
    return is_in(number_names, lower);
}

bool looks_like_participle(std::string_view lower) {
    if (lower.size() < 6 || (lower.back() != 'd' && lower.back() != 't')) { return false; }
    for (const std::string_view prefix : {"be", "ge", "her", "ont", "ver"}) {
        if (lower.starts_with(prefix)) { return true; }
    }
    return std::any_of(particles.begin(), particles.end(), [&](std::string_view particle) {
        return lower.starts_with(particle) && lower.substr(particle.size()).starts_with("ge");
    });
}

bool is_strong_participle(std::string_view lower) {
    const auto is_listed = [](std::string_view word) {
        return word.starts_with("ge") && is_in(strong_participles, word.substr(2));
    };
    return is_listed(lower) ||
           std::any_of(particles.begin(), particles.end(), [&](std::string_view particle) {
               return lower.starts_with(particle) && is_listed(lower.substr(particle.size()));
           });
}

bool looks_like_adjective(std::string_view lower) {
    constexpr std::array<std::string_view, 13> uninflected{
        "betonnen", "eigen",   "extra",  "gouden", "houten",    "katoenen", "open",
        "papieren", "plastic", "stalen", "stenen", "volwassen", "zilveren"};
    if (std::find(uninflected.begin(), uninflected.end(), lower) != uninflected.end()) {
        return true;
    }
    return lower.size() >= 4 && lower.back() == 'e' && !lower.ends_with("ee");
}

bool looks_like_plural(std::string_view lower) {
    if (is_in(units_without_plural, lower)) { return true; }
    return lower.size() >= 3 &&
           (lower.ends_with("en") || lower.ends_with("s") || lower.ends_with("n") ||
            lower.ends_with("ea") || lower.ends_with("ia"));
}

}  // namespace peil::events::suggest
