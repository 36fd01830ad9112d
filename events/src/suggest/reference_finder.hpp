// Cross-references in a text: `zie ook maatregel 3 en 4`.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/suggestion.hpp>

#include <string_view>
#include <vector>

namespace peil::events::suggest {

/// Appends the references to other measures than `own`; a reference to a part of it, such as 5b,
/// is one.
void find_references(std::string_view text, const MatrixMeasure& own,
                     std::vector<Suggestion>& found);

}  // namespace peil::events::suggest
