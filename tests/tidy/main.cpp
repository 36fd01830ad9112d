// tidy ROOT [REPORTS]: checks a checkout against the rules that compilers cannot check.
// REPORTS is the folder of real reports that may not be quoted; ROOT/../shared/reports if absent.
// Exit codes: 0 nothing found, 1 something found, 2 wrong use or unreadable.
// SPDX-License-Identifier: EUPL-1.2
#include "rules.hpp"
#include "tree.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>

namespace {

namespace fs = std::filesystem;
using peil::tidy::Finding;

void print(const Finding& finding) {
    std::printf("%s:%zu: %s: %s\n", finding.path.c_str(), finding.line, finding.rule.c_str(),
                finding.message.c_str());
}

/// Whether nothing was found.
bool run(const fs::path& root, const fs::path& report_folder) {
    const auto reports = peil::tidy::read_reports(report_folder);
    if (!reports) {
        std::printf("tidy: foreign-report-text was skipped: no folder %s\n", report_folder.c_str());
    }
    const auto rules = peil::tidy::make_rules(reports.value_or(peil::tidy::PhraseIndex{}));
    const auto files = peil::tidy::read_tree(root);
    if (files.empty()) { throw std::runtime_error("no files in " + root.string()); }
    const auto findings = peil::tidy::inspect_tree(files, rules, peil::tidy::granted_allowances());
    for (const auto& finding : findings) { print(finding); }
    std::printf("tidy: %zu rules, %zu files, %zu findings\n", rules.size(), files.size(),
                findings.size());
    return findings.empty();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        static_cast<void>(std::fputs("usage: tidy ROOT [REPORTS]\n", stderr));
        return 2;
    }
    try {
        const auto root = fs::canonical(argv[1]);
        const auto reports = argc == 3 ? fs::path(argv[2]) : root.parent_path() / "shared/reports";
        return run(root, reports) ? 0 : 1;
    } catch (const std::exception& error) {
        static_cast<void>(std::fprintf(stderr, "tidy: %s\n", error.what()));
        return 2;
    }
}
