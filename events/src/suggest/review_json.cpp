// The JSON contract of suggestions.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_write.hpp"
#include <peil/events/figure.hpp>
#include <peil/events/review.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

#include <string>

namespace peil::events {

namespace {

namespace json = boost::json;

void add_figure_members(const Suggestion& figure, json::object& object) {
    object["value"] = figure_value_to_json(figure.value);
    object["unit"] = figure.unit;
    object["qualifier"] = text_or_null(figure.qualifier);
    object["referenceDate"] = text_or_null(figure.reference_date);
    object["periodFrom"] = text_or_null(figure.period_from);
    object["periodTo"] = text_or_null(figure.period_to);
    object["planned"] = figure.planned;
    object["series"] = figure.series;
}

void add_milestone_members(const Suggestion& milestone, json::object& object) {
    object["text"] = milestone.text;
    object["due"] = milestone.due.empty() ? json::value(nullptr) : json::value(milestone.due);
    object["state"] = milestone.state;
    object["milestone"] = milestone.series;
    object["reason"] = text_or_null(milestone.reason);
}

json::object suggestion_json(const Suggestion& suggestion) {
    json::object object;
    switch (suggestion.kind) {
        case SuggestionKind::figure: object["kind"] = "figure"; break;
        case SuggestionKind::milestone: object["kind"] = "milestone"; break;
        case SuggestionKind::reference: object["kind"] = "reference"; break;
    }
    object["measure"] = suggestion.measure;
    object["quote"] = suggestion.quote;
    switch (suggestion.kind) {
        case SuggestionKind::figure: add_figure_members(suggestion, object); break;
        case SuggestionKind::milestone: add_milestone_members(suggestion, object); break;
        case SuggestionKind::reference: object["to"] = json::value_from(suggestion.to); break;
    }
    object["doubt"] = text_or_null(suggestion.doubt);
    return object;
}

}  // namespace

json::array to_json(const std::vector<Suggestion>& suggestions) {
    json::array array;
    for (const auto& suggestion : suggestions) { array.push_back(suggestion_json(suggestion)); }
    return array;
}

}  // namespace peil::events
