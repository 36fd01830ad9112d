// What would be left without a footing if an event no longer counted: the facts of a measure that
// need its registration, and the measures that stand in a chapter.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/view.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// The facts of a source as if one event had been voided.
class FactsWithout final : public FactSource {
  public:
    FactsWithout(const FactSource& base, std::uint64_t hidden) : base_(base), hidden_(hidden) {}

    [[nodiscard]] std::optional<StoredFact> latest(FactKey key, FactPosition limit,
                                                   std::uint64_t known) const override {
        return base_.latest(key, limit, known);
    }
    [[nodiscard]] std::uint64_t voided_by(std::uint64_t sequence) const override {
        return sequence == hidden_ ? sequence : base_.voided_by(sequence);
    }
    [[nodiscard]] std::vector<std::string> subjects(std::string_view prefix) const override {
        return base_.subjects(prefix);
    }

  private:
    const FactSource& base_;
    std::uint64_t hidden_;
};

/// Something that needs what an event stated.
struct Dependant {
    core::UnixMs effective = 0;
    std::string text;  ///< such as `measure 7 has planning`
};

/// The earliest fact that needs a measure, chapter, series or milestone which `stated` brought into
/// the programme from `effective` on, and which would be there only from `again` on, or no more at
/// all.
/// `without` are the facts without that event. Nothing for events of other kinds.
/// Cost: linear in the facts of the measure, or of all measures for a part or a chapter.
[[nodiscard]] std::optional<Dependant> find_dependant(const FactSource& without,
                                                      const Event& stated, core::UnixMs effective,
                                                      std::optional<core::UnixMs> again);

}  // namespace peil::events
