// What a file is, and from refusals to verdicts.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>

namespace peil::audit {

void claim(Claims& claims, const std::string& name, const std::function<std::string()>& work) {
    Claim made{name};
    try {
        made.text = work();
    } catch (const Unproven& missing) {
        made = {name, Verdict::not_proven, missing.what(), missing.is_asked};
    } catch (const Refusal& wrong) { made = {name, Verdict::contradicted, wrong.what()}; }
    claims.push_back(std::move(made));
}

int exit_code_for(const Claims& claims) {
    const auto has = [&](Verdict verdict) {
        return std::any_of(claims.begin(), claims.end(), [&](const Claim& each) {
            return each.verdict == verdict && each.is_asked;
        });
    };
    return has(Verdict::contradicted) ? 1 : has(Verdict::not_proven) ? 4 : 0;
}

std::optional<LogKeys> claim_key(Claims& claims, const Json& document, const Trust& trust) {
    std::optional<LogKeys> keys;
    claim(claims, "key", [&] {
        keys.emplace(document);
        keys->require_recorded(document);
        if (trust.keys.empty()) {
            throw Unproven("no key was given to compare with " + document["logKey"].text);
        }
        require(keys->has_one_of(trust.keys), "no key of the log is one that is trusted");
        return "a key of " + keys->origin() + " is trusted";
    });
    return keys;
}

TreeHead open_trusted(std::string_view note, std::string_view origin,
                      const std::vector<Key>& keys) {
    if (is_by_other_key(parse_note(note), origin, keys)) {
        throw Unproven("it is signed by another key of this name, perhaps a newer one: ask for it");
    }
    return open_checkpoint(note, origin, keys);
}

void claim_witnesses(Claims& claims, const std::vector<std::string>& notes, const Trust& trust) {
    const auto since = [&](const std::string& note) {
        const auto read = parse_note(note);
        open_trusted(note, parse_checkpoint(read.text).origin, trust.policy->logs);
        const auto time = quorum_time(*trust.policy, read);
        if (!time) { throw Unproven("fewer cosignatures than the quorum of the policy asks for"); }
        return "the quorum cosigned it, all since " + time_text(*time);
    };
    claim(claims, "witnesses", [&] {
        if (!trust.policy || trust.policy->quorum == "none") {
            throw Unproven("no policy with a quorum was given", false);
        }
        for (std::size_t i = 0; i + 1 < notes.size(); ++i) {
            try {
                return since(notes[i]);
            } catch (const Unproven&) {}  // the next one may do
        }
        return since(notes.back());
    });
}

Checked check_file(std::string_view text, const Trust& trust) {
    const bool is_page = text.starts_with("<!DOCTYPE html>");
    const auto inside = is_page ? document_in(text) : text;
    if (inside.starts_with("c2sp.org/tlog-proof@v1\n")) { return check_bundle(text, trust); }
    if (inside.find("\n\n\u2014 ") != inside.npos) { return check_checkpoint(text, trust); }
    const auto start = inside.find_first_not_of(" \t\r\n");
    require(start != inside.npos && inside[start] == '{',
            "it is empty, or nothing that can be audited");
    auto json = parse_json(inside);
    const auto schema = json["schema"].text;
    if (schema == "peil.event-proof/1") { return check_event(json, trust); }
    if (schema == "peil.consistency-proof/1") { return check_growth(json, trust); }
    if (schema == "peil.fork/1") { return check_fork(json, trust); }
    Edition edition(std::move(json));
    const bool is_whole = schema == "peil.edition/1";
    Checked checked{is_page ? "an edition as a page" : is_whole ? "an edition" : "a cell"};
    claim_edition(checked.claims, edition, trust);
    if (is_page) { claim_page(checked.claims, text, edition); }
    if (checked.claims.front().verdict != Verdict::contradicted) {  // the key is of this log
        const auto& document = edition.document;
        std::vector<const Json*> holders{&document, &document["previous"], &document["keys"]};
        for (const auto& each : document["evidence"].items) { holders.push_back(&each); }
        for (const auto* holder : holders) {
            checked.keep_head(edition.keys->origin(),
                              [&] { return edition.keys->open((*holder)["checkpoint"].text); });
        }
        if (is_whole) { checked.links = links_of(edition); }
    }
    if (is_whole) { checked.edition = std::move(edition); }
    return checked;
}

void Checked::keep_head(const std::string& origin, const std::function<TreeHead()>& open) {
    try {
        heads.push_back({origin, open()});
    } catch (const std::runtime_error&) {}  // a claim tells why
}

namespace {

bool contradict(const Checkpoint& a, const Checkpoint& b) {
    return a.origin == b.origin && a.tree.size == b.tree.size && a.tree.root != b.tree.root;
}

bool contradict(const Checked& one, const Checked& other) {
    return std::any_of(one.heads.begin(), one.heads.end(), [&](const auto& a) {
        return std::any_of(other.heads.begin(), other.heads.end(),
                           [&](const auto& b) { return contradict(a, b); });
    });
}

/// All trees that grew from one, itself included.
std::vector<TreeHead> grown_from(const TreeHead& tree, const std::vector<Checked>& files) {
    std::vector<TreeHead> reached{tree};
    for (std::size_t at = 0; at < reached.size(); ++at) {
        for (const auto& file : files) {
            for (const auto& [older, newer] : file.links) {
                const bool is_new =
                    std::find(reached.begin(), reached.end(), newer) == reached.end();
                if (older == reached[at] && is_new) { reached.push_back(newer); }
            }
        }
    }
    return reached;
}

/// Whether both are begins of one history: two that grew from the same tree need not be, but two
/// that grew into the same one are.
bool are_linked(const TreeHead& one, const TreeHead& other, const std::vector<Checked>& files) {
    const auto from_one = grown_from(one, files);
    const auto from_other = grown_from(other, files);
    return std::find_first_of(from_one.begin(), from_one.end(), from_other.begin(),
                              from_other.end()) != from_one.end();
}

/// Checkpoints in files of all sorts: those of one log are of one history.
void claim_one_history(Claims& claims, const std::vector<Checked>& files) {
    for (auto one = files.begin(); one != files.end(); ++one) {
        const auto is_other = [&](const Checked& each) { return contradict(*one, each); };
        if (std::none_of(one, files.end(), is_other)) { continue; }
        claims.push_back({"continuity", Verdict::contradicted,
                          "the log signed two different histories of one size"});
        return;
    }
}

}  // namespace

Claims check_continuity(const std::vector<Checked>& files) {
    std::vector<const Edition*> editions;
    for (const auto& file : files) {
        if (file.edition) { editions.push_back(&*file.edition); }
    }
    const auto size = [](const Edition* each) { return each->log.value_or(TreeHead()).size; };
    std::stable_sort(editions.begin(), editions.end(),
                     [&](const auto* a, const auto* b) { return size(a) < size(b); });
    const auto is_linked = [&](const TreeHead& one, const TreeHead& other) {
        return are_linked(one, other, files);
    };
    Claims claims;
    for (std::size_t i = 1; i < editions.size(); ++i) {
        claim_continuity(claims, *editions[i - 1], *editions[i], is_linked);
    }
    claim_one_history(claims, files);
    return claims;
}

}  // namespace peil::audit
