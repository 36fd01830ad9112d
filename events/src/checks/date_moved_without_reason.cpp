// date-moved-without-reason: what was to happen at one date is expected at another, and nobody
// says why.
// SPDX-License-Identifier: EUPL-1.2
#include "../suggest/tokens.hpp"
#include "check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace peil::events::checks {

namespace {

/// Those who do something: `door de gemeente` says who, `door de drukte bij de gemeente` why.
bool is_doer(const std::string& word) {
    constexpr std::array doers{
        "gemeente",   "gemeenten",     "gemeenteraad", "college",      "raad",      "waterschap",
        "bestuur",    "waterschappen", "provincie",    "provincies",   "rijk",      "ministerie",
        "minister",   "ministeries",   "kabinet",      "stuurgroep",   "werkgroep", "projectgroep",
        "aannemer",   "aannemers",     "leverancier",  "leveranciers", "bureau",    "partners",
        "partijen",   "stichting",     "vereniging",   "organisatie",  "bewoners",  "inwoners",
        "corporatie", "corporaties",   "organisaties", "dienst",       "afdeling",  "ons"};
    return std::find(doers.begin(), doers.end(), word) != doers.end();
}

/// Whether `at` begins the sentence, or a clause of what was said before it.
bool begins_clause(const suggest::Tokens& tokens, std::size_t at) {
    return at == 0 || tokens[at - 1].text == "," || tokens[at - 1].text == "(";
}

/// `door te wachten`, `door de aanpak te versnellen`: by what means. Behind the verb of its own
/// sentence `te` says nothing of the cause: `door de drukte is besloten te wachten`.
bool says_means(const suggest::Tokens& tokens, std::size_t at) {
    constexpr std::array verbs{"is",  "zijn",  "was",  "waren",  "wordt",  "worden", "werd",
                               "kan", "komt",  "gaat", "moet",   "zal",    "heeft",  "schuift",
                               "kon", "komen", "gaan", "moeten", "zullen", "hebben", "schuiven"};
    for (auto i = at + 1; suggest::is_word(tokens, i); ++i) {
        const auto& word = tokens[i].lower;
        if (word == "te") { return true; }
        if (std::find(verbs.begin(), verbs.end(), word) != verbs.end()) { return false; }
    }
    return false;
}

/// `Door de levertijd van …` where a sentence or clause begins: a cause, unless it says by what
/// means or names who acts, in a word of four or less before the next preposition.
bool leads_with_cause(const suggest::Tokens& tokens, std::size_t at) {
    const bool is_led = tokens[at].lower == "door" && begins_clause(tokens, at);
    if (!is_led || !suggest::is_word(tokens, at + 1) || says_means(tokens, at)) { return false; }
    constexpr std::array ends{"in",   "op",  "met", "naar", "tot",   "en",    "van",
                              "voor", "bij", "aan", "om",   "wordt", "worden"};
    constexpr std::size_t phrase_words_max = 4;
    for (auto i = at + 1; i <= at + phrase_words_max && suggest::is_word(tokens, i); ++i) {
        const auto& word = tokens[i].lower;
        if (is_doer(word) || tokens[i].is_capital) { return false; }
        if (std::find(ends.begin(), ends.end(), word) != ends.end()) { return i > at + 1; }
    }
    return true;
}

/// Words that introduce a reason in a Dutch sentence. `In verband met` stands in the names of acts
/// as well: it counts at the start of a sentence, or beside a word of delay.
bool gives_reason(std::string_view quote) {
    const auto tokens = suggest::tokens_of(quote);
    if (suggest::has_any(tokens, {"omdat", "doordat", "vanwege", "wegens", "aangezien", "daardoor",
                                  "hierdoor", "waardoor", "dankzij", "ondanks", "daarom"})) {
        return true;
    }
    const bool tells_delay = suggest::has_any(
        tokens,
        {"vertraging", "vertraagd", "uitgesteld", "uitstel", "verschoven", "opgeschoven", "later"});
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool is_reason = suggest::stands_at(tokens, i, {"als", "gevolg", "van"}) ||
                               suggest::stands_at(tokens, i, {"ten", "gevolge", "van"}) ||
                               suggest::stands_at(tokens, i, {"in", "afwachting", "van"});
        const bool is_cause = leads_with_cause(tokens, i);
        const bool is_relation = suggest::stands_at(tokens, i, {"in", "verband", "met"});
        if (is_reason || is_cause || (is_relation && (i == 0 || tells_delay))) { return true; }
    }
    return false;
}

void find_moves_in_ledger(const MatrixMeasure& measure, std::vector<Finding>& findings) {
    for (const auto& milestone : measure.milestones) {
        for (const auto& move : milestone.moves) {
            if (move.reason || (move.quote && gives_reason(*move.quote))) { continue; }
            findings.push_back(
                {.measure = measure.number,
                 .about = milestone.id,
                 .message = fmt::format("from {} to {} without a reason (event {})", move.from.text,
                                        move.to.text, move.position.sequence),
                 .quote = move.quote.value_or(milestone.text)});
        }
    }
}

bool is_move(const Change& change) {
    return change.change_class == ChangeClass::milestone_moved ||
           change.change_class == ChangeClass::planning_slipped ||
           change.change_class == ChangeClass::planning_advanced;
}

bool is_same_time(const PartialDate& date, std::string_view printed) {
    const auto other = parse_partial_date(printed);
    return other && other->from == date.from && other->to == date.to;
}

/// Whether a person recorded why a milestone left the date before, or came to the one after.
bool is_explained(const Milestone& milestone, const Change& change) {
    const bool is_end_explained =
        milestone.reason && (is_same_time(milestone.due, change.before) ||
                             (milestone.reached && is_same_time(*milestone.reached, change.after)));
    return is_end_explained ||
           std::any_of(milestone.moves.begin(), milestone.moves.end(),
                       [&](const MilestoneMove& move) {
                           return move.reason && (is_same_time(move.from, change.before) ||
                                                  is_same_time(move.to, change.after));
                       });
}

/// Whether the milestone was moved from the one date to the other: that is told of the milestone.
bool is_told_of(const Milestone& milestone, const Change& change) {
    return std::any_of(
        milestone.moves.begin(), milestone.moves.end(), [&](const MilestoneMove& move) {
            return is_same_time(move.from, change.before) && is_same_time(move.to, change.after);
        });
}

bool is_explained_or_told(const Matrix& matrix, const Change& change) {
    const auto tells = [&](const Milestone& milestone) {
        return is_explained(milestone, change) || is_told_of(milestone, change);
    };
    return std::any_of(
        matrix.measures.begin(), matrix.measures.end(), [&](const MatrixMeasure& measure) {
            return measure.number == change.measure &&
                   std::any_of(measure.milestones.begin(), measure.milestones.end(), tells);
        });
}

std::vector<Finding> find_unexplained_moves(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& measure : subject.now.measures) { find_moves_in_ledger(measure, findings); }
    std::set<std::string, std::less<>> told;
    for (const auto& change : subject.changes.changes) {
        const bool is_printed = change.field == "planning" && !change.is_found_in_text;
        if (!is_move(change) || (!change.is_found_in_text && !is_printed)) { continue; }
        if (change.reason == ChangeReason::late || gives_reason(change.quote_after)) { continue; }
        if (is_explained_or_told(subject.now, change)) { continue; }
        const auto message = fmt::format("from {} to {}", change.before, change.after);
        if (!told.insert(change.measure + ' ' + change.after + change.quote_after).second) {
            continue;
        }
        findings.push_back({.measure = change.measure,
                            .about = change.field,
                            .message = message + " without a reason",
                            .quote = change.quote_after,
                            .is_found_in_text = change.is_found_in_text});
    }
    return findings;
}

}  // namespace

Check date_moved_without_reason_check() {
    return {
        .name = "date-moved-without-reason",
        .summary = "a date moved, and nothing says why",
        .hint =
            "say why in the text, or record it: `peil milestone move … --reason`, or of what was "
            "reached `peil milestone reach … --reason`",
        .severity = Severity::warning,
        .run = find_unexplained_moves};
}

}  // namespace peil::events::checks
