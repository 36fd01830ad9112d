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

#include <span>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view fork_schema = "peil.fork/1";

/// A checkpoint with the note it stands in.
struct SignedCheckpoint {
    core::Checkpoint checkpoint;
    std::string note;
};

std::optional<SignedCheckpoint> open_signed(const core::LogKeys& keys, const std::string& text) {
    const auto note = core::parse_note(text);
    if (!note) { return std::nullopt; }
    auto checkpoint = core::open_checkpoint(*note, keys);
    if (!checkpoint) { return std::nullopt; }
    return SignedCheckpoint{std::move(*checkpoint), text};
}

/// All that a document holds of what its log signed.
std::vector<SignedCheckpoint> signed_in(const EditionDocument& document) {
    std::vector<SignedCheckpoint> found;
    const auto keys = keys_of(document.published);
    if (!keys) { return found; }
    std::vector<std::string> notes{document.published.checkpoint};
    if (document.previous) { notes.push_back(document.previous->checkpoint); }
    if (document.published.keys) { notes.push_back(document.published.keys->checkpoint); }
    for (const auto& note : notes) {
        if (auto opened = open_signed(*keys, note)) { found.push_back(std::move(*opened)); }
    }
    return found;
}

bool contradict_each_other(const core::Checkpoint& a, const core::Checkpoint& b) {
    return a.size == b.size && a.root != b.root;
}

using SignedPair = std::pair<SignedCheckpoint, SignedCheckpoint>;

/// What one log signed in both documents that cannot both be true.
std::optional<SignedPair> find_contradiction(const EditionDocument& one,
                                             const EditionDocument& other) {
    if (one.published.log_key != other.published.log_key) { return std::nullopt; }
    for (const auto& a : signed_in(one)) {
        for (const auto& b : signed_in(other)) {
            if (contradict_each_other(a.checkpoint, b.checkpoint)) { return SignedPair{a, b}; }
        }
    }
    return std::nullopt;
}

/// The key that signed both notes; it proves the fork by itself.
std::optional<std::string> signer_of_both(const EditionDocument& document, const SignedPair& pair) {
    const auto keys = keys_of(document.published);
    const auto one = core::parse_note(pair.first.note);
    const auto other = core::parse_note(pair.second.note);
    if (!keys || !one || !other) { return std::nullopt; }
    for (const auto& each : keys->all()) {
        const std::span<const core::VerifierKey> key{&each.key, 1};
        if (core::open_note(*one, key) && core::open_note(*other, key)) {
            return core::encode_vkey(each.key);
        }
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t log_size(const EditionDocument& document) {
    const auto note = core::parse_note(document.published.checkpoint);
    const auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
    return checkpoint ? checkpoint->size : 0;
}

core::VerifiedClaim check_continuity(const EditionDocument& earlier, const EditionDocument& later) {
    const auto keys = keys_of(later.published);
    const auto earlier_keys = keys_of(earlier.published);
    if (!keys || !earlier_keys || earlier.published.log_key != later.published.log_key) {
        return contradicted("continuity",
                            "the reports are of two logs, or of one with two first keys");
    }
    if (find_contradiction(earlier, later)) {
        return contradicted("continuity",
                            "the log signed two different histories of the same size");
    }
    const auto before = open_signed(*earlier_keys, earlier.published.checkpoint);
    const auto now = open_signed(*keys, later.published.checkpoint);
    if (!before || !now) { return unproven("continuity", "a checkpoint is not signed by the log"); }
    if (before->checkpoint == now->checkpoint) {
        return proven("continuity", "both reports rest on the same checkpoint");
    }
    const auto linked =
        later.previous ? open_signed(*keys, later.previous->checkpoint) : std::nullopt;
    if (!linked || linked->checkpoint != before->checkpoint) {
        return unproven("continuity",
                        "the later report is not linked to the earlier one; give the editions "
                        "between them as well");
    }
    const auto consistent = core::verify_consistency(
        later.previous->consistency,
        {.old_size = before->checkpoint.size, .current = now->checkpoint.size},
        before->checkpoint.root, now->checkpoint.root);
    if (!consistent) { return contradicted("continuity", consistent.error().detail); }
    return proven("continuity", fmt::format("the log of {} grew to {} without a change",
                                            core::counted(before->checkpoint.size, "event"),
                                            core::counted(now->checkpoint.size, "event")));
}

std::optional<Fork> find_fork(const EditionDocument& one, const EditionDocument& other) {
    const auto pair = find_contradiction(one, other);
    auto key = pair ? signer_of_both(one, *pair) : std::nullopt;
    if (!key) { return std::nullopt; }
    return Fork{*std::move(key), pair->first.note, pair->second.note};
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
    const auto one = keys ? open_signed(*keys, fork.one) : std::nullopt;
    const auto other = keys ? open_signed(*keys, fork.other) : std::nullopt;
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
