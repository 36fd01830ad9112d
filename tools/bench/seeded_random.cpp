// SplitMix64, byte by byte where core asks for bytes.
// SPDX-License-Identifier: EUPL-1.2
#include "seeded_random.hpp"

#include <algorithm>
#include <cstring>

namespace peil::bench {

std::uint64_t Dice::next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
}

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t number) {
    return Dice(Dice(seed).next() ^ number).next();
}

void SeededRandom::fill(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto word = dice_.next();
        const auto count = std::min(bytes.size(), sizeof word);
        std::memcpy(bytes.data(), &word, count);
        bytes = bytes.subspan(count);
    }
}

}  // namespace peil::bench
