// Which key of a log counts at which size: docs/FORMAT.md, section 19.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

/// A key, and the sizes of the log at which it counts: from `first` on, and below `end`.
struct Span {
    Key key;
    uint64_t first = 0;
    uint64_t end = ~uint64_t{0};
    bool is_revoked = false;
};

void rotate(vector<Span>& spans, const Event& event) {
    auto& old = spans.back();
    const auto& vkey = event.data["logKey"].text;
    const auto key = parse_key(vkey, log_key_type);
    const auto text =
        old.key.name + "\nnext key by event " + event.json["sequence"].text + '\n' + vkey + '\n';
    const auto is_known = [&](const Span& span) {
        return span.key.id == key.id || span.key.bytes == key.bytes;
    };
    require(event.json["type"].text == "nl.peil.key.rotated" && key.name == old.key.name &&
                event.data["key"].text == to_hex(key.id) &&
                parse_key(event.data["previous"].text, log_key_type) == old.key &&
                std::ranges::none_of(spans, is_known) &&
                is_signed(text, from_base64(event.data["signature"].text), old.key.bytes),
            "a key that does not follow the one before it");
    old.end = event.sequence;
    spans.push_back({key, event.sequence});
}

void revoke(vector<Span>& spans, const Event& event) {
    const auto& text = event.data["from"];
    const auto from = text.is_null() ? event.sequence : from_padded(text.text);
    const auto is_meant = [&](const Span& span) {
        return to_hex(span.key.id) == event.data["key"].text;
    };
    const auto span = std::ranges::find_if(spans, is_meant);
    require(span < spans.end() - 1 && !span->is_revoked && from >= 1 && from <= event.sequence,
            "a key that cannot be revoked so");
    span->end = std::min(span->end, from);
    span->is_revoked = true;
}

vector<Span> spans_of(const Json& document) {
    vector<Span> spans{{parse_key(document["logKey"].text, log_key_type)}};
    uint64_t before = 0;
    for (const auto& each : document["keys"]["events"].items) {
        const Event event(each["event"].text);
        require(event.sequence > before, "events about keys that are not in order");
        before = event.sequence;
        (event.json["type"].text == "nl.peil.key.revoked" ? revoke : rotate)(spans, event);
    }
    return spans;
}

Log log_of(const vector<Span>& spans) {
    return {spans[0].key.name, [=](string_view note) {
                const auto size = parse_checkpoint(parse_note(note).text).tree.size;
                vector<Key> counting;
                for (const auto& span : spans) {
                    if (size >= span.first && size < span.end) { counting.push_back(span.key); }
                }
                return open_checkpoint(note, spans[0].key.name, counting);
            }};
}

/// Throws Refusal unless the log holds the events about its keys.
void require_recorded(const Json& document, Log& log) {
    const auto& history = document["keys"];
    if (history.is_null()) { return; }
    const auto link =
        log.grown(document["checkpoint"].text, history["checkpoint"].text, history["consistency"]);
    for (const auto& each : history["events"].items) {
        const auto& event = each["event"].text;
        require(is_included(leaf_hash(event), Event(event).sequence - 1, link.second,
                            read_hashes(each["inclusion"])),
                "an event about a key that is not in the log");
    }
    log.links.push_back(link);
}

}  // namespace

Link Log::grown(string_view older, string_view newer, const Json& hashes) const {
    Link link(open(older), open(newer));
    require(is_consistent(link.first, link.second, read_hashes(hashes)),
            "the hashes do not lead from one checkpoint of the log to the other");
    return link;
}

optional<Log> claim_key(Claims& claims, const Json& document, const Trust& trust) {
    optional<Log> log;
    claim(claims, "key", [&] {
        const auto spans = spans_of(document);
        log = log_of(spans);
        require_recorded(document, *log);
        if (trust.keys.empty()) {
            throw Unproven("no key was given to compare with " + document["logKey"].text);
        }
        const auto is_trusted = [&](const Span& span) {
            return std::ranges::count(trust.keys, span.key) > 0;
        };
        require(std::ranges::any_of(spans, is_trusted), "no key of the log is one that is trusted");
        return "a key of " + log->origin + " is trusted";
    });
    return log;
}

}  // namespace peil::audit
