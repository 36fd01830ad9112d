// The events of the benchmark's ledger: an invented programme of 200 measures in six chapters over
// ten years. Event n follows from the seed and n alone, so that a ledger of any size can be made,
// continued, and made again with the same bytes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/time.hpp>
#include <peil/events/event.hpp>

#include <cstdint>
#include <string>

namespace peil::bench {

struct Recipe {
    std::uint64_t event_count = 0;  ///< over which the ten years are spread
    std::uint64_t seed = 1;
};

constexpr std::uint32_t measure_count = 200;
constexpr std::uint32_t chapter_count = 6;
/// The programme, its chapters and measures, and a first planning and status of each.
constexpr std::uint64_t founding_event_count = 1 + chapter_count + 3 * measure_count;
/// A batch of at most this many events only corrects events of earlier batches.
constexpr std::uint64_t batch_event_count_max = 10'000;

struct DatedEvent {
    events::Event event;
    std::string effective;
};

/// The event with this number, from 2 up: the first one names the log and is the ledger's to make.
[[nodiscard]] DatedEvent make_event(const Recipe& recipe, std::uint64_t sequence);

/// When the event with this number was recorded.
[[nodiscard]] core::UnixMs recording_time(const Recipe& recipe, std::uint64_t sequence);

/// The date of a day of the ten years; the first is 0.
[[nodiscard]] std::string date_of_day(std::uint64_t day);
constexpr std::uint64_t day_count = 3653;

}  // namespace peil::bench
