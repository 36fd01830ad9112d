// Writing the file that a person edits.
// SPDX-License-Identifier: EUPL-1.2
#include "review_columns.hpp"
#include <peil/events/review.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace peil::events {

namespace {

constexpr std::string_view text_form_head =
    "# One suggestion a line; delete a line, or put # before it, and it is not recorded. The "
    "words\n"
    "# must stand in the report. A doubt that says `other …` starts a marked break of the series:\n"
    "# empty it if the figure counts the same as before.\n"
    "# figure    | measure | series | value | unit | qualifier | when | doubt | words\n"
    "#   value: digits, with a comma before decimals and nothing between thousands: 365000, 6,7\n"
    "#   when: 2016-11-02, 2013-12..2016-11, 2013-12.. (since then), ..2016-11 (up to then), or\n"
    "#   2013-12..@2016-11-02 (since then, counted on that day); with `planned` before it for a\n"
    "#   target or an estimate\n"
    "# milestone | measure | id | due | state | reason | | doubt | words\n"
    "#   reason: why it moved, was reached or dropped; may be empty\n"
    "# reference | measure | | numbers | | | | doubt | words\n";

/// A text on one line.
std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::replace(text.begin(), text.end(), '\r', ' ');
    return text;
}

/// A text in one column: no bar, no line end. The last column may hold bars.
std::string in_column(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    return on_one_line(std::move(text));
}

/// With the comma before decimals that people type: a point could part thousands.
std::string value_text(std::string value) {
    std::replace(value.begin(), value.end(), '.', ',');
    return value;
}

std::string when_text(const Suggestion& figure) {
    std::string when = figure.planned ? "planned " : "";
    const bool is_period = figure.period_from || figure.period_to;
    if (is_period) {
        when += figure.period_from.value_or("") + ".." + figure.period_to.value_or("");
        if (figure.reference_date) { when += "@" + *figure.reference_date; }
    } else {
        when += figure.reference_date.value_or("");
    }
    return when;
}

suggest::ReviewColumns columns_of(const Suggestion& one) {
    suggest::ReviewColumns columns;
    columns.measure = one.measure;
    columns.doubt = one.doubt.value_or("");
    columns.quote = one.quote;
    switch (one.kind) {
        case SuggestionKind::figure:
            columns.kind = "figure";
            columns.id = one.series;
            columns.value = value_text(one.value);
            columns.unit = one.unit;
            columns.qualifier = one.qualifier.value_or("");
            columns.when = when_text(one);
            break;
        case SuggestionKind::milestone:
            columns.kind = "milestone";
            columns.id = one.series;
            columns.value = one.due;
            columns.unit = one.state;
            columns.qualifier = one.reason.value_or("");
            break;
        case SuggestionKind::reference:
            columns.kind = "reference";
            columns.value = fmt::format("{}", fmt::join(one.to, ", "));
            break;
    }
    return columns;
}

std::string text_line(const Suggestion& suggestion) {
    const auto columns = columns_of(suggestion);
    return fmt::format(
        "{} | {} | {} | {} | {} | {} | {} | {} | {}\n", columns.kind, columns.measure, columns.id,
        in_column(columns.value), in_column(columns.unit), in_column(columns.qualifier),
        in_column(columns.when), in_column(columns.doubt), on_one_line(columns.quote));
}

}  // namespace

std::string write_review(const std::vector<Suggestion>& suggestions, ReviewForm form) {
    if (form == ReviewForm::text) {
        std::string text(text_form_head);
        for (const auto& suggestion : suggestions) { text += text_line(suggestion); }
        return text;
    }
    std::string text = "[";
    for (const auto& object : to_json(suggestions)) {
        text += (text.size() > 1 ? ",\n " : "\n ") + boost::json::serialize(object);
    }
    return text + "\n]\n";
}

}  // namespace peil::events
