// Members of proof files.
// SPDX-License-Identifier: EUPL-1.2
#include "proof_members.hpp"

#include <peil/core/canonical_json.hpp>
#include <peil/core/proof_file.hpp>

#include <algorithm>

namespace peil::core {

Result<boost::json::object> read_proof_object(std::string_view text, std::string_view schema,
                                              std::span<const std::string_view> names) {
    if (text.size() > proof_file_size_max_bytes) {
        return Error(Errc::malformed_proof, "the file is larger than 64 MiB");
    }
    auto value = parse_strict(text);
    if (!value) { return value.error(); }
    if (!value->is_object()) { return Error(Errc::malformed_proof, "this is no JSON object"); }
    auto& object = value->get_object();
    if (string_member(object, "schema") != schema) {
        return Error(Errc::malformed_proof, "its schema is not " + std::string(schema));
    }
    if (!has_only(object, names)) {
        return Error(Errc::malformed_proof, "it has members that are not known");
    }
    return std::move(object);
}

bool has_only(const boost::json::object& object, std::span<const std::string_view> names) {
    return std::all_of(object.begin(), object.end(), [names](const auto& member) {
        return std::find(names.begin(), names.end(), std::string_view(member.key())) != names.end();
    });
}

std::optional<std::string> string_member(const boost::json::object& object, std::string_view name) {
    const auto* member = object.if_contains(name);
    if (member == nullptr || !member->is_string()) { return std::nullopt; }
    return std::string(member->get_string());
}

std::optional<std::vector<std::string>> strings_member(const boost::json::object& object,
                                                       std::string_view name) {
    const auto* member = object.if_contains(name);
    if (member == nullptr || !member->is_array()) { return std::nullopt; }
    std::vector<std::string> texts;
    for (const auto& item : member->get_array()) {
        if (!item.is_string()) { return std::nullopt; }
        texts.emplace_back(item.get_string());
    }
    return texts;
}

std::string proof_text(const boost::json::object& object) {
    std::string text;
    append_canonical(text, object);
    return text + '\n';
}

}  // namespace peil::core
