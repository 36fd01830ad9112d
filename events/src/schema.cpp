// JSON Schemas of the kinds, written from their table so that they cannot drift from the codec.
// SPDX-License-Identifier: EUPL-1.2
#include <peil/events/kind.hpp>

#include <boost/json/array.hpp>

namespace peil::events {

namespace {

namespace json = boost::json;

constexpr std::string_view measure_pattern = "^[1-9][0-9]{0,7}[a-z]{0,2}$";
constexpr std::string_view series_pattern = "^[1-9][0-9]{0,7}[a-z]{0,2}\\.[a-z0-9][a-z0-9-]{0,63}$";
constexpr std::string_view name_pattern = "^[a-z0-9][a-z0-9-]{0,63}$";
constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view hash_pattern = "^[0-9a-f]{64}$";
constexpr std::string_view digest_pattern = "^[A-Za-z0-9_-]{43}$";

json::object text() {
    return {{"type", "string"}, {"minLength", 1}};
}
json::object pattern(std::string_view regular) {
    return {{"type", "string"}, {"pattern", regular}};
}
json::object number() {
    return {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000000}};
}
json::object flag() {
    return {{"type", "boolean"}};
}
json::object list(json::object items, int count_min = 0) {
    return {{"type", "array"}, {"items", std::move(items)}, {"minItems", count_min}};
}
json::object choice(std::span<const std::string_view> words) {
    return {{"enum", json::array(words.begin(), words.end())}};
}
/// An object with exactly these members.
json::object record(json::object members) {
    json::array required;
    for (const auto& member : members) { required.emplace_back(member.key()); }
    return {{"type", "object"},
            {"properties", std::move(members)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

json::object block() {
    const json::object paragraph = record({{"type", {{"const", "paragraph"}}}, {"text", text()}});
    const json::object items =
        record({{"type", {{"const", "list"}}}, {"ordered", flag()}, {"items", list(text())}});
    return {{"oneOf", {paragraph, items}}};
}

json::object source() {
    json::object lines = list({{"type", "integer"}, {"minimum", 0}}, 2);
    lines["maxItems"] = 2;
    return record(
        {{"title", text()}, {"sha256", pattern(hash_pattern)}, {"lines", std::move(lines)}});
}

/// As it is stored: with the days it may mean.
json::object partial_date() {
    return record(
        {{"text", text()}, {"from", pattern(date_pattern)}, {"to", pattern(date_pattern)}});
}

json::object figure_value() {
    return {
        {"oneOf", {{{"type", "integer"}}, pattern("^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$")}}};
}

json::object count(std::int64_t most) {
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}};
}

json::object schema_of_shape(Shape shape) {
    switch (shape) {
        case Shape::text: return text();
        case Shape::printed_text: return {{"type", "string"}};
        case Shape::measure_number: return pattern(measure_pattern);
        case Shape::chapter_number:
        case Shape::edition_number:
        case Shape::version: return number();
        case Shape::date: return pattern(date_pattern);
        case Shape::status: return choice(statuses);
        case Shape::ground: return choice(grounds);
        case Shape::sequence: return pattern("^[0-9]{12,}$");
        case Shape::type: return pattern(R"(^nl\.peil\.)");
        case Shape::measure_numbers: return list(pattern(measure_pattern), 2);
        case Shape::blocks: return list(block());
        case Shape::footnotes:
            return list(record(
                {{"mark", text()}, {"field", text()}, {"anchor", text()}, {"text", text()}}));
        case Shape::source: return source();
        case Shape::columns: return list(record({{"field", text()}, {"label", text()}}));
        case Shape::chapters:
            return list(record({{"chapter", number()}, {"titlePrinted", flag()}}));
        case Shape::rows: return list(list(pattern(measure_pattern), 1));
        case Shape::cells:
            return record(
                {{"root", pattern(hash_pattern)}, {"size", {{"type", "integer"}, {"minimum", 0}}}});
        case Shape::object: return {{"type", "object"}};
        case Shape::series_id: return pattern(series_pattern);
        case Shape::name: return pattern(name_pattern);
        case Shape::partial_date: return partial_date();
        case Shape::figure_value: return figure_value();
        case Shape::flag: return flag();
        case Shape::scale: return count(scale_max);
        case Shape::currency: return pattern("^[A-Z]{3}$");
        case Shape::counting: return choice(countings);
        case Shape::basis: return choice(bases);
        case Shape::revision: return choice(revisions);
        case Shape::severity: return choice(severities);
        case Shape::references: return list(pattern(measure_pattern));
        case Shape::limit: return count(1'000'000);
        case Shape::key_id: return pattern("^[0-9a-f]{8}$");
        case Shape::vkey: return pattern(R"(^[^+]+\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$)");
        case Shape::signature: return pattern("^[A-Za-z0-9+/]{86}==$");
    }
    return {};
}

json::object described(json::object schema, std::string_view meaning) {
    schema["description"] = meaning;
    return schema;
}

/// The members that stand in the event itself, and the digests of those that do not.
json::object data_schema(const Kind& kind) {
    json::object properties;
    json::array required;
    bool has_claims = false;
    for (const auto& member : kind.members) {
        has_claims = has_claims || member.is_claim;
        if (member.is_claim) { continue; }
        properties[member.name] = described(schema_of_shape(member.shape), member.meaning);
        if (member.is_required) { required.emplace_back(member.name); }
    }
    if (has_claims) {
        properties["_sd"] = described(list(pattern(digest_pattern), 1),
                                      "digests of the disclosures, sorted (RFC 9901)");
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

/// The names and values that disclosures of this kind may carry.
json::object claims_schema(const Kind& kind) {
    json::object properties;
    for (const auto& member : kind.members) {
        if (member.is_claim) {
            properties[member.name] = described(schema_of_shape(member.shape), member.meaning);
        }
    }
    return {
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

}  // namespace

json::object schema_of(const Kind& kind) {
    const json::array required{"actor",  "data",        "effective", "id",   "prevhash", "sequence",
                               "source", "specversion", "subject",   "time", "type"};
    return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"title", kind.type},
            {"description", kind.meaning},
            {"type", "object"},
            {"properties",
             {{"actor", text()},
              {"contribution", text()},
              {"data", data_schema(kind)},
              {"effective", text()},
              {"id", {{"type", "string"}, {"minLength", 1}, {"maxLength", 255}}},
              {"mustunderstand", {{"const", true}}},
              {"prevhash", pattern(hash_pattern)},
              {"sequence", pattern("^[0-9]{12,}$")},
              {"source", text()},
              {"specversion", {{"const", "1.0"}}},
              {"subject", text()},
              {"time", pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$")},
              {"type", {{"const", kind.type}}}}},
            {"required", required},
            {"additionalProperties", false},
            {"$defs", {{"claims", claims_schema(kind)}}}};
}

}  // namespace peil::events
