// From suggestions that a person kept to events. What the ledger has already makes none; what is
// added is marked as suggested.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/figure.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/milestone.hpp>
#include <peil/events/review.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view suggested = "suggested";

std::uint32_t decimals_of(const std::string& value) {
    const auto point = value.find('.');
    return point == std::string::npos ? 0 : static_cast<std::uint32_t>(value.size() - point - 1);
}

/// `4` as `4.00` in a series of two decimals.
std::string with_decimals(std::string value, std::uint32_t scale) {
    const auto have = decimals_of(value);
    if (have >= scale) { return value; }
    if (have == 0) { value += '.'; }
    return value.append(scale - have, '0');
}

std::optional<PartialDate> date_of(const std::optional<std::string>& text) {
    return text ? parse_partial_date(*text) : std::nullopt;
}

/// `nieuwe aanvragen` of `5.nieuwe-aanvragen`.
std::string label_of(const Suggestion& figure) {
    auto label = figure.series.substr(std::min(figure.series.size(), figure.series.find('.') + 1));
    std::replace(label.begin(), label.end(), '-', ' ');
    return label.empty() ? figure.unit : label;
}

/// What grows from a fixed day, what is of a time of its own, and what stands on a day.
std::string counting_of(const Suggestion& figure) {
    if (figure.period_from && figure.period_to) { return "per-period"; }
    if (figure.period_from) { return "cumulative"; }
    return figure.series.ends_with("deze-periode") ? "per-period" : "level";
}

class Acceptor {
  public:
    Acceptor(const View& view, std::string_view file, ImportPlan& plan)
        : view_(view), file_(file), plan_(plan) {
        effective_ = core::parse_date(plan.date).value_or(0);
        for (const auto& found : plan.suggestions) { lines_[found.measure] = found.lines; }
    }

    void take(const KeptSuggestion& kept) {
        line_ = kept.line;
        switch (kept.suggestion.kind) {
            case SuggestionKind::figure: take_figure(kept.suggestion); break;
            case SuggestionKind::milestone: take_milestone(kept.suggestion); break;
            case SuggestionKind::reference: collect_references(kept); break;
        }
    }

    /// All references of a measure are one event. Puts the events into the plan.
    Acceptance finish() {
        for (const auto& [measure, references] : references_) {
            take_references(measure, references);
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
        std::uint32_t line = 0;
        std::size_t count = 0;
        std::string quote;
    };

    [[nodiscard]] std::string place() const { return fmt::format("{}: line {}", file_, line_); }

    void add(Event event, const std::string& measure, const std::string& words) {
        events_.push_back({std::move(event), lines_[measure], "", words, place()});
    }

    /// The decimals of the series; one that is new is registered first.
    std::uint32_t open_series(const Suggestion& figure) {
        if (const auto known = scales_.find(figure.series); known != scales_.end()) {
            return known->second;
        }
        const auto series = find_series(view_.facts(), figure.series, view_.moment());
        const auto scale = series ? series->definition.scale : decimals_of(figure.value);
        scales_[figure.series] = scale;
        if (series) { return scale; }
        const bool is_money = figure.unit == "EUR";
        add(SeriesRegistered{.series = figure.series,
                             .measure = figure.measure,
                             .label = label_of(figure),
                             .unit = figure.unit,
                             .counting = counting_of(figure),
                             .currency =
                                 is_money ? std::optional<std::string>("EUR") : std::nullopt,
                             .scale = scale,
                             .basis = std::string(suggested)},
            figure.measure, figure.quote);
        return scale;
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
                             .basis = std::string(suggested)};
        // A day of reference ends the period; an end without a start is a day of reference.
        if (event.reference_date) { event.period_to.reset(); }
        if (event.period_to && !event.period_from) {
            event.reference_date = std::exchange(event.period_to, std::nullopt);
        }
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

    /// Another value for a date that has one already is a revision by this edition.
    void mark_revision(FigureReported& event) const {
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
            event.revision = "revision";
            event.reason = fmt::format("edition {} states another value", plan_.edition);
        }
    }

    void take_figure(const Suggestion& figure) {
        const auto scale = open_series(figure);
        auto event = figure_event(figure);
        event.value = with_decimals(event.value, scale);
        if (is_present(event)) {
            ++outcome_.present_count;
            return;
        }
        mark_revision(event);
        ++outcome_.added_count;
        add(std::move(event), figure.measure, figure.quote);
    }

    void leave(const std::string& why) {
        outcome_.left.push_back(fmt::format("{}: {}", place(), why));
    }

    void expect(const Suggestion& milestone, const PartialDate& due) {
        add(MilestoneExpected{.milestone = milestone.series,
                              .measure = milestone.measure,
                              .text = milestone.text,
                              .due = due,
                              .basis = std::string(suggested)},
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
        } else if (!known->is_open() || known->due == *due || was_due(*known, *due)) {
            ++outcome_.present_count;
            return;
        } else {
            add(MilestoneMoved{.milestone = milestone.series, .due = *due}, milestone.measure,
                milestone.quote);
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
        add(MilestoneReached{.milestone = milestone.series, .on = on}, milestone.measure,
            milestone.quote);
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
        add(MilestoneDropped{.milestone = milestone.series, .reason = milestone.text},
            milestone.measure, milestone.quote);
    }

    void collect_references(const KeptSuggestion& kept) {
        auto& references = references_[kept.suggestion.measure];
        if (references.line == 0) {
            references.line = kept.line;
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
        line_ = references.line;
        const auto now = draw_measure(view_.facts(), measure, view_.moment(effective_));
        const std::set<std::string> wanted(references.to.begin(), references.to.end());
        if (now &&
            std::set<std::string>(now->references.begin(), now->references.end()) == wanted) {
            outcome_.present_count += references.count;
            return;
        }
        outcome_.added_count += references.count;
        add(ReferencesSet{.measure = measure, .to = references.to, .basis = std::string(suggested)},
            measure, references.quote);
    }

    const View& view_;
    std::string_view file_;
    ImportPlan& plan_;
    core::UnixMs effective_ = 0;
    std::uint32_t line_ = 0;
    std::map<std::string, LineRange> lines_;       ///< of the row of each measure
    std::map<std::string, std::uint32_t> scales_;  ///< of the series met so far
    std::map<std::string, References> references_;
    std::vector<PlannedEvent> events_;
    Acceptance outcome_;
};

}  // namespace

Acceptance accept_suggestions(const View& view, const std::vector<KeptSuggestion>& kept,
                              std::string_view file, ImportPlan& plan) {
    Acceptor acceptor(view, file, plan);
    for (const auto& one : kept) { acceptor.take(one); }
    return acceptor.finish();
}

}  // namespace peil::events
