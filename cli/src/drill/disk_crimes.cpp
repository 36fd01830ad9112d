// Crimes of somebody who has the disk and not the key: what was signed cannot be signed again.
// SPDX-License-Identifier: EUPL-1.2
#include "forgery.hpp"
#include <peil/core/files.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/view.hpp>

#include <utility>

namespace peil::cli {

namespace {

core::Hash digest_of_text(std::string_view disclosure) {
    return core::sha256(core::as_bytes(disclosure));
}

/// An event of the honest history.
const core::RawEvent& honest_event(const Scene& scene, std::uint64_t sequence) {
    return scene.stage().history.events.at(sequence - 1);
}

/// The description of the early measure, and one with another first word.
std::pair<std::string, std::string> two_descriptions(const Scene& scene) {
    const auto text =
        disclosure_of(honest_event(scene, scene.stage().targets.early), "description");
    return {text, redisclosed(text, "Never decided.")};
}

void flip_byte(const Scene& scene) {
    const auto& bytes = honest_event(scene, scene.stage().targets.early).bytes;
    auto flipped = bytes;
    const auto at = flipped.find(R"("effective":")") + 15;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    overwrite_text(scene.ledger().truth() / "data.mdb", bytes, flipped);
}

void delete_event(const Scene& scene) {
    const auto sequence = scene.stage().targets.early;
    const auto& event = honest_event(scene, sequence);
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) {
        rows.erase_event(sequence);
        for (const auto& text : event.disclosures) {
            rows.erase_disclosure(sequence, digest_of_text(text));
        }
        rows.erase_id(core::decode_event(event.bytes)->id);
    });
}

void swap_events(const Scene& scene) {
    const auto first = scene.stage().targets.early;
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) {
        rows.put_event(first, honest_event(scene, first + 1).bytes);
        rows.put_event(first + 1, honest_event(scene, first).bytes);
    });
}

void truncate_events(const Scene& scene) {
    auto events = scene.stage().history.events;
    events.resize(scene.stage().targets.edition - 1);
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) { rows.put_events(events); });
}

void rewrite_unsigned(const Scene& scene) {
    auto history = scene.stage().history;
    redisclose(event_at(history, scene.stage().targets.early), "description", "Never decided.");
    core::rechain(history, scene.stage().log_keys);
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) { rows.put_events(history.events); });
}

void alter_root(const Scene& scene) {
    core::Head head;
    {
        const auto ledger = core::Ledger::open(scene.ledger().root, core::Access::read,
                                               scene.stage().surroundings());
        if (!ledger) { throw core::StorageError(ledger.error().detail); }
        head = ledger->snapshot().head();
    }
    head.root.bytes[0] ^= std::byte{1};
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) { rows.put_head(head); });
}

void flip_signature(const Scene& scene) {
    auto note = core::parse_note(read_all_of(scene.stage().witnessed()));
    if (!note) { throw core::StorageError(note.error().detail); }
    note->signatures.resize(1);
    note->signatures.front().signature.back() ^= std::byte{1};
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) {
        rows.put_checkpoint(scene.stage().targets.size, core::encode_note(*note));
    });
}

void remove_checkpoint(const Scene& scene) {
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) {
        rows.erase_checkpoint(scene.stage().targets.size);
    });
}

void swap_disclosures(const Scene& scene) {
    const auto first = scene.stage().targets.early;
    const auto one = disclosure_of(honest_event(scene, first), "description");
    const auto other = disclosure_of(honest_event(scene, first + 1), "description");
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) {
        rows.put_disclosure(first, digest_of_text(one), other);
        rows.put_disclosure(first + 1, digest_of_text(other), one);
    });
}

void alter_disclosure(const Scene& scene) {
    const auto [old, fresh] = two_descriptions(scene);
    core::alter_rows(scene.ledger(), [&, &one = old, &other = fresh](core::RawRows& rows) {
        rows.put_disclosure(scene.stage().targets.early, digest_of_text(one), other);
    });
}

void remove_disclosure(const Scene& scene) {
    const auto old = two_descriptions(scene).first;
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) {
        rows.erase_disclosure(scene.stage().targets.early, digest_of_text(old));
    });
}

void forget_id(const Scene& scene) {
    const auto event = core::decode_event(honest_event(scene, scene.stage().targets.early).bytes);
    core::alter_rows(scene.ledger(), [&](core::RawRows& rows) { rows.erase_id(event->id); });
}

void falsify_index(const Scene& scene) {
    const auto member = core::parse_disclosure(two_descriptions(scene).first);
    const std::string text(member->value.as_string());
    auto false_text = text;
    false_text.front() = false_text.front() == 'X' ? 'Y' : 'X';
    overwrite_text(scene.ledger().derived() / "data.mdb", text, false_text);
}

void delete_high_water(const Scene& scene) {
    std::filesystem::remove(scene.ledger().high_water());
}

void put_back_store(const Scene& scene, const core::LedgerFolder& old) {
    std::filesystem::remove_all(scene.ledger().truth());
    std::filesystem::remove_all(scene.ledger().derived());
    copy_folder(old.truth(), scene.ledger().truth());
}

void restore_backup(const Scene& scene) {
    put_back_store(scene, scene.stage().backup());
}

void put_back_folder(const Scene& scene, const core::LedgerFolder& old) {
    const auto folder = scene.ledger().root;
    std::filesystem::remove_all(folder);
    copy_folder(old.root, folder);
}

void roll_back(const Scene& scene) {
    put_back_folder(scene, scene.stage().backup());
}

void roll_back_end(const Scene& scene) {
    put_back_folder(scene, scene.stage().published());
}

}  // namespace

std::vector<Crime> disk_crimes() {
    constexpr auto disk = Grip::disk;
    constexpr auto ledger = Exhibit::ledger;
    constexpr auto nothing = Need::nothing;
    return {
        {"flip-byte", disk, ledger, "One byte of an early event is changed in ledger/data.mdb.",
         "The event's bytes no longer have the hash that was stored with them.", nothing,
         "stored-bytes", flip_byte},
        {"delete-event", disk, ledger,
         "An early event is deleted, with its disclosures and its id.",
         "A number is missing, and the next event names one that is gone.", nothing, "chain",
         delete_event},
        {"swap-events", disk, ledger, "Two events in a row change places.",
         "Each event names the hash of the one before it.", nothing, "chain", swap_events},
        {"truncate", disk, ledger,
         "The last edition and all after it are cut off, and the tree and head are made to fit.",
         "Checkpoints were signed over more events than there are.", nothing, "checkpoints",
         truncate_events},
        {"rewrite-unsigned", disk, ledger,
         "An early decision is replaced, and chain and tree are worked out again.",
         "What was signed is not a part of this history, and without the key nothing new can be.",
         nothing, "checkpoints", rewrite_unsigned},
        {"alter-root", disk, ledger, "The root that the ledger states is changed.",
         "The events give another one.", nothing, "tree", alter_root},
        {"flip-signature", disk, ledger, "One bit of the last checkpoint's signature is changed.",
         "It does not verify.", nothing, "signatures", flip_signature},
        {"remove-checkpoint", disk, ledger, "The last checkpoint is removed.",
         "The last events are not covered by a signature any more.", nothing, "sealed",
         remove_checkpoint},
        {"swap-disclosures", disk, ledger, "The words of two measures change places.",
         "A disclosure has its digest in its own event only.", nothing, "disclosures",
         swap_disclosures},
        {"alter-disclosure", disk, ledger,
         "The words of a decision are replaced, its event is not.",
         "The event holds the digest of other words.", nothing, "disclosures", alter_disclosure},
        {"remove-disclosure", disk, ledger, "The words of a decision are removed.",
         "The event holds a digest for which there are no words.", nothing, "disclosures",
         remove_disclosure},
        {"forget-id", disk, ledger,
         "The id of an event is made unknown, so that it could be "
         "recorded twice.",
         "There are more events than ids.", nothing, "ids", forget_id},
        {"falsify-index", disk, ledger,
         "A word is changed in the index, from which matrices are printed.",
         "The index does not answer as a replay of all events does.", nothing, "views",
         falsify_index},
        {"delete-high-water", disk, ledger, "The file high-water is deleted.",
         "It is missing although checkpoints exist.", nothing, "high-water", delete_high_water},
        {"restore-backup", disk, ledger, "The folder ledger/ is replaced by an older backup.",
         "The file high-water knows a later checkpoint.", nothing, "high-water", restore_backup},
        {"roll-back", disk, ledger,
         "The whole folder, high-water and all, is replaced by one from before the edition.",
         "Nothing in the folder: it is genuine, and old. The report knows more events.",
         Need::report, "continuity", roll_back},
        {"roll-back-end", disk, ledger,
         "The whole folder is replaced by one from the day of the report.",
         "Nothing but the witness: what came after the report is in no report.", Need::witness,
         "continuity", roll_back_end},
    };
}

}  // namespace peil::cli
