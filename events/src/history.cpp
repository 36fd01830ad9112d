// The fold in memory, and two sources as one.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/history.hpp>

#include <algorithm>

namespace peil::events {

void History::apply(const Effect& effect) {
    if (effect.voids != 0) { voided_.try_emplace(effect.voids, effect.sequence); }
    for (const auto& fact : effect.facts) {
        facts_[fact.subject][fact.field][{effect.effective, effect.sequence}] = fact.value;
    }
}

std::optional<StoredFact> History::latest(FactKey key, FactPosition limit,
                                          std::uint64_t known) const {
    const auto subject = facts_.find(key.subject);
    if (subject == facts_.end()) { return std::nullopt; }
    const auto timeline = subject->second.find(key.field);
    if (timeline == subject->second.end()) { return std::nullopt; }
    for (auto fact = timeline->second.upper_bound(limit); fact != timeline->second.begin();) {
        --fact;
        if (fact->first.sequence <= known) { return StoredFact{fact->first, fact->second}; }
    }
    return std::nullopt;
}

std::uint64_t History::voided_by(std::uint64_t sequence) const {
    const auto found = voided_.find(sequence);
    return found == voided_.end() ? 0 : found->second;
}

std::vector<std::string> History::subjects(std::string_view prefix) const {
    std::vector<std::string> found;
    for (auto subject = facts_.lower_bound(prefix);
         subject != facts_.end() && subject->first.starts_with(prefix); ++subject) {
        found.push_back(subject->first);
    }
    return found;
}

void History::overlay(std::string_view subject, Moment moment, SubjectState& state) const {
    const auto fields = facts_.find(subject);
    if (fields == facts_.end()) { return; }
    for (const auto& [field, timeline] : fields->second) {
        const auto later = latest({subject, field}, {moment.as_of, everything}, moment.known);
        const auto earlier = state.find(field);
        if (later && (!earlier || later->position > earlier->position)) { state.set(field, later); }
    }
}

std::optional<StoredFact> LayeredFacts::latest(FactKey key, FactPosition limit,
                                               std::uint64_t known) const {
    const auto base = base_.latest(key, limit, known);
    const auto later = later_.latest(key, limit, known);
    if (!base || !later) { return base ? base : later; }
    return base->position > later->position ? base : later;
}

std::uint64_t LayeredFacts::voided_by(std::uint64_t sequence) const {
    const auto base = base_.voided_by(sequence);
    return base != 0 ? base : later_.voided_by(sequence);
}

std::vector<std::string> LayeredFacts::subjects(std::string_view prefix) const {
    const auto base = base_.subjects(prefix);
    const auto later = later_.subjects(prefix);
    std::vector<std::string> all;
    std::set_union(base.begin(), base.end(), later.begin(), later.end(), std::back_inserter(all));
    return all;
}

SubjectState LayeredFacts::state_of(std::string_view subject, Moment moment) const {
    if (later_.voids_anything()) { return FactSource::state_of(subject, moment); }
    auto state = base_.state_of(subject, moment);
    later_.overlay(subject, moment, state);
    return state;
}

}  // namespace peil::events
