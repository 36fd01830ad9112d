// Help in three sizes: the overview, a group, one command; and the same table as a manual page.
// SPDX-License-Identifier: EUPL-1.2
#include "help.hpp"

#include "columns.hpp"
#include <peil/events/kind.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

constexpr std::string_view introduction =
    "peil keeps the record of a programme of measures: every change is an event in a\n"
    "chain that anyone can verify, and every matrix and report is drawn from it.\n";

constexpr std::string_view exit_codes =
    "  0   done, or proven\n"
    "  1   contradicted: damage was found, or a check failed\n"
    "  2   wrong use, or input that was refused; nothing was changed\n"
    "  3   the ledger cannot be opened, read or written, or standard output written\n"
    "  4   not proven, and nothing contradicted\n"
    "  70  whether a commit lasted is not known: append again with the same ids\n";

std::string option_words(const Option& option) {
    return option.value_name.empty() ? option.name : option.name + " " + option.value_name;
}

/// The arguments and options of a command, in brackets where they may be left out.
std::vector<std::string> usage_words(const Command& command) {
    std::vector<std::string> words;
    const auto add = [&](const std::string& text, bool is_required) {
        words.push_back(is_required ? text : "[" + text + "]");
    };
    for (const auto& positional : command.positionals) {
        add(positional.name + (positional.is_repeated ? "…" : ""), positional.is_required);
    }
    for (const auto& option : command.options) { add(option_words(option), option.is_required); }
    return words;
}

/// Behind `start`, within the width of a plain terminal.
std::string within_width(const std::string& start, const std::string& text) {
    return hanging_text(start, text, {.width_columns = 80}) + "\n";
}

std::string usage_text(const Command& command) {
    constexpr std::string_view unbroken = "\u00a0";
    std::string text;
    for (auto word : usage_words(command)) {
        for (auto at = word.find(' '); at != std::string::npos; at = word.find(' ')) {
            word.replace(at, 1, unbroken);
        }
        text += (text.empty() ? "" : " ") + word;
    }
    text = within_width("Usage: peil " + command.name + (text.empty() ? "" : " "), text);
    for (auto at = text.find(unbroken); at != std::string::npos; at = text.find(unbroken)) {
        text.replace(at, unbroken.size(), " ");
    }
    return text;
}

/// A line for each: what it is called, and what it means.
std::string entry(const std::string& name, const std::string& meaning, int width = 26) {
    return within_width("  " + events::pad(name, width) + " ", meaning);
}

std::string options_text(const std::vector<Option>& options) {
    std::string text;
    for (const auto& option : options) { text += entry(option_words(option), option.meaning); }
    return text;
}

/// scdoc takes underscores and brackets as markup, and a line that begins with a dash or a
/// backtick for a list or a listing.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const bool is_begin = out.empty() || out.back() == '\t';
        if ((is_begin && (letter == '-' || letter == '`')) || letter == '_' || letter == '[' ||
            letter == '\\') {
            out += '\\';
        }
        out += letter;
    }
    return out;
}

std::string manual_command(const Command& command) {
    std::string usage = "peil " + command.name;
    for (const auto& word : usage_words(command)) { usage += " " + word; }
    auto text = fmt::format("*{}*\n\t{}\n", escaped(usage), escaped(command.summary));
    if (!command.details.empty()) {
        auto details = "\n\t" + command.details;
        for (auto at = details.find('\n', 2); at != std::string::npos;
             at = details.find('\n', at)) {
            details.replace(at, 1, "\n\n\t");
            at += 3;
        }
        text += escaped(details) + "\n";
    }
    for (const auto& positional : command.positionals) {
        text +=
            fmt::format("\n\t_{}_: {}\n", escaped(positional.name), escaped(positional.meaning));
    }
    for (const auto& option : command.options) {
        text +=
            fmt::format("\n\t*{}*: {}\n", escaped(option_words(option)), escaped(option.meaning));
    }
    if (!command.formats.empty()) {
        text += fmt::format("\n\t*--format FORMAT*: {}\n", escaped(formats_in_words(command)));
    }
    return text + "\n";
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
        text += entry(command.name, command.summary, 22);
    }
    text += "\nFor every command, before or after its name\n" + options_text(common_options());
    text += "\n`peil help COMMAND` explains one; `peil help exit-codes` lists the exit codes.";
    return text;
}

std::string help_command(const Command& command) {
    auto text = command.summary + "\n\n" + usage_text(command);
    if (!command.details.empty()) { text += "\n" + within_width("", command.details); }
    if (!command.positionals.empty()) {
        text += "\nArguments\n";
        for (const auto& positional : command.positionals) {
            text += entry(positional.name, positional.meaning);
        }
    }
    if (!command.options.empty()) { text += "\nOptions\n" + options_text(command.options); }
    return text + "\nFor every command\n" + options_text(common_options_of(command));
}

std::string help_group(std::string_view word) {
    std::string text;
    for (const auto& command : commands()) {
        if (command.name.starts_with(std::string(word) + " ")) {
            text += entry(command.name, command.summary, 22);
        }
    }
    return text.empty() ? text : fmt::format("peil {} goes with one of these:\n{}", word, text);
}

std::string help_topic(std::string_view topic) {
    if (topic == "exit-codes") { return std::string(exit_codes); }
    if (topic != "types") { return {}; }
    std::string text = "Types of events (JSON Schemas: docs/schema)\n";
    for (const auto& kind : events::kinds()) {
        text += entry(std::string(kind.type), std::string(kind.meaning), 42);
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
        text += manual_command(command);
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
