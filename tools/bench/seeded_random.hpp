// Randomness that is the same in every run. For measuring only: salts made of it hide nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/random.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace peil::bench {

/// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint64_t next();
    /// A number in [0, bound); the bias is far below what a benchmark could show.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  private:
    std::uint64_t state_;
};

/// The seed of a thing that has a number, so that each can be made without those before it.
[[nodiscard]] std::uint64_t seed_of(std::uint64_t seed, std::uint64_t number);

class SeededRandom final : public core::Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : dice_(seed) {}
    void fill(std::span<std::byte> bytes) override;
    void restart(std::uint64_t seed) { dice_ = Dice(seed); }

  private:
    Dice dice_;
};

}  // namespace peil::bench
