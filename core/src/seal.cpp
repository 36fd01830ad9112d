// Sealing: from a committed head to a signed checkpoint, and the high-water file beside the store.
// SPDX-License-Identifier: EUPL-1.2
#include "high_water.hpp"
#include "ledger_state.hpp"
#include "ledger_tables.hpp"
#include <peil/core/checkpoint.hpp>

namespace peil::core {

namespace {

/// The checkpoint in a note that the log itself signed. Remembers the last one: the high-water file
/// and the store hold the same note, and a signature costs as much as a commit.
Result<Checkpoint> open_own(const std::string& note_text, const Ledger::State& ledger) {
    if (ledger.own && ledger.own->note == note_text) { return ledger.own->checkpoint; }
    const auto key = parse_vkey(ledger.settings.log_key);
    if (!key) { return key.error(); }
    const auto note = parse_note(note_text);
    if (!note) { return note.error(); }
    auto checkpoint = open_checkpoint(*note, ledger.settings.origin, {&*key, 1});
    if (checkpoint) { ledger.own = OwnNote{note_text, *checkpoint}; }
    return checkpoint;
}

/// The furthest of the checkpoints in the high-water file. Errors: inconsistent_head if a slot
/// holds no checkpoint, or if the log did not sign the furthest one.
Result<Checkpoint> furthest(const std::vector<std::string>& notes, const Ledger::State& ledger) {
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
    const auto own = open_own(*newest, ledger);
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
    std::vector<TreeNode> nodes;
    auto cursor = snapshot.rows().cursor(table::events);
    auto row = cursor.at_or_after(u64_be(old.size + 1));
    for (auto sequence = old.size + 1; sequence <= snapshot.head().size; ++sequence) {
        if (!row || read_u64_be(row->key) != sequence) {
            return inconsistent("event " + std::to_string(sequence) + " is missing");
        }
        nodes.clear();
        edge.append(hasher.leaf(as_bytes(row->value)), hasher, nodes);
        row = cursor.next();
    }
    return edge.root(hasher);
}

}  // namespace

Result<StoredCheckpoint> Ledger::seal(const SigningKey& key) {
    const auto now = snapshot();
    const auto& settings = state_->settings;
    const auto own = make_verifier_key(settings.origin, key.public_key());
    if (!own || encode_vkey(*own) != settings.log_key) {
        return Error(Errc::malformed_key,
                     "this is not the log's key: its public key is not " + settings.log_key);
    }
    Checkpoint old{.origin = settings.origin, .size = 0, .root = empty_root()};
    const auto last = now.last_checkpoint();
    if (last) {
        const auto opened = open_own(last->note, *state_);
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
    const auto mark = furthest(*notes, *state_);
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
