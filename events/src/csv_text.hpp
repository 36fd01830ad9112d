// Records of comma-separated values.
// Format: RFC 4180, UTF-8, lines ended by CR LF.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

namespace peil::events {

/// The cells as a record. A cell that a spreadsheet would run as a formula begins with an
/// apostrophe instead.
[[nodiscard]] std::string csv_record(const std::vector<std::string>& cells);

}  // namespace peil::events
