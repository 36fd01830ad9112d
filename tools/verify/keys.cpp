// Which key of a log counts at which size: docs/FORMAT.md, section 19.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

LogKeys::LogKeys(const Json& document) {
    const auto& first = document["logKey"].text;
    spans_.push_back({parse_key(first, log_key_type), first});
    std::uint64_t before = 0;
    for (const auto& each : document["keys"]["events"].items) {
        const Event event(each["event"].text);
        require(event.sequence > before, "events about keys that are not in order");
        before = event.sequence;
        const bool is_end = event.json["type"].text == "nl.peil.key.revoked";
        is_end ? revoke(event) : rotate(event);
    }
}

void LogKeys::rotate(const Event& event) {
    auto& old = spans_.back();
    const auto& vkey = event.data["logKey"].text;
    const auto key = parse_key(vkey, log_key_type);
    const auto text =
        old.key.name + "\nnext key by event " + event.json["sequence"].text + '\n' + vkey + '\n';
    const auto is_known = [&](const Span& span) {
        return span.key.id == key.id || span.key.public_key == key.public_key;
    };
    require(event.json["type"].text == "nl.peil.key.rotated" && key.name == old.key.name &&
                event.data["key"].text == to_hex(key.id) &&
                event.data["previous"].text == old.vkey &&
                std::none_of(spans_.begin(), spans_.end(), is_known) &&
                is_signed(text, from_base64(event.data["signature"].text), old.key.public_key),
            "a key that does not follow the one before it");
    old.last = event.sequence - 1;
    spans_.push_back({key, vkey, event.sequence});
}

void LogKeys::revoke(const Event& event) {
    const auto& text = event.data["from"];
    const auto from = text.is_null() ? event.sequence : from_padded(text.text);
    const auto span = std::find_if(spans_.begin(), spans_.end() - 1, [&](const Span& each) {
        return to_hex(each.key.id) == event.data["key"].text;
    });
    require(
        span != spans_.end() - 1 && span->revoked == no_size && from >= 1 && from <= event.sequence,
        "a key that cannot be revoked so");
    span->revoked = from;
}

TreeHead LogKeys::open(std::string_view note) const {
    const auto size = parse_checkpoint(parse_note(note).text).tree.size;
    std::vector<Key> counting;
    for (const auto& [key, vkey, first, last, revoked] : spans_) {
        if (size >= first && size <= last && size < revoked) { counting.push_back(key); }
    }
    return open_checkpoint(note, origin(), counting);
}

void LogKeys::require_recorded(const Json& document) const {
    const auto& history = document["keys"];
    if (history.is_null()) { return; }
    const auto tree = open(history["checkpoint"].text);
    require(
        is_consistent(open(document["checkpoint"].text), tree, read_hashes(history["consistency"])),
        "the log does not grow to the one that holds its keys");
    for (const auto& each : history["events"].items) {
        const auto& event = each["event"].text;
        require(is_included(leaf_hash(event), Event(event).sequence - 1, tree,
                            read_hashes(each["inclusion"])),
                "an event about a key that is not in the log");
    }
}

bool LogKeys::has_one_of(const std::vector<Key>& keys) const {
    return std::any_of(spans_.begin(), spans_.end(), [&](const Span& span) {
        return std::find(keys.begin(), keys.end(), span.key) != keys.end();
    });
}

}  // namespace peil::audit
