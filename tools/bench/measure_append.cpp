// One event, durable, against the same bytes in raw LMDB: both wait for two syncs.
// SPDX-License-Identifier: EUPL-1.2
#include "workbench.hpp"

#include <fmt/format.h>

#include <utility>

namespace peil::bench {

namespace {

constexpr unsigned event_count_a_round = 40;

/// Seconds that Peil and raw LMDB took for as many events each, event by event in turn.
struct Seconds {
    double peil = 0;
    double raw = 0;
};

/// Runs `append`, which appends one event, and then stores the same bytes in raw LMDB.
template <class Append>
void take_turns(BenchLedger& ledger, RawStore& raw, Seconds& seconds, Append append) {
    const auto size = ledger.size();
    const Stopwatch watch;
    append();
    seconds.peil += watch.seconds();
    auto rows = stored_rows(ledger.ledger().snapshot(), size, size + 1);
    const Stopwatch raw_watch;
    raw.append(rows);
    seconds.raw += raw_watch.seconds();
}

Seconds append_drafts(BenchLedger& ledger, RawStore& raw) {
    const auto drafts = ledger.next_drafts(event_count_a_round);
    Seconds seconds;
    for (const auto& draft : drafts) {
        take_turns(ledger, raw, seconds, [&] {
            static_cast<void>(take(ledger.ledger().append({&draft, 1})));
        });
    }
    return seconds;
}

Seconds append_validated(BenchLedger& ledger, RawStore& raw) {
    Seconds seconds;
    for (unsigned i = 0; i < event_count_a_round; ++i) {
        take_turns(ledger, raw, seconds, [&] { ledger.append_batch(1); });
    }
    return seconds;
}

void add_round(Figure& figure, const Seconds& seconds) {
    figure.samples.push_back(event_count_a_round / seconds.peil);
    figure.yardstick_samples.push_back(event_count_a_round / seconds.raw);
}

}  // namespace

void measure_singles(Workbench& bench) {
    Workbench::tell("appending single events");
    const auto size = bench.options().event_count;
    BenchLedger ledger(bench.ledger_root(size), bench.recipe(size));
    RawStore raw(bench.raw_folder());
    Figure single{.name = "append-one",
                  .text = "one event, durable",
                  .unit = "events/s",
                  .yardstick = "raw LMDB, the same bytes",
                  .aim = Aim{Aim::Subject::ratio, Aim::Bound::at_least, 0.8},
                  .note = fmt::format("{} events a round", event_count_a_round)};
    Figure validated{.name = "append-one-validated",
                     .text = "one event, view opened, validated, durable",
                     .unit = "events/s",
                     .yardstick = "raw LMDB, the same bytes"};
    append_drafts(ledger, raw);
    for (unsigned round = 0; round < bench.options().round_count; ++round) {
        add_round(single, append_drafts(ledger, raw));
        add_round(validated, append_validated(ledger, raw));
    }
    ledger.seal();
    bench.add(std::move(single));
    bench.add(std::move(validated));
}

}  // namespace peil::bench
