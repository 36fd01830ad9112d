// What all measures share: the options, the folder with the ledgers, and the figures so far.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bench_ledger.hpp"
#include "figure.hpp"
#include "options.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace peil::bench {

class Workbench {
  public:
    /// Makes the folder. A temporary one goes with this object.
    explicit Workbench(Options options);
    ~Workbench();
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;

    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] bool wants(std::string_view measure) const {
        return options_.only.empty() || options_.only == measure;
    }
    /// The command `peil`; empty if there is none.
    [[nodiscard]] std::filesystem::path peil() const;

    /// Sizes of the ledgers on which growth is shown; the last is the largest.
    [[nodiscard]] std::vector<std::uint64_t> sizes() const;
    [[nodiscard]] Recipe recipe(std::uint64_t event_count) const {
        return {.event_count = event_count, .seed = options_.seed};
    }
    [[nodiscard]] std::filesystem::path ledger_root(std::uint64_t event_count) const;
    [[nodiscard]] std::filesystem::path raw_folder() const { return folder_ / "raw"; }

    /// Builds what is missing of the ledgers; what is measured on the way becomes figures.
    void build();

    void add(Figure figure);
    [[nodiscard]] const std::vector<Figure>& figures() const { return figures_; }

    /// Tells the person who waits what is being done.
    static void tell(const std::string& what);

  private:
    void build_plain(std::uint64_t event_count) const;
    void build_measured();

    Options options_;
    std::filesystem::path folder_;
    bool is_temporary_;
    std::vector<Figure> figures_;
};

void measure_singles(Workbench& bench);
void measure_verify(Workbench& bench);
void measure_matrix(Workbench& bench);
void measure_history(Workbench& bench);
void measure_command(Workbench& bench);
void measure_memory(Workbench& bench);
void measure_space(Workbench& bench);
void measure_proofs(Workbench& bench);
void measure_tiles(Workbench& bench);
void measure_witness(Workbench& bench);

/// What a child process of measure_memory() does, by name; prints its memory.
int run_memory_child(std::string_view what, const std::filesystem::path& root);

}  // namespace peil::bench
