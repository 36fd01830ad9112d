// Encoding and decoding of each kind of event. The members are those of the table of kinds.
// SPDX-License-Identifier: EUPL-1.2
#include "json_read.hpp"
#include "json_write.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/check.hpp>
#include <peil/events/codec.hpp>
#include <peil/events/error.hpp>

#include <boost/json/array.hpp>

#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

void set_optional(json::object& data, const char* name, const std::optional<std::string>& value) {
    if (value) { data[name] = *value; }
}

void set_optional(json::object& data, const char* name, const std::optional<PartialDate>& date) {
    if (date) { data[name] = to_json(*date); }
}

void set_optional(json::object& data, const char* name, const std::optional<std::uint32_t>& count) {
    if (count) { data[name] = std::int64_t{*count}; }
}

void set_basis(json::object& data, const std::string& basis) {
    if (basis != "stated") { data["basis"] = basis; }
}

/// Writes `data` of each kind.
struct DataWriter {
    json::object operator()(const ProgrammeDefined& event) const {
        return {{"title", event.title}, {"origin", event.origin}, {"logKey", event.log_key}};
    }
    json::object operator()(const ProgrammeRenamed& event) const {
        return {{"title", event.title}};
    }
    json::object operator()(const ChapterDefined& event) const {
        json::object data{{"chapter", std::int64_t{event.chapter}}};
        set_optional(data, "title", event.title);
        return data;
    }
    json::object operator()(const ChapterRenamed& event) const {
        return {{"chapter", std::int64_t{event.chapter}}, {"title", event.title}};
    }
    json::object operator()(const MeasureRegistered& event) const {
        return {{"measure", event.measure},
                {"chapter", std::int64_t{event.chapter}},
                {"description", event.description}};
    }
    json::object operator()(const SubMeasureRegistered& event) const {
        return {{"measure", event.measure},
                {"parent", event.parent},
                {"description", event.description}};
    }
    json::object operator()(const MeasureReworded& event) const {
        return {{"measure", event.measure}, {"description", event.description}};
    }
    json::object operator()(const MeasureMoved& event) const {
        return {{"measure", event.measure}, {"chapter", std::int64_t{event.chapter}}};
    }
    json::object operator()(const MeasuresJoined& event) const {
        return {{"measures", to_json(event.measures)}};
    }
    json::object operator()(const MeasuresSeparated& event) const {
        return {{"measures", to_json(event.measures)}};
    }
    json::object operator()(const MeasureClosed& event) const {
        json::object data{{"measure", event.measure}, {"ground", event.ground}};
        set_optional(data, "into", event.into);
        set_optional(data, "reason", event.reason);
        return data;
    }
    json::object operator()(const MeasureReopened& event) const {
        return {{"measure", event.measure}, {"reason", event.reason}};
    }
    json::object operator()(const PlanningSet& event) const {
        return {{"measure", event.measure}, {"planning", event.planning}};
    }
    json::object operator()(const StatusSet& event) const {
        return {{"measure", event.measure}, {"status", event.status}};
    }
    json::object operator()(const ProgressReported& event) const {
        return {{"measure", event.measure}, {"progress", to_json(event.progress)}};
    }
    json::object operator()(const FootnotesSet& event) const {
        return {{"measure", event.measure}, {"footnotes", to_json(event.footnotes)}};
    }
    json::object operator()(const SeriesRegistered& event) const {
        json::object data{{"series", event.series},
                          {"measure", event.measure},
                          {"label", event.label},
                          {"unit", event.unit},
                          {"counting", event.counting}};
        set_optional(data, "counts", event.counts);
        set_optional(data, "currency", event.currency);
        if (event.scale != 0) { data["scale"] = std::int64_t{event.scale}; }
        set_basis(data, event.basis);
        return data;
    }
    json::object operator()(const SeriesRedefined& event) const {
        json::object data{{"series", event.series}, {"reason", event.reason}};
        set_optional(data, "label", event.label);
        set_optional(data, "unit", event.unit);
        set_optional(data, "counts", event.counts);
        set_optional(data, "counting", event.counting);
        set_optional(data, "currency", event.currency);
        set_optional(data, "scale", event.scale);
        return data;
    }
    json::object operator()(const FigureReported& event) const {
        json::object data{{"series", event.series}, {"value", whole_number_or_text(event.value)}};
        set_optional(data, "qualifier", event.qualifier);
        set_optional(data, "referenceDate", event.reference_date);
        set_optional(data, "periodFrom", event.period_from);
        set_optional(data, "periodTo", event.period_to);
        set_optional(data, "quote", event.quote);
        if (event.planned) { data["planned"] = true; }
        set_optional(data, "revision", event.revision);
        set_optional(data, "reason", event.reason);
        set_basis(data, event.basis);
        return data;
    }
    json::object operator()(const MilestoneExpected& event) const {
        json::object data{{"milestone", event.milestone},
                          {"measure", event.measure},
                          {"text", event.text},
                          {"due", to_json(event.due)}};
        set_optional(data, "owner", event.owner);
        set_optional(data, "paper", event.paper);
        set_basis(data, event.basis);
        return data;
    }
    json::object operator()(const MilestoneMoved& event) const {
        json::object data{{"milestone", event.milestone}, {"due", to_json(event.due)}};
        set_optional(data, "reason", event.reason);
        set_optional(data, "quote", event.quote);
        return data;
    }
    json::object operator()(const MilestoneReached& event) const {
        json::object data{{"milestone", event.milestone}, {"on", to_json(event.on)}};
        set_optional(data, "reason", event.reason);
        set_optional(data, "quote", event.quote);
        return data;
    }
    json::object operator()(const MilestoneDropped& event) const {
        json::object data{{"milestone", event.milestone}, {"reason", event.reason}};
        set_optional(data, "quote", event.quote);
        return data;
    }
    json::object operator()(const ReferencesSet& event) const {
        json::object data{{"measure", event.measure}, {"to", to_json(event.to)}};
        set_basis(data, event.basis);
        return data;
    }
    json::object operator()(const MeasureOwnerSet& event) const {
        return {{"measure", event.measure}, {"owner", event.owner}};
    }
    json::object operator()(const CheckConfigured& event) const {
        json::object data{{"check", event.check}, {"severity", event.severity}};
        set_optional(data, "limit", event.limit);
        set_optional(data, "reason", event.reason);
        return data;
    }
    json::object operator()(const KeyRotated& event) const {
        json::object data{{"key", event.change.key_id},
                          {"logKey", event.change.log_key},
                          {"previous", event.change.previous},
                          {"signature", event.change.signature}};
        set_optional(data, "reason", event.reason);
        return data;
    }
    json::object operator()(const KeyRevoked& event) const {
        json::object data{{"key", event.change.key_id}, {"reason", event.reason}};
        if (event.change.from) { data["from"] = core::format_sequence(*event.change.from); }
        return data;
    }
    json::object operator()(const EditionPublished& event) const {
        json::array columns;
        for (const auto& column : event.columns) {
            columns.push_back({{"field", column.field}, {"label", column.label}});
        }
        json::array chapters;
        for (const auto& chapter : event.chapters) {
            chapters.push_back({{"chapter", std::int64_t{chapter.chapter}},
                                {"titlePrinted", chapter.title_printed}});
        }
        json::array rows;
        for (const auto& row : event.rows) { rows.push_back(to_json(row)); }
        json::object data{
            {"edition", std::int64_t{event.edition}},
            {"date", event.date},
            {"columns", std::move(columns)},
            {"chapters", std::move(chapters)},
            {"rows", std::move(rows)},
            {"cells",
             {{"root", event.cells.root}, {"size", static_cast<std::int64_t>(event.cells.size)}}},
            {"projection", std::int64_t{event.projection}}};
        set_optional(data, "title", event.title);
        if (!event.introduction.empty()) { data["introduction"] = to_json(event.introduction); }
        return data;
    }
    json::object operator()(const EventCorrected& event) const {
        json::object data{{"event", core::format_sequence(event.sequence)},
                          {"type", event.type},
                          {"reason", event.reason}};
        if (event.content) {
            auto content = core::parse_strict(*event.content);
            core::check(content.has_value(), "the content of a correction is JSON");
            data["content"] = std::move(*content);
        }
        return data;
    }
    json::object operator()(const UnknownEvent&) const { return {}; }
};

}  // namespace

std::string_view type_of(const Event& event) {
    if (const auto* unknown = std::get_if<UnknownEvent>(&event)) { return unknown->type; }
    return kinds()[event.index()].type;
}

json::array to_json(const std::vector<std::string>& numbers) {
    json::array array(numbers.begin(), numbers.end());  // braces would make it a list of two
    return array;
}

json::array to_json(const Blocks& blocks) {
    json::array array;
    for (const auto& block : blocks) {
        if (const auto* list = std::get_if<List>(&block)) {
            array.push_back({{"type", "list"},
                             {"ordered", list->ordered},
                             {"items", json::array(list->items.begin(), list->items.end())}});
        } else {
            array.push_back({{"type", "paragraph"}, {"text", std::get<Paragraph>(block).text}});
        }
    }
    return array;
}

json::array to_json(const std::vector<Footnote>& footnotes) {
    json::array array;
    for (const auto& note : footnotes) {
        array.push_back({{"mark", note.mark},
                         {"field", note.field},
                         {"anchor", note.anchor},
                         {"text", note.text}});
    }
    return array;
}

json::object to_json(const PartialDate& date) {
    return {{"text", date.text}, {"from", date.from}, {"to", date.to}};
}

json::object to_data(const Event& event) {
    return std::visit(DataWriter{}, event);
}

core::Draft to_draft(const Event& event, const DraftFrame& frame) {
    const auto* kind = find_kind(type_of(event));
    core::check(kind != nullptr, "an event that is recorded has a known kind");
    auto data = to_data(event);
    if (frame.source) {
        data["source"] = {
            {"title", frame.source->title},
            {"sha256", frame.source->sha256},
            {"lines",
             {std::int64_t{frame.source->lines.first}, std::int64_t{frame.source->lines.last}}}};
    }
    core::Draft draft{.id = frame.id,
                      .type = std::string(kind->type),
                      .subject = subject_of(*kind, data),
                      .effective = frame.effective,
                      .actor = frame.actor};
    for (const auto& member : kind->members) {
        auto* value = data.if_contains(member.name);
        if (value == nullptr) { continue; }
        if (member.is_claim) {
            draft.claims.push_back({.name = std::string(member.name), .value = std::move(*value)});
        } else {
            draft.shown[member.name] = std::move(*value);
        }
    }
    return draft;
}

core::Result<RecordedEvent> read_event(const core::Snapshot& snapshot, std::uint64_t sequence) {
    auto envelope = snapshot.envelope(sequence);
    if (!envelope) { return envelope.error(); }
    const auto name = "event " + std::to_string(sequence) + ": ";
    auto data = core::reveal_data(*envelope, snapshot.disclosures(sequence));
    if (!data) { return core::Error(data.error().code, name + data.error().detail); }
    auto event = from_data(envelope->type, *data);
    if (!event) { return core::Error(event.error().code, name + event.error().detail); }
    if (auto* unknown = std::get_if<UnknownEvent>(&*event)) {
        unknown->must_understand = envelope->must_understand;
    }
    return RecordedEvent{std::move(*envelope), std::move(*data), std::move(*event)};
}

}  // namespace peil::events
