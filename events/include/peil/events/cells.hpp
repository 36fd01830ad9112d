// The cells of an edition: one leaf for each printed field of the programme, of each chapter and of
// each measure, in a Merkle tree whose root the edition's event carries. A cell names the event
// that set it and the digest of its content there, so that the edition commits to the printed words
// without containing them. Measures that are not printed have leaves as well: they say why.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/ledger.hpp>
#include <peil/events/event.hpp>
#include <peil/events/fact.hpp>
#include <peil/events/matrix.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace peil::events {

/// One field of one subject.
struct Cell {
    std::string subject;  ///< `measure/8`, `chapter/2`, `programme`
    std::string field;
    std::uint64_t event = 0;  ///< number of the event that set it
    std::string digest;       ///< base64url, of the disclosure with the content; or empty
    std::string value;        ///< of a field that stands in the event itself
    friend bool operator==(const Cell&, const Cell&) = default;
};

/// The digest (base64url) of the claim by which an event states a field.
using FindDigest = std::function<std::string(std::uint64_t sequence, Field field)>;

/// The cells of an edition at a moment, sorted by subject and field as bytes.
[[nodiscard]] std::vector<Cell> edition_cells(const FactSource& facts,
                                              const EditionPublished& edition, Moment moment,
                                              const FindDigest& find_digest);

/// The leaf of a cell: canonical JSON with subject, field, event, and digest or value.
[[nodiscard]] std::string encode_cell(const Cell& cell);
/// The inverse of encode_cell(), for text that nobody vouches for. Errors: malformed_content.
[[nodiscard]] core::Result<Cell> parse_cell(std::string_view leaf);

/// Root and size of the RFC 6962 tree over the cells in their order.
[[nodiscard]] CellTree cell_tree(const std::vector<Cell>& cells);

/// The leaves of the tree over the cells, in their order.
[[nodiscard]] std::vector<core::Hash> cell_leaves(const std::vector<Cell>& cells);

/// The digest of a claim of a stored event; empty if its disclosure is not there.
[[nodiscard]] std::string stored_digest(const core::Snapshot& ledger, std::uint64_t sequence,
                                        Field field);

/// The cells of a published edition, drawn from the ledger again. Errors: malformed_content if its
/// date or its projection cannot be read.
[[nodiscard]] core::Result<std::vector<Cell>> stored_cells(const FactSource& facts,
                                                           const core::Snapshot& ledger,
                                                           const EditionRecord& record);

}  // namespace peil::events
