// Proofs of events and of growth, forks, and checkpoints: docs/FORMAT.md, sections 8, 12, 13, 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

/// A C2SP tlog-proof.
struct Bundle {
    explicit Bundle(std::string_view text) {
        const auto end = text.find("\n\n");
        require(text.size() <= std::size_t{1} << 20U && end != text.npos,
                "no proof, or a huge one");
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
        return open_trusted(note, origin, keys);
    }
    std::string origin;
    std::vector<Key> keys{};
};

/// `read` reads the event, if need be, and says what it is.
Checked check_entry(const Bundle& bundle, const std::optional<std::string>& event,
                    const Trust& trust, const std::function<std::string()>& read) {
    Checked checked{"the proof of an event"};
    const NamedLog log(checked.claims, bundle.note, trust);
    claim(checked.claims, "event", [&] {
        if (!event) { throw Unproven("the bundle does not hold the event; give it with --event"); }
        const auto tree = log.open(bundle.note);
        require(is_included(leaf_hash(*event), bundle.index, tree, bundle.path),
                "the event does not lie in the tree of the checkpoint");
        return read() + " in the log of " + std::to_string(tree.size) + " events";
    });
    checked.keep_head(log.origin, [&] { return log.open(bundle.note); });
    claim_witnesses(checked.claims, {bundle.note}, trust);
    return checked;
}

/// One end of a proof of growth; without a note nobody signed it.
struct End {
    explicit End(const Json& json) : note(json["note"].text) {
        require_shape(json, note.empty() ? R"({"root":"","size":0})" : R"({"note":""})");
        tree = {static_cast<std::uint64_t>(json["size"].number), from_hex(json["root"].text)};
        if (!note.empty()) { tree = parse_checkpoint(parse_note(note).text).tree; }
        require(tree.root.size() == hash_size && json["size"].number >= 0, "a bad tree");
    }
    std::string note;
    TreeHead tree;
};

}  // namespace

Checked check_bundle(std::string_view text, const Trust& trust) {
    const Bundle bundle(text);
    return check_entry(bundle, trust.event, trust,
                       [&] { return "it is entry " + std::to_string(bundle.index); });
}

Checked check_event(const Json& json, const Trust& trust) {
    require_shape(json, R"({"schema":"","event":"","disclosures":[""],"proof":""})");
    const Bundle bundle(json["proof"].text);
    return check_entry(bundle, json["event"].text, trust, [&] {
        const Event event(json["event"].text, json["disclosures"].items);
        require(event.sequence - 1 == bundle.index, "the event says another number");
        return "it is event " + std::to_string(event.sequence);
    });
}

Checked check_growth(const Json& json, const Trust& trust) {
    require_shape(json, R"({"schema":"","origin":"","old":{},"new":{},"hashes":[""]})");
    Checked checked{"the proof that a log grew"};
    const End old(json["old"]);
    const End now(json["new"]);
    const auto path = read_hashes(json["hashes"], from_hex);
    const NamedLog log(checked.claims, json["origin"].text, trust);
    claim(checked.claims, "growth", [&] {
        log.require_key();
        for (const auto* end : {&old, &now}) {
            require(end->note.empty() || log.open(end->note) == end->tree, "a bad note");
        }
        require(is_consistent(old.tree, now.tree, path), "the hashes do not lead to both roots");
        checked.links.emplace_back(old.tree, now.tree);
        return "the log of " + std::to_string(old.tree.size) + " events grew to " +
               std::to_string(now.tree.size) + " without a change";
    });
    for (const auto* end : {&old, &now}) {
        checked.keep_head(log.origin, [&] { return log.open(end->note); });
    }
    if (!log.keys.empty() && (old.note.empty() || now.note.empty())) {
        claim(checked.claims, "signatures", []() -> std::string {
            throw Unproven("an end of it carries no signed checkpoint: compare its root");
        });
    }
    return checked;
}

Checked check_fork(const Json& json, const Trust& trust) {
    require_shape(json, R"({"schema":"","logKey":"","one":"","other":""})");
    Checked checked{"the proof of a fork"};
    const auto keys = claim_key(checked.claims, json, trust);
    claim(checked.claims, "fork", [&] {
        require(keys.has_value(), "the log's key cannot be read");
        const auto one = keys->open(json["one"].text);
        const auto other = keys->open(json["other"].text);
        require(one.size == other.size && one.root != other.root, "they do not contradict");
        return keys->origin() + " signed two histories of " + std::to_string(one.size) + " events";
    });
    return checked;
}

Checked check_checkpoint(std::string_view note, const Trust& trust) {
    Checked checked{"a checkpoint"};
    const NamedLog log(checked.claims, parse_note(note).text, trust);
    claim(checked.claims, "checkpoint", [&] {
        const auto tree = log.open(note);
        return "signed over " + std::to_string(tree.size) + " events, root " + to_hex(tree.root);
    });
    checked.keep_head(log.origin, [&] { return log.open(note); });
    claim_witnesses(checked.claims, {std::string(note)}, trust);
    return checked;
}

}  // namespace peil::audit
