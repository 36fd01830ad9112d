// Values of JSON that several pages write.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string>

namespace peil::events {

/// The text, or null where there is none.
[[nodiscard]] inline boost::json::value text_or_null(const std::optional<std::string>& text) {
    return text ? boost::json::value(*text) : boost::json::value();
}

}  // namespace peil::events
