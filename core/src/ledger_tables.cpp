// Reading and writing the rows of the truth that are not events.
// SPDX-License-Identifier: EUPL-1.2
#include "ledger_tables.hpp"

#include <peil/core/canonical_json.hpp>

#include <boost/json/object.hpp>

namespace peil::core {

namespace {

constexpr std::int64_t format_version = 1;
constexpr std::size_t head_size_bytes = 48;

std::string text_member(const boost::json::object& object, std::string_view name) {
    const auto* member = object.if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->get_string()) : "";
}

}  // namespace

std::optional<Head> read_head(const ReadTransaction& rows) {
    const auto row = rows.get(table::facts, head_key);
    if (!row || row->size() != head_size_bytes) { return std::nullopt; }
    if (read_u64_be(*row) > tree_size_max) { return std::nullopt; }
    return Head{.size = read_u64_be(*row),
                .root = *hash_from_bytes(as_bytes(row->substr(8, 32))),
                .time = static_cast<UnixMs>(read_u64_be(row->substr(40)))};
}

std::string encode_head(const Head& head) {
    auto row = u64_be(head.size);
    row += as_text(as_bytes(head.root));
    append_u64_be(row, static_cast<std::uint64_t>(head.time));
    return row;
}

std::string encode_settings(const LedgerSettings& settings) {
    std::string row;
    append_canonical(row, boost::json::object{{"actor", settings.actor},
                                              {"format", format_version},
                                              {"logKey", settings.log_key},
                                              {"origin", settings.origin},
                                              {"source", settings.source}});
    return row;
}

Result<LedgerSettings> read_settings(const ReadTransaction& rows) {
    const auto row = rows.get(table::facts, settings_key);
    const auto json = CanonicalJson::parse(row.value_or(""));
    if (!json || !json->value().is_object()) {
        return Error(Errc::ledger_damaged, "the ledger's settings cannot be read");
    }
    const auto& object = json->value().get_object();
    const auto* format = object.if_contains("format");
    if (format == nullptr || *format != format_version) {
        return Error(Errc::ledger_damaged,
                     "the ledger has another format than this program knows (1); use the version "
                     "of peil that wrote it");
    }
    return LedgerSettings{.origin = text_member(object, "origin"),
                          .source = text_member(object, "source"),
                          .actor = text_member(object, "actor"),
                          .log_key = text_member(object, "logKey")};
}

bool is_about_keys(std::string_view type) {
    return type == key_rotated_type || type == key_revoked_type;
}

Result<LogKeys> read_log_keys(const ReadTransaction& rows, const LedgerSettings& settings) {
    const auto damaged = [](const std::string& why) {
        return Error(Errc::ledger_damaged, "the log's keys cannot be told: " + why);
    };
    auto keys = LogKeys::begin(settings.log_key);
    if (!keys) { return damaged(keys.error().detail); }
    auto rest = rows.get(table::facts, keys_key).value_or("");
    if (rest.size() % sizeof(std::uint64_t) != 0) { return damaged("their list is cut off"); }
    for (; !rest.empty(); rest.remove_prefix(sizeof(std::uint64_t))) {
        const auto sequence = read_u64_be(rest);
        const auto name = "event " + std::to_string(sequence);
        const auto bytes = rows.get(table::events, u64_be(sequence));
        const auto event =
            bytes ? decode_event(*bytes) : Result<Envelope>(Error(Errc::ledger_damaged, "missing"));
        if (!event) { return damaged(name + ": " + event.error().detail); }
        const auto change = read_key_change(*event);
        if (!change) { return damaged(change.error().detail); }
        if (!*change || event->sequence != sequence) { return damaged(name + " is not about one"); }
        const auto applied = keys->apply(**change, sequence);
        if (!applied) { return damaged(applied.error().detail); }
    }
    return keys;
}

std::vector<std::string_view> read_disclosures(const ReadTransaction& rows,
                                               std::uint64_t sequence) {
    std::vector<std::string_view> texts;
    const auto prefix = u64_be(sequence);
    auto cursor = rows.cursor(table::disclosures);
    for (auto row = cursor.at_or_after(prefix); row && row->key.substr(0, 8) == prefix;
         row = cursor.next()) {
        texts.push_back(row->value);
    }
    return texts;
}

void StoredHashes::read(std::span<const NodeId> ids, std::span<Hash> out) const {
    check(ids.size() == out.size(), "every wanted hash has a place");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto row = rows_.get(table::nodes, u64_be(stored_index(ids[i])));
        const auto hash = row ? hash_from_bytes(as_bytes(*row)) : std::nullopt;
        if (!hash) {
            throw StorageError("the ledger lacks a hash of its tree, at events " +
                               std::to_string((ids[i].index << ids[i].level) + 1) + " to " +
                               std::to_string((ids[i].index + 1) << ids[i].level));
        }
        out[i] = *hash;
    }
}

}  // namespace peil::core
