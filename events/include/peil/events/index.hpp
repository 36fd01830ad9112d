// The derived index over facts: one seek a fact, and one for all that is known of a subject,
// whatever the length of history. It may be deleted at any moment; it is built again.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>
#include <peil/events/fact.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peil::events {

/// The index at one moment. Rows of a subject and field are ordered by position; each knows its
/// predecessor among earlier-recorded rows and a jump over many of them (skew-binary jumps, Myers
/// 1983), so that a question about past knowledge takes O(log n) steps, too.
class IndexSnapshot final : public FactSource {
  public:
    explicit IndexSnapshot(core::ReadTransaction rows) : rows_(std::move(rows)) {}

    [[nodiscard]] std::optional<StoredFact> latest(FactKey key, FactPosition limit,
                                                   std::uint64_t known) const override;
    [[nodiscard]] std::uint64_t voided_by(std::uint64_t sequence) const override;
    [[nodiscard]] std::vector<std::string> subjects(std::string_view prefix) const override;
    /// One seek if all that the index took in is known at the moment.
    [[nodiscard]] SubjectState state_of(std::string_view subject, Moment moment) const override;

    /// How many events of the ledger it has taken in, and the root of the ledger's tree then.
    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] std::optional<core::Hash> root() const;
    [[nodiscard]] const core::ReadTransaction& rows() const { return rows_; }

  private:
    core::ReadTransaction rows_;
    // Re-used: opening a cursor costs more than a seek.
    mutable std::optional<core::Cursor> cursor_;
    mutable std::optional<core::Cursor> voided_cursor_;
    mutable std::optional<core::Cursor> state_cursor_;
    mutable std::optional<std::uint64_t> size_;
    mutable std::optional<bool> has_voided_;
};

class Index {
  public:
    /// Opens the index of a ledger, and makes it if there is none or if it does not belong to this
    /// ledger. Nothing if the folder cannot be written and holds none. Throws StorageError.
    [[nodiscard]] static std::optional<Index> open(const core::LedgerFolder& folder);

    [[nodiscard]] IndexSnapshot snapshot() const { return IndexSnapshot(store_.read()); }

    /// Takes in the events that the snapshot has and the index has not; starts anew if the index
    /// is not of this ledger. Does nothing if another process is at it. Errors: those of
    /// read_event() and effect_of(). Throws StorageError.
    [[nodiscard]] core::Result<void> catch_up(const core::Snapshot& ledger);

  private:
    Index(core::Store store, std::filesystem::path folder)
        : store_(std::move(store)), folder_(std::move(folder)) {}
    core::Store store_;
    std::filesystem::path folder_;
};

/// The first thing in which the index differs from a replay of the ledger's events up to its size,
/// with the number of the event; nothing if it answers as the ledger says.
struct IndexFault {
    std::uint64_t sequence = 0;
    std::string text;
};
/// Cost: linear in the ledger; memory does not grow with it.
[[nodiscard]] core::Result<std::optional<IndexFault>> compare_index(const IndexSnapshot& index,
                                                                    const core::Snapshot& ledger);

}  // namespace peil::events
