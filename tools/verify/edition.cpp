// Events and documents of editions, and what they prove by themselves: docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <set>

namespace peil::audit {

namespace {

using Kind = Json::Kind;

/// A leaf of the tree of an edition, with its words if they are shown.
struct Leaf {
    explicit Leaf(const Json& cell) : bytes(cell.text_at("leaf")) {
        const auto json = parse_canonical(bytes);
        const bool has_digest = json.find("digest") != nullptr;
        json.require_only({"event", "field", "subject", has_digest ? "digest" : "value"});
        name = {json.text_at("subject"), json.text_at("field")};
        (has_digest ? digest : value) = json.text_at(has_digest ? "digest" : "value");
        if (cell.find("disclosure") != nullptr) { disclosure = cell.text_at("disclosure"); }
        require(has_digest != digest.empty() && json.number_at("event") > 0, "a bad leaf");
    }
    /// Nothing if the words are withheld.
    [[nodiscard]] std::optional<Json> content() const;
    std::string bytes;
    CellName name;
    std::string digest;
    std::string value;
    std::string disclosure;
};

std::vector<Leaf> leaves_of(const Json& document) {
    std::vector<Leaf> leaves;
    for (const auto& cell : document.list_at("cells")) { leaves.emplace_back(cell); }
    return leaves;
}

/// Name and value. Throws Refusal.
std::pair<std::string, Json> read_disclosure(const std::string& text) {
    auto json = parse_json(from_base64url(text));
    require(json.items.size() == 3 && json.items[0].kind == Kind::text &&
                json.items[1].kind == Kind::text && json.items[1].text != "_sd" &&
                json.items[1].text != "_sd_alg" && json.items[1].text != "...",
            "a disclosure that is not of a member");
    return {json.items[1].text, std::move(json.items[2])};
}

std::optional<Json> Leaf::content() const {
    if (disclosure.empty()) {
        return digest.empty() ? std::optional(Json{.kind = Kind::text, .text = value})
                              : std::nullopt;
    }
    require(to_base64url(sha256(disclosure)) == digest,
            name.first + ", " + name.second + ": these are not the words that were recorded");
    auto [found, content] = read_disclosure(disclosure);
    // A correction states its fields in one member, and one of a correction in one within it.
    while (found == "content" && content.kind == Kind::object) {
        found = content.find(name.second) != nullptr ? name.second : "content";
        require(content.find(found) != nullptr, "a correction that does not state the field");
        content = Json(*content.find(found));
    }
    require(found == name.second, "a disclosure of another field");
    return content;
}

const Event& event_of(const Edition& edition) {
    if (!edition.event) { throw Unproven("the edition's event cannot be read"); }
    return *edition.event;
}

/// The tree of its cells, to which the event commits.
TreeHead cell_tree(const Edition& edition) {
    const auto& cells = event_of(edition).data.at("cells", Kind::object);
    return {cells.number_at("size"), from_hex(cells.text_at("root"))};
}

std::string count_cells(const Edition& edition) {
    CellName last;
    std::vector<Hash> hashes;
    for (const auto& leaf : leaves_of(edition.document)) {
        require(last < leaf.name, "the leaves are not in order after " + last.first);
        last = leaf.name;
        hashes.push_back(leaf_hash(leaf.bytes));
    }
    require(TreeHead{hashes.size(), root_of(hashes)} == cell_tree(edition),
            "they are not those that the edition commits to");
    return std::to_string(hashes.size()) + " cells that the edition commits to, and no others";
}

std::string read_words(Edition& edition) {
    std::size_t missing = 0;
    for (const auto& leaf : leaves_of(edition.document)) {
        auto content = leaf.content();
        if (content) { edition.contents.emplace(leaf.name, *std::move(content)); }
        missing += edition.contents.contains(leaf.name) ? 0U : 1U;
    }
    missing += event_of(edition).withheld_count;
    if (missing > 0) { throw Unproven(std::to_string(missing) + " texts are not shown"); }
    return "every printed text is the one that was recorded";
}

std::string count_measures(const Edition& edition) {
    std::map<std::string, bool> is_gone;  // of all measures that have a leaf
    for (const auto& leaf : leaves_of(edition.document)) {
        const auto& [subject, field] = leaf.name;
        if (subject.starts_with("measure/")) { is_gone[subject.substr(8)] |= field == "closure"; }
    }
    std::set<std::string> printed;
    for (const auto& row : event_of(edition).data.list_at("rows")) {
        for (const auto& number : row.items) {
            require(is_gone.contains(number.text) && printed.insert(number.text).second,
                    "measure " + number.text + " is printed without a leaf, or twice");
        }
    }
    for (const auto& [number, gone] : is_gone) {
        if (gone || printed.contains(number)) { continue; }
        throw Unproven("measure " + number + " is registered, and neither printed nor closed");
    }
    return std::to_string(is_gone.size()) +
           " measures ever registered: " + std::to_string(printed.size()) +
           " printed, the others gone on a ground";
}

/// The tree at the edition before, from which the log of this one grew.
TreeHead previous_tree(const Edition& edition) {
    const auto* previous = edition.document.find("previous");
    if (previous == nullptr || previous->kind == Kind::null) {
        throw Unproven("the document names no edition before it", false);
    }
    if (!edition.log) { throw Unproven("there is no checkpoint to link it to"); }
    const auto before = LogKeys(edition.document).open(previous->text_at("checkpoint"));
    require(is_consistent(before, *edition.log, hashes_at(*previous, "consistency")),
            "the log does not continue that of the edition before");
    return before;
}

/// The one cell of a proof, or the neighbours between which it would stand.
std::string prove_cell(const Edition& edition) {
    const auto& proof = edition.document;
    const CellName wanted(proof.text_at("subject"), proof.text_at("field"));
    const auto tree = cell_tree(edition);
    const auto leaves = leaves_of(proof);
    std::vector<std::uint64_t> places;
    for (const auto& cell : proof.list_at("cells")) {
        places.push_back(cell.number_at("index"));
        const auto& leaf = leaves[places.size() - 1];
        require(is_included(leaf_hash(leaf.bytes), places.back(), tree, hashes_at(cell, "path")),
                "a leaf that is none of the edition");
        if (!leaf.content() && leaf.name == wanted) { throw Unproven("its text is not shown"); }
    }
    const auto says = wanted.first + ", " + wanted.second;
    if (leaves.size() == 1 && leaves[0].name == wanted) { return says + " is printed so"; }
    const bool is_first = leaves.size() == 1 && places[0] == 0 && wanted < leaves[0].name;
    const bool is_last =
        leaves.size() == 1 && places[0] + 1 == tree.size && leaves[0].name < wanted;
    require(is_first || is_last ||
                (leaves.size() == 2 && places[0] + 1 == places[1] && leaves[0].name < wanted &&
                 wanted < leaves[1].name),
            "the leaves given are not the neighbours of that cell");
    return says + " is not in the edition";
}

}  // namespace

std::vector<Hash> hashes_at(const Json& object, std::string_view name,
                            std::string (*read)(std::string_view)) {
    std::vector<Hash> hashes;
    for (const auto& text : object.texts_at(name)) {
        hashes.push_back(read(text));
        require(hashes.back().size() == hash_size && hashes.size() <= 64, "a bad list of hashes");
    }
    return hashes;
}

std::uint64_t from_padded(const std::string& text) {
    const auto number =
        from_decimal(text.substr(std::min(text.find_first_not_of('0'), text.size())));
    const auto size = std::max<std::size_t>(12, std::to_string(number).size());
    require(text.size() == size, "a number that is not padded to twelve digits");
    return number;
}

Event::Event(const std::string& bytes, const std::vector<std::string>& disclosures)
    : json(parse_canonical(bytes)), data(json.at("data", Kind::object)) {
    for (const auto* name : {"actor", "effective", "id", "source", "subject", "time", "type"}) {
        require(!json.text_at(name).empty(), "an event with an empty " + std::string(name));
    }
    sequence = from_padded(json.text_at("sequence"));
    require(json.text_at("specversion") == "1.0" &&
                from_hex(json.text_at("prevhash")).size() == hash_size,
            "an event with a bad specversion or prevhash");
    const auto named =
        data.find("_sd") == nullptr ? std::vector<std::string>() : data.texts_at("_sd");
    std::set<std::string> digests(named.begin(), named.end());
    require(digests.size() == named.size(), "an event with a digest for the second time");
    for (const auto& text : disclosures) {
        auto [name, value] = read_disclosure(text);
        require(digests.erase(to_base64url(sha256(text))) == 1 && data.find(name) == nullptr,
                "a disclosure that the event does not name");
        data.members.emplace_back(name, std::move(value));
    }
    withheld_count = digests.size();
}

Edition::Edition(std::string_view text) : document(parse_json(text)) {
    const bool is_cell = is_cell_proof();
    document.require_only({"schema", "logKey", "keys", "event", "disclosures", "inclusion",
                           "checkpoint", "cells", is_cell ? "subject" : "previous",
                           is_cell ? "field" : "cells"});
    const auto texts = document.text_at("logKey") + document.text_at("event");
    const auto count =
        hashes_at(document, "inclusion").size() + document.texts_at("disclosures").size();
    require(texts.size() + count + document.text_at("checkpoint").size() > 0, "an empty document");
    for (const auto& cell : document.list_at("cells")) {
        cell.require_only(
            {"leaf", "disclosure", is_cell ? "path" : "leaf", is_cell ? "index" : "leaf"});
        require(!cell.text_at("leaf").empty() &&
                    (cell.find("disclosure") == nullptr || !cell.text_at("disclosure").empty()),
                "a cell without a leaf, or with an empty disclosure");
    }
    if (document.find("keys") != nullptr) {
        const auto& history = document.at("keys", Kind::object);
        history.require_only({"checkpoint", "consistency", "events"});
        for (const auto& each : history.list_at("events")) {
            each.require_only({"event", "inclusion"});
        }
    }
    const auto* previous = document.find("previous");
    if (previous != nullptr && previous->kind != Kind::null) {
        previous->require_only({"checkpoint", "consistency"});
    }
}

void claim_edition(Claims& claims, Edition& edition, const Trust& trust) {
    const auto& document = edition.document;
    claim_key(claims, document, trust);
    claim(claims, "checkpoint", [&] {
        edition.log = LogKeys(document).open(document.text_at("checkpoint"));
        return "the key signed it over " + std::to_string(edition.log->size) + " events";
    });
    claim(claims, "event", [&] {
        Event event(document.text_at("event"), document.texts_at("disclosures"));
        require(event.json.text_at("type") == "nl.peil.edition.published" &&
                    event.data.number_at("projection") == 2,
                "the event publishes no edition that can be read");
        event.data.require_only({"_sd", "edition", "date", "title", "introduction", "columns",
                                 "chapters", "rows", "cells", "projection", "source"});
        edition.event = std::move(event);
        if (!edition.log) { throw Unproven("there is no checkpoint to prove it with"); }
        require(is_included(leaf_hash(document.text_at("event")), edition.event->sequence - 1,
                            *edition.log, hashes_at(document, "inclusion")),
                "the event does not lie in the tree of the checkpoint");
        return "edition " + std::to_string(edition.event->data.number_at("edition")) + " of " +
               edition.event->data.text_at("date") + " is event " +
               std::to_string(edition.event->sequence) + " of the log";
    });
    if (edition.is_cell_proof()) {
        claim(claims, "cell", [&] { return prove_cell(edition); });
    } else {
        claim(claims, "cells", [&] { return count_cells(edition); });
        claim(claims, "words", [&] { return read_words(edition); });
        claim(claims, "completeness", [&] { return count_measures(edition); });
        claim(claims, "previous", [&] {
            return "the log continues that of the edition before, " +
                   std::to_string(previous_tree(edition).size) + " events then";
        });
    }
    claim_witnesses(claims, document.text_at("checkpoint"), trust);
}

void claim_continuity(Claims& claims, const Edition& earlier, const Edition& later) {
    claim(claims, "continuity", [&]() -> std::string {
        require(earlier.document.text_at("logKey") == later.document.text_at("logKey"),
                "the reports are of two logs, or of one with two keys");
        if (!earlier.log || !later.log) { throw Unproven("a checkpoint is not signed by the log"); }
        require(earlier.log->size != later.log->size || *earlier.log == *later.log,
                "the log signed two different histories of the same size");
        if (*earlier.log == *later.log) { return "both reports rest on the same checkpoint"; }
        if (previous_tree(later) != *earlier.log) {
            throw Unproven(
                "the later report is not linked to the earlier one; give the editions "
                "between them as well");
        }
        return "the log of " + std::to_string(earlier.log->size) + " events grew to " +
               std::to_string(later.log->size) + " without a change";
    });
}

}  // namespace peil::audit
