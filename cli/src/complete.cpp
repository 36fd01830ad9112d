// Candidates come from the table of commands, so that the scripts of the shells never age.
// SPDX-License-Identifier: EUPL-1.2
#include "complete.hpp"

#include "command.hpp"
#include "parse.hpp"

#include <set>

namespace peil::cli {

namespace {

void add_options(const std::vector<Option>& options, std::set<std::string>& found) {
    for (const auto& option : options) { found.insert(option.name); }
}

std::string word_of(const std::string& name, std::size_t index) {
    const auto space = name.find(' ');
    if (index == 0) { return name.substr(0, space); }
    return space == std::string::npos ? "" : name.substr(space + 1);
}

}  // namespace

std::vector<std::string> complete(const std::vector<std::string>& all_words) {
    auto words = all_words;
    if (!words.empty()) {
        // The last word is being typed: it is no option yet whose value has passed.
        const std::vector<std::string> before(words.begin(), words.end() - 1);
        const auto leading = static_cast<std::ptrdiff_t>(leading_option_count(before));
        words.erase(words.begin(), words.begin() + leading);
    }
    const auto typed = words.empty() ? std::string() : words.back();
    std::set<std::string> found;
    if (words.size() <= 1) {
        for (const auto& command : commands()) { found.insert(word_of(command.name, 0)); }
        add_options(common_options(), found);
        found.insert("--version");
    }
    if (words.size() == 2) {
        for (const auto& command : commands()) {
            if (word_of(command.name, 0) == words[0]) { found.insert(word_of(command.name, 1)); }
        }
    }
    if (words.size() >= 2) {
        const auto* command = find_command(words[0] + " " + words[1]);
        if (command == nullptr) { command = find_command(words[0]); }
        if (command != nullptr) {
            add_options(command->options, found);
            add_options(common_options_of(*command), found);
            if (words[words.size() - 2] == "--format") {
                found = {command->formats.begin(), command->formats.end()};
            }
        }
    }
    std::vector<std::string> candidates;
    for (const auto& candidate : found) {
        const bool is_option = candidate.starts_with("-");
        if (!candidate.empty() && candidate.starts_with(typed) &&
            (!is_option || typed.starts_with("-"))) {
            candidates.push_back(candidate);
        }
    }
    return candidates;
}

std::string completion_script(std::string_view shell) {
    if (shell == "bash") {
        return "# bash completion of peil: source it, or put it in "
               "/usr/share/bash-completion/completions/peil\n"
               "_peil() {\n"
               "    mapfile -t COMPREPLY < <(peil __complete \"${COMP_WORDS[@]:1:COMP_CWORD}\")\n"
               "}\n"
               "complete -o default -F _peil peil\n";
    }
    if (shell == "zsh") {
        return "#compdef peil\n"
               "# zsh completion of peil: put it as _peil in a folder of $fpath\n"
               "_peil() {\n"
               "    local -a candidates\n"
               "    candidates=(${(f)\"$(peil __complete \"${(@)words[2,CURRENT]}\")\"})\n"
               "    if (( ${#candidates} )); then compadd -a candidates; else _files; fi\n"
               "}\n"
               "_peil \"$@\"\n";
    }
    return {};
}

}  // namespace peil::cli
