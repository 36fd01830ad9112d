// Printing events: lines in columns for lists, an object for programs.
// SPDX-License-Identifier: EUPL-1.2
#include "event_text.hpp"

#include <peil/core/count_text.hpp>
#include <peil/events/changes.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/text_width.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace peil::cli {

namespace {

constexpr std::string_view type_prefix = "nl.peil.";
constexpr std::string_view event_prefix = "event/";
constexpr int gap_columns_of_list = 2;
constexpr int date_columns = 10;
constexpr int subject_columns_min = 10;
constexpr int summary_columns_min = 20;

/// What each kind of event says; a kind that is forgotten here does not compile.
struct SummaryWriter {
    std::string operator()(const events::ProgrammeDefined& event) const { return event.title; }
    std::string operator()(const events::ProgrammeRenamed& event) const { return event.title; }
    std::string operator()(const events::ChapterDefined& event) const {
        return event.title.value_or("without title");
    }
    std::string operator()(const events::ChapterRenamed& event) const { return event.title; }
    std::string operator()(const events::MeasureRegistered& event) const {
        return event.description;
    }
    std::string operator()(const events::SubMeasureRegistered& event) const {
        return fmt::format("part of {}: {}", event.parent, event.description);
    }
    std::string operator()(const events::MeasureReworded& event) const { return event.description; }
    std::string operator()(const events::MeasureMoved& event) const {
        return fmt::format("to chapter {}", event.chapter);
    }
    std::string operator()(const events::MeasuresJoined& event) const {
        return fmt::format("{} in one row", fmt::join(event.measures, " & "));
    }
    std::string operator()(const events::MeasuresSeparated& event) const {
        return fmt::format("{} in rows of their own", fmt::join(event.measures, " & "));
    }
    std::string operator()(const events::MeasureClosed& event) const {
        return event.ground + (event.into ? " into " + *event.into : "") +
               (event.reason ? ": " + *event.reason : "");
    }
    std::string operator()(const events::MeasureReopened& event) const { return event.reason; }
    std::string operator()(const events::PlanningSet& event) const { return event.planning; }
    std::string operator()(const events::StatusSet& event) const { return event.status; }
    std::string operator()(const events::ProgressReported& event) const {
        return events::plain_text(event.progress);
    }
    std::string operator()(const events::FootnotesSet& event) const {
        return event.footnotes.empty() ? "none" : events::plain_text(event.footnotes);
    }
    std::string operator()(const events::SeriesRegistered& event) const {
        return fmt::format("{}, in {}, {}", event.label, event.unit, event.counting);
    }
    std::string operator()(const events::SeriesRedefined& event) const {
        return "counts something else: " + event.reason;
    }
    std::string operator()(const events::FigureReported& event) const {
        const auto& end = event.period_to ? event.period_to : event.reference_date;
        auto text = (event.qualifier ? *event.qualifier + " " : "") +
                    (event.value.empty() ? "a value" : event.value);
        if (event.planned) { text += ", planned"; }
        if (event.period_from) { text += ", from " + event.period_from->text; }
        if (end) {
            text += (event.period_from ? " to "
                     : event.period_to ? ", up to "
                                       : ", at ") +
                    end->text;
        }
        return text + (event.reason ? ": " + *event.reason : "");
    }
    std::string operator()(const events::MilestoneExpected& event) const {
        return fmt::format("{}: {}{}", event.due.text, event.text,
                           event.owner ? " (" + *event.owner + ")" : "");
    }
    std::string operator()(const events::MilestoneMoved& event) const {
        return "to " + event.due.text + (event.reason ? ": " + *event.reason : "");
    }
    std::string operator()(const events::MilestoneReached& event) const {
        return event.on.text + (event.reason ? ": " + *event.reason : "");
    }
    std::string operator()(const events::MilestoneDropped& event) const { return event.reason; }
    std::string operator()(const events::ReferencesSet& event) const {
        return event.to.empty() ? "none" : fmt::format("{}", fmt::join(event.to, ", "));
    }
    std::string operator()(const events::MeasureOwnerSet& event) const { return event.owner; }
    std::string operator()(const events::CheckConfigured& event) const {
        return event.severity + (event.limit ? fmt::format(", limit {}", *event.limit) : "") +
               (event.reason ? ": " + *event.reason : "");
    }
    std::string operator()(const events::KeyRotated& event) const {
        return event.change.log_key + (event.reason ? ": " + *event.reason : "");
    }
    std::string operator()(const events::KeyRevoked& event) const {
        return (event.change.from ? fmt::format("from size {}: ", *event.change.from) : "") +
               event.reason;
    }
    std::string operator()(const events::EditionPublished& event) const {
        std::size_t count = 0;
        for (const auto& row : event.rows) { count += row.size(); }
        return fmt::format("{}: {} in {}{}", event.date, core::counted(count, "measure"),
                           core::counted(event.rows.size(), "row"),
                           event.title ? ", " + *event.title : "");
    }
    /// Only for the innermost of corrections, which has no content: see correction_summary().
    std::string operator()(const events::EventCorrected& event) const { return event.reason; }
    std::string operator()(const events::UnknownEvent&) const {
        return "a type that this version does not know";
    }
};

/// What a correction says now, and why: `Gereed (it read 2017)`.
std::string correction_summary(const events::EventCorrected& correction) {
    const auto stated = events::stated_by(correction);
    if (!stated) { return correction.reason; }
    if (!*stated) { return "retracted: " + correction.reason; }
    return fmt::format("now: {} (reason: {})", std::visit(SummaryWriter{}, **stated),
                       correction.reason);
}

/// The subject without the zeros of an event's number.
std::string subject_in_words(const std::string& subject) {
    if (!subject.starts_with(event_prefix)) { return events::printable(subject); }
    std::uint64_t number = 0;
    const auto* const end = subject.data() + subject.size();
    const auto parsed = std::from_chars(subject.data() + event_prefix.size(), end, number);
    const bool is_number = parsed.ec == std::errc() && parsed.ptr == end;
    return is_number ? fmt::format("event {}", number) : events::printable(subject);
}

/// As much of a text as there is room for.
std::string cut(const std::string& text, int room) {
    const auto lines = events::wrap(text, std::max(summary_columns_min, room) - 2);
    return lines.front() + (lines.size() > 1 ? " …" : "");
}

}  // namespace

std::string summary_of(const events::RecordedEvent& event) {
    const auto* correction = std::get_if<events::EventCorrected>(&event.event);
    auto text = correction != nullptr ? correction_summary(*correction)
                                      : std::visit(SummaryWriter{}, event.event);
    return text.empty() ? "(empty)" : text;
}

EventLine event_line(const events::RecordedEvent& event, std::uint64_t corrected_by) {
    const auto& envelope = event.envelope;
    const auto type = envelope.type.starts_with(type_prefix)
                          ? envelope.type.substr(type_prefix.size())
                          : envelope.type;
    auto summary = events::printable(summary_of(event));
    std::replace(summary.begin(), summary.end(), '\n', ' ');
    if (corrected_by != 0) { summary = fmt::format("[corrected by {}] {}", corrected_by, summary); }
    return {.number = std::to_string(envelope.sequence),
            .effective = envelope.effective.substr(0, 10),
            .subject = subject_in_words(envelope.subject),
            .type = events::printable(type),
            .summary = std::move(summary)};
}

EventLine correction_line(const events::RecordedEvent& event, std::uint64_t corrected_by) {
    auto line = event_line(event, corrected_by);
    const auto* correction = std::get_if<events::EventCorrected>(&event.event);
    if (correction == nullptr) { return line; }
    const auto stated = events::stated_by(*correction);
    if (stated && *stated) {
        line.summary = "now: " + events::printable(std::visit(SummaryWriter{}, **stated));
        std::replace(line.summary.begin(), line.summary.end(), '\n', ' ');
        if (corrected_by != 0) {
            line.summary = fmt::format("[corrected by {}] {}", corrected_by, line.summary);
        }
    }
    line.notes = {events::printable(fmt::format("by {} at {}: {}", event.envelope.actor,
                                                event.envelope.time, correction->reason))};
    return line;
}

std::string event_list(const std::vector<EventLine>& lines, const events::TableStyle& style) {
    int number = 0;
    int subject = 0;
    int type = 0;
    for (const auto& line : lines) {
        number = std::max(number, events::display_width(line.number));
        subject = std::max(subject, events::display_width(line.subject));
        type = std::max(type, events::display_width(line.type));
    }
    if (!style.is_full) {
        // A subject that is longer is not broken: its line goes on below it.
        const auto others =
            number + date_columns + type + 4 * gap_columns_of_list + summary_columns_min;
        subject = std::clamp(style.width_columns - others, std::min(subject, subject_columns_min),
                             subject);
    }
    const auto type_column = number + date_columns + subject + 3 * gap_columns_of_list;
    std::string text;
    for (const auto& line : lines) {
        const bool is_long = events::display_width(line.subject) > subject;
        const auto break_or_gap = is_long ? '\n' + events::pad("", type_column) : "  ";
        text += events::pad("", number - events::display_width(line.number)) + line.number + "  " +
                events::pad(line.effective, date_columns) + "  " +
                events::pad(line.subject, is_long ? 0 : subject) + break_or_gap +
                events::pad(line.type, type) + "  ";
        const auto room = style.width_columns - type_column - type - gap_columns_of_list;
        text += (style.is_full ? line.summary : cut(line.summary, room)) + "\n";
        const auto indent = events::pad("", number + date_columns + 2 * gap_columns_of_list);
        for (const auto& note : line.notes) {
            const auto width = style.width_columns - events::display_width(indent);
            for (const auto& part : events::wrap(note, std::max(width, summary_columns_min))) {
                text += indent + part + "\n";
            }
        }
    }
    return text;
}

std::string lines_in_words(const events::LineRange& lines) {
    if (lines.first == 0) { return ""; }
    if (lines.last <= lines.first + 1) { return fmt::format("line {}", lines.first); }
    return fmt::format("lines {}-{}", lines.first, lines.last - 1);
}

boost::json::object event_json(const core::Snapshot& ledger, const events::RecordedEvent& event,
                               std::uint64_t corrected_by) {
    const auto& envelope = event.envelope;
    boost::json::object object{{"specversion", "1.0"},
                               {"sequence", core::format_sequence(envelope.sequence)},
                               {"id", envelope.id},
                               {"type", envelope.type},
                               {"subject", envelope.subject},
                               {"time", envelope.time},
                               {"effective", envelope.effective},
                               {"actor", envelope.actor},
                               {"source", envelope.source},
                               {"prevhash", core::to_hex(envelope.previous)},
                               {"data", event.data},
                               {"correctedBy", nullptr}};
    if (corrected_by != 0) { object["correctedBy"] = corrected_by; }
    if (!envelope.contribution.empty()) { object["contribution"] = envelope.contribution; }
    const auto bytes = ledger.event(envelope.sequence);
    if (bytes) {
        core::Hasher hasher;
        object["leafHash"] = core::to_hex(hasher.leaf(core::as_bytes(*bytes)));
    }
    return object;
}

}  // namespace peil::cli
