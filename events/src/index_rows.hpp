// The schema of the derived index: five tables, one page. docs/FORMAT.md describes the bytes.
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
constexpr std::size_t subjects = 1;  ///< subject → sequence of its first fact, set of its fields
constexpr std::size_t voided = 2;    ///< sequence → sequence of the event that voids it
constexpr std::size_t head = 3;      ///< `head/4` → size u64, root[32], number of facts u64
constexpr std::size_t states = 4;  ///< subject, 0, effective, sequence → all that holds from then
}  // namespace index_table

/// Another number means other facts: an index without this row is built again.
constexpr std::string_view head_key = "head/4";

[[nodiscard]] inline core::StoreOptions index_options() {
    return {.tables = {"facts", "subjects", "voided", "head", "states"},
            .durability = core::Durability::rebuildable};
}

/// The key of all rows of a subject and field.
[[nodiscard]] inline std::string timeline_key(FactKey key) {
    std::string text(key.subject);
    text += '\0';
    text += static_cast<char>(key.field);
    return text;
}

constexpr std::size_t position_size_bytes = 16;

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

/// The key of all states of a subject.
[[nodiscard]] inline std::string states_key(std::string_view subject) {
    std::string text(subject);
    text += '\0';
    return text;
}

/// A state as a row of `states`: for each field that has a fact, in order, field byte, position,
/// size u64, value.
inline void append_state(std::string& out, const SubjectState& state) {
    for (auto number = 1; number <= static_cast<int>(last_field); ++number) {
        const auto fact = state.find(static_cast<Field>(number));
        if (!fact) { continue; }
        out += static_cast<char>(number);
        append_position(out, fact->position);
        core::append_u64_be(out, fact->value.size());
        out += fact->value;
    }
}

/// The values are views into `row`. Stops at the first misshapen byte.
[[nodiscard]] inline SubjectState read_state(std::string_view row) {
    constexpr std::size_t frame_size_bytes = 1 + position_size_bytes + 8;
    SubjectState state;
    while (row.size() >= frame_size_bytes) {
        const auto number = static_cast<unsigned char>(row.front());
        const auto position = read_position(row.substr(1));
        const auto size = core::read_u64_be(row.substr(1 + position_size_bytes));
        row.remove_prefix(frame_size_bytes);
        if (number > static_cast<unsigned char>(last_field) || size > row.size()) { break; }
        state.set(static_cast<Field>(number), StoredFact{position, row.substr(0, size)});
        row.remove_prefix(size);
    }
    return state;
}

/// A row of `subjects`.
struct SubjectRow {
    std::uint64_t first = 0;   ///< number of the event that first named it
    std::uint64_t fields = 0;  ///< a bit for each field that it ever had a fact of
};

constexpr std::uint64_t bit_of(Field field) {
    return std::uint64_t{1} << static_cast<unsigned>(field);
}

[[nodiscard]] inline std::string encode_subject(const SubjectRow& subject) {
    std::string row;
    core::append_u64_be(row, subject.first);
    core::append_u64_be(row, subject.fields);
    return row;
}

[[nodiscard]] inline SubjectRow read_subject(std::string_view row) {
    if (row.size() != 16) { return {}; }
    return {core::read_u64_be(row), core::read_u64_be(row.substr(8))};
}

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
