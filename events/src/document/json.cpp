// The document as JSON, and back from JSON that nobody vouches for.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_read.hpp"
#include "document_json.hpp"
#include "key_history.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/events/document.hpp>
#include <peil/events/error.hpp>

#include <boost/json/array.hpp>

#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;

constexpr std::string_view document_schema = "peil.edition/1";

core::Error bad_document(const std::string& why) {
    return {make_error_code(Errc::malformed_content), "not the document of an edition: " + why};
}

core::Result<PreviousEdition> read_previous(const json::object& object) {
    DocumentReader reader(object);
    PreviousEdition previous{.checkpoint = reader.text("checkpoint"),
                             .consistency = reader.hashes("consistency")};
    if (!reader.fault().empty()) { return bad_document("/previous" + reader.fault()); }
    return previous;
}

}  // namespace

json::object to_json(const EditionDocument& document) {
    json::array cells;
    for (const auto& cell : document.cells) {
        json::object object{{"leaf", cell.leaf}};
        if (!cell.disclosure.empty()) { object["disclosure"] = cell.disclosure; }
        cells.push_back(std::move(object));
    }
    auto object = published_json(document_schema, document.published);
    object["cells"] = std::move(cells);
    object["previous"] = nullptr;
    if (document.previous) {
        object["previous"] =
            json::object{{"checkpoint", document.previous->checkpoint},
                         {"consistency", hashes_json(document.previous->consistency)}};
    }
    put_evidence(object, document);
    return object;
}

core::Result<EditionDocument> parse_document(std::string_view text) {
    const auto parsed = core::parse_strict(text);
    if (!parsed) { return bad_document(parsed.error().detail); }
    const auto* object = parsed->if_object();
    if (object == nullptr || read_text(*object, "schema") != document_schema) {
        return bad_document("its schema is not " + std::string(document_schema));
    }
    DocumentReader reader(*object);
    EditionDocument document{.published = read_published(reader), .cells = {}, .previous = {}};
    const auto evidence = read_evidence(*object, document);
    if (!evidence) { return bad_document(evidence.error().detail); }
    auto keys = read_key_history(*object);
    if (!keys) { return bad_document(keys.error().detail); }
    document.published.keys = *std::move(keys);
    for (const auto& item : reader.array("cells")) {
        const auto* cell = item.if_object();
        if (cell == nullptr) { return bad_document("/cells has an entry that is no object"); }
        document.cells.push_back({read_text(*cell, "leaf"), read_text(*cell, "disclosure")});
    }
    if (const auto* previous = object->if_contains("previous")) {
        if (const auto* linked = previous->if_object()) {
            auto read = read_previous(*linked);
            if (!read) { return read.error(); }
            document.previous = std::move(*read);
        }
    }
    if (!reader.fault().empty()) { return bad_document(reader.fault()); }
    if (!is_all_of(*parsed, to_json(document))) {
        return bad_document("it has members that such a document has not");
    }
    return document;
}

}  // namespace peil::events
