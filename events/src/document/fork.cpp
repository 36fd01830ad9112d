// Comparing what a log signed.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_read.hpp"
#include "document_json.hpp"
#include "key_history.hpp"
#include "published_check.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/error.hpp>
#include <peil/events/fork.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view fork_schema = "peil.fork/1";

/// The checkpoint in a note, if the key signed it that counts at its size.
std::optional<SignedCheckpoint> open_counting(const core::LogKeys& keys, const std::string& text) {
    const auto note = core::parse_note(text);
    const auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
    if (!checkpoint || !core::open_checkpoint(*note, keys)) { return std::nullopt; }
    return open_signed(text, keys.at(checkpoint->size));
}

/// Adds that the log grew, if both are signed and the hashes lead from one to the other.
void add_link(std::vector<HeadLink>& links, const std::optional<SignedCheckpoint>& older,
              const std::optional<SignedCheckpoint>& newer, const core::ConsistencyProof& hashes) {
    if (!older || !newer) { return; }
    const auto from = head_of(older->checkpoint);
    const auto to = head_of(newer->checkpoint);
    if (core::verify_consistency(hashes, {.old_size = from.first, .current = to.first}, from.second,
                                 to.second)) {
        links.emplace_back(from, to);
    }
}

bool contradict_each_other(const core::Checkpoint& a, const core::Checkpoint& b) {
    return a.origin == b.origin && a.size == b.size && a.root != b.root;
}

/// Nothing if two first keys are stated: then they are of two logs.
std::optional<Contradiction> contradiction_between(const EditionDocument& one,
                                                   const EditionDocument& other) {
    if (one.published.log_key != other.published.log_key) { return std::nullopt; }
    return find_contradiction(signed_checkpoints(one), signed_checkpoints(other));
}

/// The measures that have a leaf.
std::set<std::string> measures_in(const EditionDocument& document) {
    std::set<std::string> measures;
    for (const auto& each : document.cells) {
        const auto cell = parse_cell(each.leaf);
        if (cell && cell->subject.starts_with("measure/")) {
            measures.insert(cell->subject.substr(std::string_view("measure/").size()));
        }
    }
    return measures;
}

/// What is wrong if the edition that was published last, of a later or the same day, is silent
/// about a measure; else nothing. A measure goes on a ground, and with a leaf that says so.
std::string find_silence(const EditionDocument& one, const EditionDocument& other) {
    auto first = read_edition_event(one.published);
    auto last = read_edition_event(other.published);
    if (!first || !last) { return ""; }
    auto named = measures_in(one);
    auto kept = measures_in(other);
    if (first->sequence > last->sequence) {
        std::swap(*first, *last);
        named.swap(kept);
    }
    if (first->edition.date > last->edition.date) { return ""; }
    for (const auto& number : named) {
        if (kept.contains(number)) { continue; }
        return fmt::format(
            "edition {} names measure {}, and edition {} is silent about it: "
            "neither printed nor closed on a ground",
            first->edition.edition, number, last->edition.edition);
    }
    return "";
}

}  // namespace

std::optional<SignedCheckpoint> open_signed(const std::string& text,
                                            const std::vector<core::VerifierKey>& keys) {
    const auto note = core::parse_note(text);
    if (!note) { return std::nullopt; }
    for (const auto& key : keys) {
        const std::span<const core::VerifierKey> own{&key, 1};
        if (auto opened = core::open_checkpoint(*note, key.name, own)) {
            return SignedCheckpoint{key, *std::move(opened), text};
        }
    }
    return std::nullopt;
}

std::vector<SignedCheckpoint> signed_checkpoints(const PublishedEvent& published,
                                                 const std::vector<std::string>& others) {
    std::vector<SignedCheckpoint> found;
    const auto keys = keys_of(published);
    if (!keys) { return found; }
    auto notes = others;
    notes.insert(notes.begin(), published.checkpoint);
    if (published.keys) { notes.push_back(published.keys->checkpoint); }
    for (const auto& note : notes) {
        if (auto opened = open_counting(*keys, note)) { found.push_back(std::move(*opened)); }
    }
    return found;
}

std::vector<SignedCheckpoint> signed_checkpoints(const EditionDocument& document) {
    std::vector<std::string> others;
    if (document.previous) { others.push_back(document.previous->checkpoint); }
    for (const auto& each : document.evidence) { others.push_back(each.checkpoint); }
    return signed_checkpoints(document.published, others);
}

std::vector<HeadLink> proven_links(const PublishedEvent& published) {
    std::vector<HeadLink> links;
    const auto keys = keys_of(published);
    if (!keys || !published.keys) { return links; }
    add_link(links, open_counting(*keys, published.checkpoint),
             open_counting(*keys, published.keys->checkpoint), published.keys->consistency);
    return links;
}

std::vector<HeadLink> proven_links(const EditionDocument& document) {
    auto links = proven_links(document.published);
    const auto keys = keys_of(document.published);
    if (!keys) { return links; }
    auto last = open_counting(*keys, document.published.checkpoint);
    if (document.previous) {
        add_link(links, open_counting(*keys, document.previous->checkpoint), last,
                 document.previous->consistency);
    }
    for (const auto& each : document.evidence) {
        auto next = open_counting(*keys, each.checkpoint);
        add_link(links, last, next, each.consistency);
        last = std::move(next);
    }
    return links;
}

std::optional<Contradiction> find_contradiction(const std::vector<SignedCheckpoint>& one,
                                                const std::vector<SignedCheckpoint>& other) {
    for (const auto& a : one) {
        for (const auto& b : other) {
            if (contradict_each_other(a.checkpoint, b.checkpoint)) { return Contradiction{a, b}; }
        }
    }
    return std::nullopt;
}

std::optional<Fork> fork_of(const Contradiction& found) {
    const auto& [one, other] = found;
    for (const auto& key : {one.key, other.key}) {
        if (open_signed(one.note, {key}) && open_signed(other.note, {key})) {
            return Fork{core::encode_vkey(key), one.note, other.note};
        }
    }
    return std::nullopt;
}

std::uint64_t log_size(const EditionDocument& document) {
    const auto note = core::parse_note(document.published.checkpoint);
    const auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
    return checkpoint ? checkpoint->size : 0;
}

core::VerifiedClaim check_continuity(const EditionDocument& earlier, const EditionDocument& later,
                                     const LinkedHeads& linked_heads) {
    const auto keys = keys_of(later.published);
    const auto earlier_keys = keys_of(earlier.published);
    if (!keys || !earlier_keys || earlier.published.log_key != later.published.log_key) {
        return contradicted("continuity",
                            "the reports are of two logs, or of one with two first keys");
    }
    if (contradiction_between(earlier, later)) {
        return contradicted("continuity",
                            "the log signed two different histories of the same size");
    }
    const auto before = open_counting(*earlier_keys, earlier.published.checkpoint);
    const auto now = open_counting(*keys, later.published.checkpoint);
    if (!before || !now) { return unproven("continuity", "a checkpoint is not signed by the log"); }
    const auto silence = find_silence(earlier, later);
    if (!silence.empty()) { return contradicted("continuity", silence); }
    if (before->checkpoint == now->checkpoint) {
        return proven("continuity", "both reports rest on the same checkpoint");
    }
    const auto linked =
        later.previous ? open_counting(*keys, later.previous->checkpoint) : std::nullopt;
    const auto grew = [&](const char* how) {
        return proven("continuity", fmt::format("the log of {} grew to {} without a change{}",
                                                core::counted(before->checkpoint.size, "event"),
                                                core::counted(now->checkpoint.size, "event"), how));
    };
    if (!linked || linked->checkpoint != before->checkpoint) {
        if (linked_heads.are_linked(head_of(before->checkpoint), head_of(now->checkpoint))) {
            return grew(", as the other files show");
        }
        return unproven("continuity",
                        "the later report is not linked to the earlier one; give the editions "
                        "between them as well, or what `peil prove consistency` wrote");
    }
    const auto consistent = core::verify_consistency(
        later.previous->consistency,
        {.old_size = before->checkpoint.size, .current = now->checkpoint.size},
        before->checkpoint.root, now->checkpoint.root);
    if (!consistent) { return contradicted("continuity", consistent.error().detail); }
    return grew("");
}

std::optional<Fork> find_fork(const EditionDocument& one, const EditionDocument& other) {
    const auto found = contradiction_between(one, other);
    return found ? fork_of(*found) : std::nullopt;
}

boost::json::object to_json(const Fork& fork) {
    return {{"schema", fork_schema},
            {"logKey", fork.log_key},
            {"one", fork.one},
            {"other", fork.other}};
}

core::Result<Fork> parse_fork(std::string_view text) {
    const auto bad = [](const std::string& why) {
        return core::Error(make_error_code(Errc::malformed_content),
                           "not the proof of a fork: " + why);
    };
    const auto parsed = core::parse_strict(text);
    if (!parsed) { return bad(parsed.error().detail); }
    const auto* object = parsed->if_object();
    if (object == nullptr || read_text(*object, "schema") != fork_schema) {
        return bad("its schema is not " + std::string(fork_schema));
    }
    DocumentReader reader(*object);
    Fork fork{reader.text("logKey"), reader.text("one"), reader.text("other")};
    if (!reader.fault().empty()) { return bad(reader.fault()); }
    if (!is_all_of(*parsed, to_json(fork))) { return bad("it has members that a fork has not"); }
    return fork;
}

std::vector<core::VerifiedClaim> check_fork(const Fork& fork, const DocumentTrust& trust) {
    const PublishedEvent of_log{.log_key = fork.log_key};
    std::vector<core::VerifiedClaim> claims{PublishedCheck(of_log, trust).check_key()};
    const auto keys = core::LogKeys::begin(fork.log_key);
    const auto one = keys ? open_counting(*keys, fork.one) : std::nullopt;
    const auto other = keys ? open_counting(*keys, fork.other) : std::nullopt;
    if (!one || !other) {
        claims.push_back(contradicted("fork", "the log did not sign both checkpoints"));
    } else if (!contradict_each_other(one->checkpoint, other->checkpoint)) {
        claims.push_back(contradicted("fork", "the checkpoints do not contradict each other"));
    } else {
        claims.push_back(proven(
            "fork",
            fmt::format("{} signed two histories of {}: {} and {}", keys->origin(),
                        core::counted(one->checkpoint.size, "event"),
                        core::to_hex(one->checkpoint.root), core::to_hex(other->checkpoint.root))));
    }
    return claims;
}

}  // namespace peil::events
