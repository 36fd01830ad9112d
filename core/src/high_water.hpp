// The high-water file: the last two checkpoints that were signed, in two slots that are written in
// turn, so that a write that a power cut tears leaves the other one whole.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

constexpr std::size_t high_water_slot_size_bytes = 1024;

/// The notes in the slots, the empty ones left out; nothing if there is no such file. A slot that
/// holds more than a note and zeros, or a file of another size, gives its bytes as they are: they
/// are no note. Throws StorageError.
[[nodiscard]] std::optional<std::vector<std::string>> read_high_water(
    const std::filesystem::path& file);

/// Writes a note over the slot that does not hold `newest`, and waits until it is on the disk;
/// makes the file anew if it is missing or has another size. Cost: one write and one sync, against
/// two syncs and a rename for a file that is replaced. Throws StorageError.
void write_high_water(const std::filesystem::path& file, std::string_view note,
                      std::string_view newest);

/// Makes the file anew, with one note. Throws StorageError.
void renew_high_water(const std::filesystem::path& file, std::string_view note);

}  // namespace peil::core
