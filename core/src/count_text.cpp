// Singular and plural.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/core/count_text.hpp>

namespace peil::core {

std::string counted(std::uint64_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

std::string all_of(std::uint64_t count, std::string_view noun) {
    return count == 1 ? "the only " + std::string(noun) : "all " + counted(count, noun);
}

}  // namespace peil::core
