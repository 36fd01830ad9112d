// Every command's entry for the table; one file a command.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "../command.hpp"

#include <vector>

namespace peil::cli {

[[nodiscard]] Command init_command();
[[nodiscard]] Command import_command();
[[nodiscard]] Command append_command();
[[nodiscard]] std::vector<Command> verb_commands();
[[nodiscard]] Command footnote_command();
[[nodiscard]] Command correct_command();
[[nodiscard]] Command matrix_command();
[[nodiscard]] Command figures_command();
[[nodiscard]] Command figure_command();
[[nodiscard]] Command milestones_command();
[[nodiscard]] Command changes_command();
[[nodiscard]] Command lint_command();
[[nodiscard]] Command history_command();
[[nodiscard]] Command blame_command();
[[nodiscard]] Command restatements_command();
[[nodiscard]] Command log_command();
[[nodiscard]] Command show_command();
[[nodiscard]] std::vector<Command> edition_commands();
[[nodiscard]] Command edition_export_command();
[[nodiscard]] Command checkpoint_command();
[[nodiscard]] Command tiles_command();
[[nodiscard]] std::vector<Command> prove_commands();
[[nodiscard]] Command prove_cell_command();
[[nodiscard]] Command check_command();
[[nodiscard]] std::vector<Command> witness_commands();
[[nodiscard]] std::vector<Command> key_commands();
[[nodiscard]] Command timestamp_command();
[[nodiscard]] Command verify_command();
[[nodiscard]] Command drill_command();
[[nodiscard]] Command doctor_command();
[[nodiscard]] std::vector<Command> help_commands();

}  // namespace peil::cli
