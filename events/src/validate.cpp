// The rules, one function a kind of event.
// SPDX-License-Identifier: EUPL-1.2
#include "dependants.hpp"
#include "figure_rules.hpp"
#include "rule_base.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/check.hpp>
#include <peil/events/validate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

/// Checks one event against the facts; collects what is wrong.
class Rules : public RuleBase {
  public:
    explicit Rules(const RuleInput& input)
        : RuleBase(input), view_(input.view), facts_(input.facts) {}

    void operator()(const ProgrammeDefined&) {
        if (lookup(facts_, {"programme", Field::title}, {})) {
            add("", "programme-defined-once",
                "the programme is defined already; append nl.peil.programme.renamed");
        }
    }
    void operator()(const ProgrammeRenamed&) {}
    void operator()(const ChapterDefined& event) {
        // A late fact may say that the chapter was there earlier than is known.
        if (lookup(facts_, {chapter_subject(event.chapter), Field::title}, now_)) {
            add("/data/chapter", "chapter-new",
                fmt::format("chapter {} exists already; rename it instead", event.chapter));
        }
    }
    void operator()(const ChapterRenamed& event) { require_chapter(event.chapter); }
    void operator()(const MeasureRegistered& event) {
        require_new(event.measure, Field::parent);
        require_chapter(event.chapter);
    }
    void operator()(const SubMeasureRegistered& event) {
        require_new(event.measure, Field::chapter);
        require_measure(event.parent, "/data/parent");
    }
    void operator()(const MeasureReworded& event) { require_open(event.measure); }
    void operator()(const MeasureMoved& event) {
        if (require_open(event.measure)) { require_alone(event.measure); }
        require_chapter(event.chapter);
        const auto chapter = find(event.measure, Field::chapter);
        if (chapter && *chapter == std::to_string(event.chapter)) {
            add("/data/chapter", "chapter-other",
                fmt::format("measure {} stands in chapter {} already", event.measure,
                            event.chapter));
        }
    }
    void operator()(const MeasuresJoined& event) {
        for (std::size_t i = 0; i < event.measures.size(); ++i) {
            const auto pointer = fmt::format("/data/measures/{}", i);
            require_open(event.measures[i], pointer);
            if (!row_of(event.measures[i]).empty()) {
                add(pointer, "measure-alone",
                    fmt::format("measure {} shares a row already; separate it first",
                                event.measures[i]));
            }
        }
    }
    void operator()(const MeasuresSeparated& event) {
        const auto row =
            event.measures.empty() ? std::vector<std::string>{} : row_of(event.measures.front());
        auto given = event.measures;
        auto wanted = row;
        std::sort(given.begin(), given.end());
        std::sort(wanted.begin(), wanted.end());
        if (row.empty() || given != wanted) {
            add("/data/measures", "measures-joint",
                fmt::format(
                    "name exactly the measures that share a row: {}",
                    row.empty() ? "these share none" : fmt::format("{}", fmt::join(row, ", "))));
        }
    }
    void operator()(const MeasureClosed& event) {
        if (require_open(event.measure)) { require_alone(event.measure); }
        require_nothing_later(event.measure);
        if (event.into) { require_open(*event.into, "/data/into"); }
        if (event.into && event.ground != "merged") {
            add("/data/into", "into-merged", "only a measure that is merged goes into another");
        }
        if (!event.into && event.ground == "merged") {
            add("/data/into", "into-merged", "add the measure that it was merged into");
        }
        if (event.into && *event.into == event.measure) {
            add("/data/into", "into-other", "a measure is not merged into itself");
        }
    }
    void operator()(const MeasureReopened& event) {
        if (require_measure(event.measure, "/data/measure") && !is_closed(event.measure)) {
            add("/data/measure", "measure-closed",
                fmt::format("measure {} is open", event.measure));
        }
    }
    void operator()(const PlanningSet& event) { require_leading(event.measure); }
    void operator()(const StatusSet& event) { require_leading(event.measure); }
    void operator()(const ProgressReported& event) {
        require_leading(event.measure);
        if (event.progress.empty()) {
            add("/data/progress", "progress-text", "give at least one paragraph or list");
        }
    }
    void operator()(const FootnotesSet& event) { require_open(event.measure); }
    void operator()(const SeriesRegistered& event) { follow(event); }
    void operator()(const SeriesRedefined& event) { follow(event); }
    void operator()(const FigureReported& event) { follow(event); }
    void operator()(const MilestoneExpected& event) { follow(event); }
    void operator()(const MilestoneMoved& event) { follow(event); }
    void operator()(const MilestoneReached& event) { follow(event); }
    void operator()(const MilestoneDropped& event) { follow(event); }
    void operator()(const ReferencesSet& event) { follow(event); }
    void operator()(const MeasureOwnerSet& event) { follow(event); }
    void operator()(const CheckConfigured& event) { follow(event); }
    void operator()(const KeyRotated& event) { check_keys(event.change); }
    void operator()(const KeyRevoked& event) { check_keys(event.change); }
    void operator()(const EditionPublished& event) {
        if (exists_ever("edition/" + std::to_string(event.edition), Field::edition)) {
            add("/data/edition", "edition-new",
                fmt::format("edition {} is published already; what is published stays",
                            event.edition));
        }
        require_date_between(event);
        std::size_t row = 0;
        for (const auto& numbers : event.rows) {
            for (const auto& number : numbers) {
                require_measure(number, fmt::format("/data/rows/{}", row));
            }
            ++row;
        }
    }
    void operator()(const EventCorrected& event) {
        const auto target = view_.ledger().envelope(event.sequence);
        if (!target) {
            add("/data/event", "event-exists",
                fmt::format("there is no event {} in the ledger", event.sequence));
            return;
        }
        if (target->type != event.type) {
            add("/data/type", "event-type",
                fmt::format("event {} has the type {}", event.sequence, target->type));
        }
        if (event.type == core::key_rotated_type || event.type == core::key_revoked_type) {
            add("/data/event", "event-correctable",
                "what was said of a key stays, as signatures are judged by it: put another key in "
                "its place (`peil key rotate`), or revoke it (`peil key revoke`)");
        }
        if (event.type == "nl.peil.edition.published" ||
            event.type == "nl.peil.programme.defined") {
            add("/data/event", "event-correctable",
                "an edition stays as it was printed, and the programme's first event stays: "
                "publish another edition, or rename the programme");
        }
        if (event.type == "nl.peil.event.corrected" && !event.content) {
            add("/data/event", "event-correctable",
                "a correction is not retracted: correct it with what it should have said, or "
                "append again the event that it corrected");
        }
        if (const auto by = facts_.voided_by(event.sequence)) {
            add("/data/event", "event-corrected-once",
                fmt::format("event {} was corrected by event {}; correct that one", event.sequence,
                            by));
        }
        check_content(event);
    }
    void operator()(const UnknownEvent& event) {
        add("/type", "type-known",
            fmt::format("'{}' is no type that this program knows; "
                        "`peil help types` lists them",
                        event.type));
    }

  private:
    /// Editions are numbered in the order of their dates, whatever the order of appending.
    void require_date_between(const EditionPublished& event) {
        const auto editions = list_editions(facts_);
        const auto next = std::find_if(editions.begin(), editions.end(), [&](const auto& other) {
            return other.edition.edition >= event.edition;
        });
        if (next != editions.begin() && event.date < (next - 1)->edition.date) {
            const auto& last = (next - 1)->edition;
            add("/data/date", "editions-in-order",
                fmt::format("edition {} is of {}; edition {} is not of an earlier date",
                            last.edition, last.date, event.edition));
        }
        if (next != editions.end() && event.date > next->edition.date) {
            add("/data/date", "editions-in-order",
                fmt::format("edition {} is of {}; edition {} is not of a later date",
                            next->edition.edition, next->edition.date, event.edition));
        }
    }
    void check_keys(const core::KeyChange& change) {
        if (!input_.keys) {
            add("", "keys-known", input_.keys.error().detail);
            return;
        }
        for (auto& fault : input_.keys->faults_of(change, input_.sequence)) {
            add("/data/" + fault.member, std::move(fault.rule), std::move(fault.text));
        }
    }
    /// Figures and milestones have their rules in a file of their own.
    void follow(const Event& event) {
        for (auto& violation : figure_violations(event, input_)) {
            violations_.push_back(std::move(violation));
        }
    }
    /// A late fact may say that a measure was there earlier than is known, but a measure and a part
    /// of one never have the same number; `other` is the field of the other of the two.
    void require_new(const std::string& measure, Field other) {
        if (find(measure, Field::chapter) || find(measure, Field::parent) ||
            exists_ever(measure_subject(measure), other)) {
            add("/data/measure", "measure-new",
                fmt::format("measure {} is registered already; reword or move it instead",
                            measure));
        }
    }
    /// The row is printed once, in one chapter and with one status, so that one of its measures
    /// does not change either.
    void require_alone(const std::string& measure) {
        const auto row = row_of(measure);
        if (row.empty()) { return; }
        add("/data/measure", "measure-alone",
            fmt::format("measure {} shares the row of measures {}; separate them first (`peil "
                        "measure separate {}`)",
                        measure, fmt::join(row, ", "), fmt::join(row, " ")));
    }
    /// When the measure is reopened after the event, as is known already.
    [[nodiscard]] core::UnixMs next_reopening(const std::string& subject) const {
        auto next = always;
        auto before = lookup(facts_, {subject, Field::closure}, {});
        while (before && before->position.effective > now_.as_of) {
            if (before->value.empty()) { next = before->position.effective; }
            before = lookup(facts_, {subject, Field::closure}, {before->position.effective - 1});
        }
        return next;
    }
    /// Nothing is recorded of a measure while it is closed.
    void require_nothing_later(const std::string& measure) {
        const auto subject = measure_subject(measure);
        const auto reopening = next_reopening(subject);
        const Moment until{.as_of = reopening == always ? always : reopening - 1};
        std::optional<FactPosition> last;
        std::string name;
        for (const auto field :
             {Field::progress, Field::planning, Field::status, Field::description, Field::footnotes,
              Field::chapter, Field::joint, Field::references, Field::owner}) {
            const auto fact = lookup(facts_, {subject, field}, until);
            if (!fact || fact->position.effective <= now_.as_of) { continue; }
            if (last && fact->position.effective <= last->effective) { continue; }
            last = fact->position;
            name = field == Field::joint ? "a joint row" : std::string(name_of(field));
        }
        const auto content = newest_content(facts_, measure, until);
        if (content && content->effective > now_.as_of &&
            (!last || content->effective > last->effective)) {
            last = {content->effective, 0};
            name = content->name;
        }
        if (!last) { return; }
        add("/effective", "dates-in-order",
            fmt::format("measure {} has {} from {}, after it would be closed; give a later "
                        "--effective date",
                        measure, name, format_effective(last->effective)));
    }
    /// Planning, status, and progress of a joint row belong to its first number.
    void require_leading(const std::string& measure) {
        if (!require_open(measure)) { return; }
        const auto row = row_of(measure);
        if (!row.empty() && row.front() != measure) {
            add("/data/measure", "measure-leading",
                fmt::format("measure {} shares the row of measure {}; report on {}, or separate "
                            "them first",
                            measure, row.front(), row.front()));
        }
    }
    void require_chapter(std::uint32_t chapter) {
        if (lookup(facts_, {chapter_subject(chapter), Field::title}, now_)) { return; }
        add("/data/chapter", "chapter-exists",
            fmt::format("there is no chapter {} at that date; define it first "
                        "(`peil chapter define`)",
                        chapter));
    }
    /// The correction of a correction holds the members of the latter, and so on inward.
    void check_content(EventCorrected correction) {
        std::string pointer = "/data/content";
        while (correction.content && violations_.empty()) {
            const auto content = read_content(correction, pointer);
            if (!content) { return; }
            const auto inner = from_data(correction.type, *content);
            const auto* nested = inner ? std::get_if<EventCorrected>(&*inner) : nullptr;
            if (nested == nullptr) { return; }
            const auto target = view_.ledger().envelope(nested->sequence);
            if (target && target->type != nested->type) {
                add(pointer + "/type", "event-type",
                    fmt::format("event {} has the type {}", nested->sequence, target->type));
            }
            correction = *nested;
            pointer += "/content";
        }
    }
    /// What a correction says instead; nothing after a violation.
    std::optional<boost::json::object> read_content(const EventCorrected& correction,
                                                    const std::string& pointer) {
        const auto* kind = find_kind(correction.type);
        if (kind == nullptr) { return std::nullopt; }
        const auto content = core::parse_strict(*correction.content);
        if (!content || !content->is_object()) {
            add(pointer, "object", "give an object");
            return std::nullopt;
        }
        auto shapes = check_shape(*kind, content->get_object());
        for (auto& violation : shapes) {
            violation.pointer.replace(0, std::string_view("/data").size(), pointer);
            violations_.push_back(std::move(violation));
        }
        if (!shapes.empty()) { return std::nullopt; }
        const auto target = read_event(view_.ledger(), correction.sequence);
        if (target && subject_of(*kind, content->get_object()) != target->envelope.subject) {
            add(pointer, "subject-same",
                "a correction stays with its subject, " + target->envelope.subject +
                    "; retract the event and append another");
            return std::nullopt;
        }
        return content->get_object();
    }

    const View& view_;
    const FactSource& facts_;
};

/// Checks what a correction states, once the correction itself breaks no rule.
class CorrectionRules {
  public:
    CorrectionRules(const RuleInput& input, const EventCorrected& correction)
        : input_(input),
          view_(input.view),
          without_(input.facts, correction.sequence),
          correction_(correction) {}

    [[nodiscard]] std::vector<Violation> violations(core::UnixMs effective) const {
        const auto target = read_event(view_.ledger(), correction_.sequence);
        const auto before = target ? stated_by(target->event) : std::optional<Event>{};
        const auto after = stated_by(correction_);
        if (!after) { return {{"/data/content", "object", after.error().detail}}; }
        std::vector<Violation> found;
        const bool has_before = before.has_value() && before->has_value();
        if (!has_before) { return *after ? broken_by(**after, effective) : found; }
        const auto start = effective_start(target->envelope.effective);
        if (*after) { found = added_by(**after, effective, broken_by(**before, start)); }
        const auto again = *after ? std::optional(effective) : std::nullopt;
        if (const auto dependant = find_dependant(without_, **before, start, again)) {
            found.push_back(named(*dependant, again.has_value()));
        }
        return found;
    }

  private:
    /// What an event would break if the corrected one were not there.
    [[nodiscard]] std::vector<Violation> broken_by(const Event& event,
                                                   core::UnixMs effective) const {
        Rules rules({view_, without_, effective, input_.actor, input_.admitted, input_.keys,
                     input_.sequence, correction_.sequence});
        std::visit(rules, event);
        auto violations = rules.take();
        std::string pointer = "/data/content";
        for (auto outer = correction_; outer.type == type_of(EventCorrected{});) {
            const auto content = core::parse_strict(*outer.content);
            const auto inner = from_data(outer.type, content->get_object());
            outer = std::get<EventCorrected>(*inner);
            pointer += "/content";
        }
        for (auto& violation : violations) {
            if (violation.pointer.starts_with("/data")) {
                violation.pointer.replace(0, std::string_view("/data").size(), pointer);
            }
        }
        return violations;
    }

    /// Without those that the event has broken all along, such as by what was recorded after it on
    /// the same day: these are not the fault of the correction.
    [[nodiscard]] std::vector<Violation> added_by(const Event& event, core::UnixMs effective,
                                                  const std::vector<Violation>& before) const {
        auto violations = broken_by(event, effective);
        std::erase_if(violations, [&](const Violation& violation) {
            // Who closes a commitment anew answers for that, whoever closed it before.
            if (violation.rule == "closed-by-another") { return false; }
            return std::any_of(before.begin(), before.end(), [&](const Violation& old) {
                return old.pointer == violation.pointer && old.rule == violation.rule &&
                       old.text == violation.text;
            });
        });
        return violations;
    }

    [[nodiscard]] Violation named(const Dependant& dependant, bool is_moved) const {
        const auto since = format_effective(dependant.effective);
        if (is_moved) {
            return {"/effective", "dates-in-order",
                    fmt::format("{} from {}, before that; give an earlier --effective date",
                                dependant.text, since)};
        }
        return {"/data/event", "event-needed",
                fmt::format("{} from {}, which needs event {}; correct or retract that first",
                            dependant.text, since, correction_.sequence)};
    }

    RuleInput input_;
    const View& view_;
    FactsWithout without_;
    const EventCorrected& correction_;
};

std::optional<core::KeyChange> key_change_of(const Event& event) {
    if (const auto* rotated = std::get_if<KeyRotated>(&event)) { return rotated->change; }
    if (const auto* revoked = std::get_if<KeyRevoked>(&event)) { return revoked->change; }
    return std::nullopt;
}

}  // namespace

Validator::Validator(const View& view)
    : view_(view),
      facts_(view.facts(), admitted_),
      next_sequence_(view.ledger().head().size + 1),
      keys_(view.ledger().log_keys()) {}

std::vector<Violation> Validator::admit(const Event& event, const std::string& effective,
                                        std::string_view actor) {
    const auto start = effective_start(effective);
    const RuleInput input{view_, facts_, start, actor, actors_, keys_, next_sequence_};
    Rules rules(input);
    std::visit(rules, event);
    auto violations = rules.take();
    const auto* correction = std::get_if<EventCorrected>(&event);
    if (violations.empty() && correction != nullptr) {
        violations = CorrectionRules(input, *correction).violations(start);
    }
    if (!violations.empty()) { return violations; }
    if (const auto change = key_change_of(event)) {
        core::check(keys_->apply(*change, next_sequence_).has_value(),
                    "a change of keys that breaks no rule fits");
    }
    RecordedEvent recorded;
    recorded.envelope.effective = effective;
    recorded.envelope.sequence = next_sequence_++;
    actors_.emplace(recorded.envelope.sequence, actor);
    recorded.event = event;
    const auto effect = effect_of(recorded);
    core::check(effect.has_value(), "an event that breaks no rule has an effect");
    admitted_.apply(*effect);
    return {};
}

std::string format_violations(const std::vector<Violation>& violations) {
    std::string text;
    for (const auto& violation : violations) {
        if (!text.empty()) { text += '\n'; }
        text += fmt::format("{}: {} [{}]", violation.pointer.empty() ? "/" : violation.pointer,
                            violation.text, violation.rule);
    }
    return text;
}

}  // namespace peil::events
