// From words to a command of the table and its arguments.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "command.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace peil::cli {

/// Runs the command that the words name; the value is the exit code. Also answers --help,
/// --version, and completion.
[[nodiscard]] core::Result<int> run_words(const std::vector<std::string>& words, Context& context);

/// How many words before the command are options that every command takes, and their values.
[[nodiscard]] std::size_t leading_option_count(const std::vector<std::string>& words);

/// The command of this name, or nullptr.
[[nodiscard]] const Command* find_command(std::string_view name);

}  // namespace peil::cli
