// Two tables, appended in key order, with LMDB's default durability: each commit is synced twice,
// data and head, as in peil::core.
// SPDX-License-Identifier: EUPL-1.2
#include "raw_store.hpp"

#include <lmdb.h>

#include <array>
#include <stdexcept>

namespace peil::bench {

namespace {

constexpr std::size_t map_size_bytes = std::size_t{1} << 36U;
constexpr std::array<const char*, 2> names{"events", "disclosures"};

void require(int code, const char* what) {
    if (code != MDB_SUCCESS) {
        throw std::runtime_error(std::string(what) + ": " + mdb_strerror(code));
    }
}

struct Close {
    void operator()(MDB_env* environment) const noexcept { mdb_env_close(environment); }
    void operator()(MDB_txn* transaction) const noexcept { mdb_txn_abort(transaction); }
};

using Environment = std::unique_ptr<MDB_env, Close>;
using Transaction = std::unique_ptr<MDB_txn, Close>;

Transaction begin(MDB_env* environment, unsigned flags) {
    MDB_txn* raw = nullptr;
    require(mdb_txn_begin(environment, nullptr, flags, &raw), "mdb_txn_begin");
    return Transaction(raw);
}

MDB_val value_of(std::string& bytes) {
    return {bytes.size(), bytes.data()};
}

}  // namespace

struct RawStore::State {
    Environment environment;
    std::array<MDB_dbi, names.size()> tables{};
};

RawStore::RawStore(const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
    const bool is_new = std::filesystem::create_directories(folder);
    MDB_env* raw = nullptr;
    require(mdb_env_create(&raw), "mdb_env_create");
    state_->environment.reset(raw);
    require(mdb_env_set_maxdbs(raw, names.size()), "mdb_env_set_maxdbs");
    require(mdb_env_set_mapsize(raw, map_size_bytes), "mdb_env_set_mapsize");
    require(mdb_env_open(raw, folder.c_str(), MDB_NORDAHEAD, 0600), "mdb_env_open");
    auto transaction = begin(raw, is_new ? 0 : MDB_RDONLY);
    for (std::size_t i = 0; i < names.size(); ++i) {
        require(
            mdb_dbi_open(transaction.get(), names[i], is_new ? MDB_CREATE : 0, &state_->tables[i]),
            "mdb_dbi_open");
    }
    require(mdb_txn_commit(transaction.release()), "mdb_txn_commit");
}

RawStore::~RawStore() = default;
RawStore::RawStore(RawStore&&) noexcept = default;
RawStore& RawStore::operator=(RawStore&&) noexcept = default;

void RawStore::append(std::span<RawRow> rows) {
    auto transaction = begin(state_->environment.get(), 0);
    for (auto& row : rows) {
        auto key = value_of(row.key);
        auto value = value_of(row.value);
        require(mdb_put(transaction.get(), state_->tables.at(row.table), &key, &value, MDB_APPEND),
                "mdb_put");
    }
    require(mdb_txn_commit(transaction.release()), "mdb_txn_commit");
}

std::uint64_t RawStore::row_count() const {
    auto transaction = begin(state_->environment.get(), MDB_RDONLY);
    MDB_stat status{};
    require(mdb_stat(transaction.get(), state_->tables.front(), &status), "mdb_stat");
    return status.ms_entries;
}

std::string RawStore::version() {
    int major = 0;
    int minor = 0;
    int patch = 0;
    mdb_version(&major, &minor, &patch);
    return std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
}

}  // namespace peil::bench
