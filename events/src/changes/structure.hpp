// Changes of the whole: columns, titles; and of what a measure is part of: chapter, row, programme.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "change_list.hpp"

#include <string_view>

namespace peil::events::changes {

/// Whether a matrix shows a field; one that no edition fixed shows all.
[[nodiscard]] bool shows(const Matrix& matrix, std::string_view field);

/// Title of the programme, columns, chapters and their titles.
void compare_whole(const Matrix& before, const Matrix& after, ChangeList& list);

void compare_entered(const MatrixMeasure& after, ChangeList& list);
/// A measure that the later matrix does not show: merged, or left, and on which ground, where that
/// matrix knows how it was closed.
void compare_left(const MatrixMeasure& before, const Matrix& after, ChangeList& list);

/// Chapter, the row that a measure shares, and whether it was closed.
void compare_place(const MeasurePair& pair, ChangeList& list);

}  // namespace peil::events::changes
