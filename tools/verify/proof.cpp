// Proofs of events and of growth, forks, and checkpoints: docs/FORMAT.md, sections 8, 12, 13, 17.
// SPDX-License-Identifier: EUPL-1.2
#include "files.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

constexpr std::size_t bundle_size_max = std::size_t{1} << 20U;
constexpr std::size_t path_size_max = 63;

/// A C2SP tlog-proof.
struct Bundle {
    explicit Bundle(std::string_view text) {
        require(text.size() <= bundle_size_max, "a proof of more than 1 MiB");
        const auto end = text.find("\n\n");
        require(end != text.npos, "a proof without a checkpoint");
        const auto lines = lines_of(text.substr(0, end + 1));
        note = text.substr(end + 2);
        static_cast<void>(parse_note(note));
        require(lines.at(0) == "c2sp.org/tlog-proof@v1", "no tlog-proof of version 1");
        const bool has_extra = lines.size() > 1 && lines[1].starts_with("extra ");
        if (has_extra) { require(!from_base64(lines[1].substr(6)).empty(), "an empty extra"); }
        const std::size_t at = has_extra ? 2 : 1;
        require(lines.size() > at && lines[at].starts_with("index "), "a proof without an index");
        index = from_decimal(lines[at].substr(6));
        for (auto line = at + 1; line < lines.size(); ++line) {
            path.push_back(from_base64(lines[line]));
            require(path.back().size() == hash_size && path.size() <= path_size_max,
                    "a path of other things than 63 hashes at most");
        }
    }
    std::uint64_t index = 0;
    std::vector<Hash> path{};
    std::string note;
};

/// The log that a text names, and the trusted keys of this name.
struct NamedLog {
    NamedLog(std::string_view text, const Trust& trust) : origin(text.substr(0, text.find('\n'))) {
        std::copy_if(trust.keys.begin(), trust.keys.end(), std::back_inserter(keys),
                     [&](const Key& key) { return key.name == origin; });
    }
    void claim_key(Claims& claims) const {
        claim(claims, "key", [&] {
            require_key();
            return "a key of " + origin + " is trusted";
        });
    }
    void require_key() const {
        if (keys.empty()) { throw Unproven("no key of " + origin + " was given"); }
    }
    [[nodiscard]] Checkpoint open(std::string_view note) const {
        require_key();
        return open_checkpoint(note, origin, keys);
    }
    std::string origin;
    std::vector<Key> keys{};
};

/// The claims about a bundle and the event that it proves, if that is known.
Claims claim_event(const Bundle& bundle, const std::optional<std::string>& event,
                   const Trust& trust, const std::function<std::string()>& read) {
    Claims claims;
    const NamedLog log(bundle.note, trust);
    log.claim_key(claims);
    claim(claims, "event", [&] {
        if (!event) { throw Unproven("the bundle does not hold the event; give it with --event"); }
        const auto tree = log.open(bundle.note).tree;
        require(is_included(leaf_hash(*event), bundle.index, tree, bundle.path),
                "the event does not lie in the tree of the checkpoint");
        return read() + " in the log of " + std::to_string(tree.size) + " events";
    });
    claim_witnesses(claims, bundle.note, trust);
    return claims;
}

Checked check_event(const Json& json, const Trust& trust) {
    json.require_only({"schema", "event", "disclosures", "proof"});
    const Bundle bundle(json.text_at("proof"));
    const auto& bytes = json.text_at("event");
    const auto shown = json.texts_at("disclosures");
    return {"the proof of an event", claim_event(bundle, bytes, trust, [&] {
                const Event event(bytes, shown);
                require(event.sequence - 1 == bundle.index, "the event says another number");
                return "event " + std::to_string(event.sequence) + ", of " +
                       event.json.text_at("subject") + ", lies";
            })};
}

/// One end of a proof of growth.
struct End {
    explicit End(const Json& json) {
        is_bare = json.find("note") == nullptr;
        if (!is_bare) {
            json.require_only({"note"});
            note = json.text_at("note");
            tree = parse_checkpoint(parse_note(note).text).tree;
            return;
        }
        json.require_only({"root", "size"});
        tree = {json.number_at("size"), from_hex(json.text_at("root"))};
        require(tree.root.size() == hash_size, "a root of another size");
    }
    bool is_bare;
    std::string note;
    TreeHead tree;
};

Checked check_growth(const Json& json, const Trust& trust) {
    json.require_only({"schema", "origin", "old", "new", "hashes"});
    const End old(json.at("old", Json::Kind::object));
    const End now(json.at("new", Json::Kind::object));
    std::vector<Hash> path;
    for (const auto& text : json.texts_at("hashes")) {
        path.push_back(from_hex(text));
        require(path.back().size() == hash_size && path.size() <= 64, "more than 64 hashes");
    }
    Checked checked{"the proof that a log grew"};
    const NamedLog log(json.text_at("origin"), trust);
    log.claim_key(checked.claims);
    claim(checked.claims, "growth", [&] {
        log.require_key();
        for (const auto* end : {&old, &now}) {
            if (!end->is_bare) { static_cast<void>(log.open(end->note)); }
        }
        require(is_consistent(old.tree, now.tree, path), "the hashes do not lead to both roots");
        return "the log of " + std::to_string(old.tree.size) + " events grew to " +
               std::to_string(now.tree.size) + " without a change";
    });
    if (!log.keys.empty() && (old.is_bare || now.is_bare)) {
        claim(checked.claims, "signatures", []() -> std::string {
            throw Unproven("an end of it carries no signed checkpoint: compare its root");
        });
    }
    return checked;
}

Checked check_fork(const Json& json, const Trust& trust) {
    Checked checked{"the proof of a fork"};
    const auto& vkey = json.text_at("logKey");
    static_cast<void>(json.text_at("one") + json.text_at("other"));
    claim(checked.claims, "key", [&] {
        const auto key = parse_key(vkey, log_key_type);
        if (trust.keys.empty()) { throw Unproven("no key was given to compare with " + vkey); }
        require(std::find(trust.keys.begin(), trust.keys.end(), key) != trust.keys.end(),
                vkey + " is not a key that is trusted");
        return "it is a key that is trusted, that of " + key.name;
    });
    claim(checked.claims, "fork", [&] {
        const auto key = parse_key(vkey, log_key_type);
        const auto one = open_checkpoint(json.text_at("one"), key.name, {&key, 1}).tree;
        const auto other = open_checkpoint(json.text_at("other"), key.name, {&key, 1}).tree;
        require(one.size == other.size && one.root != other.root,
                "the checkpoints do not contradict each other");
        return key.name + " signed two histories of " + std::to_string(one.size) + " events";
    });
    return checked;
}

}  // namespace

Claims check_checkpoint(std::string_view note, const Trust& trust) {
    Claims claims;
    const NamedLog log(parse_note(note).text, trust);
    log.claim_key(claims);
    claim(claims, "checkpoint", [&] {
        const auto tree = log.open(note).tree;
        return log.origin + " signed it over " + std::to_string(tree.size) + " events, root " +
               to_hex(tree.root);
    });
    claim_witnesses(claims, std::string(note), trust);
    return claims;
}

Checked check_proof(std::string_view text, const std::string& schema, const Trust& trust) {
    if (schema == "peil.event-proof/1") { return check_event(parse_json(text), trust); }
    if (schema == "peil.consistency-proof/1") { return check_growth(parse_json(text), trust); }
    if (schema == "peil.fork/1") { return check_fork(parse_json(text), trust); }
    if (text.starts_with("c2sp.org/tlog-proof@v1\n")) {
        const Bundle bundle(text);
        return {"a proof without its event", claim_event(bundle, trust.event, trust, [&] {
                    return "it is entry " + std::to_string(bundle.index);
                })};
    }
    require(text.find("\n\n\u2014 ") != text.npos, "nothing that can be audited");
    return {"a checkpoint", check_checkpoint(text, trust)};
}

}  // namespace peil::audit
