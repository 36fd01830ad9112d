// Events and documents of editions, and what they prove by themselves: docs/FORMAT.md, section 17.
// SPDX-License-Identifier: EUPL-1.2
#include "audit.hpp"

#include <algorithm>
#include <set>

namespace peil::audit {

namespace {

constexpr std::string_view document_shape =
    R"({"schema":"","logKey":"","event":"","disclosures":[""],"inclusion":[""],"checkpoint":"",)"
    R"("keys?":{"checkpoint":"","consistency":[""],"events":[{"event":"","inclusion":[""]}]},)";
constexpr std::string_view edition_members =
    R"("cells":[{"leaf":"","disclosure?":""}],"previous|":{"checkpoint":"","consistency":[""]},)"
    R"("evidence?":[{"checkpoint":"","consistency":[""],"timestamps":[""]}],)"
    R"("policy?":[{"key":"","sha256":""}]})";
constexpr std::string_view cell_members =
    R"("subject":"","field":"","cells":[{"index":0,"leaf":"","path":[""],"disclosure?":""}]})";
constexpr std::string_view data_shape =
    R"({"_sd?":[""],"edition":0,"date":"","title?":"","introduction?":[{}],"projection":0,)"
    R"("columns":[{"field":"","label":""}],"chapters":[{"chapter":0,"titlePrinted":true}],)"
    R"("rows":[[""]],"cells":{"root":"","size":0},"source?":{}})";
constexpr std::string_view event_shape =
    R"({"actor":"","contribution?":"","data":{},"effective":"","id":"","mustunderstand?":true,)"
    R"("prevhash":"","sequence":"","source":"","specversion":"","subject":"","time":"","type":""})";

/// Name and value. Throws Refusal.
std::pair<std::string, Json> read_disclosure(const std::string& text) {
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
        : bytes(cell["leaf"].text), disclosure(cell["disclosure"].text) {
        const auto json = parse_canonical(bytes);
        require_shape(json, R"({"event":0,"field":"","subject":"","digest?":"","value?":""})");
        name = {json["subject"].text, json["field"].text};
        digest = json["digest"].text;
        value = json["value"];
        require(json["event"].number > 0 && digest.empty() != value.is_null(), "a bad leaf");
    }
    /// Nothing if the words are withheld.
    [[nodiscard]] std::optional<Json> content() const {
        if (disclosure.empty()) { return digest.empty() ? std::optional(value) : std::nullopt; }
        require(to_base64url(sha256(disclosure)) == digest,
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
    std::string bytes;
    std::string disclosure;
    CellName name;
    std::string digest;
    Json value;
};

std::vector<Leaf> leaves_of(const Edition& edition) {
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
    return {static_cast<std::uint64_t>(cells["size"].number), from_hex(cells["root"].text)};
}

std::string count_cells(const Edition& edition) {
    CellName last;
    std::vector<Hash> hashes;
    for (const auto& leaf : leaves_of(edition)) {
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
    for (const auto& leaf : leaves_of(edition)) {
        auto content = leaf.content();
        if (!content) { ++missing; }
        if (content) { edition.contents.emplace(leaf.name, *std::move(content)); }
    }
    missing += event_of(edition).withheld_count;
    if (missing > 0) { throw Unproven(std::to_string(missing) + " texts are not shown"); }
    return "every printed text is the one that was recorded";
}

/// All measures that have a leaf, and whether they are gone.
std::map<std::string, bool> measures_of(const Edition& edition) {
    std::map<std::string, bool> is_gone;
    for (const auto& leaf : leaves_of(edition)) {
        const auto& [subject, field] = leaf.name;
        if (subject.starts_with("measure/")) { is_gone[subject.substr(8)] |= field == "closure"; }
    }
    return is_gone;
}

/// The edition that was recorded last, of no earlier day, must name every measure of the other.
void require_no_silence(const Edition& one, const Edition& other) {
    if (!one.event || !other.event) { return; }
    const bool is_turned = one.event->sequence > other.event->sequence;
    const auto& first = is_turned ? other : one;
    const auto& last = is_turned ? one : other;
    if (first.event->data["date"].text > last.event->data["date"].text) { return; }
    const auto kept = measures_of(last);
    for (const auto& [number, is_gone] : measures_of(first)) {
        require(kept.contains(number), "the later edition is silent about measure " + number);
    }
}

std::string count_measures(const Edition& edition) {
    const auto is_gone = measures_of(edition);
    std::set<std::string> printed;
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
    return "of the " + std::to_string(is_gone.size()) + " measures that this edition names " +
           std::to_string(printed.size()) + " are printed, and the others gone on a ground";
}

/// The tree at the edition before, from which the log of this one grew.
TreeHead previous_tree(const Edition& edition) {
    const auto& previous = edition.document["previous"];
    if (previous.is_null()) { throw Unproven("the document names no edition before it", false); }
    if (!edition.log) { throw Unproven("there is no checkpoint to link it to"); }
    auto before = edition.keys->open(previous["checkpoint"].text);
    require(is_consistent(before, *edition.log, read_hashes(previous["consistency"])),
            "the log does not continue that of the edition before");
    return before;
}

/// The tree at what others signed, which grew from the one before; timestamps name what they are
/// over.
TreeHead evidence_tree(const Edition& edition, const Json& evidence, const TreeHead& before) {
    const auto& note = evidence["checkpoint"].text;
    auto tree = edition.keys->open(note);
    require(is_consistent(before, tree, read_hashes(evidence["consistency"])),
            "what others signed is not about this log");
    const auto text = parse_note(note).text;
    auto stamped = text;
    for (const auto& each : evidence["timestamps"].items) {
        const auto token = from_base64(each.text);
        require(token.find(sha256(stamped)) != token.npos, "a timestamp is over something else");
        stamped = text + token;
    }
    return tree;
}

std::string prove_evidence(const Edition& edition) {
    if (!edition.log) { throw Unproven("there is no checkpoint that leads to it"); }
    std::string sizes;
    auto last = *edition.log;
    for (const auto& each : edition.document["evidence"].items) {
        last = evidence_tree(edition, each, last);
        sizes += (sizes.empty() ? "" : " and ") + std::to_string(last.size);
    }
    return "what others signed, at " + sizes + " events, is about the log of this document";
}

/// The one cell of a proof, or the neighbours between which it would stand.
std::string prove_cell(const Edition& edition) {
    const auto& proof = edition.document;
    const CellName wanted(proof["subject"].text, proof["field"].text);
    const auto tree = cell_tree(edition);
    const auto leaves = leaves_of(edition);
    std::vector<std::uint64_t> places;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const auto& cell = proof["cells"].items[i];
        places.push_back(static_cast<std::uint64_t>(cell["index"].number));
        require(is_included(leaf_hash(leaves[i].bytes), places[i], tree, read_hashes(cell["path"])),
                "a leaf that is none of the edition");
        const bool is_shown = leaves[i].content().has_value();
        if (leaves[i].name == wanted && !is_shown) { throw Unproven("its text is not shown"); }
    }
    const auto says = wanted.first + ", " + wanted.second;
    const bool is_one = leaves.size() == 1;
    if (is_one && leaves[0].name == wanted) { return says + " is printed so"; }
    const bool is_first = is_one && places[0] == 0 && wanted < leaves[0].name;
    const bool is_last = is_one && places[0] + 1 == tree.size && leaves[0].name < wanted;
    require(is_first || is_last ||
                (leaves.size() == 2 && places[0] + 1 == places[1] && leaves[0].name < wanted &&
                 wanted < leaves[1].name),
            "the leaves given are not the neighbours of that cell");
    return says + " is not in the edition";
}

std::string prove_event(Edition& edition) {
    const auto& bytes = edition.document["event"].text;
    Event event(bytes, edition.document["disclosures"].items);
    require(event.json["type"].text == "nl.peil.edition.published", "it publishes no edition");
    require_shape(event.data, data_shape);
    require(event.data["projection"].number == 2, "an edition of another projection");
    edition.event = std::move(event);
    const auto& [json, data, sequence, withheld] = *edition.event;
    if (!edition.log) { throw Unproven("there is no checkpoint to prove it with"); }
    require(is_included(leaf_hash(bytes), sequence - 1, *edition.log,
                        read_hashes(edition.document["inclusion"])),
            "the event does not lie in the tree of the checkpoint");
    return "edition " + std::to_string(data["edition"].number) + " of " + data["date"].text +
           " is event " + std::to_string(sequence) + " of the log";
}

}  // namespace

std::vector<Hash> read_hashes(const Json& list, std::string (*read)(std::string_view)) {
    std::vector<Hash> hashes;
    for (const auto& item : list.items) {
        hashes.push_back(read(item.text));
        require(hashes.back().size() == hash_size && hashes.size() <= 64, "a bad list of hashes");
    }
    return hashes;
}

std::uint64_t from_padded(const std::string& text) {
    const auto zeros = std::min(text.find_first_not_of('0'), text.size());
    const auto number = from_decimal(text.substr(zeros));
    require(text.size() == std::max<std::size_t>(12, text.size() - zeros), "a bad padded number");
    return number;
}

Event::Event(const std::string& bytes, const std::vector<Json>& disclosures)
    : json(parse_canonical(bytes)), data(json["data"]) {
    require_shape(json, event_shape);
    sequence = from_padded(json["sequence"].text);
    require(
        json["specversion"].text == "1.0" && from_hex(json["prevhash"].text).size() == hash_size,
        "an event with a bad specversion or prevhash");
    std::set<std::string> digests;
    for (const auto& digest : data["_sd"].items) {
        require(digests.insert(digest.text).second, "a digest for the second time");
    }
    for (const auto& disclosure : disclosures) {
        auto [name, value] = read_disclosure(disclosure.text);
        require(digests.erase(to_base64url(sha256(disclosure.text))) == 1 && data[name].is_null(),
                "a disclosure that the event does not name");
        data.members.emplace_back(name, std::move(value));
    }
    withheld_count = digests.size();
}

Edition::Edition(Json json) : document(std::move(json)) {
    const bool is_whole = document["schema"].text == "peil.edition/1";
    require(is_whole || document["schema"].text == "peil.cell/1", "nothing that can be audited");
    require_shape(document,
                  std::string(document_shape).append(is_whole ? edition_members : cell_members));
    const auto require_hashes = [](const Json& list) { static_cast<void>(read_hashes(list)); };
    require_hashes(document["inclusion"]);
    require_hashes(document["previous"]["consistency"]);
    require_hashes(document["keys"]["consistency"]);
    for (const auto& each : document["keys"]["events"].items) { require_hashes(each["inclusion"]); }
    for (const auto& cell : document["cells"].items) { require_hashes(cell["path"]); }
    for (const auto& each : document["evidence"].items) {
        require_hashes(each["consistency"]);
        for (const auto& token : each["timestamps"].items) {
            static_cast<void>(from_base64(token.text));
        }
    }
    for (const auto* name : {"evidence", "policy"}) {
        const auto& list = document[name];
        require(list.is_null() || !list.items.empty(), "an empty list: " + std::string(name));
    }
    require(document["evidence"].items.size() <= 16, "more than 16 entries of evidence");
    for (const auto& each : document["policy"].items) {
        const auto& key = each["key"].text;
        const auto plus = std::min(key.rfind('+'), key.size());
        static_cast<void>(key_name(key.substr(0, plus)));
        require(key.size() == plus + 9 && from_hex(key.substr(plus + 1)).size() == 4 &&
                    from_hex(each["sha256"].text).size() == hash_size,
                "a key of the policy without its id or SHA-256");
    }
}

void claim_edition(Claims& claims, Edition& edition, const Trust& trust) {
    std::vector<std::string> notes{edition.document["checkpoint"].text};
    edition.keys = claim_key(claims, edition.document, trust);
    claim(claims, "checkpoint", [&] {
        if (!edition.keys) { throw Unproven("the log's keys cannot be read"); }
        edition.log = edition.keys->open(notes.front());
        return "the key signed it over " + std::to_string(edition.log->size) + " events";
    });
    claim(claims, "event", [&] { return prove_event(edition); });
    if (edition.document["schema"].text == "peil.cell/1") {
        claim(claims, "cell", [&] { return prove_cell(edition); });
        return claim_witnesses(claims, notes, trust);
    }
    claim(claims, "cells", [&] { return count_cells(edition); });
    claim(claims, "words", [&] { return read_words(edition); });
    claim(claims, "completeness", [&] { return count_measures(edition); });
    claim(claims, "previous", [&] {
        const auto size = std::to_string(previous_tree(edition).size);
        return "the log continues that of the edition before, " + size + " events then";
    });
    const auto& evidence = edition.document["evidence"].items;
    if (!evidence.empty()) {
        claim(claims, "evidence", [&] { return prove_evidence(edition); });
    }
    for (const auto& each : evidence) { notes.push_back(each["checkpoint"].text); }
    claim_witnesses(claims, notes, trust);
}

std::vector<Link> links_of(const Edition& edition) {
    std::vector<Link> links;
    const auto keep = [&](const std::function<Link()>& prove) {
        try {
            links.push_back(prove());
        } catch (const std::runtime_error&) {}  // a claim tells why
    };
    if (!edition.log) { return links; }
    const auto& document = edition.document;
    keep([&] { return Link(previous_tree(edition), *edition.log); });
    keep([&] {
        edition.keys->require_recorded(document);
        return Link(*edition.log, edition.keys->open(document["keys"]["checkpoint"].text));
    });
    auto last = *edition.log;
    keep([&] {
        for (const auto& each : document["evidence"].items) {
            auto next = evidence_tree(edition, each, last);
            links.emplace_back(last, next);
            last = std::move(next);
        }
        return Link(last, last);
    });
    return links;
}

void claim_continuity(Claims& claims, const Edition& earlier, const Edition& later,
                      const std::function<bool(TreeHead, TreeHead)>& is_linked) {
    claim(claims, "continuity", [&]() -> std::string {
        require(earlier.document["logKey"].text == later.document["logKey"].text,
                "the reports are of two logs, or of one with two first keys");
        if (!earlier.log || !later.log) { throw Unproven("a checkpoint is not signed by the log"); }
        require_no_silence(earlier, later);
        if (*earlier.log == *later.log) { return "both reports rest on the same checkpoint"; }
        require(earlier.log->size != later.log->size, "the log signed two different histories");
        const bool is_named =
            !later.document["previous"].is_null() && previous_tree(later) == *earlier.log;
        if (!is_named && !is_linked(*earlier.log, *later.log)) {
            throw Unproven("the later report is not linked to the earlier one; give all between");
        }
        return "the log of " + std::to_string(earlier.log->size) + " events grew to " +
               std::to_string(later.log->size) + " without a change";
    });
}

}  // namespace peil::audit
