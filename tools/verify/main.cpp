// peil-audit: proves files that Peil published, with code that shares nothing with Peil.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>

namespace {

namespace audit = peil::audit;

constexpr int wrong_use = 2;
constexpr int unwritten = 3;
constexpr std::size_t file_size_max = std::size_t{1} << 28U;
constexpr std::string_view usage =
    "usage: peil-audit [--key VKEY]... [--policy FILE] [--event FILE] FILE...\n\n"
    "FILE is an exported edition (html or json), the proof of a cell, of an event or of growth, a\n"
    "tlog-proof, a checkpoint, the proof of a fork, or a folder of tiles. Editions are also\n"
    "compared with each other. Exit code 0: all proven; 1: contradicted; 2: no such file, or none\n"
    "of Peil; 3: the output cannot be written; 4: not proven.\n";

void print(std::string_view text) {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stdout));
}

std::string read(const std::string& name) {
    std::ifstream stream(name, std::ios::binary);
    audit::require(stream.good(), "there is no such file");
    std::string text;
    for (auto letter = stream.get(); letter != EOF; letter = stream.get()) {
        text += static_cast<char>(letter);
        audit::require(text.size() <= file_size_max, "it is larger than 256 MiB");
    }
    return text;
}

void print_claims(const std::string& title, const audit::Claims& claims) {
    print(audit::printable(title) + '\n');
    for (const auto& claim : claims) {
        constexpr const char* words[] = {"proven", "not proven", "contradicted"};
        auto line = ("  " + claim.name).append(17, ' ').substr(0, 17);
        line += words[static_cast<std::size_t>(claim.verdict)];
        line = line.append(31, ' ').substr(0, 31) + audit::printable(claim.text);
        for (auto& letter : line) { letter = letter == '\n' ? ' ' : letter; }
        print(line + '\n');
    }
}

int conclude(const audit::Claims& claims) {
    const auto code = audit::exit_code_for(claims);
    print(code == 0   ? "Genuine: all that was asked is proven.\n"
          : code == 1 ? "NOT genuine: what is contradicted above was changed or made up.\n"
                      : "Nothing is contradicted, but not all that was asked is proven.\n");
    return code;
}

/// Takes an option with its value into `trust`. Throws Refusal.
void take_option(const std::string& option, const std::string& value, audit::Trust& trust) {
    if (option == "--key") {
        trust.keys.push_back(audit::parse_key(value, audit::log_key_type));
    } else if (option == "--policy") {
        trust.policy = audit::parse_policy(read(value));
        for (const auto& key : trust.policy->logs) { trust.keys.push_back(key); }
    } else {
        audit::require(option == "--event", "there is no option " + option);
        trust.event = read(value);
    }
}

/// `place` is what a Refusal is about.
int run(std::span<char* const> words, std::string& place) {
    audit::Trust trust;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < words.size(); ++i) {
        place = words[i];
        if (!place.starts_with("--")) {
            names.push_back(place);
            continue;
        }
        audit::require(i + 1 < words.size(), "it needs a value");
        take_option(place, words[++i], trust);
    }
    audit::require(!names.empty(), "no file is named");
    audit::Claims all;
    std::vector<audit::Checked> files;
    for (const auto& name : names) {
        place = name;
        files.push_back(std::filesystem::is_directory(name) ? audit::check_tiles(name, trust)
                                                            : audit::check_file(read(name), trust));
        print_claims(name + ": " + files.back().title, files.back().claims);
        all.insert(all.end(), files.back().claims.begin(), files.back().claims.end());
    }
    const auto continuity = audit::check_continuity(files);
    if (!continuity.empty()) { print_claims("from one report to the next", continuity); }
    all.insert(all.end(), continuity.begin(), continuity.end());
    return conclude(all);
}

}  // namespace

int main(int argc, char** argv) {
    const std::span words(argv, static_cast<std::size_t>(argc));
    const bool is_question = argc == 2 && std::string_view(words[1]) == "--help";
    std::string place;
    int code = is_question ? 0 : wrong_use;
    try {
        if (is_question || argc < 2) {
            print(usage);
        } else {
            code = run(words.subspan(1), place);
        }
    } catch (const std::exception& error) {
        print(audit::printable(place + ": " + error.what()) + '\n');
    }
    if (std::fflush(stdout) == 0) { return code; }
    std::fputs("peil-audit: the output cannot be written, so nothing was said\n", stderr);
    return unwritten;
}
