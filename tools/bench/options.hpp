// The options of peil-bench.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace peil::bench {

struct Options {
    std::uint64_t event_count = 1'000'000;
    unsigned round_count = 5;
    std::string only{};  ///< name of the one measure to take; empty: all
    bool is_json = false;
    std::string folder{};   ///< kept and used again; empty: a temporary one
    std::string peil{};     ///< the command; empty: `peil` beside this program
    std::string foreign{};  ///< tools/foreign, built; empty: not compared with
    bool is_large = false;  ///< matrix, history and proofs at ten million events as well
    std::uint64_t seed = 1;
};

/// The help, in full.
[[nodiscard]] std::string usage();

/// Nothing for `--help` and for words that are no options.
[[nodiscard]] std::optional<Options> parse_options(std::span<char* const> words);

}  // namespace peil::bench
