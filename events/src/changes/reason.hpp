// Reasons beside a class of change, for programs and for readers.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/changes.hpp>

#include <string_view>

namespace peil::events {

/// `other-period`; empty for none.
[[nodiscard]] std::string_view name_of(ChangeReason reason);
/// `andere periode`; empty for none.
[[nodiscard]] std::string_view in_words(ChangeReason reason, Language language);

}  // namespace peil::events
