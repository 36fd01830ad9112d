// Merging the orders of two matrices.
// SPDX-License-Identifier: EUPL-1.2
#include "measure_order.hpp"

#include <set>

namespace peil::events::changes {

MeasuresByNumber by_number(const Matrix& matrix) {
    MeasuresByNumber measures;
    for (const auto& measure : matrix.measures) { measures.try_emplace(measure.number, &measure); }
    return measures;
}

const MatrixMeasure* find_measure(const MeasuresByNumber& measures, std::string_view number) {
    const auto found = measures.find(number);
    return found == measures.end() ? nullptr : found->second;
}

std::vector<std::string_view> merged_order(const Matrix& before, const Matrix& after) {
    const auto remaining = by_number(after);
    std::map<std::string_view, std::vector<std::string_view>, std::less<>> left_after;
    std::set<std::string_view, std::less<>> seen;
    std::string_view previous;
    for (const auto& measure : before.measures) {
        if (remaining.contains(measure.number)) {
            previous = measure.number;
        } else if (seen.insert(measure.number).second) {
            left_after[previous].push_back(measure.number);
        }
    }
    auto order = left_after[""];
    for (const auto& measure : after.measures) {
        if (!seen.insert(measure.number).second) { continue; }
        order.push_back(measure.number);
        const auto& left = left_after[measure.number];
        order.insert(order.end(), left.begin(), left.end());
    }
    return order;
}

}  // namespace peil::events::changes
