// From words to a command of the table and its arguments.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace peil::cli {

/// Runs the command that the words name; the value is the exit code. Also answers --help,
/// --version, and completion.
[[nodiscard]] core::Result<int> run_words(const std::vector<std::string>& words, Context& context);

/// The command of this name, or nullptr.
[[nodiscard]] const Command* find_command(std::string_view name);

}  // namespace peil::cli
