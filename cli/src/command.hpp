// The table of commands: names, arguments, and what runs. Help, man page, completion, and parsing
// all follow from it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::cli {

struct Context;

/// `--as-of DATE`; without a value name it is a flag.
struct Option {
    std::string name;        ///< with its dashes
    std::string value_name;  ///< empty: a flag
    std::string meaning;
    bool is_required = false;
    bool is_repeated = false;  ///< each value counts; else the last one does
};

struct Positional {
    std::string name;  ///< as shown in the usage line: `FILE`
    std::string meaning;
    bool is_required = true;
    bool is_repeated = false;
};

/// Runs a command; the value is its exit code.
using Run = core::Result<int> (*)(Context& context);

struct Command {
    std::string name;     ///< one or two words: `matrix`, `measure add`
    std::string group;    ///< heading under which help lists it
    std::string summary;  ///< one line
    std::string details;  ///< paragraphs for help and man page
    std::vector<Positional> positionals;
    std::vector<Option> options;
    /// What --format may be, the one without it first; none: there is nothing to choose.
    std::vector<std::string> formats{"table", "json"};
    Run run = nullptr;
};

/// What was typed, by the names in the table.
struct Arguments {
    std::map<std::string, std::vector<std::string>, std::less<>> values;

    [[nodiscard]] bool has(std::string_view name) const { return values.contains(name); }
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// The value of a required argument.
    [[nodiscard]] std::string get(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
};

/// All commands, in the order of help.
[[nodiscard]] const std::vector<Command>& commands();
/// Options that every command takes.
[[nodiscard]] const std::vector<Option>& common_options();
/// Those of them that this command takes, and its formats told with --format.
[[nodiscard]] std::vector<Option> common_options_of(const Command& command);
/// `table, json, md or csv`.
[[nodiscard]] std::string formats_in_words(const Command& command);

/// Exit codes: a contract. Source: docs, `peil help exit-codes`.
namespace exit_code {
constexpr int done = 0;
constexpr int contradicted = 1;
constexpr int refused = 2;
constexpr int cannot_open = 3;
constexpr int not_proven = 4;
constexpr int unknown_outcome = 70;
}  // namespace exit_code

/// The exit code that an error stands for.
[[nodiscard]] int exit_code_of(const core::Error& error);

}  // namespace peil::cli
