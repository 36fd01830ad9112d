// Recognising what a file is.
// SPDX-License-Identifier: EUPL-1.2
#include "checked_file.hpp"

#include "context.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/cell_proof.hpp>
#include <peil/events/fork.hpp>
#include <peil/events/page.hpp>

#include <utility>

namespace peil::cli {

namespace {

core::Error named(const std::string& name, const core::Error& error) {
    return {error.code, name + ": " + error.detail};
}

core::Result<CheckedFile> check_edition(const std::string& name, std::string_view text,
                                        const events::DocumentTrust& trust) {
    auto document = events::parse_document(text);
    if (!document) { return named(name, document.error()); }
    CheckedFile file{.name = name,
                     .title = name + ": an edition",
                     .claims = events::check_document(*document, trust),
                     .document = {}};
    file.document = std::move(*document);
    return file;
}

core::Result<CheckedFile> check_html(const std::string& name, std::string_view text,
                                     const events::DocumentTrust& trust) {
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

/// The schema that a JSON text names, or nothing.
std::string schema_of(std::string_view text) {
    const auto json = core::parse_strict(text);
    if (!json || !json->is_object()) { return ""; }
    const auto* schema = json->get_object().if_contains("schema");
    return schema != nullptr && schema->is_string() ? std::string(schema->get_string()) : "";
}

}  // namespace

core::Result<CheckedFile> check_file(const std::string& name, std::string_view text,
                                     const events::DocumentTrust& trust) {
    if (text.starts_with("<!DOCTYPE html>")) { return check_html(name, text, trust); }
    const auto schema = schema_of(text);
    if (schema == "peil.edition/1") { return check_edition(name, text, trust); }
    if (schema == "peil.cell/1") {
        const auto proof = events::parse_cell_proof(text);
        if (!proof) { return named(name, proof.error()); }
        return CheckedFile{.name = name,
                           .title = name + ": " + proof->subject + ", " + proof->field,
                           .claims = events::check_cell_proof(*proof, trust),
                           .document = {}};
    }
    if (schema == "peil.fork/1") {
        const auto fork = events::parse_fork(text);
        if (!fork) { return named(name, fork.error()); }
        return CheckedFile{.name = name,
                           .title = name + ": the proof of a fork",
                           .claims = events::check_fork(*fork, trust),
                           .document = {}};
    }
    return named(name, wrong_use("it is nothing that can be checked: expected an edition that "
                                 "`peil edition export` wrote, or a proof"));
}

}  // namespace peil::cli
