// Which key of a log counts at which size: docs/FORMAT.md, section 19.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

LogKeys::LogKeys(const Json& document) {
    const auto& first = document.text_at("logKey");
    spans_.push_back({parse_key(first, log_key_type), first});
    const auto* history = document.find("keys");
    std::uint64_t before = 0;
    for (const auto& each : history == nullptr ? Json::Items() : history->list_at("events")) {
        const Event event(each.text_at("event"), {});
        require(event.sequence > before, "events about keys that are not in order");
        before = event.sequence;
        if (event.json.text_at("type") == "nl.peil.key.revoked") {
            revoke(event);
        } else {
            rotate(event);
        }
    }
}

void LogKeys::rotate(const Event& event) {
    auto& old = spans_.back();
    const auto& vkey = event.data.text_at("logKey");
    const auto key = parse_key(vkey, log_key_type);
    const auto text =
        old.key.name + "\nnext key by event " + event.json.text_at("sequence") + '\n' + vkey + '\n';
    const bool is_new = std::none_of(spans_.begin(), spans_.end(), [&](const Span& span) {
        return span.key.id == key.id || span.key.public_key == key.public_key;
    });
    require(event.json.text_at("type") == "nl.peil.key.rotated" && is_new &&
                key.name == old.key.name && event.data.text_at("key") == to_hex(key.id) &&
                event.data.text_at("previous") == old.vkey &&
                is_signed(text, from_base64(event.data.text_at("signature")), old.key.public_key),
            "a key that does not follow the one before it");
    old.last = event.sequence - 1;
    spans_.push_back({key, vkey, event.sequence});
}

void LogKeys::revoke(const Event& event) {
    const auto from = event.data.find("from") == nullptr ? event.sequence
                                                         : from_padded(event.data.text_at("from"));
    const auto span = std::find_if(spans_.begin(), spans_.end(), [&](const Span& each) {
        return to_hex(each.key.id) == event.data.text_at("key");
    });
    require(
        span < spans_.end() - 1 && span->revoked == size_max && from >= 1 && from <= event.sequence,
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
    const auto* history = document.find("keys");
    if (history == nullptr) { return; }
    const auto tree = open(history->text_at("checkpoint"));
    require(is_consistent(open(document.text_at("checkpoint")), tree,
                          hashes_at(*history, "consistency")),
            "the log does not grow to the one that holds its keys");
    for (const auto& each : history->list_at("events")) {
        const auto& event = each.text_at("event");
        require(is_included(leaf_hash(event), Event(event, {}).sequence - 1, tree,
                            hashes_at(each, "inclusion")),
                "an event about a key that is not in the log");
    }
}

bool LogKeys::has_one_of(const std::vector<Key>& keys) const {
    return std::any_of(spans_.begin(), spans_.end(), [&](const Span& span) {
        return std::find(keys.begin(), keys.end(), span.key) != keys.end();
    });
}

}  // namespace peil::audit
