// Recognising what a file is.
// SPDX-License-Identifier: EUPL-1.2
#include "checked_file.hpp"

#include "checked_proof.hpp"
#include "checked_timestamp.hpp"
#include "context.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/proof_file.hpp>
#include <peil/core/timestamp.hpp>
#include <peil/core/tlog_proof.hpp>
#include <peil/events/cell_proof.hpp>
#include <peil/events/fork.hpp>
#include <peil/events/page.hpp>

#include <algorithm>
#include <utility>

namespace peil::cli {

namespace {

core::Error named(const std::string& name, const core::Error& error) {
    return {error.code, name + ": " + error.detail};
}

/// Whether nothing says that the keys in a file are of another log than the trusted one.
bool is_of_log(const std::vector<core::VerifiedClaim>& claims) {
    return std::none_of(claims.begin(), claims.end(), [](const auto& claim) {
        return claim.name == "key" && claim.verdict == core::Verdict::contradicted;
    });
}

bool is_proven(const CheckedFile& file, std::string_view name) {
    return std::any_of(file.claims.begin(), file.claims.end(), [&](const auto& claim) {
        return claim.name == name && claim.verdict == core::Verdict::proven;
    });
}

core::Result<CheckedFile> check_edition(const std::string& name, std::string_view text,
                                        const FileTrust& trust) {
    auto document = events::parse_document(text);
    if (!document) { return named(name, document.error()); }
    CheckedFile file{.name = name,
                     .title = name + ": an edition",
                     .claims = events::check_document(*document, trust.log)};
    file.notes = {document->published.checkpoint};
    for (const auto& each : document->evidence) { file.notes.push_back(each.checkpoint); }
    file.claims.push_back(check_witnesses(file.notes, trust));
    for (const auto& each : document->evidence) {
        if (each.timestamps.empty()) { continue; }
        auto claim = check_timestamp_within(each, trust.roots);
        if (!claim) { return named(name, claim.error()); }
        file.claims.push_back(*std::move(claim));
    }
    if (document->previous) { file.notes.push_back(document->previous->checkpoint); }
    if (is_of_log(file.claims)) {
        file.signed_heads = events::signed_checkpoints(*document);
        file.links = events::proven_links(*document);
    }
    file.document = std::move(*document);
    return file;
}

core::Result<CheckedFile> check_html(const std::string& name, std::string_view text,
                                     const FileTrust& trust) {
    const auto inside = events::find_document(text);
    if (!inside) {
        return named(name, wrong_use("a page without the document of an edition in it; only pages "
                                     "that `peil edition export` made can be checked"));
    }
    auto file = check_edition(name, *inside, trust);
    if (!file) { return file.error(); }
    file->title = name + ": an edition as a page";
    file->claims.push_back(events::check_page(text, *file->document));
    return file;
}

/// A file of core: the claims about it under a title.
core::Result<CheckedFile> titled(const std::string& name, const std::string& title,
                                 core::Result<std::vector<core::VerifiedClaim>> claims) {
    if (!claims) { return named(name, claims.error()); }
    return CheckedFile{.name = name, .title = name + ": " + title, .claims = std::move(*claims)};
}

/// The checkpoints in a proof of core or a checkpoint, which parsed before.
std::vector<std::string> notes_in(std::string_view text, const std::string& schema) {
    if (const auto proof = core::parse_event_proof(text)) { return {proof->proof.checkpoint}; }
    if (const auto file = core::parse_consistency(text)) {
        return {file->new_head.note, file->old_head.note};
    }
    if (const auto proof = core::parse_tlog_proof(text)) { return {proof->checkpoint}; }
    return schema.empty() ? std::vector{std::string(text)} : std::vector<std::string>{};
}

core::Result<CheckedFile> check_core_file(const std::string& name, std::string_view text,
                                          const std::string& schema, const FileTrust& trust) {
    if (schema == "peil.event-proof/1") {
        return titled(name, "the proof of an event", check_event_proof(text, trust));
    }
    if (schema == "peil.consistency-proof/1") {
        return titled(name, "the proof that a log grew", check_consistency(text, trust));
    }
    if (text.starts_with("c2sp.org/tlog-proof@v1\n")) {
        return titled(name, "a proof without its event", check_tlog_proof(text, trust));
    }
    if (text.find("\n\n\u2014 ") != std::string_view::npos) {
        return titled(name, "a checkpoint", check_note(text, trust));
    }
    return named(name, wrong_use("it is nothing that can be checked: expected an edition that "
                                 "`peil edition export` wrote, a proof, or a checkpoint"));
}

}  // namespace

std::string schema_of(std::string_view text) {
    const auto json = core::parse_strict(text);
    if (!json || !json->is_object()) { return ""; }
    const auto* schema = json->get_object().if_contains("schema");
    return schema != nullptr && schema->is_string() ? std::string(schema->get_string()) : "";
}

core::Result<CheckedFile> check_file(const std::string& name, std::string_view text,
                                     const FileTrust& trust) {
    if (is_der(text)) {
        auto tokens = core::read_timestamp_file(core::as_bytes(text));
        if (!tokens) { return named(name, tokens.error()); }
        return CheckedFile{
            .name = name, .title = name + ": a timestamp", .tokens = std::move(*tokens)};
    }
    if (text.starts_with("<!DOCTYPE html>")) { return check_html(name, text, trust); }
    const auto schema = schema_of(text);
    if (schema == "peil.edition/1") { return check_edition(name, text, trust); }
    if (schema == "peil.cell/1") {
        const auto proof = events::parse_cell_proof(text);
        if (!proof) { return named(name, proof.error()); }
        CheckedFile file{.name = name,
                         .title = name + ": " + proof->subject + ", " + proof->field,
                         .claims = events::check_cell_proof(*proof, trust.log)};
        file.claims.push_back(check_witnesses(proof->published.checkpoint, trust));
        file.notes = {proof->published.checkpoint};
        if (is_of_log(file.claims)) {
            file.signed_heads = events::signed_checkpoints(proof->published, {});
            file.links = events::proven_links(proof->published);
        }
        return file;
    }
    if (schema == "peil.fork/1") {
        const auto fork = events::parse_fork(text);
        if (!fork) { return named(name, fork.error()); }
        return CheckedFile{.name = name,
                           .title = name + ": the proof of a fork",
                           .claims = events::check_fork(*fork, trust.log),
                           .notes = {fork->one, fork->other}};
    }
    auto file = check_core_file(name, text, schema, trust);
    if (!file) { return file.error(); }
    file->notes = notes_in(text, schema);
    for (const auto& note : file->notes) {
        auto opened = events::open_signed(note, trust.log.log_keys);
        if (opened) { file->signed_heads.push_back(*std::move(opened)); }
    }
    if (const auto proof = core::parse_consistency(text); proof && is_proven(*file, "growth")) {
        file->links.push_back({{proof->old_head.size, proof->old_head.root},
                               {proof->new_head.size, proof->new_head.root}});
    }
    return file;
}

}  // namespace peil::cli
