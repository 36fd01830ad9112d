// JSON as Peil writes it: RFC 8259 under the rules of I-JSON (RFC 7493), integers only, and the
// canonical form of RFC 8785.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::audit {

// NOLINTNEXTLINE(misc-no-recursion): to destroy and copy as deep as parse_json() lets it be
struct Json {
    enum class Kind { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    bool flag = false;
    std::int64_t number = 0;
    std::string text{};
    std::vector<Json> items{};
    std::vector<std::pair<std::string, Json>> members{};  ///< in the order of the text
    /// The member of an object; null if there is none.
    [[nodiscard]] const Json& operator[](std::string_view name) const;
    [[nodiscard]] bool is_null() const { return kind == Kind::null; }
};

/// Throws Refusal: also for a name that occurs twice, numbers but integers below 2^53, malformed
/// UTF-8, lone surrogates, and more than 64 levels.
[[nodiscard]] Json parse_json(std::string_view text);
/// As parse_json, and the text is canonical.
[[nodiscard]] Json parse_canonical(std::string_view text);
/// Throws Refusal unless the value is built as the shape, itself JSON: of the same kind, in a list
/// all as its first item, in an object the same members, those with `?` perhaps; {} is any object.
void require_shape(const Json& json, std::string_view shape);

/// Without white space, members in canonical order or in that of the text they were read from.
[[nodiscard]] std::string write_json(const Json& json, bool is_canonical = true);

}  // namespace peil::audit
