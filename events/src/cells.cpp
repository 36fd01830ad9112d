// Which cells an edition has, and the tree over them.
// SPDX-License-Identifier: EUPL-1.2
#include "cell_fields.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/cells.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <tuple>

namespace peil::events {

bool is_printed(const CellField& cell, const EditionPublished& edition) {
    return cell.column.empty() ||
           std::any_of(edition.columns.begin(), edition.columns.end(),
                       [&](const EditionColumn& column) { return column.field == cell.column; });
}

std::string leader_of(const SubjectState& measure, const std::string& number) {
    const auto joint = measure.find(Field::joint);
    const auto row = decode_numbers(joint ? joint->value : "");
    return row.empty() ? number : row.front();
}

std::vector<Cell> edition_cells(const FactSource& facts, const EditionPublished& edition,
                                Moment moment, const FindDigest& find_digest) {
    std::vector<Cell> cells;
    for (const auto& row : edition.rows) {
        for (const auto& number : row) {
            const auto own = facts.state_of("measure/" + number, moment);
            const auto leading = facts.state_of("measure/" + leader_of(own, number), moment);
            for (const auto& cell : cell_fields) {
                const auto fact = (cell.is_of_row ? leading : own).find(cell.field);
                if (!fact || !is_printed(cell, edition)) { continue; }
                const auto sequence = fact->position.sequence;
                cells.push_back({.measure = number,
                                 .field = std::string(name_of(cell.field)),
                                 .event = sequence,
                                 .digest = cell.is_claim ? find_digest(sequence, cell.field) : "",
                                 .value = cell.is_claim ? "" : std::string(fact->value)});
            }
        }
    }
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
        return std::tie(a.measure, a.field) < std::tie(b.measure, b.field);
    });
    return cells;
}

std::string encode_cell(const Cell& cell) {
    boost::json::object leaf{{"event", static_cast<std::int64_t>(cell.event)},
                             {"field", cell.field},
                             {"measure", cell.measure}};
    if (cell.digest.empty()) {
        leaf["value"] = cell.value;
    } else {
        leaf["digest"] = cell.digest;
    }
    std::string bytes;
    core::append_canonical(bytes, leaf);
    return bytes;
}

CellTree cell_tree(const std::vector<Cell>& cells) {
    core::Hasher hasher;
    core::RightEdge edge;
    std::vector<core::TreeNode> nodes;
    for (const auto& cell : cells) {
        edge.append(hasher.leaf(core::as_bytes(encode_cell(cell))), hasher, nodes);
        nodes.clear();
    }
    return {core::to_hex(edge.root(hasher)), cells.size()};
}

std::string stored_digest(const core::Snapshot& ledger, std::uint64_t sequence, Field field) {
    for (const auto text : ledger.disclosures(sequence)) {
        const auto member = core::parse_disclosure(text);
        // A correction states all its fields in one claim.
        if (member && (member->name == name_of(field) || member->name == "content")) {
            return core::encode_base64url(core::as_bytes(core::sha256(core::as_bytes(text))));
        }
    }
    return "";
}

}  // namespace peil::events
