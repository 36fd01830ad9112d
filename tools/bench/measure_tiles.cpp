// Publishing as tiles: all events at once, a hundred more, and verifying the folder. Publishing is
// held against copying the same files with cp and hashing their bytes once, verifying against Go's
// library for transparency logs.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"
#include "workbench.hpp"
#include <peil/core/tiles_folder.hpp>

#include <fmt/format.h>

#include <fstream>
#include <utility>

namespace peil::bench {

namespace {

constexpr unsigned new_event_count = 100;
constexpr double bytes_a_megabyte = 1e6;

/// Bytes of all files below a folder, and all of them joined in one file.
std::uint64_t join_files(const std::filesystem::path& folder, const std::filesystem::path& file) {
    std::ofstream joined(file, std::ios::binary);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.file_size() == 0) { continue; }
        std::ifstream part(entry.path(), std::ios::binary);
        joined << part.rdbuf();
    }
    joined.close();
    return std::filesystem::file_size(file);
}

/// Where the files of this measure lie; removed with it.
class TilesPlace {
  public:
    explicit TilesPlace(const Workbench& bench) : root_(bench.folder() / "tiles-work") {
        std::filesystem::remove_all(root_);
        std::filesystem::create_directory(root_);
    }
    ~TilesPlace() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
    }
    TilesPlace(const TilesPlace&) = delete;
    TilesPlace& operator=(const TilesPlace&) = delete;

    [[nodiscard]] std::filesystem::path published() const { return root_ / "published"; }
    [[nodiscard]] std::filesystem::path copied() const { return root_ / "copied"; }
    [[nodiscard]] std::filesystem::path joined() const { return root_ / "joined"; }

  private:
    std::filesystem::path root_;
};

double publish(const core::Ledger& ledger, const std::filesystem::path& folder) {
    const auto snapshot = ledger.snapshot();
    const Stopwatch watch;
    take(core::write_tiles(snapshot, folder));
    return watch.seconds();
}

/// Seconds for copying the published files, durably or not.
double copy(const TilesPlace& place, bool is_durable) {
    std::filesystem::remove_all(place.copied());
    auto seconds = run_child({"cp", "-r", place.published().string(), place.copied().string()});
    if (!is_durable) { return seconds.seconds; }
    return seconds.seconds + run_child({"sync", "-f", place.copied().string()}).seconds;
}

double hash(const TilesPlace& place) {
    return run_child({"openssl", "dgst", "-sha256", place.joined().string()}).seconds;
}

void measure_whole(Workbench& bench, const core::Ledger& ledger, const TilesPlace& place) {
    publish(ledger, place.published());
    const auto megabytes =
        static_cast<double>(join_files(place.published(), place.joined())) / bytes_a_megabyte;
    Figure plain{
        .name = "tiles",
        .text = "publishing all events: hashed, every file synced",
        .unit = "MB/s",
        .yardstick = "cp -r and openssl dgst, nothing synced",
        .aim = Aim{Aim::Subject::ratio, Aim::Bound::at_least, 1.0},
        .note = fmt::format("{} events, {:.0f} MB", ledger.snapshot().head().size, megabytes)};
    Figure durable{.name = "tiles-durable",
                   .text = "the same",
                   .unit = "MB/s",
                   .yardstick = "cp -r, sync -f and openssl dgst"};
    Figure verified{.name = "tiles-check",
                    .text = "verifying the folder: every byte and hash",
                    .unit = "MB/s",
                    .yardstick = "openssl dgst -sha256"};
    Figure beside{.name = "tiles-check-go",
                  .text = "the same",
                  .unit = "MB/s",
                  .yardstick = "golang.org/x/mod/sumdb/tlog, all processors",
                  .aim = Aim{Aim::Subject::ratio, Aim::Bound::at_least, 1.0}};
    const auto& other = bench.options().foreign;
    for (unsigned round = 0; round < bench.options().round_count; ++round) {
        const auto hashing = hash(place);
        plain.yardstick_samples.push_back(megabytes / (copy(place, false) + hashing));
        durable.yardstick_samples.push_back(megabytes / (copy(place, true) + hashing));
        verified.yardstick_samples.push_back(megabytes / hashing);
        std::filesystem::remove_all(place.published());
        plain.samples.push_back(megabytes / publish(ledger, place.published()));
        durable.samples.push_back(plain.samples.back());
        const Stopwatch watch;
        const auto found = core::check_tiles(place.published(), {});
        verified.samples.push_back(megabytes / watch.seconds());
        if (!other.empty()) {
            const auto run = run_child(
                {other, "tiles", place.published().string(), ledger.snapshot().settings().log_key});
            beside.yardstick_samples.push_back(megabytes / run.seconds);
            beside.samples.push_back(verified.samples.back());
        }
        if (found.bad) { throw std::runtime_error(found.bad->file + " is bad"); }
    }
    bench.add(std::move(plain));
    bench.add(std::move(durable));
    bench.add(std::move(verified));
    if (!other.empty()) { bench.add(std::move(beside)); }
}

/// A hundred new events on ledgers of every size: the time does not follow the history.
void measure_increment(Workbench& bench, std::uint64_t event_count) {
    const TilesPlace place(bench);
    BenchLedger ledger(bench.ledger_root(event_count), bench.recipe(event_count));
    ledger.seal();
    publish(ledger.ledger(), place.published());
    Figure figure{.name = fmt::format("tiles-increment-{}", event_count),
                  .text = fmt::format("publishing {} new events", new_event_count),
                  .unit = "ms",
                  .note = fmt::format("on {} events", ledger.size())};
    for (unsigned round = 0; round < bench.options().round_count; ++round) {
        ledger.append_batch(new_event_count);
        ledger.seal();
        figure.samples.push_back(publish(ledger.ledger(), place.published()) * 1000);
    }
    bench.add(std::move(figure));
}

}  // namespace

void measure_tiles(Workbench& bench) {
    Workbench::tell("publishing");
    const auto size = bench.options().event_count;
    {
        const TilesPlace place(bench);
        BenchLedger ledger(bench.ledger_root(size), bench.recipe(size));
        ledger.seal();
        measure_whole(bench, ledger.ledger(), place);
    }
    for (const auto event_count : bench.sizes()) { measure_increment(bench, event_count); }
}

}  // namespace peil::bench
