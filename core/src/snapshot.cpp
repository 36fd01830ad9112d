// Reading the ledger at one moment.
// SPDX-License-Identifier: EUPL-1.2
#include "snapshot_state.hpp"

#include <utility>

namespace peil::core {

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::~Snapshot() = default;
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;

const Head& Snapshot::head() const {
    return state_->head;
}
const LedgerSettings& Snapshot::settings() const {
    return *state_->settings;
}
const HashReader& Snapshot::hashes() const {
    return state_->hashes;
}
const ReadTransaction& Snapshot::rows() const {
    return state_->rows;
}

std::optional<std::string_view> Snapshot::event(std::uint64_t sequence) const {
    if (sequence == 0 || sequence > state_->head.size) { return std::nullopt; }
    return state_->rows.get(table::events, u64_be(sequence));
}

std::vector<std::string_view> Snapshot::disclosures(std::uint64_t sequence) const {
    return read_disclosures(state_->rows, sequence);
}

std::optional<std::uint64_t> Snapshot::find_id(std::string_view id) const {
    if (id.empty() || id.size() > id_size_bytes_max) { return std::nullopt; }
    const auto row = state_->rows.get(table::ids, id);
    return row && row->size() == 8 ? std::optional(read_u64_be(*row)) : std::nullopt;
}

std::uint64_t Snapshot::id_count() const {
    return state_->rows.row_count(table::ids);
}

Result<Envelope> Snapshot::envelope(std::uint64_t sequence) const {
    const auto bytes = event(sequence);
    const auto name = "event " + std::to_string(sequence);
    if (!bytes) { return Error(Errc::ledger_damaged, name + " is missing"); }
    auto envelope = decode_event(*bytes);
    if (!envelope) {
        return Error(Errc::ledger_damaged,
                     name + " cannot be read (" + envelope.error().detail + ")");
    }
    if (envelope->sequence != sequence) {
        return Error(Errc::ledger_damaged,
                     name + " carries the number " + std::to_string(envelope->sequence) + "");
    }
    return envelope;
}

Result<LogKeys> Snapshot::log_keys() const {
    return read_log_keys(state_->rows, *state_->settings);
}

std::uint64_t Snapshot::size_at(UnixMs time) const {
    std::uint64_t first = 0;  // events [1, first] are recorded at or before the moment
    std::uint64_t last = state_->head.size;
    while (first < last) {
        const auto middle = first + (last - first + 1) / 2;
        const auto bytes = event(middle);
        const auto recorded = bytes ? parse_time(find_time(*bytes)) : std::nullopt;
        if (recorded && *recorded <= time) {
            first = middle;
        } else {
            last = middle - 1;
        }
    }
    return first;
}

std::vector<StoredCheckpoint> Snapshot::checkpoints() const {
    std::vector<StoredCheckpoint> all;
    auto cursor = state_->rows.cursor(table::checkpoints);
    for (auto row = cursor.first(); row; row = cursor.next()) {
        all.push_back({row->key.size() == 8 ? read_u64_be(row->key) : 0, std::string(row->value)});
    }
    return all;
}

std::optional<StoredCheckpoint> Snapshot::last_checkpoint() const {
    const auto row = state_->rows.cursor(table::checkpoints).last();
    if (!row || row->key.size() != 8) { return std::nullopt; }
    return StoredCheckpoint{read_u64_be(row->key), std::string(row->value)};
}

}  // namespace peil::core
