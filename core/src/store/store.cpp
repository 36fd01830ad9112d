// The store on LMDB 0.9. Caveats kept here: one environment a process, no nested transactions,
// cursors closed before their transaction, default durability flags for what must last.
// SPDX-License-Identifier: EUPL-1.2
#include "store/data_file.hpp"
#include <peil/core/check.hpp>
#include <peil/core/files.hpp>
#include <peil/core/store.hpp>

#include <lmdb.h>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace peil::core {

namespace {

/// The map is full: the transaction is undone and runs again with a larger one.
class MapFull : public StorageError {
  public:
    using StorageError::StorageError;
};

/// The system refuses access: that says nothing about the store.
class AccessDenied : public StorageError {
  public:
    using StorageError::StorageError;
};

void require(int code, const char* what) {
    if (code == MDB_SUCCESS) { return; }
    const auto text = std::string(what) + ": " + mdb_strerror(code);
    if (code == MDB_MAP_FULL) { throw MapFull(text); }
    if (code == EACCES || code == EPERM || code == EROFS) { throw AccessDenied(text); }
    throw StorageError(text);
}

template <auto close>
struct CloseWith {
    template <class T>
    void operator()(T* handle) const noexcept {
        close(handle);
    }
};

using Environment = std::unique_ptr<MDB_env, CloseWith<&mdb_env_close>>;
using Transaction = std::unique_ptr<MDB_txn, CloseWith<&mdb_txn_abort>>;
using LmdbCursor = std::unique_ptr<MDB_cursor, CloseWith<&mdb_cursor_close>>;

MDB_val value_of(std::string_view bytes) {
    // LMDB's interface is not const-correct; it never writes through a key or a value it is given.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): see the line above.
    return {bytes.size(), const_cast<char*>(bytes.data())};
}

std::string_view view_of(const MDB_val& value) {
    return {static_cast<const char*>(value.mv_data), value.mv_size};
}

unsigned flags_for(Durability durability) {
    // MDB_NOTLS lets a thread hold more than one snapshot; MDB_NORDAHEAD leaves reading ahead to
    // those who walk in order. Truth keeps every durable default.
    const unsigned shared = MDB_NOTLS | MDB_NORDAHEAD;
    return durability == Durability::full ? shared : shared | MDB_NOMETASYNC;
}

Environment open_environment(const std::filesystem::path& folder, const StoreOptions& options,
                             std::uint64_t map_size_bytes) {
    MDB_env* raw = nullptr;
    require(mdb_env_create(&raw), "mdb_env_create");
    Environment environment(raw);
    require(mdb_env_set_maxdbs(raw, static_cast<MDB_dbi>(options.tables.size())),
            "mdb_env_set_maxdbs");
    require(mdb_env_set_mapsize(raw, map_size_bytes), "mdb_env_set_mapsize");
    require(mdb_env_open(raw, folder.c_str(), flags_for(options.durability), 0600), "mdb_env_open");
    return environment;
}

/// Stands for a table that an older store does not have; LMDB's own tables are 0 and 1.
constexpr MDB_dbi missing_table = 0;

bool may_be_missing(const StoreOptions& options, std::size_t index) {
    return index + options.later_table_count >= options.tables.size();
}

std::vector<MDB_dbi> open_tables(MDB_env* environment, const StoreOptions& options,
                                 unsigned flags) {
    MDB_txn* raw = nullptr;
    require(mdb_txn_begin(environment, nullptr, flags == 0 ? MDB_RDONLY : 0, &raw),
            "mdb_txn_begin");
    Transaction transaction(raw);
    std::vector<MDB_dbi> tables;
    for (std::size_t i = 0; i < options.tables.size(); ++i) {
        MDB_dbi table = missing_table;
        const int code = mdb_dbi_open(raw, options.tables[i].c_str(), flags, &table);
        const bool is_missing = code == MDB_NOTFOUND && may_be_missing(options, i);
        if (!is_missing) { require(code, "mdb_dbi_open"); }
        tables.push_back(is_missing ? missing_table : table);
    }
    require(mdb_txn_commit(transaction.release()), "mdb_txn_commit");
    return tables;
}

std::uint64_t size_of(const std::filesystem::path& file) {
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::uint64_t rounded_map_size(std::uint64_t file_size_bytes, const StoreOptions& options) {
    constexpr std::uint64_t step = std::uint64_t{1} << 24U;
    const auto wanted = std::max(options.map_size_bytes, file_size_bytes * 2);
    return (wanted + step - 1) / step * step;
}

}  // namespace

struct Cursor::State {
    LmdbCursor cursor;

    [[nodiscard]] std::optional<Row> move(std::string_view from, MDB_cursor_op operation) const {
        if (cursor == nullptr) { return std::nullopt; }  // of a table that is missing
        MDB_val key = value_of(from);
        MDB_val value{};
        const int code = mdb_cursor_get(cursor.get(), &key, &value, operation);
        if (code == MDB_NOTFOUND) { return std::nullopt; }
        require(code, "mdb_cursor_get");
        return Row{view_of(key), view_of(value)};
    }
};

Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

std::optional<Row> Cursor::first() {
    return state_->move({}, MDB_FIRST);
}
std::optional<Row> Cursor::last() {
    return state_->move({}, MDB_LAST);
}
std::optional<Row> Cursor::next() {
    return state_->move({}, MDB_NEXT);
}
std::optional<Row> Cursor::previous() {
    return state_->move({}, MDB_PREV);
}

std::optional<Row> Cursor::at_or_after(std::string_view key) {
    return state_->move(key, MDB_SET_RANGE);
}

std::optional<Row> Cursor::at_or_before(std::string_view key) {
    const auto row = at_or_after(key);
    if (!row) { return last(); }
    return row->key == key ? row : previous();
}

struct ReadTransaction::State {
    Transaction transaction;
    const std::vector<MDB_dbi>* tables;

    [[nodiscard]] MDB_dbi table(std::size_t index) const {
        check(index < tables->size(), "the table was named when the store was opened");
        return (*tables)[index];
    }
};

ReadTransaction::ReadTransaction(std::unique_ptr<State> state) : state_(std::move(state)) {}
ReadTransaction::~ReadTransaction() = default;
ReadTransaction::ReadTransaction(ReadTransaction&&) noexcept = default;
ReadTransaction& ReadTransaction::operator=(ReadTransaction&&) noexcept = default;

std::optional<std::string_view> ReadTransaction::get(std::size_t table,
                                                     std::string_view key) const {
    MDB_val wanted = value_of(key);
    MDB_val value{};
    if (state_->table(table) == missing_table) { return std::nullopt; }
    const int code = mdb_get(state_->transaction.get(), state_->table(table), &wanted, &value);
    if (code == MDB_NOTFOUND) { return std::nullopt; }
    require(code, "mdb_get");
    return view_of(value);
}

Cursor ReadTransaction::cursor(std::size_t table) const {
    MDB_cursor* raw = nullptr;
    if (state_->table(table) != missing_table) {
        require(mdb_cursor_open(state_->transaction.get(), state_->table(table), &raw),
                "mdb_cursor_open");
    }
    auto state = std::make_unique<Cursor::State>();
    state->cursor.reset(raw);
    return Cursor(std::move(state));
}

std::uint64_t ReadTransaction::row_count(std::size_t table) const {
    MDB_stat status{};
    if (state_->table(table) == missing_table) { return 0; }
    require(mdb_stat(state_->transaction.get(), state_->table(table), &status), "mdb_stat");
    return status.ms_entries;
}

std::uint64_t ReadTransaction::commit_number() const {
    return mdb_txn_id(state_->transaction.get());
}

void WriteTransaction::put(std::size_t table, std::string_view key, std::string_view value) {
    MDB_val stored_key = value_of(key);
    MDB_val stored_value = value_of(value);
    require(mdb_put(state_->transaction.get(), state_->table(table), &stored_key, &stored_value, 0),
            "mdb_put");
}

void WriteTransaction::append(std::size_t table, std::string_view key, std::string_view value) {
    MDB_val stored_key = value_of(key);
    MDB_val stored_value = value_of(value);
    require(mdb_put(state_->transaction.get(), state_->table(table), &stored_key, &stored_value,
                    MDB_APPEND),
            "mdb_put");
}

void WriteTransaction::erase(std::size_t table, std::string_view key) {
    MDB_val wanted = value_of(key);
    const int code = mdb_del(state_->transaction.get(), state_->table(table), &wanted, nullptr);
    if (code != MDB_NOTFOUND) { require(code, "mdb_del"); }
}

void WriteTransaction::clear(std::size_t table) {
    require(mdb_drop(state_->transaction.get(), state_->table(table), 0), "mdb_drop");
}

void WriteTransaction::commit() {
    // mdb_txn_commit frees the handle whether or not it succeeds: give up ownership first.
    const int code = mdb_txn_commit(state_->transaction.release());
    if (code == MDB_SUCCESS) { return; }
    const auto text = std::string("mdb_txn_commit: ") + mdb_strerror(code);
    if (code == MDB_MAP_FULL) { throw MapFull(text); }
    // These two come from writing data pages, before the head of the store changes.
    if (code == MDB_TXN_FULL || code == ENOSPC) { throw StorageError(text); }
    throw UnknownOutcome(text);
}

struct Store::State {
    std::filesystem::path folder;
    StoreOptions options;
    Environment environment;
    std::vector<MDB_dbi> tables;

    [[nodiscard]] std::filesystem::path data_file() const { return folder / "data.mdb"; }

    [[nodiscard]] std::unique_ptr<ReadTransaction::State> begin(unsigned flags) const {
        MDB_txn* raw = nullptr;
        int code = mdb_txn_begin(environment.get(), nullptr, flags, &raw);
        if (code == MDB_MAP_RESIZED) {  // another process enlarged the map
            require(mdb_env_set_mapsize(environment.get(), 0), "mdb_env_set_mapsize");
            code = mdb_txn_begin(environment.get(), nullptr, flags, &raw);
        }
        require(code, "mdb_txn_begin");
        auto state = std::make_unique<ReadTransaction::State>();
        state->transaction.reset(raw);
        state->tables = &tables;
        return state;
    }

    [[nodiscard]] std::uint64_t map_size_bytes() const {
        MDB_envinfo info{};
        require(mdb_env_info(environment.get(), &info), "mdb_env_info");
        return info.me_mapsize;
    }

    /// LMDB may leave the last pages of a commit unwritten when they are not in use; a file as
    /// long as it says is what check_data_file() relies on. Throws UnknownOutcome:
    /// the commit stands.
    void extend_to_promise() const {
        MDB_envinfo info{};
        MDB_stat status{};
        require(mdb_env_info(environment.get(), &info), "mdb_env_info");
        require(mdb_env_stat(environment.get(), &status), "mdb_env_stat");
        const auto promised = (info.me_last_pgno + 1) * std::uint64_t{status.ms_psize};
        if (size_of(data_file()) < promised &&
            ::truncate(data_file().c_str(), static_cast<off_t>(promised)) != 0) {
            throw UnknownOutcome("cannot extend " + data_file().string());
        }
    }
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

void Store::create(const std::filesystem::path& folder, const StoreOptions& options) {
    auto temporary = folder;
    temporary += ".new-" + std::to_string(::getpid());
    std::filesystem::remove_all(temporary);
    make_private_folder(temporary);
    {
        const auto environment = open_environment(temporary, options, rounded_map_size(0, options));
        open_tables(environment.get(), options, MDB_CREATE);
        require(mdb_env_sync(environment.get(), 1), "mdb_env_sync");
    }
    sync_folder(temporary);
    const auto renamed = rename_new(temporary, folder);
    if (!renamed) { throw StorageError(renamed.error().detail); }
}

Result<Store> Store::open(const std::filesystem::path& folder, const StoreOptions& options) {
    const auto data_file = folder / "data.mdb";
    const auto checked = check_data_file(data_file);
    if (!checked) { return checked.error(); }
    const auto local = require_local_file_system(folder);
    if (!local) { return local.error(); }
    auto state = std::make_unique<State>();
    state->folder = folder;
    state->options = options;
    try {
        state->environment =
            open_environment(folder, options, rounded_map_size(size_of(data_file), options));
        state->tables = open_tables(state->environment.get(), options, 0);
    } catch (const AccessDenied& error) {
        return Error(Errc::unsafe_permissions,
                     folder.string() + " cannot be opened (" + error.what() +
                         "); readers, too, need to write its lock file: give the user who runs "
                         "peil access, or a copy");
    } catch (const StorageError& error) {
        return Error(Errc::ledger_damaged,
                     folder.string() + " cannot be opened (" + error.what() + ")");
    }
    return Store(std::move(state));
}

ReadTransaction Store::read() const {
    return ReadTransaction(state_->begin(MDB_RDONLY));
}

Result<void> Store::update(const std::function<Result<void>(WriteTransaction&)>& change) {
    while (true) {
        try {
            WriteTransaction transaction(state_->begin(0));
            auto changed = change(transaction);
            if (!changed) { return changed; }
            transaction.commit();
            state_->extend_to_promise();
            return changed;
        } catch (const MapFull&) {
            require(mdb_env_set_mapsize(state_->environment.get(), state_->map_size_bytes() * 2),
                    "mdb_env_set_mapsize");
        }
    }
}

void Store::add_missing_tables() {
    auto& tables = state_->tables;
    if (std::find(tables.begin(), tables.end(), missing_table) == tables.end()) { return; }
    tables = open_tables(state_->environment.get(), state_->options, MDB_CREATE);
    state_->extend_to_promise();
}

std::uint64_t Store::file_size_bytes() const {
    return size_of(state_->data_file());
}
std::uint64_t Store::map_size_bytes() const {
    return state_->map_size_bytes();
}

}  // namespace peil::core
