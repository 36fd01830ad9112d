// From a file to the trees that it tells of.
// SPDX-License-Identifier: EUPL-1.2
#include "kept_file.hpp"

#include "checked_file.hpp"
#include "context.hpp"
#include "statement.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/hash.hpp>
#include <peil/core/proof_file.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace peil::cli {

namespace {

namespace json = boost::json;
using Heads = std::vector<core::TreeHead>;

/// What the notes of checkpoints say. Errors: malformed_note, malformed_checkpoint.
core::Result<Heads> signed_heads(const std::vector<std::string>& notes) {
    Heads heads;
    for (const auto& note : notes) {
        auto head = core::parse_tree_head(note);
        if (!head) { return head.error(); }
        heads.push_back(std::move(*head));
    }
    return heads;
}

void add_new(Heads& heads, core::TreeHead head) {
    if (std::find(heads.begin(), heads.end(), head) == heads.end()) {
        heads.push_back(std::move(head));
    }
}

/// The size and root in a line of JSON with a receipt.
std::optional<core::TreeHead> read_json_receipt(std::string_view line) {
    const auto value = core::parse_strict(line);
    const auto* receipt = value ? value->if_object() : nullptr;
    if (receipt == nullptr || !receipt->contains("leafHash")) { return std::nullopt; }
    const auto* size = receipt->if_contains("size");
    const auto* root = receipt->if_contains("root");
    if (size == nullptr || !size->is_int64() || root == nullptr || !root->is_string()) {
        return std::nullopt;
    }
    const auto hash = core::hash_from_hex(std::string_view(root->get_string()));
    if (!hash || size->get_int64() < 0) { return std::nullopt; }
    return core::TreeHead{static_cast<std::uint64_t>(size->get_int64()), *hash};
}

/// The size and root in a receipt as it is printed: `…  size 53  root 3a…`.
std::optional<core::TreeHead> read_printed_receipt(std::string_view line) {
    constexpr std::string_view before_size = "  size ";
    constexpr std::string_view before_root = "  root ";
    const auto place = line.rfind(before_size);
    if (place == std::string_view::npos || line.find(" event ") == std::string_view::npos) {
        return std::nullopt;
    }
    const auto rest = line.substr(place + before_size.size());
    core::TreeHead head;
    const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), head.size);
    const auto tail = rest.substr(static_cast<std::size_t>(end - rest.data()));
    const auto hash = core::hash_from_hex(
        tail.starts_with(before_root) ? tail.substr(before_root.size(), 2 * sizeof(core::Hash))
                                      : "");
    if (fault != std::errc() || !hash) { return std::nullopt; }
    head.root = *hash;
    return head;
}

/// Receipts, one a line; lines that are none are skipped.
Heads heads_of_receipts(std::string_view text) {
    Heads heads;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        auto head = line.starts_with('{') ? read_json_receipt(line) : read_printed_receipt(line);
        if (head) { add_new(heads, std::move(*head)); }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return heads;
}

/// The note in what `peil checkpoint --format json` prints.
std::optional<std::string> find_note(std::string_view text) {
    const auto value = core::parse_strict(text);
    const auto* object = value ? value->if_object() : nullptr;
    const auto* note = object == nullptr ? nullptr : object->if_contains("note");
    if (note == nullptr || !note->is_string()) { return std::nullopt; }
    return std::string(note->get_string());
}

/// The proof that a log grew: one of its ends may be without a signature.
core::Result<core::KeptFile> recognise_growth(const std::string& name, std::string_view text) {
    auto proof = core::parse_consistency(text);
    if (!proof) { return core::Error(proof.error().code, name + ": " + proof.error().detail); }
    return core::KeptFile{.name = name,
                          .origin = std::move(proof->origin),
                          .heads = {std::move(proof->old_head), std::move(proof->new_head)}};
}

/// The statement of an earlier audit.
core::Result<core::KeptFile> recognise_statement(const std::string& name, std::string_view text) {
    const auto parsed = core::parse_strict(text);
    auto heads = statement_heads(parsed->get_object());
    if (!heads) { return core::Error(heads.error().code, name + ": " + heads.error().detail); }
    const auto* origin = parsed->get_object().if_contains("origin");
    core::KeptFile file{.name = name, .heads = std::move(*heads)};
    if (origin != nullptr && origin->is_string()) { file.origin = origin->get_string(); }
    return file;
}

/// What a file tells of a log.
core::Result<core::KeptFile> recognise(const std::string& name, std::string_view text) {
    const auto schema = schema_of(text);
    if (schema == "peil.consistency-proof/1") { return recognise_growth(name, text); }
    if (schema == statement_schema) { return recognise_statement(name, text); }
    std::vector<std::string> notes;
    if (auto note = schema.empty() ? find_note(text) : std::nullopt) {
        notes.push_back(std::move(*note));
    } else if (auto receipts = schema.empty() ? heads_of_receipts(text) : Heads();
               !receipts.empty()) {
        return core::KeptFile{.name = name, .heads = std::move(receipts)};
    } else {
        auto checked = check_file(name, text, {});
        if (!checked) { return checked.error(); }
        notes = std::move(checked->notes);
    }
    auto heads = signed_heads(notes);
    if (!heads) { return core::Error(heads.error().code, name + ": " + heads.error().detail); }
    if (heads->empty()) { return wrong_use(name + ": nothing in it tells of a ledger"); }
    return core::KeptFile{.name = name, .heads = std::move(*heads)};
}

/// What `peil check` contradicts in a file, given the keys of the log.
std::optional<core::VerifiedClaim> find_forgery(const KeptText& kept,
                                                const core::LogIdentity& log) {
    FileTrust trust;
    trust.log.log_keys.assign(log.keys.begin(), log.keys.end());
    const auto checked = check_file(kept.file.name, kept.text, trust);
    if (!checked) { return std::nullopt; }
    const auto found = std::find_if(
        checked->claims.begin(), checked->claims.end(),
        [](const auto& claim) { return claim.verdict == core::Verdict::contradicted; });
    return found == checked->claims.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

core::Result<KeptText> read_kept(const std::string& name) {
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(name, ignored);
    const auto text =
        read_input(is_folder ? (std::filesystem::path(name) / "checkpoint").string() : name);
    if (!text) { return text.error(); }
    auto file = recognise(name, *text);
    if (!file) { return file.error(); }
    return KeptText{std::move(*file), *text};
}

std::vector<core::VerifiedClaim> verify_kept(const core::Snapshot& snapshot,
                                             const core::LogIdentity& log,
                                             const std::vector<KeptText>& kept) {
    std::vector<core::KeptFile> files;
    files.reserve(kept.size());
    for (const auto& each : kept) { files.push_back(each.file); }
    auto claims = core::compare_kept(snapshot, log, files);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (claims[i].verdict != core::Verdict::proven) { continue; }
        if (const auto forged = find_forgery(kept[i], log)) {
            claims[i] = {claims[i].name, core::Verdict::contradicted,
                         files[i].name +
                             ": what was signed is of this ledger, and the file itself "
                             "was changed: " +
                             forged->name + ": " + forged->text};
        }
    }
    return claims;
}

std::vector<core::VerifiedClaim> verify_kept(const core::Snapshot& snapshot,
                                             const std::vector<KeptText>& kept) {
    const auto keys = snapshot.log_keys();
    const auto first = core::parse_vkey(snapshot.settings().log_key);
    std::vector<core::VerifierKey> all;
    if (keys) {
        for (const auto& each : keys->all()) { all.push_back(each.key); }
    } else if (first) {
        all.push_back(*first);
    }
    return verify_kept(snapshot, {snapshot.settings().origin, all, keys ? &*keys : nullptr}, kept);
}

}  // namespace peil::cli
