// One function a sort of damage to a document. Each gives false where it has nothing to damage so.
// SPDX-License-Identifier: EUPL-1.2
#include "damage_document.hpp"

#include "altered_text.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/bytes.hpp>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>

namespace peil::audit::testing {

namespace {

namespace json = boost::json;

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

/// A signed note, in a member of an object. The log signs first; what witnesses sign after it
/// nobody here can judge.
bool damage_note(json::object& holder, SeededRandom& random) {
    std::string note(holder.at("checkpoint").as_string());
    const auto split = note.rfind("\n\n") + 2;
    const auto end = note.find('\n', split);
    const auto signature = note.rfind(' ', end) + 1;
    switch (random.below(6)) {
        case 0: {
            auto text = note.substr(0, split);
            if (!alter_at(text, plain_letters(text), random)) { return false; }
            note.replace(0, split, text);
            break;
        }
        case 1: {
            const auto line = note.substr(signature, end - signature);
            note.replace(signature, line.size(), alter_bits(line, random));
            break;
        }
        case 2: note.resize(split); break;
        case 3: note.resize(split + random.below(end - split)); break;
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

/// What others signed. Nobody can know that there was any if all of it is left out.
bool damage_evidence(json::object& document, SeededRandom& random) {
    if (!document.contains("evidence")) { return false; }
    auto& evidence = document.at("evidence").as_array();
    auto& each = one_of(evidence, random).as_object();
    auto& timestamps = each.at("timestamps").as_array();
    switch (random.below(7)) {
        case 0: return damage_hashes(each.at("consistency").as_array(), random);
        case 1: each["note"] = "verborgen"; return true;
        case 2: evidence.clear(); return true;
        case 3: timestamps.emplace_back(core::encode_base64(core::as_bytes("anders"))); return true;
        case 4: return swap_items(timestamps, random);
        case 5: return swap_items(evidence, random);
        default: return damage_note(each, random);
    }
}

/// Nobody vouches for which keys a policy has, but they must be keys.
bool damage_policy(json::object& document, SeededRandom& random) {
    if (!document.contains("policy")) { return false; }
    auto& policy = document.at("policy").as_array();
    auto& each = one_of(policy, random).as_object();
    switch (random.below(4)) {
        case 0: policy.clear(); return true;
        case 1: each["note"] = "verborgen"; return true;
        case 2: each["key"] = "example.nl"; return true;
        default: each.at("sha256").as_string().pop_back(); return true;
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

constexpr std::array<DocumentDamage, 12> sorts{{{"cells", damage_cells},
                                                {"words", damage_words},
                                                {"event", damage_event},
                                                {"words of the event", damage_own_words},
                                                {"checkpoint", damage_note},
                                                {"inclusion", damage_inclusion},
                                                {"previous", damage_previous},
                                                {"evidence", damage_evidence},
                                                {"policy", damage_policy},
                                                {"key", damage_key},
                                                {"keys that followed", damage_history},
                                                {"members", damage_members}}};

}  // namespace

std::span<const DocumentDamage> document_damages() {
    return sorts;
}

json::object judged_part(json::object document) {
    const auto cut = [](json::value& note) {
        const std::string text(note.as_string());
        note = text.substr(0, text.find('\n', text.rfind("\n\n") + 2) + 1);
    };
    document.erase("policy");
    cut(document.at("checkpoint"));
    if (auto* const previous = document.at("previous").if_object()) {
        cut(previous->at("checkpoint"));
    }
    if (auto* const keys = document.if_contains("keys")) { cut(keys->at("checkpoint")); }
    if (auto* const evidence = document.if_contains("evidence")) {
        for (auto& each : evidence->as_array()) {
            cut(each.at("checkpoint"));
            each.at("timestamps").as_array().clear();
        }
    }
    return document;
}

}  // namespace peil::audit::testing
