// Blame and restatements as tables.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/render_restatements.hpp>
#include <peil/events/text_table.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peil::events {

namespace {

constexpr int quote_columns_max = 60;

std::string source_line(const Source& source) {
    const auto& lines = source.lines;
    if (lines.first == 0) { return source.title; }
    if (lines.last <= lines.first + 1) {
        return fmt::format("{}, line {}", source.title, lines.first);
    }
    return fmt::format("{}, lines {}-{}", source.title, lines.first, lines.last - 1);
}

/// `recorded 2016-11-20T09:30:00.000Z by example.nl`
std::string recorded_by(const EventOrigin& origin) {
    auto text = fmt::format("recorded {} by {}", origin.recorded, origin.actor);
    if (!origin.contribution.empty()) { text += ", contribution " + origin.contribution; }
    return text;
}

/// On one line, as much as there is room for.
std::string quoted(Field field, const std::string& value, bool is_full) {
    auto text = field_text(field, value);
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (is_full || display_width(text) <= quote_columns_max) { return "“" + text + "”"; }
    return "“" + wrap(text, quote_columns_max).front() + " …”";
}

std::string correction_text(const BlamedField& field, const BlamedCorrection& correction,
                            bool is_full) {
    const auto& by = correction.by;
    const bool is_origin = field.origin && field.origin->sequence == by.sequence;
    auto text = fmt::format("{}{} event {}", is_origin ? "" : fmt::format("event {} ", by.sequence),
                            by.is_retraction ? "retracts" : "corrects", by.corrects);
    if (correction.said) {
        text += ", which said " + quoted(field.field, *correction.said, is_full);
    }
    if (by.effective != correction.effective_before) {
        text += fmt::format(", from {} to {}", correction.effective_before, by.effective);
    }
    // When and by whom stands above, if what holds is what this correction says.
    if (!is_origin) { text += fmt::format(" ({})", recorded_by(by)); }
    return text + ": " + by.reason.value_or("no reason is shown");
}

std::string origin_text(const BlamedField& field, const TableStyle& style) {
    std::string text;
    if (field.origin) {
        text = fmt::format("event {}, from {}\n{}", field.origin->sequence, field.origin->effective,
                           recorded_by(*field.origin));
        if (field.origin->source) { text += '\n' + source_line(*field.origin->source); }
        if (field.origin->reason && field.origin->corrects == 0) {
            text += "\nreason: " + *field.origin->reason;
        }
    }
    for (const auto& correction : field.corrections) {
        text += (text.empty() ? "" : "\n") + correction_text(field, correction, style.is_full);
    }
    return text;
}

std::string restatement_origin(const Restatement& one) {
    auto text = fmt::format("event {}, from {}\n{}", one.by.sequence, one.by.effective,
                            recorded_by(one.by));
    if (one.by.corrects != 0) {
        text += fmt::format("\n{} event {}", one.by.is_retraction ? "retracts" : "corrects",
                            one.by.corrects);
    }
    if (one.by.source) { text += '\n' + source_line(*one.by.source); }
    if (one.by.reason) { text += "\nreason: " + *one.by.reason; }
    return text;
}

/// `3 planning`; what is not of a measure by its own name.
std::string place_of(const Restatement& one) {
    if (one.measure.empty()) { return one.field; }
    if (one.field == "measure") { return "measure " + one.measure; }
    return one.measure + " " + one.field + (one.about.empty() ? "" : " " + one.about);
}

std::string known_text(const Restatement& one) {
    auto text = one.known.value_or("(nothing)");
    if (one.changes_printed) { return text; }
    if (one.field == "figure") { return text + "\n(not the newest value of its series)"; }
    return text +
           fmt::format("\n(until another fact; edition {} still holds on its date)", one.edition);
}

}  // namespace

std::string render_blame(const std::vector<BlamedField>& fields, const TableStyle& style) {
    std::vector<TextRow> rows;
    for (const auto& field : fields) {
        auto value = field.value ? field_text(field.field, *field.value) : "(no longer counts)";
        if (value.empty()) { value = "(empty)"; }
        rows.push_back({field.name, std::move(value), origin_text(field, style)});
    }
    return render_text_table({"field", "says", "set by"}, rows, style, 12);
}

std::string render_restatements(const std::vector<Restatement>& restatements,
                                const TableStyle& style) {
    std::vector<TextRow> rows;
    std::uint32_t edition = 0;
    for (const auto& one : restatements) {
        if (one.edition != edition) { rows.push_back({fmt::format("Edition {}", one.edition)}); }
        edition = one.edition;
        rows.push_back({place_of(one), one.printed.value_or("(nothing)"), known_text(one),
                        restatement_origin(one)});
    }
    return render_text_table({"what", "known then", "known now", "by"}, rows, style, 12);
}

}  // namespace peil::events
