// Walking facts and corrections to the events that set a field.
// SPDX-License-Identifier: EUPL-1.2
#include "cell_fields.hpp"
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/blame.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/milestone.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

/// What a recorded event states of a subject and field; nothing if it states none.
std::optional<std::string> stated_value(const RecordedEvent& event, FactKey key) {
    const auto effect = effect_of(event);
    if (!effect) { return std::nullopt; }
    for (const auto& fact : effect->facts) {
        if (fact.subject == key.subject && fact.field == key.field) { return fact.value; }
    }
    return std::nullopt;
}

/// Collects the corrections around the events that once set a field. Each correction corrects one
/// event, so that its number says all.
class CorrectionTrail {
  public:
    CorrectionTrail(const View& view, std::uint64_t known) : view_(view), known_(known) {}

    /// The corrections that led to this event, and those that followed it.
    [[nodiscard]] core::Result<void> trace(std::uint64_t sequence) {
        for (auto by = voider_of(sequence); by != 0; by = voider_of(by)) {
            if (!corrections_.emplace(by, EventOrigin{}).second) { break; }
        }
        for (auto at = sequence; at != 0;) {
            auto origin = find_origin(view_.ledger(), at);
            if (!origin) { return origin.error(); }
            // A correction names an earlier event; anything else would never end.
            const auto before = origin->corrects < at ? origin->corrects : 0;
            if (origin->corrects != 0) { corrections_[at] = std::move(*origin); }
            at = before;
        }
        return {};
    }

    /// In the order of recording.
    [[nodiscard]] core::Result<std::vector<BlamedCorrection>> finish(FactKey key) {
        std::vector<BlamedCorrection> found;
        for (auto& [by, origin] : corrections_) {
            if (origin.sequence == 0) {
                auto read = find_origin(view_.ledger(), by);
                if (!read) { return read.error(); }
                origin = std::move(*read);
            }
            const auto corrected = read_event(view_.ledger(), origin.corrects);
            if (!corrected) { return corrected.error(); }
            found.push_back({.by = std::move(origin),
                             .effective_before = corrected->envelope.effective,
                             .said = stated_value(*corrected, key)});
        }
        return found;
    }

  private:
    [[nodiscard]] std::uint64_t voider_of(std::uint64_t sequence) const {
        const auto by = view_.facts().voided_by(sequence);
        return by <= known_ ? by : 0;
    }

    const View& view_;
    std::uint64_t known_;
    std::map<std::uint64_t, EventOrigin> corrections_;
};

/// One field of a subject, as it was set up to a position; nothing if no event ever stated it up to
/// that moment.
core::Result<std::optional<BlamedField>> blame_field(const View& view, FactKey key, Moment moment,
                                                     FactPosition limit) {
    CorrectionTrail trail(view, moment.known);
    BlamedField field{.subject = std::string(key.subject),
                      .field = key.field,
                      .name = std::string(name_of(key.field))};
    bool is_stated = false;
    while (const auto fact = view.facts().latest(key, limit, moment.known)) {
        is_stated = true;
        const auto sequence = fact->position.sequence;
        const auto traced = trail.trace(sequence);
        if (!traced) { return traced.error(); }
        const auto voided = view.facts().voided_by(sequence);
        if (voided == 0 || voided > moment.known) {
            auto origin = find_origin(view.ledger(), sequence);
            if (!origin) { return origin.error(); }
            field.value = std::string(fact->value);
            field.origin = std::move(*origin);
            break;
        }
        limit = {fact->position.effective, sequence - 1};
    }
    if (!is_stated) { return std::optional<BlamedField>{}; }
    auto corrections = trail.finish(key);
    if (!corrections) { return corrections.error(); }
    field.corrections = std::move(*corrections);
    return std::optional(std::move(field));
}

/// What one event says of a milestone, and a field that is written in the same form.
struct MilestonePart {
    std::string_view name;
    Field form;
};

constexpr MilestonePart text_part{"text", Field::description};
constexpr MilestonePart due_part{"due", Field::planning};
constexpr MilestonePart owner_part{"owner", Field::owner};
constexpr MilestonePart paper_part{"paper", Field::owner};

/// A part of what an event says of a milestone; nothing if it does not say it.
std::optional<std::string> said_of_part(const std::string& said, std::string_view name) {
    const auto json = core::parse_strict(said);
    if (!json || !json->is_object()) { return std::nullopt; }
    if (const auto date = find_partial_date(json->get_object(), name)) { return date->text; }
    return find_text(json->get_object(), name);
}

/// The fields that are asked for, added one by one.
class Blame {
  public:
    Blame(const View& view, Moment moment) : view_(view), moment_(moment) {}

    [[nodiscard]] core::Result<void> add(const std::string& subject, Field field,
                                         const std::string& name) {
        auto blamed = blame_field(view_, {subject, field}, moment_, {moment_.as_of, everything});
        if (!blamed) { return blamed.error(); }
        if (!*blamed) { return {}; }
        (*blamed)->name = name;
        fields_.push_back(std::move(**blamed));
        return {};
    }
    /// What the last event about a milestone does not say itself, with the events that do.
    [[nodiscard]] core::Result<void> add_milestone(const std::string& subject) {
        const auto id = std::string_view(subject).substr(std::string_view("milestone/").size());
        const auto milestone = find_milestone(view_.facts(), id, moment_);
        if (!milestone) { return {}; }
        const auto& moves = milestone->moves;
        const auto& due = moves.empty() ? milestone->announced : moves.back().position;
        for (const auto& part : {text_part, due_part, owner_part, paper_part}) {
            const auto& position = part.name == due_part.name ? due : milestone->announced;
            if (position.sequence == milestone->newest.sequence) { continue; }
            const auto added = add_part(subject, part, position);
            if (!added) { return added.error(); }
        }
        return {};
    }
    [[nodiscard]] std::vector<BlamedField> take() { return std::move(fields_); }

  private:
    [[nodiscard]] core::Result<void> add_part(const std::string& subject, const MilestonePart& part,
                                              FactPosition position) {
        auto blamed = blame_field(view_, {subject, Field::milestone}, moment_, position);
        if (!blamed) { return blamed.error(); }
        if (!*blamed || !(*blamed)->value) { return {}; }
        auto& field = **blamed;
        auto value = said_of_part(*field.value, part.name);
        if (!value) { return {}; }
        field.name = subject + ' ' + std::string(part.name);
        field.field = part.form;
        field.value = std::move(value);
        for (auto& correction : field.corrections) {
            if (correction.said) { correction.said = said_of_part(*correction.said, part.name); }
        }
        fields_.push_back(std::move(field));
        return {};
    }

    const View& view_;
    Moment moment_;
    std::vector<BlamedField> fields_;
};

const CellField* find_cell(Field field) {
    const auto* const found =
        std::find_if(cell_fields.begin(), cell_fields.end(),
                     [&](const CellField& cell) { return cell.field == field; });
    return found == cell_fields.end() ? nullptr : found;
}

/// Whether the field is shown: an edition shows the cells that it prints.
bool is_asked(const CellField* cell, const ResolvedQuestion& point) {
    return !point.edition || (cell != nullptr && is_printed(*cell, point.edition->edition));
}

/// Subjects that belong to a measure carry its number and a dot: `milestone/8.plan`.
core::Result<void> add_parts(const View& view, const std::string& number, Blame& blame) {
    constexpr std::string_view milestones = "milestone/";
    for (const auto family :
         {std::string_view("series/"), std::string_view("figure/"), milestones}) {
        for (const auto& subject : view.facts().subjects(std::string(family) + number + ".")) {
            for (auto field = 1; field <= static_cast<int>(last_field); ++field) {
                const auto added = blame.add(subject, static_cast<Field>(field), subject);
                if (!added) { return added.error(); }
            }
            if (family != milestones) { continue; }
            const auto added = blame.add_milestone(subject);
            if (!added) { return added.error(); }
        }
    }
    return {};
}

}  // namespace

core::Result<std::vector<BlamedField>> blame_measure(const View& view, const std::string& number,
                                                     const ResolvedQuestion& point) {
    const auto subject = "measure/" + number;
    const auto own = view.facts().state_of(subject, point.moment);
    if (!own.find(Field::chapter) && !own.find(Field::parent)) {
        return std::vector<BlamedField>{};
    }
    const auto leading = "measure/" + leader_of(own, number);
    Blame blame(view, point.moment);
    for (auto value = 1; value <= static_cast<int>(last_field); ++value) {
        const auto field = static_cast<Field>(value);
        const auto* const cell = find_cell(field);
        if (!is_asked(cell, point)) { continue; }
        const bool is_of_row = cell != nullptr && cell->is_of_row;
        const auto added =
            blame.add(is_of_row ? leading : subject, field, std::string(name_of(field)));
        if (!added) { return added.error(); }
    }
    const auto added = add_parts(view, number, blame);
    if (!added) { return added.error(); }
    return blame.take();
}

json::array to_json(const std::vector<BlamedField>& fields) {
    json::array array;
    for (const auto& field : fields) {
        json::object object{
            {"field", field.name},
            {"subject", field.subject},
            {"value", field.value ? field_json(field.field, *field.value) : json::value()}};
        json::object origin = to_json(field.origin.value_or(EventOrigin{}));
        for (auto& member : origin) {
            object[member.key()] = field.origin ? std::move(member.value()) : json::value();
        }
        json::array corrections;
        for (const auto& correction : field.corrections) {
            auto one = to_json(correction.by);
            one["retracted"] = correction.by.is_retraction;
            one["effectiveBefore"] = correction.effective_before;
            one["said"] =
                correction.said ? field_json(field.field, *correction.said) : json::value();
            corrections.push_back(std::move(one));
        }
        object["corrections"] = std::move(corrections);
        array.push_back(std::move(object));
    }
    return array;
}

}  // namespace peil::events
