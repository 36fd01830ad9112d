// Names of reasons.
// SPDX-License-Identifier: EUPL-1.2
#include "reason.hpp"

#include <array>
#include <cstddef>

namespace peil::events {

namespace {

struct ReasonNames {
    std::string_view name;
    std::string_view dutch;
    std::string_view english;
};

/// In the order of the enumeration.
constexpr std::array reason_names{
    ReasonNames{"", "", ""},
    ReasonNames{"other-definition", "andere definitie", "another definition"},
    ReasonNames{"other-unit", "andere eenheid", "another unit"},
    ReasonNames{"other-population", "mogelijk een andere groep", "perhaps another population"},
    ReasonNames{"other-period", "andere periode", "another period"},
    ReasonNames{"target-and-fact", "streefwaarde en feit", "a target and a fact"},
    ReasonNames{"revision", "herziening", "revision"},
    ReasonNames{"correction", "verbetering", "correction"},
    ReasonNames{"column", "volgens de gedrukte planning", "by the printed planning"},
    ReasonNames{"announcement", "volgens de aankondiging", "by what was announced"},
    ReasonNames{"late", "te laat", "late"},
};
static_assert(reason_names.size() == static_cast<std::size_t>(ChangeReason::late) + 1);

}  // namespace

std::string_view name_of(ChangeReason reason) {
    return reason_names[static_cast<std::size_t>(reason)].name;
}

std::string_view in_words(ChangeReason reason, Language language) {
    const auto& names = reason_names[static_cast<std::size_t>(reason)];
    return language == Language::nl ? names.dutch : names.english;
}

}  // namespace peil::events
