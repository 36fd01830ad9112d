// Changes as JSON: the contract of `peil changes --format json`.
// SPDX-License-Identifier: EUPL-1.2
#include "measure_order.hpp"
#include "reason.hpp"
#include <peil/events/changes.hpp>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

json::object side_to_json(const Matrix& matrix, const std::optional<std::uint64_t>& event) {
    json::object object{{"asOf", matrix.as_of}, {"edition", nullptr}, {"event", nullptr}};
    if (matrix.edition) { object["edition"] = std::int64_t{*matrix.edition}; }
    if (event) { object["event"] = static_cast<std::int64_t>(*event); }
    object["size"] = static_cast<std::int64_t>(matrix.size);
    object["root"] = core::to_hex(matrix.root);
    return object;
}

json::value text_if(const std::string& text, bool is_there) {
    json::value value;
    if (is_there) { value.emplace_string() = text; }
    return value;
}

std::string_view op_name(DiffOp op) {
    switch (op) {
        case DiffOp::same: return "same";
        case DiffOp::removed: return "removed";
        case DiffOp::added: return "added";
    }
    return "";
}

json::array words_to_json(const std::vector<DiffSpan>& spans) {
    json::array words;
    for (const auto& span : spans) {
        words.push_back({{"op", op_name(span.op)}, {"text", span.text}});
    }
    return words;
}

void add_if(json::object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) { object[name] = text; }
}

json::object change_to_json(const Change& change, Language language) {
    json::object object{{"measure", text_if(change.measure, !change.measure.empty())},
                        {"field", change.field},
                        {"class", name_of(change.change_class)}};
    object["before"] = text_if(change.before, !change.before.empty());
    object["after"] = text_if(change.after, !change.after.empty());
    object["words"] = in_words(change.change_class, language);
    if (change.same_percent) { object["samePercent"] = *change.same_percent; }
    if (change.edited_characters) {
        object["editedCharacters"] = static_cast<std::int64_t>(*change.edited_characters);
    }
    add_if(object, "series", change.series);
    add_if(object, "milestone", change.milestone);
    add_if(object, "unit", change.unit);
    if (change.is_target) { object["planned"] = true; }
    if (change.reason != ChangeReason::none) { object["reason"] = name_of(change.reason); }
    add_if(object, "doubt", change.doubt);
    if (change.closure) {
        object["ground"] = change.closure->ground;
        add_if(object, "into", change.closure->into.value_or(""));
    }
    add_if(object, "explanation", change.explanation);
    add_if(object, "quoteBefore", change.quote_before);
    add_if(object, "quoteAfter", change.quote_after);
    if (change.is_found_in_text) { object["foundInText"] = true; }
    if (!change.spans.empty()) { object["diff"] = words_to_json(change.spans); }
    return object;
}

}  // namespace

json::object to_json(const Comparison& comparison, const Matrix& before, const Matrix& after,
                     Language language) {
    json::array array;
    for (const auto& change : comparison.changes) {
        array.push_back(change_to_json(change, language));
    }
    json::array unchanged;
    for (const auto& number : unchanged_measures(comparison, before, after)) {
        unchanged.push_back(json::value(number));
    }
    return {{"schema", "peil.changes/2"},
            {"summary", summarise(comparison, before, after, language)},
            {"from", side_to_json(before, comparison.before_event)},
            {"to", side_to_json(after, comparison.after_event)},
            {"changes", std::move(array)},
            {"unchanged", std::move(unchanged)}};
}

}  // namespace peil::events
