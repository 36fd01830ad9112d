// JSON as Peil writes it: RFC 8259 under the rules of I-JSON (RFC 7493), integers only, and the
// canonical form of RFC 8785.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::audit {

struct Json {
    enum class Kind { null, boolean, number, text, list, object };

    Kind kind = Kind::null;
    bool flag = false;
    std::int64_t number = 0;
    std::string text{};
    std::vector<Json> items{};
    std::vector<std::pair<std::string, Json>> members{};  ///< in the order of the text

    /// The member of an object, or null.
    [[nodiscard]] const Json* find(std::string_view name) const;
    /// These throw Refusal if it is not there, or of another kind.
    [[nodiscard]] const Json& at(std::string_view name, Kind expected) const;
    using Items = std::vector<Json>;
    [[nodiscard]] const std::string& text_at(auto name) const { return at(name, Kind::text).text; }
    [[nodiscard]] const Items& list_at(auto name) const { return at(name, Kind::list).items; }
    [[nodiscard]] std::uint64_t number_at(std::string_view name) const;  ///< not below zero
    [[nodiscard]] std::vector<std::string> texts_at(std::string_view name) const;
    /// Throws Refusal unless it is an object without members of other names.
    void require_only(std::initializer_list<std::string_view> names) const;
};

/// Throws Refusal: also for a name that occurs twice, numbers but integers below 2^53, malformed
/// UTF-8, lone surrogates, and more than 64 levels.
[[nodiscard]] Json parse_json(std::string_view text);
/// As parse_json, and the text is canonical.
[[nodiscard]] Json parse_canonical(std::string_view text);

/// Without white space, members in canonical order or in that of the text they were read from.
[[nodiscard]] std::string write_json(const Json& json, bool is_canonical = true);

}  // namespace peil::audit
