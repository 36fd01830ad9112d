// peil help, completion, manual: what the table says of itself.
// SPDX-License-Identifier: EUPL-1.2
#include "../help.hpp"

#include "../complete.hpp"
#include "../context.hpp"
#include "../parse.hpp"
#include "all.hpp"

namespace peil::cli {

namespace {

core::Result<int> help(Context& context) {
    std::string name;
    for (const auto& word : context.arguments.all("TOPIC")) {
        name += (name.empty() ? "" : " ") + word;
    }
    if (name.empty()) {
        context.print_long(help_overview());
        return exit_code::done;
    }
    if (const auto* command = find_command(name)) {
        context.print_long(help_command(*command));
        return exit_code::done;
    }
    auto text = help_topic(name);
    if (text.empty()) { text = help_group(name); }
    if (text.empty()) {
        return wrong_use("there is no help on '" + name + "'; `peil help` lists the commands");
    }
    context.print_long(text);
    return exit_code::done;
}

core::Result<int> completion(Context& context) {
    const auto script = completion_script(context.arguments.get("SHELL"));
    if (script.empty()) { return wrong_use("completion is there for bash and for zsh"); }
    context.print(script);
    return exit_code::done;
}

core::Result<int> manual(Context& context) {
    context.print(manual_page());
    return exit_code::done;
}

}  // namespace

std::vector<Command> help_commands() {
    return {{.name = "help",
             .group = "Help",
             .summary = "Explain a command or a topic (exit-codes, types)",
             .details = "",
             .positionals = {{"TOPIC", "a command, or exit-codes, or types", false, true}},
             .options = {},
             .formats = {},
             .run = help},
            {.name = "completion",
             .group = "Help",
             .summary = "Print the completion script of bash or zsh",
             .details = "For bash: source <(peil completion bash)",
             .positionals = {{"SHELL", "bash or zsh"}},
             .options = {},
             .formats = {},
             .run = completion},
            {.name = "manual",
             .group = "Help",
             .summary = "Print the manual page in scdoc's language",
             .details = "The build turns it into peil.1; read it with `man -l peil.1`.",
             .positionals = {},
             .options = {},
             .formats = {},
             .run = manual}};
}

}  // namespace peil::cli
