// `peil append` of one event as a process, its checkpoint included, against a process that appends
// the same bytes to raw LMDB, and against an empty commit of git.
// SPDX-License-Identifier: EUPL-1.2
#include "child.hpp"
#include "workbench.hpp"
#include <peil/events/codec.hpp>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <fstream>
#include <utility>

namespace peil::bench {

namespace {

constexpr unsigned run_count_a_round = 10;
constexpr double millisecond = 1e-3;

void write_file(const std::filesystem::path& file, std::string_view content) {
    std::ofstream(file, std::ios::binary) << content;
}

/// The event with this number as `peil append` takes it.
std::string offered(const Recipe& recipe, std::uint64_t sequence) {
    const auto dated = make_event(recipe, sequence);
    return boost::json::serialize(boost::json::object{{"type", events::type_of(dated.event)},
                                                      {"effective", dated.effective},
                                                      {"data", events::to_data(dated.event)}});
}

/// The stored bytes of the last event, in one piece.
std::string last_bytes(BenchLedger& ledger) {
    std::string bytes;
    for (const auto& row :
         stored_rows(ledger.ledger().snapshot(), ledger.size() - 1, ledger.size())) {
        bytes += row.value;
    }
    return bytes;
}

/// Which programs are run, on what.
class Contest {
  public:
    explicit Contest(const Workbench& bench)
        : recipe_(bench.recipe(bench.options().event_count)),
          peil_(bench.peil()),
          root_(bench.ledger_root(recipe_.event_count)),
          folder_(bench.folder() / "command") {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        static_cast<void>(run_child({"git", "init", "-q", (folder_ / "git").string()}));
    }

    /// One run of each, in milliseconds.
    void run(Samples& peil, Samples& raw, Samples& git) {
        prepare();
        peil.push_back(milliseconds(
            {peil_.string(), "append", (folder_ / "event").string(), "--ledger", root_.string()}));
        raw.push_back(milliseconds({(own_program().parent_path() / "peil-bench-raw").string(),
                                    (folder_ / "raw").string(), (folder_ / "bytes").string()}));
        git.push_back(
            milliseconds({"git", "-C", (folder_ / "git").string(), "-c", "user.name=bench", "-c",
                          "user.email=bench@bench.example", "-c", "commit.gpgsign=false", "commit",
                          "-q", "--allow-empty", "-m", "bench"}));
    }

  private:
    void prepare() {
        BenchLedger ledger(root_, recipe_);
        write_file(folder_ / "event", offered(recipe_, ledger.size() + 1));
        write_file(folder_ / "bytes", last_bytes(ledger));
    }
    static double milliseconds(const std::vector<std::string>& words) {
        return run_child(words).seconds / millisecond;
    }

    Recipe recipe_;
    std::filesystem::path peil_;
    std::filesystem::path root_;
    std::filesystem::path folder_;
};

}  // namespace

void measure_command(Workbench& bench) {
    if (bench.peil().empty()) {
        Workbench::tell("no command `peil`: give --peil");
        return;
    }
    Workbench::tell("running `peil append`");
    Figure to_raw{.name = "command-append",
                  .text = "`peil append` of one event, with checkpoint",
                  .unit = "ms",
                  .yardstick = "a process with raw LMDB",
                  .aim = Aim{Aim::Subject::ratio, Aim::Bound::at_most, 3},
                  .note = fmt::format("{} runs a round", run_count_a_round)};
    Figure to_git{.name = "command-append-git",
                  .text = "the same",
                  .unit = "ms",
                  .yardstick = "git commit --allow-empty",
                  .aim = Aim{Aim::Subject::ratio, Aim::Bound::at_most, 1}};
    Contest contest(bench);
    for (unsigned round = 0; round <= bench.options().round_count; ++round) {
        Samples peil;
        Samples raw;
        Samples git;
        for (unsigned i = 0; i < run_count_a_round; ++i) { contest.run(peil, raw, git); }
        if (round == 0) { continue; }  // warms the cache
        to_raw.samples.push_back(median(peil));
        to_raw.yardstick_samples.push_back(median(raw));
        to_git.samples.push_back(median(peil));
        to_git.yardstick_samples.push_back(median(git));
    }
    bench.add(std::move(to_raw));
    bench.add(std::move(to_git));
}

}  // namespace peil::bench
