// Telling the past otherwise: all events at once.
// SPDX-License-Identifier: EUPL-1.2
#include "../high_water.hpp"
#include "../ledger_tables.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/checkpoint.hpp>
#include <peil/core/drill.hpp>
#include <peil/core/envelope.hpp>
#include <peil/core/files.hpp>

#include <algorithm>
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

/// The notes that are signed at each size of `sealed`, in their order.
std::vector<std::string> sign_sealed(const RawLedger& ledger, const SigningKey& key) {
    std::vector<std::string> notes;
    RightEdge edge;
    Hasher hasher;
    std::vector<TreeNode> nodes;
    const auto& origin = ledger.settings.origin;
    for (const auto size : ledger.sealed) {
        while (edge.size() < size) {
            nodes.clear();
            edge.append(hasher.leaf(as_bytes(ledger.events.at(edge.size()).bytes)), hasher, nodes);
        }
        const Checkpoint checkpoint{.origin = origin, .size = size, .root = edge.root(hasher)};
        notes.push_back(encode_note(sign_note(encode_checkpoint(checkpoint), origin, key)));
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

void rechain(RawLedger& ledger) {
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

void store_raw(const LedgerFolder& folder, const RawLedger& ledger, const SigningKey& key) {
    std::filesystem::remove_all(folder.truth());
    std::filesystem::remove(folder.high_water());
    Store::create(folder.truth(), truth_options());
    const auto notes = sign_sealed(ledger, key);
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
    for (const auto& event : events) {
        const auto members = parsed_event(event.bytes);
        const auto key = u64_be(++head.size);
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
}

}  // namespace peil::core
