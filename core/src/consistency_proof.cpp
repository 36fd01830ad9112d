// Proofs that a log only grew between two of its sizes.
// SPDX-License-Identifier: EUPL-1.2
#include "proof_members.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/proof_file.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace peil::core {

namespace {

constexpr std::string_view consistency_schema = "peil.consistency-proof/1";
constexpr std::array<std::string_view, 5> consistency_members{"schema", "origin", "old", "new",
                                                              "hashes"};
constexpr std::array<std::string_view, 1> signed_head_members{"note"};
constexpr std::array<std::string_view, 2> plain_head_members{"size", "root"};

Error bad_consistency(std::string detail) {
    return {Errc::malformed_proof, std::move(detail)};
}

boost::json::object head_object(const TreeHead& head) {
    if (!head.note.empty()) { return {{"note", head.note}}; }
    return {{"size", head.size}, {"root", to_hex(head.root)}};
}

Result<TreeHead> read_head_object(const boost::json::object& file, std::string_view name) {
    const auto* member = file.if_contains(name);
    if (member == nullptr || !member->is_object()) {
        return bad_consistency("'" + std::string(name) + "' is no object");
    }
    const auto& object = member->get_object();
    if (auto note = string_member(object, "note"); note && has_only(object, signed_head_members)) {
        return parse_tree_head(*std::move(note));
    }
    const auto* size = object.if_contains("size");
    const auto root = hash_from_hex(string_member(object, "root").value_or(""));
    const bool has_size = size != nullptr && size->is_int64() && size->get_int64() >= 0;
    if (!has_size || !root || !has_only(object, plain_head_members)) {
        return bad_consistency("'" + std::string(name) + "' has neither a note nor size and root");
    }
    return TreeHead{static_cast<std::uint64_t>(size->get_int64()), *root, {}};
}

/// Success for an end that is not signed, and for one that the log signed.
Result<void> verify_end(const TreeHead& head, const LogIdentity& log) {
    if (head.note.empty()) { return {}; }
    const auto note = parse_note(head.note);
    if (!note) { return note.error(); }
    const auto checkpoint = open_checkpoint(*note, log);
    if (!checkpoint) { return checkpoint.error(); }
    if (checkpoint->size != head.size || checkpoint->root != head.root) {
        return Error(Errc::proof_rejected, "a note says another size or root than its end");
    }
    return {};
}

}  // namespace

Result<TreeHead> parse_tree_head(std::string note_text) {
    const auto note = parse_note(note_text);
    if (!note) { return note.error(); }
    const auto checkpoint = parse_checkpoint(note->text);
    if (!checkpoint) { return checkpoint.error(); }
    return TreeHead{checkpoint->size, checkpoint->root, std::move(note_text)};
}

Result<TreeHead> tree_head_at(const Snapshot& ledger, std::uint64_t size) {
    if (size > ledger.head().size) {
        return Error(Errc::index_out_of_range, "there is no event " + std::to_string(size) +
                                                   "; the last one is " +
                                                   std::to_string(ledger.head().size));
    }
    const auto root = tree_root(size, ledger.hashes());
    if (!root) { return root.error(); }
    for (const auto& stored : ledger.checkpoints()) {
        if (stored.size == size) { return TreeHead{size, *root, stored.note}; }
    }
    return TreeHead{size, *root, {}};
}

Result<TreeHead> tree_head_of(const Snapshot& ledger, std::string_view note_text) {
    const auto keys = ledger.log_keys();
    if (!keys) { return keys.error(); }
    const auto note = parse_note(note_text);
    if (!note) { return note.error(); }
    const auto checkpoint = open_checkpoint(*note, *keys);
    if (!checkpoint) { return checkpoint.error(); }
    if (checkpoint->size > ledger.head().size) {
        return Error(Errc::proof_rejected, "the log signed " + std::to_string(checkpoint->size) +
                                               " events, and this ledger has " +
                                               std::to_string(ledger.head().size));
    }
    const auto root = tree_root(checkpoint->size, ledger.hashes());
    if (!root) { return root.error(); }
    if (*root != checkpoint->root) {
        return Error(Errc::proof_rejected, "the log signed another history: the first " +
                                               std::to_string(checkpoint->size) +
                                               " events of this ledger have the root " +
                                               to_hex(*root) + ", and " + to_hex(checkpoint->root) +
                                               " was signed");
    }
    return TreeHead{checkpoint->size, checkpoint->root, std::string(note_text)};
}

Result<ConsistencyFile> prove_growth(const Snapshot& ledger, TreeHead old_head, TreeHead new_head) {
    const TreeSizes sizes{.old_size = old_head.size, .current = new_head.size};
    if (sizes.old_size > sizes.current) {
        return Error(Errc::index_out_of_range,
                     "the first of both comes first: " + std::to_string(sizes.old_size) +
                         " is more than " + std::to_string(sizes.current));
    }
    auto hashes = prove_consistency(sizes, ledger.hashes());
    if (!hashes) { return hashes.error(); }
    ConsistencyFile file{ledger.settings().origin, std::move(old_head), std::move(new_head),
                         *std::move(hashes)};
    const auto keys = ledger.log_keys();
    if (!keys) { return keys.error(); }
    const auto verified = verify_growth_file(file, {file.origin, {}, &*keys});
    if (!verified) {
        return Error(Errc::ledger_damaged, "the proof that the ledger gives does not verify (" +
                                               verified.error().detail + "); run `peil verify`");
    }
    return file;
}

std::string encode_consistency(const ConsistencyFile& file) {
    boost::json::array hashes;
    for (const auto& hash : file.hashes) { hashes.emplace_back(to_hex(hash)); }
    return proof_text({{"schema", consistency_schema},
                       {"origin", file.origin},
                       {"old", head_object(file.old_head)},
                       {"new", head_object(file.new_head)},
                       {"hashes", std::move(hashes)}});
}

Result<ConsistencyFile> parse_consistency(std::string_view text) {
    const auto object = read_proof_object(text, consistency_schema, consistency_members);
    if (!object) { return object.error(); }
    auto origin = string_member(*object, "origin");
    if (!origin) { return bad_consistency("it has no origin"); }
    auto old_head = read_head_object(*object, "old");
    if (!old_head) { return old_head.error(); }
    auto new_head = read_head_object(*object, "new");
    if (!new_head) { return new_head.error(); }
    const auto texts = strings_member(*object, "hashes");
    if (!texts || texts->size() > tlog_proof_hash_count_max + 1) {
        return bad_consistency("its hashes are no list of at most 64 texts");
    }
    ConsistencyProof hashes;
    for (const auto& hex : *texts) {
        const auto hash = hash_from_hex(hex);
        if (!hash) { return bad_consistency("one of its hashes is none"); }
        hashes.push_back(*hash);
    }
    return ConsistencyFile{*std::move(origin), *std::move(old_head), *std::move(new_head),
                           std::move(hashes)};
}

Result<void> verify_growth_file(const ConsistencyFile& file, const LogIdentity& log) {
    if (file.origin != log.origin) {
        return Error(Errc::wrong_origin, "the proof is of " + file.origin);
    }
    for (const auto* head : {&file.old_head, &file.new_head}) {
        const auto end = verify_end(*head, log);
        if (!end) { return end.error(); }
    }
    return verify_consistency(file.hashes,
                              {.old_size = file.old_head.size, .current = file.new_head.size},
                              file.old_head.root, file.new_head.root);
}

}  // namespace peil::core
