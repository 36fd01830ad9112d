// Help, man page, and version, from the table of commands.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "command.hpp"

#include <string>
#include <string_view>

namespace peil::cli {

/// All commands by group, a line each.
[[nodiscard]] std::string help_overview();
/// Usage, arguments, and details of one command.
[[nodiscard]] std::string help_command(const Command& command);
/// The commands that begin with a word, such as `measure`; empty if there are none.
[[nodiscard]] std::string help_group(std::string_view word);
/// A topic that is no command, such as `exit-codes`; empty if there is none.
[[nodiscard]] std::string help_topic(std::string_view topic);
/// The manual page peil(1) in the language of scdoc.
[[nodiscard]] std::string manual_page();
/// Version of the program and of the libraries and formats that it uses.
[[nodiscard]] std::string version_text();

}  // namespace peil::cli
