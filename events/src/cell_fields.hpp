// The fields of a measure that an edition prints: those that have a cell in its tree.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>

#include <array>
#include <string>
#include <string_view>

namespace peil::events {

struct CellField {
    Field field;
    bool is_claim;            ///< its content is disclosed apart
    bool is_of_row;           ///< in a joint row it is the first number's
    std::string_view column;  ///< printed only with this column; empty: always
};

inline constexpr std::array cell_fields{
    CellField{Field::chapter, false, false, ""},
    CellField{Field::parent, false, false, ""},
    CellField{Field::joint, false, false, ""},
    CellField{Field::description, true, false, "description"},
    CellField{Field::planning, true, true, "planning"},
    CellField{Field::status, false, true, "planning"},
    CellField{Field::progress, true, true, "progress"},
    CellField{Field::footnotes, true, false, ""},
};

[[nodiscard]] bool is_printed(const CellField& cell, const EditionPublished& edition);

/// The measure that a joint row has its planning, status, and progress from.
[[nodiscard]] std::string leader_of(const SubjectState& measure, const std::string& number);

}  // namespace peil::events
