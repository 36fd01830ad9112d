// From a ledger to the document of an edition.
// SPDX-License-Identifier: EUPL-1.2
#include "key_history.hpp"
#include <peil/core/base64.hpp>
#include <peil/core/evidence.hpp>
#include <peil/core/tree.hpp>
#include <peil/events/document.hpp>
#include <peil/events/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace peil::events {

namespace {

/// Finds the disclosure of a digest; reads those of an event once.
class DisclosureFinder {
  public:
    explicit DisclosureFinder(const core::Snapshot& ledger) : ledger_(ledger) {}

    std::string find(const Cell& cell) {
        if (cell.digest.empty()) { return ""; }
        const auto [texts, is_new] = by_event_.try_emplace(cell.event);
        if (is_new) {
            for (const auto text : ledger_.disclosures(cell.event)) {
                const auto digest = core::sha256(core::as_bytes(text));
                texts->second[core::encode_base64url(core::as_bytes(digest))] = text;
            }
        }
        const auto found = texts->second.find(cell.digest);
        return found == texts->second.end() ? "" : found->second;
    }

  private:
    const core::Snapshot& ledger_;
    std::map<std::uint64_t, std::map<std::string, std::string>> by_event_;
};

/// The edition before this one, linked to the checkpoint of this one.
core::Result<std::optional<PreviousEdition>> previous_of(const View& view,
                                                         const EditionRecord& record,
                                                         const core::LogKeys& keys,
                                                         std::uint64_t size) {
    std::optional<EditionRecord> before;
    for (auto& each : list_editions(view.facts())) {
        if (each.sequence < record.sequence && (!before || each.sequence > before->sequence)) {
            before = std::move(each);
        }
    }
    const auto checkpoint =
        before ? counting_checkpoint(view.ledger().checkpoints(), keys, before->sequence)
               : std::nullopt;
    if (!checkpoint || checkpoint->size > size) { return std::optional<PreviousEdition>(); }
    auto proof = core::prove_consistency({.old_size = checkpoint->size, .current = size},
                                         view.ledger().hashes());
    if (!proof) { return proof.error(); }
    return std::optional(PreviousEdition{checkpoint->note, std::move(*proof)});
}

}  // namespace

core::Result<EditionDocument> make_document(const View& view, std::uint32_t edition) {
    const auto& ledger = view.ledger();
    const auto record = find_edition(view.facts(), edition);
    if (!record) {
        return core::Error(make_error_code(Errc::edition_missing),
                           fmt::format("edition {} was not published; `peil edition list` shows "
                                       "which were",
                                       edition));
    }
    const auto keys = ledger.log_keys();
    if (!keys) { return keys.error(); }
    const auto checkpoint = counting_checkpoint(ledger.checkpoints(), *keys, record->sequence);
    if (!checkpoint) {
        return core::Error(make_error_code(Errc::not_sealed),
                           fmt::format("no checkpoint covers edition {} yet; type "
                                       "`peil checkpoint` first",
                                       edition));
    }
    const auto cells = stored_cells(view.facts(), ledger, *record);
    if (!cells) { return cells.error(); }
    if (cell_tree(*cells) != record->edition.cells) {
        return core::Error(make_error_code(Errc::malformed_content),
                           fmt::format("edition {} can no longer be drawn as it was published; "
                                       "run `peil verify`",
                                       edition));
    }
    auto inclusion = core::prove_inclusion(
        {.index = record->sequence - 1, .tree_size = checkpoint->size}, ledger.hashes());
    if (!inclusion) { return inclusion.error(); }
    auto previous = previous_of(view, *record, *keys, checkpoint->size);
    if (!previous) { return previous.error(); }
    EditionDocument document;
    document.published.log_key = ledger.settings().log_key;
    document.published.event = ledger.event(record->sequence).value_or("");
    for (const auto text : ledger.disclosures(record->sequence)) {
        document.published.disclosures.emplace_back(text);
    }
    document.published.inclusion = std::move(*inclusion);
    const auto cosigned = core::cosigned_checkpoint(ledger, *checkpoint);
    if (!cosigned) { return cosigned.error(); }
    document.published.checkpoint = core::encode_note(*cosigned);
    auto history = make_key_history(ledger, *keys, *checkpoint);
    if (!history) { return history.error(); }
    document.published.keys = *std::move(history);
    document.previous = std::move(*previous);
    DisclosureFinder finder(ledger);
    for (const auto& cell : *cells) {
        document.cells.push_back({encode_cell(cell), finder.find(cell)});
    }
    return document;
}

}  // namespace peil::events
