// The texts of a matrix, for the checks that read them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::checks {

/// A text of a measure: the description, the planning, the progress, or a footnote.
struct MeasureText {
    std::string measure{};
    std::string field{};
    std::string text{};
};

/// All texts that the matrix shows; those of a joint row once.
[[nodiscard]] std::vector<MeasureText> texts_of(const Matrix& matrix);

/// Whether the texts of the measure's row stand with it, and not with one before it.
[[nodiscard]] bool is_first_of_its_row(const Matrix& matrix, std::string_view number);

/// The measure of this number, or nullptr.
[[nodiscard]] const MatrixMeasure* find_measure_in(const Matrix& matrix, std::string_view number);

/// How many bytes of a text are quoted on either side of a slip.
constexpr std::size_t excerpt_reach_bytes = 45;

/// The words around an offset, with `…` where they are cut.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t offset,
                                  std::size_t reach_bytes = excerpt_reach_bytes);

/// In how many editions in a row, now included, the measure says the same: `is_same` compares it
/// with the measure as it is now.
[[nodiscard]] std::size_t count_editions_alike(
    const std::vector<Matrix>& earlier, const MatrixMeasure& now,
    const std::function<bool(const MatrixMeasure&)>& is_same);

/// A mark of punctuation or a letter: one byte of ASCII.
[[nodiscard]] bool is_ascii_letter(char byte);

}  // namespace peil::events::checks
