// An ordered key-value store in one folder: tables of byte keys and values, many readers with a
// snapshot each, one writer. A thin face of LMDB, whose caveats it keeps inside.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// A stored row; both views die with the transaction they were read in.
struct Row {
    std::string_view key;
    std::string_view value;
};

/// Walks one table in key order. Lives inside its transaction.
class Cursor {
  public:
    struct State;
    explicit Cursor(std::unique_ptr<State> state);
    ~Cursor();
    Cursor(Cursor&&) noexcept;
    Cursor& operator=(Cursor&&) noexcept;

    [[nodiscard]] std::optional<Row> first();
    [[nodiscard]] std::optional<Row> last();
    [[nodiscard]] std::optional<Row> next();
    [[nodiscard]] std::optional<Row> previous();
    /// The first row whose key is not below `key`.
    [[nodiscard]] std::optional<Row> at_or_after(std::string_view key);
    /// The last row whose key is not above `key`.
    [[nodiscard]] std::optional<Row> at_or_before(std::string_view key);

  private:
    std::unique_ptr<State> state_;
};

/// A snapshot of all tables. Keep it short: pages freed since are not re-used while it is open.
class ReadTransaction {
  public:
    struct State;
    explicit ReadTransaction(std::unique_ptr<State> state);
    ~ReadTransaction();
    ReadTransaction(ReadTransaction&&) noexcept;
    ReadTransaction& operator=(ReadTransaction&&) noexcept;

    [[nodiscard]] std::optional<std::string_view> get(std::size_t table,
                                                      std::string_view key) const;
    [[nodiscard]] Cursor cursor(std::size_t table) const;
    [[nodiscard]] std::uint64_t row_count(std::size_t table) const;
    /// Number of the commit that this snapshot shows; equal numbers show equal bytes.
    [[nodiscard]] std::uint64_t commit_number() const;

  protected:
    std::unique_ptr<State> state_;
};

/// The one transaction that writes. Everything is undone unless the store commits it.
class WriteTransaction : public ReadTransaction {
  public:
    using ReadTransaction::ReadTransaction;

    /// Stores a row, replacing one of the same key.
    void put(std::size_t table, std::string_view key, std::string_view value);
    /// Stores a row whose key is above all keys of its table; other keys throw StorageError.
    void append(std::size_t table, std::string_view key, std::string_view value);
    void erase(std::size_t table, std::string_view key);
    /// Removes all rows of a table.
    void clear(std::size_t table);

  private:
    friend class Store;
    void commit();
};

/// How much a commit waits for. `rebuildable` is for what can be derived again: a power cut may
/// take its last commit back, and leaves it whole.
enum class Durability { full, rebuildable };

struct StoreOptions {
    std::vector<std::string> tables;  ///< names; a table is addressed by its position here
    /// So many of them, the last ones, may be missing in a store that was made before they were
    /// thought of. They read as empty, and are made by add_missing_tables().
    std::size_t later_table_count = 0;
    Durability durability = Durability::full;
    std::uint64_t map_size_bytes = std::uint64_t{1} << 28U;  ///< to begin with; it grows
};

/// One environment in a folder of its own; opened once per process and folder.
class Store {
  public:
    struct State;
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    /// Makes an empty store in a folder that does not exist yet: built beside it, synced, renamed
    /// into place, so that no crash leaves half a store. Throws StorageError.
    static void create(const std::filesystem::path& folder, const StoreOptions& options);
    /// Opens a store. Errors: ledger_missing, ledger_damaged (not a store, or a file shorter than
    /// it says), network_file_system. Throws StorageError.
    [[nodiscard]] static Result<Store> open(const std::filesystem::path& folder,
                                            const StoreOptions& options);

    /// A snapshot of the last commit.
    [[nodiscard]] ReadTransaction read() const;
    /// Runs `change` in one transaction and commits it durably; when the map is full it is
    /// enlarged and `change` runs again from the start, so it must not have effects elsewhere.
    /// Returns what `change` returns; an error undoes everything. Throws StorageError when nothing
    /// was stored, UnknownOutcome when that is not known, and what `change` throws.
    [[nodiscard]] Result<void> update(const std::function<Result<void>(WriteTransaction&)>& change);

    /// Makes the tables that are missing, durably. Comes before what writes to them, while no
    /// transaction of this process is open. Throws StorageError.
    void add_missing_tables();

    [[nodiscard]] std::uint64_t file_size_bytes() const;
    [[nodiscard]] std::uint64_t map_size_bytes() const;

  private:
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace peil::core
