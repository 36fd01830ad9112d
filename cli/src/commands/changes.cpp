// peil changes: what differs between two dates, editions or events, and what each difference is.
// SPDX-License-Identifier: EUPL-1.2
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/events/changes.hpp>
#include <peil/events/render.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <optional>
#include <utility>

namespace peil::cli {

namespace {

/// A matrix and, where that was asked for, the event up to which it is known.
struct Point {
    events::Matrix matrix;
    std::optional<std::uint64_t> event;
};

core::Result<Point> find_point(const Context& context, const events::View& view,
                               const std::string& word) {
    auto question = parse_point(word);
    if (!question) { return question.error(); }
    auto matrix = events::answer(view, *question, context.clock());
    if (!matrix) { return matrix.error(); }
    return Point{std::move(*matrix), question->at_event};
}

/// Whether a point lies behind another: dates and editions by date, events and editions by what was
/// known. A date and an event are on two axes.
bool is_later(const Point& point, const Point& other) {
    const auto date_of = [](const events::Matrix& matrix) {
        const auto moment =
            events::parse_moment(matrix.edition ? matrix.edition_date : matrix.as_of);
        return moment ? *moment : 0;
    };
    const auto is_date = [](const Point& each) { return !each.event && !each.matrix.edition; };
    const bool is_by_event = point.event || other.event;
    if (is_by_event && (is_date(point) || is_date(other))) { return false; }
    const auto date = date_of(point.matrix);
    const auto other_date = date_of(other.matrix);
    return is_by_event || date == other_date ? point.matrix.size > other.matrix.size
                                             : date > other_date;
}

void print_changes(const Context& context, const events::ChangesPage& page) {
    const auto format = context.format();
    if (format == "json") {
        context.print(boost::json::serialize(
            events::to_json(page.comparison, page.before, page.after, page.language)));
    } else if (format == "md") {
        context.print_long(events::render_changes_markdown(page));
    } else if (format == "html") {
        context.print_long(events::render_changes_html(page));
    } else {
        // Unchanged passages are not what was asked for, in a file no more than on a terminal.
        auto style = context.table_style();
        style.is_full = context.arguments.has("--full");
        context.print_long(events::render_changes(page, style));
    }
}

core::Result<int> run_changes(Context& context) {
    const auto language = parse_lang(context, "nl");
    if (!language) { return language.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto from = context.arguments.get("FROM");
    const auto to = context.arguments.get("TO");
    auto before = find_point(context, *view, from);
    if (!before) { return before.error(); }
    auto after = find_point(context, *view, to);
    if (!after) { return after.error(); }
    if (is_later(*before, *after)) {
        std::swap(*before, *after);
        context.warn(fmt::format("{} is later than {}: told from {} to {}", from, to, to, from));
    }
    auto comparison = events::compare(before->matrix, after->matrix);
    comparison.before_event = before->event;
    comparison.after_event = after->event;
    print_changes(context, {.comparison = comparison,
                            .before = before->matrix,
                            .after = after->matrix,
                            .language = *language});
    return exit_code::done;
}

}  // namespace

Command changes_command() {
    return {.name = "changes",
            .group = "Looking back",
            .summary = "Show what differs between two points in time",
            .details =
                "A point is a date (2016-12-01), an edition (7) or an event (@41). One sentence "
                "says what changed, then each difference is listed by measure, classified by what "
                "it is. Removed words stand in [-…-], added words in {+…+}. Figures and "
                "announcements that only the text tells are marked as found in the text. What "
                "happened is told in the order of time, also where the later point is given "
                "first.",
            .positionals = {{"FROM", "date, edition or event"}, {"TO", "date, edition or event"}},
            .options = {{"--full", "", "print unchanged passages whole"},
                        {"--lang", "LANGUAGE", "nl (usual) or en"}},
            .formats = {"table", "json", "md", "html"},
            .run = run_changes};
}

}  // namespace peil::cli
