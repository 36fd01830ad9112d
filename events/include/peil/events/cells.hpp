// The cells of an edition: one leaf for each field of each printed measure, in a Merkle tree whose
// root the edition's event carries. A cell names the event that set it and the digest of its
// content there, so that the edition commits to the printed words without containing them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace peil::events {

/// One printed field of one measure.
struct Cell {
    std::string measure;
    std::string field;
    std::uint64_t event = 0;  ///< number of the event that set it
    std::string digest;       ///< base64url, of the disclosure with the content; or empty
    std::string value;        ///< of a field that stands in the event itself
};

/// The digest (base64url) of the claim by which an event states a field.
using FindDigest = std::function<std::string(std::uint64_t sequence, Field field)>;

/// The cells of an edition at a moment, sorted by measure and field as bytes.
[[nodiscard]] std::vector<Cell> edition_cells(const FactSource& facts,
                                              const EditionPublished& edition, Moment moment,
                                              const FindDigest& find_digest);

/// The leaf of a cell: canonical JSON with measure, field, event, and digest or value.
[[nodiscard]] std::string encode_cell(const Cell& cell);

/// Root and size of the RFC 6962 tree over the cells in their order.
[[nodiscard]] CellTree cell_tree(const std::vector<Cell>& cells);

/// The digest of a claim of a stored event; empty if its disclosure is not there.
[[nodiscard]] std::string stored_digest(const core::Snapshot& ledger, std::uint64_t sequence,
                                        Field field);

}  // namespace peil::events
