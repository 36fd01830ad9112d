// Names of reasons.
// SPDX-License-Identifier: EUPL-1.2
#include "reason.hpp"

#include "named_words.hpp"

#include <array>
#include <cstddef>

namespace peil::events {

namespace {

/// In the order of the enumeration.
constexpr std::array reason_names{
    changes::NamedWords{"", "", ""},
    changes::NamedWords{"other-definition", "andere definitie", "another definition"},
    changes::NamedWords{"other-unit", "andere eenheid", "another unit"},
    changes::NamedWords{"other-population", "mogelijk een andere groep",
                        "perhaps another population"},
    changes::NamedWords{"other-period", "andere periode", "another period"},
    changes::NamedWords{"target-and-fact", "streefwaarde en feit", "a target and a fact"},
    changes::NamedWords{"revision", "herziening", "revision"},
    changes::NamedWords{"correction", "verbetering", "correction"},
    changes::NamedWords{"column", "volgens de gedrukte planning", "by the printed planning"},
    changes::NamedWords{"announcement", "volgens de aankondiging", "by what was announced"},
    changes::NamedWords{"late", "te laat", "late"},
};
static_assert(reason_names.size() == static_cast<std::size_t>(ChangeReason::late) + 1);

}  // namespace

std::string_view name_of(ChangeReason reason) {
    return reason_names[static_cast<std::size_t>(reason)].name;
}

std::string_view in_words(ChangeReason reason, Language language) {
    return reason_names[static_cast<std::size_t>(reason)].in(language);
}

}  // namespace peil::events
