// One printed cell with its proof: for who quotes a single line of a report, or says that a measure
// does not stand in it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <peil/core/tree.hpp>
#include <peil/events/document.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peil::events {

/// A leaf of an edition's tree and its path to the root.
struct ProvenCell {
    std::uint64_t index = 0;
    DocumentCell cell;
    std::vector<core::Hash> path;
};

/// The edition's event with its place in the log, and one cell: or the two neighbours between which
/// a cell would stand, were it there. One neighbour is enough before the first and after the last.
struct CellProof {
    PublishedEvent published;  ///< without disclosures
    std::string subject;       ///< what was asked for
    std::string field;
    std::vector<ProvenCell> cells;
};

/// Proves the cells of one edition. The leaves are read and hashed once; each proof then costs the
/// logarithm of their number.
class CellProver {
  public:
    /// The document outlives this.
    explicit CellProver(const EditionDocument& document);

    /// The proof for a field of a subject such as `measure/8`; of its absence if the edition has
    /// no such cell. Source of the paths: RFC 6962 §2.1.1.
    [[nodiscard]] CellProof prove(std::string_view subject, std::string_view field) const;

  private:
    const std::vector<DocumentCell>& cells_;
    PublishedEvent published_;
    std::vector<std::pair<std::string, std::string>> names_;  ///< subject and field of each leaf
    std::vector<core::TreeNode> nodes_;
};

/// The format `peil.cell/1` of docs/FORMAT.md, and back. Errors: malformed_content.
[[nodiscard]] boost::json::object to_json(const CellProof& proof);
[[nodiscard]] core::Result<CellProof> parse_cell_proof(std::string_view text);

/// The claims `key`, `checkpoint` and `event` of check_document(), and `cell`: the words are those
/// of the edition, or it has no such cell. Never throws on input.
[[nodiscard]] std::vector<core::VerifiedClaim> check_cell_proof(const CellProof& proof,
                                                                const DocumentTrust& trust);

}  // namespace peil::events
