// peil-bench: makes a ledger and measures Peil beside what it is compared with, in one run.
// SPDX-License-Identifier: EUPL-1.2
#include "print.hpp"
#include "workbench.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <span>
#include <string_view>

namespace {

namespace bench = peil::bench;

bench::Facts describe_settings(const bench::Workbench& workbench) {
    const auto& options = workbench.options();
    const auto size = options.event_count;
    const bench::BenchLedger ledger(workbench.ledger_root(size), workbench.recipe(size));
    const auto root = peil::core::tree_root(size, ledger.ledger().snapshot().hashes());
    return {{"events", std::to_string(size)},
            {"rounds", std::to_string(options.round_count)},
            {"seed", std::to_string(options.seed)},
            {"root", root ? peil::core::to_hex(*root) : "unknown"},
            {"cache", "warm: all files are read before they are measured"}};
}

void measure(bench::Workbench& workbench) {
    workbench.build();
    if (workbench.wants("matrix")) { measure_matrix(workbench); }
    if (workbench.wants("history")) { measure_history(workbench); }
    if (workbench.wants("memory")) { measure_memory(workbench); }
    if (workbench.wants("space")) { measure_space(workbench); }
    if (workbench.wants("verify")) { measure_verify(workbench); }
    if (workbench.wants("witness")) { measure_witness(workbench); }
    // These append to the ledger, so they come last.
    if (workbench.wants("proofs")) { measure_proofs(workbench); }
    if (workbench.wants("tiles")) { measure_tiles(workbench); }
    if (workbench.wants("append")) { measure_singles(workbench); }
    if (workbench.wants("command")) { measure_command(workbench); }
}

int run(std::span<char* const> words) {
    if (words.size() == 3 && std::string_view(words.front()) == "--memory-child") {
        return bench::run_memory_child(words[1], words[2]);
    }
    const auto options = bench::parse_options(words);
    if (!options) {
        fmt::print("{}", bench::usage());
        return 2;
    }
    bench::Workbench workbench(*options);
    measure(workbench);
    const bench::Outcome outcome{bench::describe_machine(workbench.folder()),
                                 describe_settings(workbench), workbench.figures()};
    fmt::print("{}", options->is_json ? print_json(outcome) : print_table(outcome));
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
    } catch (const std::exception& error) {
        static_cast<void>(std::fprintf(stderr, "peil-bench: %s\n", error.what()));
        return 1;
    }
}
