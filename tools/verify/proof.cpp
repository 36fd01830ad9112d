// Proofs of events and of growth, forks, and checkpoints: docs/FORMAT.md, sections 8, 12, 13, 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <array>

namespace peil::audit {

namespace {

constexpr std::size_t bundle_size_max = std::size_t{1} << 20U;

/// A C2SP tlog-proof.
struct Bundle {
    explicit Bundle(std::string_view text) {
        const auto end = text.find("\n\n");
        require(text.size() <= bundle_size_max && end != text.npos, "no proof, or a huge one");
        auto lines = lines_of(text.substr(0, end + 1));
        note = text.substr(end + 2);
        require(lines[0] == "c2sp.org/tlog-proof@v1" && !parse_note(note).lines.empty(),
                "no tlog-proof of version 1");
        if (lines.size() > 1 && lines[1].starts_with("extra ")) {
            require(!from_base64(lines[1].substr(6)).empty(), "an extra line that is empty");
            lines.erase(lines.begin() + 1);
        }
        require(lines.size() > 1 && lines[1].starts_with("index "), "a proof without an index");
        index = from_decimal(lines[1].substr(6));
        for (std::size_t i = 2; i < lines.size(); ++i) {
            path.push_back(from_base64(lines[i]));
            require(path.back().size() == hash_size && path.size() <= 63, "a path of other things");
        }
    }
    std::uint64_t index = 0;
    std::vector<Hash> path{};
    std::string note;
};

/// The log that a text names on its first line, and the trusted keys of this name.
struct NamedLog {
    NamedLog(Claims& claims, std::string_view text, const Trust& trust)
        : origin(text.substr(0, text.find('\n'))) {
        std::copy_if(trust.keys.begin(), trust.keys.end(), std::back_inserter(keys),
                     [&](const Key& key) { return key.name == origin; });
        claim(claims, "key", [&] {
            require_key();
            return "a key of " + origin + " is trusted";
        });
    }
    void require_key() const {
        if (keys.empty()) { throw Unproven("no key of " + origin + " was given"); }
    }
    [[nodiscard]] TreeHead open(std::string_view note) const {
        require_key();
        return open_checkpoint(note, origin, keys);
    }
    std::string origin;
    std::vector<Key> keys{};
};

/// `read` reads the event, if need be, and says what it is.
void claim_event(Claims& claims, const Bundle& bundle, const Trust& trust,
                 const std::optional<std::string>& event,
                 const std::function<std::string()>& read) {
    const NamedLog log(claims, bundle.note, trust);
    claim(claims, "event", [&] {
        if (!event) { throw Unproven("the bundle does not hold the event; give it with --event"); }
        const auto tree = log.open(bundle.note);
        require(is_included(leaf_hash(*event), bundle.index, tree, bundle.path),
                "the event does not lie in the tree of the checkpoint");
        return read() + " in the log of " + std::to_string(tree.size) + " events";
    });
    claim_witnesses(claims, bundle.note, trust);
}

Checked check_event(const Json& json, const Trust& trust) {
    Checked checked{"the proof of an event"};
    json.require_only({"schema", "event", "disclosures", "proof"});
    const auto& bytes = json.text_at("event");
    const auto disclosures = json.texts_at("disclosures");
    const Bundle bundle(json.text_at("proof"));
    claim_event(checked.claims, bundle, trust, bytes, [&] {
        const Event event(bytes, disclosures);
        require(event.sequence - 1 == bundle.index, "the event says another number");
        return "it is event " + std::to_string(event.sequence);
    });
    return checked;
}

/// One end of a proof of growth; without a note nobody signed it.
struct End {
    explicit End(const Json& json) {
        if (json.find("note") != nullptr) {
            json.require_only({"note"});
            note = json.text_at("note");
            tree = parse_checkpoint(parse_note(note).text).tree;
        } else {
            json.require_only({"root", "size"});
            tree = {json.number_at("size"), from_hex(json.text_at("root"))};
        }
        require(tree.root.size() == hash_size, "a root of another size");
    }
    std::string note;
    TreeHead tree;
};

Checked check_growth(const Json& json, const Trust& trust) {
    Checked checked{"the proof that a log grew"};
    json.require_only({"schema", "origin", "old", "new", "hashes"});
    const End old(json.at("old", Json::Kind::object));
    const End now(json.at("new", Json::Kind::object));
    const auto path = hashes_at(json, "hashes", from_hex);
    const NamedLog log(checked.claims, json.text_at("origin"), trust);
    claim(checked.claims, "growth", [&] {
        log.require_key();
        for (const auto* end : {&old, &now}) {
            require(end->note.empty() || log.open(end->note) == end->tree,
                    "a note of another tree");
        }
        require(is_consistent(old.tree, now.tree, path), "the hashes do not lead to both roots");
        return "the log of " + std::to_string(old.tree.size) + " events grew to " +
               std::to_string(now.tree.size) + " without a change";
    });
    if (!log.keys.empty() && (old.note.empty() || now.note.empty())) {
        claim(checked.claims, "signatures", []() -> std::string {
            throw Unproven("an end of it carries no signed checkpoint: compare its root");
        });
    }
    return checked;
}

Checked check_fork(const Json& json, const Trust& trust) {
    Checked checked{"the proof of a fork"};
    json.require_only({"schema", "logKey", "one", "other"});
    const std::array notes{json.text_at("one"), json.text_at("other")};
    claim_key(checked.claims, json, trust);
    claim(checked.claims, "fork", [&] {
        const auto key = parse_key(json.text_at("logKey"), log_key_type);
        const auto one = open_checkpoint(notes[0], key.name, {key});
        const auto other = open_checkpoint(notes[1], key.name, {key});
        require(one.size == other.size && one.root != other.root,
                "the checkpoints do not contradict each other");
        return key.name + " signed two histories of " + std::to_string(one.size) + " events";
    });
    return checked;
}

}  // namespace

Checked check_checkpoint(std::string_view note, const Trust& trust) {
    Checked checked{"a checkpoint"};
    const NamedLog log(checked.claims, parse_note(note).text, trust);
    claim(checked.claims, "checkpoint", [&] {
        const auto tree = log.open(note);
        return "signed over " + std::to_string(tree.size) + " events, root " + to_hex(tree.root);
    });
    claim_witnesses(checked.claims, std::string(note), trust);
    return checked;
}

Checked check_proof(std::string_view text, const std::string& schema, const Trust& trust) {
    if (schema == "peil.event-proof/1") { return check_event(parse_json(text), trust); }
    if (schema == "peil.consistency-proof/1") { return check_growth(parse_json(text), trust); }
    if (schema == "peil.fork/1") { return check_fork(parse_json(text), trust); }
    require(schema.empty(), "nothing that can be audited");
    Checked checked{"a proof without its event"};
    const Bundle bundle(text);
    claim_event(checked.claims, bundle, trust, trust.event,
                [&] { return "it is entry " + std::to_string(bundle.index); });
    return checked;
}

}  // namespace peil::audit
