// One function a sort of damage. Each gives false where an export has nothing to damage so.
// SPDX-License-Identifier: EUPL-1.2
#include "damage.hpp"

#include "altered_text.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/bytes.hpp>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace peil::audit::testing {

namespace {

namespace json = boost::json;

constexpr std::string_view report_begin = "<main id=\"report\">";
constexpr std::string_view report_end = "</main>";
constexpr std::string_view source_begin = "id=\"peil-document\">\n";
constexpr std::string_view source_end = "\n</script>";

std::string page_source(const json::object& document) {
    std::string source;
    for (const char letter : json::serialize(document)) {
        source += letter == '<' ? "\\u003c" : std::string(1, letter);
    }
    return source;
}

/// What stands between two texts, both of which are there.
struct Part {
    std::size_t begin;
    std::size_t size;
};
Part part_between(const std::string& text, std::string_view before, std::string_view after) {
    const auto begin = text.find(before) + before.size();
    return {begin, text.find(after, begin) - begin};
}

// Lists -------------------------------------------------------------------------------------------

bool remove_item(json::array& list, SeededRandom& random) {
    if (list.empty()) { return false; }
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(random.below(list.size())));
    return true;
}

bool repeat_item(json::array& list, SeededRandom& random) {
    if (list.empty()) { return false; }
    const auto place = random.below(list.size());
    const json::value copy = list[place];
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(place), copy);
    return true;
}

bool swap_items(json::array& list, SeededRandom& random) {
    if (list.size() < 2) { return false; }
    const auto place = random.below(list.size() - 1);
    if (list[place] == list[place + 1]) { return false; }
    std::swap(list[place], list[place + 1]);
    return true;
}

bool alter_hash(json::array& hashes, SeededRandom& random) {
    if (hashes.empty()) { return false; }
    auto& hash = one_of(hashes, random);
    hash = alter_bits(std::string_view(hash.as_string()), random);
    return true;
}

bool damage_hashes(json::array& hashes, SeededRandom& random) {
    switch (random.below(4)) {
        case 0: return alter_hash(hashes, random);
        case 1: return remove_item(hashes, random);
        case 2: return swap_items(hashes, random);
        default:
            hashes.emplace_back(
                core::encode_base64(core::as_bytes(core::sha256(core::as_bytes("more")))));
            return true;
    }
}

// Documents ---------------------------------------------------------------------------------------

json::array& cells_of(json::object& document) {
    return document.at("cells").as_array();
}

/// A cell that has a disclosure.
json::object* shown_cell(json::object& document, SeededRandom& random) {
    std::vector<json::object*> shown;
    for (auto& cell : cells_of(document)) {
        if (cell.as_object().contains("disclosure")) { shown.push_back(&cell.as_object()); }
    }
    return shown.empty() ? nullptr : one_of(shown, random);
}

bool damage_cells(json::object& document, SeededRandom& random) {
    auto& cells = cells_of(document);
    auto& leaf = one_of(cells, random).as_object().at("leaf");
    switch (random.below(5)) {
        case 0: return alter_letter(leaf, random);
        case 1: return remove_item(cells, random);
        case 2: return repeat_item(cells, random);
        case 3: return swap_items(cells, random);
        default:
            cells.push_back(json::object{
                {"leaf", R"({"event":1,"field":"chapter","subject":"measure/9","value":"1"})"}});
            return true;
    }
}

bool damage_words(json::object& document, SeededRandom& random) {
    auto* const cell = shown_cell(document, random);
    auto* const other = shown_cell(document, random);
    if (cell == nullptr) { return false; }
    auto& disclosure = cell->at("disclosure");
    switch (random.below(4)) {
        case 0: return alter_letter(disclosure, random);
        case 1: return cell->erase("disclosure") == 1;
        case 2:
            if (disclosure == other->at("disclosure")) { return false; }
            std::swap(disclosure, other->at("disclosure"));
            return true;
        default:
            for (auto& each : cells_of(document)) {
                if (each.as_object().contains("disclosure")) { continue; }
                each.as_object()["disclosure"] = disclosure;
                return true;
            }
            return false;
    }
}

/// Rows, columns and numbers of the edition stand in its event.
bool damage_event(json::object& document, SeededRandom& random) {
    auto event = json::parse(document.at("event").as_string()).as_object();
    auto& data = event.at("data").as_object();
    auto& rows = data.at("rows").as_array();
    bool is_done = false;
    switch (random.below(7)) {
        case 0: return alter_letter(document.at("event"), random);
        case 1: is_done = remove_item(rows, random); break;
        case 2: is_done = repeat_item(rows, random); break;
        case 3: is_done = swap_items(rows, random); break;
        case 4: is_done = swap_items(data.at("columns").as_array(), random); break;
        case 5: is_done = alter_letter(data.at("cells").at("root"), random); break;
        default: data["edition"] = data.at("edition").as_int64() + 1; is_done = true;
    }
    document["event"] = json::serialize(event);
    return is_done;
}

bool damage_own_words(json::object& document, SeededRandom& random) {
    auto& disclosures = document.at("disclosures").as_array();
    auto* const cell = shown_cell(document, random);
    if (cell != nullptr && random.below(4) == 0) {
        disclosures.push_back(cell->at("disclosure"));
        return true;
    }
    if (disclosures.empty()) { return false; }
    switch (random.below(3)) {
        case 0: return alter_letter(one_of(disclosures, random), random);
        case 1: return remove_item(disclosures, random);
        default: return repeat_item(disclosures, random);
    }
}

/// A signed note, in a member of an object.
bool damage_note(json::object& holder, SeededRandom& random) {
    std::string note(holder.at("checkpoint").as_string());
    const auto split = note.rfind("\n\n") + 2;
    const auto signature = note.rfind(' ') + 1;
    switch (random.below(6)) {
        case 0: {
            auto text = note.substr(0, split);
            if (!alter_at(text, plain_letters(text), random)) { return false; }
            note.replace(0, split, text);
            break;
        }
        case 1: {
            const auto line = note.substr(signature, note.size() - signature - 1);
            note.replace(signature, line.size(), alter_bits(line, random));
            break;
        }
        case 2: note.resize(split); break;
        case 3: note.resize(split + random.below(note.size() - split)); break;
        case 4: note.insert(split, "zin\n"); break;
        default: note.insert(split - 1, "zin\n"); break;
    }
    holder["checkpoint"] = note;
    return true;
}

bool damage_inclusion(json::object& document, SeededRandom& random) {
    return damage_hashes(document.at("inclusion").as_array(), random);
}

bool damage_previous(json::object& document, SeededRandom& random) {
    auto* const previous = document.at("previous").if_object();
    if (previous == nullptr) { return false; }
    auto& hashes = previous->at("consistency").as_array();
    switch (random.below(3)) {
        case 0: return damage_note(*previous, random);
        case 1: return damage_hashes(hashes, random);
        default: previous->at("checkpoint") = document.at("checkpoint"); return !hashes.empty();
    }
}

/// A checkpoint that the log signed later. Nobody can know that there was one if it is left out.
bool damage_evidence(json::object& document, SeededRandom& random) {
    if (!document.contains("evidence")) { return false; }
    auto& evidence = document.at("evidence").as_array();
    auto& each = one_of(evidence, random).as_object();
    switch (random.below(4)) {
        case 0: return damage_hashes(each.at("consistency").as_array(), random);
        case 1: each["note"] = "verborgen"; return true;
        case 2: evidence.clear(); return true;
        default: return damage_note(each, random);
    }
}

/// How the keys of the log followed each other. A revocation that is left out goes unnoticed, as
/// nobody can know that it was there.
bool damage_history(json::object& document, SeededRandom& random) {
    if (!document.contains("keys")) { return false; }
    auto& history = document.at("keys").as_object();
    auto& events = history.at("events").as_array();
    const auto place = static_cast<std::ptrdiff_t>(random.below(events.size()));
    auto& event = events[static_cast<std::size_t>(place)].as_object();
    switch (random.below(7)) {
        case 0: return damage_note(history, random);
        case 1: return damage_hashes(history.at("consistency").as_array(), random);
        case 2: return alter_letter(event.at("event"), random);
        case 3: return damage_hashes(event.at("inclusion").as_array(), random);
        case 4: return swap_items(events, random);
        case 5:
            if (event.at("event").as_string().find("key.rotated") == json::string::npos) {
                return false;
            }
            events.erase(events.begin() + place);
            return true;
        default: return document.erase("keys") == 1;
    }
}

bool damage_key(json::object& document, SeededRandom& random) {
    if (random.below(3) > 0) { return alter_letter(document.at("logKey"), random); }
    const auto other =
        core::make_verifier_key("example.nl/droge-voeten", core::testing::key_of(9).public_key());
    BOOST_TEST_REQUIRE(other.has_value());
    document["logKey"] = core::encode_vkey(*other);
    return true;
}

/// A member that belongs to no such document, or one that is not there.
bool damage_members(json::object& document, SeededRandom& random) {
    switch (random.below(6)) {
        case 0: document["rows"] = json::array{"verborgen"}; return true;
        case 1: one_of(cells_of(document), random).as_object()["note"] = "verborgen"; return true;
        case 2: document["schema"] = "peil.edition/2"; return true;
        case 3: {
            constexpr std::array<std::string_view, 3> names{"keys", "evidence", "policy"};
            document[one_of(names, random)] = nullptr;
            return true;
        }
        case 4: {
            constexpr std::array<std::string_view, 4> names{"keys?", "policy?", "previous|", ""};
            document[one_of(names, random)] = json::array{};
            return true;
        }
        default: {
            constexpr std::array<std::string_view, 7> names{
                "schema", "event", "disclosures", "cells", "checkpoint", "inclusion", "previous"};
            return document.erase(one_of(names, random)) == 1;
        }
    }
}

bool borrow_part(Exported& exported, SeededRandom& random) {
    constexpr std::array<std::string_view, 4> names{"event", "cells", "checkpoint", "inclusion"};
    const auto name = one_of(names, random);
    auto& part = exported.document.at(name);
    if (part == exported.other.at(name)) { return false; }
    part = exported.other.at(name);
    return true;
}

// Pages -------------------------------------------------------------------------------------------

/// Places of `what` in a report.
std::vector<std::size_t> places_of(const std::string& report, std::string_view what) {
    std::vector<std::size_t> places;
    for (auto at = report.find(what); at != std::string::npos; at = report.find(what, at + 1)) {
        places.push_back(at);
    }
    return places;
}

/// Letters that are shown: in no tag, and in no name of a character.
std::vector<std::size_t> shown_letters(const std::string& report) {
    std::vector<std::size_t> places;
    char until = '\0';
    for (std::size_t i = 0; i < report.size(); ++i) {
        if (until != '\0') {
            until = report[i] == until ? '\0' : until;
        } else if (report[i] == '<' || report[i] == '&') {
            until = report[i] == '<' ? '>' : ';';
        } else if (is_letter(report[i])) {
            places.push_back(i);
        }
    }
    return places;
}

/// From the begin of one of these elements to its end, which holds none of its own name.
bool cut_element(std::string& report, std::string_view begin, std::string_view end,
                 SeededRandom& random) {
    const auto places = places_of(report, begin);
    if (places.empty()) { return false; }
    const auto at = one_of(places, random);
    report.erase(at, report.find(end, at) + end.size() - at);
    return true;
}

bool insert_before(std::string& report, std::string_view what, std::string_view added,
                   SeededRandom& random) {
    const auto places = places_of(report, what);
    if (places.empty()) { return false; }
    report.insert(one_of(places, random), added);
    return true;
}

bool damage_report(std::string& report, SeededRandom& random) {
    switch (random.below(10)) {
        case 0: return cut_element(report, "<tr><th scope=\"row\"", "</tr>", random);
        case 1: return cut_element(report, "<sup>", "</sup>", random);
        case 2: return cut_element(report, "<li>", "</li>", random);
        case 3: return cut_element(report, "<h2", "</h2>", random);
        case 4: return insert_before(report, "</tbody>", "<tr hidden><td>x</td></tr>", random);
        case 5: return insert_before(report, "</div>", "<p>Een voetnoot.</p>", random);
        case 6: return insert_before(report, " data-cells", " hidden", random);
        default: return alter_at(report, shown_letters(report), random);
    }
}

/// Changes that are seen, or that hide what should be, where the report is not: each puts the
/// second text before the first one, which stands in every page.
struct Addition {
    std::string_view place;
    std::string_view added;
};
constexpr std::array<Addition, 16> additions{
    {{"<!DOCTYPE", "<!-- x -->"},
     {" lang=\"nl\"", " dir=\"rtl\""},
     {"<meta charset", "<base href=\"x\">"},
     {"default-src 'none'", "img-src *; "},
     {"\n<title>", "\n<meta http-equiv=\"refresh\" content=\"9\">"},
     {"</title>", ", vervangen"},
     {"</style>", "td{font-size:0}td::after{content:'x';font-size:1rem}"},
     {"</head>", "<style>#verdict{display:none}</style>"},
     {"<aside id", "<p>Nog een woord.</p>"},
     {"</aside>", "<p>Dit rapport is echt.</p>"},
     {"<main id", "Nog een woord."},
     {" id=\"report\"", " style=\"display:none\""},
     {"<h1 ", "<template shadowrootmode=\"closed\"><h1>x</h1></template>"},
     {"\n<dialog", "<table><tr><td>x</td></tr></table>"},
     {"></dialog>", " open>Nog een woord."},
     {"</html>", "</html>Nog een woord."}}};

void damage_outside(std::string& page, SeededRandom& random) {
    const auto& [place, added] = one_of(additions, random);
    // The program draws pages and has these texts in it, too: behind all places but the last.
    const auto at = place == "</html>" ? page.rfind(place) : page.find(place);
    if (place == "></dialog>") { page.erase(at, 1); }
    page.insert(at, added);
}

// Choosing ----------------------------------------------------------------------------------------

using DamageDocument = bool (*)(json::object&, SeededRandom&);
struct Sort {
    std::string_view name;
    DamageDocument apply;
};
constexpr std::array<Sort, 11> sorts{{{"cells", damage_cells},
                                      {"words", damage_words},
                                      {"event", damage_event},
                                      {"words of the event", damage_own_words},
                                      {"checkpoint", damage_note},
                                      {"inclusion", damage_inclusion},
                                      {"previous", damage_previous},
                                      {"evidence", damage_evidence},
                                      {"key", damage_key},
                                      {"keys that followed", damage_history},
                                      {"members", damage_members}}};

File with_source(const Exported& exported, const std::string& source) {
    File file{source, source};
    if (exported.page.empty()) { return file; }
    file.text = exported.page;
    const auto part = part_between(file.text, source_begin, source_end);
    file.text.replace(part.begin, part.size, source);
    file.is_page = true;
    return file;
}

/// A page with another report in it; nothing if there is nothing to damage.
std::optional<File> with_damaged_report(const Exported& exported, SeededRandom& random) {
    auto file = file_of(exported);
    const auto shown = part_between(file.text, report_begin, report_end);
    auto report = file.text.substr(shown.begin, shown.size);
    if (!damage_report(report, random)) { return std::nullopt; }
    file.text.replace(shown.begin, shown.size, report);
    return file;
}

std::optional<DamagedFile> try_damage(Exported exported, SeededRandom& random) {
    const auto choice = random.below(sorts.size() + (exported.page.empty() ? 3 : 8));
    if (choice < sorts.size()) {
        const auto& sort = sorts.at(choice);
        if (!sort.apply(exported.document, random)) { return std::nullopt; }
        return DamagedFile{std::string(sort.name), file_of(exported)};
    }
    if (choice == sorts.size()) {
        if (!borrow_part(exported, random)) { return std::nullopt; }
        return DamagedFile{"borrowed", file_of(exported)};
    }
    auto source = page_source(exported.document);
    if (choice == sorts.size() + 1) {
        if (!alter_at(source, plain_letters(source), random)) { return std::nullopt; }
        return DamagedFile{"a letter of the document", with_source(exported, source)};
    }
    if (choice == sorts.size() + 2) {
        source.resize(1 + random.below(source.size() - 1));
        return DamagedFile{"cut off", with_source(exported, source)};
    }
    if (choice < sorts.size() + 5) {
        auto file = file_of(exported);
        damage_outside(file.text, random);
        return DamagedFile{"outside the report", std::move(file)};
    }
    const auto file = with_damaged_report(exported, random);
    return file ? std::optional(DamagedFile{"report", *file}) : std::nullopt;
}

}  // namespace

File file_of(const Exported& exported) {
    return with_source(exported, page_source(exported.document));
}

std::string with_another_letter(std::string text, SeededRandom& random) {
    BOOST_TEST_REQUIRE(alter_at(text, plain_letters(text), random));
    return text;
}

DamagedFile damaged(const Exported& exported, SeededRandom& random) {
    while (true) {
        if (auto done = try_damage(exported, random)) { return *std::move(done); }
    }
}

}  // namespace peil::audit::testing
