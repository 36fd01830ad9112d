// Sealing: from a committed head to a signed checkpoint, and the high-water file beside the store.
// SPDX-License-Identifier: EUPL-1.2
#include "high_water.hpp"
#include "ledger_state.hpp"
#include "ledger_tables.hpp"
#include "regrown_tree.hpp"
#include <peil/core/checkpoint.hpp>

#include <algorithm>
#include <utility>

namespace peil::core {

namespace {

/// The checkpoint in a note that the log itself signed. Remembers the last one: the high-water file
/// and the store hold the same note, and a signature costs as much as a commit.
/// A key that was revoked since did sign it, and nobody takes that back: the ledger still has to
/// contain it.
Result<Checkpoint> open_own(const std::string& note_text, const LogKeys& keys,
                            const Ledger::State& ledger) {
    if (ledger.own && ledger.own->note == note_text) { return ledger.own->checkpoint; }
    const auto note = parse_note(note_text);
    if (!note) { return note.error(); }
    auto checkpoint = open_checkpoint(*note, keys);
    if (!checkpoint && checkpoint.error().code == make_error_code(Errc::key_revoked)) {
        checkpoint = parse_checkpoint(note->text);
    }
    if (checkpoint) { ledger.own = OwnNote{note_text, *checkpoint}; }
    return checkpoint;
}

/// Errors: malformed_key, key_revoked and key_not_valid unless it is the key that signs now.
Result<void> require_current(const LogKeys& keys, const PublicKey& public_key) {
    const auto& current = keys.current();
    if (std::equal(public_key.begin(), public_key.end(), current.key.public_key.begin())) {
        return {};
    }
    const auto& all = keys.all();
    const auto known = std::find_if(all.begin(), all.end(), [&](const LogKey& each) {
        return std::equal(public_key.begin(), public_key.end(), each.key.public_key.begin());
    });
    const auto now = "; the log's key is " + encode_vkey(current.key);
    if (known == all.end()) {
        return Error(Errc::malformed_key, "this is no key of the log" + now);
    }
    const auto id = "the key " + id_text(known->key);
    if (known->revoked != 0) {
        return Error(Errc::key_revoked, id + " was revoked by event " +
                                            std::to_string(known->revoked) +
                                            " and signs nothing any more" + now);
    }
    return Error(Errc::key_not_valid, id + " signs nothing any more: event " +
                                          std::to_string(*known->last_size + 1) +
                                          " put another in its place" + now);
}

/// The furthest of the checkpoints in the high-water file. Errors: inconsistent_head if a slot
/// holds no checkpoint, or if the log did not sign the furthest one.
Result<Checkpoint> furthest(const std::vector<std::string>& notes, const LogKeys& keys,
                            const Ledger::State& ledger) {
    const Error refused(Errc::inconsistent_head,
                        ledger.folder.high_water().string() + " is not signed by the log");
    const std::string* newest = nullptr;
    std::uint64_t size = 0;
    for (const auto& text : notes) {
        const auto note = parse_note(text);
        const auto checkpoint = note ? parse_checkpoint(note->text) : note.error();
        if (!checkpoint) { return refused; }
        if (newest == nullptr || checkpoint->size > size) {
            newest = &text;
            size = checkpoint->size;
        }
    }
    if (newest == nullptr) { return refused; }
    const auto own = open_own(*newest, keys, ledger);
    return own ? own : refused;
}

Error inconsistent(const std::string& what) {
    return {Errc::inconsistent_head, what + "; nothing was signed. Run `peil verify`"};
}

/// Hashes every event after the tree of `old` again and grows that tree by them.
Result<Hash> regrown_root(const Snapshot& snapshot, const Checkpoint& old) {
    auto edge = RightEdge::read(old.size, snapshot.hashes());
    Hasher hasher;
    if (edge.root(hasher) != old.root) {
        return inconsistent("the ledger's first " + std::to_string(old.size) +
                            " events are not those that the last checkpoint signed");
    }
    RegrownTree tree(snapshot, std::move(edge));
    if (const auto missing = tree.grow(snapshot.head().size)) {
        return inconsistent("event " + std::to_string(*missing) + " is missing");
    }
    return tree.root();
}

}  // namespace

Result<StoredCheckpoint> Ledger::seal(const SigningKey& key) {
    const auto now = snapshot();
    const auto& settings = state_->settings;
    const auto keys = now.log_keys();
    if (!keys) { return keys.error(); }
    const auto may_sign = require_current(*keys, key.public_key());
    if (!may_sign) { return may_sign.error(); }
    Checkpoint old{.origin = settings.origin, .size = 0, .root = empty_root()};
    const auto last = now.last_checkpoint();
    if (last) {
        const auto opened = open_own(last->note, *keys, *state_);
        if (!opened) { return inconsistent("the last checkpoint is damaged"); }
        old = *opened;
    }
    if (old.size > now.head().size) {
        return inconsistent("the ledger has fewer events than it signed for");
    }
    const auto root = regrown_root(now, old);
    if (!root) { return root.error(); }
    if (*root != now.head().root) {
        return inconsistent("the events do not give the ledger's root");
    }
    if (last && old.size == now.head().size) { return *last; }
    const Checkpoint checkpoint{.origin = settings.origin, .size = now.head().size, .root = *root};
    const StoredCheckpoint sealed{
        checkpoint.size,
        encode_note(sign_note(encode_checkpoint(checkpoint), settings.origin, key))};
    const auto stored = state_->store.update([&](WriteTransaction& rows) -> Result<void> {
        const auto newest = rows.cursor(table::checkpoints).last();
        if (newest && read_u64_be(newest->key) != old.size) {
            return inconsistent("another checkpoint was made in the meantime");
        }
        rows.append(table::checkpoints, u64_be(sealed.size), sealed.note);
        return {};
    });
    if (!stored) { return stored.error(); }
    write_high_water(state_->folder.high_water(), sealed.note, last ? last->note : "");
    return sealed;
}

Result<void> Ledger::check_high_water() const {
    const auto file = state_->folder.high_water();
    const auto notes = read_high_water(file);
    const auto now = snapshot();
    const std::string advice =
        "; verify the ledger against a checkpoint kept elsewhere, and only then "
        "`peil checkpoint --renew-high-water`";
    if (!notes) {
        if (!now.last_checkpoint()) { return {}; }
        return Error(Errc::inconsistent_head, file.string() + " is missing" + advice);
    }
    const auto keys = now.log_keys();
    if (!keys) { return keys.error(); }
    const auto mark = furthest(*notes, *keys, *state_);
    if (!mark) { return Error(mark.error().code, mark.error().detail + advice); }
    if (mark->size > now.head().size) {
        return Error(Errc::inconsistent_head,
                     "the ledger stepped back: it has " + std::to_string(now.head().size) +
                         " events, and " + std::to_string(mark->size) + " were signed" + advice);
    }
    const auto root = tree_root(mark->size, now.hashes());
    if (!root || *root != mark->root) {
        return Error(Errc::inconsistent_head, "the ledger's first " + std::to_string(mark->size) +
                                                  " events are not those that were signed" +
                                                  advice);
    }
    return {};
}

void Ledger::renew_high_water() {
    const auto last = snapshot().last_checkpoint();
    if (last) { core::renew_high_water(state_->folder.high_water(), last->note); }
}

}  // namespace peil::core
