// The rules, one function a kind of event.
// SPDX-License-Identifier: EUPL-1.2
#include "figure_rules.hpp"

#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/lint.hpp>
#include <peil/events/milestone.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace peil::events {

namespace {

std::size_t decimal_count(const std::string& value) {
    const auto dot = value.find('.');
    return dot == std::string::npos ? 0 : value.size() - dot - 1;
}

SeriesDefinition definition_after(const SeriesDefinition& before, const SeriesRedefined& event) {
    return {.label = event.label.value_or(before.label),
            .unit = event.unit.value_or(before.unit),
            .counts = event.counts ? event.counts : before.counts,
            .counting = event.counting.value_or(before.counting),
            .currency = event.currency ? event.currency : before.currency,
            .scale = event.scale.value_or(before.scale)};
}

class FigureRules : public RuleBase {
  public:
    using RuleBase::RuleBase;

    /// Kinds that have their rules elsewhere.
    void operator()(const auto& /*event*/) {}
    void operator()(const SeriesRegistered& event) {
        require_id_of(event.series, event.measure, "/data/series");
        require_open(event.measure);
        if (find_series(input_.facts, event.series, {})) {
            add("/data/series", "series-new",
                fmt::format("series {} is registered already; redefine it (`peil series "
                            "redefine`), or choose another name",
                            event.series));
        }
    }
    void operator()(const SeriesRedefined& event) {
        const auto series = require_series(event.series);
        if (!series) { return; }
        require_open(series->measure, "/data/series");
        if (definition_after(series->definition, event) == series->definition) {
            add("/data", "definition-other",
                "say what is counted otherwise: label, unit, counts, counting, currency or scale");
        }
    }
    void operator()(const FigureReported& event) {
        if (const auto series = require_series(event.series)) {
            require_open(series->measure, "/data/series");
            require_scale(event, *series);
        }
        require_days(event);
        require_vintage(event);
    }
    void operator()(const MilestoneExpected& event) {
        require_id_of(event.milestone, event.measure, "/data/milestone");
        require_open(event.measure);
        if (find_milestone(input_.facts, event.milestone, {})) {
            add("/data/milestone", "milestone-new",
                fmt::format("milestone {} is expected already; move it (`peil milestone move`), or "
                            "choose another name",
                            event.milestone));
        }
        if (event.owner) {
            require_closed_by_another(event.milestone, event.measure, *event.owner);
        }
    }
    void operator()(const MilestoneMoved& event) {
        const auto milestone = require_unfinished(event.milestone);
        if (!milestone) { return; }
        if (milestone->owner) {
            require_closed_by_another(milestone->id, milestone->measure, *milestone->owner);
        }
        require_open(milestone->measure, "/data/milestone");
        if (milestone->due.from == event.due.from && milestone->due.to == event.due.to) {
            add("/data/due", "due-other",
                fmt::format("milestone {} is due {} already; give another date", event.milestone,
                            milestone->due.text));
        }
    }
    void operator()(const MilestoneReached& event) {
        if (const auto milestone = require_unfinished(event.milestone)) {
            require_end(*milestone, "reached");
        }
        if (event.on.from > today()) {
            add("/data/on", "date-past",
                fmt::format("it is not {} yet on {}, when this holds from; give a later "
                            "--effective date",
                            event.on.text, today()));
        }
    }
    void operator()(const MilestoneDropped& event) {
        if (const auto milestone = require_unfinished(event.milestone)) {
            require_end(*milestone, "dropped");
        }
    }
    void operator()(const ReferencesSet& event) {
        require_open(event.measure);
        // A report may name a measure that is closed or that never was: `peil lint` says so.
        for (std::size_t i = 0; i < event.to.size(); ++i) {
            if (event.to[i] == event.measure) {
                add(fmt::format("/data/to/{}", i), "reference-other",
                    "a measure does not refer to itself; leave it out");
            }
        }
    }
    void operator()(const MeasureOwnerSet& event) { require_open(event.measure); }
    void operator()(const CheckConfigured& event) {
        const auto checks = all_checks();
        const auto check = std::find_if(checks.begin(), checks.end(),
                                        [&](const auto& each) { return each.name == event.check; });
        if (check == checks.end()) {
            add("/data/check", "check-exists", unknown_check_text(event.check));
        } else if (event.limit && !check->limit) {
            add("/data/limit", "check-limit",
                fmt::format("check {} has no limit; leave it out", event.check));
        }
    }

  private:
    [[nodiscard]] std::string today() const { return core::format_date(input_.effective); }

    void require_id_of(const std::string& id, const std::string& measure,
                       const std::string& pointer) {
        if (measure_of_id(id) == measure) { return; }
        add(pointer, "id-of-measure",
            fmt::format("begin the id with the number of its measure: {}.{}", measure,
                        id.substr(id.find('.') + 1)));
    }
    std::optional<Series> require_series(const std::string& id) {
        auto series = find_series(input_.facts, id, now_);
        if (series) { return series; }
        if (find_series(input_.facts, id, {})) {
            add("/data/series", "dates-in-order",
                fmt::format("series {} is registered only later than this event holds from; give "
                            "a later --effective date",
                            id));
        } else {
            add("/data/series", "series-exists",
                fmt::format("there is no series {}; register it first (`peil series add`), "
                            "`peil figures` lists those there are",
                            id));
        }
        return std::nullopt;
    }
    void require_scale(const FigureReported& event, const Series& series) {
        const auto scale = series.definition.scale;
        if (decimal_count(event.value) == scale) { return; }
        add("/data/value", "value-scale",
            scale == 0
                ? fmt::format("the values of series {} are whole numbers; give one, or redefine "
                              "its scale (`peil series redefine`)",
                              series.id)
                : fmt::format("the values of series {} have {} decimals; give all of them, as a "
                              "text such as \"0.{:0>{}}\"",
                              series.id, scale, 5, scale));
    }
    void require_days(const FigureReported& event) {
        if (event.period_to && event.reference_date) {
            add("/data/referenceDate", "one-reference",
                "give either a reference date or the end of the period");
        }
        if (event.period_from) {
            const auto& end = event.period_to ? event.period_to : event.reference_date;
            if ((end ? end->to : today()) < event.period_from->from) {
                add(event.period_to ? "/data/periodTo" : "/data/periodFrom", "dates-in-order",
                    "the period ends before it begins; give the dates in their order");
            }
        }
        const auto& start = event.period_from      ? event.period_from
                            : event.reference_date ? event.reference_date
                                                   : event.period_to;
        if (start && start->from > today() && !event.planned) {
            add(event.period_from      ? "/data/periodFrom"
                : event.reference_date ? "/data/referenceDate"
                                       : "/data/periodTo",
                "figure-past",
                fmt::format("on {}, when this holds from, that date is still to come; say that it "
                            "is planned, or give a later --effective date",
                            today()));
        }
    }
    /// Another value for the same date or period says why.
    void require_vintage(const FigureReported& event) {
        if (event.revision && !event.reason) {
            add("/data/reason", "revision-reason", "say why the value is another than before");
        }
        if (event.reason && !event.revision) {
            add("/data/revision", "revision-reason",
                "say whether it is a revision or a correction of the earlier value");
        }
        const auto earlier = earlier_value(event);
        if (!earlier) {
            if (event.revision) {
                add("/data/revision", "revision-earlier",
                    "there is no earlier value for this date or period; leave out revision and "
                    "reason");
            }
            return;
        }
        const bool is_same = earlier->value == event.value && earlier->qualifier == event.qualifier;
        if (is_same && earlier->position.effective == input_.effective) {
            add("/data/value", "figure-new",
                fmt::format("event {} says the same from the same date",
                            earlier->position.sequence));
        }
        if (!is_same && !event.revision && !event.reason) {
            add("/data/revision", "revision-reason",
                fmt::format("event {} gives {} for the same date or period; add revision "
                            "(`revision` or `correction`) and the reason",
                            earlier->position.sequence,
                            earlier->value.empty() ? "a value" : earlier->value));
        }
    }
    struct EarlierValue {
        std::string value;
        std::optional<std::string> qualifier;
        FactPosition position;
    };
    [[nodiscard]] std::optional<EarlierValue> earlier_value(const FigureReported& event) const {
        const auto subject = figure_subject(event, input_.effective);
        const auto fact = lookup(input_.facts, {subject, Field::figure}, now_);
        if (!fact) { return std::nullopt; }
        const auto content = core::parse_strict(fact->value);
        if (!content || !content->is_object()) { return std::nullopt; }
        auto figure = read_figure(content->get_object());
        return EarlierValue{std::move(figure.value), std::move(figure.qualifier), fact->position};
    }
    /// The milestone, if it has neither been reached nor dropped.
    std::optional<Milestone> require_unfinished(const std::string& id) {
        auto milestone = find_milestone(input_.facts, id, now_);
        if (!milestone) { return require_announced(id); }
        if (milestone->is_open()) { return milestone; }
        add("/data/milestone", "milestone-open",
            fmt::format("milestone {} was {} by event {}; correct that event, or expect another "
                        "milestone",
                        id, milestone->state, milestone->newest.sequence));
        return std::nullopt;
    }
    /// Of a milestone that is not known at that moment: one that is announced only later, so that
    /// what else is wrong is told as well.
    std::optional<Milestone> require_announced(const std::string& id) {
        auto later = find_milestone(input_.facts, id, {});
        if (later) {
            add("/effective", "dates-in-order",
                fmt::format(
                    "milestone {} is announced only from {} (event {}), and this would hold "
                    "from {}; give that --effective date or a later one, or correct event "
                    "{}",
                    id, format_effective(later->announced.effective), later->announced.sequence,
                    format_effective(input_.effective), later->announced.sequence));
            return later;
        }
        add("/data/milestone", "milestone-exists",
            fmt::format("there is no milestone {}; announce it first (`peil milestone expect`), "
                        "`peil milestones` lists those there are",
                        id));
        return std::nullopt;
    }
    void require_end(const Milestone& milestone, std::string_view state) {
        const auto last = find_milestone(input_.facts, milestone.id, {});
        const bool is_announced = milestone.announced.effective <= input_.effective;
        if (is_announced && last && last->newest.effective > input_.effective) {
            add("/effective", "dates-in-order",
                fmt::format("milestone {} was {} from {}, after it would be {}; give a later "
                            "--effective date",
                            milestone.id, last->state, format_effective(last->newest.effective),
                            state));
        }
        if (milestone.owner) { require_other_actor(milestone); }
    }
    /// Who says that a commitment is coming, and whose it is, does not say that it was kept.
    void require_other_actor(const Milestone& milestone) {
        if (is_same_actor(*milestone.owner, input_.actor)) {
            add("/actor", "closed-by-another",
                fmt::format("{} is a commitment of {}; let another actor close it (--as)",
                            milestone.id, *milestone.owner));
            return;
        }
        std::vector<std::uint64_t> reports{milestone.announced.sequence};
        for (const auto& move : milestone.moves) { reports.push_back(move.position.sequence); }
        const auto progress =
            progress_between(milestone.measure, milestone.announced.sequence,
                             input_.corrected == 0 ? everything : input_.corrected);
        reports.insert(reports.end(), progress.begin(), progress.end());
        const auto own = std::find_if(reports.begin(), reports.end(), [&](std::uint64_t sequence) {
            return is_one_of(actors_behind(sequence), input_.actor);
        });
        if (own == reports.end()) { return; }
        add("/actor", "closed-by-another",
            fmt::format("{} is a commitment, and {} reported on it in event {}; let another actor "
                        "close it (--as), in a batch that reports no progress of its measure",
                        milestone.id, input_.actor.empty() ? "the same actor" : input_.actor,
                        *own));
    }
    /// Who reports the progress of a measure, reports on what was announced of it before.
    [[nodiscard]] std::vector<std::uint64_t> progress_between(const std::string& measure,
                                                              std::uint64_t after,
                                                              std::uint64_t before) const {
        const auto row = row_of(measure);
        const std::set<std::string> leading{measure, row.empty() ? measure : row.front()};
        std::vector<std::uint64_t> reports;
        for (const auto& number : leading) {
            const auto subject = measure_subject(number);
            for (const auto& fact : timeline_of(input_.facts, {subject, Field::progress}, {})) {
                const auto sequence = fact.position.sequence;
                if (sequence > after && sequence < before) { reports.push_back(sequence); }
            }
        }
        return reports;
    }
    [[nodiscard]] static bool is_one_of(const std::vector<std::string>& actors,
                                        std::string_view actor) {
        return std::any_of(actors.begin(), actors.end(),
                           [&](const auto& each) { return is_same_actor(each, actor); });
    }
    /// The events of a milestone, by what they are.
    struct MilestoneEvents {
        std::vector<std::uint64_t> reports;
        std::vector<std::uint64_t> closings;
    };
    [[nodiscard]] MilestoneEvents events_of(const std::string& id) const {
        MilestoneEvents events;
        const auto subject = fmt::format("milestone/{}", id);
        for (const auto& fact : timeline_of(input_.facts, {subject, Field::milestone}, {})) {
            const auto said = core::parse_strict(fact.value);
            if (!said || !said->is_object()) { continue; }
            const auto state = read_text(said->get_object(), "state");
            const bool is_closing = state == "reached" || state == "dropped";
            (is_closing ? events.closings : events.reports).push_back(fact.position.sequence);
        }
        return events;
    }
    /// The same of an event that reports on a commitment which was closed already, of a later date
    /// or before it is known whose it was.
    void require_closed_by_another(const std::string& id, const std::string& measure,
                                   const std::string& owner) {
        auto [reports, closings] = events_of(id);
        if (closings.empty()) { return; }
        if (input_.corrected != 0) { reports.push_back(input_.corrected); }
        const auto first = std::min_element(reports.begin(), reports.end());
        const auto announced = first == reports.end() ? input_.sequence : *first;
        const auto progress = progress_between(measure, announced, closings.front());
        reports.insert(reports.end(), progress.begin(), progress.end());
        std::vector<std::string> reporters{std::string(input_.actor), owner};
        for (const auto report : reports) {
            for (auto& actor : actors_behind(report)) { reporters.push_back(std::move(actor)); }
        }
        for (const auto closing : closings) {
            const auto closer = actor_of(closing);
            if (!is_one_of(reporters, closer)) { continue; }
            add("/actor", "closed-by-another",
                fmt::format("{} would be a commitment that {} both reported on, or owns, and "
                            "closed in event {}; let another actor close it first",
                            id, closer, closing));
        }
    }
};

}  // namespace

std::vector<Violation> figure_violations(const Event& event, const RuleInput& input) {
    FigureRules rules(input);
    std::visit(rules, event);
    return rules.take();
}

std::optional<LaterContent> newest_content(const FactSource& facts, const std::string& measure,
                                           Moment moment) {
    std::optional<LaterContent> newest;
    const auto take = [&](core::UnixMs effective, std::string_view name) {
        if (!newest || effective > newest->effective) { newest = {effective, std::string(name)}; }
    };
    for (const auto& series : list_series(facts, moment, measure)) {
        take(series.registered.effective, "a series");
        for (const auto& reference : find_figures(facts, series.id, moment)) {
            take(reference.last().position.effective, "a figure");
        }
    }
    for (const auto& milestone : list_milestones(facts, moment, measure)) {
        // What was promised before may still be reached or dropped after the measure is closed.
        const auto& reported =
            milestone.moves.empty() ? milestone.announced : milestone.moves.back().position;
        take(reported.effective, "a milestone");
    }
    return newest;
}

}  // namespace peil::events
