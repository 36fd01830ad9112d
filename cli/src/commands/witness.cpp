// peil witness: who must have cosigned this ledger's checkpoints, asking them, and who is behind.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../policy_file.hpp"
#include "../witness_client.hpp"
#include "all.hpp"
#include <peil/core/count_text.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr std::uint64_t timeout_max_seconds = 3600;
constexpr std::uint64_t ms_per_s = 1000;

std::string moment_of(std::uint64_t time_seconds) {
    constexpr std::uint64_t last = 253'402'300'799;  // the end of the year 9999
    return core::format_time(static_cast<core::UnixMs>(std::min(time_seconds, last) * ms_per_s));
}

core::Error no_policy() {
    return wrong_use("no witness is configured; `peil witness add NAME VKEY URL` adds one");
}

/// The policy, which must be there.
core::Result<core::TrustPolicy> require_policy(const core::Ledger& ledger) {
    auto policy = core::read_policy(ledger.folder());
    if (!policy) { return policy.error(); }
    if (!*policy || (*policy)->witnesses.empty()) { return no_policy(); }
    return **std::move(policy);
}

core::Result<core::StoredCheckpoint> require_checkpoint(const core::Snapshot& snapshot) {
    auto last = snapshot.last_checkpoint();
    if (!last) { return wrong_use("no checkpoint was signed yet; type `peil checkpoint`"); }
    return *std::move(last);
}

core::Result<int> run_add(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto& folder = ledger->folder();
    const NewWitness witness{.name = context.arguments.get("NAME"),
                             .vkey = context.arguments.get("VKEY"),
                             .url = context.arguments.get("URL"),
                             .quorum = context.arguments.find("--quorum")};
    const auto text = core::read_file(folder.policy(), core::policy_size_limit_bytes).value_or("");
    const auto keys = ledger->snapshot().log_keys();
    if (!keys) { return keys.error(); }
    auto changed = add_witness(text, ledger->settings().log_key, witness);
    for (const auto& key : keys->all()) {
        if (changed) { *changed = add_log(*changed, core::encode_vkey(key.key)); }
    }
    if (!changed) {
        return wrong_use("with this witness the policy would be wrong: " + changed.error().detail);
    }
    core::replace_file(folder.policy(), *changed);
    const auto policy = core::parse_policy(*changed);
    const bool is_counted =
        std::any_of(policy->groups.begin(), policy->groups.end(), [&](const auto& group) {
            return std::find(group.members.begin(), group.members.end(), witness.name) !=
                   group.members.end();
        });
    if (!is_counted && policy->quorum != witness.name) {
        context.warn("the quorum does not count " + events::printable(witness.name) +
                     "; put it in a group of " + folder.policy().string());
    }
    return exit_code::done;
}

json::object progress_json(const core::WitnessProgress& progress,
                           const core::PolicyWitness& witness, std::uint64_t sealed) {
    json::object object{{"name", events::printable(progress.name)},
                        {"vkey", core::encode_vkey(witness.key)},
                        {"url", events::printable(witness.url)},
                        {"size", progress.size},
                        {"behind", sealed - std::min(sealed, progress.size)},
                        {"time", nullptr}};
    if (progress.time_seconds > 0) { object["time"] = moment_of(progress.time_seconds); }
    return object;
}

std::string progress_text(const core::WitnessProgress& progress, std::uint64_t sealed) {
    const auto name = events::printable(progress.name);
    if (progress.time_seconds == 0) { return fmt::format("{:<20} cosigned nothing yet", name); }
    const auto behind = sealed - std::min(sealed, progress.size);
    return fmt::format("{:<20} size {:<8} {}  {}", name, progress.size,
                       moment_of(progress.time_seconds),
                       behind == 0 ? "up to date" : core::counted(behind, "event") + " behind");
}

std::string quorum_text(const core::WitnessOverview& overview, const core::TrustPolicy& policy,
                        std::uint64_t sealed) {
    if (!policy.has_quorum()) { return "the policy needs no witness"; }
    if (!overview.quorum_time_seconds) { return "no checkpoint has a quorum yet"; }
    return fmt::format("quorum {} holds at size {} of {}, by cosignatures of {} or later",
                       events::printable(policy.quorum), overview.quorum_size, sealed,
                       moment_of(*overview.quorum_time_seconds));
}

/// Shows how far each witness has come; the value is 0 if the last checkpoint has its quorum.
int print_overview(const Context& context, const core::Snapshot& snapshot,
                   const core::TrustPolicy& policy) {
    const auto overview = core::survey_witnesses(snapshot, policy);
    const auto last = snapshot.last_checkpoint();
    const auto sealed = last ? last->size : 0;
    if (context.is_json()) {
        json::array witnesses;
        for (std::size_t i = 0; i < overview.witnesses.size(); ++i) {
            witnesses.push_back(progress_json(overview.witnesses[i], policy.witnesses[i], sealed));
        }
        json::object object{{"schema", "peil.witnesses/1"},
                            {"size", sealed},
                            {"quorum", events::printable(policy.quorum)},
                            {"quorumSize", nullptr},
                            {"quorumTime", nullptr},
                            {"witnesses", std::move(witnesses)}};
        if (overview.quorum_time_seconds) {
            object["quorumSize"] = overview.quorum_size;
            object["quorumTime"] = moment_of(*overview.quorum_time_seconds);
        }
        context.print(json::serialize(object));
    } else {
        for (const auto& each : overview.witnesses) { context.print(progress_text(each, sealed)); }
        context.print(quorum_text(overview, policy, sealed));
    }
    if (!overview.damaged.empty()) {
        context.warn(fmt::format("a stored cosignature of size {} is damaged; run `peil verify`",
                                 overview.damaged.front()));
        return exit_code::contradicted;
    }
    const bool holds =
        !policy.has_quorum() || (overview.quorum_time_seconds && overview.quorum_size == sealed);
    return holds ? exit_code::done : exit_code::not_proven;
}

core::Result<int> run_list(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto policy = require_policy(*ledger);
    if (!policy) { return policy.error(); }
    static_cast<void>(print_overview(context, ledger->snapshot(), *policy));
    return exit_code::done;
}

/// The witnesses that were named, or all that have a URL.
core::Result<std::vector<const core::PolicyWitness*>> chosen_witnesses(
    const Context& context, const core::TrustPolicy& policy) {
    constexpr std::string_view by_files =
        "no URL: give it what `peil witness request` prints, and `peil witness receive` what comes "
        "back";
    std::vector<const core::PolicyWitness*> chosen;
    const auto names = context.arguments.all("NAME");
    for (const auto& name : names) {
        const auto named = std::find_if(policy.witnesses.begin(), policy.witnesses.end(),
                                        [&](const auto& each) { return each.name == name; });
        if (named == policy.witnesses.end()) {
            return wrong_use("there is no witness " + name + "; `peil witness list` names them");
        }
        if (named->url.empty()) { return wrong_use(fmt::format("{} has {}", name, by_files)); }
        chosen.push_back(&*named);
    }
    for (const auto& witness : policy.witnesses) {
        if (names.empty() && !witness.url.empty()) { chosen.push_back(&witness); }
    }
    if (chosen.empty()) { return wrong_use(fmt::format("the witness has {}", by_files)); }
    return chosen;
}

/// Asks all at once, each in a thread of its own, without holding any lock of the ledger.
std::vector<WitnessReply> ask_all(const core::Ledger& ledger,
                                  const std::vector<WitnessQuestion>& questions) {
    std::vector<WitnessReply> replies(questions.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        threads.emplace_back([&, i] {
            try {
                replies[i] = ask_witness(ledger, questions[i]);
            } catch (const std::exception& error) {
                replies[i] = {
                    questions[i].witness.name, WitnessOutcome::unreachable, error.what(), {}};
            }
        });
    }
    for (auto& thread : threads) { thread.join(); }
    return replies;
}

core::Result<int> run_ask(Context& context) {
    auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto policy = require_policy(*ledger);
    if (!policy) { return policy.error(); }
    const auto chosen = chosen_witnesses(context, *policy);
    if (!chosen) { return chosen.error(); }
    const auto seconds =
        parse_count(context.arguments.find("--timeout").value_or("10"), "--timeout");
    if (!seconds) { return seconds.error(); }
    const auto last = require_checkpoint(ledger->snapshot());
    if (!last) { return last.error(); }
    const auto overview = core::survey_witnesses(ledger->snapshot(), *policy);
    std::vector<WitnessQuestion> questions;
    for (const auto* witness : *chosen) {
        const auto index = static_cast<std::size_t>(witness - policy->witnesses.data());
        const auto limit = std::min(*seconds, timeout_max_seconds) * ms_per_s;
        questions.push_back(
            {*witness, *last, overview.witnesses[index].size, std::chrono::milliseconds(limit)});
    }
    bool is_contradicted = false;
    for (const auto& reply : ask_all(*ledger, questions)) {
        if (reply.outcome == WitnessOutcome::cosigned) {
            const auto kept = ledger->keep_cosignatures(last->size, reply.lines);
            if (!kept) { return kept.error(); }
            continue;
        }
        is_contradicted = is_contradicted || reply.outcome == WitnessOutcome::contradicted;
        context.warn(fmt::format("{}: {}: {}", events::printable(reply.name),
                                 name_of(reply.outcome), reply.text));
    }
    const auto shown = print_overview(context, ledger->snapshot(), *policy);
    return is_contradicted ? exit_code::contradicted : shown;
}

core::Result<int> run_request(Context& context) {
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto last = require_checkpoint(ledger->snapshot());
    if (!last) { return last.error(); }
    std::uint64_t old_size = 0;
    if (const auto given = context.arguments.find("--old"); given && *given != "0") {
        const auto parsed = parse_count(*given, "--old");
        if (!parsed) { return parsed.error(); }
        old_size = *parsed;
    }
    const auto request = witness_request(*ledger, *last, old_size);
    if (!request) { return request.error(); }
    context.print(std::string_view(*request).substr(0, request->size() - 1));
    return exit_code::done;
}

/// The lines of the policy's witnesses in a cosigned checkpoint of this ledger, by its size.
core::Result<std::vector<core::NoteSignature>> lines_to_keep(const core::SignedNote& note,
                                                             const core::TrustPolicy& policy) {
    std::vector<core::NoteSignature> lines;
    for (const auto& line : note.signatures) {
        for (const auto& witness : policy.witnesses) {
            if (!is_by(line, witness.key)) { continue; }
            const auto opened = core::open_cosignature(line, note.text, witness.key);
            if (!opened) { return opened.error(); }
            lines.push_back(line);
        }
    }
    if (lines.empty()) { return wrong_use("no witness of the policy cosigned this checkpoint"); }
    return lines;
}

core::Result<int> run_receive(Context& context) {
    auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto policy = require_policy(*ledger);
    if (!policy) { return policy.error(); }
    const auto text = read_input(context.arguments.get("FILE"));
    if (!text) { return text.error(); }
    const auto note = core::parse_note(*text);
    if (!note) { return note.error(); }
    const auto checkpoint = core::parse_checkpoint(note->text);
    if (!checkpoint) { return checkpoint.error(); }
    const auto snapshot = ledger->snapshot();
    const auto all = snapshot.checkpoints();
    const auto own = std::find_if(all.begin(), all.end(), [&](const core::StoredCheckpoint& each) {
        return each.note.starts_with(note->text + '\n');
    });
    if (own == all.end()) {
        return core::Error(core::Errc::wrong_origin, "this ledger signed no such checkpoint");
    }
    const auto lines = lines_to_keep(*note, *policy);
    if (!lines) { return lines.error(); }
    const auto kept = ledger->keep_cosignatures(own->size, *lines);
    if (!kept) { return kept.error(); }
    static_cast<void>(print_overview(context, ledger->snapshot(), *policy));
    return exit_code::done;
}

constexpr std::string_view witness_group = "Editions and integrity";

Command add_command() {
    return {
        .name = "witness add",
        .group = std::string(witness_group),
        .summary = "Name a witness that cosigns checkpoints",
        .details =
            "Writes the file `policy` in the ledger's folder, a C2SP tlog-policy, which may "
            "be edited by hand: groups and a quorum of k of n. Without those all witnesses "
            "that are added make the quorum.",
        .positionals = {{"NAME", "what it is called here, without spaces"},
                        {"VKEY", "its public key, type 04: name+id+key"},
                        {"URL", "where it takes checkpoints; none for one that gets files", false}},
        .options = {{"--quorum", "K",
                     "how many of the witnesses that were added so are needed: a number, any "
                     "or all"}},
        .formats = {},
        .run = run_add};
}

Command list_command() {
    return {.name = "witness list",
            .group = std::string(witness_group),
            .summary = "Show how far each witness has come",
            .details =
                "Every stored cosignature is verified. A witness is behind if it did not "
                "cosign the last checkpoint.",
            .positionals = {},
            .options = {},
            .run = run_list};
}

Command ask_command() {
    return {.name = "witness ask",
            .group = std::string(witness_group),
            .summary = "Ask the witnesses to cosign the last checkpoint",
            .details =
                "All are asked at once; cosignatures are verified and stored beside the "
                "checkpoint. Nobody who records waits for it. Exit code 0: the last checkpoint "
                "has its quorum; 1: a witness saw another history than this ledger's; 4: the "
                "quorum is not complete.",
            .positionals = {{"NAME", "ask these only", false, true}},
            .options = {{"--timeout", "SECONDS", "for each witness; 10 unless told otherwise"}},
            .run = run_ask};
}

Command request_command() {
    return {.name = "witness request",
            .group = std::string(witness_group),
            .summary = "Write the request for a witness that gets files",
            .details =
                "`peil-witness file` cosigns it; `peil witness receive` takes what comes "
                "back.",
            .positionals = {},
            .options = {{"--old", "SIZE", "what the witness cosigned last; 0 if nothing"}},
            .formats = {},
            .run = run_request};
}

Command receive_command() {
    return {.name = "witness receive",
            .group = std::string(witness_group),
            .summary = "Store the cosignatures on a checkpoint that came back",
            .details = "The checkpoint must be one that this ledger signed.",
            .positionals = {{"FILE", "the cosigned checkpoint, or - for standard input"}},
            .options = {},
            .run = run_receive};
}

}  // namespace

std::vector<Command> witness_commands() {
    return {add_command(), list_command(), ask_command(), request_command(), receive_command()};
}

}  // namespace peil::cli
