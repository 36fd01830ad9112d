// The table itself, and what its errors exit with.
// SPDX-License-Identifier: EUPL-1.2
#include "command.hpp"

#include "commands/all.hpp"

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
    table.push_back(changes_command());
    table.push_back(history_command());
    table.push_back(log_command());
    table.push_back(show_command());
    add(table, edition_commands());
    table.push_back(checkpoint_command());
    table.push_back(verify_command());
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
        {"--format", "FORMAT", "table, or json where data is printed"},
        {"--color", "WHEN", "auto, always or never"},
        {"--no-pager", "", "print long output at once"},
        {"--help", "", "explain the command"},
    };
    return options;
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
        case core::Errc::wrong_passphrase: return exit_code::cannot_open;
        default: return exit_code::refused;
    }
}

}  // namespace peil::cli
