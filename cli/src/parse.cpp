// Parsing with CLI11, which is told of the one command that was named: telling it of all would
// take longer than most of them run.
// SPDX-License-Identifier: EUPL-1.2
#include "parse.hpp"

#include "complete.hpp"
#include "context.hpp"
#include "help.hpp"
#include <peil/core/utf8.hpp>
#include <peil/events/text_width.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace peil::cli {

namespace {

/// The edit distance of two words, for guessing what was meant.
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) { row[i] = i; }
    for (std::size_t i = 1; i <= left.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min(
                {above + 1, row[j - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row.back();
}

/// The name that was perhaps meant, the first of the nearest; empty if none is near.
template <typename Named>
std::string guess_name(const std::string& typed, const std::vector<Named>& all) {
    std::string guess;
    constexpr std::size_t distance_max = 2;
    std::size_t best = distance_max + 1;
    for (const auto& each : all) {
        const auto distance = edit_distance(typed, each.name);
        // Of a short word two letters are nearly all: `foo` is not meant to be `log`.
        if (distance < best && 2 * distance < typed.size()) {
            best = distance;
            guess = each.name;
        }
    }
    return guess;
}

core::Error unknown_command(const std::string& typed) {
    const auto guess = guess_name(typed, commands());
    auto text = "there is no command '" + typed + "'";
    text += guess.empty() ? "; `peil help` lists them" : "; did you mean `peil " + guess + "`?";
    return wrong_use(text);
}

core::Error misplaced_option(const std::string& typed) {
    const auto name = typed.substr(0, typed.find('='));
    const auto& options = common_options();
    const bool is_common = std::any_of(options.begin(), options.end(),
                                       [&](const Option& each) { return each.name == name; });
    if (is_common) { return wrong_use(name + " needs a value, and then a command"); }
    return wrong_use("the option " + name +
                     " does not stand before a command; `peil help` lists those that do");
}

/// The command named by the first one or two words, and how many words that takes.
std::pair<const Command*, std::size_t> match(const std::vector<std::string>& words) {
    if (words.size() >= 2) {
        if (const auto* command = find_command(words[0] + " " + words[1])) { return {command, 2}; }
    }
    return {words.empty() ? nullptr : find_command(words[0]), 1};
}

void declare(CLI::App& app, const Option& option, Arguments& arguments) {
    auto& store = arguments.values;
    const auto keep = [&store, name = option.name](const std::vector<std::string>& values) {
        store[name] = values;
        return true;
    };
    if (option.value_name.empty()) {
        app.add_flag_callback(
            option.name, [&store, name = option.name] { store[name] = {""}; }, option.meaning);
        return;
    }
    auto* added = app.add_option(option.name, keep, option.meaning);
    added->type_name(option.value_name)->expected(1);
    added->multi_option_policy(option.is_repeated ? CLI::MultiOptionPolicy::TakeAll
                                                  : CLI::MultiOptionPolicy::TakeLast);
}

/// Divides the words that are no options among the positional arguments, in order.
/// Errors: wrong use, for a word too few or too many.
core::Result<void> assign(const Command& command, const std::vector<std::string>& words,
                          Arguments& arguments) {
    auto word = words.begin();
    for (const auto& positional : command.positionals) {
        if (word == words.end()) {
            if (!positional.is_required) { continue; }
            return wrong_use(positional.name + " is missing");
        }
        const auto last = positional.is_repeated ? words.end() : word + 1;
        arguments.values[positional.name] = {word, last};
        word = last;
    }
    if (word != words.end()) { return wrong_use("'" + *word + "' was not expected"); }
    return {};
}

/// All options that a command takes.
std::vector<Option> options_of(const Command& command) {
    auto options = command.options;
    options.insert(options.end(), common_options().begin(), common_options().end());
    return options;
}

core::Error unknown_option(const Command& command, const std::string& typed) {
    const auto guess = guess_name(typed.substr(0, typed.find('=')), options_of(command));
    return wrong_use("there is no option " + typed +
                     (guess.empty() ? "" : " (did you mean " + guess + "?)"));
}

/// `-` alone is standard input, and `-3` a number.
bool is_option(const std::string& word) {
    return word.size() > 1 && word[0] == '-' && (word[1] < '0' || word[1] > '9');
}

/// The words that CLI11 left, without `--`. Errors: wrong use, for an option that nobody knows.
core::Result<std::vector<std::string>> positional_words(const Command& command,
                                                        const std::vector<std::string>& left) {
    std::vector<std::string> words;
    bool is_marked = false;
    for (const auto& word : left) {
        if (!is_marked && word == "--") {
            is_marked = true;
        } else if (!is_marked && is_option(word)) {
            return unknown_option(command, word);
        } else {
            words.push_back(word);
        }
    }
    return words;
}

/// What is wrong with words of which the last option lacks its value.
std::string option_without_value(const Command& command, const std::vector<std::string>& words) {
    const auto options = options_of(command);
    const std::vector<std::string> backwards(words.rbegin(), words.rend());
    for (const auto& word : backwards) {
        const auto name = word.substr(0, word.find('='));
        const auto option = std::find_if(options.begin(), options.end(), [&](const Option& each) {
            return each.name == name && !each.value_name.empty();
        });
        if (option != options.end()) {
            return fmt::format("{} needs a value: {} {}", name, name, option->value_name);
        }
    }
    return "an option has no value";
}

/// Errors: wrong use, for a format or a colour that there is not.
core::Result<void> check_choices(const Command& command, const Arguments& arguments) {
    const auto format = arguments.find("--format");
    const auto& formats = command.formats;
    if (format && formats.empty()) {
        return wrong_use("`peil " + command.name + "` has one format; leave out --format");
    }
    if (format && std::find(formats.begin(), formats.end(), *format) == formats.end()) {
        return wrong_use("--format is " + formats_in_words(command) + ", not '" + *format + "'");
    }
    const auto colour = arguments.find("--color").value_or("auto");
    if (colour != "auto" && colour != "always" && colour != "never") {
        return wrong_use("--color is auto, always or never, not '" + colour + "'");
    }
    return {};
}

/// Errors: wrong use, with what is wrong and where to look.
core::Result<void> parse(const Command& command, std::vector<std::string> words,
                         Arguments& arguments) {
    const auto hint = "; `peil help " + command.name + "` shows how it is used";
    CLI::App app(command.summary, "peil " + command.name);
    app.set_help_flag();
    app.allow_extras();  // positional arguments, which are divided here
    for (const auto& option : command.options) { declare(app, option, arguments); }
    for (const auto& option : common_options()) { declare(app, option, arguments); }
    const auto all_words = words;
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
        app.parse(words);
    } catch (const CLI::ArgumentMismatch&) {
        return wrong_use(option_without_value(command, all_words) + hint);
    } catch (const CLI::ParseError& error) { return wrong_use(error.what() + hint); }
    // Before what is missing: the option that is may be the one that was mistyped.
    const auto left = positional_words(command, app.remaining());
    if (!left) { return wrong_use(left.error().detail + hint); }
    for (const auto& option : command.options) {
        if (option.is_required && !arguments.has(option.name)) {
            return wrong_use(option.name + " " + option.value_name + " is missing" + hint);
        }
    }
    const auto assigned = assign(command, *left, arguments);
    if (!assigned) { return wrong_use(assigned.error().detail + hint); }
    const auto checked = check_choices(command, arguments);
    if (!checked) { return wrong_use(checked.error().detail + hint); }
    return {};
}

bool wants_help(const std::vector<std::string>& words, std::size_t from) {
    for (auto i = from; i < words.size() && words[i] != "--"; ++i) {
        if (words[i] == "--help" || words[i] == "-h") { return true; }
    }
    return false;
}

}  // namespace

const Command* find_command(std::string_view name) {
    const auto& all = commands();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Command& command) { return command.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::size_t leading_option_count(const std::vector<std::string>& words) {
    std::size_t count = 0;
    while (count < words.size()) {
        const auto name = words[count].substr(0, words[count].find('='));
        const auto& options = common_options();
        const auto option = std::find_if(options.begin(), options.end(),
                                         [&](const Option& each) { return each.name == name; });
        if (option == options.end() || name == "--help") { break; }
        const bool takes_next = !option->value_name.empty() && name.size() == words[count].size();
        if (takes_next && count + 1 == words.size()) { break; }
        count += takes_next ? 2 : 1;
    }
    return count;
}

core::Result<int> run_words(const std::vector<std::string>& typed, Context& context) {
    context.terminal = detect_terminal(STDOUT_FILENO, "auto");
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (!core::is_utf8(typed[i])) {
            return wrong_use(
                fmt::format("word {} of the command is not UTF-8: {}; type it in a UTF-8 "
                            "terminal, or give it in a file",
                            i + 1, events::printable(typed[i])));
        }
    }
    const auto leading = static_cast<std::ptrdiff_t>(
        typed.empty() || typed[0] == "__complete" ? 0 : leading_option_count(typed));
    const std::vector<std::string> words(typed.begin() + leading, typed.end());
    if (words.empty()) {
        context.print(help_overview());
        return exit_code::refused;
    }
    if (words[0] == "__complete") {
        for (const auto& candidate : complete({words.begin() + 1, words.end()})) {
            context.print(candidate);
        }
        return exit_code::done;
    }
    if (words[0] == "--version" || words[0] == "-V") {
        context.print(version_text());
        return exit_code::done;
    }
    if (words[0] == "--help" || words[0] == "-h") {
        context.print_long(help_overview());
        return exit_code::done;
    }
    const auto [command, used] = match(words);
    if (command == nullptr) {
        const auto group = help_group(words[0]);
        if (words[0].starts_with('-')) { return misplaced_option(words[0]); }
        if (group.empty()) { return unknown_command(words[0]); }
        context.print(group);
        return wants_help(words, 1) ? exit_code::done : exit_code::refused;
    }
    if (wants_help(words, used)) {
        context.print_long(help_command(*command));
        return exit_code::done;
    }
    // Behind the command's own words, where an option that is repeated there overrides them.
    std::vector<std::string> rest(typed.begin(), typed.begin() + leading);
    rest.insert(rest.end(), words.begin() + static_cast<std::ptrdiff_t>(used), words.end());
    const auto parsed = parse(*command, std::move(rest), context.arguments);
    if (!parsed) { return parsed.error(); }
    context.terminal =
        detect_terminal(STDOUT_FILENO, context.arguments.find("--color").value_or("auto"));
    return command->run(context);
}

}  // namespace peil::cli
