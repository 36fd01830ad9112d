// Reading and storing what witnesses and timestamping authorities gave.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_state.hpp"
#include "ledger_tables.hpp"
#include "snapshot_state.hpp"
#include <peil/core/cosignature.hpp>
#include <peil/core/evidence.hpp>

#include <algorithm>
#include <utility>

namespace peil::core {

namespace {

constexpr std::size_t cosignature_key_size_bytes = 20;
constexpr std::size_t timestamp_key_size_bytes = 16;

std::string cosignature_row_key(std::uint64_t size, const NoteSignature& line) {
    auto key = u64_be(size);
    key += as_text(line.key_id);
    append_u64_be(key, cosignature_time(line).value_or(0));
    return key;
}

std::string timestamp_row_key(std::uint64_t size, std::uint64_t number) {
    auto key = u64_be(size);
    append_u64_be(key, number);
    return key;
}

/// Errors: index_out_of_range unless a checkpoint of this size is stored.
Result<void> require_checkpoint(const ReadTransaction& rows, std::uint64_t size) {
    if (rows.get(table::checkpoints, u64_be(size))) { return {}; }
    return Error(Errc::index_out_of_range,
                 "there is no checkpoint of size " + std::to_string(size));
}

/// The later of two lines of one key comes later in the table.
void replace_line(std::vector<NoteSignature>& lines, const NoteSignature& line) {
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const NoteSignature& each) {
        return each.key_id == line.key_id && each.name == line.name;
    });
    if (same == lines.end()) {
        lines.push_back(line);
    } else {
        *same = line;
    }
}

/// Takes in what the witnesses of the policy say of one checkpoint.
void survey_checkpoint(const SignedNote& note, std::uint64_t size, const TrustPolicy& policy,
                       WitnessOverview& overview) {
    std::vector<WitnessTime> times;
    for (std::size_t i = 0; i < policy.witnesses.size(); ++i) {
        const auto& witness = policy.witnesses[i];
        for (const auto& line : note.signatures) {
            if (!is_by(line, witness.key)) { continue; }
            const auto opened = open_cosignature(line, note.text, witness.key);
            if (!opened) {
                overview.damaged.push_back(size);
                continue;
            }
            times.push_back({witness.name, opened->time_seconds});
            overview.witnesses[i].size = size;
            overview.witnesses[i].time_seconds = opened->time_seconds;
        }
    }
    if (const auto time = quorum_time(policy, std::move(times))) {
        overview.quorum_size = size;
        overview.quorum_time_seconds = time;
    }
}

}  // namespace

Result<std::vector<NoteSignature>> Snapshot::cosignatures(std::uint64_t size) const {
    std::vector<NoteSignature> lines;
    const auto prefix = u64_be(size);
    auto cursor = state_->rows.cursor(table::cosignatures);
    for (auto row = cursor.at_or_after(prefix); row && row->key.starts_with(prefix);
         row = cursor.next()) {
        const auto parsed = parse_signature_lines(row->value);
        const bool is_whole = parsed && parsed->size() == 1 &&
                              row->key.size() == cosignature_key_size_bytes &&
                              row->key == cosignature_row_key(size, parsed->front());
        if (!is_whole) {
            return Error(Errc::ledger_damaged,
                         "a cosignature of size " + std::to_string(size) + " cannot be read");
        }
        lines.push_back(parsed->front());
    }
    return lines;
}

std::vector<StoredTimestamp> Snapshot::timestamps(std::uint64_t size) const {
    std::vector<StoredTimestamp> found;
    const auto prefix = u64_be(size);
    auto cursor = state_->rows.cursor(table::timestamps);
    for (auto row = cursor.at_or_after(prefix); row && row->key.starts_with(prefix);
         row = cursor.next()) {
        const auto token = as_bytes(row->value);
        const bool is_key = row->key.size() == timestamp_key_size_bytes;
        found.push_back({size,
                         is_key ? read_u64_be(row->key.substr(8)) : found.size(),
                         {token.begin(), token.end()}});
    }
    return found;
}

Result<void> Ledger::keep_cosignatures(std::uint64_t size, std::span<const NoteSignature> lines) {
    state_->store.add_missing_tables();
    return state_->store.update([&](WriteTransaction& rows) -> Result<void> {
        const auto present = require_checkpoint(rows, size);
        if (!present) { return present.error(); }
        for (const auto& line : lines) {
            rows.put(table::cosignatures, cosignature_row_key(size, line),
                     encode_signature_line(line));
        }
        return {};
    });
}

Result<void> Ledger::keep_timestamp(const StoredTimestamp& timestamp) {
    state_->store.add_missing_tables();
    return state_->store.update([&](WriteTransaction& rows) -> Result<void> {
        const auto present = require_checkpoint(rows, timestamp.size);
        if (!present) { return present.error(); }
        const auto key = timestamp_row_key(timestamp.size, timestamp.number);
        if (rows.get(table::timestamps, key)) {
            return Error(Errc::size_conflict, "another timestamp was stored in the meantime");
        }
        rows.put(table::timestamps, key, as_text(timestamp.token));
        return {};
    });
}

Result<SignedNote> cosigned_checkpoint(const Snapshot& snapshot,
                                       const StoredCheckpoint& checkpoint) {
    auto note = parse_note(checkpoint.note);
    if (!note) { return note.error(); }
    const auto lines = snapshot.cosignatures(checkpoint.size);
    if (!lines) { return lines.error(); }
    std::vector<NoteSignature> latest;
    for (const auto& line : *lines) { replace_line(latest, line); }
    const auto room =
        note_signature_count_max - std::min(note_signature_count_max, note->signatures.size());
    latest.resize(std::min(latest.size(), room));
    note->signatures.insert(note->signatures.end(), latest.begin(), latest.end());
    return note;
}

Result<std::optional<TrustPolicy>> read_policy(const LedgerFolder& folder) {
    const auto text = read_file(folder.policy(), policy_size_limit_bytes);
    if (!text) { return std::optional<TrustPolicy>(); }
    auto policy = parse_policy(*text);
    if (!policy) {
        return Error(policy.error().code, folder.policy().string() + ": " + policy.error().detail);
    }
    return std::optional(*std::move(policy));
}

std::optional<Timestamping> read_timestamping(const LedgerFolder& folder) {
    const auto text = read_file(folder.timestamping(), 2 * timestamping_size_max_bytes);
    if (!text) { return std::nullopt; }
    const auto end = std::min(text->find('\n'), text->size());
    return Timestamping{.url = text->substr(0, end),
                        .roots = text->substr(std::min(end + 1, text->size()))};
}

WitnessOverview survey_witnesses(const Snapshot& snapshot, const TrustPolicy& policy) {
    WitnessOverview overview;
    for (const auto& witness : policy.witnesses) { overview.witnesses.push_back({witness.name}); }
    for (const auto& checkpoint : snapshot.checkpoints()) {
        const auto note = parse_note(checkpoint.note);
        if (!note) { continue; }  // the claim `signatures` tells
        const auto lines = snapshot.cosignatures(checkpoint.size);
        if (!lines) {
            overview.damaged.push_back(checkpoint.size);
            continue;
        }
        if (!lines->empty()) {
            survey_checkpoint({note->text, *lines}, checkpoint.size, policy, overview);
        }
    }
    return overview;
}

}  // namespace peil::core
