// The verbs as rows of a table: which kind of event each records, and how its arguments fill the
// members of that.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string_view>
#include <vector>

namespace peil::cli {

/// How an argument of a verb fills a member of the event.
struct Slot {
    std::string_view argument;  ///< `NUMBER` is positional, `--chapter` an option
    std::string_view member;
    std::string_view meaning;
    bool is_required = true;
    bool is_repeated = false;
};

struct Verb {
    std::string_view name;
    std::string_view type;
    std::string_view summary;
    std::vector<Slot> slots;
};

/// Verbs for the programme, its chapters and measures.
[[nodiscard]] const std::vector<Verb>& measure_verbs();
/// Verbs for series and their figures.
[[nodiscard]] const std::vector<Verb>& figure_verbs();
/// Verbs for milestones, references, owners and checks.
[[nodiscard]] const std::vector<Verb>& milestone_verbs();

}  // namespace peil::cli
