// peil verify: named claims about the ledger, each proven, not proven, or contradicted.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../progress_bar.hpp"
#include "all.hpp"
#include <peil/core/verify.hpp>
#include <peil/events/verify.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace peil::cli {

namespace {

using core::Verdict;
using core::VerifiedClaim;

int exit_code_for(const std::vector<VerifiedClaim>& claims) {
    const auto any = [&](auto&& holds) { return std::any_of(claims.begin(), claims.end(), holds); };
    if (any([](const auto& claim) { return claim.verdict == Verdict::contradicted; })) {
        return exit_code::contradicted;
    }
    if (any([](const auto& claim) {
            return claim.verdict == Verdict::not_proven && !claim.is_optional;
        })) {
        return exit_code::not_proven;
    }
    return exit_code::done;
}

std::string summary(const std::vector<VerifiedClaim>& claims) {
    const auto count = [&](Verdict verdict) {
        return std::count_if(claims.begin(), claims.end(),
                             [&](const auto& claim) { return claim.verdict == verdict; });
    };
    const auto contradicted = count(Verdict::contradicted);
    const auto not_proven = count(Verdict::not_proven);
    if (contradicted > 0) {
        return fmt::format("This ledger is NOT intact: {} of {} claims {} contradicted.",
                           contradicted, claims.size(), contradicted == 1 ? "is" : "are");
    }
    if (not_proven > 0) {
        return fmt::format("Nothing contradicts this ledger; {} of {} claims {} not proven.",
                           not_proven, claims.size(), not_proven == 1 ? "is" : "are");
    }
    return fmt::format("This ledger is intact: all {} claims are proven.", claims.size());
}

boost::json::object claims_json(const core::Snapshot& ledger,
                                const std::vector<VerifiedClaim>& claims) {
    boost::json::array array;
    for (const auto& claim : claims) {
        boost::json::object object{{"claim", claim.name},
                                   {"verdict", core::name_of(claim.verdict)},
                                   {"text", claim.text},
                                   {"event", nullptr}};
        if (claim.event != 0) { object["event"] = claim.event; }
        array.push_back(std::move(object));
    }
    return {{"schema", "peil.verification/1"},
            {"origin", ledger.settings().origin},
            {"logKey", ledger.settings().log_key},
            {"size", ledger.head().size},
            {"root", core::to_hex(ledger.head().root)},
            {"summary", summary(claims)},
            {"claims", std::move(array)}};
}

void print_claims(const Context& context, const core::Snapshot& ledger,
                  const std::vector<VerifiedClaim>& claims) {
    if (context.is_json()) {
        context.print(boost::json::serialize(claims_json(ledger, claims)));
        return;
    }
    context.print(summary(claims));
    context.print(fmt::format("{} at size {}, root {}\n", ledger.settings().origin,
                              ledger.head().size, core::to_hex(ledger.head().root)));
    for (const auto& claim : claims) {
        context.print(fmt::format("  {:<13} {:<13} {}", claim.name, core::name_of(claim.verdict),
                                  claim.text));
    }
}

core::Result<int> verify(const Context& context) {
    const auto folder = find_ledger(context);
    if (!folder) { return folder.error(); }
    const auto ledger = core::Ledger::open(*folder, core::Access::read, context.surroundings());
    if (!ledger) {
        if (ledger.error().code == make_error_code(core::Errc::ledger_damaged)) {
            context.warn(ledger.error().detail);
            return exit_code::contradicted;
        }
        return ledger.error();
    }
    ProgressBar bar("verifying");
    const core::VerifyOptions options{
        .thread_count = std::max(1U, std::thread::hardware_concurrency()),
        .is_quick = context.arguments.has("--quick"),
        .progress = [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); }};
    auto claims = core::verify_log(*ledger, options);
    const auto content = events::verify_content(*ledger, options);
    claims.insert(claims.end(), content.begin(), content.end());
    bar.clear();
    print_claims(context, ledger->snapshot(), claims);
    return exit_code_for(claims);
}

/// Verifies in a child process: what a damaged file does to the library that maps it must not end
/// this one without an answer.
core::Result<int> run_verify(Context& context) {
    const auto child = ::fork();
    if (child < 0) { return verify(context); }
    if (child == 0) {
        for (const int signal : {SIGSEGV, SIGBUS, SIGABRT}) {
            static_cast<void>(::signal(signal, SIG_DFL));
        }
        int code = exit_code::cannot_open;
        try {
            const auto verified = verify(context);
            code = verified ? *verified : exit_code_of(verified.error());
            if (!verified) { context.warn(verified.error().detail); }
        } catch (const core::StorageError& error) {
            context.warn(std::string("the ledger is damaged: ") + error.what());
            code = exit_code::contradicted;
        }
        ::_exit(code);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (WIFEXITED(status)) { return WEXITSTATUS(status); }
    context.warn("the ledger is damaged: reading it ended with signal " +
                 std::to_string(WTERMSIG(status)) +
                 ". Restore it from a backup, and verify that against a checkpoint kept elsewhere");
    return exit_code::contradicted;
}

}  // namespace

Command verify_command() {
    return {.name = "verify",
            .group = "Editions and integrity",
            .summary = "Verify the ledger, claim by claim",
            .details =
                "Every stored byte is read and hashed again. Each claim is proven, not "
                "proven or contradicted, with the\nfirst event that is affected. Exit code "
                "0: all proven; 1: contradicted; 4: not proven.",
            .positionals = {},
            .options = {{"--quick", "", "leave out what reads every byte, and say so"}},
            .run = run_verify};
}

}  // namespace peil::cli
