// Taking the effects of events into the index, in their order, inside one transaction.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "state_writer.hpp"
#include <peil/core/store.hpp>
#include <peil/events/fact.hpp>

#include <cstdint>
#include <functional>
#include <optional>

namespace peil::events {

/// The effect of an event that was written before, by its number.
using FindEffect = std::function<core::Result<Effect>(std::uint64_t sequence)>;

class IndexWriter {
  public:
    IndexWriter(core::WriteTransaction& rows, FindEffect find_effect);

    /// Takes in the effect of the next event. Errors: those of finding the effect that it voids.
    [[nodiscard]] core::Result<void> write(const Effect& effect);

  private:
    core::Result<void> void_event(std::uint64_t voided, std::uint64_t by);
    /// The latest fact up to a position whose event no other one voids.
    std::optional<StoredFact> latest_valid(FactKey fact, FactPosition limit);
    void write_fact(const Fact& fact, const FactPosition& position);
    void write_subject(const Fact& fact, std::uint64_t sequence);

    core::WriteTransaction& rows_;
    FindEffect find_effect_;
    core::Cursor facts_;
    StateWriter states_;
};

}  // namespace peil::events
