// The schema of the truth: eight tables, one page. Every byte is described in docs/FORMAT.md.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/check.hpp>
#include <peil/core/ledger.hpp>
#include <peil/core/store.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peil::core {

/// Positions in the list of table names.
namespace table {
constexpr std::size_t events = 0;       ///< sequence u64 → stored bytes
constexpr std::size_t disclosures = 1;  ///< sequence u64, digest[32] → disclosure text
constexpr std::size_t nodes = 2;        ///< position u64 (stored_index) → hash[32]
constexpr std::size_t ids = 3;          ///< event id → sequence u64
constexpr std::size_t checkpoints = 4;  ///< tree size u64 → signed note
constexpr std::size_t facts = 5;        ///< `head`, `settings`, and `keys` once one changed
// Evidence from outside. Ledgers made before these have no such tables.
constexpr std::size_t cosignatures = 6;  ///< tree size u64, key id[4], time u64 → signature line
constexpr std::size_t timestamps = 7;    ///< tree size u64, number u64 from 0 → RFC 3161 token
}  // namespace table

constexpr std::string_view head_key = "head";
constexpr std::string_view settings_key = "settings";
/// The numbers of the events about keys, u64 each, in order.
constexpr std::string_view keys_key = "keys";

[[nodiscard]] inline StoreOptions truth_options() {
    return {.tables = {"events", "disclosures", "nodes", "ids", "checkpoints", "facts",
                       "cosignatures", "timestamps"},
            .later_table_count = 2};
}

[[nodiscard]] inline std::string disclosure_key(std::uint64_t sequence, const Hash& digest) {
    auto key = u64_be(sequence);
    key += as_text(as_bytes(digest));
    return key;
}

/// The head as stored: size u64, root[32], time u64. Nothing if the row is missing or misshapen, or
/// states a size that no tree has.
[[nodiscard]] std::optional<Head> read_head(const ReadTransaction& rows);
[[nodiscard]] std::string encode_head(const Head& head);

[[nodiscard]] std::string encode_settings(const LedgerSettings& settings);
[[nodiscard]] Result<LedgerSettings> read_settings(const ReadTransaction& rows);

/// The log's keys, from the first one in the settings and the events that `keys` names.
/// Errors: ledger_damaged.
[[nodiscard]] Result<LogKeys> read_log_keys(const ReadTransaction& rows,
                                            const LedgerSettings& settings);
/// Whether the row `keys` names events of this type.
[[nodiscard]] bool is_about_keys(std::string_view type);

/// Disclosures of one event, in the order of their digests.
[[nodiscard]] std::vector<std::string_view> read_disclosures(const ReadTransaction& rows,
                                                             std::uint64_t sequence);

/// The stored hashes of a transaction's tree. Throws StorageError for a hash that is not there.
class StoredHashes final : public HashReader {
  public:
    explicit StoredHashes(const ReadTransaction& rows) : rows_(rows) {}
    void read(std::span<const NodeId> ids, std::span<Hash> out) const override;

  private:
    const ReadTransaction& rows_;
};

}  // namespace peil::core
