// peil figures: every series of the programme or of a measure in one line.
// SPDX-License-Identifier: EUPL-1.2
#include "../columns.hpp"
#include "../context.hpp"
#include "../page_formats.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/events/csv_text.hpp>
#include <peil/events/figure_summary.hpp>
#include <peil/events/number_text.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t sparkline_value_count = 12;

/// The series that were asked for, and what they are compared with.
struct FigureOverview {
    std::vector<events::SeriesSummary> series;
    std::optional<std::uint32_t> baseline;  ///< number of an edition
    std::string as_of;
    core::UnixMs day = 0;
};

std::optional<std::int64_t> age_days(const FigureOverview& overview,
                                     const events::SeriesSummary& summary) {
    if (!summary.last || !summary.last->is_dated()) { return std::nullopt; }
    const auto of = core::parse_date(summary.last->to);
    const auto now = core::parse_date(core::format_date(overview.day));
    if (!of || !now) { return std::nullopt; }
    return std::max<std::int64_t>(0, (*now - *of) / core::day_ms);
}

std::string age_in_words(std::int64_t days) {
    constexpr std::int64_t month_days = 30;
    constexpr std::int64_t year_days = 365;
    if (days < 2 * month_days) { return fmt::format("{} d", days); }
    // To the nearest month, so that there are always two at least.
    if (days < 2 * year_days) {
        return fmt::format("{} months", (days * 12 + year_days / 2) / year_days);
    }
    return fmt::format("{} years", days / year_days);
}

/// `+25`, `new`, `break: was 77`: a difference only where the values compare.
std::string change_in_text(const events::SeriesSummary& summary) {
    using events::FigureChange;
    const auto was = summary.before ? "was " + events::figure_text(*summary.before) : "";
    switch (summary.change) {
        case FigureChange::none: return "";
        case FigureChange::added: return "new";
        case FigureChange::same: return "same";
        case FigureChange::redefined:
            return std::string(events::in_words(summary.difference.why)) + ": " + was;
        case FigureChange::restated: return "restated: " + was;
        case FigureChange::unknown: return std::string(events::in_words(summary.difference.why));
        case FigureChange::grown:
        case FigureChange::fallen:
            return events::difference_text(summary.difference.value.value_or("0"),
                                           summary.last->currency);
    }
    return "";
}

json::object summary_json(const FigureOverview& overview, const events::SeriesSummary& summary) {
    const auto& definition = summary.series.definition;
    json::object object{{"series", summary.series.id},
                        {"measure", summary.series.measure},
                        {"label", definition.label},
                        {"unit", definition.unit},
                        {"counting", definition.counting},
                        {"breaks", summary.series.breaks.size()},
                        {"references", summary.references.size()},
                        {"last", nullptr},
                        {"ageDays", nullptr},
                        {"change", nullptr}};
    if (summary.last) { object["last"] = events::to_json(*summary.last); }
    if (const auto days = age_days(overview, summary)) { object["ageDays"] = *days; }
    if (summary.change == events::FigureChange::none) { return object; }
    const auto& difference = summary.difference;
    json::object change{{"since", *overview.baseline},
                        {"class", events::name_of(summary.change)},
                        {"before", nullptr},
                        {"difference", nullptr},
                        {"notCompared", nullptr},
                        {"break", difference.why == events::Incomparable::other_definition}};
    if (summary.before) { change["before"] = events::figure_value_to_json(summary.before->value); }
    if (difference.value) {
        change["difference"] = events::figure_value_to_json(*difference.value);
    }
    if (difference.why != events::Incomparable::none) {
        change["notCompared"] = events::name_of(difference.why);
    }
    object["change"] = std::move(change);
    return object;
}

std::string overview_json(const FigureOverview& overview) {
    json::array series;
    for (const auto& summary : overview.series) {
        series.push_back(summary_json(overview, summary));
    }
    json::object object{{"schema", "peil.figures/1"}, {"asOf", overview.as_of}, {"since", nullptr}};
    if (overview.baseline) { object["since"] = *overview.baseline; }
    object["series"] = std::move(series);
    return json::serialize(object);
}

std::string overview_csv(const FigureOverview& overview) {
    auto text = events::csv_record({"series", "measure", "label", "unit", "currency", "value",
                                    "qualifier", "dated", "from", "to", "ageDays", "since",
                                    "change", "before", "difference", "notCompared", "event"});
    for (const auto& summary : overview.series) {
        const auto last = summary.last.value_or(events::Figure{});
        const auto days = age_days(overview, summary);
        const bool is_dated = last.is_dated();
        const bool is_compared = summary.change != events::FigureChange::none;
        text += events::csv_record(
            {summary.series.id, summary.series.measure, summary.series.definition.label,
             summary.series.definition.unit, summary.series.definition.currency.value_or(""),
             last.value, last.qualifier.value_or(""),
             !summary.last ? ""
             : is_dated    ? "true"
                           : "false",
             is_dated ? last.from : "", is_dated ? last.to : "", days ? std::to_string(*days) : "",
             is_compared ? std::to_string(*overview.baseline) : "",
             is_compared ? std::string(events::name_of(summary.change)) : "",
             summary.before ? summary.before->value : "", summary.difference.value.value_or(""),
             std::string(events::name_of(summary.difference.why)),
             summary.last ? std::to_string(last.position.sequence) : ""});
    }
    return text;
}

std::string overview_table(const FigureOverview& overview, const events::TableStyle& style) {
    if (overview.series.empty()) {
        return "no series is registered; `peil series add` registers one\n";
    }
    std::vector<ColumnRow> rows;
    for (const auto& summary : overview.series) {
        const auto& last = summary.last;
        const auto days = age_days(overview, summary);
        rows.push_back({.cells = {summary.series.id, summary.series.definition.label,
                                  last ? events::figure_text(*last) : "",
                                  last && !last->currency ? last->unit : "",
                                  last ? events::reference_text(*last) : "no figure yet",
                                  days ? age_in_words(*days) : "", change_in_text(summary),
                                  events::sparkline(summary.references, sparkline_value_count)}});
    }
    const auto since = overview.baseline ? fmt::format("since edition {}", *overview.baseline)
                                         : std::string("change");
    return column_table({{.title = "series", .is_name = true},
                         {.title = "label", .is_flexible = true, .is_text = true},
                         {.title = "value", .is_right = true},
                         {.title = "unit", .is_flexible = true},
                         {.title = "date", .is_flexible = true},
                         {.title = "age", .is_right = true},
                         {.title = since, .is_flexible = true},
                         {.title = "course"}},
                        rows, style);
}

core::Result<int> print_figures(Context& context, const Asked& asked) {
    const auto& facts = asked.view.facts();
    const auto measure = asked_measure(context, asked);
    if (!measure) { return measure.error(); }
    const auto baseline = events::baseline_of(facts, asked.point);
    const auto moment =
        baseline ? std::optional(events::moment_of(*baseline)) : std::optional<events::Moment>{};
    const FigureOverview overview{
        .series = events::summarise_series(facts, asked.point.moment, moment, *measure),
        .baseline = baseline ? std::optional(baseline->edition.edition) : std::nullopt,
        .as_of = asked.point.as_of,
        .day = asked.point.moment.as_of};
    print_page<FigureOverview>(context, overview, {overview_table, overview_json, overview_csv});
    return exit_code::done;
}

core::Result<int> run_figures(Context& context) {
    return answer_asked(context, print_figures);
}

}  // namespace

Command figures_command() {
    return {.name = "figures",
            .group = "Looking back",
            .summary = "List all series of figures with their last value",
            .details =
                "With the date of the value, its age, and the change since the previous edition: "
                "the one before --edition, else the last that lacks the newest figures. Values "
                "on both sides of a break, or over periods of another kind or length, are not "
                "subtracted; a word says so. A figure without a date has no age.",
            .positionals = {{"MEASURE", "only the series of this measure", false}},
            .options = question_options(),
            .formats = {"table", "json", "csv"},
            .run = run_figures};
}

}  // namespace peil::cli
