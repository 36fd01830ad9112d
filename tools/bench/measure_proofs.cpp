// Proofs of random events, of growth, and of cells of an edition, on ledgers of growing size.
// SPDX-License-Identifier: EUPL-1.2
#include "seeded_random.hpp"
#include "workbench.hpp"
#include <peil/core/proof_file.hpp>
#include <peil/events/cell_proof.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <fmt/format.h>

#include <utility>

namespace peil::bench {

namespace {

constexpr unsigned proof_count_a_round = 2'000;
constexpr unsigned file_count_a_round = 50;
constexpr double proof_time_aim_us = 20;

/// Microseconds for one of many calls of `prove`, at random numbers below `limit`.
template <class Prove>
double time_one(Dice& dice, std::uint64_t limit, unsigned count, Prove prove) {
    std::vector<std::uint64_t> places;
    for (unsigned i = 0; i < count; ++i) { places.push_back(dice.below(limit)); }
    const Stopwatch watch;
    for (const auto place : places) { prove(place); }
    return watch.seconds() * 1e6 / count;
}

Figure proof_figure(const char* name, const char* text, std::uint64_t size) {
    return {.name = fmt::format("{}-{}", name, size),
            .text = fmt::format("{}, {} events", text, size),
            .unit = "µs"};
}

/// The document of the ledger's edition, which is published if there is none.
events::EditionDocument edition_of_ledger(BenchLedger& ledger) {
    auto view = take(events::View::open(ledger.ledger()));
    if (events::list_editions(view.facts()).empty()) {
        ledger.publish_edition();
        view = take(events::View::open(ledger.ledger()));
    }
    return take(events::make_document(view, 1));
}

void measure_size(Workbench& bench, std::uint64_t event_count) {
    BenchLedger ledger(bench.ledger_root(event_count), bench.recipe(event_count));
    const auto document = edition_of_ledger(ledger);
    const auto snapshot = ledger.ledger().snapshot();
    const auto size = snapshot.head().size;
    auto inclusion = proof_figure("prove-event", "inclusion proof of a random event", event_count);
    inclusion.aim = Aim{Aim::Subject::value, Aim::Bound::at_most, proof_time_aim_us};
    auto cell = proof_figure("prove-cell", "proof of a random cell of an edition", event_count);
    cell.aim = inclusion.aim;
    cell.note = fmt::format("{} cells, their leaves hashed before", document.cells.size());
    auto growth =
        proof_figure("prove-consistency", "consistency proof from a random size", event_count);
    auto file = proof_figure("prove-event-file", "proof file of a random event, verified as well",
                             event_count);
    const events::CellProver prover(document);
    std::vector<events::Cell> cells;
    for (const auto& each : document.cells) {
        cells.push_back(take(events::parse_cell(each.leaf)));
    }
    Dice dice(seed_of(bench.options().seed, event_count));
    for (unsigned round = 0; round <= bench.options().round_count; ++round) {
        const auto event_us = time_one(dice, size, proof_count_a_round, [&](auto place) {
            take(core::prove_inclusion({.index = place, .tree_size = size}, snapshot.hashes()));
        });
        const auto growth_us = time_one(dice, size, proof_count_a_round, [&](auto place) {
            take(core::prove_consistency({.old_size = place + 1, .current = size},
                                         snapshot.hashes()));
        });
        const auto cell_us = time_one(dice, cells.size(), proof_count_a_round, [&](auto place) {
            if (prover.prove(cells[place].subject, cells[place].field).cells.size() != 1) {
                throw std::runtime_error("a cell is not in its edition");
            }
        });
        const auto file_us = time_one(dice, size, file_count_a_round, [&](auto place) {
            take(core::prove_event(snapshot, place + 1));
        });
        if (round == 0) { continue; }  // warms the cache
        inclusion.samples.push_back(event_us);
        growth.samples.push_back(growth_us);
        cell.samples.push_back(cell_us);
        file.samples.push_back(file_us);
    }
    for (auto* figure : {&inclusion, &cell, &growth, &file}) { bench.add(std::move(*figure)); }
}

}  // namespace

void measure_proofs(Workbench& bench) {
    Workbench::tell("proving");
    for (const auto event_count : bench.sizes()) { measure_size(bench, event_count); }
}

}  // namespace peil::bench
