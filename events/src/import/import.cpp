// The plan of an import: what the report says that the ledger does not say at that date.
// SPDX-License-Identifier: EUPL-1.2
#include "../suggest/kept_events.hpp"
#include "../suggest/plan_suggestions.hpp"
#include "edition_differences.hpp"
#include "report_end.hpp"
#include <peil/core/hash.hpp>
#include <peil/events/changes.hpp>
#include <peil/events/error.hpp>
#include <peil/events/import.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace peil::events {

namespace {

std::vector<KnownMeasure> known_measures(const Matrix& matrix) {
    std::vector<KnownMeasure> known;
    for (const auto& measure : matrix.measures) {
        known.push_back({measure.number, measure.description, measure.chapter, measure.joint_with});
    }
    return known;
}

/// The measures of an edition that are open in `now`, in printed order.
std::vector<KnownMeasure> open_of(const Matrix& edition, const Matrix& now) {
    std::set<std::string> open;
    for (const auto& measure : now.measures) {
        if (!measure.closure) { open.insert(measure.number); }
    }
    auto known = known_measures(edition);
    std::erase_if(known, [&](const auto& measure) { return !open.contains(measure.number); });
    return known;
}

std::vector<std::string> numbers_of(const ReportRow& row) {
    std::vector<std::string> numbers;
    for (const auto& measure : row.measures) { numbers.push_back(measure.number); }
    return numbers;
}

bool has_column(const Report& report, std::string_view field) {
    return std::any_of(report.columns.begin(), report.columns.end(),
                       [&](const ReportColumn& column) { return column.field == field; });
}

/// The state that a printed planning speaks of. Only the two words that name a state are read as
/// one; a year or a period is something planned.
std::string status_of(std::string_view planning) {
    const auto begins = [&](std::string_view word) {
        return planning.size() >= word.size() &&
               std::equal(word.begin(), word.end(), planning.begin(), [](char a, char b) {
                   return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
               });
    };
    if (begins("doorlopend")) { return "ongoing"; }
    if (begins("gereed") || begins("afgerond")) { return "completed"; }
    return "planned";
}

/// Compares a report with the matrix of its date and collects the events that are missing.
class Planner {
  public:
    Planner(const Matrix& current, ImportPlan& plan) : plan_(plan) {
        for (const auto& measure : current.measures) { measures_[measure.number] = measure; }
        for (const auto& chapter : current.chapters) { chapters_[chapter.number] = chapter; }
    }

    void compare(const Report& report) {
        for (const auto& chapter : report.chapters) { compare_chapter(chapter); }
        for (const auto& row : report.rows) { register_measures(row); }
        for (const auto& row : report.rows) { separate(row); }
        for (const auto& row : report.rows) { compare_row(row); }
        for (const auto& row : report.rows) { join(row); }
        for (const auto& row : report.rows) { compare_state(row, has_column(report, "planning")); }
        note_statuses();
        note_absent(report);
    }

  private:
    void plan(Event event, LineRange lines, std::string before, std::string after) {
        plan_.events.push_back({std::move(event), lines, std::move(before), std::move(after)});
    }

    void compare_chapter(const ReportChapter& chapter) {
        const auto found = chapters_.find(chapter.number);
        if (found == chapters_.end()) {
            plan(ChapterDefined{chapter.number, chapter.title}, chapter.lines, "",
                 chapter.title.value_or(""));
        } else if (chapter.title && chapter.title != found->second.title) {
            plan(ChapterRenamed{chapter.number, *chapter.title}, chapter.lines,
                 found->second.title.value_or(""), *chapter.title);
        }
    }

    void register_measures(const ReportRow& row) {
        for (const auto& measure : row.measures) {
            if (measures_.contains(measure.number)) { continue; }
            plan(MeasureRegistered{measure.number, row.chapter, measure.description}, row.lines, "",
                 measure.description);
            measures_[measure.number] = {.number = measure.number,
                                         .chapter = row.chapter,
                                         .description = measure.description};
        }
    }

    void compare_row(const ReportRow& row) {
        for (const auto& measure : row.measures) {
            const auto& now = measures_[measure.number];
            if (now.closure) {
                plan(MeasureReopened{measure.number,
                                     fmt::format("printed again in edition {}", plan_.edition)},
                     row.lines, now.closure->ground, "");
            }
            if (now.description != measure.description) {
                plan(MeasureReworded{measure.number, measure.description}, row.lines,
                     now.description, measure.description);
            }
            if (now.chapter != row.chapter) {
                plan(MeasureMoved{measure.number, row.chapter}, row.lines,
                     std::to_string(now.chapter), std::to_string(row.chapter));
            }
        }
    }

    [[nodiscard]] bool moves(const std::vector<std::string>& numbers, std::uint32_t chapter) {
        return std::any_of(numbers.begin(), numbers.end(), [&](const std::string& number) {
            return measures_[number].chapter != chapter;
        });
    }

    /// Parts rows that are printed in another way now, and those that move: no measure moves while
    /// it shares a row.
    void separate(const ReportRow& row) {
        auto printed = numbers_of(row);
        std::sort(printed.begin(), printed.end(), number_less);
        for (const auto& number : numbers_of(row)) {
            auto now = measures_[number].joint_with;
            now.insert(std::lower_bound(now.begin(), now.end(), number, number_less), number);
            const bool is_same = now == printed;
            if (now.size() == 1 || (is_same && !moves(now, row.chapter))) { continue; }
            plan(MeasuresSeparated{now}, row.lines, fmt::format("{}", fmt::join(now, " & ")), "");
            for (const auto& member : now) {
                measures_[member].joint_with.clear();
                if (!is_same) { separated_.insert(member); }
            }
        }
    }

    void join(const ReportRow& row) {
        const auto printed = numbers_of(row);
        if (printed.size() == 1 || !measures_[printed.front()].joint_with.empty()) { return; }
        plan(MeasuresJoined{printed}, row.lines, "", fmt::format("{}", fmt::join(printed, " & ")));
    }

    void compare_state(const ReportRow& row, bool has_planning) {
        const auto& number = row.measures.front().number;
        const auto& now = measures_[number];
        // What the matrix showed of a joint row is its leader's; what else a member had of its own
        // is not known here, so all that is printed is recorded.
        const bool was_joint = separated_.contains(number);
        if (has_planning && row.planning) {
            if (was_joint || now.planning.value_or("") != *row.planning) {
                plan(PlanningSet{number, *row.planning}, row.lines, now.planning.value_or(""),
                     *row.planning);
            }
            const auto status = status_of(*row.planning);
            if (was_joint || now.status != status) {
                plan(StatusSet{number, status}, row.lines, now.status.value_or(""), status);
                statuses_[{*row.planning, status}].push_back(number);
            }
        }
        if (row.progress.empty() && !now.progress.empty()) {
            plan_.assumptions.push_back(
                {"progress-not-printed", number, row.lines,
                 fmt::format("measure {} has no progress in this report; what the ledger has stays",
                             number)});
        }
        if ((was_joint || now.progress != row.progress) && !row.progress.empty()) {
            plan(ProgressReported{number, row.progress}, row.lines, plain_text(now.progress),
                 plain_text(row.progress));
        }
        compare_footnotes(row);
    }

    /// Footnotes of a row are those of its first measure; the others have none.
    void compare_footnotes(const ReportRow& row) {
        auto printed = row.footnotes;
        for (const auto& number : numbers_of(row)) {
            const auto& now = measures_[number].footnotes;
            if (now != printed) {
                plan(FootnotesSet{number, printed}, row.lines, plain_text(now),
                     plain_text(printed));
            }
            printed.clear();
        }
    }

    void note_statuses() {
        for (const auto& [reading, numbers] : statuses_) {
            plan_.assumptions.push_back(
                {"status-from-planning",
                 numbers.size() == 1 ? numbers.front() : "",
                 {},
                 fmt::format("the planning '{}' is read as the status {} ({} {})", reading.first,
                             reading.second, numbers.size() == 1 ? "measure" : "measures",
                             fmt::join(numbers, ", "))});
        }
    }

    void note_absent(const Report& report) {
        std::set<std::string> printed;
        for (const auto& row : report.rows) {
            for (const auto& measure : row.measures) { printed.insert(measure.number); }
        }
        const auto last = report.rows.empty() ? LineRange{} : report.rows.back().lines;
        for (const auto& [number, measure] : measures_) {
            if (printed.contains(number) || measure.closure) { continue; }
            plan_.assumptions.push_back(
                {"measure-not-printed", number, last,
                 fmt::format("measure {} is open in the ledger and not printed in this report; "
                             "nothing is recorded (close it with `peil measure close {}`)",
                             number, number)});
        }
    }

    ImportPlan& plan_;
    std::map<std::string, MatrixMeasure> measures_;
    std::set<std::string> separated_;  ///< measures that leave a joint row in this report
    std::map<std::uint32_t, MatrixChapter> chapters_;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> statuses_;
};

EditionPublished edition_in(const Report& report, const ImportRequest& request) {
    EditionPublished edition;
    edition.edition = request.edition;
    edition.date = request.date;
    edition.title = report.title;
    edition.introduction = report.introduction;
    for (const auto& column : report.columns) {
        edition.columns.push_back({column.field, column.label});
    }
    for (const auto& chapter : report.chapters) {
        edition.chapters.push_back({chapter.number, chapter.title.has_value()});
    }
    for (const auto& row : report.rows) { edition.rows.push_back(numbers_of(row)); }
    return edition;
}

/// Success with a plan without events if the edition was published as the report says. What was
/// assumed to read it, is assumed again.
core::Result<ImportPlan> compare_with_published(const View& view, const EditionRecord& record,
                                                const Report& report, const ImportRequest& request,
                                                ImportPlan plan) {
    auto assumptions = plan.assumptions;
    Planner(draw_edition(view.facts(), record), plan).compare(report);
    std::vector<Event> missing;
    for (const auto& planned : plan.events) { missing.push_back(planned.event); }
    const auto differences =
        reading::edition_differences(record.edition, edition_in(report, request), missing);
    if (!differences.empty()) {
        return core::Error(
            make_error_code(Errc::edition_exists),
            fmt::format("edition {} was published at event {} with other content: {}. What is "
                        "published stays; give this report another --edition number, or append "
                        "corrections",
                        request.edition, record.sequence, differences));
    }
    plan.events.clear();
    plan.assumptions = std::move(assumptions);
    return plan;
}

std::optional<EditionRecord> last_edition_before(const View& view, core::UnixMs date) {
    std::optional<EditionRecord> last;
    for (auto& record : list_editions(view.facts())) {
        const auto published = core::parse_date(record.edition.date);
        if (published && *published < date) { last = std::move(record); }
    }
    return last;
}

/// The report, read with the words of the day before its date as the key. Where these do not help,
/// as after much rewording, the last edition before it may: reports are written from reports.
core::Result<Report> read_with_known(const View& view, std::string_view text, core::UnixMs date) {
    const auto before = draw_matrix(view.facts(), view.moment(date - 1), Closed::shown);
    auto report = read_report(text, known_measures(before));
    if (report) { return report; }
    const auto last = last_edition_before(view, date);
    if (!last) { return report; }
    auto again = read_report(text, known_measures(draw_edition(view.facts(), *last)));
    return again ? again : report;
}

/// A cut that the edition before it tells of. The first report of a ledger has to tell by itself
/// where it ends; one that is published is compared with the file anyway.
std::optional<ReportCut> cut_by_editions(const View& view, const Report& report, const Matrix& now,
                                         core::UnixMs date) {
    if (const auto last = last_edition_before(view, date)) {
        return reading::cut_by_previous(report, open_of(draw_edition(view.facts(), *last), now),
                                        last->edition.edition);
    }
    return list_editions(view.facts()).empty() ? report.open_end : std::nullopt;
}

/// A cut is refused, because what the whole file says could not be imported afterwards; it is an
/// assumption of those who take the report as far as it goes.
std::optional<core::Error> judge_cut(const ReportCut& cut, const ImportRequest& request,
                                     ImportPlan& plan) {
    const auto text = fmt::format("found {}; expected {}", cut.found, cut.expected);
    if (!request.is_partial) {
        return core::Error(
            make_error_code(Errc::unreadable_report),
            fmt::format("line {}: {}; take the whole file; if this is the whole, or is "
                        "wanted as far as it goes, add --partial",
                        cut.line, text));
    }
    plan.assumptions.push_back({"report-cut", "", {cut.line, cut.line + 1}, text});
    return std::nullopt;
}

}  // namespace

core::Result<ImportPlan> plan_import(const View& view, const ImportRequest& request) {
    const auto date = core::parse_date(request.date);
    if (!date) {
        return core::Error(make_error_code(Errc::malformed_date),
                           "'" + request.date + "' is not a date; write it as 2016-11-14");
    }
    auto report = read_with_known(view, request.text, *date);
    if (!report) { return report.error(); }
    ImportPlan plan{.edition = request.edition,
                    .date = request.date,
                    .sha256 = core::to_hex(core::sha256(core::as_bytes(request.text))),
                    .assumptions = report->assumptions};
    const auto now =
        draw_matrix(view.facts(), view.moment(*parse_moment(request.date)), Closed::shown);
    if (!report->cut) { report->cut = cut_by_editions(view, *report, now, *date); }
    if (report->cut) {
        if (auto refused = judge_cut(*report->cut, request, plan)) { return std::move(*refused); }
    }
    plan.suggestions = suggest::find_in_report(view, *report, request.date);
    plan.texts = suggest::texts_of(*report);
    const auto record = find_edition(view.facts(), request.edition);
    if (record) { return compare_with_published(view, *record, *report, request, std::move(plan)); }
    Planner(now, plan).compare(*report);
    auto lines = report->rows.empty() ? LineRange{} : report->rows.front().lines;
    if (!report->rows.empty()) { lines.last = report->rows.back().lines.last; }
    plan.events.push_back({edition_in(*report, request), lines, "",
                           fmt::format("edition {} of {}", request.edition, request.date)});
    return plan;
}

core::Result<void> add_plan(const ImportPlan& plan, const ImportRequest& request,
                            BatchBuilder& batch) {
    suggest::KeptEvents kept(plan, batch);
    for (const auto& planned : plan.events) {
        DraftFrame frame{.effective = plan.date,
                         .actor = {},
                         .id = {},
                         .source = Source{request.file_title, plan.sha256, planned.lines}};
        if (!planned.place.empty()) {
            kept.add(planned, frame);
            continue;
        }
        const auto* edition = std::get_if<EditionPublished>(&planned.event);
        if (edition != nullptr && !kept.refusals().empty()) { break; }
        // Its event is published with the report, and names no file of whoever made it.
        if (edition != nullptr) { frame.source.reset(); }
        auto added =
            edition != nullptr ? batch.publish(*edition, frame) : batch.add(planned.event, frame);
        if (!added) { return added; }
    }
    if (!kept.refusals().empty()) {
        return core::Error(make_error_code(Errc::rule_violated), kept.refusals());
    }
    return {};
}

}  // namespace peil::events
