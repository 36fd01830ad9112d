// Medians and ratios.
// SPDX-License-Identifier: EUPL-1.2
#include "figure.hpp"

#include <peil/core/check.hpp>

#include <algorithm>

namespace peil::bench {

double median(Samples samples) {
    core::check(!samples.empty(), "a figure has samples");
    std::sort(samples.begin(), samples.end());
    const auto middle = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
}

Samples Figure::ratios() const {
    core::check(yardstick_samples.empty() || yardstick_samples.size() == samples.size(),
                "each round has a sample of both");
    Samples ratios;
    for (std::size_t i = 0; i < yardstick_samples.size(); ++i) {
        ratios.push_back(samples[i] / yardstick_samples[i]);
    }
    return ratios;
}

std::optional<bool> Figure::is_met() const {
    if (!aim) { return std::nullopt; }
    const auto number = aim->subject == Aim::Subject::value ? value() : median(ratios());
    return aim->bound == Aim::Bound::at_least ? number >= aim->limit : number <= aim->limit;
}

}  // namespace peil::bench
