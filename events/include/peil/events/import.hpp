// Importing a report: reading it, comparing it with the ledger, and planning the events that the
// ledger lacks. Nothing is appended here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/publish.hpp>
#include <peil/events/report.hpp>
#include <peil/events/suggestion.hpp>
#include <peil/events/view.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

struct ImportRequest {
    std::string_view text;   ///< of the file
    std::string file_title;  ///< its name without the folder
    std::uint32_t edition = 0;
    std::string date;
    bool is_partial = false;  ///< the report is taken as far as it goes
};

/// One event of a plan, with what it changes, for people.
struct PlannedEvent {
    Event event;
    LineRange lines;
    std::string before;  ///< text that held until now; empty if there was none
    std::string after;
    std::string place{};  ///< `review.txt: line 12`, of what a person kept; else empty
};

/// All that a report says of a measure, a joint row for each of its measures.
struct ReportedText {
    std::string measure;
    std::string text;  ///< with every run of white space as one space
    LineRange lines;
};

struct ImportPlan {
    std::uint32_t edition = 0;
    std::string date;
    std::string sha256{};                ///< of the file, hexadecimal
    std::vector<PlannedEvent> events{};  ///< empty: the ledger has all of it
    std::vector<Assumption> assumptions{};
    std::vector<Suggestion> suggestions{};  ///< found in the text; none of them is an event
    std::vector<ReportedText> texts{};      ///< what the report says of each measure
};

/// The plan for a report. Errors: unreadable_report, also for a file that was evidently cut unless
/// it may be partial; malformed_date; edition_exists if the edition was published with other
/// content.
[[nodiscard]] core::Result<ImportPlan> plan_import(const View& view, const ImportRequest& request);

/// Adds the events of the plan to a batch; the edition's event is the last. Errors: those of
/// BatchBuilder; of events that a person kept, all that break rules are named with their places.
[[nodiscard]] core::Result<void> add_plan(const ImportPlan& plan, const ImportRequest& request,
                                          BatchBuilder& batch);

}  // namespace peil::events
