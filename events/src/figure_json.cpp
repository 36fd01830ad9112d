// Figures and milestones as JSON: members of `peil matrix --format json` and of the commands that
// list them. Names of members are a contract.
// SPDX-License-Identifier: EUPL-1.2
#include "json_write.hpp"
#include <peil/events/codec.hpp>
#include <peil/events/figure.hpp>
#include <peil/events/milestone.hpp>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace peil::events {

namespace {

namespace json = boost::json;

/// A day, a month or a year in ISO 8601 where the date is exactly that; else as printed.
json::value date_or_nothing(const std::optional<PartialDate>& date) {
    json::value value;
    if (date) { value.emplace_string() = date->from == date->to ? date->from : date->text; }
    return value;
}

json::value reported_at(const FactPosition& position) {
    json::value moment(format_effective(position.effective));
    return moment;
}

json::array moves_to_json(const std::vector<MilestoneMove>& moves) {
    json::array array;
    for (const auto& move : moves) {
        array.push_back({{"from", date_or_nothing(move.from)},
                         {"to", date_or_nothing(move.to)},
                         {"reason", text_or_null(move.reason)},
                         {"quote", text_or_null(move.quote)},
                         {"effective", reported_at(move.position)},
                         {"event", move.position.sequence}});
    }
    return array;
}

}  // namespace

json::value figure_value_to_json(const std::string& value) {
    return value.empty() ? json::value() : whole_number_or_text(value);
}

json::object to_json(const Figure& figure) {
    return {{"series", figure.series},
            {"value", figure_value_to_json(figure.value)},
            {"unit", figure.unit},
            {"currency", text_or_null(figure.currency)},
            {"qualifier", text_or_null(figure.qualifier)},
            {"referenceDate", date_or_nothing(figure.reference_date)},
            {"periodFrom", date_or_nothing(figure.period_from)},
            {"periodTo", date_or_nothing(figure.period_to)},
            {"dated", figure.is_dated()},
            {"from",
             figure.is_dated() && !figure.from.empty() ? json::value(figure.from) : json::value()},
            {"to", figure.is_dated() ? json::value(figure.to) : json::value()},
            {"planned", figure.planned},
            {"quote", text_or_null(figure.quote)},
            {"revision", text_or_null(figure.revision)},
            {"reason", text_or_null(figure.reason)},
            {"basis", figure.basis},
            {"effective", reported_at(figure.position)},
            {"event", figure.position.sequence}};
}

json::object to_json(const Milestone& milestone) {
    return {{"milestone", milestone.id},
            {"text", milestone.text},
            {"due", date_or_nothing(milestone.due)},
            {"dueFrom", milestone.due.from},
            {"dueTo", milestone.due.to},
            {"state", milestone.state},
            {"owner", text_or_null(milestone.owner)},
            {"paper", text_or_null(milestone.paper)},
            {"reached", date_or_nothing(milestone.reached)},
            {"reason", text_or_null(milestone.reason)},
            {"quote", text_or_null(milestone.quote)},
            {"moves", moves_to_json(milestone.moves)},
            {"basis", milestone.basis},
            {"effective", reported_at(milestone.newest)},
            {"event", milestone.newest.sequence}};
}

}  // namespace peil::events
