// peil prove: proofs to hand out, each one file that can be verified without the ledger.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "all.hpp"
#include <peil/core/ledger.hpp>
#include <peil/core/proof_file.hpp>

#include <algorithm>
#include <array>
#include <filesystem>

namespace peil::cli {

namespace {

/// The words of a list that commas part.
std::vector<std::string> words_of(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const auto end = list.find(',');
        words.emplace_back(list.substr(0, end));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return words;
}

/// Prints a text that ends in a line feed of its own.
void print_file(const Context& context, const std::string& text) {
    context.print(std::string_view(text).substr(0, text.size() - 1));
}

core::Result<int> run_prove_event(Context& context) {
    const auto sequence = parse_count(context.arguments.get("EVENT"), "EVENT");
    if (!sequence) { return sequence.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto hidden = words_of(context.arguments.find("--hide").value_or(""));
    const auto proof = core::prove_event(ledger->snapshot(), *sequence, hidden);
    if (!proof) { return proof.error(); }
    const bool is_bundle = context.format() == "tlog-proof";
    print_file(context, is_bundle ? core::encode_tlog_proof(proof->proof)
                                  : core::encode_event_proof(*proof));
    return exit_code::done;
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char digit) { return digit >= '0' && digit <= '9'; });
}

/// One end of the proof: a size, or a file with a checkpoint.
core::Result<core::TreeHead> read_head(const core::Snapshot& snapshot, const std::string& word) {
    if (word == "0") { return core::tree_head_at(snapshot, 0); }
    if (is_number(word)) {
        const auto size = parse_count(word, "a size");
        if (!size) { return size.error(); }
        return core::tree_head_at(snapshot, *size);
    }
    const auto note = read_input(word);
    if (!note) { return note.error(); }
    auto head = core::tree_head_of(snapshot, *note);
    if (!head) { return core::Error(head.error().code, word + ": " + head.error().detail); }
    return head;
}

/// A kept checkpoint that contradicts the ledger is found, not refused.
core::Result<int> tell_of_end(const Context& context, const core::Error& error) {
    if (error.code != make_error_code(core::Errc::proof_rejected)) { return error; }
    context.warn(error.detail +
                 ". Both cannot be true: keep the checkpoint and a copy of the ledger");
    return exit_code::contradicted;
}

core::Result<int> run_prove_consistency(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto snapshot = ledger->snapshot();
    const auto old_head = read_head(snapshot, context.arguments.get("OLD"));
    if (!old_head) { return tell_of_end(context, old_head.error()); }
    const auto new_head = read_head(snapshot, context.arguments.get("NEW"));
    if (!new_head) { return tell_of_end(context, new_head.error()); }
    const auto file = core::prove_growth(snapshot, *old_head, *new_head);
    if (!file) { return file.error(); }
    print_file(context, core::encode_consistency(*file));
    return exit_code::done;
}

}  // namespace

std::vector<Command> prove_commands() {
    constexpr const char* group = "Editions and integrity";
    return {
        {.name = "prove event",
         .group = group,
         .summary = "Prove to anybody that the log holds an event",
         .details =
             "Prints one JSON file: the event as it is hashed, what is disclosed of it, and a "
             "C2SP tlog-proof under the last checkpoint. Whoever holds the log's key can "
             "verify it without the ledger. With --format tlog-proof only the proof is "
             "printed; the event is then handed out apart, with `peil show N --bytes`.",
         .positionals = {{"EVENT", "number of the event"}},
         .options = {{"--hide", "NAMES",
                      "members not to disclose, such as progress, parted by commas"}},
         .formats = {"json", "tlog-proof"},
         .run = run_prove_event},
        {.name = "prove consistency",
         .group = group,
         .summary = "Prove that the ledger only grew between two sizes or checkpoints",
         .details = "Prints one JSON file with both ends and the hashes that lead from one to the "
                    "other. An end is a number of events, or a file with a checkpoint of this log. "
                    "If a kept checkpoint is not of this ledger's history, nothing is printed and "
                    "the exit code is 1.",
         .positionals = {{"OLD", "number of events, or a file with a checkpoint"},
                         {"NEW", "the same"}},
         .options = {},
         .formats = {"json"},
         .run = run_prove_consistency}};
}

}  // namespace peil::cli
