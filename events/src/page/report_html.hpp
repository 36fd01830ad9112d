// The printed report as HTML. `page.js` draws the same from the proven words and compares.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <string>
#include <string_view>

namespace peil::events {

/// Text in HTML, also within quoted attributes: `&`, `<`, `>` and `"` escaped, control characters
/// left out.
[[nodiscard]] std::string escape_html(std::string_view text);

/// Headings, introduction, a table a chapter, footnotes. What comes from a cell of an edition names
/// it: `data-cells="measure/8#progress"`.
[[nodiscard]] std::string report_html(const Matrix& matrix);

}  // namespace peil::events
