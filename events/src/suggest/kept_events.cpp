// Words for what the rules refuse of a form.
// SPDX-License-Identifier: EUPL-1.2
#include "kept_events.hpp"

#include <peil/events/codec.hpp>
#include <peil/events/validate.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace peil::events::suggest {

namespace {

namespace json = boost::json;

/// `value` of `/data/value`, `to` of `/data/to/0`; what a form calls otherwise, in its words.
std::string member_in_form(std::string_view pointer) {
    constexpr std::string_view data = "/data/";
    if (!pointer.starts_with(data)) { return ""; }
    pointer.remove_prefix(data.size());
    const auto member = pointer.substr(0, pointer.find('/'));
    return std::string(member == "on" ? "due" : member);
}

/// What was typed at a place of an event's data: a text, a whole number, or of a date its text.
std::string typed_at(const json::object& data, std::string_view pointer) {
    const json::value* value = nullptr;
    const json::value whole = data;
    boost::system::error_code code;
    constexpr std::string_view before = "/data";
    if (!pointer.starts_with(before)) { return ""; }
    pointer.remove_prefix(before.size());
    value = whole.find_pointer({pointer.data(), pointer.size()}, code);
    if (value != nullptr && value->is_object()) { value = value->get_object().if_contains("text"); }
    if (value != nullptr && value->is_int64()) { return std::to_string(value->get_int64()); }
    if (value == nullptr || !value->is_string()) { return ""; }
    return std::string(value->get_string());
}

std::string id_of(const Event& event) {
    if (const auto* series = std::get_if<SeriesRegistered>(&event)) { return series->series; }
    if (const auto* series = std::get_if<SeriesRedefined>(&event)) { return series->series; }
    if (const auto* figure = std::get_if<FigureReported>(&event)) { return figure->series; }
    if (const auto* one = std::get_if<MilestoneExpected>(&event)) { return one->milestone; }
    if (const auto* one = std::get_if<MilestoneMoved>(&event)) { return one->milestone; }
    if (const auto* one = std::get_if<MilestoneReached>(&event)) { return one->milestone; }
    if (const auto* one = std::get_if<MilestoneDropped>(&event)) { return one->milestone; }
    return "";
}

/// The place without the name of the form: `line 11`.
std::string place_in_form(const std::string& place) {
    const auto colon = place.rfind(": ");
    return colon == std::string::npos ? place : place.substr(colon + 2);
}

/// An import has no date of its own to give: what its rules say of one is said of the report.
std::string of_this_report(std::string text, const std::string& date) {
    const bool is_of_date = text.find("--effective") != std::string::npos;
    const auto end = text.find("; give");
    if (!is_of_date || end == std::string::npos) { return text; }
    return text.substr(0, end) +
           fmt::format("; this report is of {}: give another id, or remove this suggestion", date);
}

}  // namespace

void KeptEvents::refuse(const PlannedEvent& planned, const std::string& text) {
    const auto line = fmt::format("{}: {}", planned.place, text);
    if (!told_.insert(line).second) { return; }
    refusals_ += (refusals_.empty() ? "" : "\n") + line;
}

bool KeptEvents::is_consequence(const PlannedEvent& planned, const Violation& violation) const {
    return (violation.rule == "series-exists" || violation.rule == "milestone-exists" ||
            violation.rule == "milestone-open") &&
           refused_ids_.contains(id_of(planned.event));
}

std::string KeptEvents::with_places(std::string text) const {
    for (const auto& [sequence, place] : places_) {
        const auto name = fmt::format("event {} ", sequence);
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
            text.replace(at, name.size() - 1, place_in_form(place));
        }
    }
    return text;
}

std::string KeptEvents::in_words(const PlannedEvent& planned, const Violation& violation) const {
    if (violation.rule == "figure-past") {
        return fmt::format(
            "that lies after the report, which is of {}; mend the date, or say that the figure is "
            "planned",
            plan_.date);
    }
    if (violation.rule == "date-past") {
        return fmt::format(
            "that lies after the report, which is of {}; mend the date, or write expected for what "
            "is still to come",
            plan_.date);
    }
    const auto first = announced_.find(id_of(planned.event));
    if (violation.rule == "milestone-new" && first != announced_.end()) {
        return fmt::format("{} has this id too; give one of the two another, or remove it",
                           place_in_form(first->second));
    }
    auto text = with_places(violation.text);
    const bool is_of_form = text != violation.text;
    if (is_of_form && violation.rule == "figure-new") { return text + "; remove one of the two"; }
    if (is_of_form && violation.rule == "revision-reason") {
        return text.substr(0, text.find(';')) +
               "; remove one of the two, or give one of them another series";
    }
    return of_this_report(std::move(text), plan_.date);
}

void KeptEvents::add(const PlannedEvent& planned, const DraftFrame& frame) {
    const auto id = id_of(planned.event);
    const auto violations = batch_.try_add(planned.event, frame);
    if (violations.empty()) {
        places_.emplace(batch_.expected_size() + batch_.drafts().size(), planned.place);
        if (std::holds_alternative<MilestoneExpected>(planned.event)) {
            announced_.emplace(id, planned.place);
        }
        return;
    }
    const auto data = to_data(planned.event);
    for (const auto& violation : violations) {
        if (is_consequence(planned, violation)) { continue; }
        const auto member = member_in_form(violation.pointer);
        const auto typed = typed_at(data, violation.pointer);
        refuse(planned,
               fmt::format("{}{}{}", member.empty() ? "" : member + ": ",
                           typed.empty() ? "" : "'" + typed + "': ", in_words(planned, violation)));
    }
    refused_ids_.insert(id);
}

}  // namespace peil::events::suggest
