// What was measured: samples of Peil and of what it is compared with, round by round, and the aim.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace peil::bench {

/// One number a round.
using Samples = std::vector<double>;

/// The middle value, or the mean of the two middle ones. The samples are not empty.
[[nodiscard]] double median(Samples samples);

/// What a figure is held against.
struct Aim {
    enum class Subject { value, ratio };
    enum class Bound { at_least, at_most };
    Subject subject = Subject::ratio;
    Bound bound = Bound::at_least;
    double limit = 0;
};

struct Figure {
    std::string name;  ///< stable: `append-one`
    std::string text;  ///< what was done
    std::string unit;
    Samples samples{};        ///< one a round
    std::string yardstick{};  ///< what it is compared with, or empty
    Samples yardstick_samples{};
    std::optional<Aim> aim{};
    std::string note{};

    [[nodiscard]] double value() const { return median(samples); }
    /// Peil's number divided by the yardstick's of the same round; empty without a yardstick.
    [[nodiscard]] Samples ratios() const;
    /// Nothing without an aim.
    [[nodiscard]] std::optional<bool> is_met() const;
};

class Stopwatch {
  public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace peil::bench
