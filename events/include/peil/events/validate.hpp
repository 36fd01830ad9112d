// The rules of the programme: whether an event may be appended to what is there. All violations
// are found at once, each with a JSON pointer, the rule, and what to do.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/envelope.hpp>
#include <peil/core/ledger.hpp>
#include <peil/events/event.hpp>
#include <peil/events/history.hpp>
#include <peil/events/kind.hpp>
#include <peil/events/view.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// Validates the events of a batch one after the other; each counts for those that follow.
class Validator {
  public:
    explicit Validator(const View& view);

    /// The violations of an event that would hold from `effective`; without any, it counts from
    /// now on. `effective` is a date or moment; `actor` is who appends the event.
    [[nodiscard]] std::vector<Violation> admit(const Event& event, const std::string& effective,
                                               std::string_view actor = {});

    /// What there is with the admitted events.
    [[nodiscard]] const FactSource& facts() const { return facts_; }
    /// The number that the next admitted event will have.
    [[nodiscard]] std::uint64_t next_sequence() const { return next_sequence_; }

  private:
    const View& view_;
    History admitted_;
    LayeredFacts facts_;
    std::uint64_t next_sequence_;
    core::Result<core::LogKeys> keys_;             ///< of the log
    std::map<std::uint64_t, std::string> actors_;  ///< of the admitted events
};

/// Sentences for people, one a line.
[[nodiscard]] std::string format_violations(const std::vector<Violation>& violations);

}  // namespace peil::events
