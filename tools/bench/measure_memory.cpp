// Bytes on disk for each event, and the memory of verifying and drawing on ledgers of growing size.
// Mapped pages of the ledger count as resident but can be dropped at any time; what must not grow
// is anonymous memory, so both are shown.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"
#include "workbench.hpp"
#include <peil/core/check.hpp>
#include <peil/core/random.hpp>
#include <peil/core/verify.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/verify.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <sstream>
#include <sys/stat.h>
#include <utility>

namespace peil::bench {

namespace {

constexpr double mebibyte_kib = 1024;

/// The most anonymous memory seen, looked at now and then.
class MemoryWatch {
  public:
    void look() {
        const std::lock_guard lock(mutex_);
        anonymous_kib_max_ = std::max(anonymous_kib_max_, own_memory_kib("RssAnon"));
    }
    [[nodiscard]] std::uint64_t anonymous_kib_max() const { return anonymous_kib_max_; }

  private:
    std::mutex mutex_;
    std::uint64_t anonymous_kib_max_ = 0;
};

std::uint64_t disk_bytes(const std::filesystem::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        struct stat status {};
        if (::lstat(entry.path().c_str(), &status) == 0) {
            bytes += static_cast<std::uint64_t>(status.st_blocks) * 512;
        }
    }
    return bytes;
}

double payload_bytes(const core::Snapshot& ledger) {
    std::uint64_t bytes = 0;
    for (std::uint64_t sequence = 1; sequence <= ledger.head().size; ++sequence) {
        bytes += ledger.event(sequence).value_or("").size();
        for (const auto text : ledger.disclosures(sequence)) { bytes += text.size(); }
    }
    return static_cast<double>(bytes);
}

/// Bytes of what the events of a recipe say, before anything is made of it.
double content_bytes(const Recipe& recipe, std::uint64_t event_count) {
    std::uint64_t bytes = 0;
    for (std::uint64_t sequence = 2; sequence <= event_count; ++sequence) {
        const auto dated = make_event(recipe, sequence);
        for (const auto& claim : events::to_draft(dated.event, {}).claims) {
            bytes += boost::json::serialize(claim.value).size();
        }
    }
    return static_cast<double>(bytes) / static_cast<double>(event_count);
}

Figure make_space(std::string name, std::string text, double bytes) {
    return {.name = std::move(name),
            .text = std::move(text),
            .unit = "bytes/event",
            .samples = {bytes}};
}

void add_memory(Workbench& bench, const std::string& what, const std::string& text) {
    for (const auto size : bench.sizes()) {
        Figure anonymous{.name = fmt::format("memory-{}-{}", what, size),
                         .text = fmt::format("{}, {} events: anonymous", text, size),
                         .unit = "MiB"};
        Figure resident{.name = fmt::format("resident-{}-{}", what, size),
                        .text = "… with mapped pages of the ledger",
                        .unit = "MiB"};
        for (unsigned round = 0; round < std::min(bench.options().round_count, 3U); ++round) {
            const auto run = run_child(
                {own_program().string(), "--memory-child", what, bench.ledger_root(size).string()});
            std::istringstream numbers(run.output);
            double anonymous_kib = 0;
            double resident_kib = 0;
            numbers >> anonymous_kib >> resident_kib;
            anonymous.samples.push_back(anonymous_kib / mebibyte_kib);
            resident.samples.push_back(resident_kib / mebibyte_kib);
        }
        bench.add(std::move(anonymous));
        bench.add(std::move(resident));
    }
}

}  // namespace

int run_memory_child(std::string_view what, const std::filesystem::path& root) {
    core::SystemRandom random;
    const core::Surroundings surroundings{.clock = [] { return core::UnixMs{0}; },
                                          .random = &random};
    const auto ledger = take(core::Ledger::open(root, core::Access::read, surroundings));
    MemoryWatch watch;
    const core::VerifyOptions options{
        .thread_count = 2, .progress = [&](std::uint64_t, std::uint64_t) { watch.look(); }};
    if (what == "verify") { static_cast<void>(core::verify_log(ledger, options)); }
    if (what == "content") { static_cast<void>(events::verify_content(ledger, options)); }
    if (what == "matrix") {
        const auto view = take(events::View::open(ledger));
        const auto matrix = take(events::answer(view, {.as_of = date_of_day(day_count / 2)}, 0));
        watch.look();
        core::check(matrix.measures.size() == measure_count, "the matrix has all measures");
    }
    watch.look();
    // VmHWM, not ru_maxrss: that one never falls below what the parent had before the exec.
    fmt::print("{} {}\n", watch.anonymous_kib_max(), own_memory_kib("VmHWM"));
    return 0;
}

void measure_space(Workbench& bench) {
    Workbench::tell("measuring space");
    const auto size = bench.options().event_count;
    const auto root = bench.ledger_root(size);
    const BenchLedger bench_ledger(root, bench.recipe(size));
    const auto ledger = bench_ledger.ledger().snapshot();
    const auto count = static_cast<double>(ledger.head().size);
    const auto whole = static_cast<double>(disk_bytes(root)) / count;
    const auto payload = payload_bytes(ledger) / count;
    const auto sample = std::min<std::uint64_t>(size, 50'000);
    bench.add(make_space("content", "content as JSON, first events",
                         content_bytes(bench.recipe(size), sample)));
    bench.add(make_space("space-payload", "stored events and disclosures, bare", payload));
    const core::LedgerFolder folder{root};
    const auto truth = static_cast<double>(disk_bytes(folder.truth())) / count;
    bench.add(make_space("space-truth", "the ledger's store on disk", truth));
    bench.add(make_space("space-derived", "the index on disk, which can be built again",
                         static_cast<double>(disk_bytes(folder.derived())) / count));
    auto all = make_space("space", "everything on disk", whole);
    all.yardstick = "raw LMDB, the same bytes";
    all.yardstick_samples = {static_cast<double>(disk_bytes(bench.raw_folder())) / count};
    bench.add(std::move(all));
}

void measure_memory(Workbench& bench) {
    Workbench::tell("measuring memory");
    add_memory(bench, "verify", "verify_log");
    add_memory(bench, "content", "verify_content");
    add_memory(bench, "matrix", "matrix");
}

}  // namespace peil::bench
