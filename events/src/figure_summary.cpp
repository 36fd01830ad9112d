// Comparing the values of series at two moments.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/figure_summary.hpp>

#include <algorithm>

namespace peil::events {

namespace {

std::optional<Figure> last_of(const std::vector<FigureReference>& references) {
    const auto* const newest = newest_reference(references);
    return newest != nullptr ? std::optional(newest->last()) : std::nullopt;
}

/// Whether a figure was there when an edition was published.
bool is_in(const EditionRecord& record, const FactPosition& position) {
    const auto moment = moment_of(record);
    return position.effective <= moment.as_of && position.sequence <= moment.known;
}

bool has_newer_figure(const FactSource& facts, Moment moment, const EditionRecord& record) {
    for (const auto& series : list_series(facts, moment)) {
        for (const auto& reference : find_figures(facts, series.id, moment)) {
            if (!is_in(record, reference.last().position)) { return true; }
        }
    }
    return false;
}

}  // namespace

std::string_view name_of(FigureChange change) {
    switch (change) {
        case FigureChange::none: return "none";
        case FigureChange::added: return "new";
        case FigureChange::same: return "same";
        case FigureChange::grown: return "grown";
        case FigureChange::fallen: return "fallen";
        case FigureChange::restated: return "restated";
        case FigureChange::redefined: return "redefined";
        case FigureChange::unknown: return "unknown";
    }
    return "none";
}

FigureChange change_between(const Figure* before, const Figure& now) {
    if (before == nullptr) { return FigureChange::added; }
    const auto [difference, why] = difference_of(*before, now);
    if (why == Incomparable::withheld || why == Incomparable::too_large) {
        return FigureChange::unknown;
    }
    if (!difference) { return FigureChange::redefined; }
    if (difference->find_first_not_of("-0.") == std::string::npos) { return FigureChange::same; }
    if (before->from == now.from && before->to == now.to) { return FigureChange::restated; }
    return difference->starts_with('-') ? FigureChange::fallen : FigureChange::grown;
}

std::vector<SeriesSummary> summarise_series(const FactSource& facts, Moment moment,
                                            const std::optional<Moment>& baseline,
                                            std::string_view measure) {
    std::vector<SeriesSummary> summaries;
    for (auto& series : list_series(facts, moment, measure)) {
        SeriesSummary summary{.series = std::move(series)};
        summary.references = find_figures(facts, summary.series.id, moment);
        summary.last = last_of(summary.references);
        if (baseline) {
            summary.before = last_of(find_figures(facts, summary.series.id, *baseline));
        }
        if (baseline && summary.last) {
            const auto* const before = summary.before ? &*summary.before : nullptr;
            summary.change = change_between(before, *summary.last);
            if (before != nullptr) { summary.difference = difference_of(*before, *summary.last); }
        }
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

std::optional<EditionRecord> baseline_of(const FactSource& facts,
                                         const ResolvedQuestion& question) {
    auto editions = list_editions(facts);
    std::erase_if(editions, [&](const EditionRecord& record) {
        const bool is_later = record.sequence > question.moment.known ||
                              core::parse_date(record.edition.date) > question.moment.as_of;
        return is_later ||
               (question.edition && record.edition.edition >= question.edition->edition.edition);
    });
    if (editions.empty()) { return std::nullopt; }
    if (question.edition || has_newer_figure(facts, question.moment, editions.back())) {
        return editions.back();
    }
    return editions.size() < 2 ? std::nullopt : std::optional(editions[editions.size() - 2]);
}

}  // namespace peil::events
