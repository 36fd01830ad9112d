// Two slots in one file.
// SPDX-License-Identifier: EUPL-1.2
#include "high_water.hpp"

#include <peil/core/check.hpp>
#include <peil/core/files.hpp>

#include <array>
#include <cstdint>

namespace peil::core {

namespace {

constexpr std::uint64_t read_size_bytes_max = std::uint64_t{1} << 16U;

std::string padded(std::string_view note) {
    check(note.size() < high_water_slot_size_bytes, "a note of the log fits in a slot");
    std::string slot(note);
    slot.resize(high_water_slot_size_bytes, '\0');
    return slot;
}

std::array<std::string_view, 2> slots_of(std::string_view content) {
    return {content.substr(0, high_water_slot_size_bytes),
            content.substr(high_water_slot_size_bytes)};
}

}  // namespace

std::optional<std::vector<std::string>> read_high_water(const std::filesystem::path& file) {
    const auto content = read_file(file, read_size_bytes_max);
    if (!content) { return std::nullopt; }
    std::vector<std::string> notes;
    if (content->size() != 2 * high_water_slot_size_bytes) {
        notes.push_back(*content);
        return notes;
    }
    for (const auto slot : slots_of(*content)) {
        const auto last = slot.find_last_not_of('\0');
        if (last != std::string_view::npos) { notes.emplace_back(slot.substr(0, last + 1)); }
    }
    return notes;
}

void write_high_water(const std::filesystem::path& file, std::string_view note,
                      std::string_view newest) {
    const auto content = read_file(file, read_size_bytes_max);
    if (!content || content->size() != 2 * high_water_slot_size_bytes) {
        renew_high_water(file, note);
        return;
    }
    const bool is_first_newest = slots_of(*content)[0].starts_with(newest) && !newest.empty();
    overwrite_file(file, is_first_newest ? high_water_slot_size_bytes : 0, padded(note));
}

void renew_high_water(const std::filesystem::path& file, std::string_view note) {
    replace_file(file, padded(note) + padded(""));
}

}  // namespace peil::core
