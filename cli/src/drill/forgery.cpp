// Making a false history agree with itself: disclosures, editions, chain, tree, signatures.
// SPDX-License-Identifier: EUPL-1.2
#include "forgery.hpp"

#include <peil/core/base64.hpp>
#include <peil/core/disclosure.hpp>
#include <peil/core/files.hpp>
#include <peil/events/cells.hpp>
#include <peil/events/view.hpp>

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace peil::cli {

namespace {

constexpr std::uint64_t file_size_max_bytes = std::uint64_t{1} << 40U;

std::string digest_text(std::string_view disclosure) {
    return core::encode_base64url(core::as_bytes(core::sha256(core::as_bytes(disclosure))));
}

/// Has every edition commit to the cells that the ledger gives now. Whether anything changed.
bool mend_editions(const Scene& scene, core::RawLedger& history) {
    const auto ledger =
        core::Ledger::open(scene.ledger().root, core::Access::read, scene.stage().surroundings());
    if (!ledger) { throw core::StorageError(ledger.error().detail); }
    const auto view = events::View::open(*ledger);
    if (!view) { throw core::StorageError(view.error().detail); }
    bool is_changed = false;
    for (const auto& record : events::list_editions(view->facts())) {
        const auto cells = events::stored_cells(view->facts(), view->ledger(), record);
        if (!cells) { throw core::StorageError(cells.error().detail); }
        const auto tree = events::cell_tree(*cells);
        if (tree == record.edition.cells) { continue; }
        is_changed = true;
        alter_event(event_at(history, record.sequence), [&](boost::json::object& event) {
            event.at("data").as_object()["cells"] =
                boost::json::object{{"root", tree.root}, {"size", tree.size}};
        });
    }
    return is_changed;
}

void store_forged(const Scene& scene, core::RawLedger& history,
                  std::span<const core::SigningKey> keys) {
    core::rechain(history, keys);
    core::store_raw(scene.ledger(), history, keys);
    std::filesystem::remove_all(scene.ledger().derived());
}

}  // namespace

core::RawEvent& event_at(core::RawLedger& ledger, std::uint64_t sequence) {
    return ledger.events.at(sequence - 1);
}

void alter_event(core::RawEvent& event,
                 const std::function<void(boost::json::object& event)>& change) {
    event.bytes = core::altered_event(event.bytes, change);
}

std::string disclosure_of(const core::RawEvent& event, std::string_view name) {
    const auto found = std::find_if(event.disclosures.begin(), event.disclosures.end(),
                                    [&](const std::string& text) {
                                        const auto member = core::parse_disclosure(text);
                                        return member && member->name == name;
                                    });
    if (found == event.disclosures.end()) {
        throw core::StorageError("an event of the copy does not disclose " + std::string(name));
    }
    return *found;
}

std::string redisclosed(const std::string& disclosure, const boost::json::value& value) {
    const auto member = core::parse_disclosure(disclosure);
    return core::make_disclosure(member->salt, *member->name, value).text;
}

void redisclose(core::RawEvent& event, std::string_view name, const boost::json::value& value) {
    const auto old = disclosure_of(event, name);
    const auto fresh = redisclosed(old, value);
    std::replace(event.disclosures.begin(), event.disclosures.end(), old, fresh);
    alter_event(event, [&](boost::json::object& members) {
        std::vector<std::string> digests;
        for (const auto& text : event.disclosures) { digests.push_back(digest_text(text)); }
        std::sort(digests.begin(), digests.end());
        members.at("data").as_object()["_sd"] = boost::json::array(digests.begin(), digests.end());
    });
}

void forge(const Scene& scene, core::RawLedger history, std::span<const core::SigningKey> keys,
           Mending mending) {
    std::filesystem::remove(scene.ledger().policy());
    std::filesystem::remove(scene.ledger().timestamping());
    std::erase_if(history.sealed,
                  [&](std::uint64_t size) { return size >= history.events.size(); });
    history.sealed.push_back(history.events.size());
    store_forged(scene, history, keys);
    if (mending == Mending::editions && mend_editions(scene, history)) {
        store_forged(scene, history, keys);
    }
    std::filesystem::remove_all(scene.ledger().derived());
}

std::string read_all_of(const std::filesystem::path& file) {
    auto content = core::read_file(file, file_size_max_bytes);
    if (!content) { throw core::StorageError("there is no file " + file.string()); }
    return *std::move(content);
}

void overwrite_text(const std::filesystem::path& file, std::string_view from, std::string_view to) {
    const auto content = read_all_of(file);
    auto at = content.find(from);
    if (at == std::string::npos) {
        throw core::StorageError(file.string() + " does not hold what was to be changed");
    }
    for (; at != std::string::npos; at = content.find(from, at + from.size())) {
        core::overwrite_file(file, at, to);
    }
}

}  // namespace peil::cli
