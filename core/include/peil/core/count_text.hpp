// Numbers of things in sentences: one event, two events.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace peil::core {

/// `1 event`, `2 events`: for nouns whose plural has an s.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun);

/// `the only event`, `all 2 events`.
[[nodiscard]] std::string all_of(std::uint64_t count, std::string_view noun);

}  // namespace peil::core
