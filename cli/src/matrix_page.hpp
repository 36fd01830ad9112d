// Printing a matrix in the format that was asked for; `matrix` and `edition show` share it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/events/view.hpp>

#include <string>
#include <vector>

namespace peil::cli {

/// The values of --format that print_matrix() knows.
[[nodiscard]] std::vector<std::string> matrix_formats();

/// Opens the ledger, answers the question, and prints the matrix. The value is the exit code.
/// Errors: those of open_ledger() and events::answer().
[[nodiscard]] core::Result<int> print_matrix(const Context& context,
                                             const events::Question& question);

/// As print_matrix(), but the edition of the question beside what is known of its date now.
[[nodiscard]] core::Result<int> print_comparison(const Context& context,
                                                 const events::Question& question);

}  // namespace peil::cli
