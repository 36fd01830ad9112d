// The printed report as HTML. `page.js` draws the same from the proven words and compares.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <string>

namespace peil::events {

/// Headings, introduction, a table a chapter, footnotes. What comes from a cell of an edition names
/// it: `data-cells="measure/8#progress"`.
[[nodiscard]] std::string report_html(const Matrix& matrix);

}  // namespace peil::events
