// Folding what the events of a milestone say.
// SPDX-License-Identifier: EUPL-1.2
#include "cell_fields.hpp"
#include "content_subjects.hpp"
#include "json_read.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/kind.hpp>
#include <peil/events/milestone.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace peil::events {

namespace {

namespace json = boost::json;

Milestone announced_by(const json::object& said, FactPosition position) {
    return {.id = read_text(said, "milestone"),
            .measure = read_text(said, "measure"),
            .text = read_text(said, "text"),
            .due = find_partial_date(said, "due").value_or(PartialDate{}),
            .state = "expected",
            .owner = find_text(said, "owner"),
            .paper = find_text(said, "paper"),
            .basis = read_basis(said),
            .announced = position,
            .newest = position};
}

void take_up(Milestone& milestone, const json::object& said, FactPosition position) {
    milestone.state = read_text(said, "state");
    milestone.newest = position;
    if (milestone.state == "moved") {
        const auto due = find_partial_date(said, "due").value_or(PartialDate{});
        milestone.moves.push_back(
            {milestone.due, due, find_text(said, "reason"), position, find_text(said, "quote")});
        milestone.due = due;
        return;
    }
    milestone.reason = find_text(said, "reason");
    milestone.quote = find_text(said, "quote");
    milestone.reached = find_partial_date(said, "on");
}

/// Whether its words are what the planning of its row was when it was announced.
bool repeats_planning(const FactSource& facts, const Milestone& milestone) {
    const Moment then{.as_of = milestone.announced.effective,
                      .known = milestone.announced.sequence};
    const auto measure = facts.state_of("measure/" + milestone.measure, then);
    const auto leading = "measure/" + leader_of(measure, milestone.measure);
    const auto planning = lookup(facts, {leading, Field::planning}, then);
    return planning && planning->value == milestone.text;
}

std::optional<Milestone> read_milestone(const FactSource& facts, std::string_view subject,
                                        Moment moment) {
    std::optional<Milestone> milestone;
    for (const auto& fact : timeline_of(facts, {subject, Field::milestone}, moment)) {
        const auto value = core::parse_strict(fact.value);
        if (!value || !value->is_object()) { continue; }
        const auto& said = value->get_object();
        if (!milestone && read_text(said, "state") == "expected") {
            milestone = announced_by(said, fact.position);
            milestone->is_of_planning = repeats_planning(facts, *milestone);
        } else if (milestone) {
            take_up(*milestone, said, fact.position);
        }
    }
    return milestone;
}

template <class Subjects>
std::vector<Milestone> read_milestones(const FactSource& facts, const Subjects& subjects,
                                       Moment moment) {
    std::vector<Milestone> all;
    for (const auto& subject : subjects) {
        if (auto milestone = read_milestone(facts, subject, moment)) {
            all.push_back(std::move(*milestone));
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Milestone& left, const Milestone& right) {
        if (left.measure != right.measure) { return number_less(left.measure, right.measure); }
        return std::tie(left.due.to, left.due.from) < std::tie(right.due.to, right.due.from);
    });
    return all;
}

}  // namespace

const std::string& Milestone::last_words() const {
    if (quote) { return *quote; }
    const auto told = std::find_if(moves.rbegin(), moves.rend(), [](const MilestoneMove& move) {
        return move.quote.has_value();
    });
    return told == moves.rend() ? text : *told->quote;
}

std::vector<Milestone> milestones_of_measure(const FactSource& facts,
                                             const ContentSubjects& subjects,
                                             std::string_view measure, Moment moment) {
    if (subjects.milestones.empty()) { return {}; }
    return read_milestones(
        facts, with_prefix(subjects.milestones, fmt::format("milestone/{}.", measure)), moment);
}

std::vector<Milestone> list_milestones(const FactSource& facts, Moment moment,
                                       std::string_view measure) {
    const auto prefix = measure.empty() ? "milestone/" : fmt::format("milestone/{}.", measure);
    return read_milestones(facts, facts.subjects(prefix), moment);
}

std::optional<Milestone> find_milestone(const FactSource& facts, std::string_view id,
                                        Moment moment) {
    return read_milestone(facts, fmt::format("milestone/{}", id), moment);
}

}  // namespace peil::events
