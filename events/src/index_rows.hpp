// The schema of the derived index: four tables, one page. docs/FORMAT.md describes the bytes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/bytes.hpp>
#include <peil/core/store.hpp>
#include <peil/events/fact.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peil::events {

namespace index_table {
constexpr std::size_t facts = 0;     ///< subject, 0, field, effective, sequence → links, value
constexpr std::size_t subjects = 1;  ///< subject → sequence of its first fact
constexpr std::size_t voided = 2;    ///< sequence → sequence of the event that voids it
constexpr std::size_t state = 3;     ///< `head/1` → size u64, root[32], number of facts u64
}  // namespace index_table

/// Another number means other facts: an index without this row is built again.
constexpr std::string_view state_key = "head/1";

[[nodiscard]] inline core::StoreOptions index_options() {
    return {.tables = {"facts", "subjects", "voided", "state"},
            .durability = core::Durability::rebuildable};
}

/// The key of all rows of a subject and field.
[[nodiscard]] inline std::string timeline_key(FactKey key) {
    std::string text(key.subject);
    text += '\0';
    text += static_cast<char>(key.field);
    return text;
}

/// Positions sort as bytes: the moment is shifted so that times before 1970 come first.
inline void append_position(std::string& out, const FactPosition& position) {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    core::append_u64_be(out, static_cast<std::uint64_t>(position.effective) ^ sign);
    core::append_u64_be(out, position.sequence);
}

[[nodiscard]] inline FactPosition read_position(std::string_view bytes) {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    return {static_cast<core::UnixMs>(core::read_u64_be(bytes) ^ sign),
            core::read_u64_be(bytes.substr(8))};
}

constexpr std::size_t position_size_bytes = 16;

/// Where a row leads to. Depth 0 has no predecessor.
struct FactLinks {
    std::uint64_t depth = 0;
    FactPosition predecessor;
    std::uint64_t jump_depth = 0;
    FactPosition jump;
    friend bool operator==(const FactLinks&, const FactLinks&) = default;
};

constexpr std::size_t links_size_bytes = 8 + position_size_bytes + 8 + position_size_bytes;

inline void append_links(std::string& out, const FactLinks& links) {
    core::append_u64_be(out, links.depth);
    append_position(out, links.predecessor);
    core::append_u64_be(out, links.jump_depth);
    append_position(out, links.jump);
}

[[nodiscard]] inline FactLinks read_links(std::string_view value) {
    return {.depth = core::read_u64_be(value),
            .predecessor = read_position(value.substr(8)),
            .jump_depth = core::read_u64_be(value.substr(24)),
            .jump = read_position(value.substr(32))};
}

/// The links of a row that follows `predecessor` (with its links), given the links of the row its
/// jump leads to. Source: Myers, "An applicative random-access stack" (1983).
[[nodiscard]] inline FactLinks links_after(const FactPosition& predecessor, const FactLinks& links,
                                           const FactLinks& jump_target) {
    FactLinks next{.depth = links.depth + 1,
                   .predecessor = predecessor,
                   .jump_depth = links.depth,
                   .jump = predecessor};
    if (links.depth > 0 &&
        links.depth - links.jump_depth == links.jump_depth - jump_target.jump_depth) {
        next.jump_depth = jump_target.jump_depth;
        next.jump = jump_target.jump;
    }
    return next;
}

}  // namespace peil::events
