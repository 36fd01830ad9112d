// What a compound field says, in words for a table.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/fact.hpp>
#include <peil/events/matrix.hpp>

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace peil::events {

/// `completed: Het is klaar.`, `merged into 3`.
[[nodiscard]] std::string closure_in_words(const Closure& closure);

/// `circa 77 (3 mei 2021)` and the words of the source below; `moved to 2022: Te druk.`;
/// `severity note, limit 400: …`. Nothing for a field that is not compound.
[[nodiscard]] std::optional<std::string> compound_in_words(Field field,
                                                           const boost::json::object& object);

}  // namespace peil::events
