// peil-audit: proves files that Peil published, with code that shares nothing with Peil.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace {

namespace audit = peil::audit;

constexpr int wrong_use = 2;
constexpr const char* usage =
    "usage: peil-audit [--key VKEY]... [--policy FILE] [--event FILE] FILE...\n\n"
    "FILE is an exported edition (html or json), the proof of a cell, of an event or of growth, a\n"
    "tlog-proof, a checkpoint, the proof of a fork, or a folder of tiles. Editions are also "
    "compared\n"
    "with each other. Exit code 0: all proven; 1: contradicted; 2: no such file, or none of Peil;\n"
    "4: not proven.\n";

std::string read(const std::string& name) {
    std::ifstream stream(name, std::ios::binary);
    audit::require(stream.good(), "there is no such file");
    return {std::istreambuf_iterator<char>(stream), {}};
}

void print(const std::string& text) {
    static_cast<void>(std::fputs(text.c_str(), stdout));
}

void print_claims(const std::string& title, const audit::Claims& claims) {
    print(audit::printable(title) + '\n');
    for (const auto& claim : claims) {
        constexpr const char* words[] = {"proven", "not proven", "contradicted"};
        std::string line = "  " + claim.name;
        line.resize(17, ' ');
        line += words[static_cast<std::size_t>(claim.verdict)];
        line.resize(31, ' ');
        for (auto text = audit::printable(claim.text); const char letter : text) {
            line += letter == '\n' ? ' ' : letter;
        }
        print(line + '\n');
    }
}

struct Request {
    audit::Trust trust{};
    std::vector<std::string> files{};
};

Request read_request(const std::vector<std::string>& words) {
    Request request;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (!word->starts_with("--")) {
            request.files.push_back(*word);
            continue;
        }
        audit::require(word + 1 != words.end(), *word + " needs a value");
        const auto& option = *word++;
        if (option == "--key") {
            request.trust.keys.push_back(audit::parse_key(*word, audit::log_key_type));
        } else if (option == "--policy") {
            request.trust.policy = audit::parse_policy(read(*word));
        } else {
            audit::require(option == "--event", "there is no option " + option);
            request.trust.event = read(*word);
        }
    }
    if (request.trust.policy) {
        const auto& logs = request.trust.policy->logs;
        request.trust.keys.insert(request.trust.keys.end(), logs.begin(), logs.end());
    }
    audit::require(!request.files.empty(), "no file is named");
    return request;
}

int run(const std::vector<std::string>& words) {
    std::string place = "peil-audit";
    try {
        const auto request = read_request(words);
        std::vector<audit::Checked> files;
        audit::Claims all;
        for (const auto& name : request.files) {
            place = name;
            files.push_back(std::filesystem::is_directory(name)
                                ? audit::check_tiles(name, request.trust)
                                : audit::check_file(read(name), request.trust));
            print_claims(name + ": " + files.back().title, files.back().claims);
            all.insert(all.end(), files.back().claims.begin(), files.back().claims.end());
        }
        const auto continuity = audit::check_continuity(files);
        if (!continuity.empty()) { print_claims("from one report to the next", continuity); }
        all.insert(all.end(), continuity.begin(), continuity.end());
        const auto code = audit::exit_code_for(all);
        print(code == 0   ? "Genuine: all that was asked is proven.\n"
              : code == 1 ? "NOT genuine: what is contradicted above was changed or made up.\n"
                          : "Nothing is contradicted, but not all that was asked is proven.\n");
        return code;
    } catch (const audit::Refusal& refusal) {
        print(audit::printable(place + ": " + refusal.what()) + '\n');
        return wrong_use;
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> words(argv + 1, argv + argc);
        if (words.empty() || words.front() == "--help") {
            print(usage);
            return words.empty() ? wrong_use : 0;
        }
        return run(words);
    } catch (const std::exception& error) {
        print(audit::printable(error.what()) + '\n');
        return wrong_use;
    }
}
