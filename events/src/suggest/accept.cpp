// From suggestions that a person kept to events. What the ledger has already makes none; what is
// added is marked as suggested.
// SPDX-License-Identifier: EUPL-1.2
#include "figure_series.hpp"
#include "quote_check.hpp"
#include <peil/events/error.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/milestone.hpp>
#include <peil/events/number_text.hpp>
#include <peil/events/review.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace peil::events {

namespace {

/// `4` as `4.00` in a series of two decimals.
std::string with_decimals(std::string value, std::uint32_t scale) {
    const auto have = suggest::decimals_of(value);
    if (have >= scale) { return value; }
    if (have == 0) { value += '.'; }
    return value.append(scale - have, '0');
}

std::optional<PartialDate> date_of(const std::optional<std::string>& text) {
    return text ? parse_partial_date(*text) : std::nullopt;
}

class Acceptor {
  public:
    Acceptor(const View& view, std::string_view file, ImportPlan& plan)
        : view_(view), file_(file), plan_(plan) {
        effective_ = core::parse_date(plan.date).value_or(0);
        for (const auto& found : plan.suggestions) { lines_[found.measure] = found.lines; }
    }

    void take(const KeptSuggestion& kept) {
        place_ = kept.place;
        switch (kept.suggestion.kind) {
            case SuggestionKind::figure: take_figure(kept.suggestion); break;
            case SuggestionKind::milestone: take_milestone(kept.suggestion); break;
            case SuggestionKind::reference: collect_references(kept); break;
        }
    }

    /// All references of a measure are one event. Puts the events into the plan, unless something
    /// is at fault.
    core::Result<Acceptance> finish() {
        for (const auto& [measure, references] : references_) {
            take_references(measure, references);
        }
        if (!faults_.empty()) {
            return core::Error(make_error_code(Errc::malformed_content),
                               fmt::format("{}", fmt::join(faults_, "\n")));
        }
        const bool has_edition = !plan_.events.empty() && std::holds_alternative<EditionPublished>(
                                                              plan_.events.back().event);
        plan_.events.insert(has_edition ? std::prev(plan_.events.end()) : plan_.events.end(),
                            std::make_move_iterator(events_.begin()),
                            std::make_move_iterator(events_.end()));
        return std::move(outcome_);
    }

  private:
    struct References {
        std::vector<std::string> to;
        std::string place;
        std::size_t count = 0;
        std::string quote;
    };

    [[nodiscard]] std::string place() const { return fmt::format("{}: {}", file_, place_); }

    void add(Event event, const std::string& measure, const std::string& words) {
        events_.push_back({std::move(event), lines_[measure], "", words, place()});
    }

    /// What the series of a figure counts. One that is new is registered; one that counts something
    /// else from now on is redefined.
    void open_series(const Suggestion& figure) {
        const auto known = definition_of(figure);
        if (!known) {
            auto series = suggest::series_of(figure);
            definitions_[figure.series] = {.label = series.label,
                                           .unit = series.unit,
                                           .counting = series.counting,
                                           .currency = series.currency,
                                           .scale = series.scale};
            add(std::move(series), figure.measure, figure.quote);
            return;
        }
        definitions_[figure.series] = *known;
        if (auto redefined = needed_break(figure, *known)) {
            auto& definition = definitions_[figure.series];
            definition.unit = redefined->unit.value_or(definition.unit);
            definition.scale = redefined->scale.value_or(definition.scale);
            broken_.insert(figure.series);
            add(std::move(*redefined), figure.measure, figure.quote);
        }
    }

    [[nodiscard]] std::optional<SeriesDefinition> definition_of(const Suggestion& figure) const {
        const auto met = definitions_.find(figure.series);
        if (met != definitions_.end()) { return met->second; }
        const auto series = find_series(view_.facts(), figure.series, series_moment(figure));
        return series ? std::optional(series->definition) : std::nullopt;
    }

    /// This edition's; of a series that is registered only later, the last.
    [[nodiscard]] Moment series_moment(const Suggestion& figure) const {
        const auto now = view_.moment(effective_);
        return find_series(view_.facts(), figure.series, now) ? now : view_.moment();
    }

    /// A break lies between values: none is marked before the first value, nor twice.
    [[nodiscard]] std::optional<SeriesRedefined> needed_break(
        const Suggestion& figure, const SeriesDefinition& definition) const {
        auto redefined = suggest::break_before(figure, definition);
        const bool is_other_unit = suggest::has_other_unit(figure, definition);
        if (!redefined || is_other_unit) { return redefined; }
        const auto now = view_.moment(effective_);
        const auto series = find_series(view_.facts(), figure.series, now);
        const bool is_marked =
            broken_.contains(figure.series) || !series ||
            (!series->breaks.empty() && series->breaks.back().position.effective == effective_);
        return is_marked || !has_values(*series, now) ? std::nullopt : redefined;
    }

    /// Whether there are values of what the series counts last.
    [[nodiscard]] bool has_values(const Series& series, Moment moment) const {
        const auto references = find_figures(view_.facts(), series.id, moment);
        return std::any_of(references.begin(), references.end(), [&](const auto& reference) {
            return std::any_of(
                reference.vintages.begin(), reference.vintages.end(),
                [&](const Figure& figure) { return figure.break_count == series.breaks.size(); });
        });
    }

    [[nodiscard]] static FigureReported figure_event(const Suggestion& figure) {
        FigureReported event{.series = figure.series,
                             .value = figure.value,
                             .qualifier = figure.qualifier,
                             .reference_date = date_of(figure.reference_date),
                             .period_from = date_of(figure.period_from),
                             .period_to = date_of(figure.period_to),
                             .quote = figure.quote,
                             .planned = figure.planned,
                             .basis = std::string(suggest::basis_suggested)};
        // A day of reference ends the period.
        if (event.reference_date) { event.period_to.reset(); }
        return event;
    }

    /// Whether the ledger has this value for this date from this edition on.
    [[nodiscard]] bool is_present(const FigureReported& event) const {
        const auto references = find_figures(view_.facts(), event.series, view_.moment());
        return std::any_of(references.begin(), references.end(), [&](const auto& reference) {
            return std::any_of(
                reference.vintages.begin(), reference.vintages.end(), [&](const Figure& figure) {
                    return figure.value == event.value && figure.position.effective == effective_ &&
                           figure.planned == event.planned &&
                           figure.reference_date == event.reference_date &&
                           figure.period_from == event.period_from &&
                           figure.period_to == event.period_to;
                });
        });
    }

    /// Another value for a date that has one already is a revision by this edition. Two values by
    /// one edition are none: a person decides which of them it states.
    void mark_revision(FigureReported& event) {
        const auto subject = figure_subject(event, effective_);
        for (const auto& reference :
             find_figures(view_.facts(), event.series, view_.moment(effective_))) {
            const auto& last = reference.last();
            const FigureReported earlier{.series = event.series,
                                         .value = last.value,
                                         .reference_date = last.reference_date,
                                         .period_from = last.period_from,
                                         .period_to = last.period_to,
                                         .planned = last.planned};
            const bool is_same = last.value == event.value && last.qualifier == event.qualifier;
            if (is_same || figure_subject(earlier, last.position.effective) != subject) {
                continue;
            }
            if (last.position.effective == effective_) {
                fault(
                    fmt::format("value: event {} says {} for the same date or period, from the "
                                "date of this edition on; remove this suggestion, or correct "
                                "that event (`peil correct {} --reason …`)",
                                last.position.sequence, figure_text(last), last.position.sequence));
                continue;
            }
            event.revision = "revision";
            event.reason = fmt::format("edition {} states another value", plan_.edition);
        }
    }

    void take_figure(const Suggestion& figure) {
        auto event = figure_event(figure);
        const auto known = definition_of(figure);
        event.value = with_decimals(event.value, known ? known->scale : 0);
        if (is_present(event)) {
            ++outcome_.present_count;
            return;
        }
        open_series(figure);
        event.value = with_decimals(event.value, definitions_[figure.series].scale);
        mark_revision(event);
        ++outcome_.added_count;
        add(std::move(event), figure.measure, figure.quote);
    }

    void fault(const std::string& what) { faults_.push_back(fmt::format("{}: {}", place(), what)); }

    void leave(const std::string& why) {
        outcome_.left.push_back(fmt::format("{}: this line was left out: {}", place(), why));
    }

    void expect(const Suggestion& milestone, const PartialDate& due) {
        add(MilestoneExpected{.milestone = milestone.series,
                              .measure = milestone.measure,
                              .text = milestone.text,
                              .due = due,
                              .basis = std::string(suggest::basis_suggested)},
            milestone.measure, milestone.quote);
    }

    void take_milestone(const Suggestion& milestone) {
        const auto known = find_milestone(view_.facts(), milestone.series, view_.moment());
        if (milestone.state == "dropped") {
            take_dropped(milestone, known);
            return;
        }
        const auto due = parse_partial_date(milestone.due);
        if (!due) { return; }
        if (milestone.state == "reached") {
            take_reached(milestone, known, *due);
            return;
        }
        if (!known) {
            expect(milestone, *due);
            if (milestone.reason) {
                leave(
                    fmt::format("milestone {} is new, so that it has not moved; it is recorded "
                                "without the reason",
                                milestone.series));
            }
        } else if (!known->is_open() || known->due == *due || was_due(*known, *due)) {
            ++outcome_.present_count;
            return;
        } else {
            add(MilestoneMoved{.milestone = milestone.series,
                               .due = *due,
                               .reason = milestone.reason,
                               .quote = milestone.quote},
                milestone.measure, milestone.quote);
        }
        ++outcome_.added_count;
    }

    /// Whether this edition, or one after it, moved the milestone from this date on.
    [[nodiscard]] bool was_due(const Milestone& known, const PartialDate& due) const {
        return std::any_of(known.moves.begin(), known.moves.end(), [&](const MilestoneMove& move) {
            return move.from == due && move.position.effective >= effective_;
        });
    }

    void take_reached(const Suggestion& milestone, const std::optional<Milestone>& known,
                      const PartialDate& on) {
        if (known && !known->is_open()) {
            ++outcome_.present_count;
            return;
        }
        if (!known) { expect(milestone, on); }
        ++outcome_.added_count;
        add(MilestoneReached{.milestone = milestone.series,
                             .on = on,
                             .reason = milestone.reason,
                             .quote = milestone.quote},
            milestone.measure, milestone.quote);
    }

    void take_dropped(const Suggestion& milestone, const std::optional<Milestone>& known) {
        if (!known) {
            leave(
                fmt::format("there is no milestone {} to drop; give the id of one (`peil "
                            "milestones`)",
                            milestone.series));
            return;
        }
        if (!known->is_open()) {
            ++outcome_.present_count;
            return;
        }
        ++outcome_.added_count;
        add(MilestoneDropped{.milestone = milestone.series,
                             .reason = milestone.reason.value_or(milestone.text),
                             .quote = milestone.quote},
            milestone.measure, milestone.quote);
    }

    void collect_references(const KeptSuggestion& kept) {
        auto& references = references_[kept.suggestion.measure];
        if (references.count == 0) {
            references.place = kept.place;
            references.quote = kept.suggestion.quote;
        }
        ++references.count;
        for (const auto& number : kept.suggestion.to) {
            const auto& to = references.to;
            if (std::find(to.begin(), to.end(), number) == to.end()) {
                references.to.push_back(number);
            }
        }
    }

    void take_references(const std::string& measure, const References& references) {
        place_ = references.place;
        const auto now = draw_measure(view_.facts(), measure, view_.moment(effective_));
        const std::set<std::string> wanted(references.to.begin(), references.to.end());
        if (now &&
            std::set<std::string>(now->references.begin(), now->references.end()) == wanted) {
            outcome_.present_count += references.count;
            return;
        }
        outcome_.added_count += references.count;
        add(ReferencesSet{.measure = measure,
                          .to = references.to,
                          .basis = std::string(suggest::basis_suggested)},
            measure, references.quote);
    }

    const View& view_;
    std::string_view file_;
    ImportPlan& plan_;
    core::UnixMs effective_ = 0;
    std::string place_;
    std::map<std::string, LineRange> lines_;               ///< of the row of each measure
    std::map<std::string, SeriesDefinition> definitions_;  ///< of the series met so far
    std::set<std::string> broken_;                         ///< series with a break in this plan
    std::map<std::string, References> references_;
    std::vector<PlannedEvent> events_;
    std::vector<std::string> faults_;
    Acceptance outcome_;
};

/// A series of money counts money: what else is counted needs another series.
std::optional<std::string> fault_of_currency(const View& view, const Suggestion& suggestion) {
    if (suggestion.kind != SuggestionKind::figure) { return std::nullopt; }
    const auto series = find_series(view.facts(), suggestion.series, view.moment());
    const bool is_fitting = !series || !series->definition.currency ||
                            !suggest::has_other_unit(suggestion, series->definition);
    if (is_fitting) { return std::nullopt; }
    return fmt::format("series: {} counts {}, not {}; give the figure another series",
                       suggestion.series, *series->definition.currency, suggestion.unit);
}

std::vector<std::string> acceptance_faults(const View& view,
                                           const std::vector<KeptSuggestion>& kept,
                                           std::string_view file, const ImportPlan& plan) {
    constexpr std::size_t faults_shown_max = 20;
    std::vector<std::string> faults;
    for (const auto& [suggestion, place] : kept) {
        auto fault = suggest::fault_of_quote(suggestion, plan.texts);
        if (!fault) { fault = suggest::fault_of_value(suggestion); }
        if (!fault) { fault = fault_of_currency(view, suggestion); }
        if (!fault) { continue; }
        faults.push_back(fmt::format("{}: {}: {}", file, place, *fault));
        if (faults.size() == faults_shown_max) { break; }
    }
    return faults;
}

}  // namespace

core::Result<Acceptance> accept_suggestions(const View& view,
                                            const std::vector<KeptSuggestion>& kept,
                                            std::string_view file, ImportPlan& plan) {
    const auto faults = acceptance_faults(view, kept, file, plan);
    if (!faults.empty()) {
        return core::Error(make_error_code(Errc::malformed_content),
                           fmt::format("{}", fmt::join(faults, "\n")));
    }
    Acceptor acceptor(view, file, plan);
    for (const auto& one : kept) { acceptor.take(one); }
    return acceptor.finish();
}

}  // namespace peil::events
