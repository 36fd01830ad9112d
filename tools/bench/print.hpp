// Figures for people and for programs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "figure.hpp"
#include "machine.hpp"

#include <span>
#include <string>

namespace peil::bench {

struct Outcome {
    Facts machine;
    Facts settings;
    std::span<const Figure> figures;
};

[[nodiscard]] std::string print_table(const Outcome& outcome);
/// Schema `peil.bench/1`: machine, settings, and figures with all samples.
[[nodiscard]] std::string print_json(const Outcome& outcome);

}  // namespace peil::bench
