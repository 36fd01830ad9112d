// peil check: proves published files, with no ledger at hand.
// SPDX-License-Identifier: EUPL-1.2
#include "../checked_code.hpp"
#include "../checked_continuity.hpp"
#include "../checked_file.hpp"
#include "../checked_timestamp.hpp"
#include "../claims_text.hpp"
#include "../context.hpp"
#include "../output_file.hpp"
#include "all.hpp"
#include <peil/core/files.hpp>
#include <peil/events/fork.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace peil::cli {

namespace {

namespace json = boost::json;

core::Result<FileTrust> read_trust(const Context& context) {
    FileTrust trust;
    for (const auto& text : context.arguments.all("--key")) {
        const auto key = parse_log_key(text);
        if (!key) { return key.error(); }
        trust.log.log_keys.push_back(*key);
    }
    if (const auto file = context.arguments.find("--policy")) {
        const auto text = read_input(*file);
        if (!text) { return text.error(); }
        auto policy = core::parse_policy(*text);
        if (!policy) { return wrong_use(*file + ": " + policy.error().detail); }
        for (const auto& log : policy->logs) { trust.log.log_keys.push_back(log.key); }
        trust.policy = std::move(*policy);
    }
    if (const auto file = context.arguments.find("--event")) {
        const auto text = read_input(*file);
        if (!text) { return text.error(); }
        trust.event = *text;
    }
    if (const auto file = context.arguments.find("--ca")) {
        auto text = read_input(*file);
        if (!text) { return text.error(); }
        trust.roots = std::move(*text);
    }
    return trust;
}

/// A timestamp is DER; everything else is text.
core::Result<std::string> read_published(const std::string& name) {
    std::error_code ignored;  // reading says what is wrong
    if (std::filesystem::is_directory(name, ignored)) {
        return wrong_use(
            fmt::format("{} is a folder; if it holds published tiles, type `peil tiles "
                        "--check {}`",
                        name, name));
    }
    auto bytes = read_input_bytes(name);
    if (!bytes || is_der(*bytes)) { return bytes; }
    return require_utf8(name, std::move(*bytes));
}

/// Adds what timestamps prove of the checkpoints in the other files. Errors: as check_timestamp(),
/// with the file's name.
core::Result<void> check_timestamps(std::vector<CheckedFile>& files, const FileTrust& trust) {
    std::vector<std::string> notes;
    for (const auto& file : files) {
        notes.insert(notes.end(), file.notes.begin(), file.notes.end());
    }
    for (auto& file : files) {
        if (file.tokens.empty()) { continue; }
        auto claim = check_timestamp(file.tokens, notes, trust.roots);
        if (!claim) {
            return core::Error(claim.error().code, file.name + ": " + claim.error().detail);
        }
        file.claims.push_back(std::move(*claim));
    }
    const bool is_there = std::any_of(files.begin(), files.end(), [](const CheckedFile& file) {
        return std::any_of(file.claims.begin(), file.claims.end(),
                           [](const auto& claim) { return claim.name == "timestamp"; });
    });
    if (trust.roots && !is_there) {
        files.front().claims.push_back(
            {"timestamp", core::Verdict::not_proven,
             "there is none in what was given: give the token as another FILE, or ask "
             "the publisher to export the report again, with its timestamp"});
    }
    return {};
}

/// One verdict over everything, at the end.
void print_text(const Context& context, const std::vector<CheckedFile>& files,
                const std::vector<core::VerifiedClaim>& continuity) {
    std::string page;
    auto all = continuity;
    for (const auto& file : files) {
        page += claims_page(file.title, file.claims, context.table_style()) + '\n';
        all.insert(all.end(), file.claims.begin(), file.claims.end());
    }
    if (!continuity.empty()) {
        page += claims_page("From one file to the next", continuity, context.table_style());
        page += '\n';
    }
    context.print_long(page + claims_verdict(all));
}

void print_json(const Context& context, const std::vector<CheckedFile>& files,
                const std::vector<core::VerifiedClaim>& continuity) {
    const auto list = [](const std::vector<core::VerifiedClaim>& claims) {
        json::array array;
        for (const auto& claim : claims) { array.push_back(claim_json(claim)); }
        return array;
    };
    json::array checked;
    for (const auto& file : files) {
        checked.push_back(
            json::object{{"file", file.name}, {"is", file.title}, {"claims", list(file.claims)}});
    }
    context.print(json::serialize(json::object{{"schema", "peil.check/1"},
                                               {"files", std::move(checked)},
                                               {"continuity", list(continuity)}}));
}

core::Result<int> run_check(Context& context) {
    if (const auto file = context.arguments.find("--write-fork")) {
        if (const auto fits = require_output_place(*file); !fits) { return fits.error(); }
    }
    const auto trust = read_trust(context);
    if (!trust) { return trust.error(); }
    std::vector<CheckedFile> files;
    std::vector<core::VerifiedClaim> claims;
    const auto names = context.arguments.all("FILE");
    const auto code = context.arguments.find("--code");
    if (code && names.size() > 1) {
        return wrong_use("a code is that of one checkpoint: give one FILE with --code");
    }
    for (const auto& name : names) {
        const auto text = read_published(name);
        if (!text) { return text.error(); }
        auto file = check_file(name, *text, *trust);
        if (!file) { return file.error(); }
        if (code) { file->claims.push_back(check_code(*code, file->notes)); }
        files.push_back(std::move(*file));
    }
    const auto stamped = check_timestamps(files, *trust);
    if (!stamped) { return stamped.error(); }
    for (const auto& file : files) {
        claims.insert(claims.end(), file.claims.begin(), file.claims.end());
    }
    auto continuity = check_continuity(files);
    claims.insert(claims.end(), continuity.claims.begin(), continuity.claims.end());
    if (continuity.fork) {
        const auto file = context.arguments.find("--write-fork").value_or("peil-fork.json");
        const auto proof = json::serialize(events::to_json(*continuity.fork)) + '\n';
        const auto written = write_new_output(file, proof, "--write-fork");
        context.warn("the log signed two histories. " +
                     (written ? "The proof is in " + file +
                                    "; anybody can check it with `peil check " + file + "`"
                              : "The proof was not written: " + written.error().detail));
    }
    if (context.is_json()) {
        print_json(context, files, continuity.claims);
    } else {
        print_text(context, files, continuity.claims);
    }
    return exit_code_for(claims);
}

}  // namespace

Command check_command() {
    return {.name = "check",
            .group = "Editions and integrity",
            .summary = "Prove published files without a ledger",
            .details =
                "FILE is an exported edition (html or json), the proof of a cell, of an event or "
                "of growth, a tlog-proof, a checkpoint, a timestamp, or the proof of a fork. Two "
                "or more editions are also compared: each must continue the log of the one "
                "before and name every measure that it names. Checkpoints in all files must be "
                "of one history.\n"
                "Give the log's key, as published elsewhere, with --key, or a C2SP tlog-policy; "
                "without, whose files these are is not proven. A policy with a quorum asks for "
                "its witnesses, too.\n"
                "--code is the code of a checkpoint as typed from paper, and compared with that "
                "in FILE; it says which group is mistyped. The three lines of a QR code do as "
                "well. Whose log it is, the paper must say.\n"
                "A timestamp (a token or an authority's answer, DER) is about the checkpoint in "
                "another FILE; --ca names the certificates of the authority that are trusted. "
                "Exit code 0: all proven; 1: contradicted; 4: not proven.",
            .positionals = {{"FILE", "what to check; - for standard input", true, true}},
            .options = {{"--key", "VKEY", "a key of the log that is trusted; may be repeated",
                         false, true},
                        {"--policy", "FILE", "a C2SP tlog-policy: logs, witnesses and a quorum"},
                        {"--event", "FILE", "bytes of the event that a tlog-proof is about"},
                        {"--ca", "FILE", "certificates (PEM) to trust timestamps by"},
                        {"--code", "CODE", "13 groups of 4 characters, or what was scanned"},
                        {"--write-fork", "FILE",
                         "where the proof goes if the log signed two histories; else "
                         "peil-fork.json"}},
            .run = run_check};
}

}  // namespace peil::cli
