// peil-audit: proves files that Peil published, with code that shares nothing with Peil.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>

namespace peil::audit {

namespace {

constexpr int wrong_use = 2;
constexpr int unwritten = 3;
constexpr size_t file_size_max = size_t{1} << 28U;
constexpr string_view usage =
    "usage: peil-audit [--key VKEY]... [--policy FILE] [--event FILE] FILE...\n\n"
    "FILE is an exported edition (html or json), the proof of a cell, of an event or of growth, a\n"
    "tlog-proof, a checkpoint, the proof of a fork, or a folder of tiles. Editions are also\n"
    "compared with each other. Exit code 0: all proven; 1: contradicted; 2: no such file, or none\n"
    "of Peil; 3: the output cannot be written; 4: not proven.\n";

void print_claims(const string& title, const Claims& claims) {
    constexpr std::array<string_view, 3> words{"proven", "not proven", "contradicted"};
    std::cout << printable(title) << '\n' << std::left;
    for (const auto& [name, verdict, text, is_asked] : claims) {
        auto line = printable(text);
        std::ranges::replace(line, '\n', ' ');
        std::cout << "  " << std::setw(15) << name << std::setw(14)
                  << words.at(static_cast<size_t>(verdict)) << line << '\n';
    }
}

/// Takes an option with its value into `trust`. Throws Refusal.
void take_option(const string& option, const string& value, Trust& trust) {
    if (option == "--key") {
        trust.keys.push_back(parse_key(value, log_key_type));
    } else if (option == "--policy") {
        trust.policy = parse_policy(read_file(value, file_size_max));
        trust.keys.insert(trust.keys.end(), trust.policy->logs.begin(), trust.policy->logs.end());
    } else {
        require(option == "--event", "there is no option " + option);
        trust.event = read_file(value, file_size_max);
    }
}

/// `place` is what a Refusal is about.
int run(span<char* const> words, string& place) {
    Trust trust;
    vector<string> names;
    for (size_t i = 0; i < words.size(); ++i) {
        place = words[i];
        const bool is_option = place.starts_with("--");
        require(!is_option || i + 1 < words.size(), "it needs a value");
        if (is_option) { take_option(place, words[++i], trust); }
        if (!is_option) { names.push_back(place); }
    }
    require(!names.empty(), "no file is named");
    Claims all;
    const auto take_claims = [&](const string& title, const Claims& claims) {
        print_claims(title, claims);
        all.insert(all.end(), claims.begin(), claims.end());
    };
    vector<Checked> files;
    for (const auto& name : names) {
        place = name;
        const bool is_folder = std::filesystem::is_directory(name);
        files.push_back(is_folder ? check_tiles(name, trust)
                                  : check_file(read_file(name, file_size_max), trust));
        take_claims(name + ": " + files.back().title, files.back().claims);
    }
    const auto continuity = check_continuity(files);
    if (!continuity.empty()) { take_claims("from one report to the next", continuity); }
    const auto code = exit_code_for(all);
    const bool has_fork = std::ranges::count(all, "fork", &Claim::name) > 0;
    std::cout << (code == 0 && has_fork
                      ? "Proven: this log signed two histories that exclude each other.\n"
                  : code == 0 ? "Genuine: all that was asked is proven.\n"
                  : code == 1 ? "NOT genuine: what is contradicted above was changed or made up.\n"
                              : "Nothing is contradicted, but not all that was asked is proven.\n");
    return code;
}

int answer(span<char* const> words) {
    const bool is_question = words.size() == 2 && string_view(words[1]) == "--help";
    const bool has_work = words.size() > 1 && !is_question;
    int code = is_question ? 0 : wrong_use;
    string place;
    try {
        if (!has_work) { std::cout << usage; }
        if (has_work) { code = run(words.subspan(1), place); }
    } catch (const std::exception& error) {
        std::cout << printable(place + ": " + error.what()) << '\n';
    }
    if (std::cout.flush()) { return code; }
    std::cerr << "peil-audit: the output cannot be written, so nothing was said\n";
    return unwritten;
}

}  // namespace

}  // namespace peil::audit

int main(int argc, char** argv) {
    return peil::audit::answer({argv, static_cast<std::size_t>(argc)});
}
