// Comparing what a log signed.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_read.hpp"
#include "document_json.hpp"
#include "published_check.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/count_text.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/error.hpp>
#include <peil/events/fork.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace peil::events {

namespace {

constexpr std::string_view fork_schema = "peil.fork/1";

/// A checkpoint with the note it stands in.
struct SignedCheckpoint {
    core::Checkpoint checkpoint;
    std::string note;
};

std::optional<SignedCheckpoint> open_signed(const core::VerifierKey& key, const std::string& text) {
    const auto note = core::parse_note(text);
    if (!note) { return std::nullopt; }
    auto checkpoint = core::open_checkpoint(*note, key.name, {&key, 1});
    if (!checkpoint) { return std::nullopt; }
    return SignedCheckpoint{std::move(*checkpoint), text};
}

/// All that a document holds of what its log signed.
std::vector<SignedCheckpoint> signed_in(const core::VerifierKey& key,
                                        const EditionDocument& document) {
    std::vector<SignedCheckpoint> found;
    if (auto own = open_signed(key, document.published.checkpoint)) {
        found.push_back(std::move(*own));
    }
    if (document.previous) {
        if (auto before = open_signed(key, document.previous->checkpoint)) {
            found.push_back(std::move(*before));
        }
    }
    return found;
}

bool contradict_each_other(const core::Checkpoint& a, const core::Checkpoint& b) {
    return a.size == b.size && a.root != b.root;
}

}  // namespace

std::uint64_t log_size(const EditionDocument& document) {
    const auto note = core::parse_note(document.published.checkpoint);
    const auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
    return checkpoint ? checkpoint->size : 0;
}

core::VerifiedClaim check_continuity(const EditionDocument& earlier, const EditionDocument& later) {
    const auto key = core::parse_vkey(later.published.log_key);
    if (!key || earlier.published.log_key != later.published.log_key) {
        return contradicted("continuity", "the reports are of two logs, or of one with two keys");
    }
    if (find_fork(earlier, later)) {
        return contradicted("continuity",
                            "the log signed two different histories of the same size");
    }
    const auto before = open_signed(*key, earlier.published.checkpoint);
    const auto now = open_signed(*key, later.published.checkpoint);
    if (!before || !now) { return unproven("continuity", "a checkpoint is not signed by the log"); }
    if (before->checkpoint == now->checkpoint) {
        return proven("continuity", "both reports rest on the same checkpoint");
    }
    const auto linked =
        later.previous ? open_signed(*key, later.previous->checkpoint) : std::nullopt;
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
    const auto key = core::parse_vkey(one.published.log_key);
    if (!key || one.published.log_key != other.published.log_key) { return std::nullopt; }
    for (const auto& a : signed_in(*key, one)) {
        for (const auto& b : signed_in(*key, other)) {
            if (contradict_each_other(a.checkpoint, b.checkpoint)) {
                return Fork{one.published.log_key, a.note, b.note};
            }
        }
    }
    return std::nullopt;
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
    return fork;
}

std::vector<core::VerifiedClaim> check_fork(const Fork& fork, const DocumentTrust& trust) {
    const PublishedEvent of_log{.log_key = fork.log_key};
    std::vector<core::VerifiedClaim> claims{PublishedCheck(of_log, trust).check_key()};
    const auto key = core::parse_vkey(fork.log_key);
    const auto one = key ? open_signed(*key, fork.one) : std::nullopt;
    const auto other = key ? open_signed(*key, fork.other) : std::nullopt;
    if (!one || !other) {
        claims.push_back(contradicted("fork", "the log did not sign both checkpoints"));
    } else if (!contradict_each_other(one->checkpoint, other->checkpoint)) {
        claims.push_back(contradicted("fork", "the checkpoints do not contradict each other"));
    } else {
        claims.push_back(proven(
            "fork",
            fmt::format("{} signed two histories of {}: {} and {}", key->name,
                        core::counted(one->checkpoint.size, "event"),
                        core::to_hex(one->checkpoint.root), core::to_hex(other->checkpoint.root))));
    }
    return claims;
}

}  // namespace peil::events
