// What a check of the content is, and what it looks at.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/changes.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/lint.hpp>
#include <peil/events/matrix.hpp>
#include <peil/events/suggestion.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events::checks {

struct SeriesHistory {
    Series series{};
    std::vector<FigureReference> references{};
};

/// A figure of the ledger, or one that the text of a measure seems to state. Days are ISO.
struct SeenFigure {
    std::string measure{};
    std::string series{};
    std::string value{};
    std::string unit{};
    std::string quote{};
    std::string from{};  ///< first day that it is of; empty: unknown
    std::string to{};    ///< last day; empty: unknown, or until now
    bool is_period = false;
    bool is_planned = false;
    bool is_found = false;
    std::optional<std::string> doubt{};
    [[nodiscard]] bool is_dated() const { return !from.empty() || !to.empty(); }
    [[nodiscard]] FigureScope scope() const;
};

/// A milestone of the ledger, or one that the text seems to tell of.
struct SeenMilestone {
    std::string measure{};
    std::string id{};  ///< empty: found in the text
    std::string text{};
    std::optional<PartialDate> due{};
    bool is_open = false;
};

struct SeenReference {
    std::string measure{};
    std::string to{};
    std::string quote{};
    bool is_found = false;
};

/// What the ledger says; the rest of a subject follows from it.
struct SubjectParts {
    Matrix now{};
    std::vector<Matrix> earlier{};  ///< editions before it, the newest first
    std::string day{};              ///< ISO: the day of the question
    std::vector<SeriesHistory> series{};
    /// Every registered measure, also closed ones.
    std::map<std::string, std::optional<Closure>, std::less<>> measures{};
};

/// What checks look at.
struct Subject : SubjectParts {
    std::vector<SeenFigure> figures{};
    std::vector<SeenFigure> figures_before{};  ///< of the edition before
    std::vector<SeenMilestone> milestones{};
    std::vector<SeenReference> references{};
    Comparison changes{};  ///< from the edition before to now
};

/// `1.940 dossiers`, `6.700.000 EUR`.
[[nodiscard]] std::string value_in_words(const SeenFigure& figure);

[[nodiscard]] Subject make_subject(SubjectParts parts);

/// A check finds measure, about, message, quote, is_found_in_text; the rest is filled in. A finding
/// may have a hint of its own.
struct Check {
    std::string_view name;
    std::string_view summary;  ///< one line: what is wrong where it fires
    std::string_view hint;
    Severity severity{};
    std::optional<std::uint32_t> limit{};
    std::string_view limit_unit{};
    std::vector<Finding> (*run)(const Subject& subject, std::uint32_t limit) = nullptr;
};

/// In the order in which they are listed.
[[nodiscard]] const std::vector<Check>& registry();

/// Runs one check as it is set.
[[nodiscard]] std::vector<Finding> run_check(const Check& check, const CheckSetting& setting,
                                             const Subject& subject);

// One file a check.
[[nodiscard]] Check figure_without_date_check();
[[nodiscard]] Check figure_too_old_check();
[[nodiscard]] Check figures_not_comparable_check();
[[nodiscard]] Check cumulative_falls_check();
[[nodiscard]] Check date_moved_without_reason_check();
[[nodiscard]] Check milestone_overdue_check();
[[nodiscard]] Check announced_but_silent_check();
[[nodiscard]] Check ongoing_without_change_check();
[[nodiscard]] Check text_unchanged_check();
[[nodiscard]] Check column_missing_check();
[[nodiscard]] Check date_without_year_check();
[[nodiscard]] Check measure_without_owner_check();
[[nodiscard]] Check reference_to_closed_check();
[[nodiscard]] Check reference_to_unknown_check();
[[nodiscard]] Check unbalanced_brackets_check();
[[nodiscard]] Check unbalanced_quotes_check();
[[nodiscard]] Check doubled_word_check();
[[nodiscard]] Check doubled_mark_check();
[[nodiscard]] Check stray_space_check();

}  // namespace peil::events::checks
