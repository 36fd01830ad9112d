// Puts the table together and applies it.
// SPDX-License-Identifier: EUPL-1.2
#include "rules.hpp"

#include "rule_groups.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace peil::tidy {

namespace {

constexpr std::array<Allowance, 3> allowances{{
    {"lmdb-syncs-meta", "core/src/store/store.cpp",
     "opens both environments; the derived one may lose its last commit, it is rebuilt from truth"},
    {"no-const-cast", "core/src/store/store.cpp",
     "LMDB's interface takes keys and values as void* and never writes through them"},
    {"lmdb-only-in-store", "tools/bench/raw_store.cpp",
     "the yardstick of the benchmark is LMDB itself, without anything of ours"},
}};

void append(std::vector<Rule>& rules, std::vector<Rule> group) {
    std::move(group.begin(), group.end(), std::back_inserter(rules));
}

/// Takes the allowed findings out; says whether there was one.
bool use_allowance(const Allowance& allowance, std::vector<Finding>& findings) {
    return std::erase_if(findings, [&](const Finding& finding) {
               return finding.rule == allowance.rule && finding.path == allowance.path;
           }) > 0;
}

}  // namespace

std::vector<Rule> make_rules(const PhraseIndex& foreign) {
    std::vector<Rule> rules = include_rules();
    append(rules, word_rules());
    append(rules, shape_rules());
    append(rules, text_rules(foreign));
    return rules;
}

std::span<const Allowance> granted_allowances() {
    return allowances;
}

std::vector<Finding> inspect(const SourceFile& file, std::span<const Rule> rules) {
    std::vector<Finding> findings;
    for (const auto& rule : rules) {
        for (auto& spot : rule.find(file)) {
            findings.push_back(
                {file.path, spot.line, rule.name, std::move(spot.what) + ": " + rule.reason});
        }
    }
    return findings;
}

std::vector<Finding> inspect_tree(std::span<const SourceFile> files, std::span<const Rule> rules,
                                  std::span<const Allowance> allowances) {
    std::vector<Finding> findings;
    for (const auto& file : files) {
        auto found = inspect(file, rules);
        std::move(found.begin(), found.end(), std::back_inserter(findings));
    }
    for (const auto& allowance : allowances) {
        if (use_allowance(allowance, findings)) { continue; }
        findings.push_back({std::string(allowance.path), 1, "stale-allowance",
                            "nothing here needs the allowance for " + std::string(allowance.rule) +
                                ": remove it from tests/tidy/rules.cpp"});
    }
    return findings;
}

}  // namespace peil::tidy
