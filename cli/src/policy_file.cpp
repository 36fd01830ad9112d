// Editing a policy line by line.
// SPDX-License-Identifier: EUPL-1.2
#include "policy_file.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

namespace peil::cli {

namespace {

std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream source(text);
    for (std::string line; std::getline(source, line);) { lines.push_back(line); }
    return lines;
}

std::vector<std::string> words_in(const std::string& line) {
    std::vector<std::string> words;
    std::istringstream source(line);
    for (std::string word; source >> word;) { words.push_back(word); }
    return words;
}

bool begins_with(const std::string& line, std::string_view first) {
    const auto words = words_in(line);
    return !words.empty() && words.front() == first;
}

bool is_kept_group(const std::string& line) {
    const auto words = words_in(line);
    return words.size() > 3 && words[0] == "group" && words[1] == kept_group;
}

std::string new_policy(std::string_view log_vkey) {
    return "# Who must have cosigned a checkpoint of this ledger: a C2SP tlog-policy.\n"
           "# `peil witness add` adds lines; groups and the quorum may be written by hand.\n"
           "log " +
           std::string(log_vkey) + "\n";
}

/// The line of the group with one member more, and perhaps another threshold.
std::string extend_group(const std::string& line, const NewWitness& witness) {
    auto words = words_in(line);
    words.push_back(witness.name);
    if (witness.quorum) { words[2] = *witness.quorum; }
    std::string extended;
    for (const auto& word : words) { extended += (extended.empty() ? "" : " ") + word; }
    return extended;
}

std::string join_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) { text += line + '\n'; }
    return text;
}

}  // namespace

core::Result<std::string> add_witness(const std::string& policy, std::string_view log_vkey,
                                      const NewWitness& witness) {
    auto lines = lines_in(policy.empty() ? new_policy(log_vkey) : policy);
    const auto witness_line = "witness " + witness.name + ' ' + witness.vkey +
                              (witness.url.empty() ? "" : ' ' + witness.url);
    const auto group = std::find_if(lines.begin(), lines.end(), is_kept_group);
    if (group != lines.end()) { *group = extend_group(*group, witness); }
    const auto has_group = group != lines.end();
    // Before the first line that could name it.
    const auto place = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
        return begins_with(line, "group") || begins_with(line, "quorum");
    });
    const bool has_quorum = std::any_of(
        place, lines.end(), [](const std::string& line) { return begins_with(line, "quorum"); });
    lines.insert(place, witness_line);
    if (!has_group && !has_quorum) {
        lines.push_back("group " + std::string(kept_group) + ' ' + witness.quorum.value_or("all") +
                        ' ' + witness.name);
        lines.push_back("quorum " + std::string(kept_group));
    }
    auto text = join_lines(lines);
    const auto checked = core::parse_policy(text);
    if (!checked) { return checked.error(); }
    return text;
}

std::string add_log(const std::string& policy, std::string_view log_vkey) {
    const auto line = "log " + std::string(log_vkey);
    auto lines = lines_in(policy);
    auto place = lines.begin();
    for (auto each = lines.begin(); each != lines.end(); ++each) {
        const auto words = words_in(*each);
        if (words.size() < 2 || words[0] != "log") { continue; }
        if (words[1] == log_vkey) { return policy; }
        place = each + 1;
    }
    lines.insert(place, line);
    return join_lines(lines);
}

}  // namespace peil::cli
