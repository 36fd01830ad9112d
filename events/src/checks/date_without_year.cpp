// date-without-year: a date that only the reader of the day understands (`in november`).
// SPDX-License-Identifier: EUPL-1.2
#include "../suggest/dates.hpp"
#include "check.hpp"
#include "texts.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

/// How many tokens may stand between two dates that share a year: `in mei en juni 2031`.
constexpr std::size_t shared_year_gap_max = 2;

std::string printed_date(const suggest::Tokens& tokens, const suggest::Date& date) {
    const auto& last = tokens[date.last - 1];
    const auto begin = tokens[date.first].begin;
    const auto* first_byte = tokens[date.first].text.data();
    return {first_byte, last.begin + last.text.size() - begin};
}

/// The year stands with a date right behind it, or right before it.
bool shares_year(const std::vector<suggest::Date>& dates, std::size_t index) {
    const auto& date = dates[index];
    if (index + 1 < dates.size()) {
        const auto& next = dates[index + 1];
        if (next.has_year && !next.is_relative && next.first - date.last <= shared_year_gap_max) {
            return true;
        }
    }
    if (index == 0) { return false; }
    const auto& before = dates[index - 1];
    return before.has_year && !before.is_relative &&
           date.first - before.last <= shared_year_gap_max;
}

struct Sentence {
    const MeasureText& place;
    std::string_view text;
};

void find_in_sentence(const Sentence& sentence, suggest::Day today,
                      std::vector<Finding>& findings) {
    const auto tokens = suggest::tokens_of(sentence.text);
    const auto dates = suggest::find_dates(tokens, today);
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const auto& date = dates[i];
        const bool is_clear = date.has_year && !date.is_relative;
        if (is_clear || date.last <= date.first || shares_year(dates, i)) { continue; }
        findings.push_back(
            {.measure = sentence.place.measure,
             .about = sentence.place.field,
             .message = fmt::format("\"{}\" of which year?", printed_date(tokens, date)),
             .quote = excerpt(sentence.text, tokens[date.first].begin)});
    }
}

std::vector<Finding> find_dates_without_year(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    const auto& matrix = subject.now;
    const auto today =
        suggest::day_of(matrix.edition_date.empty() ? subject.day : matrix.edition_date);
    if (!today) { return findings; }
    for (const auto& place : texts_of(matrix)) {
        for (const auto sentence : suggest::sentences_of(place.text)) {
            find_in_sentence({place, sentence}, *today, findings);
        }
    }
    return findings;
}

}  // namespace

Check date_without_year_check() {
    return {.name = "date-without-year",
            .summary = "a date has no year of its own",
            .hint = "write the year: a report is read long after it was written",
            .severity = Severity::note,
            .run = find_dates_without_year};
}

}  // namespace peil::events::checks
