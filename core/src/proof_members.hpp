// Reading proof files: a JSON object with exactly the members that are known, no value of another
// kind, no size without a limit.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/error.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peil::core {

/// The object of a proof file with this schema. Errors: malformed_json; malformed_proof for a file
/// that is too large, another schema, or a member that is not among `names`.
[[nodiscard]] Result<boost::json::object> read_proof_object(
    std::string_view text, std::string_view schema, std::span<const std::string_view> names);

/// Whether all members are among these.
[[nodiscard]] bool has_only(const boost::json::object& object,
                            std::span<const std::string_view> names);

[[nodiscard]] std::optional<std::string> string_member(const boost::json::object& object,
                                                       std::string_view name);
/// An array of strings. Nothing for anything else.
[[nodiscard]] std::optional<std::vector<std::string>> strings_member(
    const boost::json::object& object, std::string_view name);

/// The object in canonical form, with a line feed.
[[nodiscard]] std::string proof_text(const boost::json::object& object);

}  // namespace peil::core
