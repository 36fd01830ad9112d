// Invented words in the proportions of real reports: mostly progress of some 500 bytes.
// SPDX-License-Identifier: EUPL-1.2
#include "corpus.hpp"

#include "seeded_random.hpp"
#include <peil/core/check.hpp>
#include <peil/events/codec.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace peil::bench {

namespace {

constexpr core::UnixMs first_day_ms = 16'801 * core::day_ms;  // 2016-01-01
constexpr std::uint64_t correction_interval = 1000;
constexpr std::uint64_t correction_distance = 15'001;

constexpr std::array<std::string_view, 24> beginnings{
    "peil",  "kade",  "dijk",    "veen",  "polder", "sluis",  "boezem", "kreek",
    "duin",  "wiel",  "gemaal",  "oever", "zand",   "klei",   "vliet",  "molen",
    "wacht", "schot", "rooster", "keten", "grond",  "stroom", "waker",  "dorps"};
constexpr std::array<std::string_view, 24> endings{
    "plan",  "toets",  "kring",   "beeld",   "ronde",   "staat",   "proef", "raad",
    "spoor", "meting", "regel",   "opgave",  "verslag", "balans",  "lijst", "kaart",
    "gids",  "dienst", "overleg", "besluit", "schets",  "akkoord", "loket", "termijn"};
constexpr std::array<std::string_view, 16> small_words{"de",  "het",   "een", "van",  "en", "voor",
                                                       "met", "wordt", "is",  "door", "in", "naar",
                                                       "op",  "bij",   "na",  "over"};

template <std::size_t size>
std::string_view pick(Dice& dice, const std::array<std::string_view, size>& words) {
    return words[dice.below(size)];
}

void append_word(std::string& text, Dice& dice) {
    if (dice.below(5) < 2) {
        text += pick(dice, small_words);
        return;
    }
    text += pick(dice, beginnings);
    text += pick(dice, endings);
}

/// Sentences of about this many bytes together.
std::string write_text(Dice& dice, std::size_t size_bytes) {
    std::string text;
    while (text.size() < size_bytes) {
        if (!text.empty()) { text += ' '; }
        const auto start = text.size();
        const auto word_count = 6 + dice.below(9);
        for (std::uint64_t i = 0; i < word_count; ++i) {
            if (i > 0) { text += ' '; }
            append_word(text, dice);
        }
        text[start] = static_cast<char>(text[start] - 'a' + 'A');
        text += '.';
    }
    return text;
}

events::Blocks write_progress(Dice& dice) {
    const auto paragraph_count = 1 + dice.below(3);
    const auto size_bytes = 190 + dice.below(380);
    events::Blocks blocks;
    for (std::uint64_t i = 0; i < paragraph_count; ++i) {
        blocks.push_back(events::Paragraph{write_text(dice, size_bytes / paragraph_count)});
    }
    return blocks;
}

std::string write_planning(Dice& dice) {
    return "Kwartaal " + std::to_string(1 + dice.below(4)) + " van " +
           std::to_string(2016 + dice.below(10));
}

std::string write_status(Dice& dice) {
    return dice.below(4) == 0 ? "planned" : "ongoing";
}

/// The events that a programme begins with, all of its first day.
events::Event make_founding(std::uint64_t sequence, Dice& dice) {
    auto place = sequence - 2;
    if (place < chapter_count) {
        return events::ChapterDefined{static_cast<std::uint32_t>(place + 1), write_text(dice, 20)};
    }
    place -= chapter_count;
    const auto measure = place % measure_count + 1;
    const auto number = std::to_string(measure);
    switch (place / measure_count) {
        case 0:
            return events::MeasureRegistered{
                number,
                static_cast<std::uint32_t>((measure - 1) * chapter_count / measure_count + 1),
                write_text(dice, 150)};
        case 1: return events::PlanningSet{number, write_planning(dice)};
        default: return events::StatusSet{number, write_status(dice)};
    }
}

events::Event make_change(Dice& dice) {
    const auto number = std::to_string(1 + dice.below(measure_count));
    const auto kind = dice.below(100);
    if (kind < 84) { return events::ProgressReported{number, write_progress(dice)}; }
    if (kind < 89) { return events::StatusSet{number, write_status(dice)}; }
    if (kind < 94) { return events::PlanningSet{number, write_planning(dice)}; }
    if (kind < 98) { return events::MeasureReworded{number, write_text(dice, 150)}; }
    return events::FootnotesSet{number, {{"1", "progress", "1)", write_text(dice, 80)}}};
}

bool is_correction(std::uint64_t sequence) {
    return sequence % correction_interval == 0 && sequence > correction_distance + 1000;
}

std::uint64_t day_of(const Recipe& recipe, std::uint64_t sequence) {
    const auto day = sequence * day_count / recipe.event_count;
    return day < day_count ? day : day_count - 1;
}

/// The retraction of an event some way back, which is none itself and none of the founding ones.
events::Event make_correction(const Recipe& recipe, std::uint64_t sequence) {
    const auto target = sequence - correction_distance;
    Dice target_dice(seed_of(recipe.seed, target));
    const auto corrected = make_change(target_dice);
    Dice dice(seed_of(recipe.seed, sequence));
    return events::EventCorrected{target, std::string(events::type_of(corrected)),
                                  write_text(dice, 60), std::nullopt};
}

}  // namespace

DatedEvent make_event(const Recipe& recipe, std::uint64_t sequence) {
    core::check(sequence >= 2, "the first event is the ledger's to make");
    Dice dice(seed_of(recipe.seed, sequence));
    if (sequence <= founding_event_count) {
        return {make_founding(sequence, dice), date_of_day(0)};
    }
    auto day = day_of(recipe, sequence);
    if (is_correction(sequence)) { return {make_correction(recipe, sequence), date_of_day(day)}; }
    auto change = make_change(dice);
    if (dice.below(100) < 3) { day -= std::min(day, 1 + dice.below(400)); }  // heard of late
    return {std::move(change), date_of_day(day)};
}

core::UnixMs recording_time(const Recipe& recipe, std::uint64_t sequence) {
    constexpr auto all_ms = static_cast<std::uint64_t>(core::day_ms) * day_count;
    const auto share = static_cast<double>(sequence) / static_cast<double>(recipe.event_count);
    return first_day_ms + static_cast<core::UnixMs>(share * static_cast<double>(all_ms));
}

std::string date_of_day(std::uint64_t day) {
    return core::format_date(first_day_ms + static_cast<core::UnixMs>(day) * core::day_ms);
}

}  // namespace peil::bench
