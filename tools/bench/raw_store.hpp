// LMDB as one would use it without Peil: the yardstick. The only file of the benchmark that knows
// LMDB; it shares nothing with peil::core, not even its settings.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace peil::bench {

/// What is stored of one event.
struct RawRow {
    std::size_t table = 0;  ///< 0 or 1
    std::string key;        ///< above all keys of its table
    std::string value;
};

class RawStore {
  public:
    struct State;
    /// Opens the store in this folder, which is made if it is missing. Throws std::runtime_error.
    explicit RawStore(const std::filesystem::path& folder);
    ~RawStore();
    RawStore(RawStore&&) noexcept;
    RawStore& operator=(RawStore&&) noexcept;

    /// Stores rows in one transaction and waits until it is durable. Does not change them: LMDB's
    /// interface lacks const. Throws std::runtime_error.
    void append(std::span<RawRow> rows);
    /// How many rows the first table has.
    [[nodiscard]] std::uint64_t row_count() const;

    [[nodiscard]] static std::string version();

  private:
    std::unique_ptr<State> state_;
};

}  // namespace peil::bench
