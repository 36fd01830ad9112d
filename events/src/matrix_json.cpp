// The matrix as JSON: `peil matrix --format json`. Names of members are a contract; an empty
// planning or status is null, never an empty text.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/codec.hpp>
#include <peil/events/matrix.hpp>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peil::events {

namespace {

namespace json = boost::json;

json::value printed_or_null(const std::optional<std::string>& text) {
    json::value value;
    if (text && !text->empty()) { value.emplace_string() = *text; }
    return value;
}

json::array columns_to_json(const std::vector<EditionColumn>& columns) {
    json::array array;
    for (const auto& column : columns) {
        array.push_back({{"field", column.field}, {"label", column.label}});
    }
    return array;
}

json::array chapters_to_json(const Matrix& matrix) {
    json::array array;
    for (const auto& chapter : matrix.chapters) {
        json::object object{{"number", std::int64_t{chapter.number}},
                            {"title", printed_or_null(chapter.title)}};
        if (matrix.edition) { object["printed"] = chapter.title_printed; }
        array.push_back(std::move(object));
    }
    return array;
}

json::array rows_to_json(const std::vector<std::vector<std::string>>& rows) {
    json::array array;
    for (const auto& row : rows) { array.push_back(to_json(row)); }
    return array;
}

json::object closure_to_json(const Closure& closure) {
    return {{"ground", printed_or_null(closure.ground)},
            {"into", printed_or_null(closure.into)},
            {"reason", printed_or_null(closure.reason)}};
}

json::array figures_to_json(const std::vector<Figure>& figures) {
    json::array array;
    for (const auto& figure : figures) { array.push_back(to_json(figure)); }
    return array;
}

json::array milestones_to_json(const std::vector<Milestone>& milestones) {
    json::array array;
    for (const auto& milestone : milestones) { array.push_back(to_json(milestone)); }
    return array;
}

json::object measure_to_json(const MatrixMeasure& measure) {
    json::object object{{"number", measure.number}, {"chapter", std::int64_t{measure.chapter}}};
    if (!measure.parent.empty()) { object["parent"] = measure.parent; }
    object["description"] = measure.description;
    object["planning"] = printed_or_null(measure.planning);
    object["status"] = printed_or_null(measure.status);
    object["progress"] = to_json(measure.progress);
    object["jointWith"] = to_json(measure.joint_with);
    object["footnotes"] = to_json(measure.footnotes);
    if (measure.closure) { object["closed"] = closure_to_json(*measure.closure); }
    object["effective"] = measure.effective;
    object["event"] = static_cast<std::int64_t>(measure.event);
    object["figures"] = figures_to_json(measure.figures);
    object["milestones"] = milestones_to_json(measure.milestones);
    object["references"] = to_json(measure.references);
    object["owner"] = printed_or_null(measure.owner);
    return object;
}

/// What only an edition has.
void add_edition(json::object& object, const Matrix& matrix) {
    if (!matrix.edition) {
        object["edition"] = nullptr;
        return;
    }
    object["edition"] = std::int64_t{*matrix.edition};
    object["editionDate"] = matrix.edition_date;
    if (matrix.title) { object["title"] = *matrix.title; }
    object["introduction"] = to_json(matrix.introduction);
    object["columns"] = columns_to_json(matrix.columns);
}

}  // namespace

json::object to_json(const Matrix& matrix) {
    json::object object{{"schema", "peil.matrix/1"},
                        {"programme", {{"title", matrix.programme}}},
                        {"asOf", matrix.as_of},
                        {"knownAt", matrix.known_at}};
    add_edition(object, matrix);
    object["size"] = static_cast<std::int64_t>(matrix.size);
    object["root"] = core::to_hex(matrix.root);
    object["chapters"] = chapters_to_json(matrix);
    object["rows"] = rows_to_json(matrix.rows);
    json::array measures;
    for (const auto& measure : matrix.measures) { measures.push_back(measure_to_json(measure)); }
    object["measures"] = std::move(measures);
    return object;
}

}  // namespace peil::events
