// Laying out a series.
// SPDX-License-Identifier: EUPL-1.2
#include "series_page.hpp"

#include "columns.hpp"
#include <peil/events/content_words.hpp>
#include <peil/events/csv_text.hpp>
#include <peil/events/figure_comparison.hpp>
#include <peil/events/number_text.hpp>
#include <peil/events/text_width.hpp>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace peil::cli {

namespace {

namespace json = boost::json;

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
    json::object object{{"dated", reference.is_dated},
                        {"from", nullptr},
                        {"to", nullptr},
                        {"planned", reference.planned},
                        {"value", events::figure_value_to_json(reference.last().value)},
                        {"qualifier", text_json(reference.last().qualifier)},
                        {"difference", nullptr},
                        {"notCompared", nullptr},
                        {"breakBefore", false}};
    if (reference.is_dated) {
        if (!reference.from.empty()) { object["from"] = reference.from; }
        object["to"] = reference.to;
    }
    if (before != nullptr) {
        const auto [difference, why] = events::difference_of(*before, reference.last());
        if (difference) { object["difference"] = events::figure_value_to_json(*difference); }
        if (!difference) { object["notCompared"] = events::name_of(why); }
        object["breakBefore"] = before->break_count != reference.last().break_count;
    }
    object["vintages"] = std::move(vintages);
    return object;
}

/// `── break from 2017-04-13 (event 88): …`
std::string break_line(const events::SeriesBreak& each) {
    return fmt::format("── break from {} (event {}): {}; {} → {}",
                       events::format_effective(each.position.effective), each.position.sequence,
                       each.reason, events::definition_in_words(each.before),
                       events::definition_in_words(each.after));
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
    if (before == nullptr) { return last.planned ? "target" : "first"; }
    const auto [difference, why] = events::difference_of(*before, last);
    return difference ? events::difference_text(*difference, last.currency)
                      : std::string(events::in_words(why));
}

/// Everything in one line, or, where the terminal is too narrow, why and when under the value.
enum class PageLayout { wide, narrow };

std::string why_of(const events::Figure& vintage) {
    return vintage.revision.value_or("") + (vintage.reason ? ": " + *vintage.reason : "");
}

/// What a narrow line has no room for; that a value was recorded when it was reported goes without
/// saying.
void add_note(const events::Figure& vintage, const std::string& recorded,
              std::vector<ColumnRow>& rows) {
    auto note = why_of(vintage);
    if (recorded != events::format_effective(vintage.position.effective)) {
        note = "recorded " + recorded + (note.empty() ? "" : "; ") + note;
    }
    if (!note.empty()) { rows.push_back({.note = std::move(note), .indent = 4}); }
}

/// The last value of a date, and under it the earlier ones, the newest first.
void add_vintages(const SeriesPage& page, std::size_t index, PageLayout layout,
                  std::vector<ColumnRow>& rows) {
    const auto& vintages = page.references[index].vintages;
    for (auto vintage = vintages.rbegin(); vintage != vintages.rend(); ++vintage) {
        const bool is_last = vintage == vintages.rbegin();
        const auto recorded =
            recording_of(page.view, vintage->position.sequence).time.substr(0, 10);
        ColumnRow row{.cells = {is_last ? events::reference_text(*vintage) : "  earlier",
                                events::figure_text(*vintage),
                                is_last ? change_in_words(page, index) : "",
                                std::to_string(vintage->position.sequence),
                                events::format_effective(vintage->position.effective)}};
        if (layout == PageLayout::wide) {
            row.cells.push_back(recorded);
            row.cells.push_back(why_of(*vintage));
        }
        rows.push_back(std::move(row));
        if (layout == PageLayout::narrow) { add_note(*vintage, recorded, rows); }
    }
}

std::string references_table(const SeriesPage& page, PageLayout layout,
                             const events::TableStyle& style) {
    std::vector<ColumnRow> rows;
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < page.references.size(); ++i) {
        const auto count = page.references[i].last().break_count;
        add_breaks(page, breaks, count, rows);
        breaks = count;
        add_vintages(page, i, layout, rows);
    }
    add_breaks(page, breaks, page.series.breaks.size(), rows);
    std::vector<Column> columns{{.title = "date", .is_flexible = true},
                                {.title = "value", .is_right = true},
                                {.title = "change", .is_right = true},
                                {.title = "event", .is_right = true},
                                {.title = "reported"}};
    if (layout == PageLayout::wide) {
        columns.push_back({.title = "recorded"});
        columns.push_back({.title = "why"});
    }
    return column_table(columns, rows, style);
}

bool fits(std::string_view text, int width_columns) {
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (events::display_width(text.substr(begin, end - begin)) > width_columns) {
            return false;
        }
        begin = end + 1;
    }
    return true;
}

}  // namespace

std::string series_table(const SeriesPage& page, const events::TableStyle& style) {
    const ColumnRow title{.note =
                              fmt::format("{}  {}", page.series.id, page.series.definition.label)};
    const ColumnRow counts{.note = events::definition_in_words(page.series.definition)};
    auto text = column_table({}, {title, counts}, style).substr(1);
    if (page.references.empty()) { return text + "no figure was reported in it yet\n"; }
    auto whole = style;
    whole.is_full = true;
    const auto wide = references_table(page, PageLayout::wide, whole);
    const bool is_wide = style.is_full || fits(wide, style.width_columns);
    return text + '\n' + (is_wide ? wide : references_table(page, PageLayout::narrow, style));
}

std::string series_json(const SeriesPage& page) {
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

std::string series_csv(const SeriesPage& page) {
    auto text = events::csv_record({"series", "measure", "dated", "from", "to", "planned", "value",
                                    "qualifier", "unit", "currency", "breaks", "revision", "reason",
                                    "effective", "recorded", "event"});
    for (const auto& reference : page.references) {
        for (const auto& vintage : reference.vintages) {
            const auto recording = recording_of(page.view, vintage.position.sequence);
            text += events::csv_record(
                {vintage.series, page.series.measure, vintage.is_dated() ? "true" : "false",
                 vintage.is_dated() ? vintage.from : "", vintage.is_dated() ? vintage.to : "",
                 vintage.planned ? "true" : "false", vintage.value, vintage.qualifier.value_or(""),
                 vintage.unit, vintage.currency.value_or(""), std::to_string(vintage.break_count),
                 vintage.revision.value_or(""), vintage.reason.value_or(""),
                 events::format_effective(vintage.position.effective), recording.time,
                 std::to_string(vintage.position.sequence)});
        }
    }
    return text;
}

}  // namespace peil::cli
