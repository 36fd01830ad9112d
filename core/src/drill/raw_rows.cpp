// One row at a time.
// SPDX-License-Identifier: EUPL-1.2
#include "../ledger_tables.hpp"
#include <peil/core/drill.hpp>

namespace peil::core {

void alter_rows(const LedgerFolder& folder, const std::function<void(RawRows& rows)>& change) {
    auto store = Store::open(folder.truth(), truth_options());
    if (!store) { throw StorageError(store.error().detail); }
    store->add_missing_tables();
    const auto altered = store->update([&](WriteTransaction& transaction) -> Result<void> {
        RawRows rows(transaction);
        change(rows);
        return {};
    });
    if (!altered) { throw StorageError(altered.error().detail); }
}

void RawRows::put_event(std::uint64_t sequence, std::string_view bytes) {
    rows_.put(table::events, u64_be(sequence), bytes);
}

void RawRows::erase_event(std::uint64_t sequence) {
    rows_.erase(table::events, u64_be(sequence));
}

void RawRows::put_disclosure(std::uint64_t sequence, const Hash& digest, std::string_view text) {
    rows_.put(table::disclosures, disclosure_key(sequence, digest), text);
}

void RawRows::erase_disclosure(std::uint64_t sequence, const Hash& digest) {
    rows_.erase(table::disclosures, disclosure_key(sequence, digest));
}

void RawRows::put_head(const Head& head) {
    rows_.put(table::facts, head_key, encode_head(head));
}

void RawRows::put_settings(const LedgerSettings& settings) {
    rows_.put(table::facts, settings_key, encode_settings(settings));
}

void RawRows::put_checkpoint(std::uint64_t size, std::string_view note) {
    rows_.put(table::checkpoints, u64_be(size), note);
}

void RawRows::erase_checkpoint(std::uint64_t size) {
    rows_.erase(table::checkpoints, u64_be(size));
}

void RawRows::erase_id(std::string_view id) {
    rows_.erase(table::ids, id);
}

}  // namespace peil::core
