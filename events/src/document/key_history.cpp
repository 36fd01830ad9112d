// Telling, reading and checking how a log's keys followed each other.
// SPDX-License-Identifier: EUPL-1.2
#include "key_history.hpp"

#include <peil/core/checkpoint.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/error.hpp>

#include <algorithm>
#include <utility>

namespace peil::events {

namespace {

/// The numbers of the events about keys, in order.
std::vector<std::uint64_t> key_events(const core::LogKeys& keys) {
    std::vector<std::uint64_t> found;
    for (const auto& key : keys.all()) {
        if (key.introduced != 1) { found.push_back(key.introduced); }
        if (key.revoked != 0) { found.push_back(key.revoked); }
    }
    std::sort(found.begin(), found.end());
    return found;
}

core::Result<ProvenKeyEvent> prove_key_event(const core::Snapshot& ledger, std::uint64_t sequence,
                                             std::uint64_t size) {
    auto inclusion =
        core::prove_inclusion({.index = sequence - 1, .tree_size = size}, ledger.hashes());
    if (!inclusion) { return inclusion.error(); }
    return ProvenKeyEvent{std::string(ledger.event(sequence).value_or("")), *std::move(inclusion)};
}

core::Error bad_history(const std::string& why) {
    return {make_error_code(Errc::malformed_content), "/keys" + why};
}

core::Result<core::Checkpoint> open_text(const std::string& text, const core::LogKeys& keys) {
    const auto note = core::parse_note(text);
    if (!note) { return note.error(); }
    return core::open_checkpoint(*note, keys);
}

}  // namespace

std::optional<core::StoredCheckpoint> counting_checkpoint(
    const std::vector<core::StoredCheckpoint>& all, const core::LogKeys& keys, std::uint64_t size) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) {
        return each.size >= size && (keys.change_count() == 0 || open_text(each.note, keys));
    });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

core::Result<std::optional<KeyHistory>> make_key_history(const core::Snapshot& ledger,
                                                         const core::LogKeys& keys,
                                                         const core::StoredCheckpoint& checkpoint) {
    const auto all = ledger.checkpoints();
    auto sequences = key_events(keys);
    // What no checkpoint covers yet cannot be proven to anybody.
    std::erase_if(sequences, [&](auto sequence) { return sequence > all.back().size; });
    if (sequences.empty()) { return std::optional<KeyHistory>(); }
    const auto covering =
        counting_checkpoint(all, keys, std::max(sequences.back(), checkpoint.size));
    if (!covering) {
        return core::Error(core::Errc::not_sealed,
                           "no checkpoint covers the last change of the log's keys; type `peil "
                           "checkpoint` first");
    }
    KeyHistory history{.checkpoint = covering->note};
    auto consistency = core::prove_consistency(
        {.old_size = checkpoint.size, .current = covering->size}, ledger.hashes());
    if (!consistency) { return consistency.error(); }
    history.consistency = *std::move(consistency);
    for (const auto sequence : sequences) {
        auto event = prove_key_event(ledger, sequence, covering->size);
        if (!event) { return event.error(); }
        history.events.push_back(*std::move(event));
    }
    return std::optional(std::move(history));
}

core::Result<core::LogKeys> keys_of(const PublishedEvent& published) {
    auto keys = core::LogKeys::begin(published.log_key);
    if (!keys || !published.keys) { return keys; }
    std::uint64_t before = 0;
    for (const auto& each : published.keys->events) {
        const auto event = core::decode_event(each.event);
        if (!event) { return event.error(); }
        const auto change = core::read_key_change(*event);
        if (!change) { return change.error(); }
        if (!*change || event->sequence <= before) {
            return core::Error(core::Errc::malformed_event,
                               "event " + std::to_string(event->sequence) +
                                   " is not about a key, or not in its place");
        }
        before = event->sequence;
        const auto applied = keys->apply(**change, event->sequence);
        if (!applied) { return applied.error(); }
    }
    return keys;
}

core::Result<void> check_key_history(const PublishedEvent& published, const core::LogKeys& keys) {
    if (!published.keys) { return {}; }
    const auto own = open_text(published.checkpoint, keys);
    if (!own) { return own.error(); }
    const auto last = open_text(published.keys->checkpoint, keys);
    if (!last) { return last.error(); }
    const auto grown = core::verify_consistency(published.keys->consistency,
                                                {.old_size = own->size, .current = last->size},
                                                own->root, last->root);
    if (!grown) { return grown.error(); }
    core::Hasher hasher;
    for (const auto& each : published.keys->events) {
        const auto event = core::decode_event(each.event);
        if (!event) { return event.error(); }
        const auto included = core::verify_inclusion(
            each.inclusion, {.index = event->sequence - 1, .tree_size = last->size},
            hasher.leaf(core::as_bytes(each.event)), last->root);
        if (!included) { return included.error(); }
    }
    return {};
}

boost::json::object to_json(const KeyHistory& history) {
    boost::json::array events;
    for (const auto& each : history.events) {
        events.push_back(
            boost::json::object{{"event", each.event}, {"inclusion", hashes_json(each.inclusion)}});
    }
    return {{"checkpoint", history.checkpoint},
            {"consistency", hashes_json(history.consistency)},
            {"events", std::move(events)}};
}

core::Result<std::optional<KeyHistory>> read_key_history(const boost::json::object& document) {
    const auto* member = document.if_contains("keys");
    if (member == nullptr) { return std::optional<KeyHistory>(); }
    const auto* object = member->if_object();
    if (object == nullptr) { return bad_history(" is not an object"); }
    DocumentReader reader(*object);
    KeyHistory history{.checkpoint = reader.text("checkpoint"),
                       .consistency = reader.hashes("consistency")};
    for (const auto& item : reader.array("events")) {
        const auto* event = item.if_object();
        if (event == nullptr) { return bad_history("/events has an entry that is no object"); }
        DocumentReader inner(*event);
        history.events.push_back({inner.text("event"), inner.hashes("inclusion")});
        if (!inner.fault().empty()) { return bad_history("/events" + inner.fault()); }
    }
    if (!reader.fault().empty()) { return bad_history(reader.fault()); }
    return std::optional(std::move(history));
}

}  // namespace peil::events
