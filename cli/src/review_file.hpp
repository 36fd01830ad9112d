// The file of suggestions that `peil import` writes and reads.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "context.hpp"
#include <peil/events/review.hpp>

#include <string>
#include <vector>

namespace peil::cli {

/// Writes the suggestions of a plan to a file that does not exist yet, or to standard output for
/// `-`, and says what to do with it. The value is the exit code. Errors: wrong use if it exists.
[[nodiscard]] core::Result<int> write_review_file(const Context& context, const std::string& file,
                                                  const events::ImportPlan& plan);

/// What a person kept in a file, or in standard input for `-`. Errors: those of read_input() and
/// read_review(), each line with the name of the file.
[[nodiscard]] core::Result<std::vector<events::KeptSuggestion>> read_review_file(
    const std::string& file);

}  // namespace peil::cli
