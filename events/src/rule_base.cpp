// Questions that the rules of several kinds ask.
// SPDX-License-Identifier: EUPL-1.2
#include "rule_base.hpp"

#include "import/prose.hpp"
#include <peil/events/codec.hpp>

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace peil::events {

std::string RuleBase::measure_subject(std::string_view number) {
    return fmt::format("measure/{}", number);
}

std::string RuleBase::chapter_subject(std::uint32_t number) {
    return fmt::format("chapter/{}", number);
}

void RuleBase::add(std::string pointer, std::string rule, std::string text) {
    violations_.push_back({std::move(pointer), std::move(rule), std::move(text)});
}

bool RuleBase::exists_ever(const std::string& subject, Field field) const {
    return lookup(input_.facts, {subject, field}, {}).has_value();
}

std::optional<std::string> RuleBase::find(const std::string& measure, Field field) const {
    if (state_measure_ != measure) {
        state_ = input_.facts.state_of(measure_subject(measure), now_);
        state_measure_ = measure;
    }
    const auto fact = state_.find(field);
    return fact ? std::optional<std::string>(fact->value) : std::nullopt;
}

bool RuleBase::is_closed(const std::string& measure) const {
    return !find(measure, Field::closure).value_or("").empty();
}

std::vector<std::string> RuleBase::row_of(const std::string& measure) const {
    return decode_numbers(find(measure, Field::joint).value_or(""));
}

bool RuleBase::require_measure(const std::string& measure, const std::string& pointer) {
    const auto subject = measure_subject(measure);
    if (find(measure, Field::chapter) || find(measure, Field::parent)) { return true; }
    if (exists_ever(subject, Field::chapter) || exists_ever(subject, Field::parent)) {
        add(pointer, "dates-in-order",
            fmt::format("measure {} is registered only later than this event holds from; give "
                        "a later --effective date",
                        measure));
    } else {
        add(pointer, "measure-exists",
            fmt::format("there is no measure {}; register it first (`peil measure add`)", measure));
    }
    return false;
}

bool RuleBase::require_open(const std::string& measure, const std::string& pointer) {
    if (!require_measure(measure, pointer)) { return false; }
    if (is_closed(measure)) {
        add(pointer, "measure-open",
            fmt::format("measure {} is closed at that date; reopen it first "
                        "(`peil measure reopen`)",
                        measure));
        return false;
    }
    return true;
}

std::string RuleBase::actor_of(std::uint64_t sequence) const {
    const auto found = input_.admitted.find(sequence);
    if (found != input_.admitted.end()) { return found->second; }
    const auto envelope = input_.view.ledger().envelope(sequence);
    return envelope ? envelope->actor : "";
}

std::vector<std::string> RuleBase::actors_behind(std::uint64_t sequence) const {
    std::vector<std::string> actors;
    while (sequence != 0) {
        actors.push_back(actor_of(sequence));
        const auto recorded = read_event(input_.view.ledger(), sequence);
        const auto* correction = recorded ? std::get_if<EventCorrected>(&recorded->event) : nullptr;
        // A correction comes after what it corrects.
        const bool is_before = correction != nullptr && correction->sequence < sequence;
        sequence = is_before ? correction->sequence : 0;
    }
    return actors;
}

bool RuleBase::is_same_actor(std::string_view left, std::string_view right) {
    const auto bare = [](std::string_view name) {
        return reading::lower_case(reading::collapsed(name));
    };
    return bare(left) == bare(right);
}

}  // namespace peil::events
