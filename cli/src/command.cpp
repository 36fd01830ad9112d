// The table itself, and what its errors exit with.
// SPDX-License-Identifier: EUPL-1.2
#include "command.hpp"

#include "commands/all.hpp"

#include <algorithm>
#include <iterator>

namespace peil::cli {

namespace {

void add(std::vector<Command>& table, std::vector<Command> more) {
    table.insert(table.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
}

std::vector<Command> make_table() {
    std::vector<Command> table{init_command(), import_command(), append_command()};
    add(table, verb_commands());
    table.push_back(footnote_command());
    table.push_back(correct_command());
    table.push_back(matrix_command());
    table.push_back(figures_command());
    table.push_back(figure_command());
    table.push_back(milestones_command());
    table.push_back(changes_command());
    table.push_back(lint_command());
    table.push_back(history_command());
    table.push_back(blame_command());
    table.push_back(restatements_command());
    table.push_back(log_command());
    table.push_back(show_command());
    add(table, edition_commands());
    table.push_back(edition_export_command());
    table.push_back(checkpoint_command());
    table.push_back(tiles_command());
    add(table, prove_commands());
    table.push_back(prove_cell_command());
    table.push_back(check_command());
    add(table, witness_commands());
    add(table, key_commands());
    table.push_back(timestamp_command());
    table.push_back(verify_command());
    table.push_back(drill_command());
    table.push_back(doctor_command());
    add(table, help_commands());
    return table;
}

}  // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> table = make_table();
    return table;
}

const std::vector<Option>& common_options() {
    static const std::vector<Option> options{
        {"--ledger", "DIR", "the ledger's folder; else PEIL_LEDGER, or the nearest .peil upward"},
        {"--format", "FORMAT", "table, json, or what else the command's help names"},
        {"--color", "WHEN", "auto, always or never"},
        {"--no-pager", "", "print long output at once"},
        {"--help", "", "explain the command"},
    };
    return options;
}

std::vector<Option> common_options_of(const Command& command) {
    auto options = common_options();
    const auto format = std::find_if(options.begin(), options.end(), [](const Option& option) {
        return option.name == "--format";
    });
    if (command.formats.empty()) {
        options.erase(format);
    } else {
        format->meaning = formats_in_words(command);
    }
    return options;
}

std::string formats_in_words(const Command& command) {
    std::string words;
    for (std::size_t i = 0; i < command.formats.size(); ++i) {
        const bool is_last = i + 1 == command.formats.size();
        words += (i == 0 ? "" : is_last ? " or " : ", ") + command.formats[i];
    }
    return words;
}

int exit_code_of(const core::Error& error) {
    if (error.code.category() != core::core_category()) { return exit_code::refused; }
    switch (static_cast<core::Errc>(error.code.value())) {
        case core::Errc::ledger_missing:
        case core::Errc::ledger_locked:
        case core::Errc::ledger_damaged:
        case core::Errc::unsafe_permissions:
        case core::Errc::network_file_system:
        case core::Errc::inconsistent_head:
        case core::Errc::wrong_passphrase:
        case core::Errc::key_missing: return exit_code::cannot_open;
        default: return exit_code::refused;
    }
}

}  // namespace peil::cli
