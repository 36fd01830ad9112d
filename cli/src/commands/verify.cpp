// peil verify: named claims about the ledger, each proven, not proven, or contradicted. A child
// process reads the store and tells what it finds, line by line; this one prints it, whatever
// became of the child.
// SPDX-License-Identifier: EUPL-1.2
#include "../claims_text.hpp"
#include "../context.hpp"
#include "../kept_file.hpp"
#include "../output_file.hpp"
#include "../progress_bar.hpp"
#include "../statement.hpp"
#include "all.hpp"
#include <peil/core/evidence.hpp>
#include <peil/core/files.hpp>
#include <peil/events/text_width.hpp>
#include <peil/events/verify.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace peil::cli {

namespace {

namespace json = boost::json;

/// Takes a line of what a verification tells; each is an object with one member.
using Tell = std::function<void(json::object line)>;

/// What is verified, and against what.
struct VerifyRequest {
    const Context& context;
    std::filesystem::path root;
    std::vector<KeptText> kept;
};

constexpr std::array damage_signals{SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE};

/// Damage that is so great that a file of the store is missing.
bool is_damage(const core::Error& error, const std::filesystem::path& root) {
    if (error.code == make_error_code(core::Errc::ledger_damaged)) { return true; }
    return error.code == make_error_code(core::Errc::ledger_missing) &&
           std::filesystem::exists(core::LedgerFolder{root}.high_water());
}

/// How old a quorum may be, if --max-age says so.
core::Result<core::OutsideOptions> outside_options(const Context& context) {
    core::OutsideOptions outside{.now = context.clock()};
    if (const auto text = context.arguments.find("--max-age")) {
        constexpr std::uint64_t age_days_max = 36'500;
        const auto days = parse_count(*text, "--max-age");
        if (!days) { return days.error(); }
        outside.age_max_ms =
            static_cast<core::UnixMs>(std::min(*days, age_days_max)) * core::day_ms;
    }
    return outside;
}

/// Compares with what was kept elsewhere; without any of it nothing is proven.
void tell_kept(const core::Snapshot& snapshot, const std::vector<KeptText>& kept,
               const Tell& tell) {
    if (kept.empty()) {
        core::VerifiedClaim claim{std::string(core::kept_claims.front()), core::Verdict::not_proven,
                                  "nothing that was kept elsewhere was given; a checkpoint, a "
                                  "report or a receipt goes to --against"};
        claim.is_asked = false;
        tell({{"claim", claim_json(claim)}});
        return;
    }
    for (const auto& claim : verify_kept(snapshot, kept)) { tell({{"claim", claim_json(claim)}}); }
}

void verify_ledger(const core::Ledger& ledger, const VerifyRequest& request, const Tell& tell) {
    const auto& context = request.context;
    const auto snapshot = ledger.snapshot();
    tell({{"ledger",
           {{"origin", snapshot.settings().origin},
            {"logKey", current_vkey(snapshot)},
            {"size", snapshot.head().size},
            {"root", core::to_hex(snapshot.head().root)}}}});
    ProgressBar bar("verifying");
    const core::VerifyOptions options{
        .thread_count = std::max(1U, std::thread::hardware_concurrency()),
        .is_quick = context.arguments.has("--quick"),
        .progress = [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); },
        .report =
            [&](const core::VerifiedClaim& claim) {
                tell({{"claim", claim_json(claim)}});
            }};
    static_cast<void>(core::verify_log(ledger, options));
    static_cast<void>(events::verify_content(ledger, options));
    const auto outside = outside_options(context);
    static_cast<void>(core::verify_outside(
        ledger, options, outside ? *outside : core::OutsideOptions{.now = context.clock()}));
    tell_kept(snapshot, request.kept, tell);
    if (context.arguments.has("--statement")) { tell({{"log", describe_log(snapshot)}}); }
    bar.clear();
}

/// Verifies and tells of it; what goes wrong is told as well.
void verify_and_tell(const VerifyRequest& request, const Tell& tell) {
    try {
        const auto ledger =
            core::Ledger::open(request.root, core::Access::read, request.context.surroundings());
        if (ledger) {
            verify_ledger(*ledger, request, tell);
        } else if (is_damage(ledger.error(), request.root)) {
            tell({{"damage", events::printable(ledger.error().detail)}});
        } else {
            tell({{"refusal",
                   {{"text", events::printable(ledger.error().detail)},
                    {"exitCode", exit_code_of(ledger.error())}}}});
        }
    } catch (const core::StorageError& error) {
        tell({{"damage", "the store cannot be read: " + events::printable(error.what())}});
    } catch (const std::exception& error) {
        tell({{"interruption", events::printable(error.what())}});
    }
}

/// What was told, put together.
struct Told {
    Findings findings;
    std::optional<json::object> refusal;

    void take(const json::object& line) {
        if (const auto* ledger = line.if_contains("ledger")) {
            findings.ledger = ledger->as_object();
        } else if (const auto* log = line.if_contains("log")) {
            for (const auto& member : log->as_object()) {
                findings.ledger[member.key()] = member.value();
            }
        } else if (const auto* claim = line.if_contains("claim")) {
            findings.claims.push_back(claim_from_json(claim->as_object()));
        } else if (const auto* damage = line.if_contains("damage")) {
            findings.damage = std::string(damage->as_string());
        } else if (const auto* refused = line.if_contains("refusal")) {
            refusal = refused->as_object();
        } else {
            findings.interruption = std::string(line.at("interruption").as_string());
        }
    }
    [[nodiscard]] bool is_complete() const {
        return refusal || findings.damage || !findings.interruption.empty() ||
               findings.claims.size() == findings.names.size();
    }
};

/// In the child: tells through the pipe, and never returns.
[[noreturn]] void run_child(const VerifyRequest& request, int pipe) {
    for (const int signal : damage_signals) { static_cast<void>(::signal(signal, SIG_DFL)); }
    verify_and_tell(request, [&](const json::object& line) {
        const auto text = json::serialize(line) + '\n';
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto count = ::write(pipe, rest.data(), rest.size());
            if (count <= 0) { ::_exit(exit_code::cannot_open); }
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
    });
    ::_exit(exit_code::done);
}

std::string read_pipe(int pipe) {
    std::string text;
    std::array<char, 4096> buffer{};
    while (true) {
        const auto count = ::read(pipe, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) { continue; }
        if (count <= 0) { return text; }
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

void take_lines(std::string_view text, Told& told) {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        told.take(json::parse(text.substr(0, end)).as_object());
        text.remove_prefix(end + 1);
    }
}

/// What a child that told too little died of.
void take_status(int status, Told& told) {
    if (told.is_complete()) { return; }
    const bool is_signal = WIFSIGNALED(status);
    const int number = is_signal ? WTERMSIG(status) : WEXITSTATUS(status);
    const auto text =
        fmt::format("verification was ended by {} {}", is_signal ? "signal" : "exit code", number);
    const bool is_hit =
        std::find(damage_signals.begin(), damage_signals.end(), number) != damage_signals.end();
    if (is_signal && !is_hit) {
        told.findings.interruption = text;
    } else {
        told.findings.damage = "what is stored cannot be read: " + text;
    }
}

/// Verifies in a child process: what a damaged file does to the library that maps it must not end
/// this one without an answer.
Told verify_in_child(const VerifyRequest& request) {
    Told told;
    told.findings.names = claim_names(request.kept.size());
    std::array<int, 2> ends{};
    const bool is_pipe = ::pipe2(ends.data(), O_CLOEXEC) == 0;
    const core::FileDescriptor source(is_pipe ? ends[0] : -1);
    core::FileDescriptor sink(is_pipe ? ends[1] : -1);
    const auto child = is_pipe ? ::fork() : -1;
    if (child < 0) {
        verify_and_tell(request, [&](const json::object& line) { told.take(line); });
        return told;
    }
    if (child == 0) { run_child(request, sink.get()); }
    sink = core::FileDescriptor(-1);
    take_lines(read_pipe(source.get()), told);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    take_status(status, told);
    return told;
}

core::Result<std::vector<KeptText>> read_all_kept(const Context& context) {
    std::vector<KeptText> kept;
    for (const auto& name : context.arguments.all("--against")) {
        auto file = read_kept(name);
        if (!file) { return file.error(); }
        kept.push_back(std::move(*file));
    }
    return kept;
}

/// What to do about what was found.
void warn_of(const Findings& findings, const Context& context) {
    if (findings.damage || contradicts_truth(findings.claims)) {
        context.warn(
            "the ledger is damaged. Keep this copy; restore the ledger from a backup, and compare "
            "what was restored with a checkpoint kept elsewhere");
    } else if (contradicts_kept(findings.claims)) {
        context.warn(
            "this ledger and what was kept elsewhere do not agree. Keep both as they are: if the "
            "log signed both, they prove what was done");
    }
}

/// Where a statement goes, and how it is written.
struct StatementPlan {
    std::string file;
    bool is_json = false;
    events::Language language = events::Language::en;

    [[nodiscard]] bool is_printed() const { return file == "-"; }
};

/// Nothing if none is asked for. Errors: wrong use.
core::Result<std::optional<StatementPlan>> plan_statement(const Context& context) {
    const auto language = parse_lang(context, "en");
    if (!language) { return language.error(); }
    const auto file = context.arguments.find("--statement");
    if (!file) {
        if (context.arguments.has("--lang")) { return wrong_use("--lang is for --statement"); }
        return std::optional<StatementPlan>();
    }
    if (*file != "-") {
        if (const auto fits = require_new_output(*file, "--statement"); !fits) {
            return fits.error();
        }
    }
    const auto ending = std::filesystem::path(*file).extension();
    const bool is_json = ending == ".json" || (context.is_json() && ending != ".txt");
    return std::optional(StatementPlan{*file, is_json, *language});
}

void write_statement(const StatementPlan& plan, const Statement& statement,
                     const Context& context) {
    const auto text = plan.is_json ? json::serialize(statement_json(statement)) + '\n'
                                   : statement_text(statement);
    if (plan.is_printed()) {
        context.print_long(text);
    } else {
        core::replace_file(plan.file, text, core::FileMode::published);
    }
}

void print_findings(const Findings& findings, const Context& context) {
    if (context.is_json()) {
        context.print(json::serialize(findings_json(findings)));
    } else {
        context.print_long(findings_text(findings, context.terminal.width_columns));
    }
}

core::Result<int> run_verify(Context& context) {
    const auto root = find_ledger(context);
    if (!root) { return root.error(); }
    if (const auto is_one = require_ledger(*root); !is_one) { return is_one.error(); }
    const auto outside = outside_options(context);
    if (!outside) { return outside.error(); }
    const auto plan = plan_statement(context);
    if (!plan) { return plan.error(); }
    auto kept = read_all_kept(context);
    if (!kept) { return kept.error(); }
    const auto time = context.clock();
    auto told = verify_in_child({context, *root, std::move(*kept)});
    if (told.refusal) {
        context.warn(std::string_view(told.refusal->at("text").as_string()));
        return told.refusal->at("exitCode").to_number<int>();
    }
    complete_claims(told.findings);
    if (*plan) {
        write_statement(
            **plan, {told.findings, time, context.arguments.all("--against"), (*plan)->language},
            context);
    }
    if (!*plan || !(*plan)->is_printed()) { print_findings(told.findings, context); }
    warn_of(told.findings, context);
    return exit_code_for(told.findings.claims);
}

}  // namespace

Command verify_command() {
    return {
        .name = "verify",
        .group = "Editions and integrity",
        .summary = "Verify the ledger, claim by claim",
        .details =
            "Every stored byte is read and hashed again. Each claim is proven, not proven or "
            "contradicted, with the first event that is affected; a damaged store "
            "contradicts the claim at which reading ended.\n"
            "Exit code 0: all proven; 1: contradicted; 4: not proven. With --quick seven "
            "claims are left out and not proven, so that it never ends with 0. What nobody "
            "asks for (witnesses, timestamps, continuity) is listed as not proven without "
            "changing the exit code.\n"
            "FILE of --against is what an auditor kept: a checkpoint, an exported edition, a "
            "proof, receipts, the JSON of an earlier statement, or a folder of tiles. The "
            "ledger must begin with the events that it knows, by their bytes as they are "
            "stored now: this finds a history that was rewritten and signed again, and one "
            "that was cut back.",
        .positionals = {},
        .options = {{"--against", "FILE",
                     "prove that the ledger continues what was kept; may be repeated", false, true},
                    {"--statement", "FILE",
                     "write a dated statement of the audit, as JSON if FILE ends in .json or with "
                     "--format json; - for standard output"},
                    {"--lang", "LANGUAGE", "of the statement: en (usual) or nl"},
                    {"--quick", "", "leave out what reads every byte; it is not proven then"},
                    {"--max-age", "DAYS",
                     "the witnesses' quorum must not be older; any age unless told"}},
        .run = run_verify};
}

}  // namespace peil::cli
