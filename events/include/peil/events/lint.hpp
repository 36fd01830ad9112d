// Checks of the content: what is doubtful in a matrix and its history, with a hint how to mend it.
// docs/checks.md describes every check.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/matrix.hpp>
#include <peil/events/view.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

enum class Severity : std::uint8_t { off, note, warning, error };

/// `error`, `warning`, `note`, `off`: stable names.
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view word);

/// A check as it applies: its own severity and limit, or those of the programme.
struct CheckSetting {
    std::string name{};  ///< `figure-without-date`: a contract
    std::string summary{};
    Severity severity{};
    std::optional<std::uint32_t> limit{};  ///< nothing: the check has none
    std::string limit_unit{};              ///< `days`, `editions`
    std::uint64_t event = 0;               ///< that configured it; 0: nobody did
};

/// All checks in the order of their names' groups, as they are where nobody configures them.
[[nodiscard]] std::vector<CheckSetting> all_checks();
/// All checks as the programme has them at a moment.
[[nodiscard]] std::vector<CheckSetting> configured_checks(const FactSource& facts, Moment moment);
/// Names that the programme configures and that are no check.
[[nodiscard]] std::vector<std::string> unknown_checks(const FactSource& facts, Moment moment);

/// `there is no check 'stray-spaces'; did you mean stray-space? …`: names that are much like it.
[[nodiscard]] std::string unknown_check_text(std::string_view name);

/// One place that a check is about.
struct Finding {
    std::string check{};
    Severity severity{};
    std::string measure{};  ///< number; empty: the matrix as a whole
    std::string about{};    ///< a series, a milestone, or a field of the measure; may be empty
    std::string message{};
    std::string quote{};            ///< words of the report; may be empty
    std::size_t quote_offset = 0;   ///< of what it is about in these words
    std::string hint{};             ///< how to mend it
    bool is_found_in_text = false;  ///< not a fact of the ledger: the text seems to say so
};

struct LintReport {
    std::string as_of{};
    std::optional<std::uint32_t> edition{};   ///< that was asked for
    std::optional<std::uint32_t> previous{};  ///< edition that it was compared with
    std::vector<CheckSetting> checks{};       ///< those that ran
    std::vector<Finding> findings{};          ///< by check, then in the order of the matrix

    [[nodiscard]] std::size_t count(Severity severity) const;
};

/// Runs the checks that are not off on the matrix of a question.
/// Errors: as answer(). Cost: one comparison with each earlier edition that a check looks at.
[[nodiscard]] core::Result<LintReport> lint(const View& view, const Question& question,
                                            core::UnixMs now,
                                            const std::vector<CheckSetting>& checks);

/// The words of the report around what the finding is about, in about so many columns.
[[nodiscard]] std::string shortened_quote(const Finding& finding, std::size_t columns);

/// The contract of `peil lint --format json`; additions are free.
[[nodiscard]] boost::json::object to_json(const LintReport& report);
[[nodiscard]] boost::json::object to_json(const CheckSetting& check);

}  // namespace peil::events
