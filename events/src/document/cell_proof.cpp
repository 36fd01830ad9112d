// Making and checking the proof of one cell.
// SPDX-License-Identifier: EUPL-1.2
#include "../json_read.hpp"
#include "document_json.hpp"
#include "key_history.hpp"
#include "published_check.hpp"
#include <peil/core/canonical_json.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/cell_proof.hpp>
#include <peil/events/error.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace peil::events {

namespace {

namespace json = boost::json;
using core::VerifiedClaim;

constexpr std::string_view cell_schema = "peil.cell/1";

/// The tree over the cells of a document, in memory.
class CellHashes final : public core::HashReader {
  public:
    explicit CellHashes(const std::vector<core::TreeNode>& nodes) : nodes_(nodes) {}
    void read(std::span<const core::NodeId> ids, std::span<core::Hash> out) const override {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            out[i] = nodes_[core::stored_index(ids[i])].hash;
        }
    }

  private:
    const std::vector<core::TreeNode>& nodes_;
};

using CellName = std::pair<std::string, std::string>;

CellName name_of_leaf(const DocumentCell& cell) {
    const auto read = parse_cell(cell.leaf);
    return read ? CellName{read->subject, read->field} : CellName{};
}

/// The one claim about cells that every proof of a cell makes.
class CellCheck {
  public:
    CellCheck(const CellProof& proof, const EditionEvent& edition)
        : proof_(proof), edition_(edition), wanted_(proof.subject, proof.field) {}

    VerifiedClaim run() {
        for (const auto& each : proof_.cells) {
            const auto read = parse_cell(each.cell.leaf);
            if (!read) { return contradicted("cell", read.error().detail); }
            const auto fault = find_fault(each, *read);
            if (!fault.empty()) { return contradicted("cell", fault); }
            names_.emplace_back(read->subject, read->field);
        }
        if (names_.size() == 1 && names_.front() == wanted_) {
            return proof_.cells.front().cell.disclosure.empty() && has_digest()
                       ? unproven("cell", "its text is not shown")
                       : proven("cell",
                                fmt::format("{}, {} is printed so in edition {}", wanted_.first,
                                            wanted_.second, edition_.edition.edition));
        }
        return is_absent()
                   ? proven("cell",
                            fmt::format("edition {} has no {} of {}", edition_.edition.edition,
                                        wanted_.second, wanted_.first))
                   : contradicted("cell", "the leaves given are not the neighbours of that cell");
    }

  private:
    [[nodiscard]] std::string find_fault(const ProvenCell& each, const Cell& cell) const {
        const auto root = core::hash_from_hex(edition_.edition.cells.root);
        const auto leaf = core::Hasher().leaf(core::as_bytes(each.cell.leaf));
        const auto included =
            root ? core::verify_inclusion(
                       each.path, {.index = each.index, .tree_size = edition_.edition.cells.size},
                       leaf, *root)
                 : core::Error(core::Errc::proof_rejected, "the edition names no root");
        if (!included) { return included.error().detail; }
        if (each.cell.disclosure.empty() && !cell.digest.empty()) { return ""; }
        const auto content = cell_content(cell, each.cell.disclosure);
        return content ? "" : content.error().detail;
    }
    [[nodiscard]] bool has_digest() const {
        return !parse_cell(proof_.cells.front().cell.leaf)->digest.empty();
    }
    /// Whether the cell would stand between the leaves, or beyond the first or last.
    [[nodiscard]] bool is_absent() const {
        const auto size = edition_.edition.cells.size;
        if (names_.size() == 1) {
            const auto index = proof_.cells.front().index;
            return (index == 0 && wanted_ < names_.front()) ||
                   (index + 1 == size && names_.front() < wanted_);
        }
        return names_.size() == 2 && proof_.cells[0].index + 1 == proof_.cells[1].index &&
               names_[0] < wanted_ && wanted_ < names_[1];
    }

    const CellProof& proof_;
    const EditionEvent& edition_;
    CellName wanted_;
    std::vector<CellName> names_;
};

core::Error bad_proof(const std::string& why) {
    return {make_error_code(Errc::malformed_content), "not the proof of a cell: " + why};
}

}  // namespace

CellProver::CellProver(const EditionDocument& document)
    : cells_(document.cells), published_(document.published) {
    published_.disclosures.clear();
    core::Hasher hasher;
    core::RightEdge edge;
    for (const auto& cell : cells_) {
        names_.push_back(name_of_leaf(cell));
        edge.append(hasher.leaf(core::as_bytes(cell.leaf)), hasher, nodes_);
    }
}

CellProof CellProver::prove(std::string_view subject, std::string_view field) const {
    CellProof proof{.published = published_,
                    .subject = std::string(subject),
                    .field = std::string(field),
                    .cells = {}};
    const CellHashes hashes(nodes_);
    const CellName wanted{proof.subject, proof.field};
    const auto found = std::lower_bound(names_.begin(), names_.end(), wanted);
    const auto place = static_cast<std::size_t>(found - names_.begin());
    const auto add = [&](std::size_t index, bool with_words) {
        auto cell = cells_[index];
        if (!with_words) { cell.disclosure.clear(); }
        auto path = core::prove_inclusion({.index = index, .tree_size = cells_.size()}, hashes);
        proof.cells.push_back({index, std::move(cell), path ? *path : std::vector<core::Hash>{}});
    };
    if (found != names_.end() && *found == wanted) {
        add(place, true);
        return proof;
    }
    if (place > 0) { add(place - 1, false); }
    if (place < cells_.size()) { add(place, false); }
    return proof;
}

json::object to_json(const CellProof& proof) {
    auto object = published_json(cell_schema, proof.published);
    object["subject"] = proof.subject;
    object["field"] = proof.field;
    json::array cells;
    for (const auto& each : proof.cells) {
        json::object cell{{"index", static_cast<std::int64_t>(each.index)},
                          {"leaf", each.cell.leaf},
                          {"path", hashes_json(each.path)}};
        if (!each.cell.disclosure.empty()) { cell["disclosure"] = each.cell.disclosure; }
        cells.push_back(std::move(cell));
    }
    object["cells"] = std::move(cells);
    return object;
}

core::Result<CellProof> parse_cell_proof(std::string_view text) {
    const auto parsed = core::parse_strict(text);
    if (!parsed) { return bad_proof(parsed.error().detail); }
    const auto* object = parsed->if_object();
    if (object == nullptr || read_text(*object, "schema") != cell_schema) {
        return bad_proof("its schema is not " + std::string(cell_schema));
    }
    DocumentReader reader(*object);
    CellProof proof{.published = read_published(reader),
                    .subject = reader.text("subject"),
                    .field = reader.text("field"),
                    .cells = {}};
    auto keys = read_key_history(*object);
    if (!keys) { return bad_proof(keys.error().detail); }
    proof.published.keys = *std::move(keys);
    for (const auto& item : reader.array("cells")) {
        const auto* cell = item.if_object();
        if (cell == nullptr || proof.cells.size() == 2) {
            return bad_proof("/cells is not a list of one or two objects");
        }
        DocumentReader leaf(*cell);
        proof.cells.push_back({read_number(*cell, "index"),
                               {leaf.text("leaf"), read_text(*cell, "disclosure")},
                               leaf.hashes("path")});
        if (!leaf.fault().empty()) { return bad_proof("/cells" + leaf.fault()); }
    }
    if (!reader.fault().empty()) { return bad_proof(reader.fault()); }
    if (!is_all_of(*parsed, to_json(proof))) {
        return bad_proof("it has members that such a proof has not");
    }
    return proof;
}

std::vector<VerifiedClaim> check_cell_proof(const CellProof& proof, const DocumentTrust& trust) {
    PublishedCheck published(proof.published, trust);
    std::vector<VerifiedClaim> claims;
    claims.push_back(published.check_key());
    claims.push_back(published.check_checkpoint());
    claims.push_back(published.check_event());
    claims.push_back(published.edition() ? CellCheck(proof, *published.edition()).run()
                                         : unproven("cell", "the edition's event cannot be read"));
    return claims;
}

}  // namespace peil::events
