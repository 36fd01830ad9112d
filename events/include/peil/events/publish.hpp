// From events to the drafts of one atomic batch, and the event that freezes an edition.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/core/random.hpp>
#include <peil/events/event.hpp>
#include <peil/events/validate.hpp>
#include <peil/events/view.hpp>

#include <optional>
#include <string>
#include <vector>

namespace peil::events {

/// Builds a batch: each event is validated against the ledger and the events before it.
class BatchBuilder {
  public:
    /// `actor` and `random` hold for the whole batch; all outlive the builder.
    BatchBuilder(const View& view, std::string actor, core::Random& random);

    /// Adds an event unless it breaks rules, which are returned.
    [[nodiscard]] std::vector<Violation> try_add(const Event& event, const DraftFrame& frame);

    /// Adds an event. Errors: rule_violated with all violations, one a line.
    [[nodiscard]] core::Result<void> add(const Event& event, const DraftFrame& frame);

    /// Adds the event that freezes an edition: the tree over its cells is computed from the ledger
    /// and from the events added before. `edition.cells` is filled in here.
    [[nodiscard]] core::Result<void> publish(EditionPublished edition, const DraftFrame& frame);

    [[nodiscard]] const FactSource& facts() const { return validator_.facts(); }
    [[nodiscard]] const std::vector<core::Draft>& drafts() const { return drafts_; }
    /// The size the ledger must have for the batch to mean what was validated.
    [[nodiscard]] std::uint64_t expected_size() const { return expected_size_; }

  private:
    [[nodiscard]] std::string digest_of(std::uint64_t sequence, Field field) const;

    const View& view_;
    std::string actor_;
    core::Random& random_;
    Validator validator_;
    std::uint64_t expected_size_;
    std::vector<core::Draft> drafts_;
};

/// What an edition of the ledger's own state would print at a date: all chapters with measures, all
/// rows in order, the usual columns.
[[nodiscard]] EditionPublished edition_of(const Matrix& matrix, std::uint32_t number,
                                          const std::string& date);

}  // namespace peil::events
