// The states of subjects in the index, kept in step with their facts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/store.hpp>
#include <peil/events/fact.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace peil::events {

/// A state is a row for every position at which a subject changed. Cost of a change: as many rows
/// as there are between it and the next fact of its field.
class StateWriter {
  public:
    explicit StateWriter(core::WriteTransaction& rows);

    /// A fact begins to hold: at its own position, and in later states until the next one.
    void set(std::string_view subject, Field field, const StoredFact& fact);
    /// A fact no longer holds: where it did, `instead` does, or nothing if that is null.
    void replace(std::string_view subject, Field field, const FactPosition& position,
                 const StoredFact* instead);

  private:
    using GivesWay = std::function<bool(const std::optional<StoredFact>&)>;

    /// Stores `row_` with another fact, or with none.
    void put(const std::string& key, Field field, const StoredFact* fact);
    /// Changes the states after `key` as long as what they hold is to give way.
    void patch(std::string key, Field field, const StoredFact* fact, const GivesWay& gives_way);

    core::WriteTransaction& rows_;
    core::Cursor cursor_;
    std::string row_;  // a copy: what a cursor shows dies with the next change
};

}  // namespace peil::events
