// What the rules of all kinds of events share: what they are asked about, and whether a measure is
// there and open.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/kind.hpp>
#include <peil/events/view.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Who appends the admitted events of a batch, by their numbers.
using AdmittedActors = std::map<std::uint64_t, std::string>;

/// What the rules know of an event besides its content.
struct RuleInput {
    const View& view;
    const FactSource& facts;
    core::UnixMs effective;
    std::string_view actor;
    const AdmittedActors& admitted;
    const core::Result<core::LogKeys>& keys;  ///< with what was admitted
    std::uint64_t sequence;                   ///< of the event
    std::uint64_t corrected = 0;              ///< the event instead of which it is stated, if any
};

/// Collects what is wrong with an event.
class RuleBase {
  public:
    explicit RuleBase(const RuleInput& input) : input_(input), now_{.as_of = input.effective} {}

    [[nodiscard]] std::vector<Violation> take() { return std::move(violations_); }

  protected:
    static std::string measure_subject(std::string_view number);
    static std::string chapter_subject(std::uint32_t number);
    void add(std::string pointer, std::string rule, std::string text);
    [[nodiscard]] bool exists_ever(const std::string& subject, Field field) const;
    [[nodiscard]] std::optional<std::string> find(const std::string& measure, Field field) const;
    [[nodiscard]] bool is_closed(const std::string& measure) const;
    /// The numbers of the row that a measure shares; none if it stands alone.
    [[nodiscard]] std::vector<std::string> row_of(const std::string& measure) const;
    bool require_measure(const std::string& measure, const std::string& pointer);
    bool require_open(const std::string& measure, const std::string& pointer = "/data/measure");
    /// Who appended an event; empty if that is not known.
    [[nodiscard]] std::string actor_of(std::uint64_t sequence) const;
    /// Who stated what an event states: its actor and, of a correction, that of what it corrects.
    [[nodiscard]] std::vector<std::string> actors_behind(std::uint64_t sequence) const;
    /// Whether two names are of one actor: letter case and spaces do not tell actors apart.
    [[nodiscard]] static bool is_same_actor(std::string_view left, std::string_view right);

    RuleInput input_;
    Moment now_;
    std::vector<Violation> violations_;

  private:
    mutable std::string state_measure_;  ///< the measure that was asked about last
    mutable SubjectState state_;         ///< and what holds of it
};

}  // namespace peil::events
