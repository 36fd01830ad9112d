// Help in three sizes: the overview, a group, one command; and the same table as a manual page.
// SPDX-License-Identifier: EUPL-1.2
#include "help.hpp"

#include <peil/events/kind.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

constexpr std::string_view introduction =
    "peil keeps the record of a programme of measures: every change is an event in a chain that\n"
    "anyone can verify, and every matrix and report is drawn from it.\n";

constexpr std::string_view exit_codes =
    "  0   done, or proven\n"
    "  1   contradicted: damage was found, or a check failed\n"
    "  2   wrong use, or input that was refused; nothing was changed\n"
    "  3   the ledger cannot be opened, read or written\n"
    "  4   not proven, and nothing contradicted\n"
    "  70  whether a commit lasted is not known: append again with the same ids\n";

std::string usage_of(const Command& command) {
    std::string usage = "peil " + command.name;
    for (const auto& positional : command.positionals) {
        const auto name = positional.name + (positional.is_repeated ? "…" : "");
        usage += positional.is_required ? " " + name : " [" + name + "]";
    }
    for (const auto& option : command.options) {
        const auto text =
            option.value_name.empty() ? option.name : option.name + " " + option.value_name;
        usage += option.is_required ? " " + text : " [" + text + "]";
    }
    return usage;
}

std::string option_words(const Option& option) {
    return option.value_name.empty() ? option.name : option.name + " " + option.value_name;
}

std::string options_text(const std::vector<Option>& options) {
    std::string text;
    for (const auto& option : options) {
        text += fmt::format("  {:<26} {}\n", option_words(option), option.meaning);
    }
    return text;
}

std::string manual_command(const Command& command) {
    auto text = fmt::format("*{}*\n\t{}\n", usage_of(command), command.summary);
    for (const auto& positional : command.positionals) {
        text += fmt::format("\n\t_{}_: {}\n", positional.name, positional.meaning);
    }
    for (const auto& option : command.options) {
        text += fmt::format("\n\t*{}*: {}\n", option_words(option), option.meaning);
    }
    if (!command.formats.empty()) {
        text += fmt::format("\n\t*--format FORMAT*: {}\n", formats_in_words(command));
    }
    return text + "\n";
}

/// scdoc takes underscores and stars as markup.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '_' || letter == '[' || letter == '\\') { out += '\\'; }
        out += letter;
    }
    return out;
}

}  // namespace

std::string help_overview() {
    std::string text(introduction);
    text += "\nUsage: peil [OPTIONS] COMMAND [ARGUMENTS]\n";
    std::string group;
    for (const auto& command : commands()) {
        if (command.group != group) {
            group = command.group;
            text += "\n" + group + "\n";
        }
        text += fmt::format("  {:<22} {}\n", command.name, command.summary);
    }
    text += "\nFor every command, before or after its name\n" + options_text(common_options());
    text += "\n`peil help COMMAND` explains one; `peil help exit-codes` lists the exit codes.";
    return text;
}

std::string help_command(const Command& command) {
    auto text = command.summary + "\n\nUsage: " + usage_of(command) + "\n";
    if (!command.details.empty()) { text += "\n" + command.details + "\n"; }
    if (!command.positionals.empty()) {
        text += "\nArguments\n";
        for (const auto& positional : command.positionals) {
            text += fmt::format("  {:<26} {}\n", positional.name, positional.meaning);
        }
    }
    if (!command.options.empty()) { text += "\nOptions\n" + options_text(command.options); }
    return text + "\nFor every command\n" + options_text(common_options_of(command));
}

std::string help_group(std::string_view word) {
    std::string text;
    for (const auto& command : commands()) {
        if (command.name.starts_with(std::string(word) + " ")) {
            text += fmt::format("  {:<22} {}\n", command.name, command.summary);
        }
    }
    return text.empty() ? text : fmt::format("peil {} needs one more word:\n{}", word, text);
}

std::string help_topic(std::string_view topic) {
    if (topic == "exit-codes") { return std::string(exit_codes); }
    if (topic != "types") { return {}; }
    std::string text = "Types of events (JSON Schemas: docs/schema)\n";
    for (const auto& kind : events::kinds()) {
        text += fmt::format("  {:<42} {}\n", kind.type, kind.meaning);
    }
    return text;
}

std::string manual_page() {
    std::string text =
        "peil(1)\n\n# NAME\n\npeil - an audit ledger for programmes of measures\n\n"
        "# SYNOPSIS\n\n*peil* \\[_OPTIONS_\\] _COMMAND_ \\[_ARGUMENTS_\\]\n\n# DESCRIPTION\n\n";
    text += std::string(introduction) + "\n";
    std::string group;
    for (const auto& command : commands()) {
        if (command.group != group) {
            group = command.group;
            std::string heading = group;
            std::transform(heading.begin(), heading.end(), heading.begin(), [](char letter) {
                return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                      : letter;
            });
            text += "# " + heading + "\n\n";
        }
        text += escaped(manual_command(command));
    }
    text += "# OPTIONS\n\nFor every command, before or after its name.\n\n";
    for (const auto& option : common_options()) {
        text += fmt::format("*{}*\n\t{}\n\n", option_words(option), escaped(option.meaning));
    }
    text += "# EXIT STATUS\n\n";
    std::string line;
    for (const char letter : std::string(exit_codes)) {
        if (letter != '\n') {
            line += letter;
            continue;
        }
        text += fmt::format("*{}*\n\t{}\n\n", line.substr(2, line.find(' ', 2) - 2),
                            line.substr(line.find_first_not_of(' ', 4)));
        line.clear();
    }
    text +=
        "# ENVIRONMENT\n\n*PEIL\\_LEDGER*\n\tfolder of the ledger\n\n*PEIL\\_ACTOR*\n\t"
        "who appends\n\n*PEIL\\_PASSPHRASE\\_FILE*\n\tfile with the passphrase of the log's "
        "key\n\n*PEIL\\_PAGER*, *PAGER*\n\tprogram for long output\n\n*NO\\_COLOR*\n\tno "
        "colour\n";
    return text;
}

std::string version_text() {
    return fmt::format("peil {} (ledger format 1, projection 2; Boost 1.81, LMDB 0.9, OpenSSL 3)",
                       PEIL_VERSION);
}

}  // namespace peil::cli
