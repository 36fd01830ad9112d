// Adding the events that a person kept to a batch, with refusals in the words of the form: its
// lines and members, what was typed, and nothing of events that were never recorded.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/import.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace peil::events::suggest {

class KeptEvents {
  public:
    KeptEvents(const ImportPlan& plan, BatchBuilder& batch) : plan_(plan), batch_(batch) {}

    void add(const PlannedEvent& planned, const DraftFrame& frame);

    /// All that was refused, one a line; empty if nothing was.
    [[nodiscard]] const std::string& refusals() const { return refusals_; }

  private:
    void refuse(const PlannedEvent& planned, const std::string& text);
    /// Whether a violation follows from one that was told.
    [[nodiscard]] bool is_consequence(const PlannedEvent& planned,
                                      const Violation& violation) const;
    [[nodiscard]] std::string in_words(const PlannedEvent& planned,
                                       const Violation& violation) const;
    /// `line 11` for each event that is not recorded yet.
    [[nodiscard]] std::string with_places(std::string text) const;

    const ImportPlan& plan_;
    BatchBuilder& batch_;
    std::map<std::uint64_t, std::string> places_;   ///< of events that were kept, by sequence
    std::map<std::string, std::string> announced_;  ///< places of milestones of this form
    std::set<std::string> refused_ids_;             ///< series and milestones that are not made
    std::set<std::string> told_;
    std::string refusals_;
};

}  // namespace peil::events::suggest
