// Reading events and documents of editions, and what they prove by themselves.
// SPDX-License-Identifier: EUPL-1.2
#include "edition.hpp"

#include <algorithm>
#include <set>

namespace peil::audit {

namespace {

using Kind = Json::Kind;

constexpr std::size_t sequence_digits = 12;
constexpr std::uint64_t projection = 2;

/// What a disclosure says. Throws Refusal.
std::pair<std::string, Json> read_disclosure(const std::string& text) {
    auto json = parse_json(from_base64url(text));
    require(json.items.size() == 3 && json.items[0].kind == Kind::text &&
                json.items[1].kind == Kind::text,
            "a disclosure that is not of a member");
    return {json.items[1].text, std::move(json.items[2])};
}

void require_blocks(const Json& data, std::string_view name) {
    for (const auto& block : data.list_at(name)) {
        const bool is_list = block.text_at("type") == "list";
        static_cast<void>(is_list ? block.texts_at("items").size() : block.text_at("text").size());
        if (is_list) { static_cast<void>(block.at("ordered", Kind::boolean)); }
    }
}

/// The event publishes an edition that can be drawn.
void require_edition(const Event& event) {
    const auto& data = event.data;
    require(event.json.text_at("type") == "nl.peil.edition.published" &&
                data.number_at("projection") == projection,
            "the event publishes no edition that can be read");
    data.require_only({"_sd", "edition", "date", "title", "introduction", "columns", "chapters",
                       "rows", "cells", "projection", "source"});
    static_cast<void>(data.number_at("edition"));
    require(data.text_at("date").size() == 10, "a date that is none");
    if (data.find("title") != nullptr) { static_cast<void>(data.text_at("title")); }
    if (data.find("introduction") != nullptr) { require_blocks(data, "introduction"); }
    for (const auto& column : data.list_at("columns")) {
        require(!column.text_at("field").empty() && !column.text_at("label").empty(),
                "a column without field or label");
    }
    for (const auto& chapter : data.list_at("chapters")) {
        static_cast<void>(chapter.number_at("chapter"));
        static_cast<void>(chapter.at("titlePrinted", Kind::boolean));
    }
    for (const auto& row : data.list_at("rows")) {
        require(!row.items.empty(), "a row without a measure");
        for (const auto& number : row.items) { require(number.kind == Kind::text, "a bad number"); }
    }
}

void claim_cells(Claims& claims, Edition& edition) {
    Tree tree;
    std::size_t missing = 0;
    claim(claims, "cells", [&] {
        std::pair<std::string, std::string> last;
        for (const auto& cell : edition.document.list_at("cells")) {
            const Leaf leaf(cell.text_at("leaf"));
            require(last < leaf.name, "the leaves are not in order after " + last.first);
            last = leaf.name;
            tree.append(leaf_hash(cell.text_at("leaf")));
        }
        if (!edition.event) { throw Unproven("the edition's event cannot be read"); }
        const auto size = edition.document.list_at("cells").size();
        require(TreeHead{size, tree.root()} == edition.cells(),
                "they are not those that the edition commits to");
        return std::to_string(size) + " cells that the edition commits to, and no others";
    });
    claim(claims, "words", [&]() -> std::string {
        for (const auto& cell : edition.document.list_at("cells")) {
            const Leaf leaf(cell.text_at("leaf"));
            const auto* disclosure = cell.find("disclosure");
            auto content = leaf.content(disclosure == nullptr ? "" : disclosure->text);
            if (!content) { ++missing; }
            if (content) { edition.contents.emplace(leaf.name, std::move(*content)); }
        }
        if (!edition.event) { throw Unproven("the edition's event cannot be read"); }
        missing += edition.event->withheld_count;
        if (missing > 0) { throw Unproven(std::to_string(missing) + " texts are not shown"); }
        return "every printed text is the one that was recorded";
    });
}

std::string complete(const Edition& edition) {
    if (!edition.event) { throw Unproven("the edition's event cannot be read"); }
    std::map<std::string, bool> is_closed;  // of all measures that have a leaf
    for (const auto& cell : edition.document.list_at("cells")) {
        const auto [subject, field] = Leaf(cell.text_at("leaf")).name;
        if (subject.starts_with("measure/")) { is_closed[subject.substr(8)] |= field == "closure"; }
    }
    std::set<std::string> printed;
    for (const auto& row : edition.event->data.list_at("rows")) {
        for (const auto& number : row.items) {
            require(is_closed.contains(number.text) && printed.insert(number.text).second,
                    "measure " + number.text + " is printed without a leaf, or twice");
        }
    }
    for (const auto& [number, closed] : is_closed) {
        if (!closed && !printed.contains(number)) {
            throw Unproven("measure " + number + " is registered, and neither printed nor closed");
        }
    }
    return std::to_string(is_closed.size()) +
           " measures ever registered: " + std::to_string(printed.size()) +
           " printed, the others gone on a ground";
}

std::string follow_previous(const Edition& edition) {
    const auto* previous = edition.document.find("previous");
    if (previous == nullptr || previous->kind == Kind::null) {
        throw Unproven("the document names no edition before it", false);
    }
    if (!edition.checkpoint) { throw Unproven("there is no checkpoint to link it to"); }
    const auto before =
        open_checkpoint(previous->text_at("checkpoint"), edition.key->name, {&*edition.key, 1});
    require(
        is_consistent(before.tree, edition.checkpoint->tree, hashes_at(*previous, "consistency")),
        "the log does not continue that of the edition before");
    return "the log continues that of the edition before, " + std::to_string(before.tree.size) +
           " events then";
}

/// The one cell of a proof, or the neighbours between which it would stand.
std::string prove_cell(const Edition& edition) {
    if (!edition.event) { throw Unproven("the edition's event cannot be read"); }
    const auto& proof = edition.document;
    const std::pair wanted(proof.text_at("subject"), proof.text_at("field"));
    std::vector<std::pair<std::uint64_t, Leaf>> leaves;
    bool is_shown = true;
    for (const auto& cell : proof.list_at("cells")) {
        const auto& text = cell.text_at("leaf");
        leaves.emplace_back(cell.number_at("index"), text);
        require(is_included(leaf_hash(text), leaves.back().first, edition.cells(),
                            hashes_at(cell, "path")),
                "a leaf that is none of the edition");
        const auto* disclosure = cell.find("disclosure");
        is_shown = leaves.back().second.content(disclosure ? disclosure->text : "").has_value();
    }
    const auto count = leaves.size();
    const auto is_last = [&] { return leaves[0].first + 1 == edition.cells().size; };
    if (count == 1 && leaves[0].second.name == wanted) {
        if (!is_shown) { throw Unproven("its text is not shown"); }
        return wanted.first + ", " + wanted.second + " is printed so";
    }
    require((count == 1 && leaves[0].first == 0 && wanted < leaves[0].second.name) ||
                (count == 1 && is_last() && leaves[0].second.name < wanted) ||
                (count == 2 && leaves[0].first + 1 == leaves[1].first &&
                 leaves[0].second.name < wanted && wanted < leaves[1].second.name),
            "the leaves given are not the neighbours of that cell");
    return "the edition has no " + wanted.second + " of " + wanted.first;
}

}  // namespace

Event::Event(const std::string& bytes, const std::vector<std::string>& disclosures)
    : json(parse_canonical(bytes)), data(json.at("data", Kind::object)) {
    for (const auto* name : {"actor", "effective", "id", "source", "subject", "time", "type"}) {
        require(!json.text_at(name).empty(), "an event with an empty " + std::string(name));
    }
    const auto& digits = json.text_at("sequence");
    sequence = from_decimal(digits.substr(std::min(digits.find_first_not_of('0'), digits.size())));
    require(digits.size() == std::max(sequence_digits, std::to_string(sequence).size()) &&
                json.text_at("specversion") == "1.0" &&
                from_hex(json.text_at("prevhash")).size() == hash_size,
            "an event with a bad sequence, specversion or prevhash");
    std::set<std::string> digests;
    if (data.find("_sd") != nullptr) {
        for (const auto& digest : data.texts_at("_sd")) {
            require(digests.insert(digest).second, "a digest for the second time");
        }
    }
    for (const auto& text : disclosures) {
        auto [name, value] = read_disclosure(text);
        require(digests.erase(to_base64url(sha256(text))) == 1 && data.find(name) == nullptr,
                "a disclosure that the event does not name, or names besides");
        data.members.emplace_back(name, std::move(value));
    }
    withheld_count = digests.size();
}

std::vector<Hash> hashes_at(const Json& object, std::string_view name) {
    std::vector<Hash> hashes;
    for (const auto& text : object.texts_at(name)) {
        hashes.push_back(from_base64(text));
        require(hashes.back().size() == hash_size && hashes.size() <= 64,
                "a proof of other things than 64 hashes at most");
    }
    return hashes;
}

Leaf::Leaf(const std::string& text) {
    const auto json = parse_canonical(text);
    const bool has_digest = json.find("digest") != nullptr;
    json.require_only({"event", "field", "subject", has_digest ? "digest" : "value"});
    static_cast<void>(json.number_at("event"));
    name = {json.text_at("subject"), json.text_at("field")};
    (has_digest ? digest : value) = json.text_at(has_digest ? "digest" : "value");
    require(!has_digest || !digest.empty(), "a leaf with an empty digest");
}

std::optional<Json> Leaf::content(const std::string& disclosure) const {
    if (digest.empty()) {
        require(disclosure.empty(), "a text that the leaf does not name");
        return Json{.kind = Kind::text, .text = value};
    }
    if (disclosure.empty()) { return std::nullopt; }
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

Edition::Edition(std::string_view text) : document(parse_json(text)) {
    for (const auto* name : {"schema", "logKey", "event", "checkpoint"}) {
        static_cast<void>(document.text_at(name));
    }
    static_cast<void>(document.texts_at("disclosures"));
    static_cast<void>(hashes_at(document, "inclusion"));
    for (const auto& cell : document.list_at("cells")) {
        cell.require_only({"leaf", "disclosure", is_cell_proof() ? "path" : "leaf",
                           is_cell_proof() ? "index" : "leaf"});
        static_cast<void>(cell.text_at("leaf"));
        require(cell.find("disclosure") == nullptr || !cell.text_at("disclosure").empty(),
                "a disclosure that is empty");
    }
    const bool is_cell = is_cell_proof();
    document.require_only({"schema", "logKey", "event", "disclosures", "inclusion", "checkpoint",
                           "cells", is_cell ? "subject" : "previous", is_cell ? "field" : "cells"});
    const auto* previous = document.find("previous");
    if (previous != nullptr && previous->kind != Kind::null) {
        previous->require_only({"checkpoint", "consistency"});
        static_cast<void>(hashes_at(*previous, "consistency"));
    }
}

TreeHead Edition::cells() const {
    const auto& cells = event->data.at("cells", Kind::object);
    return {cells.number_at("size"), from_hex(cells.text_at("root"))};
}

void claim_edition(Claims& claims, Edition& edition, const Trust& trust) {
    const auto& document = edition.document;
    claim(claims, "key", [&] {
        const auto& vkey = document.text_at("logKey");
        edition.key = parse_key(vkey, log_key_type);
        if (trust.keys.empty()) { throw Unproven("no key was given to compare with " + vkey); }
        require(std::find(trust.keys.begin(), trust.keys.end(), *edition.key) != trust.keys.end(),
                vkey + " is not a key that is trusted");
        return "it is a key that is trusted, that of " + edition.key->name;
    });
    claim(claims, "checkpoint", [&] {
        if (!edition.key) { throw Unproven("the log's key cannot be read"); }
        edition.checkpoint =
            open_checkpoint(document.text_at("checkpoint"), edition.key->name, {&*edition.key, 1});
        return edition.key->name + " signed it over " +
               std::to_string(edition.checkpoint->tree.size) + " events";
    });
    claim(claims, "event", [&] {
        Event event(document.text_at("event"), document.texts_at("disclosures"));
        require_edition(event);
        edition.event = std::move(event);
        if (!edition.checkpoint) { throw Unproven("there is no checkpoint to prove it with"); }
        require(is_included(leaf_hash(document.text_at("event")), edition.event->sequence - 1,
                            edition.checkpoint->tree, hashes_at(document, "inclusion")),
                "the event does not lie in the tree of the checkpoint");
        return moment_of(edition) + " is event " + std::to_string(edition.event->sequence) +
               " of the log";
    });
    if (edition.is_cell_proof()) {
        claim(claims, "cell", [&] { return prove_cell(edition); });
    } else {
        claim_cells(claims, edition);
        claim(claims, "completeness", [&] { return complete(edition); });
        claim(claims, "previous", [&] { return follow_previous(edition); });
    }
    claim_witnesses(claims, document.text_at("checkpoint"), trust);
}

void claim_continuity(Claims& claims, const Edition& earlier, const Edition& later) {
    claim(claims, "continuity", [&]() -> std::string {
        const auto& vkey = later.document.text_at("logKey");
        require(vkey == earlier.document.text_at("logKey"), "the reports are of two logs or keys");
        if (!earlier.checkpoint || !later.checkpoint) {
            throw Unproven("a checkpoint is not signed by the log");
        }
        const auto& before = earlier.checkpoint->tree;
        const auto& now = later.checkpoint->tree;
        require(before.size != now.size || before == now,
                "the log signed two different histories of the same size");
        if (before == now) { return "both reports rest on the same checkpoint"; }
        const auto* previous = later.document.find("previous");
        if (previous == nullptr || previous->kind == Kind::null ||
            open_checkpoint(previous->text_at("checkpoint"), later.key->name, {&*later.key, 1})
                    .tree != before) {
            throw Unproven(
                "the later report is not linked to the earlier one; give the editions "
                "between them as well");
        }
        require(is_consistent(before, now, hashes_at(*previous, "consistency")),
                "the log of the later report does not continue that of the earlier one");
        return "the log of " + std::to_string(before.size) + " events grew to " +
               std::to_string(now.size) + " without a change";
    });
}

}  // namespace peil::audit
