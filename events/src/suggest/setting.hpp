// What the finders know beside the words they read: whose words, of when, and what came before.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dates.hpp"
#include <peil/events/suggestion.hpp>

#include <string_view>

namespace peil::events::suggest {

struct Setting {
    Day today;                   ///< date of the report
    std::string_view measure;    ///< its number
    const ReportBefore& before;  ///< the report before this one
};

}  // namespace peil::events::suggest
