// Comma-separated values, for every table that is exported so.
// Format: RFC 4180, UTF-8, lines ended by CR LF.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

namespace peil::events {

/// A record of these cells. A cell that a spreadsheet would run as a formula begins with an
/// apostrophe instead; a number with a minus is none.
[[nodiscard]] std::string csv_record(const std::vector<std::string>& cells);

}  // namespace peil::events
