// What a file is, from refusals to verdicts, and proofs of events and of growth, forks, and
// checkpoints: docs/FORMAT.md, sections 8, 12, 13, 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

namespace {

constexpr size_t bundle_size_max = size_t{1} << 20U;
constexpr size_t path_size_max = 63;

/// What the documents of editions and cells begin with.
const string document_shape =
    R"({"schema":"","logKey":"","event":"","disclosures":[""],"inclusion":["base64 hash",0,64],)"
    R"("checkpoint":"","keys?":{"checkpoint":"","consistency":["base64 hash",0,64],)"
    R"("events":[{"event":"","inclusion":["base64 hash",0,64]}]},)";
/// All documents by their schema.
const map<string, string> shapes{
    {"peil.event-proof/1", R"({"schema":"","event":"","disclosures":[""],"proof":""})"},
    {"peil.fork/1", R"({"schema":"","logKey":"","one":"","other":""})"},
    {"peil.consistency-proof/1",
     R"({"schema":"","origin":"","old":{},"new":{},"hashes":["hex hash",0,64]})"},
    {"peil.edition/1",
     document_shape +
         R"("cells":[{"leaf":"","disclosure?":""}],"policy?":[{"key":"","sha256":"hex hash"},1],)"
         R"("previous|":{"checkpoint":"","consistency":["base64 hash",0,64]},"evidence?":[)"
         R"({"checkpoint":"","consistency":["base64 hash",0,64],"timestamps":["base64"]},1,16]})"},
    {"peil.cell/1", document_shape +
                        R"("subject":"","field":"","cells":[)"
                        R"({"index":0,"leaf":"","path":["base64 hash",0,64],"disclosure?":""}]})"}};

/// A C2SP tlog-proof.
struct Bundle {
    explicit Bundle(string_view text) {
        const auto end = text.find("\n\n");
        require(text.size() <= bundle_size_max && end != text.npos, "no proof, or a huge one");
        auto lines = lines_of(text.substr(0, end + 1));
        note = text.substr(end + 2);
        parse_note(note);
        require(lines[0] == "c2sp.org/tlog-proof@v1", "no tlog-proof of version 1");
        if (lines.size() > 1 && lines[1].starts_with("extra ")) {
            require(!from_base64(lines[1].substr(6)).empty(), "an extra line that is empty");
            lines.erase(lines.begin() + 1);
        }
        require(lines.size() > 1 && lines[1].starts_with("index "), "a proof without an index");
        index = from_decimal(lines[1].substr(6));
        for (const auto line : span(lines).subspan(2)) {
            path.push_back(from_base64(line));
            require(path.back().size() == hash_size, "a path of other things than hashes");
        }
        require(path.size() <= path_size_max, "a path that is too long");
    }
    uint64_t index = 0;
    vector<Hash> path{};
    string note;
};

/// The claim `key` about the log that a text names on its first line, and that log by the trusted
/// keys of this name.
Log claim_named_log(Claims& claims, string_view text, const Trust& trust) {
    const string origin(text.substr(0, text.find('\n')));
    auto keys = trust.keys;
    std::erase_if(keys, [&](const Key& key) { return key.name != origin; });
    const auto require_key = [=] {
        if (keys.empty()) { throw Unproven("no key of " + origin + " was given"); }
        return "a key of " + origin + " is trusted";
    };
    claim(claims, "key", require_key);
    return {origin, [=](string_view note) {
                require_key();
                return open_trusted(note, origin, keys);
            }};
}

/// Adds those of these checkpoints that can be opened; of others a claim tells why they cannot.
void keep_heads(Checked& checked, const Log& log, const vector<string>& notes) {
    for (const auto& note : notes) {
        try {
            checked.heads.push_back({log.origin, log.open(note)});
        } catch (const std::runtime_error&) {}
    }
}

/// One end of a proof of growth; without a note nobody signed it.
TreeHead end_of_growth(const Json& json) {
    const auto& note = json["note"].text;
    require_shape(json, note.empty() ? R"({"root":"hex hash","size":0})" : R"({"note":""})");
    if (!note.empty()) { return parse_checkpoint(parse_note(note).text).tree; }
    require(json["size"].number >= 0, "a bad tree");
    return {static_cast<uint64_t>(json["size"].number), from_hex(json["root"].text)};
}

Checked check_growth(const Json& json, const Trust& trust) {
    Checked checked{"the proof that a log grew"};
    const Link link(end_of_growth(json["old"]), end_of_growth(json["new"]));
    const auto log = claim_named_log(checked.claims, json["origin"].text, trust);
    const auto key = checked.claims[0];
    vector<string> notes{json["old"]["note"].text, json["new"]["note"].text};
    std::erase(notes, "");
    claim(checked.claims, "growth", [&] {
        if (key.verdict != Verdict::proven) { throw Unproven(key.text); }
        for (const auto& note : notes) { log.open(note); }
        require(is_consistent(link.first, link.second, read_hashes(json["hashes"], from_hex)),
                "the hashes do not lead to both roots");
        checked.links.push_back(link);
        return "the log of " + to_string(link.first.size) + " events grew to " +
               to_string(link.second.size) + " without a change";
    });
    keep_heads(checked, log, notes);
    if (key.verdict == Verdict::proven && notes.size() < 2) {
        checked.claims.push_back({"signatures", Verdict::not_proven,
                                  "an end of it carries no signed checkpoint: compare its root"});
    }
    return checked;
}

Checked check_fork(const Json& json, const Trust& trust) {
    Checked checked{"the proof of a fork"};
    const auto log = claim_key(checked.claims, json, trust);
    claim(checked.claims, "fork", [&] {
        require(log.has_value(), "the log's key cannot be read");
        const auto one = log->open(json["one"].text);
        const auto other = log->open(json["other"].text);
        require(one.size == other.size && one.root != other.root, "they do not contradict");
        return log->origin + " signed two histories of " + to_string(one.size) + " events";
    });
    return checked;
}

/// Throws Refusal unless each key of the policy is named by a name and an id.
void require_policy_keys(const Json& document) {
    for (const auto& each : document["policy"].items) {
        const auto& key = each["key"].text;
        const auto plus = std::min(key.find('+'), key.size());
        key_name(key.substr(0, plus));
        require(key.size() == plus + 9 && from_hex(key.substr(plus + 1)).size() == 4,
                "a key of the policy without its id");
    }
}

/// A whole edition, or one cell; and the page that it stands in.
Checked check_edition(Json json, string_view page, const Trust& trust) {
    const bool is_whole = json["schema"].text == "peil.edition/1";
    Checked checked{!page.empty() ? "an edition as a page" : is_whole ? "an edition" : "a cell"};
    Edition edition{std::move(json)};
    require_policy_keys(edition.document);
    claim_edition(checked.claims, edition, trust);
    if (!page.empty()) { claim_page(checked.claims, page, edition); }
    if (checked.claims.front().verdict != Verdict::contradicted) {  // the key is of this log
        const auto& document = edition.document;
        vector<string> notes;
        for (const auto* each : {&document, &document["previous"], &document["keys"]}) {
            notes.push_back((*each)["checkpoint"].text);
        }
        for (const auto& each : document["evidence"].items) {
            notes.push_back(each["checkpoint"].text);
        }
        keep_heads(checked, *edition.log, notes);
        if (is_whole) { checked.links = edition.log->links; }
    }
    if (is_whole) { checked.edition = std::move(edition); }
    return checked;
}

}  // namespace

void claim(Claims& claims, const string& name, const function<string()>& work) {
    Claim made{name};
    try {
        made.text = work();
    } catch (const Unproven& missing) {
        made = {name, Verdict::not_proven, missing.what(), missing.is_asked};
    } catch (const Refusal& wrong) { made = {name, Verdict::contradicted, wrong.what()}; }
    claims.push_back(std::move(made));
}

int exit_code_for(const Claims& claims) {
    auto worst = Verdict::proven;
    for (const auto& each : claims) {
        if (each.is_asked) { worst = std::max(worst, each.verdict); }
    }
    return worst == Verdict::contradicted ? 1 : worst == Verdict::not_proven ? 4 : 0;
}

void claim_witnesses(Claims& claims, const vector<string>& notes, const Trust& trust) {
    const auto since = [&](const string& note) {
        const auto read = parse_note(note);
        open_trusted(note, parse_checkpoint(read.text).origin, trust.policy->logs);
        const auto time = quorum_time(*trust.policy, read);
        if (!time) { throw Unproven("fewer cosignatures than the quorum of the policy asks for"); }
        return "the quorum cosigned it, all since " + time_text(*time);
    };
    claim(claims, "witnesses", [&] {
        const bool is_asked = trust.policy && trust.policy->quorum != "none";
        if (!is_asked) { throw Unproven("no policy with a quorum was given", false); }
        for (size_t i = 0; i + 1 < notes.size(); ++i) {
            try {
                return since(notes[i]);
            } catch (const Unproven&) {}  // the next one may do
        }
        return since(notes.back());
    });
}

Checked check_bundle(string_view text, const Trust& trust, const Json& json) {
    const Bundle bundle(text);
    const auto bytes = json.is_null() ? trust.event : json["event"].text;
    Checked checked{"the proof of an event"};
    const auto log = claim_named_log(checked.claims, bundle.note, trust);
    claim(checked.claims, "event", [&] {
        if (!bytes) { throw Unproven("the bundle does not hold the event; give it with --event"); }
        const auto tree = log.open(bundle.note);
        require(is_included(leaf_hash(*bytes), bundle.index, tree, bundle.path),
                "the event does not lie in the tree of the checkpoint");
        auto what = "it is entry " + to_string(bundle.index);
        if (!json.is_null()) {
            const Event event(*bytes, json["disclosures"].items);
            require(event.sequence - 1 == bundle.index, "the event says another number");
            what = "it is event " + to_string(event.sequence);
        }
        return what + " in the log of " + to_string(tree.size) + " events";
    });
    keep_heads(checked, log, {bundle.note});
    claim_witnesses(checked.claims, {bundle.note}, trust);
    return checked;
}

Checked check_checkpoint(const string& note, const Trust& trust) {
    Checked checked{"a checkpoint"};
    const auto log = claim_named_log(checked.claims, parse_note(note).text, trust);
    claim(checked.claims, "checkpoint", [&] {
        const auto tree = log.open(note);
        return "signed over " + to_string(tree.size) + " events, root " + to_hex(tree.root);
    });
    keep_heads(checked, log, {note});
    claim_witnesses(checked.claims, {note}, trust);
    return checked;
}

Checked check_file(string_view text, const Trust& trust) {
    const bool is_page = text.starts_with("<!DOCTYPE html>");
    const auto inside = is_page ? document_in(text) : text;
    if (inside.starts_with("c2sp.org/tlog-proof@v1\n")) { return check_bundle(text, trust); }
    if (inside.find("\n\n\u2014 ") != inside.npos) { return check_checkpoint(string(text), trust); }
    const auto start = inside.find_first_not_of(" \t\r\n");
    require(start != inside.npos && inside[start] == '{',
            "it is empty, or nothing that can be audited");
    const auto json = parse_json(inside);
    const auto shape = shapes.find(json["schema"].text);
    require(shape != shapes.end(), "nothing that can be audited");
    require_shape(json, shape->second);
    if (shape->first == "peil.event-proof/1") {
        return check_bundle(json["proof"].text, trust, json);
    }
    if (shape->first == "peil.consistency-proof/1") { return check_growth(json, trust); }
    if (shape->first == "peil.fork/1") { return check_fork(json, trust); }
    return check_edition(json, is_page ? text : "", trust);
}

}  // namespace peil::audit
