// figure-without-date: a number without the day or the period that it is of.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"
#include <peil/events/number_text.hpp>

#include <string>

namespace peil::events::checks {

namespace {

/// Where the number stands in its sentence, or what it counts where it is a word.
std::size_t place_in_quote(const SeenFigure& figure) {
    for (const auto& words : {figure.value, number_text(figure.value), figure.unit}) {
        const auto at = words.empty() ? std::string::npos : figure.quote.find(words);
        if (at != std::string::npos) { return at; }
    }
    return 0;
}

std::vector<Finding> find_undated_figures(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& figure : subject.figures) {
        if (figure.is_planned || figure.is_dated()) { continue; }
        findings.push_back({.measure = figure.measure,
                            .about = figure.series,
                            .message = value_in_words(figure) + ": no reference date or period",
                            .quote = figure.quote,
                            .quote_offset = place_in_quote(figure),
                            .is_found_in_text = figure.is_found});
    }
    return findings;
}

}  // namespace

Check figure_without_date_check() {
    return {.name = "figure-without-date",
            .summary = "a figure has no reference date and no period",
            .hint =
                "say of which day the figure is (peildatum), or over which period it was "
                "counted; recorded figures take --date, or --from and --to",
            .severity = Severity::warning,
            .run = find_undated_figures};
}

}  // namespace peil::events::checks
