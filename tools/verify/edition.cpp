// Events and documents of editions: what they prove by themselves, and what several files say of
// one log. docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <tuple>

namespace peil::audit {

namespace {

constexpr string_view data_shape =
    R"({"_sd?":[""],"edition":0,"date":"","title?":"","introduction?":[{}],"projection":0,)"
    R"("columns":[{"field":"","label":""}],"chapters":[{"chapter":0,"titlePrinted":true}],)"
    R"("rows":[[""]],"cells":{"root":"","size":0},"source?":{}})";
constexpr string_view event_shape =
    R"({"actor":"","contribution?":"","data":{},"effective":"","id":"","mustunderstand?":true,)"
    R"("prevhash":"hex hash","sequence":"","source":"","specversion":"","subject":"","time":"",)"
    R"("type":""})";

/// Name and value. Throws Refusal.
pair<string, Json> read_disclosure(const string& text) {
    auto json = parse_json(from_base64url(text));
    require(json.items.size() == 3, "a disclosure that is not of a member");
    const auto& name = json.items[1].text;
    require(json.items[0].kind == Json::Kind::text && !name.empty() && name != "_sd" &&
                name != "_sd_alg" && name != "...",
            "a disclosure with a bad salt or name");
    return {name, json.items[2]};
}

/// A leaf of the tree of an edition, with its words if they are shown.
struct Leaf {
    explicit Leaf(const Json& cell)
        : bytes(cell["leaf"].text),
          disclosure(cell["disclosure"].text),
          json(parse_canonical(bytes)),
          name(json["subject"].text, json["field"].text) {
        require_shape(json, R"({"event":0,"field":"","subject":"","digest?":"","value?":""})");
        const bool has_digest = !json["digest"].text.empty();
        require(json["event"].number > 0 && has_digest == json["value"].is_null(), "a bad leaf");
    }
    /// Nothing if the words are withheld.
    [[nodiscard]] optional<Json> content() const {
        const auto& value = json["value"];
        if (disclosure.empty()) { return value.is_null() ? nullopt : optional(value); }
        require(to_base64url(sha256(disclosure)) == json["digest"].text,
                name.first + ", " + name.second + ": these are not the words that were recorded");
        auto [found, content] = read_disclosure(disclosure);
        // A correction states its fields in one member, and one of a correction in one within it.
        while (found == "content" && !content.is_null()) {
            found = content[name.second].is_null() ? "content" : name.second;
            content = Json(content[found]);
        }
        require(found == name.second, "a disclosure of another field");
        return content;
    }
    string bytes;
    string disclosure;
    Json json;
    CellName name;
};

vector<Leaf> leaves_of(const Edition& edition) {
    const auto& cells = edition.document["cells"].items;
    return {cells.begin(), cells.end()};
}

const Event& event_of(const Edition& edition) {
    if (!edition.event) { throw Unproven("the edition's event cannot be read"); }
    return *edition.event;
}

/// The tree of its cells, to which the event commits.
TreeHead cell_tree(const Edition& edition) {
    const auto& cells = event_of(edition).data["cells"];
    return {static_cast<uint64_t>(cells["size"].number), from_hex(cells["root"].text)};
}

string count_cells(const Edition& edition) {
    CellName last;
    vector<Hash> hashes;
    for (const auto& leaf : leaves_of(edition)) {
        require(last < leaf.name, "the leaves are not in order after " + last.first);
        last = leaf.name;
        hashes.push_back(leaf_hash(leaf.bytes));
    }
    require(TreeHead{hashes.size(), root_of(hashes)} == cell_tree(edition),
            "they are not those that the edition commits to");
    return to_string(hashes.size()) + " cells that the edition commits to, and no others";
}

string read_words(Edition& edition) {
    size_t missing = 0;
    for (const auto& leaf : leaves_of(edition)) {
        auto content = leaf.content();
        if (!content) { ++missing; }
        if (content) { edition.contents.emplace(leaf.name, *std::move(content)); }
    }
    missing += event_of(edition).withheld_count;
    if (missing > 0) { throw Unproven(to_string(missing) + " texts are not shown"); }
    return "every printed text is the one that was recorded";
}

/// All measures that have a leaf, and whether they are gone.
map<string, bool> measures_of(const Edition& edition) {
    map<string, bool> is_gone;
    for (const auto& leaf : leaves_of(edition)) {
        const auto& [subject, field] = leaf.name;
        if (subject.starts_with("measure/")) { is_gone[subject.substr(8)] |= field == "closure"; }
    }
    return is_gone;
}

string count_measures(const Edition& edition) {
    const auto is_gone = measures_of(edition);
    set<string> printed;
    for (const auto& row : event_of(edition).data["rows"].items) {
        for (const auto& number : row.items) {
            require(is_gone.contains(number.text) && printed.insert(number.text).second,
                    "measure " + number.text + " is printed without a leaf, or twice");
        }
    }
    for (const auto& [number, gone] : is_gone) {
        if (gone || printed.contains(number)) { continue; }
        throw Unproven("measure " + number + " is registered, and neither printed nor closed");
    }
    return "of the " + to_string(is_gone.size()) + " measures that this edition names " +
           to_string(printed.size()) + " are printed, and the others gone on a ground";
}

/// That its log grew from that of the edition before.
Link previous_link(const Edition& edition) {
    const auto& previous = edition.document["previous"];
    if (previous.is_null()) { throw Unproven("the document names no edition before it", false); }
    if (!edition.tree) { throw Unproven("there is no checkpoint to link it to"); }
    return edition.log->grown(previous["checkpoint"].text, edition.document["checkpoint"].text,
                              previous["consistency"]);
}

/// That what others signed is about this log, each grown from the one before.
string prove_evidence(Edition& edition) {
    if (!edition.tree) { throw Unproven("there is no checkpoint that leads to it"); }
    string sizes;
    string_view last = edition.document["checkpoint"].text;
    for (const auto& each : edition.document["evidence"].items) {
        const auto& note = each["checkpoint"].text;
        const auto link = edition.log->grown(last, note, each["consistency"]);
        last = note;
        sizes += (sizes.empty() ? "" : " and ") + to_string(link.second.size);
        const auto text = parse_note(note).text;
        auto stamped = text;
        for (const auto& timestamp : each["timestamps"].items) {
            const auto token = from_base64(timestamp.text);
            require(token.find(sha256(stamped)) != token.npos, "a timestamp over something else");
            stamped = text + token;
        }
        edition.log->links.push_back(link);
    }
    return "what others signed, at " + sizes + " events, is about the log of this document";
}

/// The one cell of a proof, or the neighbours between which it would stand.
string prove_cell(const Edition& edition) {
    const auto& proof = edition.document;
    const CellName wanted(proof["subject"].text, proof["field"].text);
    const auto tree = cell_tree(edition);
    const auto leaves = leaves_of(edition);
    vector<uint64_t> places;
    for (size_t i = 0; i < leaves.size(); ++i) {
        const auto& cell = proof["cells"].items[i];
        places.push_back(static_cast<uint64_t>(cell["index"].number));
        require(is_included(leaf_hash(leaves[i].bytes), places[i], tree, read_hashes(cell["path"])),
                "a leaf that is none of the edition");
        const bool is_shown = leaves[i].content().has_value();
        if (leaves[i].name == wanted && !is_shown) { throw Unproven("its text is not shown"); }
    }
    require(!leaves.empty(), "there is no leaf");
    const auto says = wanted.first + ", " + wanted.second;
    if (leaves.size() == 1 && leaves[0].name == wanted) { return says + " is printed so"; }
    const bool has_left = leaves.front().name < wanted;
    const bool has_right = wanted < leaves.back().name;
    const auto left_end = has_left ? places.front() + 1 : 0;
    require(leaves.size() == size_t{has_left} + size_t{has_right} &&
                left_end == (has_right ? places.back() : tree.size),
            "the leaves given are not the neighbours of that cell");
    return says + " is not in the edition";
}

string prove_event(Edition& edition) {
    const auto& bytes = edition.document["event"].text;
    Event event(bytes, edition.document["disclosures"].items);
    require(event.json["type"].text == "nl.peil.edition.published", "it publishes no edition");
    require_shape(event.data, data_shape);
    require(event.data["projection"].number == 2, "an edition of another projection");
    edition.event = std::move(event);
    const auto& [json, data, sequence, withheld] = *edition.event;
    if (!edition.tree) { throw Unproven("there is no checkpoint to prove it with"); }
    require(is_included(leaf_hash(bytes), sequence - 1, *edition.tree,
                        read_hashes(edition.document["inclusion"])),
            "the event does not lie in the tree of the checkpoint");
    return "edition " + to_string(data["edition"].number) + " of " + data["date"].text +
           " is event " + to_string(sequence) + " of the log";
}

/// All trees that grew from one, itself included. Links are in the order of their older trees.
set<TreeHead> grown_from(const TreeHead& tree, const set<Link>& links) {
    set<TreeHead> reached{tree};
    for (const auto& [older, newer] : links) {
        if (reached.contains(older)) { reached.insert(newer); }
    }
    return reached;
}

/// Whether both are begins of one history: two that grew from the same tree need not be, but two
/// that grew into the same one are.
bool are_linked(const TreeHead& one, const TreeHead& other, const set<Link>& links) {
    const auto from_other = grown_from(other, links);
    return std::ranges::any_of(grown_from(one, links),
                               [&](const auto& tree) { return from_other.contains(tree); });
}

/// The edition that was recorded last, of no earlier day, must name every measure of the other.
void require_no_silence(const Edition& one, const Edition& other) {
    if (!one.event || !other.event) { return; }
    const bool is_turned = one.event->sequence > other.event->sequence;
    const auto& [first, last] = is_turned ? std::tie(other, one) : std::tie(one, other);
    if (first.event->data["date"].text > last.event->data["date"].text) { return; }
    const auto kept = measures_of(last);
    for (const auto& [number, is_gone] : measures_of(first)) {
        require(kept.contains(number), "the later edition is silent about measure " + number);
    }
}

/// That the log of one report grew to that of a later one, as it says or as other files link them.
string prove_growth(const Edition& earlier, const Edition& later, const set<Link>& links) {
    require(earlier.document["logKey"].text == later.document["logKey"].text,
            "the reports are of two logs, or of one with two first keys");
    if (!earlier.tree || !later.tree) { throw Unproven("a checkpoint is not signed by the log"); }
    require_no_silence(earlier, later);
    if (*earlier.tree == *later.tree) { return "both reports rest on the same checkpoint"; }
    require(earlier.tree->size != later.tree->size, "the log signed two different histories");
    const bool is_named =
        !later.document["previous"].is_null() && previous_link(later).first == *earlier.tree;
    if (!is_named && !are_linked(*earlier.tree, *later.tree, links)) {
        throw Unproven("the later report is not linked to the earlier one; give all between");
    }
    return "the log of " + to_string(earlier.tree->size) + " events grew to " +
           to_string(later.tree->size) + " without a change";
}

}  // namespace

vector<Hash> read_hashes(const Json& list, string (*read)(string_view)) {
    vector<Hash> hashes;
    for (const auto& item : list.items) { hashes.push_back(read(item.text)); }
    return hashes;
}

string padded(uint64_t number) {
    auto digits = to_string(number);
    return digits.insert(0, 12 - std::min<size_t>(12, digits.size()), '0');
}

uint64_t from_padded(const string& text) {
    const auto number =
        from_decimal(text.substr(std::min(text.find_first_not_of('0'), text.size())));
    require(padded(number) == text, "a bad padded number");
    return number;
}

Event::Event(const string& bytes, const vector<Json>& disclosures)
    : json(parse_canonical(bytes)), data(json["data"]) {
    require_shape(json, event_shape);
    sequence = from_padded(json["sequence"].text);
    require(json["specversion"].text == "1.0", "an event with a bad specversion");
    set<string> digests;
    for (const auto& digest : data["_sd"].items) {
        require(digests.insert(digest.text).second, "a digest for the second time");
    }
    set<string> names;
    for (const auto& member : data.members) { names.insert(member.first); }
    for (const auto& disclosure : disclosures) {
        auto [name, value] = read_disclosure(disclosure.text);
        require(
            digests.erase(to_base64url(sha256(disclosure.text))) == 1 && names.insert(name).second,
            "a disclosure that the event does not name");
        data.members.emplace_back(name, std::move(value));
    }
    withheld_count = digests.size();
}

void claim_edition(Claims& claims, Edition& edition, const Trust& trust) {
    const auto& document = edition.document;
    vector<string> notes{document["checkpoint"].text};
    edition.log = claim_key(claims, document, trust);
    claim(claims, "checkpoint", [&] {
        if (!edition.log) { throw Unproven("the log's keys cannot be read"); }
        edition.tree = edition.log->open(notes.front());
        return "the key signed it over " + to_string(edition.tree->size) + " events";
    });
    claim(claims, "event", [&] { return prove_event(edition); });
    if (document["schema"].text == "peil.cell/1") {
        claim(claims, "cell", [&] { return prove_cell(edition); });
        return claim_witnesses(claims, notes, trust);
    }
    claim(claims, "cells", [&] { return count_cells(edition); });
    claim(claims, "words", [&] { return read_words(edition); });
    claim(claims, "completeness", [&] { return count_measures(edition); });
    claim(claims, "previous", [&] {
        const auto link = previous_link(edition);
        edition.log->links.push_back(link);
        return "the log continues that of the edition before, " + to_string(link.first.size) +
               " events then";
    });
    if (!document["evidence"].is_null()) {
        claim(claims, "evidence", [&] { return prove_evidence(edition); });
    }
    for (const auto& each : document["evidence"].items) {
        notes.push_back(each["checkpoint"].text);
    }
    claim_witnesses(claims, notes, trust);
}

Claims check_continuity(const vector<Checked>& files) {
    Claims claims;
    vector<const Edition*> editions;
    set<Link> links;
    map<pair<string, uint64_t>, Hash> roots;  // of each log at each size
    bool is_one_history = true;
    for (const auto& file : files) {
        if (file.edition) { editions.push_back(&*file.edition); }
        links.insert(file.links.begin(), file.links.end());
        for (const auto& [origin, tree] : file.heads) {
            const auto& root = roots.try_emplace({origin, tree.size}, tree.root).first->second;
            is_one_history = is_one_history && root == tree.root;
        }
    }
    std::ranges::stable_sort(
        editions, {}, [](const Edition* each) { return each->tree.value_or(TreeHead()).size; });
    for (size_t i = 1; i < editions.size(); ++i) {
        claim(claims, "continuity",
              [&] { return prove_growth(*editions[i - 1], *editions[i], links); });
    }
    if (!is_one_history) {
        claims.push_back({"continuity", Verdict::contradicted,
                          "the log signed two different histories of one size"});
    }
    return claims;
}

}  // namespace peil::audit
