// Writing and reading the members of documents.
// SPDX-License-Identifier: EUPL-1.2
#include "document_json.hpp"

#include "key_history.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>

#include <utility>

namespace peil::events {

namespace {

constexpr std::size_t proof_hash_count_max = 64;

}  // namespace

boost::json::array hashes_json(const std::vector<core::Hash>& hashes) {
    boost::json::array array;
    for (const auto& hash : hashes) {
        array.emplace_back(core::encode_base64(core::as_bytes(hash)));
    }
    return array;
}

std::string DocumentReader::text(std::string_view name) {
    const auto* value = object_.if_contains(name);
    if (value != nullptr && value->is_string()) { return std::string(value->get_string()); }
    refuse(name, "a text");
    return "";
}

std::vector<std::string> DocumentReader::texts(std::string_view name) {
    std::vector<std::string> found;
    for (const auto& item : array(name)) {
        if (!item.is_string()) {
            refuse(name, "a list of texts");
            return {};
        }
        found.emplace_back(item.get_string());
    }
    return found;
}

std::vector<core::Hash> DocumentReader::hashes(std::string_view name) {
    std::vector<core::Hash> found;
    for (const auto& text : texts(name)) {
        const auto bytes = core::decode_base64(text);
        const auto hash = bytes ? core::hash_from_bytes(*bytes) : std::nullopt;
        if (!hash || found.size() == proof_hash_count_max) {
            refuse(name, "a list of at most 64 hashes in base64");
            return {};
        }
        found.push_back(*hash);
    }
    return found;
}

const boost::json::array& DocumentReader::array(std::string_view name) {
    static const boost::json::array nothing;
    const auto* value = object_.if_contains(name);
    if (value != nullptr && value->is_array()) { return value->get_array(); }
    refuse(name, "a list");
    return nothing;
}

void DocumentReader::refuse(std::string_view name, std::string_view expected) {
    if (fault_.empty()) { fault_ = "/" + std::string(name) + " is not " + std::string(expected); }
}

bool is_all_of(const boost::json::value& given, const boost::json::object& members) {
    std::string one;
    std::string other;
    core::append_canonical(one, given);
    core::append_canonical(other, members);
    return one == other;
}

boost::json::object published_json(std::string_view schema, const PublishedEvent& published) {
    boost::json::array disclosures;
    for (const auto& text : published.disclosures) { disclosures.emplace_back(text); }
    boost::json::object object{{"schema", schema},
                               {"logKey", published.log_key},
                               {"event", published.event},
                               {"disclosures", std::move(disclosures)},
                               {"inclusion", hashes_json(published.inclusion)},
                               {"checkpoint", published.checkpoint}};
    if (published.keys) { object["keys"] = to_json(*published.keys); }
    return object;
}

PublishedEvent read_published(DocumentReader& reader) {
    PublishedEvent published;
    published.log_key = reader.text("logKey");
    published.event = reader.text("event");
    published.disclosures = reader.texts("disclosures");
    published.inclusion = reader.hashes("inclusion");
    published.checkpoint = reader.text("checkpoint");
    return published;
}

}  // namespace peil::events
