// Crimes on what was published: pages and tiles.
// SPDX-License-Identifier: EUPL-1.2
#include "forgery.hpp"
#include <peil/core/checkpoint.hpp>
#include <peil/core/files.hpp>
#include <peil/events/page.hpp>

#include <algorithm>
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

/// The first description that a report prints.
std::string printed_description(const std::string& page) {
    const auto document = events::parse_document(events::find_document(page).value_or(""));
    if (!document) { throw core::StorageError(document.error().detail); }
    const auto& cells = document->cells;
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
    const auto page = events::render_page(*document);
    if (!page) { throw core::StorageError(page.error().detail); }
    core::replace_file(scene.page(), *page);
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
