// The closed table of rules that compilers cannot check. Every rule carries its reason and the
// lines that break it, so that the table can be tested by walking it; no file is exempt.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "phrase_index.hpp"
#include "source_file.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::tidy {

/// A place that breaks a rule, before the rule's name and reason are known.
struct Spot {
    std::size_t line = 0;
    std::string what;
};

/// A place that breaks a rule, as it is printed.
struct Finding {
    std::string path;
    std::size_t line = 0;
    std::string rule;
    std::string message;  ///< what stands there, why it must not, and what to do
};

/// A file made up for the test of a rule; `line` is where the rule breaks, if it does.
struct Sample {
    std::string path;
    std::string content;
    std::size_t line = 1;
};

struct Rule {
    std::string name;
    std::string reason;  ///< why, and what to do
    std::function<std::vector<Spot>(const SourceFile&)> find;
    std::vector<Sample> breaks;
    std::vector<Sample> passes;
    std::vector<std::string_view> words;  ///< each stands in a sample that breaks; may be empty
};

/// One file that may break one rule, and why. An allowance that nothing needs is a finding.
struct Allowance {
    std::string_view rule;
    std::string_view path;
    std::string_view reason;
};

/// All rules. `foreign` holds the texts that may not be quoted; it may be empty.
[[nodiscard]] std::vector<Rule> make_rules(const PhraseIndex& foreign);

/// The allowances of this repository.
[[nodiscard]] std::span<const Allowance> granted_allowances();

/// What breaks a rule in one file, allowances not considered. In the order of the rules.
[[nodiscard]] std::vector<Finding> inspect(const SourceFile& file, std::span<const Rule> rules);

/// What breaks a rule in the tree and is not allowed, and the allowances that nothing needs.
[[nodiscard]] std::vector<Finding> inspect_tree(std::span<const SourceFile> files,
                                                std::span<const Rule> rules,
                                                std::span<const Allowance> allowances);

/// The text that the sample of `foreign-report-text` quotes: made up, from no report.
[[nodiscard]] std::string_view made_up_report();

}  // namespace peil::tidy
