// Making and finding the ledgers. Building the main one is itself the measure of batches.
// SPDX-License-Identifier: EUPL-1.2
#include "workbench.hpp"

#include "child.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <unistd.h>
#include <utility>

namespace peil::bench {

namespace {

constexpr std::uint64_t large_event_count = 10'000'000;
constexpr std::uint64_t small_event_count = 2'000;

/// Batches of up to 10,000 events, and at least twenty of them.
std::uint64_t batch_size(std::uint64_t event_count) {
    return std::clamp<std::uint64_t>(event_count / 20, 100, batch_event_count_max);
}

}  // namespace

Workbench::Workbench(Options options)
    : options_(std::move(options)),
      folder_(options_.folder.empty() ? std::filesystem::temp_directory_path() /
                                            fmt::format("peil-bench-{}", ::getpid())
                                      : std::filesystem::absolute(options_.folder)),
      is_temporary_(options_.folder.empty()) {
    std::filesystem::create_directories(folder_);
}

Workbench::~Workbench() {
    std::error_code ignored;
    if (is_temporary_) { std::filesystem::remove_all(folder_, ignored); }
}

std::filesystem::path Workbench::peil() const {
    const auto named = options_.peil.empty() ? own_program().parent_path() / "peil"
                                             : std::filesystem::path(options_.peil);
    return std::filesystem::exists(named) ? named : std::filesystem::path();
}

std::vector<std::uint64_t> Workbench::sizes() const {
    std::vector<std::uint64_t> sizes;
    for (const auto divisor : {100U, 10U, 1U}) {
        const auto size = std::max(small_event_count, options_.event_count / divisor);
        if (sizes.empty() || size > sizes.back()) { sizes.push_back(size); }
    }
    if (options_.is_large && large_event_count > sizes.back()) {
        sizes.push_back(large_event_count);
    }
    return sizes;
}

std::filesystem::path Workbench::ledger_root(std::uint64_t event_count) const {
    return folder_ / fmt::format("ledger-{}", event_count);
}

void Workbench::build() {
    for (const auto size : sizes()) {
        if (size == options_.event_count) {
            build_measured();
        } else {
            build_plain(size);
        }
    }
}

void Workbench::build_plain(std::uint64_t event_count) const {
    BenchLedger ledger(ledger_root(event_count), recipe(event_count));
    if (ledger.size() >= event_count) { return; }
    tell(fmt::format("building a ledger of {} events", event_count));
    while (ledger.size() < event_count) {
        ledger.append_batch(std::min(batch_size(event_count), event_count - ledger.size()));
    }
    ledger.seal();
}

void Workbench::build_measured() {
    const auto event_count = options_.event_count;
    BenchLedger ledger(ledger_root(event_count), recipe(event_count));
    if (ledger.size() >= event_count) { return; }
    tell(fmt::format("building a ledger of {} events, and the same in raw LMDB", event_count));
    RawStore raw(raw_folder());
    Figure recorded{.name = "append-batch",
                    .text = "batches: validated, canonical, hashed, committed",
                    .unit = "events/s",
                    .yardstick = "raw LMDB, the same bytes",
                    .aim = Aim{Aim::Subject::ratio, Aim::Bound::at_least, 0.15}};
    Figure appended{.name = "append-batch-core",
                    .text = "of that, without validation",
                    .unit = "events/s",
                    .yardstick = "raw LMDB, the same bytes"};
    Figure indexed{.name = "index", .text = "index, taking in batches", .unit = "events/s"};
    while (ledger.size() < event_count) {
        const auto size = ledger.size();
        const auto count = std::min(batch_size(event_count), event_count - size);
        const auto times = ledger.append_batch(count);
        auto rows = stored_rows(ledger.ledger().snapshot(), size, size + count);
        const Stopwatch watch;
        raw.append(rows);
        const auto rate = [&](double seconds) { return static_cast<double>(count) / seconds; };
        recorded.yardstick_samples.push_back(rate(watch.seconds()));
        appended.yardstick_samples.push_back(recorded.yardstick_samples.back());
        recorded.samples.push_back(rate(times.recorded()));
        appended.samples.push_back(rate(times.append));
        if (size > batch_size(event_count)) { indexed.samples.push_back(rate(times.view)); }
    }
    ledger.seal();
    if (wants("append")) {
        recorded.note =
            fmt::format("{} batches of {}", recorded.samples.size(), batch_size(event_count));
        add(std::move(recorded));
        add(std::move(appended));
        add(std::move(indexed));
    }
}

void Workbench::add(Figure figure) {
    figures_.push_back(std::move(figure));
}

void Workbench::tell(const std::string& what) {
    if (::isatty(STDERR_FILENO) == 1) { fmt::print(stderr, "{} …\n", what); }
}

}  // namespace peil::bench
