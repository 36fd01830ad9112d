// From events to facts, and the one rule by which a question about facts is answered.
// SPDX-License-Identifier: EUPL-1.2
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/check.hpp>
#include <peil/events/error.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/figure.hpp>

#include <algorithm>

namespace peil::events {

namespace {

namespace json = boost::json;

std::string canonical(const json::value& value) {
    std::string text;
    core::append_canonical(text, value);
    return text;
}

std::string measure_subject(std::string_view number) {
    return "measure/" + std::string(number);
}

/// Says of each kind which facts it states.
class FactWriter {
  public:
    explicit FactWriter(Effect& effect) : effective_(effect.effective), facts_(effect.facts) {}

    void operator()(const ProgrammeDefined& event) { add("programme", Field::title, event.title); }
    void operator()(const ProgrammeRenamed& event) { add("programme", Field::title, event.title); }
    void operator()(const ChapterDefined& event) {
        add("chapter/" + std::to_string(event.chapter), Field::title, event.title.value_or(""));
    }
    void operator()(const ChapterRenamed& event) {
        add("chapter/" + std::to_string(event.chapter), Field::title, event.title);
    }
    void operator()(const MeasureRegistered& event) {
        set(event.measure, Field::chapter, std::to_string(event.chapter));
        set(event.measure, Field::description, event.description);
    }
    void operator()(const SubMeasureRegistered& event) {
        set(event.measure, Field::parent, event.parent);
        set(event.measure, Field::description, event.description);
    }
    void operator()(const MeasureReworded& event) {
        set(event.measure, Field::description, event.description);
    }
    void operator()(const MeasureMoved& event) {
        set(event.measure, Field::chapter, std::to_string(event.chapter));
    }
    void operator()(const MeasuresJoined& event) {
        for (const auto& number : event.measures) {
            set(number, Field::joint, encode_numbers(event.measures));
        }
    }
    void operator()(const MeasuresSeparated& event) {
        for (const auto& number : event.measures) { set(number, Field::joint, ""); }
    }
    void operator()(const MeasureClosed& event) {
        json::object closure{{"ground", event.ground}};
        if (event.into) { closure["into"] = *event.into; }
        if (event.reason) { closure["reason"] = *event.reason; }
        set(event.measure, Field::closure, canonical(closure));
        set(event.measure, Field::status, event.ground);
    }
    void operator()(const MeasureReopened& event) {
        set(event.measure, Field::closure, "");
        set(event.measure, Field::status, "ongoing");
    }
    void operator()(const PlanningSet& event) {
        set(event.measure, Field::planning, event.planning);
    }
    void operator()(const StatusSet& event) { set(event.measure, Field::status, event.status); }
    void operator()(const ProgressReported& event) {
        set(event.measure, Field::progress, encode_blocks(event.progress));
    }
    void operator()(const FootnotesSet& event) {
        set(event.measure, Field::footnotes, encode_footnotes(event.footnotes));
    }
    void operator()(const SeriesRegistered& event) {
        add("series/" + event.series, Field::series, canonical(to_data(event)));
    }
    void operator()(const SeriesRedefined& event) {
        add("series/" + event.series, Field::series, canonical(to_data(event)));
    }
    void operator()(const FigureReported& event) {
        add(figure_subject(event, effective_), Field::figure, canonical(to_data(event)));
    }
    void operator()(const MilestoneExpected& event) { say(event.milestone, "expected", event); }
    void operator()(const MilestoneMoved& event) { say(event.milestone, "moved", event); }
    void operator()(const MilestoneReached& event) { say(event.milestone, "reached", event); }
    void operator()(const MilestoneDropped& event) { say(event.milestone, "dropped", event); }
    void operator()(const ReferencesSet& event) {
        set(event.measure, Field::references, encode_numbers(event.to));
    }
    void operator()(const MeasureOwnerSet& event) { set(event.measure, Field::owner, event.owner); }
    void operator()(const CheckConfigured& event) {
        add("check/" + event.check, Field::check, canonical(to_data(event)));
    }
    // The log's keys are no facts of the programme: see core::LogKeys.
    void operator()(const KeyRotated&) {}
    void operator()(const KeyRevoked&) {}
    void operator()(const EditionPublished& event) {
        add("edition/" + std::to_string(event.edition), Field::edition, canonical(to_data(event)));
    }
    void operator()(const EventCorrected&) {}
    void operator()(const UnknownEvent&) {}

  private:
    void say(const std::string& milestone, std::string_view state, const Event& event) {
        auto said = to_data(event);
        said["state"] = state;
        add("milestone/" + milestone, Field::milestone, canonical(said));
    }
    void set(std::string_view measure, Field field, std::string value) {
        add(measure_subject(measure), field, std::move(value));
    }
    void add(std::string subject, Field field, std::string value) {
        facts_.push_back({std::move(subject), field, std::move(value)});
    }

    core::UnixMs effective_;
    std::vector<Fact>& facts_;
};

}  // namespace

std::string_view name_of(Field field) {
    switch (field) {
        case Field::title: return "title";
        case Field::chapter: return "chapter";
        case Field::parent: return "parent";
        case Field::description: return "description";
        case Field::planning: return "planning";
        case Field::status: return "status";
        case Field::progress: return "progress";
        case Field::joint: return "joint";
        case Field::footnotes: return "footnotes";
        case Field::closure: return "closure";
        case Field::edition: return "edition";
        case Field::series: return "series";
        case Field::figure: return "figure";
        case Field::milestone: return "milestone";
        case Field::references: return "references";
        case Field::owner: return "owner";
        case Field::check: return "check";
    }
    return "unknown";
}

core::UnixMs effective_start(std::string_view effective) {
    if (const auto date = core::parse_date(effective)) { return *date; }
    const auto time = core::parse_time(effective);
    core::check(time.has_value(), "a recorded `effective` is a date or a moment");
    return *time;
}

std::string format_effective(core::UnixMs effective) {
    auto date = core::format_date(effective);
    return core::parse_date(date) == effective ? date : core::format_time(effective);
}

core::Result<Effect> effect_of(const RecordedEvent& event) {
    Effect effect{.effective = effective_start(event.envelope.effective),
                  .sequence = event.envelope.sequence};
    const auto* unknown = std::get_if<UnknownEvent>(&event.event);
    if (unknown != nullptr && unknown->must_understand) {
        return core::Error(make_error_code(Errc::must_understand),
                           "event " + std::to_string(effect.sequence) + " of type " +
                               unknown->type +
                               " says that it must be understood; use a newer version of peil");
    }
    const auto* correction = std::get_if<EventCorrected>(&event.event);
    if (correction != nullptr) { effect.voids = correction->sequence; }
    const auto said = stated_by(event.event);
    if (!said) { return said.error(); }
    if (*said) { std::visit(FactWriter(effect), **said); }
    return effect;
}

core::Result<std::optional<Event>> stated_by(Event event) {
    while (const auto* correction = std::get_if<EventCorrected>(&event)) {
        if (!correction->content) { return std::optional<Event>{}; }
        const auto content = core::parse_strict(*correction->content);
        if (!content) { return content.error(); }
        if (!content->is_object()) {
            return core::Error(make_error_code(Errc::malformed_content),
                               "the content of a correction is not an object");
        }
        auto inner = from_data(correction->type, content->as_object());
        if (!inner) { return inner.error(); }
        event = std::move(*inner);
    }
    return std::optional(std::move(event));
}

std::optional<StoredFact> lookup(const FactSource& source, FactKey key, Moment moment) {
    FactPosition limit{moment.as_of, everything};
    while (true) {
        const auto fact = source.latest(key, limit, moment.known);
        if (!fact) { return std::nullopt; }
        const auto voided = source.voided_by(fact->position.sequence);
        if (voided == 0 || voided > moment.known) { return fact; }
        limit = {fact->position.effective, fact->position.sequence - 1};
    }
}

std::vector<StoredFact> timeline_of(const FactSource& source, FactKey key, Moment moment) {
    std::vector<StoredFact> facts;
    FactPosition limit{moment.as_of, everything};
    while (const auto fact = source.latest(key, limit, moment.known)) {
        const auto voided = source.voided_by(fact->position.sequence);
        if (voided == 0 || voided > moment.known) { facts.push_back(*fact); }
        if (fact->position.sequence == 0) { break; }
        limit = {fact->position.effective, fact->position.sequence - 1};
    }
    std::reverse(facts.begin(), facts.end());
    return facts;
}

SubjectState FactSource::state_of(std::string_view subject, Moment moment) const {
    SubjectState state;
    for (auto number = 1; number <= static_cast<int>(last_field); ++number) {
        const auto field = static_cast<Field>(number);
        state.set(field, lookup(*this, {subject, field}, moment));
    }
    return state;
}

}  // namespace peil::events
