// The columns of the text form of a review, shared by its writer and its reader.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>

namespace peil::events::suggest {

constexpr std::size_t review_column_count = 9;

struct ReviewColumns {
    std::string kind{};
    std::string measure{};
    std::string id{};
    std::string value{};      ///< of a milestone its date, of a reference its numbers
    std::string unit{};       ///< of a milestone its state
    std::string qualifier{};  ///< of a milestone the reason
    std::string when{};
    std::string doubt{};
    std::string quote{};
};

}  // namespace peil::events::suggest
