// Which cells an edition has, and the tree over them.
// SPDX-License-Identifier: EUPL-1.2
#include "cell_fields.hpp"
#include "json_read.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/canonical_json.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/error.hpp>
#include <peil/events/view.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

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

namespace {

/// Collects the cells of an edition.
class CellCollector {
  public:
    CellCollector(const FactSource& facts, const EditionPublished& edition, Moment moment,
                  const FindDigest& find_digest)
        : facts_(facts), edition_(edition), moment_(moment), find_digest_(find_digest) {}

    void collect_titles() {
        if (const auto title = programme_title(facts_, moment_)) {
            add_claim("programme", Field::title, *title);
        }
        for (const auto& chapter : edition_.chapters) {
            const auto subject = "chapter/" + std::to_string(chapter.chapter);
            const auto title = lookup(facts_, {subject, Field::title}, moment_);
            if (chapter.title_printed && title && !title->value.empty()) {
                add_claim(subject, Field::title, *title);
            }
        }
    }

    /// Every measure that was ever registered: printed, or closed.
    void collect_measures() {
        std::set<std::string_view> printed;
        for (const auto& row : edition_.rows) { printed.insert(row.begin(), row.end()); }
        for (const auto& subject : facts_.subjects(measure_prefix)) {
            const auto number = std::string_view(subject).substr(measure_prefix.size());
            const auto state = facts_.state_of(subject, moment_);
            if (!state.find(Field::chapter) && !state.find(Field::parent)) { continue; }
            if (printed.contains(number)) {
                collect_printed(subject, state);
            } else {
                collect_absent(subject, state);
            }
        }
    }

    std::vector<Cell> finish() {
        std::sort(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) {
            return std::tie(a.subject, a.field) < std::tie(b.subject, b.field);
        });
        return std::move(cells_);
    }

  private:
    static constexpr std::string_view measure_prefix = "measure/";

    void add_claim(const std::string& subject, Field field, const StoredFact& fact) {
        const auto sequence = fact.position.sequence;
        cells_.push_back({.subject = subject,
                          .field = std::string(name_of(field)),
                          .event = sequence,
                          .digest = find_digest_(sequence, field),
                          .value = ""});
    }
    void add_shown(const std::string& subject, Field field, const StoredFact& fact,
                   std::string value) {
        cells_.push_back({.subject = subject,
                          .field = std::string(name_of(field)),
                          .event = fact.position.sequence,
                          .digest = "",
                          .value = std::move(value)});
    }

    void collect_printed(const std::string& subject, const SubjectState& own) {
        const auto number = subject.substr(measure_prefix.size());
        const auto leading = facts_.state_of("measure/" + leader_of(own, number), moment_);
        for (const auto& cell : cell_fields) {
            const auto fact = (cell.is_of_row ? leading : own).find(cell.field);
            if (!fact || !is_printed(cell, edition_)) { continue; }
            if (cell.is_claim) {
                add_claim(subject, cell.field, *fact);
            } else {
                add_shown(subject, cell.field, *fact, std::string(fact->value));
            }
        }
    }

    void collect_absent(const std::string& subject, const SubjectState& state) {
        for (const auto field : {Field::chapter, Field::parent}) {
            if (const auto fact = state.find(field)) {
                add_shown(subject, field, *fact, std::string(fact->value));
            }
        }
        const auto fact = state.find(Field::closure);
        const auto closure = decode_closure(fact ? fact->value : "");
        if (!closure) { return; }
        add_shown(subject, Field::closure, *fact,
                  closure->into ? closure->ground + " " + *closure->into : closure->ground);
    }

    const FactSource& facts_;
    const EditionPublished& edition_;
    Moment moment_;
    const FindDigest& find_digest_;
    std::vector<Cell> cells_;
};

core::Error bad_leaf(const std::string& why) {
    return {make_error_code(Errc::malformed_content), "a leaf of the edition: " + why};
}

}  // namespace

std::vector<Cell> edition_cells(const FactSource& facts, const EditionPublished& edition,
                                Moment moment, const FindDigest& find_digest) {
    CellCollector collector(facts, edition, moment, find_digest);
    collector.collect_titles();
    collector.collect_measures();
    return collector.finish();
}

std::string encode_cell(const Cell& cell) {
    boost::json::object leaf{{"event", static_cast<std::int64_t>(cell.event)},
                             {"field", cell.field},
                             {"subject", cell.subject}};
    if (cell.digest.empty()) {
        leaf["value"] = cell.value;
    } else {
        leaf["digest"] = cell.digest;
    }
    std::string bytes;
    core::append_canonical(bytes, leaf);
    return bytes;
}

core::Result<Cell> parse_cell(std::string_view leaf) {
    const auto json = core::CanonicalJson::parse(leaf);
    if (!json) { return bad_leaf(json.error().detail); }
    const auto* object = json->value().if_object();
    if (object == nullptr) { return bad_leaf("it is no object"); }
    Cell cell{.subject = read_text(*object, "subject"),
              .field = read_text(*object, "field"),
              .event = read_number(*object, "event"),
              .digest = read_text(*object, "digest"),
              .value = read_text(*object, "value")};
    if (encode_cell(cell) != leaf) { return bad_leaf("it has other members than a leaf has"); }
    return cell;
}

std::vector<core::Hash> cell_leaves(const std::vector<Cell>& cells) {
    core::Hasher hasher;
    std::vector<core::Hash> leaves;
    leaves.reserve(cells.size());
    for (const auto& cell : cells) {
        leaves.push_back(hasher.leaf(core::as_bytes(encode_cell(cell))));
    }
    return leaves;
}

CellTree cell_tree(const std::vector<Cell>& cells) {
    core::Hasher hasher;
    core::RightEdge edge;
    std::vector<core::TreeNode> nodes;
    for (const auto& leaf : cell_leaves(cells)) {
        edge.append(leaf, hasher, nodes);
        nodes.clear();
    }
    return {core::to_hex(edge.root(hasher)), cells.size()};
}

core::Result<std::vector<Cell>> stored_cells(const FactSource& facts, const core::Snapshot& ledger,
                                             const EditionRecord& record) {
    const auto as_of = parse_moment(record.edition.date);
    if (!as_of || record.edition.projection != projection_version) {
        return core::Error(make_error_code(Errc::malformed_content),
                           "its date or projection cannot be read");
    }
    return edition_cells(facts, record.edition, {.as_of = *as_of, .known = record.sequence},
                         [&](std::uint64_t sequence, Field field) {
                             return stored_digest(ledger, sequence, field);
                         });
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
