// A name of a contract, and the words that stand for it before a reader.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/language.hpp>

#include <string_view>

namespace peil::events::changes {

struct NamedWords {
    std::string_view name;
    std::string_view dutch;
    std::string_view english;
    [[nodiscard]] constexpr std::string_view in(Language language) const {
        return language == Language::nl ? dutch : english;
    }
};

}  // namespace peil::events::changes
