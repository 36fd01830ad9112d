// column-missing: the previous edition printed a column that this one leaves out.
// SPDX-License-Identifier: EUPL-1.2
#include "check.hpp"

#include <fmt/format.h>

namespace peil::events::checks {

namespace {

std::vector<Finding> find_missing_columns(const Subject& subject, std::uint32_t /*limit*/) {
    std::vector<Finding> findings;
    for (const auto& change : subject.changes.changes) {
        if (change.change_class != ChangeClass::column_dropped) { continue; }
        findings.push_back({.about = change.field,
                            .message = fmt::format("the previous edition prints the column \"{}\", "
                                                   "this one does not",
                                                   change.before)});
    }
    return findings;
}

}  // namespace

Check column_missing_check() {
    return {.name = "column-missing",
            .summary = "a column of the previous edition is gone",
            .hint =
                "print the column again, or tell the reader in the introduction why it is gone "
                "and where its contents are now",
            .severity = Severity::error,
            .run = find_missing_columns};
}

}  // namespace peil::events::checks
