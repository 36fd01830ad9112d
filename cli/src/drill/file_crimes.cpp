// Crimes on what was published: pages and tiles.
// SPDX-License-Identifier: EUPL-1.2
#include "forgery.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/files.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/fork.hpp>
#include <peil/events/page.hpp>

#include <boost/json/array.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace peil::cli {

namespace {

/// Changes the page of a scene as a text.
void alter_page(const Scene& scene, const std::function<void(std::string& page)>& change) {
    auto page = read_all_of(scene.page());
    change(page);
    core::replace_file(scene.page(), page);
}

/// Where a text stands in a page, from a place on. Throws StorageError.
std::size_t place_in(const std::string& page, std::string_view text, std::size_t from = 0) {
    const auto place = page.find(text, from);
    if (place == std::string::npos) {
        throw core::StorageError("the report's page has no " + std::string(text));
    }
    return place;
}

/// The place of the first letter that is shown, from a place on.
std::size_t shown_letter(const std::string& page, std::size_t from) {
    auto at = place_in(page, ">", from) + 1;
    while (page.at(at) == '<') { at = place_in(page, ">", at) + 1; }
    const auto letter = page.find_first_of("abcdefghijklmnopqrstuvwxyz", at);
    if (letter == std::string::npos) { throw core::StorageError("the report shows no letter"); }
    return letter;
}

void change_letter(const Scene& scene) {
    alter_page(scene, [](std::string& page) {
        const auto at = shown_letter(page, place_in(page, "<td", place_in(page, "<tbody>")));
        page[at] = page[at] == 'e' ? 'a' : 'e';
    });
}

void hide_row(const Scene& scene) {
    alter_page(scene, [](std::string& page) {
        const auto row = place_in(page, "<tr", place_in(page, "<tbody>"));
        page.insert(row, "<tr hidden><th scope=\"row\">99</th><td>For some eyes only.</td></tr>");
    });
}

void remove_row(const Scene& scene) {
    alter_page(scene, [](std::string& page) {
        const auto begin = place_in(page, "<tr", place_in(page, "<tbody>"));
        const auto end = place_in(page, "</tr>", begin) + std::string_view("</tr>").size();
        page.erase(begin, end - begin);
    });
}

events::EditionDocument document_in(const std::string& page) {
    auto document = events::parse_document(events::find_document(page).value_or(""));
    if (!document) { throw core::StorageError(document.error().detail); }
    return *std::move(document);
}

/// The first description that a report prints.
std::string printed_description(const std::string& page) {
    const auto cells = document_in(page).cells;
    const auto cell = std::find_if(cells.begin(), cells.end(), [](const auto& each) {
        const auto member = core::parse_disclosure(each.disclosure);
        return member && member->name == "description";
    });
    if (cell == cells.end()) { throw core::StorageError("the report prints no description"); }
    return cell->disclosure;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// Replaces words where they are read, and in the document that proves them.
void replace_words(const Scene& scene) {
    alter_page(scene, [](std::string& page) {
        const auto disclosure = printed_description(page);
        const auto member = core::parse_disclosure(disclosure);
        replace_all(page, disclosure, redisclosed(disclosure, "Never decided."));
        replace_all(page, std::string_view(member->value.as_string()), "Never decided.");
    });
}

void put_page(const Scene& scene, const events::EditionDocument& document) {
    const auto page = events::render_page(document);
    if (!page) { throw core::StorageError(page.error().detail); }
    core::replace_file(scene.page(), *page);
}

/// Two histories under one key: the report of the second takes the place of the first.
void fork_log(const Scene& scene) {
    auto history = scene.stage().history;
    const auto& targets = scene.stage().targets;
    redisclose(event_at(history, targets.early), "description", "Never decided.");
    forge(scene, std::move(history), scene.stage().log_keys);
    const auto ledger =
        core::Ledger::open(scene.ledger().root, core::Access::read, scene.stage().surroundings());
    if (!ledger) { throw core::StorageError(ledger.error().detail); }
    const auto view = events::View::open(*ledger);
    if (!view) { throw core::StorageError(view.error().detail); }
    const auto document = events::make_document(*view, scene.stage().edition);
    if (!document) { throw core::StorageError(document.error().detail); }
    put_page(scene, *document);
}

/// Takes the measures of the last row out of an edition, with every leaf that names them.
void drop_last_row(boost::json::object& data, std::vector<events::DocumentCell>& cells) {
    auto& rows = data.at("rows").as_array();
    std::set<std::string> dropped;
    for (const auto& number : rows.back().as_array()) {
        dropped.insert("measure/" + std::string(number.as_string()));
    }
    rows.pop_back();
    std::vector<events::Cell> left;
    std::erase_if(cells, [&](const events::DocumentCell& each) {
        auto cell = events::parse_cell(each.leaf);
        if (!cell) { throw core::StorageError(cell.error().detail); }
        if (dropped.contains(cell->subject)) { return true; }
        left.push_back(*std::move(cell));
        return false;
    });
    const auto tree = events::cell_tree(left);
    data["cells"] = boost::json::object{{"root", tree.root}, {"size", tree.size}};
}

/// The event of the last edition once more, as that of one after it, at the end of a history.
core::RawEvent next_edition(const Scene& scene, const core::RawLedger& history,
                            std::vector<events::DocumentCell>& cells) {
    auto event = history.events.at(scene.stage().targets.edition - 1);
    const auto last = core::decode_event(history.events.back().bytes);
    if (!last) { throw core::StorageError(last.error().detail); }
    alter_event(event, [&](boost::json::object& members) {
        const auto number = scene.stage().edition + 1;
        auto& letter = members.at("id").as_string().back();
        letter = letter == '0' ? '1' : '0';
        members["subject"] = "edition/" + std::to_string(number);
        members["time"] = last->time;
        auto& data = members.at("data").as_object();
        data["edition"] = number;
        drop_last_row(data, cells);
    });
    return event;
}

/// Proves a document's event as the last one of a ledger, which goes on from what it said before.
void prove_as_last(const core::Snapshot& ledger, events::EditionDocument& document) {
    const auto size = ledger.head().size;
    const auto proven = [](auto proof) {
        if (!proof) { throw core::StorageError(proof.error().detail); }
        return *std::move(proof);
    };
    const auto inclusion = [&](std::uint64_t sequence) {
        return proven(
            core::prove_inclusion({.index = sequence - 1, .tree_size = size}, ledger.hashes()));
    };
    auto& published = document.published;
    document.previous = {
        published.checkpoint,
        proven(core::prove_consistency({.old_size = events::log_size(document), .current = size},
                                       ledger.hashes()))};
    published.event = ledger.event(size).value_or("");
    published.inclusion = inclusion(size);
    published.checkpoint = ledger.last_checkpoint()->note;
    if (!published.keys) { return; }
    published.keys->checkpoint = published.checkpoint;
    published.keys->consistency.clear();
    for (auto& each : published.keys->events) {
        each.inclusion = inclusion(core::decode_event(each.event)->sequence);
    }
}

/// Publishes one more edition that is silent about a measure, and commits to nothing of it.
void leave_out_measure(const Scene& scene) {
    auto history = scene.stage().history;
    auto document = document_in(read_all_of(scene.page()));
    history.events.push_back(next_edition(scene, history, document.cells));
    forge(scene, std::move(history), scene.stage().log_keys, Mending::none);
    const auto ledger =
        core::Ledger::open(scene.ledger().root, core::Access::read, scene.stage().surroundings());
    if (!ledger) { throw core::StorageError(ledger.error().detail); }
    prove_as_last(ledger->snapshot(), document);
    put_page(scene, document);
}

/// Changes the last byte of the first file below a folder, in the order of names.
void spoil_first_file(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) { files.push_back(entry.path()); }
    }
    if (files.empty()) { throw core::StorageError("no tiles in " + folder.string()); }
    const auto first = *std::min_element(files.begin(), files.end());
    const auto content = read_all_of(first);
    const std::string last(1, static_cast<char>(content.back() ^ 1));
    core::overwrite_file(first, content.size() - 1, last);
}

void replace_tile(const Scene& scene) {
    spoil_first_file(scene.tiles() / "tile" / "0");
}

void replace_bundle(const Scene& scene) {
    spoil_first_file(scene.tiles() / "tile" / "entries");
}

void replace_tiles_checkpoint(const Scene& scene) {
    const auto file = scene.tiles() / "checkpoint";
    const auto note = core::parse_note(read_all_of(file));
    auto checkpoint = note ? core::parse_checkpoint(note->text) : note.error();
    if (!checkpoint) { throw core::StorageError(checkpoint.error().detail); }
    checkpoint->root.bytes[0] ^= std::byte{1};
    core::replace_file(file, core::encode_note(core::sign_note(core::encode_checkpoint(*checkpoint),
                                                               checkpoint->origin,
                                                               scene.stage().log_keys.back())));
}

}  // namespace

std::vector<Crime> file_crimes() {
    constexpr auto files = Grip::files;
    constexpr auto page = Exhibit::page;
    constexpr auto tiles = Exhibit::tiles;
    constexpr auto nothing = Need::nothing;
    return {
        {"change-letter", files, page, "One letter of the published page is changed.",
         "The page is not that of the document in it.", nothing, "page", change_letter},
        {"hide-row", files, page, "A row that nobody sees is put into the published page.",
         "The page is not that of the document in it.", nothing, "page", hide_row},
        {"remove-row", files, page, "A row is taken out of the published page.",
         "The page is not that of the document in it.", nothing, "page", remove_row},
        {"replace-words", files, page,
         "Words are replaced in the published page, and in the document in it that proves them.",
         "The edition commits to the digest of other words.", nothing, "words", replace_words},
        {"fork", files, page,
         "With the key a second history is signed, and its report is shown to another reader.",
         "Nothing in the report. Two readers who compare theirs hold the proof of a fork.",
         Need::report, "continuity", fork_log},
        {"leave-out-measure", files, page,
         "With the key one more edition is signed, without a measure and without any leaf of it.",
         "Nothing in the report. An earlier one names the measure, and it did not go on a ground.",
         Need::report, "continuity", leave_out_measure},
        {"replace-tile", files, tiles, "A hash in a published tile is changed.",
         "The tiles do not give the root of the checkpoint.", nothing, "tiles", replace_tile},
        {"replace-bundle", files, tiles, "An event in a published bundle is changed.",
         "It has another hash than the tile says.", nothing, "tiles", replace_bundle},
        {"replace-checkpoint", files, tiles,
         "The published checkpoint is replaced by one with another root, signed with the key.",
         "The tiles do not give that root.", nothing, "tiles", replace_tiles_checkpoint},
    };
}

}  // namespace peil::cli
