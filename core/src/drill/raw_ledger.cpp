// Telling the past otherwise: all events at once.
// SPDX-License-Identifier: EUPL-1.2
#include "../high_water.hpp"
#include "../ledger_tables.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>
#include <peil/core/checkpoint.hpp>
#include <peil/core/drill.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/log_keys.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace peil::core {

namespace {

[[noreturn]] void fail_drill(const std::string& why) {
    throw StorageError("the copy cannot be altered: " + why);
}

boost::json::object parsed_event(std::string_view bytes) {
    auto parsed = parse_strict(bytes);
    if (!parsed || !parsed->is_object()) { fail_drill("an event cannot be read"); }
    return std::move(parsed->get_object());
}

/// What an event changes about the log's keys, if it does.
std::optional<KeyChange> key_change_of(std::string_view bytes) {
    const auto event = decode_event(bytes);
    const auto change = event ? read_key_change(*event) : event.error();
    return change ? *change : std::nullopt;
}

bool is_rotation(const RawEvent& event) {
    const auto change = key_change_of(event.bytes);
    return change && std::holds_alternative<KeyRotation>(*change);
}

/// Puts one key after the other into the events of a ledger.
class KeyExchange {
  public:
    KeyExchange(RawLedger& ledger, std::span<const SigningKey> keys)
        : ledger_(ledger), keys_(keys), origin_(ledger.settings.origin) {
        rename(ledger.settings.log_key, 0);
        ledger.settings.log_key = vkey_of(0);
    }

    void run() {
        auto& first = ledger_.events.front().bytes;
        first = altered_event(first, [&](boost::json::object& event) {
            auto& data = event.at("data").as_object();
            if (data.contains("logKey")) { data["logKey"] = vkey_of(0); }
        });
        std::size_t current = 0;
        for (std::size_t i = 0; i < ledger_.events.size(); ++i) {
            auto& bytes = ledger_.events[i].bytes;
            const auto change = key_change_of(bytes);
            if (!change) { continue; }
            if (const auto* rotation = std::get_if<KeyRotation>(&*change)) {
                rename(rotation->log_key, ++current);
                bytes = rotated(bytes, i + 1, current);
            } else {
                bytes = revoked(bytes, std::get<KeyRevocation>(*change).key_id);
            }
        }
    }

  private:
    [[nodiscard]] VerifierKey verifier(std::size_t index) const {
        auto key = make_verifier_key(origin_, keys_[index].public_key());
        if (!key) { fail_drill(key.error().detail); }
        return *std::move(key);
    }
    [[nodiscard]] std::string vkey_of(std::size_t index) const {
        return encode_vkey(verifier(index));
    }
    /// Remembers which key takes the place of one.
    void rename(std::string_view old_vkey, std::size_t index) {
        const auto old = parse_vkey(old_vkey);
        if (old) { new_ids_[id_text(*old)] = id_text(verifier(index)); }
    }
    [[nodiscard]] std::string rotated(std::string_view bytes, std::uint64_t sequence,
                                      std::size_t index) const {
        const auto vkey = vkey_of(index);
        const auto text = rotation_text(origin_, sequence, vkey);
        const auto signature = keys_[index - 1].sign(as_bytes(text));
        return altered_event(bytes, [&](boost::json::object& event) {
            auto& data = event.at("data").as_object();
            data["key"] = id_text(verifier(index));
            data["logKey"] = vkey;
            data["previous"] = vkey_of(index - 1);
            data["signature"] = encode_base64(signature);
        });
    }
    [[nodiscard]] std::string revoked(std::string_view bytes, const std::string& old_id) const {
        const auto id = new_ids_.find(old_id);
        if (id == new_ids_.end()) { fail_drill("a key was revoked that the log never had"); }
        return altered_event(bytes, [&](boost::json::object& event) {
            event.at("data").as_object()["key"] = id->second;
        });
    }

    RawLedger& ledger_;
    std::span<const SigningKey> keys_;
    std::string origin_;
    std::map<std::string, std::string> new_ids_;
};

/// The notes that are signed at each size of `sealed`, in their order.
std::vector<std::string> sign_sealed(const RawLedger& ledger, std::span<const SigningKey> keys) {
    std::vector<std::string> notes;
    RightEdge edge;
    Hasher hasher;
    std::vector<TreeNode> nodes;
    std::size_t current = 0;
    const auto& origin = ledger.settings.origin;
    for (const auto size : ledger.sealed) {
        while (edge.size() < size) {
            const auto& event = ledger.events.at(edge.size());
            current += static_cast<std::size_t>(is_rotation(event));
            nodes.clear();
            edge.append(hasher.leaf(as_bytes(event.bytes)), hasher, nodes);
        }
        const Checkpoint checkpoint{.origin = origin, .size = size, .root = edge.root(hasher)};
        notes.push_back(
            encode_note(sign_note(encode_checkpoint(checkpoint), origin, keys[current])));
    }
    return notes;
}

}  // namespace

Result<RawLedger> read_raw(const LedgerFolder& folder) {
    auto opened = Ledger::open(folder.root, Access::read, {});
    if (!opened) { return opened.error(); }
    const auto snapshot = opened->snapshot();
    RawLedger ledger{.settings = snapshot.settings()};
    for (std::uint64_t sequence = 1; sequence <= snapshot.head().size; ++sequence) {
        RawEvent event{.bytes = std::string(snapshot.event(sequence).value_or(""))};
        for (const auto text : snapshot.disclosures(sequence)) {
            event.disclosures.emplace_back(text);
        }
        ledger.events.push_back(std::move(event));
    }
    for (const auto& checkpoint : snapshot.checkpoints()) {
        ledger.sealed.push_back(checkpoint.size);
    }
    return ledger;
}

std::string altered_event(std::string_view bytes,
                          const std::function<void(boost::json::object& event)>& change) {
    auto event = parsed_event(bytes);
    change(event);
    std::string text;
    append_canonical(text, event);
    return text;
}

std::size_t key_count(const RawLedger& ledger) {
    return 1 + static_cast<std::size_t>(
                   std::count_if(ledger.events.begin(), ledger.events.end(), is_rotation));
}

void rechain(RawLedger& ledger, std::span<const SigningKey> keys) {
    check(keys.size() == key_count(ledger), "there is a key for each rotation, and one before");
    KeyExchange(ledger, keys).run();
    Hasher hasher;
    Hash previous;
    for (std::size_t i = 0; i < ledger.events.size(); ++i) {
        auto& bytes = ledger.events[i].bytes;
        bytes = altered_event(bytes, [&](boost::json::object& event) {
            event["sequence"] = format_sequence(i + 1);
            event["prevhash"] = to_hex(previous);
        });
        previous = hasher.leaf(as_bytes(bytes));
    }
}

void store_raw(const LedgerFolder& folder, const RawLedger& ledger,
               std::span<const SigningKey> keys) {
    std::filesystem::remove_all(folder.truth());
    std::filesystem::remove(folder.high_water());
    Store::create(folder.truth(), truth_options());
    const auto notes = sign_sealed(ledger, keys);
    alter_rows(folder, [&](RawRows& rows) {
        rows.put_settings(ledger.settings);
        rows.put_events(ledger.events);
        for (std::size_t i = 0; i < notes.size(); ++i) {
            rows.put_checkpoint(ledger.sealed[i], notes[i]);
        }
    });
    if (!notes.empty()) { renew_high_water(folder.high_water(), notes.back()); }
}

void RawRows::put_events(const std::vector<RawEvent>& events) {
    for (const auto each : {table::events, table::disclosures, table::nodes, table::ids}) {
        rows_.clear(each);
    }
    Head head;
    RightEdge edge;
    Hasher hasher;
    std::vector<TreeNode> nodes;
    std::string about_keys;
    for (const auto& event : events) {
        const auto members = parsed_event(event.bytes);
        const auto key = u64_be(++head.size);
        if (is_about_keys(members.at("type").as_string())) { about_keys += key; }
        rows_.append(table::events, key, event.bytes);
        for (const auto& text : event.disclosures) {
            put_disclosure(head.size, sha256(as_bytes(text)), text);
        }
        rows_.put(table::ids, members.at("id").as_string(), key);
        head.time = parse_time(members.at("time").as_string()).value_or(head.time);
        nodes.clear();
        edge.append(hasher.leaf(as_bytes(event.bytes)), hasher, nodes);
        for (const auto& node : nodes) {
            rows_.append(table::nodes, u64_be(stored_index(node.id)), as_text(as_bytes(node.hash)));
        }
    }
    head.root = edge.root(hasher);
    put_head(head);
    rows_.erase(table::facts, keys_key);
    if (!about_keys.empty()) { rows_.put(table::facts, keys_key, about_keys); }
}

}  // namespace peil::core
