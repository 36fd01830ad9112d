// The benchmark's ledger: made of the corpus, batch by batch, through validation, as an importer
// would. The same recipe and steps give the same root on every machine.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "corpus.hpp"
#include "raw_store.hpp"
#include "seeded_random.hpp"
#include <peil/core/ledger.hpp>
#include <peil/events/publish.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace peil::bench {

/// The value of a result; what is refused ends the benchmark. Throws std::runtime_error.
template <class T>
T take(core::Result<T> result) {
    if (!result) { throw std::runtime_error(result.error().detail); }
    return std::move(*result);
}
void take(const core::Result<void>& result);

/// How long the parts of a batch took, in seconds.
struct BatchTimes {
    double view = 0;      ///< opening the view; the index takes in the batch before
    double validate = 0;  ///< rules, drafts, salts
    double append = 0;    ///< canonical, hashed, committed, read again
    [[nodiscard]] double recorded() const { return validate + append; }
};

class BenchLedger {
  public:
    /// Opens the ledger in this folder for writing; it is made if it is missing.
    BenchLedger(const std::filesystem::path& root, const Recipe& recipe);
    BenchLedger(const BenchLedger&) = delete;
    BenchLedger& operator=(const BenchLedger&) = delete;

    [[nodiscard]] core::Ledger& ledger() { return *ledger_; }
    [[nodiscard]] const core::Ledger& ledger() const { return *ledger_; }
    [[nodiscard]] std::uint64_t size() const { return ledger_->snapshot().head().size; }

    /// Appends the next events of the corpus in one validated batch.
    BatchTimes append_batch(std::uint64_t event_count);
    /// Validated drafts of the next events, for appending them one by one.
    [[nodiscard]] std::vector<core::Draft> next_drafts(std::uint64_t event_count);
    /// Publishes the current matrix as edition 1, and signs it.
    void publish_edition();
    /// Signs what was appended and lets the index take it in.
    void seal();

  private:
    void add_next(events::BatchBuilder& batch, std::uint64_t event_count) const;
    void set_clock(std::uint64_t event_count);

    Recipe recipe_;
    core::UnixMs now_;
    SeededRandom random_;
    std::optional<core::Ledger> ledger_;
};

/// The log's key: the same in every benchmark, so that signatures are the same, too.
[[nodiscard]] core::SigningKey bench_key();

/// The stored bytes of events (first, last], as rows for the yardstick.
[[nodiscard]] std::vector<RawRow> stored_rows(const core::Snapshot& ledger, std::uint64_t first,
                                              std::uint64_t last);

}  // namespace peil::bench
