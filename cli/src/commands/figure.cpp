// peil figure SERIES: the values of one series over the dates that they are of, and for each date
// its vintages: what was reported when, by which event, and why it changed.
// SPDX-License-Identifier: EUPL-1.2
#include "../columns.hpp"
#include "../context.hpp"
#include "../question.hpp"
#include "all.hpp"
#include <peil/events/csv_text.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/number_text.hpp>
#include <peil/events/view.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace peil::cli {

namespace {

namespace json = boost::json;

/// A series with all that was reported in it.
struct SeriesPage {
    const events::View& view;
    const events::Series& series;
    const std::vector<events::FigureReference>& references;
    std::string as_of;
};

/// When an event was recorded, and by whom.
struct Recording {
    std::string time;
    std::string actor;
};

Recording recording_of(const events::View& view, std::uint64_t sequence) {
    const auto envelope = view.ledger().envelope(sequence);
    return envelope ? Recording{envelope->time, envelope->actor} : Recording{};
}

/// The value before a reference that it may be compared with: the nearest earlier one of its sort.
const events::Figure* comparable_before(const SeriesPage& page, std::size_t index) {
    for (auto i = index; i > 0; --i) {
        const auto& earlier = page.references[i - 1];
        if (earlier.planned == page.references[index].planned) { return &earlier.last(); }
    }
    return nullptr;
}

json::value text_json(const std::optional<std::string>& text) {
    json::value value;
    if (text) { value.emplace_string() = *text; }
    return value;
}

json::object definition_json(const events::SeriesDefinition& definition) {
    return {{"label", definition.label},
            {"unit", definition.unit},
            {"counts", text_json(definition.counts)},
            {"counting", definition.counting},
            {"currency", text_json(definition.currency)},
            {"scale", definition.scale}};
}

json::object reference_json(const SeriesPage& page, std::size_t index) {
    const auto& reference = page.references[index];
    json::array vintages;
    for (const auto& vintage : reference.vintages) {
        auto object = events::to_json(vintage);
        const auto recording = recording_of(page.view, vintage.position.sequence);
        object["recorded"] = recording.time;
        object["actor"] = recording.actor;
        object["breaks"] = vintage.break_count;
        vintages.push_back(std::move(object));
    }
    const auto* const before = comparable_before(page, index);
    json::object object{{"from", reference.from},
                        {"to", reference.to},
                        {"dated", reference.is_dated},
                        {"planned", reference.planned},
                        {"value", events::figure_value_to_json(reference.last().value)},
                        {"qualifier", text_json(reference.last().qualifier)},
                        {"difference", nullptr},
                        {"breakBefore", false}};
    if (before != nullptr) {
        if (const auto difference = events::difference_of(*before, reference.last())) {
            object["difference"] = events::figure_value_to_json(*difference);
        }
        object["breakBefore"] = before->break_count != reference.last().break_count;
    }
    object["vintages"] = std::move(vintages);
    return object;
}

std::string page_json(const SeriesPage& page) {
    json::object object{
        {"schema", "peil.series/1"}, {"series", page.series.id}, {"measure", page.series.measure}};
    for (auto& member : definition_json(page.series.definition)) {
        object[member.key()] = std::move(member.value());
    }
    object["basis"] = page.series.basis;
    object["asOf"] = page.as_of;
    json::array breaks;
    for (const auto& each : page.series.breaks) {
        breaks.push_back({{"effective", events::format_effective(each.position.effective)},
                          {"event", each.position.sequence},
                          {"reason", each.reason},
                          {"before", definition_json(each.before)},
                          {"after", definition_json(each.after)}});
    }
    object["breaks"] = std::move(breaks);
    json::array references;
    for (std::size_t i = 0; i < page.references.size(); ++i) {
        references.push_back(reference_json(page, i));
    }
    object["references"] = std::move(references);
    return json::serialize(object);
}

std::string page_csv(const SeriesPage& page) {
    auto text = events::csv_record({"series", "measure", "from", "to", "planned", "value",
                                    "qualifier", "unit", "currency", "breaks", "revision", "reason",
                                    "effective", "recorded", "event"});
    for (const auto& reference : page.references) {
        for (const auto& vintage : reference.vintages) {
            const auto recording = recording_of(page.view, vintage.position.sequence);
            text += events::csv_record(
                {vintage.series, page.series.measure, vintage.from, vintage.to,
                 vintage.planned ? "true" : "false", vintage.value, vintage.qualifier.value_or(""),
                 vintage.unit, vintage.currency.value_or(""), std::to_string(vintage.break_count),
                 vintage.revision.value_or(""), vintage.reason.value_or(""),
                 events::format_effective(vintage.position.effective), recording.time,
                 std::to_string(vintage.position.sequence)});
        }
    }
    return text;
}

std::string definition_in_words(const events::SeriesDefinition& definition) {
    return definition.unit + ", " + definition.counting +
           (definition.counts ? ", counts " + *definition.counts : "");
}

/// `── break from 2017-04-13 (event 88): …`
std::string break_line(const events::SeriesBreak& each) {
    return fmt::format("── break from {} (event {}): {}; {} → {}",
                       events::format_effective(each.position.effective), each.position.sequence,
                       each.reason, definition_in_words(each.before),
                       definition_in_words(each.after));
}

void add_breaks(const SeriesPage& page, std::size_t first, std::size_t last,
                std::vector<ColumnRow>& rows) {
    for (auto i = std::min(first, last); i < std::max(first, last); ++i) {
        rows.push_back({.note = break_line(page.series.breaks[i])});
    }
}

std::string change_in_words(const SeriesPage& page, std::size_t index) {
    const auto& last = page.references[index].last();
    const auto* const before = comparable_before(page, index);
    if (before == nullptr) { return ""; }
    if (before->break_count != last.break_count) { return "break"; }
    const auto difference = events::difference_of(*before, last);
    return difference ? events::difference_text(*difference, last.currency) : "";
}

/// The last value of a date, and under it the earlier ones, the newest first.
void add_vintages(const SeriesPage& page, std::size_t index, std::vector<ColumnRow>& rows) {
    const auto& vintages = page.references[index].vintages;
    for (auto vintage = vintages.rbegin(); vintage != vintages.rend(); ++vintage) {
        const bool is_last = vintage == vintages.rbegin();
        const auto recording = recording_of(page.view, vintage->position.sequence);
        const auto why = (vintage->revision ? *vintage->revision : "") +
                         (vintage->reason ? ": " + *vintage->reason : "");
        rows.push_back(
            {.cells = {is_last ? events::reference_text(*vintage) : "  earlier",
                       events::figure_text(*vintage), is_last ? change_in_words(page, index) : "",
                       events::format_effective(vintage->position.effective),
                       recording.time.substr(0, 10), std::to_string(vintage->position.sequence),
                       why}});
    }
}

std::string page_table(const SeriesPage& page, const events::TableStyle& style) {
    std::vector<ColumnRow> rows;
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < page.references.size(); ++i) {
        const auto count = page.references[i].last().break_count;
        add_breaks(page, breaks, count, rows);
        breaks = count;
        add_vintages(page, i, rows);
    }
    add_breaks(page, breaks, page.series.breaks.size(), rows);
    const std::vector<Column> columns{{.title = "date"},
                                      {.title = "value", .is_right = true},
                                      {.title = "change", .is_right = true},
                                      {.title = "reported"},
                                      {.title = "recorded"},
                                      {.title = "event", .is_right = true},
                                      {.title = "why", .is_flexible = true}};
    const ColumnRow title{.note =
                              fmt::format("{}  {}", page.series.id, page.series.definition.label)};
    const ColumnRow counts{.note = definition_in_words(page.series.definition)};
    auto text = column_table({}, {title, counts}, style).substr(1);
    if (page.references.empty()) { return text + "no figure was reported in it yet\n"; }
    return text + "\n" + column_table(columns, rows, style);
}

core::Result<int> run_figure(Context& context) {
    const auto question = read_question(context);
    if (!question) { return question.error(); }
    const auto ledger = open_ledger(context, core::Access::read);
    if (!ledger) { return ledger.error(); }
    const auto view = events::View::open(*ledger);
    if (!view) { return view.error(); }
    const auto resolved = events::resolve(*view, *question, context.clock());
    if (!resolved) { return resolved.error(); }
    const auto id = context.arguments.get("SERIES");
    const auto series = events::find_series(view->facts(), id, resolved->moment);
    if (!series) {
        const bool is_other_time = events::find_series(view->facts(), id, {}).has_value();
        return wrong_use(is_other_time
                             ? fmt::format("series {} is not registered at that moment", id)
                             : fmt::format("there is no series {}; `peil figures` lists them", id));
    }
    const auto references = events::find_figures(view->facts(), id, resolved->moment);
    const SeriesPage page{*view, *series, references, resolved->as_of};
    if (context.is_json()) {
        context.print(page_json(page));
    } else if (context.format() == "csv") {
        context.print_long(page_csv(page));
    } else {
        context.print_long(page_table(page, context.table_style()));
    }
    return exit_code::done;
}

}  // namespace

Command figure_command() {
    return {.name = "figure",
            .group = "Looking back",
            .summary = "Show a series of figures and how each value changed",
            .details =
                "For every date or period its last value, and the earlier ones under it with "
                "their reasons. Where the series counts\nsomething else, a break is marked, and "
                "values on both sides are not subtracted.",
            .positionals = {{"SERIES", "id of the series, such as 9.dossiers"}},
            .options = question_options(),
            .formats = {"table", "json", "csv"},
            .run = run_figure};
}

}  // namespace peil::cli
