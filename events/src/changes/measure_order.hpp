// The measures of two matrices in one order.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <functional>
#include <map>
#include <string_view>
#include <vector>

namespace peil::events::changes {

using MeasuresByNumber = std::map<std::string_view, const MatrixMeasure*, std::less<>>;

/// The first measure of each number. Pointers die with the matrix.
[[nodiscard]] MeasuresByNumber by_number(const Matrix& matrix);
/// Nothing (nullptr) if there is none.
[[nodiscard]] const MatrixMeasure* find_measure(const MeasuresByNumber& measures,
                                                std::string_view number);

/// Numbers of both in the order of `after`; those that left stand where they stood.
[[nodiscard]] std::vector<std::string_view> merged_order(const Matrix& before, const Matrix& after);

}  // namespace peil::events::changes
