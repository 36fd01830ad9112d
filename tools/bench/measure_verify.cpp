// Verifying everything against hashing the same bytes with one call of the openssl command. The
// file of those bytes and the ledger are both in the page cache.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"
#include "workbench.hpp"
#include <peil/core/verify.hpp>

#include <fmt/format.h>

#include <fstream>
#include <utility>

namespace peil::bench {

namespace {

/// Writes all stored events and disclosures to one file. Returns its size in bytes.
std::uint64_t write_bytes(const core::Snapshot& ledger, const std::filesystem::path& file) {
    std::ofstream stream(file, std::ios::binary);
    for (std::uint64_t sequence = 1; sequence <= ledger.head().size; ++sequence) {
        stream << ledger.event(sequence).value_or("");
        for (const auto text : ledger.disclosures(sequence)) { stream << text; }
    }
    stream.close();
    return std::filesystem::file_size(file);
}

double verify(const core::Ledger& ledger, unsigned thread_count) {
    const Stopwatch watch;
    for (const auto& claim : core::verify_log(ledger, {.thread_count = thread_count})) {
        if (claim.verdict == core::Verdict::contradicted) {
            throw std::runtime_error(claim.name + " is contradicted: " + claim.text);
        }
    }
    return watch.seconds();
}

Figure make_figure(const char* name, const char* text) {
    return {.name = name,
            .text = text,
            .unit = "MB/s",
            .yardstick = "openssl dgst -sha256, one thread"};
}

/// Rounds of the library.
void measure_library(Workbench& bench, const core::Ledger& ledger,
                     const std::filesystem::path& file) {
    const auto megabytes = static_cast<double>(write_bytes(ledger.snapshot(), file)) / 1e6;
    auto two = make_figure("verify", "verify_log: every byte and hash, two threads");
    two.aim = Aim{Aim::Subject::ratio, Aim::Bound::at_least, 0.7};
    two.note = fmt::format("{} events, {:.0f} MB", ledger.snapshot().head().size, megabytes);
    auto one = make_figure("verify-one-thread", "the same, one thread");
    verify(ledger, 2);
    for (unsigned round = 0; round < bench.options().round_count; ++round) {
        const auto hashing = run_child({"openssl", "dgst", "-sha256", file.string()}).seconds;
        two.yardstick_samples.push_back(megabytes / hashing);
        one.yardstick_samples.push_back(megabytes / hashing);
        two.samples.push_back(megabytes / verify(ledger, 2));
        one.samples.push_back(megabytes / verify(ledger, 1));
    }
    bench.add(std::move(two));
    bench.add(std::move(one));
}

/// Rounds of the command, which parses every event as well.
void measure_command_verify(Workbench& bench, const std::filesystem::path& root,
                            const std::filesystem::path& file) {
    const auto peil = bench.peil();
    if (peil.empty()) { return; }
    const auto megabytes = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
    auto figure = make_figure("verify-command", "`peil verify`: parsed, views replayed as well");
    Figure whole{.name = "verify-command-time", .text = "the same in seconds", .unit = "s"};
    for (unsigned round = 0; round < bench.options().round_count; ++round) {
        const auto hashing = run_child({"openssl", "dgst", "-sha256", file.string()}).seconds;
        const auto run = run_child({peil.string(), "verify", "--ledger", root.string()}, 1);
        figure.yardstick_samples.push_back(megabytes / hashing);
        figure.samples.push_back(megabytes / run.seconds);
        whole.samples.push_back(run.seconds);
    }
    bench.add(std::move(figure));
    bench.add(std::move(whole));
}

}  // namespace

void measure_verify(Workbench& bench) {
    Workbench::tell("verifying");
    const auto size = bench.options().event_count;
    const auto root = bench.ledger_root(size);
    const auto file = bench.folder() / "all-bytes";
    {
        const BenchLedger ledger(root, bench.recipe(size));
        measure_library(bench, ledger.ledger(), file);
    }
    measure_command_verify(bench, root, file);
    std::filesystem::remove(file);
}

}  // namespace peil::bench
